using System.Collections.Immutable;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Operations;

/// <summary>A jump of the server's clock against monotonic time: the clock was set, or the machine was suspended.</summary>
/// <param name="Difference">Positive where the clock jumped forward.</param>
/// <param name="ClockAfter">The clock's time after the jump.</param>
/// <param name="Version">The newest version at the jump: later versions have the new time.</param>
public sealed record ClockJump(TimeSpan Difference, DateTimeOffset ClockAfter, long Version);

/// <summary>At startup the newest version had a time that was ahead of the clock.</summary>
public sealed record FutureStamp(long Version, DateTimeOffset TakenAt, TimeSpan AheadBy);

/// <summary>
/// Compares the clock with monotonic time every second, so that the desk can explain implausible times of versions. The order of versions
/// does not depend on the clock. Thread-safe.
/// </summary>
public sealed class ClockWatch : IHostedService, IDisposable
{
    /// <summary>Smaller differences are normal NTP adjustments.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    /// <summary>Keeps the newest only, so that a clock that is set again and again does not fill the desk's page.</summary>
    const int MaxJumps = 5;

    readonly LiveBriefing briefing;
    readonly TimeProvider time;
    readonly ILogger<ClockWatch> log;
    readonly ChangeNotifier notifier = new();
    readonly Lock gate = new();
    (DateTimeOffset Clock, long Ticks) last;
    ITimer? timer;
    volatile ImmutableList<ClockJump> jumps = [];
    volatile FutureStamp? future;

    public ClockWatch(LiveBriefing briefing, TimeProvider time, ILogger<ClockWatch> log)
    {
        (this.briefing, this.time, this.log) = (briefing, time, log);
        last = ReadClockAndTimestamp();
        var newest = briefing.Newest;
        if (newest.TakenAt - last.Clock is var ahead && ahead > Tolerance)
            future = new(newest.Version, newest.TakenAt, ahead);
    }

    /// <summary>Not acknowledged yet, the oldest first.</summary>
    public IReadOnlyList<ClockJump> Jumps => jumps;

    /// <summary>Null where there was none at startup, or the desk has acknowledged it.</summary>
    public FutureStamp? FutureStamp => future;

    /// <summary>Raised on the timer's thread: handlers must not block.</summary>
    internal event Action? Jumped;

    /// <returns>Dispose to unsubscribe.</returns>
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

    /// <summary>Clears the jumps and the future stamp, after an operator has read them.</summary>
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
            var difference = now.Clock - last.Clock - time.GetElapsedTime(last.Ticks, now.Ticks);
            last = now;
            if (difference.Duration() < Tolerance)
                return;
            jumps = [.. jumps.TakeLast(MaxJumps - 1), new(difference, now.Clock, briefing.Newest.Version)];
            log.LogWarning(
                "This machine's clock jumped by {By} and says {Now:u} now. Versions after {Version} bear the new time.",
                difference, now.Clock, briefing.Newest.Version);
        }

        Jumped?.Invoke();
        notifier.Notify();
    }

    /// <summary>Both at the same moment: reads again, up to five times, where the thread was preempted for 100 ms in between.</summary>
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
