using Dapper;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class TwoKeyTests : IAsyncLifetime
{
    static readonly DateOnly Day = new(2024, 4, 12);

    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100)), (Nation(Measure.Organisations), Count(338))]);

    public async ValueTask InitializeAsync() => Assert.IsType<Taken>(await briefing.Do(new MeetingWish("Giao ban", Day, NeedsTwo: true)));

    public ValueTask DisposeAsync()
    {
        briefing.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Take_WhereTwoAreNeeded_WaitsForASecondPersonAndIsJournalledWithBoth()
    {
        var before = briefing.Air.Newest;
        var request = await Ask(Take(Say(Nation(), Usd(101))));

        Assert.Same(before, briefing.Air.Newest);
        Assert.Equal(request, Assert.Single(briefing.Requests.Open));
        Assert.IsType<SamePerson>(await Confirm(request, TestBriefing.Operator));
        Assert.Single(briefing.Requests.Open);

        var taken = Assert.IsType<Taken>(await Confirm(request, TestBriefing.Second));

        Assert.Equal(Usd(101), taken.Now.Snapshot.Stated(Nation())!.Value);
        Assert.Empty(briefing.Requests.Open);
        Assert.Equal(("Bàn điều hành", "k1", "Bàn thứ hai"), Entry(3));
        Assert.Equal(("Bàn điều hành", "k1", null), Entry(2));
    }

    [Fact]
    public async Task Confirm_AFigureThatChangedMeanwhile_IsStaleAndTheRequestIsGone()
    {
        var late = await Ask(Take(Say(Nation(), Usd(101), expected: 1)));
        var quick = await Ask(Take(Say(Nation(), Usd(102), expected: 1)), TestBriefing.Second);
        Assert.IsType<Taken>(await Confirm(quick, TestBriefing.Operator));

        Assert.True(Assert.IsType<NotTaken>(await Confirm(late, TestBriefing.Second)).IsStale);

        Assert.Empty(briefing.Requests.Open);
        Assert.Equal(Usd(102), briefing.Now.Snapshot.Stated(Nation())!.Value);
        Assert.IsType<Nothing>(await Confirm(late, TestBriefing.Second));
    }

    [Fact]
    public async Task Confirm_AnUndoAfterAnotherTake_TakesBackNothing()
    {
        Assert.IsType<Taken>(await Confirm(await Ask(Take(Say(Nation(), Usd(101)))), TestBriefing.Second));
        var undo = await Ask(new UndoWish());
        Assert.IsType<Taken>(await Confirm(await Ask(Take(Say(Nation(Measure.Organisations), Count(388))), TestBriefing.Second), TestBriefing.Operator));

        Assert.IsType<Nothing>(await Confirm(undo, TestBriefing.Second));

        Assert.Equal((Usd(101), Count(388)), (briefing.Now.Snapshot.Stated(Nation())!.Value, briefing.Now.Snapshot.Stated(Nation(Measure.Organisations))!.Value));
        Assert.Empty(briefing.Requests.Open);
    }

    [Fact]
    public async Task Confirm_UndoAndRedo_AreDoneByTwo()
    {
        Assert.IsType<Nothing>(await briefing.Do(new UndoWish()));
        Assert.IsType<Taken>(await Confirm(await Ask(Take(Say(Nation(), Usd(101)))), TestBriefing.Second));

        Assert.IsType<Taken>(await Confirm(await Ask(new UndoWish()), TestBriefing.Second));
        Assert.Equal(Usd(100), briefing.Now.Snapshot.Stated(Nation())!.Value);
        Assert.IsType<Taken>(await Confirm(await Ask(new RedoWish()), TestBriefing.Second));
        Assert.Equal(Usd(101), briefing.Now.Snapshot.Stated(Nation())!.Value);
    }

    [Fact]
    public async Task TwoKeys_SwitchedOffOrANewMeetingOpened_NeedTheSecondPersonToo()
    {
        await Ask(new OpenWish("Hội nghị sau", Day));
        var off = await Ask(new MeetingWish("Giao ban", Day, NeedsTwo: false));

        Assert.Equal(off, Assert.Single(briefing.Requests.Open));
        Assert.IsType<Taken>(await Confirm(off, TestBriefing.Second));
        Assert.IsType<Taken>(await briefing.Take(Say(Nation(), Usd(101))));
    }

    [Fact]
    public async Task Cover_WhereTwoAreNeeded_WaitsForNobody()
    {
        foreach (var cover in (Cover[])[Cover.Held, Cover.Blank, Cover.None])
            Assert.IsType<Taken>(await briefing.Do(new CoverWish(cover)));
    }

    [Fact]
    public async Task Take_ThatIsRefusedOrDoubted_AsksNobody()
    {
        Assert.IsType<NotTaken>(await briefing.Take(Say(In("helth"), Usd(1))));
        Assert.IsType<Doubted>(await briefing.Do(new TakeWish(Draft.Of(Say(Nation(), Usd(1_000))) with { IsReviewed = true })));

        Assert.Empty(briefing.Requests.Open);
    }

    [Fact]
    public async Task Confirm_ByTwoAtOnce_IsDoneOnce()
    {
        var request = await Ask(Take(Say(Nation(), Usd(101))));

        var outcomes = await Task.WhenAll(Enumerable.Range(2, 10).Select(i => Task.Run(() => Confirm(request, new($"k{i}", $"Bàn {i}")))));

        Assert.Single(outcomes.OfType<Taken>());
        Assert.Equal(9, outcomes.OfType<Nothing>().Count());
        Assert.Equal(3, briefing.Air.Newest.Version);
    }

    [Fact]
    public async Task Confirm_TheDiskRefuses_LeavesTheRequestOpen()
    {
        var request = await Ask(Take(Say(Nation(), Usd(101))));
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON statement BEGIN SELECT RAISE(ABORT, 'no space left'); END");
        Assert.IsType<NotStored>(await Confirm(request, TestBriefing.Second));

        Execute("DROP TRIGGER full_disk");
        Assert.IsType<Taken>(await Confirm(request, TestBriefing.Second));
    }

    [Fact]
    public async Task Request_WithdrawnOrAskedAnew_IsNoMore()
    {
        var noticed = new SemaphoreSlim(0);
        using var subscription = briefing.Requests.Subscribe(() => noticed.Release());
        var first = await Ask(Take(Say(Nation(), Usd(101))));
        var second = await Ask(Take(Say(Nation(), Usd(102))));
        await noticed.WaitAsync(TestContext.Current.CancellationToken);

        Assert.IsType<Nothing>(await Confirm(first, TestBriefing.Second));
        briefing.Requests.Withdraw(second.Id);
        Assert.IsType<Nothing>(await Confirm(second, TestBriefing.Second));
        Assert.Equal(2, briefing.Air.Newest.Version);
    }

    [Fact]
    public async Task TwoKeys_AfterARestart_AreStillNeededAndOldRequestsForgotten()
    {
        await Ask(Take(Say(Nation(), Usd(101))));
        briefing.Restart();

        Assert.Empty(briefing.Requests.Open);
        Assert.IsType<Awaiting>(await briefing.Take(Say(Nation(), Usd(101))));
    }

    static TakeWish Take(params Edit[] edits) => new(Draft.Of(edits));

    async Task<Request> Ask(Wish wish, Operator? who = null) => Assert.IsType<Awaiting>(await briefing.Do(wish, who)).Request;

    Task<Outcome> Confirm(Request request, Operator who) => briefing.Desk.Confirm(request.Id, who, TestContext.Current.CancellationToken);

    (string Who, string KeyId, string? ConfirmedBy) Entry(long version)
    {
        using var connection = briefing.Database.Open();
        return connection.QuerySingle<(string, string, string?)>("SELECT who, key_id, confirmed_by FROM journal WHERE version = @version", new { version });
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.Open();
        connection.Execute(sql);
    }
}
