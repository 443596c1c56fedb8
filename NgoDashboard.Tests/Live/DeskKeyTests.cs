using System.Collections.Immutable;
using Dapper;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

/// <summary>Desk keys are issued, approved and revoked by the desk itself: as versions of the journal, and by the rule of two persons.</summary>
public sealed class DeskKeyTests : IDisposable
{
    static readonly DateOnly Day = new(2024, 4, 12);

    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Key_IssuedAndRevoked_IsTwoVersionsThatNoUndoTakesBack()
    {
        Assert.IsType<Taken>(await briefing.Take(Say(Nation(), Usd(101))));
        var shown = briefing.Now;

        var issued = Assert.IsType<Taken>(await Issue("n1", by: TestBriefing.Operator));
        Assert.True(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal((shown.Version + 1, shown.Scene, shown.Steps.Undoable), (issued.Now.Version, issued.Now.Scene, issued.Now.Steps.Undoable));
        Assert.Equal(new KeyEntry("n1", "desk", "Bà Hạnh", "k1", IsRevoked: false), Past()[^1].Key);

        var revoked = Assert.IsType<Taken>(await briefing.Do(new RevokeKeyCommand("n1")));
        Assert.False(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal(new KeyEntry("n1", "desk", "Bà Hạnh", "k1", IsRevoked: true), Past()[^1].Key);
        Assert.IsType<Nothing>(await briefing.Do(new RevokeKeyCommand("n1")));
        Assert.Equal(revoked.Now.Version, briefing.Now.Version);

        // What an undo takes back is the take, behind both; and the keys stay as they are.
        Assert.IsType<Taken>(await briefing.Do(new UndoWish()));
        Assert.Equal(Usd(100), briefing.Now.Snapshot.Stated(Nation())!.Value);
        Assert.False(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal(1, Rows("SELECT count(*) FROM access_key WHERE id = 'n1' AND issued_by = 'k1' AND revoked_at IS NOT NULL"));
    }

    [Fact]
    public async Task Key_OfTheConsole_HasNoIssuerAndTheConsoleDoesNothingElse()
    {
        Assert.IsType<Taken>(await Issue("n1", by: NgoDashboard.Live.Operator.Console));

        Assert.Equal((null, "Máy chủ"), (Past()[^1].Key!.IssuedBy, Past()[^1].Who));
        Assert.Equal(1, Rows("SELECT count(*) FROM journal WHERE version = 2 AND key_id IS NULL"));
        await Assert.ThrowsAsync<ArgumentException>(() => briefing.Do(new CoverWish(Cover.Held), NgoDashboard.Live.Operator.Console));
        // Nobody becomes the console by being called like it.
        await Assert.ThrowsAsync<KeyRevokedException>(() => Issue("n2", by: new("", "Máy chủ")));
    }

    [Fact]
    public async Task Key_ThatTheDiskRefuses_IsNoKeyAndNoVersion()
    {
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON access_key BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        Assert.IsType<NotStored>(await Issue("n1", by: TestBriefing.Operator));

        Assert.False(briefing.Database.Keys.IsLive("n1"));
        Assert.Equal((1, 1), (briefing.Now.Version, Rows("SELECT max(version) FROM journal")));
    }

    [Fact]
    public async Task Confirm_ByAKeyThatTheAskerIssued_IsTheSamePerson()
    {
        await NeedTwo();
        await Issue("child", by: TestBriefing.Operator);
        await Issue("grandchild", by: new("child", "Bà Hạnh"));
        await Issue("sibling", by: TestBriefing.Operator);
        var request = await Ask(TestBriefing.Operator);

        foreach (var id in (string[])["k1", "child", "grandchild", "sibling"])
            Assert.IsType<SamePerson>(await Confirm(request, new(id, "Bà Hạnh")));
        // Nor does one of them confirm what another has asked.
        var other = await Ask(new("grandchild", "Ông Nam"));
        Assert.IsType<SamePerson>(await Confirm(other, new("sibling", "Bà Hạnh")));

        Assert.IsType<Taken>(await Confirm(other, TestBriefing.Second));
    }

    [Fact]
    public async Task Confirm_ByAnotherPersonOfTheSameName_IsTwo_AndByTheSameKeyUnderAnotherName_IsNot()
    {
        await NeedTwo();
        var request = await Ask(new("k1", "Bàn điều hành"));

        Assert.IsType<SamePerson>(await Confirm(request, new("k1", "Bàn thứ hai")));
        Assert.IsType<Taken>(await Confirm(request, new("k2", "Bàn điều hành")));
    }

    [Fact]
    public async Task Key_ApprovedByASecondPerson_IsAPersonOfItsOwn()
    {
        await NeedTwo();
        await Issue("n1", by: TestBriefing.Operator);
        await Issue("child", by: TestBriefing.Operator);
        Assert.IsType<SamePerson>(await briefing.Do(new ApproveKeyCommand("n1"), TestBriefing.Operator));
        Assert.IsType<SamePerson>(await briefing.Do(new ApproveKeyCommand("n1"), new("child", "Bà Hạnh")));
        Assert.IsType<SamePerson>(await briefing.Do(new ApproveKeyCommand("n1"), new("n1", "Bà Hạnh")));
        Assert.IsType<SamePerson>(await Confirm(await Ask(TestBriefing.Operator), new("n1", "Bà Hạnh")));

        Assert.IsType<Taken>(await briefing.Do(new ApproveKeyCommand("n1"), TestBriefing.Second));

        Assert.Equal(("n1", "Bàn thứ hai"), (Past()[^1].Key!.KeyId, Past()[^1].ConfirmedBy));
        Assert.Equal(1, Rows("SELECT count(*) FROM access_key WHERE id = 'n1' AND approved_by = 'k2'"));
        Assert.IsType<Nothing>(await briefing.Do(new ApproveKeyCommand("n1"), TestBriefing.Second));
        Assert.IsType<Nothing>(await briefing.Do(new ApproveKeyCommand("k3"), TestBriefing.Second));
        Assert.IsType<Nothing>(await briefing.Do(new ApproveKeyCommand("none"), TestBriefing.Second));
        Assert.IsType<Taken>(await Confirm(await Ask(TestBriefing.Operator), new("n1", "Bà Hạnh")));
    }

    [Fact]
    public async Task Rule_OfTwo_BeginsOnlyWhileThereAreTwoAndStaysWhenTheyAreNot()
    {
        await KeepOnly("k1");
        await Issue("child", by: TestBriefing.Operator);
        Assert.False(briefing.Desk.HasTwoPersons);
        Assert.IsType<NoSecondPerson>(await briefing.Do(new MeetingWish("Giao ban", Day, NeedsTwo: true)));
        Assert.False(briefing.Now.Meeting.NeedsTwo);
        // Another name needs nobody.
        Assert.IsType<Taken>(await briefing.Do(new MeetingWish("Giao ban", Day, NeedsTwo: false)));

        await Issue("n1", by: NgoDashboard.Live.Operator.Console);
        Assert.True(briefing.Desk.HasTwoPersons);
        await NeedTwo();

        // One of the two is gone: the rule stays, nothing goes on air by one alone, and the console has the way out.
        Assert.IsType<Taken>(await briefing.Do(new RevokeKeyCommand("n1")));
        Assert.True(briefing.Now.Meeting.NeedsTwo);
        var request = await Ask(TestBriefing.Operator);
        Assert.IsType<SamePerson>(await Confirm(request, new("child", "Bà Hạnh")));
        await Issue("n2", by: NgoDashboard.Live.Operator.Console);
        Assert.IsType<Taken>(await Confirm(request, new("n2", "Ông Nam")));
    }

    [Fact]
    public async Task Desk_WithARevokedKey_DoesNothing()
    {
        await NeedTwo();
        var request = await Ask(TestBriefing.Operator);
        var asked = await Ask(TestBriefing.Second);
        Assert.IsType<Taken>(await briefing.Do(new RevokeKeyCommand("k2")));
        var before = briefing.Air.Newest;

        // What it has asked is asked no more, and it neither confirms nor does anything at all.
        Assert.Equal([request], briefing.Requests.Open);
        Assert.IsType<Nothing>(await Confirm(asked, TestBriefing.Operator));
        await Assert.ThrowsAsync<KeyRevokedException>(() => Confirm(request, TestBriefing.Second));
        Wish[] wishes =
        [
            new TakeWish(Draft.Of(Say(Nation(), Usd(101)))), new UndoWish(), new RedoWish(), new CoverWish(Cover.Held), new DismissWish([Nation()]),
            new MeetingWish("", Day, NeedsTwo: false), new OpenWish("", Day), new IssueKeyCommand(Prepared("n1")), new RevokeKeyCommand("k1"), new ApproveKeyCommand("k1"),
        ];
        foreach (var wish in wishes)
            await Assert.ThrowsAsync<KeyRevokedException>(() => briefing.Do(wish, TestBriefing.Second));

        Assert.Same(before, briefing.Air.Newest);
        Assert.True(briefing.Database.Keys.IsLive("k1"));
    }

    [Fact]
    public async Task Record_OfKeys_TellsThemInWords()
    {
        await Issue("n1", by: TestBriefing.Operator);
        await briefing.Do(new ApproveKeyCommand("n1"), TestBriefing.Second);
        await briefing.Do(new RevokeKeyCommand("n1"), TestBriefing.Second);
        var stored = briefing.Journal.OfMeeting(1)!;

        var record = MeetingRecord.Of(stored, [], new Dictionary<long, Reach>(), briefing.Time.Now);

        Assert.Equal(
            ["Cấp khóa “Bà Hạnh”", "Xác nhận khóa “Bà Hạnh” là của một người riêng", "Thu hồi khóa “Bà Hạnh”"], record.Versions[1..].Select(version => version.Did));
        Assert.Equal(
            ["key", "key", "key"],
            record.Versions[1..].SelectMany(version => NgoDashboard.Exchange.RecordRows.Of(version, briefing.Now.Snapshot)).Select(row => row.Event));
    }

    static StoredKey Prepared(string id) => new(id, "desk", null, "Bà Hạnh", System.Text.Encoding.UTF8.GetBytes(id.PadRight(32)), "2024-04-12T07:30:00Z", null, null);

    Task<Outcome> Issue(string id, Operator by) => briefing.Do(new IssueKeyCommand(Prepared(id)), by);

    Task<Outcome> Confirm(Request request, Operator who) => briefing.Desk.Confirm(request.Id, who, TestContext.Current.CancellationToken);

    async Task NeedTwo() => Assert.IsType<Taken>(await briefing.Do(new MeetingWish("Hai người", Day, NeedsTwo: true)));

    async Task<Request> Ask(Operator who) =>
        Assert.IsType<Awaiting>(await briefing.Do(new TakeWish(Draft.Of(Say(Nation(), Usd(100 + briefing.Now.Version)))), who)).Request;

    async Task KeepOnly(string id)
    {
        for (var i = 1; i <= 20; i++)
        {
            if ($"k{i}" != id)
                Assert.IsType<Taken>(await briefing.Do(new RevokeKeyCommand($"k{i}"), new(id, "Bàn")));
        }
    }

    ImmutableArray<PastEntry> Past() => briefing.Journal.OfMeeting(1)!.Entries;

    long Rows(string sql)
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
