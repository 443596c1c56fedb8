using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>A change of one figure, and what the screens showed when it came.</summary>
/// <param name="SceneOnAir">The scene; under a hold the held one. Null where the meeting's card covered it.</param>
/// <param name="IsHeld">The screens were held, and did not show this change.</param>
public sealed record HistoryLine(FigureChangeRecord Change, Scene? SceneOnAir, bool IsHeld);

/// <summary>What the journal says of the past, the newest first. Reads the disk; safe on any thread.</summary>
public sealed class RecordReader(JournalStore journal, AttendanceStore attendance, ConnectedScreens rollCall, DeliveryStats reaches, TimeProvider time)
{
    public Task<IReadOnlyList<FigureChangeRecord>> LatestChanges(int count) => Task.Run(() => journal.LoadNewestChanges(count));

    public Task<IReadOnlyList<HistoryLine>> HistoryOf(FigureKey key) => Task.Run<IReadOnlyList<HistoryLine>>(() =>
    [
        .. journal.LoadFigureHistory(key).Select(line => new HistoryLine(
            line.Change, line.Cover == EntryKind.Blank ? null : Scene.FromEntry(line.Stage), line.Cover == EntryKind.Hold)),
    ]);

    public Task<IReadOnlyList<MeetingDetails>> Meetings() => Task.Run<IReadOnlyList<MeetingDetails>>(() => [.. journal.LoadMeetings().Select(MeetingDetails.FromEntry)]);

    /// <param name="openedVersion">The version that opened the meeting; null for the one that is held.</param>
    /// <returns>Null where that version opened none.</returns>
    public Task<MeetingRecord?> ForMeeting(long? openedVersion = null) => Task.Run(() =>
    {
        if (journal.LoadMeeting(openedVersion ?? journal.LoadMeetings()[0].OpenedVersion) is not { } past)
            return null;
        var now = time.GetUtcNow();
        return MeetingRecord.Create(past, Stays(past, now), DeliveriesOf(past), now);
    });

    /// <summary>As written, and of the versions of this start of the server as they are counted at this moment.</summary>
    Dictionary<long, VersionDelivery> DeliveriesOf(PastMeetingRecord past)
    {
        var known = attendance.LoadDeliveries(past.Entries[0].Version, past.Entries[^1].Version).ToDictionary(reach => reach.Version);
        foreach (var (version, reach) in reaches.All)
            known[version] = reach;
        return known;
    }

    /// <summary>As written, and of those who are there as the roll call knows it at this moment.</summary>
    IReadOnlyList<AttendanceRecord> Stays(PastMeetingRecord past, DateTimeOffset now)
    {
        var (from, until) = MeetingRecord.StartAndEnd(past, now);
        // Where the clock was wrong at its end, the versions say who was of this meeting.
        var last = past.EndedAt is { } ended && ended != until ? past.Entries[^1].Version : long.MaxValue;
        var present = rollCall.All.Where(presence => presence.ConnectedAt < until && !(presence.FirstPaintedVersion > last))
            .ToDictionary(presence => presence.ConnectionId);
        return
        [
            .. attendance.LoadAttendance(from, until).Where(stay => !present.ContainsKey(stay.Connection) && !(stay.FirstVersion > last)),
            .. present.Values.Select(presence => AttendanceRecorder.ToStay(presence, now, rollCall.TimeConnected(presence))),
        ];
    }
}
