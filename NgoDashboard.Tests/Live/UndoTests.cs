using Dapper;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class UndoTests : IDisposable
{
    static readonly Scene Years = new(SceneKinds.Years, 2022);

    readonly TestBriefing briefing = TestBriefing.Of((Figure[])
    [
        new(Nation(), [Statement(1, Usd(100), qualifier: Qualifier.Nearly), Statement(2, Usd(110), adopted: false)]),
        new(Nation(Measure.Organisations), [Statement(3, Count(338))]),
    ]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Undo_OfATake_RestoresEveryStatementTheSceneAndItsItemAsANewVersion()
    {
        await briefing.Do(new TakeWish(Draft.Of(Years) with { Item = 7 }));
        var before = briefing.Now;
        await briefing.Do(new TakeWish(
            new Draft([Say(Nation(), Usd(120)), new Adoption(Nation(Measure.Organisations), 3, "theo báo cáo"), Say(In("health"), Usd(7))], new(SceneKinds.Sectors, 2023)) { Item = 8 }));

        var taken = Assert.IsType<Taken>(await briefing.Do(new UndoWish()));

        Assert.Equal(4, taken.Now.Version);
        Assert.Equal(Telling.Stated(before.Snapshot), Telling.Stated(taken.Now.Snapshot));
        Assert.Equal([4L, 4], taken.Now.Snapshot.Find(Nation())!.Statements.Select(statement => statement.Version));
        Assert.Equal((Years, (long?)7), (taken.Now.Scene, taken.Now.Item));
        Assert.Empty(taken.Now.Changes);
        Assert.Equal(
            [(Nation(), (Quantity?)Usd(120), (Quantity?)Usd(100), Qualifier.Nearly), (Nation(Measure.Organisations), Count(338), Count(338), Qualifier.Exact), (In("health"), Usd(7), null, Qualifier.Exact)],
            taken.Now.Latest.Select(change => (change.Key, change.Before, change.After, change.QualifierAfter)));
        Assert.All(briefing.Journal.Latest(3), change => Assert.Equal((4L, "Bàn điều hành", "Hoàn tác bản 3"), (change.Version, change.Who, change.Reason)));
    }

    [Fact]
    public async Task Undo_OfAFigureThatDidNotExist_LeavesItUnpublishedAndItsEditorsStale()
    {
        await briefing.Take(Say(In("health"), Usd(7)));
        await briefing.Do(new UndoWish());

        Assert.Null(briefing.Now.Snapshot.Stated(In("health")));
        Assert.Equal(Basis.Unpublished, briefing.Now.Snapshot.Total(In("health")).Basis);
        Assert.True(Assert.IsType<NotTaken>(await briefing.Take(Say(In("health"), Usd(8), expected: 2))).IsStale);

        // Stated anew it is a first statement again, under a number that was never given.
        await briefing.Take(Say(In("health"), Usd(8), expected: 3));
        Assert.Equal((5L, Status.Provisional), Assert.Single(briefing.Now.Snapshot.Find(In("health"))!.Statements) is var one ? (one.Id, one.Status) : default);
    }

    [Fact]
    public async Task Undo_AfterUndo_GoesFurtherBackAndRedoForthAgain()
    {
        foreach (var value in (decimal[])[101, 102, 103])
            await briefing.Take(Say(Nation(), Usd(value)));

        Assert.Equal([102, 101, 100], [await Value(new UndoWish()), await Value(new UndoWish()), await Value(new UndoWish())]);
        Assert.IsType<Nothing>(await briefing.Do(new UndoWish()));
        Assert.Equal([101, 102], [await Value(new RedoWish()), await Value(new RedoWish())]);
        Assert.Equal("Làm lại việc đã hoàn tác ở bản 6", briefing.Journal.Latest(1)[0].Reason);
        Assert.Equal([101, 102, 103], [await Value(new UndoWish()), await Value(new RedoWish()), await Value(new RedoWish())]);
        Assert.IsType<Nothing>(await briefing.Do(new RedoWish()));
    }

    [Fact]
    public async Task Redo_AfterANewTake_IsNoMore()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Do(new UndoWish());
        await briefing.Take(Say(Nation(Measure.Organisations), Count(388)));

        Assert.IsType<Nothing>(await briefing.Do(new RedoWish()));
        Assert.Equal(4, briefing.Now.Version);
    }

    [Fact]
    public async Task Undo_OfFiguresAlone_LeavesTheSceneThatCameLater()
    {
        await briefing.Take(Years);
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Do(new UndoWish());

        Assert.Equal(Years, briefing.Now.Scene);
        Assert.Equal(1, Scalar("SELECT count(*) FROM stage WHERE version > 1"));
    }

    [Fact]
    public async Task Undo_OfWhatWasNamed_IsDoneOnlyWhileItIsTheLast()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Take(Say(Nation(), Usd(102)));

        Assert.IsType<Nothing>(await briefing.Do(new UndoWish(2)));
        Assert.IsType<Taken>(await briefing.Do(new UndoWish(3)));
        Assert.IsType<Nothing>(await briefing.Do(new RedoWish(3)));
        Assert.IsType<Taken>(await briefing.Do(new RedoWish(4)));
    }

    [Fact]
    public async Task Undo_AcrossTheOpeningOfAMeeting_IsNotDone()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Take(Say(Nation(), Usd(102)));
        await briefing.Do(new UndoWish());
        await briefing.Do(new OpenWish("Hội nghị sau", new(2024, 10, 1)));

        Assert.IsType<Nothing>(await briefing.Do(new UndoWish()));
        Assert.IsType<Nothing>(await briefing.Do(new RedoWish()));
        briefing.Restart();
        Assert.IsType<Nothing>(await briefing.Do(new UndoWish()));
        Assert.Equal(Usd(101), briefing.Now.Snapshot.Stated(Nation())!.Value);
    }

    [Fact]
    public async Task Undo_AfterARestart_IsWhatItWouldHaveBeen()
    {
        await briefing.Take(Say(Nation(), Usd(101)), Say(In("health"), Usd(7)));
        await briefing.Take(Say(Nation(), Usd(102)));
        await briefing.Do(new UndoWish());
        briefing.Restart();

        Assert.Equal(102, await Value(new RedoWish()));
        briefing.Restart();
        Assert.Equal([101, 100], [await Value(new UndoWish()), await Value(new UndoWish())]);
        Assert.Null(briefing.Now.Snapshot.Stated(In("health")));
    }

    [Fact]
    public async Task Undo_WhileHeld_LeavesTheScreensAlone()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Do(new CoverWish(Cover.Held));
        var held = briefing.Now;

        await briefing.Do(new UndoWish());

        Assert.Same(held, briefing.Now);
        Assert.Equal((Usd(101), Usd(100)), (briefing.Now.Snapshot.Stated(Nation())!.Value, briefing.Air.Newest.Snapshot.Stated(Nation())!.Value));
    }

    [Fact]
    public async Task Undo_OfACorrection_TakesItOffTheScreensAndRedoPutsItThereAgain()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Take(Say(Nation(), Usd(102)) with { IsCorrection = true });
        await briefing.Do(new UndoWish());

        Assert.Empty(briefing.Now.Corrections);
        Assert.False(Assert.Single(briefing.Now.Changes).IsCorrection);

        await briefing.Do(new RedoWish());

        Assert.Equal((5L, (Quantity?)Usd(101), (Quantity?)Usd(102)), Assert.Single(briefing.Now.Corrections) is var one ? (one.Version, one.Before, one.After) : default);
        Assert.True(Assert.Single(briefing.Now.Changes).IsCorrection);
    }

    [Fact]
    public async Task Redo_OfAPlainEditOfACorrectedFigure_IsNoCorrection()
    {
        await briefing.Take(Say(Nation(), Usd(101)) with { IsCorrection = true });
        await briefing.Take(Say(Nation(), Usd(102)));
        await briefing.Do(new UndoWish());
        await briefing.Do(new RedoWish());

        Assert.Equal(2, Assert.Single(briefing.Now.Corrections).Version);
        Assert.False(briefing.Journal.Latest(1)[0].IsCorrection);
    }

    [Fact]
    public async Task Redo_OfACorrectionThatWasDismissed_LeavesItDismissed()
    {
        await briefing.Take(Say(Nation(), Usd(101)) with { IsCorrection = true });
        await briefing.Do(new DismissWish([Nation()]));
        await briefing.Do(new UndoWish());
        await briefing.Do(new RedoWish());

        Assert.Empty(briefing.Now.Corrections);
    }

    [Fact]
    public async Task Undo_TheDiskCannotBeRead_ChangesNothingAndSaysSo()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        Execute("ALTER TABLE journal_change RENAME TO lost");

        Assert.IsType<NotStored>(await briefing.Do(new UndoWish()));

        Execute("ALTER TABLE lost RENAME TO journal_change");
        Assert.IsType<Taken>(await briefing.Do(new UndoWish()));
    }

    [Fact]
    public async Task Undo_InParallel_TakesBackEachTakeOnce()
    {
        foreach (var value in Enumerable.Range(1, 10))
            await briefing.Take(Say(Nation(), Usd(100 + value)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => Task.Run(() => briefing.Do(new UndoWish()))));

        Assert.Equal((10, 4), (outcomes.OfType<Taken>().Count(), outcomes.OfType<Nothing>().Count()));
        Assert.Equal(Usd(100), briefing.Now.Snapshot.Stated(Nation())!.Value);
    }

    async Task<decimal> Value(Wish wish)
    {
        Assert.IsType<Taken>(await briefing.Do(wish));
        return briefing.Now.Snapshot.Stated(Nation())!.Value.Whole;
    }

    long Scalar(string sql)
    {
        using var connection = briefing.Database.Open();
        return connection.ExecuteScalar<long>(sql);
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.Open();
        connection.Execute(sql);
    }
}
