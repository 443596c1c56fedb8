using System.Collections.Immutable;
using Dapper;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

/// <summary>Desk keys are issued, approved and revoked by commands, as versions of the journal, and approval needs two persons.</summary>
public sealed class DeskKeyTests : IDisposable
{
    static readonly DateOnly Day = new(2024, 4, 12);

    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Key_IssuedAndRevoked_IsTwoVersionsThatNoUndoTakesBack()
    {
        Assert.IsType<Committed>(await briefing.Take(Restate(National(), Usd(101))));
        var shown = briefing.State;

        var issued = Assert.IsType<Committed>(await Issue("n1", by: TestBriefing.Operator));
        Assert.True(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal((shown.Version + 1, shown.Scene, shown.UndoHistory.UndoableVersion), (issued.State.Version, issued.State.Scene, issued.State.UndoHistory.UndoableVersion));
        Assert.Equal(new KeyChangeRecord("n1", "desk", "Bà Hạnh", "k1", IsRevoked: false), Past()[^1].KeyChange);

        var revoked = Assert.IsType<Committed>(await briefing.Execute(new RevokeKeyCommand("n1")));
        Assert.False(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal(new KeyChangeRecord("n1", "desk", "Bà Hạnh", "k1", IsRevoked: true), Past()[^1].KeyChange);
        Assert.IsType<NoChange>(await briefing.Execute(new RevokeKeyCommand("n1")));
        Assert.Equal(revoked.State.Version, briefing.State.Version);

        // The undo reverts the take before both; the keys are not changed.
        Assert.IsType<Committed>(await briefing.Execute(new UndoCommand()));
        Assert.Equal(Usd(100), briefing.State.Snapshot.FindAdopted(National())!.Value);
        Assert.False(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal(1, Rows("SELECT count(*) FROM access_key WHERE id = 'n1' AND issued_by = 'k1' AND revoked_at IS NOT NULL"));
    }

    [Fact]
    public async Task Key_OfTheConsole_HasNoIssuerAndTheConsoleDoesNothingElse()
    {
        Assert.IsType<Committed>(await Issue("n1", by: NgoDashboard.Live.Operator.Console));

        Assert.Equal((null, "Máy chủ"), (Past()[^1].KeyChange!.IssuedBy, Past()[^1].Actor));
        Assert.Equal(1, Rows("SELECT count(*) FROM journal WHERE version = 2 AND key_id IS NULL"));
        await Assert.ThrowsAsync<ArgumentException>(() => briefing.Execute(new CoverCommand(Cover.Held), NgoDashboard.Live.Operator.Console));
        // The name of the console does not make an operator the console.
        await Assert.ThrowsAsync<KeyRevokedException>(() => Issue("n2", by: new("", "Máy chủ")));
    }

    [Fact]
    public async Task Key_ThatTheDiskRefuses_IsNoKeyAndNoVersion()
    {
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON access_key BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        Assert.IsType<NotStored>(await Issue("n1", by: TestBriefing.Operator));

        Assert.False(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal((1, 1), (briefing.State.Version, Rows("SELECT max(version) FROM journal")));
    }

    [Fact]
    public async Task Confirm_ByAKeyThatTheAskerIssued_IsTheSamePerson()
    {
        await NeedTwo();
        await Issue("child", by: TestBriefing.Operator);
        await Issue("grandchild", by: new("child", "Bà Hạnh"));
        await Issue("sibling", by: TestBriefing.Operator);
        var approval = await Ask(TestBriefing.Operator);

        foreach (var id in (string[])["k1", "child", "grandchild", "sibling"])
            Assert.IsType<SamePerson>(await Confirm(approval, new(id, "Bà Hạnh")));
        // Nor can one of them approve what another has submitted.
        var secondApproval = await Ask(new("grandchild", "Ông Nam"));
        Assert.IsType<SamePerson>(await Confirm(secondApproval, new("sibling", "Bà Hạnh")));

        Assert.IsType<Committed>(await Confirm(secondApproval, TestBriefing.SecondOperator));
    }

    [Fact]
    public async Task Confirm_ByAnotherPersonOfTheSameName_IsTwo_AndByTheSameKeyUnderAnotherName_IsNot()
    {
        await NeedTwo();
        var approval = await Ask(new("k1", "Bàn điều hành"));

        Assert.IsType<SamePerson>(await Confirm(approval, new("k1", "Bàn thứ hai")));
        Assert.IsType<Committed>(await Confirm(approval, new("k2", "Bàn điều hành")));
    }

    [Fact]
    public async Task Key_ApprovedByASecondPerson_IsAPersonOfItsOwn()
    {
        await NeedTwo();
        await Issue("n1", by: TestBriefing.Operator);
        await Issue("child", by: TestBriefing.Operator);
        Assert.IsType<SamePerson>(await briefing.Execute(new ApproveKeyCommand("n1"), TestBriefing.Operator));
        Assert.IsType<SamePerson>(await briefing.Execute(new ApproveKeyCommand("n1"), new("child", "Bà Hạnh")));
        Assert.IsType<SamePerson>(await briefing.Execute(new ApproveKeyCommand("n1"), new("n1", "Bà Hạnh")));
        Assert.IsType<SamePerson>(await Confirm(await Ask(TestBriefing.Operator), new("n1", "Bà Hạnh")));

        Assert.IsType<Committed>(await briefing.Execute(new ApproveKeyCommand("n1"), TestBriefing.SecondOperator));

        Assert.Equal(("n1", "Bàn thứ hai"), (Past()[^1].KeyChange!.KeyId, Past()[^1].ConfirmedBy));
        Assert.Equal(1, Rows("SELECT count(*) FROM access_key WHERE id = 'n1' AND approved_by = 'k2'"));
        Assert.IsType<NoChange>(await briefing.Execute(new ApproveKeyCommand("n1"), TestBriefing.SecondOperator));
        Assert.IsType<NoChange>(await briefing.Execute(new ApproveKeyCommand("k3"), TestBriefing.SecondOperator));
        Assert.IsType<NoChange>(await briefing.Execute(new ApproveKeyCommand("none"), TestBriefing.SecondOperator));
        Assert.IsType<Committed>(await Confirm(await Ask(TestBriefing.Operator), new("n1", "Bà Hạnh")));
    }

    [Fact]
    public async Task Rule_OfTwo_BeginsOnlyWhileThereAreTwoAndStaysWhenTheyAreNot()
    {
        await KeepOnly("k1");
        await Issue("child", by: TestBriefing.Operator);
        Assert.False(briefing.Desk.HasTwoPersons);
        Assert.IsType<NoSecondPerson>(await briefing.Execute(new ChangeMeetingCommand("Giao ban", Day, RequiresApproval: true)));
        Assert.False(briefing.State.Meeting.RequiresApproval);
        // A change of the name needs no second person.
        Assert.IsType<Committed>(await briefing.Execute(new ChangeMeetingCommand("Giao ban", Day, RequiresApproval: false)));

        await Issue("n1", by: NgoDashboard.Live.Operator.Console);
        Assert.True(briefing.Desk.HasTwoPersons);
        await NeedTwo();

        // One of the two keys is revoked: approval is still required, one person alone cannot take, and the console issues a new key.
        Assert.IsType<Committed>(await briefing.Execute(new RevokeKeyCommand("n1")));
        Assert.True(briefing.State.Meeting.RequiresApproval);
        var approval = await Ask(TestBriefing.Operator);
        Assert.IsType<SamePerson>(await Confirm(approval, new("child", "Bà Hạnh")));
        await Issue("n2", by: NgoDashboard.Live.Operator.Console);
        Assert.IsType<Committed>(await Confirm(approval, new("n2", "Ông Nam")));
    }

    [Fact]
    public async Task Desk_WithARevokedKey_DoesNothing()
    {
        await NeedTwo();
        var approval = await Ask(TestBriefing.Operator);
        var approvalOfRevoked = await Ask(TestBriefing.SecondOperator);
        Assert.IsType<Committed>(await briefing.Execute(new RevokeKeyCommand("k2")));
        var before = briefing.LiveBriefing.Newest;

        // Its pending command is withdrawn, and it can neither approve nor execute anything.
        Assert.Equal([approval], briefing.Approvals.Pending);
        Assert.IsType<NoChange>(await Confirm(approvalOfRevoked, TestBriefing.Operator));
        await Assert.ThrowsAsync<KeyRevokedException>(() => Confirm(approval, TestBriefing.SecondOperator));
        DeskCommand[] commands =
        [
            new TakeCommand(Draft.From(Restate(National(), Usd(101)))), new UndoCommand(), new RedoCommand(), new CoverCommand(Cover.Held), new DismissCorrectionsCommand([National()]),
            new ChangeMeetingCommand("", Day, RequiresApproval: false), new OpenMeetingCommand("", Day), new IssueKeyCommand(Prepared("n1")), new RevokeKeyCommand("k1"), new ApproveKeyCommand("k1"),
        ];
        foreach (var command in commands)
            await Assert.ThrowsAsync<KeyRevokedException>(() => briefing.Execute(command, TestBriefing.SecondOperator));

        Assert.Same(before, briefing.LiveBriefing.Newest);
        Assert.True(briefing.Database.Keys.IsLive("k1"));
    }

    [Fact]
    public async Task Record_OfKeys_TellsThemInWords()
    {
        await Issue("n1", by: TestBriefing.Operator);
        await briefing.Execute(new ApproveKeyCommand("n1"), TestBriefing.SecondOperator);
        await briefing.Execute(new RevokeKeyCommand("n1"), TestBriefing.SecondOperator);
        var stored = briefing.Journal.LoadMeeting(1)!;

        var record = MeetingRecord.Create(stored, [], new Dictionary<long, VersionDelivery>(), briefing.Time.GetUtcNow());

        Assert.Equal(
            ["Cấp khóa “Bà Hạnh”", "Xác nhận khóa “Bà Hạnh” là của một người riêng", "Thu hồi khóa “Bà Hạnh”"], record.Versions[1..].Select(version => version.Describe(DisplayLanguage.Vietnamese)));
        Assert.Equal(
            ["key", "key", "key"],
            record.Versions[1..].SelectMany(version => NgoDashboard.Api.MeetingRecords.RecordEntries.From(version, briefing.State.Snapshot, DisplayLanguage.Vietnamese)).Select(row => row.Event));
    }

    static KeyRecord Prepared(string id) => new(id, "desk", null, "Bà Hạnh", System.Text.Encoding.UTF8.GetBytes(id.PadRight(32)), "2024-04-12T07:30:00Z", null, null);

    Task<DeskResult> Issue(string id, Operator by) => briefing.Execute(new IssueKeyCommand(Prepared(id)), by);

    Task<DeskResult> Confirm(PendingApproval approval, Operator actor) => briefing.Desk.Confirm(approval.Id, actor, TestContext.Current.CancellationToken);

    async Task NeedTwo() => Assert.IsType<Committed>(await briefing.Execute(new ChangeMeetingCommand("Hai người", Day, RequiresApproval: true)));

    async Task<PendingApproval> Ask(Operator actor) =>
        Assert.IsType<AwaitingApproval>(await briefing.Execute(new TakeCommand(Draft.From(Restate(National(), Usd(100 + briefing.State.Version)))), actor)).Approval;

    async Task KeepOnly(string id)
    {
        for (var i = 1; i <= 20; i++)
        {
            if ($"k{i}" != id)
                Assert.IsType<Committed>(await briefing.Execute(new RevokeKeyCommand($"k{i}"), new(id, "Bàn")));
        }
    }

    ImmutableArray<JournalEntryRecord> Past() => briefing.Journal.LoadMeeting(1)!.Entries;

    long Rows(string sql)
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
