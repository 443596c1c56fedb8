using Dapper;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

[Trait("Tier", "Long")]
public sealed class UndoTests : IDisposable
{
    static readonly Scene Years = new(SceneKinds.Years, 2022);

    readonly TestBriefing briefing = TestBriefing.Create((Figure[])
    [
        new(National(), [CreateStatement(1, Usd(100), qualifier: Qualifier.Nearly), CreateStatement(2, Usd(110), adopted: false)]),
        new(National(Measure.Organisations), [CreateStatement(3, Count(338))]),
    ]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Undo_OfATake_RestoresEveryStatementTheSceneAndItsItemAsANewVersion()
    {
        await briefing.Execute(new TakeCommand(Draft.From(Years) with { AgendaItemId = 7 }));
        var before = briefing.State;
        await briefing.Execute(new TakeCommand(
            new Draft([Restate(National(), Usd(120)), new Adoption(National(Measure.Organisations), 3, "theo báo cáo"), Restate(InSector("health"), Usd(7))], new(SceneKinds.Sectors, 2023)) { AgendaItemId = 8 }));

        var taken = Assert.IsType<Committed>(await briefing.Execute(new UndoCommand()));

        Assert.Equal(4, taken.State.Version);
        Assert.Equal(StateDump.DumpStatements(before.Snapshot), StateDump.DumpStatements(taken.State.Snapshot));
        Assert.Equal([4L, 4], taken.State.Snapshot.FindFigure(National())!.Statements.Select(statement => statement.Version));
        Assert.Equal((Years, (long?)7), (taken.State.Scene, taken.State.AgendaItemId));
        Assert.Empty(taken.State.MeetingChanges);
        Assert.Equal(
            [(National(), (Quantity?)Usd(120), (Quantity?)Usd(100), Qualifier.Nearly), (National(Measure.Organisations), Count(338), Count(338), Qualifier.Exact), (InSector("health"), Usd(7), null, Qualifier.Exact)],
            taken.State.LatestChanges.Select(change => (change.Key, change.Before, change.After, change.QualifierAfter)));
        Assert.All(briefing.Journal.LoadNewestChanges(3), change => Assert.Equal((4L, "Bàn điều hành", "Hoàn tác bản 3"), (change.Version, change.Actor, change.Reason)));
    }

    [Fact]
    public async Task Undo_OfAFigureThatDidNotExist_LeavesItUnpublishedAndItsEditorsStale()
    {
        await briefing.Take(Restate(InSector("health"), Usd(7)));
        await briefing.Execute(new UndoCommand());

        Assert.Null(briefing.State.Snapshot.FindAdopted(InSector("health")));
        Assert.Equal(TotalKind.Unpublished, briefing.State.Snapshot.GetTotal(InSector("health")).Kind);
        Assert.True(Assert.IsType<Rejected>(await briefing.Take(Restate(InSector("health"), Usd(8), expected: 2))).IsStale);

        // A new statement is provisional again, and its id was never used before.
        await briefing.Take(Restate(InSector("health"), Usd(8), expected: 3));
        Assert.Equal((5L, Status.Provisional), Assert.Single(briefing.State.Snapshot.FindFigure(InSector("health"))!.Statements) is var only ? (only.Id, only.Status) : default);
    }

    [Fact]
    public async Task Undo_AfterUndo_GoesFurtherBackAndRedoForthAgain()
    {
        foreach (var value in (decimal[])[101, 102, 103])
            await briefing.Take(Restate(National(), Usd(value)));

        Assert.Equal([102, 101, 100], [await Value(new UndoCommand()), await Value(new UndoCommand()), await Value(new UndoCommand())]);
        Assert.IsType<NoChange>(await briefing.Execute(new UndoCommand()));
        Assert.Equal([101, 102], [await Value(new RedoCommand()), await Value(new RedoCommand())]);
        Assert.Equal("Làm lại việc đã hoàn tác ở bản 6", briefing.Journal.LoadNewestChanges(1)[0].Reason);
        Assert.Equal([101, 102, 103], [await Value(new UndoCommand()), await Value(new RedoCommand()), await Value(new RedoCommand())]);
        Assert.IsType<NoChange>(await briefing.Execute(new RedoCommand()));
    }

    [Fact]
    public async Task Redo_AfterANewTake_IsNoMore()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Execute(new UndoCommand());
        await briefing.Take(Restate(National(Measure.Organisations), Count(388)));

        Assert.IsType<NoChange>(await briefing.Execute(new RedoCommand()));
        Assert.Equal(4, briefing.State.Version);
    }

    [Fact]
    public async Task Undo_OfFiguresAlone_LeavesTheSceneThatCameLater()
    {
        await briefing.Take(Years);
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Execute(new UndoCommand());

        Assert.Equal(Years, briefing.State.Scene);
        Assert.Equal(1, Scalar("SELECT count(*) FROM stage WHERE version > 1"));
    }

    [Fact]
    public async Task Undo_OfWhatWasNamed_IsDoneOnlyWhileItIsTheLast()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Take(Restate(National(), Usd(102)));

