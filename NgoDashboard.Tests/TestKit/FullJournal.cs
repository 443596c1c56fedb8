using System.Text.Json;
using NgoDashboard.Figures;
using NgoDashboard.Storage;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.TestKit;

/// <summary>A journal with an entry of every kind and a value in every column, and all that can be read of it.</summary>
static class FullJournal
{
    public const long Last = 8;

    static readonly DateTimeOffset Start = new(2024, 4, 12, 7, 30, 0, 123, TimeSpan.Zero);
    static readonly StageEntry Years = new("years", """{"year":2022}""", 7);

    /// <param name="hasKey">False for a journal as an earlier version of the program could have written it.</param>
    public static void Write(Database database, bool hasKey = true)
    {
        var journal = new Journal(database);
        var figures = Sample.Figures(
            [(Nation(), Usd(100)), (Nation(Measure.Organisations), Sample.Count(338)), (At(OldHaiPhong), Vnd(5_000)), (In("health"), Usd(40)), (Nation() with { Campaign = "relief" }, Usd(7))])
            .Select((figure, i) => i > 0 ? figure : figure with { Statements = [figure.Statements[0] with { Note = "Số liệu sơ bộ" }, Statement(90, Usd(99), adopted: false)] })
            .ToArray();
        journal.Load(Country, figures, Start, "data", new("overview", """{"year":2023}"""), new(1, "Giao ban", new(2024, 4, 12), NeedsTwo: false));
        var snapshot = Snapshot.Of(Country, figures);
        snapshot = Append(journal, snapshot, Entry(2, EntryKind.Take) with
        {
            Stage = Years, ConfirmedBy = "Bàn thứ hai", Because = "Bộ đã xác nhận", Warnings = ["Coi chừng.", "Thay đổi quá 5 lần."],
        }, Say(Nation(Measure.Organisations), Sample.Count(388)) with { IsCorrection = true }, Say(At(OldHaiPhong), Vnd(6_000)), Say(In("education"), Usd(3)));
        snapshot = Append(journal, snapshot, Entry(3, EntryKind.Undo) with { Undoes = 2 }, Say(At(OldHaiPhong), Vnd(5_000)), new Adoption(Nation(), 90, "Theo báo cáo"));
        journal.Append(Entry(4, EntryKind.Hold), []);
        journal.Append(Entry(5, EntryKind.Dismiss) with { Ended = [Nation(Measure.Organisations), Nation() with { Campaign = "relief" }] }, []);
        journal.Append(
            hasKey ? Entry(6, EntryKind.Key) with { Key = new("k7", "desk", "Bàn thứ ba", "k1", IsRevoked: true) } : Entry(6, EntryKind.Release), []);
        journal.Append(Entry(7, EntryKind.Meeting) with { Meeting = new(7, "Lần sau", new(2024, 10, 1), NeedsTwo: true) }, []);
        Append(journal, snapshot, Entry(Last, EntryKind.Take), Say(In("education"), Usd(4)));
    }

    /// <summary>Everything that can be read of the journal, as lines.</summary>
    public static string[] Read(Database database)
    {
        var journal = new Journal(database);
        return
        [
            Telling.Of(journal.Read().Snapshot.Reference),
            .. Enumerable.Range(1, (int)journal.Read().Version).Select(version => $"{version} {Telling.Of(journal.Read(version).Snapshot)}"),
            .. journal.Meetings().Select(meeting => JsonSerializer.Serialize(journal.OfMeeting(meeting.Opened))),
            .. journal.Latest(1_000).Select(change => change.ToString()),
        ];
    }

    static JournalEntry Entry(long version, EntryKind kind) => new(version, Start.AddMinutes(version), "Bàn điều hành", "k1", kind);

    static Snapshot Append(Journal journal, Snapshot before, JournalEntry entry, params Edit[] edits)
    {
        var (after, changes) = before.Apply(edits, entry.Version, new(2024, 4, 12), entry.Who);
        journal.Append(entry with { Changes = changes }, changes.Select(change => after.Find(change.Key)!));
        return after;
    }
}
