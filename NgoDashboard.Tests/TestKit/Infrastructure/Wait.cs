using System.Diagnostics;

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>Polls for a condition instead of waiting a fixed time.</summary>
static class Wait
{
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    /// <param name="describeActual">Describes the actual state for the failure message.</param>
    public static async Task Until(Func<Task<bool>> condition, Func<Task<string>> describeActual, int seconds = 20)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            if (since.Elapsed > TimeSpan.FromSeconds(seconds))
                Assert.Fail($"Not so after {seconds} s: {await describeActual()}");
            await Task.Delay(PollInterval, TestContext.Current.CancellationToken);
        }
    }
}
