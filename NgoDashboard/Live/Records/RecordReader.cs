using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>A change of one figure, and what the screens showed at that time.</summary>
/// <param name="SceneOnAir">Under a hold, the held scene; null where the meeting's card covered the screens.</param>
/// <param name="IsHeld">The screens were held and did not show this change.</param>
public sealed record HistoryLine(FigureChangeRecord Change, Scene? SceneOnAir, bool IsHeld);

/// <summary>Past changes, newest first, and the records of meetings. Reads the disk; thread-safe.</summary>
public sealed class RecordReader(
    JournalStore journal, AttendanceStore attendance, ConnectedScreens connectedScreens, DeliveryStats deliveries, TimeProvider time)
{
    public Task<IReadOnlyList<FigureChangeRecord>> LatestChanges(int count) => Task.Run(() => journal.LoadNewestChanges(count));

    public Task<IReadOnlyList<HistoryLine>> HistoryOf(FigureKey key) => Task.Run<IReadOnlyList<HistoryLine>>(() =>
    [
        .. journal.LoadFigureHistory(key).Select(line => new HistoryLine(
            line.Change, line.Cover == EntryKind.Blank ? null : Scene.FromEntry(line.Stage), line.Cover == EntryKind.Hold)),
    ]);

    public Task<IReadOnlyList<MeetingDetails>> Meetings() =>
        Task.Run<IReadOnlyList<MeetingDetails>>(() => [.. journal.LoadMeetings().Select(MeetingDetails.FromEntry)]);

    /// <param name="openedVersion">The version that opened the meeting; null for the current meeting.</param>
    /// <returns>Null where that version did not open a meeting.</returns>
    public Task<MeetingRecord?> ForMeeting(long? openedVersion = null) => Task.Run(() =>
    {
        if (journal.LoadMeeting(openedVersion ?? journal.LoadMeetings()[0].OpenedVersion) is not { } past)
            return null;
        var now = time.GetUtcNow();
        return MeetingRecord.Create(past, Stays(past, now), DeliveriesOf(past), now);
    });

    /// <summary>The stored counts, overwritten by the current ones where the version is still being counted.</summary>
    Dictionary<long, VersionDelivery> DeliveriesOf(PastMeetingRecord past)
    {
        var counted = attendance.LoadDeliveries(past.Entries[0].Version, past.Entries[^1].Version)
            .ToDictionary(delivery => delivery.Version);
        foreach (var (version, delivery) in deliveries.All)
            counted[version] = delivery;
        return counted;
    }

    /// <summary>The stored attendance, and for connected screens the current one.</summary>
    IReadOnlyList<AttendanceRecord> Stays(PastMeetingRecord past, DateTimeOffset now)
    {
        var (from, until) = MeetingRecord.StartAndEnd(past, now);
        // Where the end time is not plausible because the clock was wrong, the painted versions decide who attended this meeting.
        var last = past.EndedAt is { } ended && ended != until ? past.Entries[^1].Version : long.MaxValue;
        var present = connectedScreens.All.Where(screen => screen.ConnectedAt < until && !(screen.FirstPaintedVersion > last))
            .ToDictionary(screen => screen.ConnectionId);
        return
        [
            .. attendance.LoadAttendance(from, until).Where(stay => !present.ContainsKey(stay.Connection) && !(stay.FirstVersion > last)),
            .. present.Values.Select(screen => AttendanceRecorder.ToStay(screen, now, connectedScreens.TimeConnected(screen))),
        ];
    }
}
