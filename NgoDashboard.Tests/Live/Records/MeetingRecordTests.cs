using System.Collections.Immutable;
using NgoDashboard.Api.MeetingRecords;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Records;

/// <summary>The record from rows without a database: one minute between versions, the first at 9:00.</summary>
public class MeetingRecordTests
{
    static readonly DateTimeOffset Nine = new(2024, 4, 12, 9, 0, 0, VietnamTime.Offset);
    static readonly MeetingDetailsRecord Meeting = new(5, "Giao ban", new(2024, 4, 12), RequiresApproval: false);
    static readonly Scene Overview = CreateScene(SceneKinds.Overview), Years = CreateScene(SceneKinds.Years), Table = CreateScene(SceneKinds.Table);

    [Fact]
    public void Agenda_OfAMeeting_TellsWhenEachItemWasOnAirAndWhatWasShownBeside()
    {
        var record = Record(
            [Opening, Show(6, Overview, item: 1), Show(7, Years), Show(8, Overview, item: 1), Fix(9), Show(10, Table)],
            agenda: [Item(2, Table), Item(1, Overview)]);

        Assert.Equal(
            [
                "2 table: ",
                "1 overview: 09:01–09:02, 09:03–09:05",
                "- sectors: 09:00–09:01",
                "- years: 09:02–09:03",
                "- table: 09:05–",
            ],
            record.Agenda.Select(Describe));
    }

    [Fact]
    public void Agenda_WhileTheScreensAreHeldOrCovered_TellsWhatTheyReallyShowed()
    {
        var record = Record(
            [Opening, Show(6, Overview), Cover(7, EntryKind.Hold), Show(8, Years), Show(9, Table), Cover(10, EntryKind.Blank), Show(11, Years), Cover(12, EntryKind.Release)]);

        Assert.Equal(
            ["- sectors: 09:00–09:01", "- overview: 09:01–09:05", "- card: 09:05–09:07", "- years: 09:07–"],
            record.Agenda.Select(Describe));
        Assert.Equal([5L, 6, 7, 10, 12], record.Versions.Where(version => version.IsOnScreens).Select(version => version.Version));
    }

    [Fact]
    public void Agenda_OfAMeetingOpenedBehindAHold_StartsWithTheHeldPicture()
    {
        var record = Record(
            [Opening, Fix(6), Cover(7, EntryKind.Release)], before: new(3, Years.ToEntry(), Table.ToEntry(), EntryKind.Hold));

        Assert.Equal(["- years: 09:00–09:02", "- table: 09:02–"], record.Agenda.Select(Describe));
    }

    [Fact]
    public void Agenda_OfAMeetingThatIsOver_EndsWithIt()
    {
        var record = Record([Opening, Show(6, Overview)], endedAt: Nine.AddMinutes(30));

        Assert.Equal(["- sectors: 09:00–09:01", "- overview: 09:01–09:30"], record.Agenda.Select(Describe));
        Assert.True(record.IsOver);
        Assert.Equal(Nine.AddMinutes(30), record.EndsAt);
    }

    [Fact]
    public void Agenda_ItemThatWasTakenOff_IsListedOnlyWhereItWasOnAir()
    {
        var record = Record(
            [Opening, Show(6, Overview, item: 1)], agenda: [Item(1, Overview) with { IsRemoved = true }, Item(2, Table) with { IsRemoved = true }]);

        Assert.Equal(["1 overview: 09:01–", "- sectors: 09:00–09:01"], record.Agenda.Select(Describe));
    }

    [Fact]
    public void Corrections_OfAMeeting_TellHowEachEnded()
    {
        JournalEntryRecord Correct(long version, FigureKey key) => Fix(version, key, isCorrection: true);

        var record = Record(
        [
            Opening,
            Correct(6, National()), Correct(7, InSector("health")), Correct(8, InSector("other")), Fix(9, InSector("other")), Correct(10, SampleData.InProvince(LangSon)),
            Entry(11, EntryKind.Dismiss) with { EndedCorrections = [National()] },
            Fix(12, InSector("health")) with { Kind = EntryKind.Undo, Undoes = 7, EndedCorrections = [InSector("health")] },
            Correct(13, SampleData.InProvince(LangSon)),
        ]);

        Assert.Equal(
            [
                (6L, (CorrectionEnd?)CorrectionEnd.Dismissed, (long?)11), (7, CorrectionEnd.Undone, 12), (8, null, null), (10, CorrectionEnd.Replaced, 13),
                (13, null, null),
            ],
            record.Corrections.Select(correction => (correction.Change.Version, correction.End, correction.EndedBy?.Version)));
        Assert.All(record.Corrections, correction => Assert.Equal(SceneKinds.Sectors, correction.SceneOnAir!.Kind));
    }

