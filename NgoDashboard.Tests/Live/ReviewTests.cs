using Dapper;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class ReviewTests : IDisposable
{
    static readonly FigureKey Organisations = Nation(Measure.Organisations);

    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100)), (Nation(Measure.Committed), Usd(150)), (Organisations, Count(338)), (In("health"), Usd(30))]);

    public void Dispose() => briefing.Dispose();

    public static TheoryData<Edit, FindingKind> Doubts => new()
    {
        { Say(Organisations, Count(3_388)), FindingKind.Jump },
        { Say(Nation(), Usd(151)), FindingKind.DisbursedOverCommitted },
        { Say(In("health"), Usd(101)), FindingKind.PartOverWhole },
        { Say(Nation(year: 2022), Usd(1)), default },
        { Say(Nation(), Vnd(2_400_000)), FindingKind.UnitChanges },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void Review_OfAnEdit_TellsItsDoubt(Edit edit, FindingKind expected) =>
        Assert.Equal(
            expected == default ? [] : [(edit.Key, expected)],
            Review.Of(briefing.Now, Draft.Of(edit)).Where(doubt => doubt.Finding.Kind is not FindingKind.TotalChanges).Select(doubt => (doubt.Key, doubt.Finding.Kind)));

    [Fact]
    public async Task Review_TwoPublicationsThatDisagree_AreToldUntilTheDeskHasDecidedOnce()
    {
        using var two = TestBriefing.Of((Figure[])[new(Organisations, [Statement(1, Count(338)), Statement(2, Count(388), adopted: false)])]);
        using var one = TestBriefing.Of((Figure[])[new(Organisations, [Statement(1, Count(338)), Statement(2, Count(338), adopted: false)])]);

        var doubt = Assert.Single(Review.Of(two.Now, Draft.Of(Say(Organisations, Count(390)))));
        Assert.Equal((Organisations, FindingKind.SourcesDisagree), (doubt.Key, doubt.Finding.Kind));
        Assert.Equal([Count(338), "Báo mẫu", Count(388), "Báo mẫu"], doubt.Finding.Args);
        Assert.Empty(Review.Of(one.Now, Draft.Of(Say(Organisations, Count(390)))));
        Assert.Empty(Review.Of(two.Now, Draft.Of(new Adoption(Organisations, 2, "lý do"))));

        await two.Take(Say(Organisations, Count(390)));
        Assert.Empty(Review.Of(two.Now, Draft.Of(Say(Organisations, Count(391)))));
    }

    [Fact]
    public async Task Review_ATotalThatWasReadOut_IsToldWhereItsPartsChangeIt()
    {
        using var briefing = TestBriefing.Of([(In("health"), Usd(30)), (In("education"), Usd(20))]);
        var draft = Draft.Of(Say(In("health"), Usd(31)));
        Assert.Empty(Review.Of(briefing.Now, draft));

        await briefing.Take(new Scene(SceneKinds.Overview, Year));
        await briefing.Take(new Scene(SceneKinds.Text, Year) { Text = "Kết luận" });
        briefing.Restart();

        var doubt = Assert.Single(Review.Of(briefing.Now, draft));
        Assert.Equal((Nation(), FindingKind.TotalChanges), (doubt.Key, doubt.Finding.Kind));
        Assert.Equal([Usd(50), Usd(51)], doubt.Finding.Args);
        // Restated together with its parts it is no surprise, and a part of another year does not touch it.
        Assert.Empty(Review.Of(briefing.Now, Draft.Of(Say(In("health"), Usd(31)), Say(Nation(), Usd(51)))));
        Assert.Empty(Review.Of(briefing.Now, Draft.Of(Say(In("health") with { Period = Period.Year(2022) }, Usd(31)))));

        await briefing.Do(new OpenWish("Hội nghị sau", new(2024, 10, 1)));
        Assert.Empty(Review.Of(briefing.Now, draft));
    }

    [Fact]
    public async Task Review_ATotalThatWasReadOut_IsToldWhereItVanishes()
    {
        // A rate is reckoned from both currencies only where the year has an exchange rate.
        var year = Period.Year(YearWithoutRate);
        using var briefing = TestBriefing.Of([(Nation() with { Period = year }, Usd(90)), (Nation(Measure.Committed) with { Period = year }, Usd(100))]);
        await briefing.Take(new Scene(SceneKinds.Overview, YearWithoutRate));

        var doubts = Review.Of(briefing.Now, Draft.Of(Say(Nation() with { Period = year }, Vnd(2_400_000))));

        Assert.Contains((Nation(Measure.DisbursementRate) with { Period = year }, FindingKind.TotalVanishes), doubts.Select(doubt => (doubt.Key, doubt.Finding.Kind)));
    }

    [Fact]
    public async Task Take_OverADoubt_AsksForAReasonAndJournalsBoth()
    {
        var draft = Draft.Of(Say(Organisations, Count(3_388))) with { IsReviewed = true };
        foreach (var reason in (string?[])[null, "", "  "])
            Assert.Equal(FindingKind.Jump, Assert.Single(Assert.IsType<Doubted>(await briefing.Do(new TakeWish(draft with { Because = reason }))).Doubts).Finding.Kind);
        Assert.Equal(1, briefing.Journal.Read().Version);

        // The record is in the language of the meeting, whoever takes.
        Languages.Use(Languages.English);
        Assert.IsType<Taken>(await briefing.Do(new TakeWish(draft with { Because = " Bộ đã xác nhận " })));

        Assert.Equal(["Bộ đã xác nhận"], Query("SELECT because FROM journal WHERE version = 2"));
        Assert.Equal(["Toàn quốc · năm 2023 · tổ chức PCPNN: Thay đổi quá 5 lần: 338 thành 3.388. Đúng như vậy?"], Query("SELECT sentence FROM journal_warning WHERE version = 2"));
    }

    [Fact]
    public async Task Take_WithoutADoubt_JournalsNoReason()
    {
        await briefing.Do(new TakeWish(Draft.Of(Say(Organisations, Count(340))) with { IsReviewed = true, Because = "thừa" }));

        Assert.Equal([null], Query("SELECT because FROM journal WHERE version = 2"));
        Assert.Empty(Query("SELECT sentence FROM journal_warning"));
    }

    [Fact]
    public async Task Take_RefusedAndDoubted_IsRefused()
    {
        var draft = Draft.Of(Say(Organisations, Count(3_388)), Say(In("helth"), Usd(1))) with { IsReviewed = true };

        Assert.Equal([0, 1], Assert.IsType<NotTaken>(await briefing.Do(new TakeWish(draft))).Findings.Select(list => list.Count));
        Assert.Empty(Review.Of(briefing.Now, draft));
    }

    IReadOnlyList<string?> Query(string sql)
    {
        using var connection = briefing.Database.Open();
        return [.. connection.Query<string?>(sql)];
    }
}
