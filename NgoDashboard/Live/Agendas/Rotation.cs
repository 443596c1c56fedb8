using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Agendas;

/// <summary>A running rotation: seconds per scene, and the operator who started it.</summary>
public sealed record RotationRun(int Seconds, Operator StartedBy);

/// <summary>
/// Loops through the scenes of the agenda in the hour before the meeting. Any other version that goes on air stops it, and so does a
/// restart. Singleton; thread-safe.
/// </summary>
public sealed class Rotation(Agenda agenda, Desk desk, LiveBriefing briefing, TimeProvider time) : IDisposable
{
    public const int MinSeconds = 5;
    public const int MaxSeconds = 600;

    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    RotationRun? currentRun;
    IDisposable? subscription;
    ITimer? timer;

    /// <summary>The version that the rotation put on air; null while it is taking the next scene.</summary>
    long? ownVersion;

    public RotationRun? CurrentRun
    {
        get
        {
            lock (gate)
                return currentRun;
        }
    }

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <returns>False where it cannot start: the agenda is empty, the screens are covered, or takes need approval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not between <see cref="MinSeconds"/> and <see cref="MaxSeconds"/> seconds.</exception>
    public async Task<bool> Start(int seconds, Operator actor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, MinSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, MaxSeconds);
        var run = new RotationRun(seconds, actor);
        lock (gate)
        {
            StopLocked();
            currentRun = run;
            subscription = briefing.Subscribe(StopIfReplaced).Subscription;
        }

        await ShowNext(run, briefing.Newest);
        return ReferenceEquals(CurrentRun, run);
    }

    public void Stop()
    {
        lock (gate)
            StopLocked();
        notifier.Notify();
    }

    public void Dispose()
    {
        lock (gate)
            StopLocked();
    }

    void StopLocked()
    {
        timer?.Dispose();
        subscription?.Dispose();
        (currentRun, subscription, timer, ownVersion) = (null, null, null, null);
    }

    /// <summary>Stops immediately, because at the next step the rotation would replace what an operator has put on air.</summary>
    void StopIfReplaced()
    {
        lock (gate)
        {
            if (ownVersion is not { } own || briefing.Newest.Version == own)
                return;
            StopLocked();
        }

        notifier.Notify();
    }

    async Task ShowNext(RotationRun run, BriefingState shown)
    {
        lock (gate)
        {
            // Stopped or restarted by an operator while the timer fired.
            if (!ReferenceEquals(currentRun, run))
                return;
            ownVersion = null;
        }

        BriefingState? taken = null;
        try
        {
            taken = await TakeNext(run, shown);
        }
        finally
        {
            ScheduleNext(run, taken);
        }
    }

    async Task<BriefingState?> TakeNext(RotationRun run, BriefingState shown)
    {
        if (shown.Cover != Cover.None || shown.Meeting.RequiresApproval
            || (agenda.ItemAfter(shown.AgendaItemId) ?? agenda.ItemAfter(null)) is not { } next)
            return null;
        // With the expected version, so that a take by an operator in the meantime stays on air.
        var take = new TakeCommand(Draft.From(next.Scene) with { AgendaItemId = next.Id }, shown.Version);
        return (await desk.Execute(take, run.StartedBy) as Committed)?.State;
    }

    void ScheduleNext(RotationRun run, BriefingState? taken)
    {
        lock (gate)
        {
            if (!ReferenceEquals(currentRun, run))
                return;
            if (taken is null || briefing.Newest.Version != taken.Version)
            {
                StopLocked();
            }
            else
            {
                ownVersion = taken.Version;
                timer?.Dispose();
                // A one-shot timer, so that every scene stays on air for the full time, however long its take took.
                timer = time.CreateTimer(_ => _ = ShowNext(run, taken), null, TimeSpan.FromSeconds(run.Seconds), Timeout.InfiniteTimeSpan);
            }
        }

        notifier.Notify();
    }
}