    [Fact]
    public void Versions_OfEveryKind_SayInWordsWhatTheyDid()
    {
        var record = Record(
        [
            Opening, Show(6, Overview), Fix(7), Fix(8) with { Stage = Years.ToEntry() }, Cover(9, EntryKind.Hold), Cover(10, EntryKind.Blank),
            Cover(11, EntryKind.Release), Fix(12) with { Kind = EntryKind.Undo, Undoes = 8 }, Fix(13) with { Kind = EntryKind.Undo, Undoes = 12, IsRedo = true },
            Entry(14, EntryKind.Dismiss), Entry(15, EntryKind.Meeting) with { Meeting = Meeting with { Name = "Giao ban quý I" } },
        ]);

        Assert.Equal(
            [
                "Mở hội nghị", "Đổi trang", "Sửa số liệu", "Sửa số liệu và đổi trang", "Giữ hình", "Che màn hình", "Thả hình, bỏ che", "Hoàn tác bản 8",
                "Làm lại việc đã hoàn tác ở bản 12", "Thôi hiện đính chính", "Đổi tên, ngày hoặc quy định của hội nghị",
            ],
            record.Versions.Select(version => version.Describe(DisplayLanguage.Vietnamese)));
        Assert.Equal(("Giao ban quý I", 5L, 15L), (record.Meeting.Name, record.FirstVersion, record.LastVersion));
    }

    [Fact]
    public void Versions_OfKeysAndOfPersonsWhoseNamesWereRemoved_SaySo()
    {
        var issued = new KeyChangeRecord("k7", "desk", "Bàn thứ hai", null, IsRevoked: false);
        var record = Record(
        [
            Opening, Entry(6, EntryKind.Key) with { KeyChange = issued }, Entry(7, EntryKind.Key) with { KeyChange = issued with { IsRevoked = true } },
            Entry(8, EntryKind.Key) with { KeyChange = issued with { Label = null }, Actor = null, IsConfirmed = true },
        ]);

        Assert.Equal(
            ["Cấp khóa “Bàn thứ hai”", "Thu hồi khóa “Bàn thứ hai”", "Xác nhận khóa “(đã xóa)” là của một người riêng"], record.Versions.Skip(1).Select(version => version.Describe(DisplayLanguage.Vietnamese)));
        Assert.Equal(("(đã xóa)", "(đã xóa)"), (record.Versions[^1].ActorName(DisplayLanguage.Vietnamese), record.Versions[^1].ConfirmedByName(DisplayLanguage.Vietnamese)));
        Assert.Null(record.Versions[1].ConfirmedByName(DisplayLanguage.Vietnamese));
    }

    [Theory]
    [InlineData("vi", "Nạp dữ liệu công bố")]
    [InlineData("en", "Published data loaded")]
    public void Versions_ThatTheProgramLoadedItself_AreSaidToBeLoadedAndNotDoneByAPerson(string language, string sentence)
    {
        var loaded = Record([Entry(1, EntryKind.Load) with { Actor = "data", Meeting = Meeting }]).Versions[0];

        Assert.Equal(sentence, loaded.ActorName(DisplayLanguage.FromCode(language)));
        Assert.All(RecordEntries.From(loaded, Snapshot.Create(CountryReference, []), DisplayLanguage.FromCode(language)), row => Assert.Equal("data", row.Actor));
    }

    [Fact]
    public void Versions_OlderThanTheChain_AreToldWithTheDayOfTheUpgrade()
    {
        var chained = Record([Opening with { ChainedAt = Nine.AddDays(2) }, Show(6, Overview) with { ChainedAt = Nine.AddDays(2) }, Show(7, Years) with { Hash = "ab" }]);

        Assert.Equal("ab", chained.LastHash);
        Assert.Equal(
            "Các bản 5–6 có từ trước khi có chuỗi băm; bản nâng cấp ngày 14/4/2024 đã nối chúng vào chuỗi, chuỗi không chứng minh gì về chúng trước ngày ấy.",
            ChainSentences.DescribeVersionsBeforeChain(chained, DisplayLanguage.Vietnamese));
        Assert.Null(ChainSentences.DescribeVersionsBeforeChain(Record([Opening]), DisplayLanguage.Vietnamese));
    }

    [Fact]
    public void Attendance_OfAPointThatCameAndWent_CountsItsTimeOnceAndItsGaps()
    {
        var record = Record(
            [Opening, Show(6, Overview), Show(7, Years)],
            stays:
            [
                // Two overlapping connections, a gap, then back to the end; and one point that connected before the meeting.
                Stay("a", "Huế", 0, 4, painted: 5), Stay("b", "Huế", 3, 5, painted: 6), Stay("c", "Huế", 8, 10, painted: 7),
                Stay("d", "Cà Mau", -60, 1.5, painted: 5),
            ]);

        Assert.Equal(
            [
                ("Cà Mau", 0.0, 1.5, 1.5, 0, (long?)5, false),
                ("Huế", 0, 10, 7, 1, 7, true),
            ],
            record.Attendance.Select(point => (
                point.PointName, Minutes(point.FirstSeen), Minutes(point.LastSeen), point.TimePresent.TotalMinutes, point.GapCount, point.LastPaintedVersion, point.IsUpToDate)));
    }

