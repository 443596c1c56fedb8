using Dapper;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Drafting;

public sealed class DraftTests : IDisposable
{
    static readonly Operator One = TestBriefing.Operator, Two = TestBriefing.SecondOperator;
    static readonly Scene Years = new(SceneKinds.Years, 2022);

    readonly TestBriefing briefing = TestBriefing.Create((Figure[])
    [
        new(National(), [CreateStatement(1, Usd(100)), CreateStatement(2, Usd(110), adopted: false)]),
        new(National(Measure.Organisations), [CreateStatement(3, Count(338))]),
    ]);

    Drafts Drafts => briefing.Drafts;

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Put_ASecondEditOfAFigure_ReplacesTheFirstInItsPlace()
    {
        await Drafts.AddEdits(One, Restate(National(), Usd(101)));
        await Drafts.AddEdits(One, Restate(InSector("health"), Usd(7)));
        await Drafts.AddEdits(One, Restate(National(), Usd(102)));

        Assert.Equal([Restate(National(), Usd(102)), Restate(InSector("health"), Usd(7))], Drafts.ForOperator(One).Edits);

        await Drafts.RemoveEdits(One, National());
        await Drafts.SetScene(One, Years, agendaItemId: 7);
        Assert.Equal((Years, (long?)7, InSector("health")), (Drafts.ForOperator(One).Scene, Drafts.ForOperator(One).AgendaItemId, Assert.Single(Drafts.ForOperator(One).Edits).Key));
        Assert.True(Drafts.ForOperator(Two).IsEmpty);
    }

    [Fact]
    public async Task Taken_WhatCameMeanwhile_Stays()
    {
        await Drafts.AddEdits(One, Restate(National(), Usd(101)));
        await Drafts.AddEdits(One, Restate(InSector("health"), Usd(7)));
        var taken = await Drafts.SetScene(One, Years, agendaItemId: 7);
        await Drafts.AddEdits(One, Restate(InSector("health"), Usd(8)));
        await Drafts.AddEdits(One, Restate(InSector("education"), Usd(9)));
        await Drafts.SetScene(One, new(SceneKinds.Sectors, 2023), agendaItemId: 8);

        await Drafts.RemoveTaken(One, taken with { IsReviewed = true, OverrideReason = "đã xem" });

        Assert.Equal([Restate(InSector("health"), Usd(8)), Restate(InSector("education"), Usd(9))], Drafts.ForOperator(One).Edits);
        Assert.Equal((SceneKinds.Sectors, (long?)8), (Drafts.ForOperator(One).Scene!.Kind, Drafts.ForOperator(One).AgendaItemId));
    }

    [Fact]
    public async Task Restart_WithDraftsOfEveryKind_KeepsThemToTheLetter()
    {
        Edit[] edits =
        [
            new Restatement(National(), Usd(101.25m), Qualifier.Nearly, new Source("Báo Nhân Dân", "“Số liệu” – mới\n2 dòng", "https://example.org/a?b=1&c='x'", "2024-03"), "Tỉnh báo lại 'lần hai'", 3) { IsCorrection = true },
            new Restatement(InProvince(OldHaiPhong) with { Sector = "health", Campaign = "relief" }, Vnd(93_000_000_001), Qualifier.Over, null, "lý do"),
            new Restatement(National(Measure.DisbursementRate), Percent(98.75m), Qualifier.About, new Source("Báo", "Bài", null, null), "lý do", 0),
            new Restatement(new(new(new(2020, 1, 1), new(2022, 6, 30)), null, null, null, Measure.Projects), Count(long.MaxValue), Qualifier.Exact, null, "kỳ dài"),
            new Adoption(National(Measure.Organisations), 3, "theo báo cáo", 12) { IsCorrection = true },
        ];
        var card = new Scene(SceneKinds.Text, 2023) { Title = "Kết luận", Text = "Dòng một\nDòng hai" };
        await Drafts.Replace(One, new Draft([.. edits], card) { AgendaItemId = 41, OverrideReason = "không giữ" });
        await Drafts.SetScene(Two, Years);
        Drafts.SetOpenFigure(Two, National());
        var at = briefing.Time.GetUtcNow();
        briefing.Time.Advance(TimeSpan.FromHours(1));

        briefing.Restart();

        Assert.Equal(edits, Drafts.ForOperator(One).Edits);
        Assert.Equal((card, (long?)41, (string?)null), (Drafts.ForOperator(One).Scene, Drafts.ForOperator(One).AgendaItemId, Drafts.ForOperator(One).OverrideReason));
        // After a restart no page has a figure open.
        Assert.Equal(new OperatorDraft(Two, new Draft([], Years), at, null) with { Draft = Drafts.ForOperator(Two) }, Drafts.All.Single(draft => draft.Operator == Two));
        Assert.Equal(Years, Drafts.ForOperator(Two).Scene);
    }

