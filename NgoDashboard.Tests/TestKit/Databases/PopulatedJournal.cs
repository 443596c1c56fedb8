using System.Text.Json;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.TestKit.Databases;

/// <summary>Writes a journal with an entry of every kind and a value in every column, and dumps it.</summary>
static class PopulatedJournal
{
    public const long LastVersion = 8;

    static readonly StageRecord Years = new("years", """{"year":2022}""", 7);

    /// <summary>A rate that is set and one that is removed, a sector and a campaign that are merged into others, and one that is added.</summary>
    static readonly ReferenceChanges Reference = new(
        [
            new(2022, new(2022, 23_000, new("mẫu"), true), null),
            new(2024, null, new(2024, 24_164.5m, new("Ngân hàng Nhà nước", "Tỷ giá trung tâm", "https://example.org/ty-gia", "2024-12"), true)),
        ],
        [
            new(null, new(new("water", "Nước sạch", "Clean water", "Nước", "Water", ["Cấp nước; vệ sinh", "WASH"]), 2, IsRetired: false, null)),
            new(null, new(new("wells", "Giếng", "Wells", "Giếng", "Wells", []), 0, IsRetired: true, "water")),
        ],
        [new(null, new(new("storm", CampaignKind.Campaign, "Cứu trợ bão", "Storm relief", ["bão số 3"]), 0, IsRetired: true, "relief"))]);

    /// <param name="isOfNewestSchema">False to leave out what earlier versions of the program did not know.</param>
    public static void WriteEveryEntryKind(Database database, bool isOfNewestSchema = true)
    {
        var journal = new JournalStore(database);
        var figures = SampleData.CreateFigures(
            [(National(), Usd(100)), (National(Measure.Organisations), SampleData.Count(338)), (InProvince(OldHaiPhong), Vnd(5_000)), (InSector("health"), Usd(40)), (National() with { Campaign = "relief" }, Usd(7))])
            .Select((figure, i) => i > 0 ? figure : figure with { Statements = [figure.Statements[0] with { Note = "Số liệu sơ bộ" }, CreateStatement(90, Usd(99), adopted: false)] })
            .ToArray();
        journal.AppendInitialData(CountryReference, figures, JournalStart, "data", new("overview", """{"year":2023}"""), new(1, "Giao ban", new(2024, 4, 12), RequiresApproval: false));
        var snapshot = Snapshot.Create(CountryReference, figures);
        snapshot = Append(journal, snapshot, CreateEntry(2, EntryKind.Take) with
        {
            Stage = Years,
            ConfirmedBy = "Bàn thứ hai",
            OverrideReason = "Bộ đã xác nhận",
            Warnings = ["Coi chừng.", "Thay đổi quá 5 lần."],
        }, Restate(National(Measure.Organisations), SampleData.Count(388)) with { IsCorrection = true }, Restate(InProvince(OldHaiPhong), Vnd(6_000)), Restate(InSector("education"), Usd(3)));
        snapshot = Append(journal, snapshot, CreateEntry(3, EntryKind.Undo) with { Undoes = 2 }, Restate(InProvince(OldHaiPhong), Vnd(5_000)), new Adoption(National(), 90, "Theo báo cáo"));
        journal.AppendEntry(CreateEntry(4, EntryKind.Hold), []);
        journal.AppendEntry(CreateEntry(5, EntryKind.Dismiss) with { EndedCorrections = [National(Measure.Organisations), National() with { Campaign = "relief" }] }, []);
        journal.AppendEntry(
            isOfNewestSchema ? CreateEntry(6, EntryKind.Key) with { Key = new("k7", "desk", "Bàn thứ ba", "k1", IsRevoked: true) } : CreateEntry(6, EntryKind.Release), []);
        journal.AppendEntry(CreateEntry(7, EntryKind.Meeting) with { Meeting = new(7, "Lần sau", new(2024, 10, 1), RequiresApproval: true) }, []);
        var last = isOfNewestSchema
            ? CreateEntry(LastVersion, EntryKind.Reference) with { ReferenceChanges = Reference }
            : CreateEntry(LastVersion, EntryKind.Take);
        Append(journal, snapshot, last, Restate(InSector("education"), Usd(4)));
    }

    /// <summary>Everything that the program can read from the journal, as lines.</summary>
    public static string[] DumpAsLines(Database database)
    {
        var journal = new JournalStore(database);
        return
        [
            StateDump.Dump(journal.LoadState().Snapshot.Reference),
            .. Enumerable.Range(1, (int)journal.LoadState().Version).Select(version => $"{version} {StateDump.Dump(journal.LoadState(version).Snapshot)}"),
            .. journal.LoadMeetings().Select(meeting => JsonSerializer.Serialize(journal.LoadMeeting(meeting.OpenedVersion))),
            .. journal.LoadNewestChanges(1_000).Select(change => change.ToString()),
        ];
    }

    static JournalEntry CreateEntry(long version, EntryKind kind) => new(version, JournalStart.AddMinutes(version), "Bàn điều hành", "k1", kind);

    static Snapshot Append(JournalStore journal, Snapshot before, JournalEntry entry, params Edit[] edits)
    {
        var (after, changes) = before.ApplyEdits(edits, entry.Version, new(2024, 4, 12), entry.Actor);
        journal.AppendEntry(entry with { Changes = changes }, changes.Select(change => after.FindFigure(change.Key)!));
        return after;
    }
}
