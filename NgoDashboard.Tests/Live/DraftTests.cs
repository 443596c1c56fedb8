using Dapper;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class DraftTests : IDisposable
{
    static readonly Operator One = TestBriefing.Operator, Two = TestBriefing.Second;
    static readonly Scene Years = new(SceneKinds.Years, 2022);

    readonly TestBriefing briefing = TestBriefing.Of((Figure[])
    [
        new(Nation(), [Statement(1, Usd(100)), Statement(2, Usd(110), adopted: false)]),
        new(Nation(Measure.Organisations), [Statement(3, Count(338))]),
    ]);

    Drafts Drafts => briefing.Drafts;

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Put_ASecondEditOfAFigure_ReplacesTheFirstInItsPlace()
    {
        await Drafts.Put(One, Say(Nation(), Usd(101)));
        await Drafts.Put(One, Say(In("health"), Usd(7)));
        await Drafts.Put(One, Say(Nation(), Usd(102)));

        Assert.Equal([Say(Nation(), Usd(102)), Say(In("health"), Usd(7))], Drafts.Of(One).Edits);

        await Drafts.Drop(One, Nation());
        await Drafts.Show(One, Years, item: 7);
        Assert.Equal((Years, (long?)7, In("health")), (Drafts.Of(One).Scene, Drafts.Of(One).Item, Assert.Single(Drafts.Of(One).Edits).Key));
        Assert.True(Drafts.Of(Two).IsEmpty);
    }

    [Fact]
    public async Task Taken_WhatCameMeanwhile_Stays()
    {
        await Drafts.Put(One, Say(Nation(), Usd(101)));
        await Drafts.Put(One, Say(In("health"), Usd(7)));
        var taken = await Drafts.Show(One, Years, item: 7);
        await Drafts.Put(One, Say(In("health"), Usd(8)));
        await Drafts.Put(One, Say(In("education"), Usd(9)));
        await Drafts.Show(One, new(SceneKinds.Sectors, 2023), item: 8);

        await Drafts.Taken(One, taken with { IsReviewed = true, Because = "đã xem" });

        Assert.Equal([Say(In("health"), Usd(8)), Say(In("education"), Usd(9))], Drafts.Of(One).Edits);
        Assert.Equal((SceneKinds.Sectors, (long?)8), (Drafts.Of(One).Scene!.Kind, Drafts.Of(One).Item));
    }

    [Fact]
    public async Task Restart_WithDraftsOfEveryKind_KeepsThemToTheLetter()
    {
        Edit[] edits =
        [
            new Restatement(Nation(), Usd(101.25m), Qualifier.Nearly, new Source("Báo Nhân Dân", "“Số liệu” – mới\n2 dòng", "https://example.org/a?b=1&c='x'", "2024-03"), "Tỉnh báo lại 'lần hai'", 3) { IsCorrection = true },
            new Restatement(At(OldHaiPhong) with { Sector = "health", Campaign = "relief" }, Vnd(93_000_000_001), Qualifier.Over, null, "lý do"),
            new Restatement(Nation(Measure.DisbursementRate), Percent(98.75m), Qualifier.About, new Source("Báo", "Bài", null, null), "lý do", 0),
            new Restatement(new(new(new(2020, 1, 1), new(2022, 6, 30)), null, null, null, Measure.Projects), Count(long.MaxValue), Qualifier.Exact, null, "kỳ dài"),
            new Adoption(Nation(Measure.Organisations), 3, "theo báo cáo", 12) { IsCorrection = true },
        ];
        var card = new Scene(SceneKinds.Text, 2023) { Title = "Kết luận", Text = "Dòng một\nDòng hai" };
        await Drafts.Replace(One, new Draft([.. edits], card) { Item = 41, Because = "không giữ" });
        await Drafts.Show(Two, Years);
        Drafts.Opened(Two, Nation());
        var at = briefing.Time.Now;
        briefing.Time.Move(TimeSpan.FromHours(1));

        briefing.Restart();

        Assert.Equal(edits, Drafts.Of(One).Edits);
        Assert.Equal((card, (long?)41, (string?)null), (Drafts.Of(One).Scene, Drafts.Of(One).Item, Drafts.Of(One).Because));
        // A page that was open is open no more.
        Assert.Equal(new Preparation(Two, new Draft([], Years), at, null) with { Draft = Drafts.Of(Two) }, Drafts.All.Single(one => one.By == Two));
        Assert.Equal(Years, Drafts.Of(Two).Scene);
    }

    [Fact]
    public async Task OfOthers_PreparedOrOpen_NamesThemAndNotOneself()
    {
        await Drafts.Put(Two, Say(Nation(), Usd(101)));
        Drafts.Opened(One, Nation());

        Assert.Equal([Two], Drafts.OfOthers(One, Nation()).Select(other => other.By));
        Assert.Equal([One], Drafts.OfOthers(Two, Nation()).Select(other => other.By));
        Assert.Empty(Drafts.OfOthers(One, In("health")));
    }

    [Fact]
    public async Task All_WhoPreparesNothingAndHasNothingOpen_AreNotThere()
    {
        Drafts.Opened(One, Nation());
        await Drafts.Put(Two, Say(Nation(), Usd(101)));
        Assert.Equal(2, Drafts.All.Count());

        Drafts.Opened(One, null);
        await Drafts.Drop(Two, Nation());

        Assert.Empty(Drafts.All);
    }

    [Fact]
    public async Task Put_TheDiskRefuses_LeavesTheDraftAsItWas()
    {
        await Drafts.Put(One, Say(Nation(), Usd(101)));
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON draft_edit BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        await Assert.ThrowsAsync<NotKeptException>(() => Drafts.Put(One, Say(Nation(), Usd(102))));

        Assert.Equal([Say(Nation(), Usd(101))], Drafts.Of(One).Edits);
        Execute("DROP TRIGGER full_disk");
        briefing.Restart();
        Assert.Equal([Say(Nation(), Usd(101))], Drafts.Of(One).Edits);
    }

    [Fact]
    public async Task Put_ByManyAtOnce_LosesNone()
    {
        var keys = Sectors.SelectMany(sector => Current.Select(province => At(province) with { Sector = sector })).ToArray();

        await Task.WhenAll(((Operator[])[One, Two]).SelectMany(who => keys.Select(key => Task.Run(() => Drafts.Put(who, Say(key, Usd(1)))))));

        briefing.Restart();
        foreach (var who in (Operator[])[One, Two])
            Assert.Equal(keys.ToHashSet(), Drafts.Of(who).Edits.Select(edit => edit.Key).ToHashSet());
    }

    [Fact]
    public async Task Subscriber_WhenADraftChanges_GetsANotice()
    {
        var noticed = new TaskCompletionSource();
        using var subscription = Drafts.Subscribe(() => noticed.TrySetResult());

        await Drafts.Put(One, Say(Nation(), Usd(101)));

        await noticed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Next_OfADraft_IsWhatTheTakeMakes()
    {
        await briefing.Take(Say(Nation(Measure.Organisations), Count(340)));
        briefing.Time.Move(TimeSpan.FromSeconds(5));
        var draft = new Draft([Say(Nation(), Usd(101)) with { IsCorrection = true }, new Adoption(Nation(Measure.Organisations), 3, "lý do"), Say(In("health"), Usd(7))], Years) { Item = 7 };

        var next = draft.Next(briefing.Air.Newest, One, briefing.Time.Now);
        await briefing.Do(new TakeWish(draft));

        Assert.Equal(Telling.Of(next), Telling.Of(briefing.Now));
    }

    [Fact]
    public async Task Next_BehindACover_IsWhatTheReleaseWillShow()
    {
        await briefing.Do(new CoverWish(Cover.Blank));

        var next = Draft.Of(Say(Nation(), Usd(101))).Next(briefing.Air.Newest, One, briefing.Time.Now);

        Assert.Equal((Cover.None, Usd(101)), (next.Cover, next.Snapshot.Stated(Nation())!.Value));
    }

    [Fact]
    public async Task Next_OfEditsThatAreRefused_LeavesThemOut()
    {
        await briefing.Take(Say(Nation(), Usd(105)));
        var draft = Draft.Of(
            Say(In("helth"), Usd(1)), Say(In("health"), Usd(7)), Say(Nation(Measure.Organisations), Usd(1)), new Adoption(In("education"), 99, "lý do"),
            Say(Nation(), Usd(101), expected: 1));

        var next = draft.Next(briefing.Now, One, briefing.Time.Now);

        // What is stale is shown as it was meant: the desk sees both values and chooses.
        Assert.Equal([Nation(), In("health")], next.Latest.Select(change => change.Key).OrderBy(key => key.Sector));
        Assert.Equal(Usd(101), next.Snapshot.Stated(Nation())!.Value);
        Assert.Equal(Telling.Of(briefing.Now.Snapshot), Telling.Of(Draft.Empty.Next(briefing.Now, One, briefing.Time.Now).Snapshot));
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.Open();
        connection.Execute(sql);
    }
}