    [Fact]
    public async Task OfOthers_PreparedOrOpen_NamesThemAndNotOneself()
    {
        await Drafts.AddEdits(Two, Restate(National(), Usd(101)));
        Drafts.SetOpenFigure(One, National());

        Assert.Equal([Two], Drafts.OthersEditing(One, National()).Select(other => other.Operator));
        Assert.Equal([One], Drafts.OthersEditing(Two, National()).Select(other => other.Operator));
        Assert.Empty(Drafts.OthersEditing(One, InSector("health")));
    }

    [Fact]
    public async Task All_WhoPreparesNothingAndHasNothingOpen_AreNotThere()
    {
        Drafts.SetOpenFigure(One, National());
        await Drafts.AddEdits(Two, Restate(National(), Usd(101)));
        Assert.Equal(2, Drafts.All.Count());

        Drafts.SetOpenFigure(One, null);
        await Drafts.RemoveEdits(Two, National());

        Assert.Empty(Drafts.All);
    }

    [Fact]
    public async Task Put_TheDiskRefuses_LeavesTheDraftAsItWas()
    {
        await Drafts.AddEdits(One, Restate(National(), Usd(101)));
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON draft_edit BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        await Assert.ThrowsAsync<NotSavedException>(() => Drafts.AddEdits(One, Restate(National(), Usd(102))));

        Assert.Equal([Restate(National(), Usd(101))], Drafts.ForOperator(One).Edits);
        Execute("DROP TRIGGER full_disk");
        briefing.Restart();
        Assert.Equal([Restate(National(), Usd(101))], Drafts.ForOperator(One).Edits);
    }

    [Fact]
    public async Task Put_ByManyAtOnce_LosesNone()
    {
        var keys = Sectors.SelectMany(sector => CurrentProvinces.Select(province => InProvince(province) with { Sector = sector })).ToArray();

        await Task.WhenAll(((Operator[])[One, Two]).SelectMany(actor => keys.Select(key => Task.Run(() => Drafts.AddEdits(actor, Restate(key, Usd(1)))))));

        briefing.Restart();
        foreach (var actor in (Operator[])[One, Two])
            Assert.Equal(keys.ToHashSet(), Drafts.ForOperator(actor).Edits.Select(edit => edit.Key).ToHashSet());
    }

    [Fact]
    public async Task Subscriber_WhenADraftChanges_GetsANotice()
    {
        var noticed = new TaskCompletionSource();
        using var subscription = Drafts.Subscribe(() => noticed.TrySetResult());

        await Drafts.AddEdits(One, Restate(National(), Usd(101)));

        await noticed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Next_OfADraft_IsWhatTheTakeMakes()
    {
        await briefing.Take(Restate(National(Measure.Organisations), Count(340)));
        briefing.Time.Advance(TimeSpan.FromSeconds(5));
        var draft = new Draft([Restate(National(), Usd(101)) with { IsCorrection = true }, new Adoption(National(Measure.Organisations), 3, "lý do"), Restate(InSector("health"), Usd(7))], Years) { AgendaItemId = 7 };

        var next = draft.Preview(briefing.LiveBriefing.Newest, One, briefing.Time.GetUtcNow());
        await briefing.Execute(new TakeCommand(draft));

        Assert.Equal(StateDump.Dump(next), StateDump.Dump(briefing.State));
    }

    [Fact]
    public async Task Next_BehindACover_IsWhatTheReleaseWillShow()
    {
        await briefing.Execute(new CoverCommand(Cover.Blank));

        var next = Draft.From(Restate(National(), Usd(101))).Preview(briefing.LiveBriefing.Newest, One, briefing.Time.GetUtcNow());

        Assert.Equal((Cover.None, Usd(101)), (next.Cover, next.Snapshot.FindAdopted(National())!.Value));
    }

    [Fact]
    public async Task Next_OfEditsThatAreRefused_LeavesThemOut()
    {
        await briefing.Take(Restate(National(), Usd(105)));
        var draft = Draft.From(
            Restate(InSector("helth"), Usd(1)), Restate(InSector("health"), Usd(7)), Restate(National(Measure.Organisations), Usd(1)), new Adoption(InSector("education"), 99, "lý do"),
            Restate(National(), Usd(101), expected: 1));

        var next = draft.Preview(briefing.State, One, briefing.Time.GetUtcNow());

        // A stale edit is part of the preview: the operator sees both values and chooses.
        Assert.Equal([National(), InSector("health")], next.LatestChanges.Select(change => change.Key).OrderBy(key => key.Sector));
        Assert.Equal(Usd(101), next.Snapshot.FindAdopted(National())!.Value);
        Assert.Equal(StateDump.Dump(briefing.State.Snapshot), StateDump.Dump(Draft.Empty.Preview(briefing.State, One, briefing.Time.GetUtcNow()).Snapshot));
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        connection.Execute(sql);
    }
}
