using System.Diagnostics;

namespace NgoDashboard.Tests.TestKit;

/// <summary>Waits for what is to become true, not for time to pass.</summary>
static class Wait
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <param name="told">What is there instead, for the message of the failure.</param>
    public static async Task Until(Func<Task<bool>> isSo, Func<Task<string>> told, int seconds = 20)
    {
        var since = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (since.Elapsed > TimeSpan.FromSeconds(seconds))
                Assert.Fail($"Not so after {seconds} s: {await told()}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
