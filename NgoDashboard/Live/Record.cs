using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>A change of one figure, and what the screens showed when it came.</summary>
/// <param name="OnAir">The scene; under a hold the held one. Null where the meeting's card covered it.</param>
/// <param name="IsHeld">The screens were held, and did not show this change.</param>
public sealed record HistoryLine(PastChange Change, Scene? OnAir, bool IsHeld);

/// <summary>What the journal says of the past, the newest first. Reads the disk; safe on any thread.</summary>
public sealed class Record(Journal journal, AttendanceStore attendance, RollCall rollCall, Reaches reaches, TimeProvider time)
{
    public Task<IReadOnlyList<PastChange>> Latest(int count) => Task.Run(() => journal.Latest(count));

    public Task<IReadOnlyList<HistoryLine>> Of(FigureKey key) => Task.Run<IReadOnlyList<HistoryLine>>(() =>
    [
        .. journal.Of(key).Select(line => new HistoryLine(
            line.Change, line.Cover == EntryKind.Blank ? null : Scene.Of(line.Stage), line.Cover == EntryKind.Hold)),
    ]);

    public Task<IReadOnlyList<Meeting>> Meetings() => Task.Run<IReadOnlyList<Meeting>>(() => [.. journal.Meetings().Select(Meeting.Of)]);

    /// <param name="opened">The version that opened the meeting; null for the one that is held.</param>
    /// <returns>Null where that version opened none.</returns>
    public Task<MeetingRecord?> OfMeeting(long? opened = null) => Task.Run(() =>
    {
        if (journal.OfMeeting(opened ?? journal.Meetings()[0].Opened) is not { } past)
            return null;
        var now = time.GetUtcNow();
        return MeetingRecord.Of(past, Stays(past, now), ReachesOf(past), now);
    });

    /// <summary>As written, and of the versions of this start of the server as they are counted at this moment.</summary>
    Dictionary<long, Reach> ReachesOf(PastMeeting past)
    {
        var known = attendance.Reaches(past.Entries[0].Version, past.Entries[^1].Version).ToDictionary(reach => reach.Version);
        foreach (var (version, reach) in reaches.All)
            known[version] = reach;
        return known;
    }

    /// <summary>As written, and of those who are there as the roll call knows it at this moment.</summary>
    IReadOnlyList<Stay> Stays(PastMeeting past, DateTimeOffset now)
    {
        var (from, until) = MeetingRecord.Span(past, now);
        // Where the clock was wrong at its end, the versions say who was of this meeting.
        var last = past.EndedAt is { } ended && ended != until ? past.Entries[^1].Version : long.MaxValue;
        var present = rollCall.Present.Where(presence => presence.Since < until && !(presence.FirstPainted > last))
            .ToDictionary(presence => presence.Connection);
        return
        [
            .. attendance.Between(from, until).Where(stay => !present.ContainsKey(stay.Connection) && !(stay.FirstVersion > last)),
            .. present.Values.Select(presence => Attendance.StayOf(presence, now, rollCall.StayOf(presence))),
        ];
    }
}
