using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Drafting;

/// <summary>Accepted doubts about reports: they stay with their figures in the draft, and are stored in the journal with them.</summary>
public sealed class AcceptedDoubtTests : IDisposable
{
    static readonly Operator Actor = TestBriefing.Operator;

    static readonly AcceptedDoubt OfHealth = new(InSector("health"), "/desk/reports/a", "Y tế: nhầm đơn vị."), OfReport = new(null, "/desk/reports/a", "a.xlsx D9: tổng không khớp.");

    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Take_OfFiguresWithAcceptedDoubts_JournalsThemBesideItsOwn()
    {
        await Put();
        await briefing.Drafts.AddEdits(Actor, Restate(National(), Usd(1_000)));

        await briefing.Execute(new TakeCommand(briefing.Drafts.ForOperator(Actor) with { IsReviewed = true, OverrideReason = "Chủ trì đã xem" }));

        var taken = briefing.Journal.LoadMeeting(1)!.Entries[^1];
        Assert.Equal("Chủ trì đã xem", taken.OverrideReason);
        Assert.Equal([OfHealth.Sentence, OfReport.Sentence], taken.Warnings[1..]);
        Assert.StartsWith("Toàn quốc · năm 2023 · giải ngân: Thay đổi quá 5 lần", taken.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_WithNothingButAcceptedDoubts_AsksForNoReason()
    {
        await Put();

        var result = await briefing.Execute(new TakeCommand(briefing.Drafts.ForOperator(Actor) with { IsReviewed = true }));

        Assert.IsType<Committed>(result);
        Assert.Equal([OfHealth.Sentence, OfReport.Sentence], briefing.Journal.LoadMeeting(1)!.Entries[^1].Warnings);
    }

    [Fact]
    public async Task Doubt_OfAFigureThatIsTypedOver_IsGone()
    {
        await Put();

        await briefing.Drafts.AddEdits(Actor, Restate(InSector("health"), Usd(8)));

        Assert.Equal([OfReport], briefing.Drafts.ForOperator(Actor).AcceptedDoubts);
    }

    [Fact]
    public async Task Doubt_OfAReport_GoesWithTheLastOfItsFigures()
    {
        await Put();

        await briefing.Drafts.RemoveEdits(Actor, InSector("health"));
        Assert.Equal([OfReport], briefing.Drafts.ForOperator(Actor).AcceptedDoubts);
        await briefing.Drafts.AddEdits(Actor, Restate(InSector("education"), Usd(8)));

        Assert.Empty(briefing.Drafts.ForOperator(Actor).AcceptedDoubts);
    }

    [Fact]
    public async Task Report_PutOnceMore_IsDoubtedAsItIsNow()
    {
        await Put();

        await briefing.Drafts.AddEdits(Actor, [From("a", InSector("health"))], OfReport with { Sentence = "a.xlsx D9: thiếu một dòng." });

        Assert.Equal(["a.xlsx D9: thiếu một dòng."], briefing.Drafts.ForOperator(Actor).AcceptedDoubts.Select(doubt => doubt.Sentence));
    }

    [Fact]
    public async Task Taken_WhatIsLeft_KeepsItsDoubts()
    {
        await Put();
        var health = Draft.From(briefing.Drafts.ForOperator(Actor).Edits[0]);

        await briefing.Drafts.RemoveTaken(Actor, health);

        Assert.Equal([OfReport], briefing.Drafts.ForOperator(Actor).AcceptedDoubts);
    }

    [Fact]
    public async Task Restart_WithAcceptedDoubts_KeepsThem()
    {
        await Put();

        briefing.Restart();

        Assert.Equal([OfHealth, OfReport], briefing.Drafts.ForOperator(Actor).AcceptedDoubts);
    }

    Task<Draft> Put() => briefing.Drafts.AddEdits(Actor, [From("a", InSector("health")), From("a", InSector("education"))], OfHealth, OfReport);

    static Restatement From(string report, FigureKey key) => Restate(key, Usd(7)) with { Source = new("Sở Ngoại vụ", "a.xlsx, D7", $"/desk/reports/{report}?sheet=&line=7", null) };
}
