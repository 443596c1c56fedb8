using Dapper;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

public sealed class ApprovalTests : IAsyncLifetime
{
    static readonly DateOnly Day = new(2024, 4, 12);

    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100)), (National(Measure.Organisations), Count(338))]);

    public async ValueTask InitializeAsync() => Assert.IsType<Committed>(await briefing.Execute(new ChangeMeetingCommand("Giao ban", Day, RequiresApproval: true)));

    public ValueTask DisposeAsync()
    {
        briefing.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Take_WhereTwoAreNeeded_WaitsForASecondPersonAndIsJournalledWithBoth()
    {
        var before = briefing.LiveBriefing.Newest;
        var approval = await Ask(Take(Restate(National(), Usd(101))));

        Assert.Same(before, briefing.LiveBriefing.Newest);
        Assert.Equal(approval, Assert.Single(briefing.Approvals.Pending));
        Assert.IsType<SamePerson>(await Confirm(approval, TestBriefing.Operator));
        Assert.Single(briefing.Approvals.Pending);

        var taken = Assert.IsType<Committed>(await Confirm(approval, TestBriefing.SecondOperator));

        Assert.Equal(Usd(101), taken.State.Snapshot.FindAdopted(National())!.Value);
        Assert.Empty(briefing.Approvals.Pending);
        Assert.Equal(("Bàn điều hành", "k1", "Bàn thứ hai"), Entry(3));
        Assert.Equal(("Bàn điều hành", "k1", null), Entry(2));
    }

    [Fact]
    public async Task Confirm_AFigureThatChangedMeanwhile_IsStaleAndTheRequestIsGone()
    {
        var late = await Ask(Take(Restate(National(), Usd(101), expected: 1)));
        var quick = await Ask(Take(Restate(National(), Usd(102), expected: 1)), TestBriefing.SecondOperator);
        Assert.IsType<Committed>(await Confirm(quick, TestBriefing.Operator));

        Assert.True(Assert.IsType<Rejected>(await Confirm(late, TestBriefing.SecondOperator)).IsStale);

        Assert.Empty(briefing.Approvals.Pending);
        Assert.Equal(Usd(102), briefing.State.Snapshot.FindAdopted(National())!.Value);
        Assert.IsType<NoChange>(await Confirm(late, TestBriefing.SecondOperator));
    }

    [Fact]
    public async Task Confirm_AnUndoAfterAnotherTake_TakesBackNothing()
    {
        Assert.IsType<Committed>(await Confirm(await Ask(Take(Restate(National(), Usd(101)))), TestBriefing.SecondOperator));
        var undo = await Ask(new UndoCommand());
        Assert.IsType<Committed>(await Confirm(await Ask(Take(Restate(National(Measure.Organisations), Count(388))), TestBriefing.SecondOperator), TestBriefing.Operator));

        Assert.IsType<NoChange>(await Confirm(undo, TestBriefing.SecondOperator));

        Assert.Equal((Usd(101), Count(388)), (briefing.State.Snapshot.FindAdopted(National())!.Value, briefing.State.Snapshot.FindAdopted(National(Measure.Organisations))!.Value));
        Assert.Empty(briefing.Approvals.Pending);
    }

    [Fact]
    public async Task Confirm_UndoAndRedo_AreDoneByTwo()
    {
        Assert.IsType<NoChange>(await briefing.Execute(new UndoCommand()));
        Assert.IsType<Committed>(await Confirm(await Ask(Take(Restate(National(), Usd(101)))), TestBriefing.SecondOperator));

        Assert.IsType<Committed>(await Confirm(await Ask(new UndoCommand()), TestBriefing.SecondOperator));
        Assert.Equal(Usd(100), briefing.State.Snapshot.FindAdopted(National())!.Value);
        Assert.IsType<Committed>(await Confirm(await Ask(new RedoCommand()), TestBriefing.SecondOperator));
        Assert.Equal(Usd(101), briefing.State.Snapshot.FindAdopted(National())!.Value);
    }

    [Fact]
    public async Task TwoKeys_SwitchedOffOrANewMeetingOpened_NeedTheSecondPersonToo()
    {
        await Ask(new OpenMeetingCommand("Hội nghị sau", Day));
        var off = await Ask(new ChangeMeetingCommand("Giao ban", Day, RequiresApproval: false));

        Assert.Equal(off, Assert.Single(briefing.Approvals.Pending));
        Assert.IsType<Committed>(await Confirm(off, TestBriefing.SecondOperator));
        Assert.IsType<Committed>(await briefing.Take(Restate(National(), Usd(101))));
    }

    [Fact]
    public async Task Cover_WhereTwoAreNeeded_WaitsForNobody()
    {
        foreach (var cover in (Cover[])[Cover.Held, Cover.Blank, Cover.None])
            Assert.IsType<Committed>(await briefing.Execute(new CoverCommand(cover)));
    }

    [Fact]
    public async Task Take_ThatIsRefusedOrDoubted_AsksNobody()
    {
        Assert.IsType<Rejected>(await briefing.Take(Restate(InSector("helth"), Usd(1))));
        Assert.IsType<NeedsReason>(await briefing.Execute(new TakeCommand(Draft.From(Restate(National(), Usd(1_000))) with { IsReviewed = true })));

        Assert.Empty(briefing.Approvals.Pending);
    }

    [Fact]
    public async Task Confirm_ByTwoAtOnce_IsDoneOnce()
    {
        var approval = await Ask(Take(Restate(National(), Usd(101))));

        var results = await Task.WhenAll(Enumerable.Range(2, 10).Select(i => Task.Run(() => Confirm(approval, new($"k{i}", $"Bàn {i}")))));

        Assert.Single(results.OfType<Committed>());
        Assert.Equal(9, results.OfType<NoChange>().Count());
        Assert.Equal(3, briefing.LiveBriefing.Newest.Version);
    }

    [Fact]
    public async Task Confirm_TheDiskRefuses_LeavesTheRequestOpen()
    {
        var approval = await Ask(Take(Restate(National(), Usd(101))));
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON statement BEGIN SELECT RAISE(ABORT, 'no space left'); END");
        Assert.IsType<NotStored>(await Confirm(approval, TestBriefing.SecondOperator));

        Execute("DROP TRIGGER full_disk");
        Assert.IsType<Committed>(await Confirm(approval, TestBriefing.SecondOperator));
    }

    [Fact]
    public async Task Request_WithdrawnOrAskedAnew_IsNoMore()
    {
        var noticed = new SemaphoreSlim(0);
        using var subscription = briefing.Approvals.Subscribe(() => noticed.Release());
        var first = await Ask(Take(Restate(National(), Usd(101))));
        var second = await Ask(Take(Restate(National(), Usd(102))));
        await noticed.WaitAsync(TestContext.Current.CancellationToken);

        Assert.IsType<NoChange>(await Confirm(first, TestBriefing.SecondOperator));
        briefing.Approvals.Withdraw(second.Id);
        Assert.IsType<NoChange>(await Confirm(second, TestBriefing.SecondOperator));
        Assert.Equal(2, briefing.LiveBriefing.Newest.Version);
    }

    [Fact]
    public async Task TwoKeys_AfterARestart_AreStillNeededAndOldRequestsForgotten()
    {
        await Ask(Take(Restate(National(), Usd(101))));
        briefing.Restart();

        Assert.Empty(briefing.Approvals.Pending);
        Assert.IsType<AwaitingApproval>(await briefing.Take(Restate(National(), Usd(101))));
    }

    static TakeCommand Take(params Edit[] edits) => new(Draft.From(edits));

    async Task<PendingApproval> Ask(DeskCommand command, Operator? actor = null) => Assert.IsType<AwaitingApproval>(await briefing.Execute(command, actor)).Approval;

    Task<DeskResult> Confirm(PendingApproval approval, Operator actor) => briefing.Desk.Confirm(approval.Id, actor, TestContext.Current.CancellationToken);

    (string Who, string KeyId, string? ConfirmedBy) Entry(long version)
    {
        using var connection = briefing.Database.OpenConnection();
        return connection.QuerySingle<(string, string, string?)>("SELECT who, key_id, confirmed_by FROM journal WHERE version = @version", new { version });
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        connection.Execute(sql);
    }
}
