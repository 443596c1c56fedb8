using System.Collections.Immutable;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Operations;

/// <summary>The server's clock was set, or the machine slept, while the server ran.</summary>
/// <param name="Difference">Against the time that has passed: positive where the clock is ahead of what it should be.</param>
/// <param name="ClockAfter">What the clock said after it.</param>
/// <param name="Version">The newest version at that moment: those after it bear the new time.</param>
public sealed record ClockJump(TimeSpan Difference, DateTimeOffset ClockAfter, long Version);

/// <summary>The newest version was taken later than the clock said when the server started.</summary>
public sealed record FutureStamp(long Version, DateTimeOffset TakenAt, TimeSpan AheadBy);

/// <summary>
/// Compares the clock with the time that passes, which nobody can set, so that the desk learns why versions bear times that cannot be.
/// Versions stay in order whatever the clock says, each with the time that it was taken at by that clock. Safe on any thread.
/// </summary>
public sealed class ClockWatch : IHostedService, IDisposable
{
    /// <summary>Less is the clock being kept right by the network.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    /// <summary>A clock that is set all the time must not fill the desk.</summary>
    const int MaxJumps = 5;

    readonly LiveBriefing air;
    readonly TimeProvider time;
    readonly ILogger<ClockWatch> log;
    readonly ChangeNotifier notifier = new();
    readonly Lock gate = new();
    (DateTimeOffset Clock, long Ticks) last;
    ITimer? timer;
    volatile ImmutableList<ClockJump> jumps = [];
    volatile FutureStamp? future;

    public ClockWatch(LiveBriefing air, TimeProvider time, ILogger<ClockWatch> log)
    {
        (this.air, this.time, this.log) = (air, time, log);
        last = ReadClockAndTimestamp();
        var newest = air.Newest;
        if (newest.TakenAt - last.Clock is var ahead && ahead > Tolerance)
            future = new(newest.Version, newest.TakenAt, ahead);
    }

    /// <summary>Those that the desk has not read yet, the oldest first.</summary>
    public IReadOnlyList<ClockJump> Jumps => jumps;

    /// <summary>Null where the clock was behind nothing at the start, or the desk has read it.</summary>
    public FutureStamp? FutureStamp => future;

    /// <summary>Told on the thread of the watch: whoever listens must not wait for anything.</summary>
    internal event Action? Jumped;

    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (future is { } stamp)
        {
            log.LogWarning(
                "Version {Version} was taken at {At:u}, later than this machine's clock says by {By}: the clock was wrong then, or is now.",
                stamp.Version, stamp.TakenAt, stamp.AheadBy);
        }

        timer = time.CreateTimer(_ => Check(), null, CheckInterval, CheckInterval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    /// <summary>The desk has read what there was to read.</summary>
    public void Acknowledge()
    {
        lock (gate)
            (jumps, future) = ([], null);
        notifier.Notify();
    }

    internal void Check()
    {
        lock (gate)
        {
            var now = ReadClockAndTimestamp();
            var by = now.Clock - last.Clock - time.GetElapsedTime(last.Ticks, now.Ticks);
            last = now;
            if (by.Duration() < Tolerance)
                return;
            jumps = [.. jumps.TakeLast(MaxJumps - 1), new(by, now.Clock, air.Newest.Version)];
            log.LogWarning(
                "This machine's clock jumped by {By} and says {Now:u} now. Versions after {Version} bear the new time.",
                by, now.Clock, air.Newest.Version);
        }

        Jumped?.Invoke();
        notifier.Notify();
    }

    /// <summary>Both at one moment: between two readings this thread may be made to wait.</summary>
    (DateTimeOffset Clock, long Ticks) ReadClockAndTimestamp()
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = time.GetTimestamp();
            var clock = time.GetUtcNow();
            var after = time.GetTimestamp();
            if (attempt == 5 || time.GetElapsedTime(before, after) < TimeSpan.FromMilliseconds(100))
                return (clock, after);
        }
    }
}
