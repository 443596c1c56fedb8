using Dapper;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Storage;

public sealed class PastMeetingTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100)), (Nation(Measure.Organisations), Count(338))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Meeting_WithEverythingInIt_IsReadBackVersionByVersion()
    {
        await Do(new OpenWish("Giao ban", new(2024, 4, 12)));
        await Do(new TakeWish(new Draft([Correct(Nation(Measure.Organisations), Count(388))], Of(SceneKinds.Years)) { Item = 7, IsReviewed = true }));
        await Do(new TakeWish(new Draft([Say(Nation(), Usd(1_000))], null) { IsReviewed = true, Because = "Chủ trì xác nhận" }));
        await Do(new CoverWish(Cover.Held));
        await Do(new UndoWish());
        await Do(new RedoWish());
        await Do(new DismissWish([Nation(Measure.Organisations)]));
        await Do(new MeetingWish("Giao ban quý I", new(2024, 4, 12), NeedsTwo: true));
        await Do(new OpenWish("Lần sau", new(2024, 10, 1)), isConfirmed: true);

        var past = briefing.Journal.OfMeeting(2)!;

        Assert.Equal([2L, 3, 4, 5, 6, 7, 8, 9], past.Entries.Select(entry => entry.Version));
        Assert.Equal(
            [EntryKind.Meeting, EntryKind.Take, EntryKind.Take, EntryKind.Hold, EntryKind.Undo, EntryKind.Undo, EntryKind.Dismiss, EntryKind.Meeting],
            past.Entries.Select(entry => entry.Kind));
        Assert.All(past.Entries, entry => Assert.Equal(TestBriefing.Operator.Name, entry.Who));
        Assert.Equal(briefing.Air.Newest.At, past.EndedAt);
        Assert.Equal((1L, SceneKinds.Overview, null), (past.Before!.Version, past.Before.Shown.Scene, past.Before.Cover));

        var (correction, jump, undo, redo, dismissal) = (past.Entries[1], past.Entries[2], past.Entries[4], past.Entries[5], past.Entries[6]);
        Assert.Equal((SceneKinds.Years, 7L), (correction.Stage!.Scene, correction.Stage.Item));
        var change = Assert.Single(correction.Changes);
        Assert.Equal((Count(338), Count(388), "Tỉnh báo lại", true), (change.Before, change.After, change.Reason, change.IsCorrection));
        Assert.Equal(("Bàn điều hành", "Tỉnh báo lại"), (change.Source!.Publisher, change.Source.Title));
        Assert.NotEmpty(jump.Warnings);
        Assert.Equal("Chủ trì xác nhận", jump.Because);
        Assert.Equal((4L, false), (undo.Undoes, undo.IsRedo));
        Assert.Equal(Usd(100), Assert.Single(undo.Changes).After);
        Assert.Equal((6L, true), (redo.Undoes, redo.IsRedo));
        Assert.Equal(Nation(Measure.Organisations), Assert.Single(dismissal.Ended));
        Assert.Equal(new MeetingEntry(2, "Giao ban quý I", new(2024, 4, 12), NeedsTwo: true), past.Entries[7].Meeting);
    }

    [Fact]
    public async Task Meeting_OpenedBehindAHold_KnowsWhatTheScreensKept()
    {
        await briefing.Take(Of(SceneKinds.Years));
        await Do(new CoverWish(Cover.Held));
        await briefing.Take(Of(SceneKinds.Table));

        await Do(new OpenWish("Giao ban", new(2024, 4, 12)));

        var before = briefing.Journal.OfMeeting(5)!.Before!;
        Assert.Equal((3L, SceneKinds.Years, SceneKinds.Table, EntryKind.Hold), (before.Version, before.Shown.Scene, before.Newest.Scene, before.Cover));
    }

    [Fact]
    public async Task Meetings_AreListedNewestFirstAsTheyWereNamedLast()
    {
        await Do(new MeetingWish("Lần đầu", new(2023, 4, 1), NeedsTwo: false));
        await Do(new OpenWish("Lần hai", new(2024, 4, 12)));

        Assert.Equal([(3L, "Lần hai"), (1, "Lần đầu")], briefing.Journal.Meetings().Select(meeting => (meeting.Opened, meeting.Name)));
        Assert.Null(briefing.Journal.OfMeeting(2));
        Assert.Equal([1L, 2], briefing.Journal.OfMeeting(1)!.Entries.Select(entry => entry.Version));
        Assert.Null(briefing.Journal.OfMeeting(1)!.Before);
    }

    [Fact]
    public void Agenda_OfAMeeting_IsReadInItsOrder()
    {
        using (var connection = briefing.Database.Open())
        {
            connection.Execute(
                """
                INSERT INTO agenda_item (meeting, ordinal, scene, parameters, note, is_removed)
                VALUES (1, 2, 'years', '{"year":2023}', 'sau giải lao', 0), (1, 1, 'table', '{"year":2022}', '', 1), (9, 1, 'title', '{"year":2022}', '', 0)
                """);
        }

        Assert.Equal(
            [new(2, 1, "table", """{"year":2022}""", "", IsRemoved: true), new(1, 1, "years", """{"year":2023}""", "sau giải lao", IsRemoved: false)],
            briefing.Journal.OfMeeting(1)!.Agenda);
    }

    [Fact]
    public async Task History_OfAFigure_TellsWhatTheScreensShowedWhenItChanged()
    {
        await briefing.Take(Of(SceneKinds.Years));
        await briefing.Take(Say(Nation(), Usd(101)));
        await Do(new CoverWish(Cover.Held));
        await Do(new TakeWish(new Draft([Say(Nation(), Usd(102))], Of(SceneKinds.Table))));
        await Do(new CoverWish(Cover.Blank));
        await briefing.Take(Say(Nation(), Usd(103)));
        await Do(new CoverWish(Cover.None));
        await Do(new UndoWish());

        Assert.Equal(
            [
                (SceneKinds.Table, EntryKind.Release, (long?)7), (SceneKinds.Table, EntryKind.Blank, null), (SceneKinds.Years, EntryKind.Hold, null),
                (SceneKinds.Years, (EntryKind?)null, null),
            ],
            briefing.Journal.Of(Nation()).Select(line => (line.Stage.Scene, line.Cover, line.Change.Undoes)));
    }

    async Task Do(Wish wish, bool isConfirmed = false)
    {
        briefing.Time.Move(TimeSpan.FromMinutes(1));
        var outcome = await briefing.Desk.Do(wish, TestBriefing.Operator, TestContext.Current.CancellationToken);
        if (isConfirmed)
            outcome = await briefing.Desk.Confirm(Assert.IsType<Awaiting>(outcome).Request.Id, TestBriefing.Second, TestContext.Current.CancellationToken);
        Assert.IsType<Taken>(outcome);
    }

    static Edit Correct(FigureKey key, Quantity value) => Say(key, value) with { IsCorrection = true };
}
