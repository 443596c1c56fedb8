using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Agendas;

/// <summary>Which scenes follow one another by themselves, and who began it.</summary>
public sealed record RotationRun(int Seconds, Operator StartedBy);

/// <summary>
/// The hour before the meeting: the scenes of the agenda, one after another, again and again. Whatever else goes on air ends it, and
/// so does a restart. One for the whole server; safe on any thread.
/// </summary>
public sealed class Rotation(Agenda agenda, Desk desk, LiveBriefing air, TimeProvider time) : IDisposable
{
    public const int MinSeconds = 5;
    public const int MaxSeconds = 600;

    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    RotationRun? currentRun;
    IDisposable? subscription;
    ITimer? timer;

    /// <summary>The version that it put on air; null while it is at the next.</summary>
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

    /// <returns>False where it cannot begin: an empty agenda, covered screens, or a meeting whose takes need two people.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not between <see cref="MinSeconds"/> and <see cref="MaxSeconds"/> seconds.</exception>
    public async Task<bool> Start(int seconds, Operator actor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, MinSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, MaxSeconds);
        var begun = new RotationRun(seconds, actor);
        lock (gate)
        {
            StopLocked();
            currentRun = begun;
            subscription = air.Subscribe(StopIfReplaced).Subscription;
        }

        await ShowNext(begun, air.Newest);
        return ReferenceEquals(CurrentRun, begun);
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

    /// <summary>At once, and not at the next step: whoever puts something on air must not lose it to the rotation.</summary>
    void StopIfReplaced()
    {
        lock (gate)
        {
            if (ownVersion is not { } own || air.Newest.Version == own)
                return;
            StopLocked();
        }

        notifier.Notify();
    }

    async Task ShowNext(RotationRun run, BriefingState over)
    {
        lock (gate)
        {
            // Stopped, or begun anew by somebody, as it was about to.
            if (!ReferenceEquals(currentRun, run))
                return;
            ownVersion = null;
        }

        BriefingState? taken = null;
        try
        {
            taken = await TakeNext(run, over);
        }
        finally
        {
            ScheduleNext(run, taken);
        }
    }

    async Task<BriefingState?> TakeNext(RotationRun run, BriefingState over)
    {
        if (over.Cover != Cover.None || over.Meeting.RequiresApproval || (agenda.ItemAfter(over.AgendaItemId) ?? agenda.ItemAfter(null)) is not { } next)
            return null;
        // Over that version only: what somebody takes meanwhile stays on air.
        var outcome = await desk.Execute(new TakeCommand(Draft.From(next.Scene) with { AgendaItemId = next.Id }, over.Version), run.StartedBy);
        return (outcome as Committed)?.State;
    }

    void ScheduleNext(RotationRun run, BriefingState? taken)
    {
        lock (gate)
        {
            if (!ReferenceEquals(currentRun, run))
                return;
            if (taken is null || air.Newest.Version != taken.Version)
            {
                StopLocked();
            }
            else
            {
                ownVersion = taken.Version;
                timer?.Dispose();
                // One after another: the next waits its time from when this one is on air.
                timer = time.CreateTimer(_ => _ = ShowNext(run, taken), null, TimeSpan.FromSeconds(run.Seconds), Timeout.InfiniteTimeSpan);
            }
        }

        notifier.Notify();
    }
}
