using Dapper;
using NgoDashboard.Components.Localization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Drafting;

public sealed class DraftReviewTests : IDisposable
{
    static readonly FigureKey Organisations = National(Measure.Organisations);

    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100)), (National(Measure.Committed), Usd(150)), (Organisations, Count(338)), (InSector("health"), Usd(30))]);

    public void Dispose() => briefing.Dispose();

    public static TheoryData<Edit, FindingKind> Doubts => new()
    {
        { Restate(Organisations, Count(3_388)), FindingKind.Jump },
        { Restate(National(), Usd(151)), FindingKind.DisbursedOverCommitted },
        { Restate(InSector("health"), Usd(101)), FindingKind.PartOverWhole },
        { Restate(National(year: 2022), Usd(1)), default },
        { Restate(National(), Vnd(2_400_000)), FindingKind.UnitChanges },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void Review_OfAnEdit_TellsItsDoubt(Edit edit, FindingKind expected) =>
        Assert.Equal(
            expected == default ? [] : [(edit.Key, expected)],
            DraftReview.FindDoubts(briefing.State, Draft.From(edit)).Where(doubt => doubt.Finding.Kind is not FindingKind.TotalChanges).Select(doubt => (doubt.Key, doubt.Finding.Kind)));

    [Fact]
    public async Task Review_TwoPublicationsThatDisagree_AreToldUntilTheDeskHasDecidedOnce()
    {
        using var disagreeing = TestBriefing.Create((Figure[])[new(Organisations, [CreateStatement(1, Count(338)), CreateStatement(2, Count(388), adopted: false)])]);
        using var agreeing = TestBriefing.Create((Figure[])[new(Organisations, [CreateStatement(1, Count(338)), CreateStatement(2, Count(338), adopted: false)])]);

        var doubt = Assert.Single(DraftReview.FindDoubts(disagreeing.State, Draft.From(Restate(Organisations, Count(390)))));
        Assert.Equal((Organisations, FindingKind.SourcesDisagree), (doubt.Key, doubt.Finding.Kind));
        Assert.Equal([Count(338), "Báo mẫu", Count(388), "Báo mẫu"], doubt.Finding.Args);
        Assert.Empty(DraftReview.FindDoubts(agreeing.State, Draft.From(Restate(Organisations, Count(390)))));
        Assert.Empty(DraftReview.FindDoubts(disagreeing.State, Draft.From(new Adoption(Organisations, 2, "lý do"))));

        await disagreeing.Take(Restate(Organisations, Count(390)));
        Assert.Empty(DraftReview.FindDoubts(disagreeing.State, Draft.From(Restate(Organisations, Count(391)))));
    }

    [Fact]
    public async Task Review_ATotalThatWasReadOut_IsToldWhereItsPartsChangeIt()
    {
        using var briefing = TestBriefing.Create([(InSector("health"), Usd(30)), (InSector("education"), Usd(20))]);
        var draft = Draft.From(Restate(InSector("health"), Usd(31)));
        Assert.Empty(DraftReview.FindDoubts(briefing.State, draft));

        await briefing.Take(new Scene(SceneKinds.Overview, Year));
        await briefing.Take(new Scene(SceneKinds.Text, Year) { Text = "Kết luận" });
        briefing.Restart();

        var doubt = Assert.Single(DraftReview.FindDoubts(briefing.State, draft));
        Assert.Equal((National(), FindingKind.TotalChanges), (doubt.Key, doubt.Finding.Kind));
        Assert.Equal([Usd(50), Usd(51)], doubt.Finding.Args);
        // No doubt where the total is edited together with its part, or where the part is of another year.
        Assert.Empty(DraftReview.FindDoubts(briefing.State, Draft.From(Restate(InSector("health"), Usd(31)), Restate(National(), Usd(51)))));
        Assert.Empty(DraftReview.FindDoubts(briefing.State, Draft.From(Restate(InSector("health") with { Period = Period.ForYear(2022) }, Usd(31)))));

        await briefing.Execute(new OpenMeetingCommand("Hội nghị sau", new(2024, 10, 1)));
        Assert.Empty(DraftReview.FindDoubts(briefing.State, draft));
    }

    [Fact]
    public async Task Review_ATotalThatWasReadOut_IsToldWhereItVanishes()
    {
        // A rate over two currencies exists only where the year has an exchange rate.
        var year = Period.ForYear(YearWithoutRate);
        using var briefing = TestBriefing.Create([(National() with { Period = year }, Usd(90)), (National(Measure.Committed) with { Period = year }, Usd(100))]);
        await briefing.Take(new Scene(SceneKinds.Overview, YearWithoutRate));

        var doubts = DraftReview.FindDoubts(briefing.State, Draft.From(Restate(National() with { Period = year }, Vnd(2_400_000))));

        Assert.Contains((National(Measure.DisbursementRate) with { Period = year }, FindingKind.TotalDisappears), doubts.Select(doubt => (doubt.Key, doubt.Finding.Kind)));
    }

    [Fact]
    public async Task Take_OverADoubt_AsksForAReasonAndJournalsBoth()
    {
        var draft = Draft.From(Restate(Organisations, Count(3_388))) with { IsReviewed = true };
        foreach (var reason in (string?[])[null, "", "  "])
            Assert.Equal(FindingKind.Jump, Assert.Single(Assert.IsType<NeedsReason>(await briefing.Execute(new TakeCommand(draft with { OverrideReason = reason }))).Doubts).Finding.Kind);
        Assert.Equal(1, briefing.Journal.LoadState().Version);

        // The record is in Vietnamese, whatever the operator's language.
        AmbientLanguage.Set(DisplayLanguage.English);
        Assert.IsType<Committed>(await briefing.Execute(new TakeCommand(draft with { OverrideReason = " Bộ đã xác nhận " })));

        Assert.Equal(["Bộ đã xác nhận"], Query("SELECT because FROM journal WHERE version = 2"));
        Assert.Equal(["Toàn quốc · năm 2023 · tổ chức PCPNN: Thay đổi quá 5 lần: 338 thành 3.388. Đúng như vậy?"], Query("SELECT sentence FROM journal_warning WHERE version = 2"));
    }

    [Fact]
    public async Task Take_WithoutADoubt_JournalsNoReason()
    {
        await briefing.Execute(new TakeCommand(Draft.From(Restate(Organisations, Count(340))) with { IsReviewed = true, OverrideReason = "thừa" }));

        Assert.Equal([null], Query("SELECT because FROM journal WHERE version = 2"));
        Assert.Empty(Query("SELECT sentence FROM journal_warning"));
    }

    [Fact]
    public async Task Take_RefusedAndDoubted_IsRefused()
    {
        var draft = Draft.From(Restate(Organisations, Count(3_388)), Restate(InSector("helth"), Usd(1))) with { IsReviewed = true };

        Assert.Equal([0, 1], Assert.IsType<Rejected>(await briefing.Execute(new TakeCommand(draft))).Findings.Select(list => list.Count));
        Assert.Empty(DraftReview.FindDoubts(briefing.State, draft));
    }

    IReadOnlyList<string?> Query(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        return [.. connection.Query<string?>(sql)];
    }
}
