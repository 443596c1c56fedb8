namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>
/// Runs continuations one at a time on the test's thread, in an order that the test chooses, so that random interleavings of asynchronous
/// code are repeatable.
/// </summary>
sealed class ManualSynchronizationContext : SynchronizationContext, IDisposable
{
    readonly SynchronizationContext? before = Current;
    readonly List<(SendOrPostCallback Callback, object? State)> steps = [];

    public ManualSynchronizationContext() => SetSynchronizationContext(this);

    public int PendingSteps => steps.Count;

    public override void Post(SendOrPostCallback d, object? state) => steps.Add((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs the pending step number <paramref name="which"/> modulo the number of pending steps.</summary>
    public void RunStep(int which)
    {
        if (steps.Count == 0)
            return;
        var at = which % steps.Count;
        var (callback, state) = steps[at];
        steps.RemoveAt(at);
        callback(state);
    }

    public void RunAllSteps()
    {
        while (steps.Count > 0)
            RunStep(0);
    }

    public void Dispose() => SetSynchronizationContext(before);
}
