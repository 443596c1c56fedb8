namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>
/// Runs what would run on the pool one step at a time, on the test's own thread and in the order that the test chooses: an
/// interleaving can be drawn at random and met again.
/// </summary>
sealed class ManualSynchronizationContext : SynchronizationContext, IDisposable
{
    readonly SynchronizationContext? before = Current;
    readonly List<(SendOrPostCallback Callback, object? State)> steps = [];

    public ManualSynchronizationContext() => SetSynchronizationContext(this);

    public int PendingSteps => steps.Count;

    public override void Post(SendOrPostCallback d, object? state) => steps.Add((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>One of the steps that could come next, by any number.</summary>
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