        Assert.IsType<NoChange>(await briefing.Execute(new UndoCommand(2)));
        Assert.IsType<Committed>(await briefing.Execute(new UndoCommand(3)));
        Assert.IsType<NoChange>(await briefing.Execute(new RedoCommand(3)));
        Assert.IsType<Committed>(await briefing.Execute(new RedoCommand(4)));
    }

    [Fact]
    public async Task Undo_AcrossTheOpeningOfAMeeting_IsNotDone()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Take(Restate(National(), Usd(102)));
        await briefing.Execute(new UndoCommand());
        await briefing.Execute(new OpenMeetingCommand("Hội nghị sau", new(2024, 10, 1)));

        Assert.IsType<NoChange>(await briefing.Execute(new UndoCommand()));
        Assert.IsType<NoChange>(await briefing.Execute(new RedoCommand()));
        briefing.Restart();
        Assert.IsType<NoChange>(await briefing.Execute(new UndoCommand()));
        Assert.Equal(Usd(101), briefing.State.Snapshot.FindAdopted(National())!.Value);
    }

    [Fact]
    public async Task Undo_AfterARestart_IsWhatItWouldHaveBeen()
    {
        await briefing.Take(Restate(National(), Usd(101)), Restate(InSector("health"), Usd(7)));
        await briefing.Take(Restate(National(), Usd(102)));
        await briefing.Execute(new UndoCommand());
        briefing.Restart();

        Assert.Equal(102, await Value(new RedoCommand()));
        briefing.Restart();
        Assert.Equal([101, 100], [await Value(new UndoCommand()), await Value(new UndoCommand())]);
        Assert.Null(briefing.State.Snapshot.FindAdopted(InSector("health")));
    }

    [Fact]
    public async Task Undo_WhileHeld_LeavesTheScreensAlone()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Execute(new CoverCommand(Cover.Held));
        var held = briefing.State;

        await briefing.Execute(new UndoCommand());

        Assert.Same(held, briefing.State);
        Assert.Equal((Usd(101), Usd(100)), (briefing.State.Snapshot.FindAdopted(National())!.Value, briefing.LiveBriefing.Newest.Snapshot.FindAdopted(National())!.Value));
    }

    [Fact]
    public async Task Undo_OfACorrection_TakesItOffTheScreensAndRedoPutsItThereAgain()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Take(Restate(National(), Usd(102)) with { IsCorrection = true });
        await briefing.Execute(new UndoCommand());

        Assert.Empty(briefing.State.Corrections);
        Assert.False(Assert.Single(briefing.State.MeetingChanges).IsCorrection);

        await briefing.Execute(new RedoCommand());

        Assert.Equal((5L, (Quantity?)Usd(101), (Quantity?)Usd(102)), Assert.Single(briefing.State.Corrections) is var only ? (only.Version, only.Before, only.After) : default);
        Assert.True(Assert.Single(briefing.State.MeetingChanges).IsCorrection);
    }

    [Fact]
    public async Task Redo_OfAPlainEditOfACorrectedFigure_IsNoCorrection()
    {
        await briefing.Take(Restate(National(), Usd(101)) with { IsCorrection = true });
        await briefing.Take(Restate(National(), Usd(102)));
        await briefing.Execute(new UndoCommand());
        await briefing.Execute(new RedoCommand());

        // The correction stays, with the current value of the figure.
        Assert.Equal((Usd(100), Usd(102)), Assert.Single(briefing.State.Corrections) is { Before: { } before, After: { } after } ? (before, after) : default);
        Assert.False(briefing.Journal.LoadNewestChanges(1)[0].IsCorrection);
    }

    [Fact]
    public async Task Redo_OfACorrectionThatWasDismissed_LeavesItDismissed()
    {
        await briefing.Take(Restate(National(), Usd(101)) with { IsCorrection = true });
        await briefing.Execute(new DismissCorrectionsCommand([National()]));
        await briefing.Execute(new UndoCommand());
        await briefing.Execute(new RedoCommand());

        Assert.Empty(briefing.State.Corrections);
    }

    [Fact]
    public async Task Undo_TheDiskCannotBeRead_ChangesNothingAndSaysSo()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        Execute("ALTER TABLE journal_change RENAME TO lost");

        Assert.IsType<NotStored>(await briefing.Execute(new UndoCommand()));

        Execute("ALTER TABLE lost RENAME TO journal_change");
        Assert.IsType<Committed>(await briefing.Execute(new UndoCommand()));
    }

    [Fact]
    public async Task Undo_InParallel_TakesBackEachTakeOnce()
    {
        foreach (var value in Enumerable.Range(1, 10))
            await briefing.Take(Restate(National(), Usd(100 + value)));

        var results = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => Task.Run(() => briefing.Execute(new UndoCommand()))));

        Assert.Equal((10, 4), (results.OfType<Committed>().Count(), results.OfType<NoChange>().Count()));
        Assert.Equal(Usd(100), briefing.State.Snapshot.FindAdopted(National())!.Value);
    }

    async Task<decimal> Value(DeskCommand command)
    {
        Assert.IsType<Committed>(await briefing.Execute(command));
        return briefing.State.Snapshot.FindAdopted(National())!.Value.WholeUnits;
    }

    long Scalar(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        return connection.ExecuteScalar<long>(sql);
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        connection.Execute(sql);
    }
}
