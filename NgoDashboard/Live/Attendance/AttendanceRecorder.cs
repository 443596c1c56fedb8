using System.Threading.Channels;
using NgoDashboard.Live.Operations;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Attendance;

/// <summary>
/// Writes down which point was there, and when, as the roll call tells it, and how far each version came. In the background: no
/// connection ever waits for the disk, and one that refuses costs only what it refused, which is written once it takes it.
/// </summary>
public sealed class AttendanceRecorder(ConnectedScreens rollCall, DeliveryStats reaches, LiveBriefing air, AttendanceStore store, TimeProvider time, ILogger<AttendanceRecorder> log)
    : IHostedService, IDisposable
{
    /// <summary>What a server that dies without a word cannot tell of those who were there.</summary>
    public static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(10);

    /// <summary>So many in a transaction: while it is written the desk's take waits.</summary>
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
        rollCall.RestoreLeftTimes(store.LoadLastSeenByPoint());
        var version = air.Current.Version;
        reaches.Start(store.LoadDeliveries(version, version) is [var before] ? before : null);
        rollCall.Joined += OnJoined;
        rollCall.Left += OnLeft;
        timer = time.CreateTimer(_ => events.Writer.TryWrite(new(null, HasLeft: false)), null, WriteInterval, Timeout.InfiniteTimeSpan);
        writeLoop = Task.Run(RunWriteLoop, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Whoever is still there leaves with the server.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        rollCall.Joined -= OnJoined;
        rollCall.Left -= OnLeft;
        foreach (var presence in rollCall.All)
            OnLeft(presence);
        reaches.Stop();
        events.Writer.TryComplete();
        try
        {
            await writeLoop.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The server may not wait any longer. What is not written is closed at its last sign when it starts again.
        }
    }

    public void Dispose() => timer?.Dispose();

    /// <summary>
    /// As long as it was there by the time that passes, whatever the clock was set to meanwhile. Where it was set, what it says now is
    /// believed, and the coming is reckoned back from there.
    /// </summary>
    internal static AttendanceRecord ToStay(ConnectedScreen presence, DateTimeOffset now, TimeSpan there)
    {
        var joined = (now - there - presence.ConnectedAt).Duration() < ClockWatch.Tolerance ? presence.ConnectedAt : now - there;
        return ToStay(presence, joined, joined + there);
    }

    static AttendanceRecord ToStay(ConnectedScreen presence, DateTimeOffset joined, DateTimeOffset seen) => new(
        presence.ConnectionId, presence.Owner.Name, presence.Owner.Province, joined, seen, null,
        presence.FirstPaintedVersion > 0 ? presence.FirstPaintedVersion : null, presence.PaintedVersion > 0 ? presence.PaintedVersion : null, presence.Owner.PointId, presence.Owner.Address);

    void OnJoined(ConnectedScreen presence) => events.Writer.TryWrite(new(ToStay(presence, presence.ConnectedAt, TimeSpan.Zero), HasLeft: false));

    void OnLeft(ConnectedScreen presence) => events.Writer.TryWrite(new(CurrentStay(presence), HasLeft: true));

    AttendanceRecord CurrentStay(ConnectedScreen presence) => ToStay(presence, time.GetUtcNow(), rollCall.TimeConnected(presence));

    async Task RunWriteLoop()
    {
        while (await events.Reader.WaitToReadAsync())
        {
            var isBeat = false;
            // All that came meanwhile is written together: after an outage every point comes back at once.
            while (events.Reader.TryRead(out var news))
            {
                if (news.Stay is { } stay)
                    Apply(stay, news.HasLeft);
                else
                    isBeat = true;
            }

            if (isBeat)
                RefreshPresent();
            WriteStays();
            if (!isBeat)
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
        var due = reaches.Unsaved;
        if (due.Count > 0 && TryWrite(() => store.SaveDeliveries(due)))
            reaches.MarkSaved(due);
    }

    void Apply(AttendanceRecord stay, bool isGone)
    {
        if (!isGone)
            present[stay.Connection] = stay;
        else if (present.Remove(stay.Connection))
            stay = stay with { LeftAt = stay.LastSeenAt };
        else
            return;
        unwritten[stay.Connection] = stay;
    }

    void RefreshPresent()
    {
        foreach (var presence in rollCall.All)
        {
            // Not told of yet, or gone already: its own news says so.
            if (present.ContainsKey(presence.ConnectionId))
                unwritten[presence.ConnectionId] = present[presence.ConnectionId] = CurrentStay(presence);
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
        catch (StorageException broken)
        {
            if (!isFailing)
                log.LogError(broken, "Attendance could not be written; it is kept in memory until it can.");
            isFailing = true;
            return false;
        }
    }

    /// <param name="Stay">Null for the beat, at which everybody who is there is seen.</param>
    readonly record struct AttendanceEvent(AttendanceRecord? Stay, bool HasLeft);
}