    [Fact]
    public void Attendance_OfAPointThatOutlivedTheMeeting_EndsWithIt()
    {
        var record = Record([Opening, Show(6, Overview)], endedAt: Nine.AddMinutes(5), stays: [Stay("a", "Huế", 1, 60, painted: 40), Stay("b", "Cà Mau", 2, null, painted: null)]);

        Assert.Equal(
            [("Huế", 5.0, 4.0, (long?)6, true, false), ("Cà Mau", 5, 3, null, false, false)],
            record.Attendance.Select(point => (point.PointName, Minutes(point.LastSeen), point.TimePresent.TotalMinutes, point.LastPaintedVersion, point.IsUpToDate, point.IsConnected)));
    }

    [Fact]
    public void Attendance_OfAPointThatWasRenamed_IsOnePointWithItsLastNameAndAllItsAddresses()
    {
        var record = Record(
            [Opening],
            stays:
            [
                Stay("a", "Huế", 0, 4, painted: 5) with { PointId = 7, Address = "10.0.0.1" }, Stay("b", "Thành phố Huế", 5, 6, painted: 5) with { PointId = 7, Address = "10.0.0.2" },
                // Other points with the same name.
                Stay("c", "Huế", 1, 2, painted: 5) with { PointId = 8 }, Stay("d", "Huế", 2, 3, painted: 5),
            ]);

        Assert.Equal(
            [((long?)7, "Thành phố Huế", 5.0, 1, "10.0.0.1, 10.0.0.2"), (8, "Huế", 1, 0, ""), (null, "Huế", 1, 0, "")],
            record.Attendance.Select(point => (point.PointId, point.PointName, point.TimePresent.TotalMinutes, point.GapCount, point.Address)));
    }

    [Fact]
    public void Versions_OnTheScreens_TellHowFarTheyCameAndTheOthersNothing()
    {
        VersionDelivery Delivered(long version) => new(version, 63, 62, 60, TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(2_100));

        var record = Record([Opening, Cover(6, EntryKind.Hold), Fix(7)], deliveries: [Delivered(6), Delivered(7), new(5, 63, 0, 0, null, null)]);

        Assert.Equal(["5 0/63", "6 60/63 · 0,4 s (chậm nhất 2,1 s)", "7 "], record.Versions.Select(version => $"{version.Version} {RecordText.FormatDelivery(version, DisplayLanguage.Vietnamese)}"));
    }

    static JournalEntryRecord Opening { get; } = Entry(5, EntryKind.Meeting) with { Meeting = Meeting };

    static JournalEntryRecord Entry(long version, EntryKind kind) => new(version, At(version), "Bàn điều hành", kind);

    static JournalEntryRecord Show(long version, Scene scene, long? item = null) => Entry(version, EntryKind.Take) with { Stage = scene.ToEntry() with { AgendaItemId = item } };

    static JournalEntryRecord Cover(long version, EntryKind kind) => Entry(version, kind);

    static JournalEntryRecord Fix(long version, FigureKey? key = null, bool isCorrection = false) => Entry(version, EntryKind.Take) with
    {
        Changes = [new(version, At(version), "Bàn điều hành", key ?? National(), Usd(1), Qualifier.Exact, Usd(2), Qualifier.Exact, "Tỉnh báo lại", isCorrection)],
    };

    static AgendaItemRecord Item(long id, Scene scene) => new(id, Meeting.OpenedVersion, scene.Kind, scene.ToEntry().ParametersJson, "", IsRemoved: false);

    static AttendanceRecord Stay(string connection, string point, double from, double? to, long? painted) => new(
        connection, point, null, Nine.AddMinutes(from), Nine.AddMinutes(to ?? 90), to is { } left ? Nine.AddMinutes(left) : null, painted, painted);

    static DateTimeOffset At(long version) => Nine.AddMinutes(version - 5);

    static double Minutes(DateTimeOffset at) => (at - Nine).TotalMinutes;

    static string Describe(AgendaLine line)
    {
        static string Time(DateTimeOffset at) => $"{VietnamTime.ToLocal(at):HH:mm}";
        var times = line.Airings.Select(airing => $"{Time(airing.From)}–{(airing.To is { } to ? Time(to) : "")}");
        return $"{line.AgendaItemId?.ToString(PinnedCulture.Vietnamese) ?? "-"} {line.Scene?.Kind ?? "card"}: {string.Join(", ", times)}";
    }

    static MeetingRecord Record(
        ImmutableArray<JournalEntryRecord> entries, ImmutableArray<AgendaItemRecord>? agenda = null, ScreensRecord? before = null, DateTimeOffset? endedAt = null,
        VersionDelivery[]? deliveries = null, params AttendanceRecord[] stays)
    {
        var sectors = CreateScene(SceneKinds.Sectors).ToEntry();
        return MeetingRecord.Create(new(before ?? new(4, sectors, sectors, null), endedAt, entries, agenda ?? []), stays, (deliveries ?? []).ToDictionary(delivery => delivery.Version), Nine.AddMinutes(90));
    }
}
