using System.Threading.Channels;
using NgoDashboard.Live.Operations;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Attendance;

/// <summary>
/// Records when each screen was connected, and the delivery statistics of each version. Writes in the background, so that no connection
/// waits for the disk; rows whose write failed stay in memory and are written with the next batch.
/// </summary>
public sealed class AttendanceRecorder(
    ConnectedScreens connectedScreens, DeliveryStats deliveries, LiveBriefing briefing, AttendanceStore store, TimeProvider time,
    ILogger<AttendanceRecorder> log) : IHostedService, IDisposable
{
    /// <summary>Also the attendance that is lost when the process is killed.</summary>
    public static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(10);

    /// <summary>Transactions are short, because the desk's take waits for the write lock while one runs.</summary>
    const int StaysPerTransaction = 250;

    readonly Channel<AttendanceEvent> events = Channel.CreateUnbounded<AttendanceEvent>(new() { SingleReader = true });
    readonly Dictionary<string, AttendanceRecord> present = [];
    readonly Dictionary<string, AttendanceRecord> unwritten = [];
    ITimer? timer;
    Task writeLoop = Task.CompletedTask;
    bool isFailing;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        TryWrite(store.CloseOpenAttendance);
        connectedScreens.RestoreLeftTimes(store.LoadLastSeenByPoint());
        var version = briefing.Current.Version;
        deliveries.Start(store.LoadDeliveries(version, version) is [var restored] ? restored : null);
        connectedScreens.Joined += OnJoined;
        connectedScreens.Left += OnLeft;
        timer = time.CreateTimer(_ => events.Writer.TryWrite(new(null, HasLeft: false)), null, WriteInterval, Timeout.InfiniteTimeSpan);
        writeLoop = Task.Run(RunWriteLoop, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Records all connected screens as leaving now.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        connectedScreens.Joined -= OnJoined;
        connectedScreens.Left -= OnLeft;
        foreach (var screen in connectedScreens.All)
            OnLeft(screen);
        deliveries.Stop();
        events.Writer.TryComplete();
        try
        {
            await writeLoop.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The shutdown timeout is over. The next start closes open rows at the time when each screen was last seen.
        }
    }

    public void Dispose() => timer?.Dispose();

    /// <summary>
    /// The duration is the monotonic one, whatever the clock was set to in the meantime. Where the clock was set, the current time is
    /// trusted and the time of joining is calculated back from it.
    /// </summary>
    internal static AttendanceRecord ToStay(ConnectedScreen screen, DateTimeOffset now, TimeSpan connectedFor)
    {
        var joined = (now - connectedFor - screen.ConnectedAt).Duration() < ClockWatch.Tolerance ? screen.ConnectedAt : now - connectedFor;
        return ToStay(screen, joined, joined + connectedFor);
    }

    static AttendanceRecord ToStay(ConnectedScreen screen, DateTimeOffset joined, DateTimeOffset seen) => new(
        screen.ConnectionId, screen.Owner.Name, screen.Owner.Province, joined, seen, null,
        screen.FirstPaintedVersion > 0 ? screen.FirstPaintedVersion : null,
        screen.PaintedVersion > 0 ? screen.PaintedVersion : null,
        screen.Owner.PointId, screen.Owner.Address);

    void OnJoined(ConnectedScreen screen) => events.Writer.TryWrite(new(ToStay(screen, screen.ConnectedAt, TimeSpan.Zero), HasLeft: false));

    void OnLeft(ConnectedScreen screen) => events.Writer.TryWrite(new(CurrentStay(screen), HasLeft: true));

    AttendanceRecord CurrentStay(ConnectedScreen screen) => ToStay(screen, time.GetUtcNow(), connectedScreens.TimeConnected(screen));

    async Task RunWriteLoop()
    {
        while (await events.Reader.WaitToReadAsync())
        {
            var isTick = false;
            // Drains the queue and writes in batches, because after an outage all points reconnect at the same time.
            while (events.Reader.TryRead(out var change))
            {
                if (change.Stay is { } stay)
                    Apply(stay, change.HasLeft);
                else
                    isTick = true;
            }

            if (isTick)
                RefreshPresent();
            WriteStays();
            if (!isTick)
                continue;
            WriteDeliveries();
            timer!.Change(WriteInterval, Timeout.InfiniteTimeSpan);
        }

        WriteDeliveries();
    }

    void WriteStays()
    {
        foreach (var stays in unwritten.Values.Chunk(StaysPerTransaction))
        {
            if (!TryWrite(() => store.SaveAttendance(stays)))
                return;
            foreach (var stay in stays)
                unwritten.Remove(stay.Connection);
        }
    }

    void WriteDeliveries()
    {
        var unsaved = deliveries.Unsaved;
        if (unsaved.Count > 0 && TryWrite(() => store.SaveDeliveries(unsaved)))
            deliveries.MarkSaved(unsaved);
    }

    void Apply(AttendanceRecord stay, bool hasLeft)
    {
        if (!hasLeft)
            present[stay.Connection] = stay;
        else if (present.Remove(stay.Connection))
            stay = stay with { LeftAt = stay.LastSeenAt };
        else
            return;
        unwritten[stay.Connection] = stay;
    }

    void RefreshPresent()
    {
        foreach (var screen in connectedScreens.All)
        {
            // Skips a screen whose join event is still queued, or whose leave event has been applied: that event decides.
            if (present.ContainsKey(screen.ConnectionId))
                unwritten[screen.ConnectionId] = present[screen.ConnectionId] = CurrentStay(screen);
        }
    }

    bool TryWrite(Action write)
    {
        try
        {
            write();
            isFailing = false;
            return true;
        }
        catch (StorageException failure)
        {
            if (!isFailing)
                log.LogError(failure, "Attendance could not be written; it is kept in memory until it can.");
            isFailing = true;
            return false;
        }
    }

    /// <param name="Stay">Null for the timer tick, which refreshes the last-seen time of all connected screens.</param>
    readonly record struct AttendanceEvent(AttendanceRecord? Stay, bool HasLeft);
}
