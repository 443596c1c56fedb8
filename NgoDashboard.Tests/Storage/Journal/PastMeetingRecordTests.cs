using Dapper;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Storage.Journal;

public sealed class PastMeetingRecordTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100)), (National(Measure.Organisations), Count(338))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Meeting_WithEverythingInIt_IsReadBackVersionByVersion()
    {
        await Execute(new OpenMeetingCommand("Giao ban", new(2024, 4, 12)));
        await Execute(new TakeCommand(new Draft([CorrectionOf(National(Measure.Organisations), Count(388))], CreateScene(SceneKinds.Years)) { AgendaItemId = 7, IsReviewed = true }));
        await Execute(new TakeCommand(new Draft([Restate(National(), Usd(1_000))], null) { IsReviewed = true, OverrideReason = "Chủ trì xác nhận" }));
        await Execute(new CoverCommand(Cover.Held));
        await Execute(new UndoCommand());
        await Execute(new RedoCommand());
        await Execute(new DismissCorrectionsCommand([National(Measure.Organisations)]));
        await Execute(new ChangeMeetingCommand("Giao ban quý I", new(2024, 4, 12), RequiresApproval: true));
        await Execute(new OpenMeetingCommand("Lần sau", new(2024, 10, 1)), isConfirmed: true);

        var past = briefing.Journal.LoadMeeting(2)!;

        Assert.Equal([2L, 3, 4, 5, 6, 7, 8, 9], past.Entries.Select(entry => entry.Version));
        Assert.Equal(
            [EntryKind.Meeting, EntryKind.Take, EntryKind.Take, EntryKind.Hold, EntryKind.Undo, EntryKind.Undo, EntryKind.Dismiss, EntryKind.Meeting],
            past.Entries.Select(entry => entry.Kind));
        Assert.All(past.Entries, entry => Assert.Equal(TestBriefing.Operator.Name, entry.Actor));
        Assert.Equal(briefing.LiveBriefing.Newest.TakenAt, past.EndedAt);
        Assert.Equal((1L, SceneKinds.Overview, null), (past.ScreensBefore!.Version, past.ScreensBefore.ShownStage.Scene, past.ScreensBefore.Cover));

        var (correction, jump, undo, redo, dismissal) = (past.Entries[1], past.Entries[2], past.Entries[4], past.Entries[5], past.Entries[6]);
        Assert.Equal((SceneKinds.Years, 7L), (correction.Stage!.Scene, correction.Stage.AgendaItemId));
        var change = Assert.Single(correction.Changes);
        Assert.Equal((Count(338), Count(388), "Tỉnh báo lại", true), (change.Before, change.After, change.Reason, change.IsCorrection));
        Assert.Equal(("Bàn điều hành", "Tỉnh báo lại"), (change.Source!.Publisher, change.Source.Title));
        Assert.NotEmpty(jump.Warnings);
        Assert.Equal("Chủ trì xác nhận", jump.OverrideReason);
        Assert.Equal((4L, false), (undo.Undoes, undo.IsRedo));
        Assert.Equal(Usd(100), Assert.Single(undo.Changes).After);
        Assert.Equal((6L, true), (redo.Undoes, redo.IsRedo));
        Assert.Equal(National(Measure.Organisations), Assert.Single(dismissal.EndedCorrections));
        Assert.Equal(new MeetingDetailsRecord(2, "Giao ban quý I", new(2024, 4, 12), RequiresApproval: true), past.Entries[7].Meeting);
    }

    [Fact]
    public async Task Meeting_OpenedBehindAHold_KnowsWhatTheScreensKept()
    {
        await briefing.Take(CreateScene(SceneKinds.Years));
        await Execute(new CoverCommand(Cover.Held));
        await briefing.Take(CreateScene(SceneKinds.Table));

        await Execute(new OpenMeetingCommand("Giao ban", new(2024, 4, 12)));

        var before = briefing.Journal.LoadMeeting(5)!.ScreensBefore!;
        Assert.Equal((3L, SceneKinds.Years, SceneKinds.Table, EntryKind.Hold), (before.Version, before.ShownStage.Scene, before.NewestStage.Scene, before.Cover));
    }

    [Fact]
    public async Task Meetings_AreListedNewestFirstAsTheyWereNamedLast()
    {
        await Execute(new ChangeMeetingCommand("Lần đầu", new(2023, 4, 1), RequiresApproval: false));
        await Execute(new OpenMeetingCommand("Lần hai", new(2024, 4, 12)));

        Assert.Equal([(3L, "Lần hai"), (1, "Lần đầu")], briefing.Journal.LoadMeetings().Select(meeting => (meeting.OpenedVersion, meeting.Name)));
        Assert.Null(briefing.Journal.LoadMeeting(2));
        Assert.Equal([1L, 2], briefing.Journal.LoadMeeting(1)!.Entries.Select(entry => entry.Version));
        Assert.Null(briefing.Journal.LoadMeeting(1)!.ScreensBefore);
    }

    [Fact]
    public void Agenda_OfAMeeting_IsReadInItsOrder()
    {
        using (var connection = briefing.Database.OpenConnection())
        {
            connection.Execute(
                """
                INSERT INTO agenda_item (meeting, ordinal, scene, parameters, note, is_removed)
                VALUES (1, 2, 'years', '{"year":2023}', 'sau giải lao', 0), (1, 1, 'table', '{"year":2022}', '', 1), (9, 1, 'title', '{"year":2022}', '', 0)
                """);
        }

        Assert.Equal(
            [new(2, 1, "table", """{"year":2022}""", "", IsRemoved: true), new(1, 1, "years", """{"year":2023}""", "sau giải lao", IsRemoved: false)],
            briefing.Journal.LoadMeeting(1)!.Agenda);
    }

    [Fact]
    public async Task History_OfAFigure_TellsWhatTheScreensShowedWhenItChanged()
    {
        await briefing.Take(CreateScene(SceneKinds.Years));
        await briefing.Take(Restate(National(), Usd(101)));
        await Execute(new CoverCommand(Cover.Held));
        await Execute(new TakeCommand(new Draft([Restate(National(), Usd(102))], CreateScene(SceneKinds.Table))));
        await Execute(new CoverCommand(Cover.Blank));
        await briefing.Take(Restate(National(), Usd(103)));
        await Execute(new CoverCommand(Cover.None));
        await Execute(new UndoCommand());

        Assert.Equal(
            [
                (SceneKinds.Table, EntryKind.Release, (long?)7), (SceneKinds.Table, EntryKind.Blank, null), (SceneKinds.Years, EntryKind.Hold, null),
                (SceneKinds.Years, (EntryKind?)null, null),
            ],
            briefing.Journal.LoadFigureHistory(National()).Select(line => (line.Stage.Scene, line.Cover, line.Change.UndoesVersion)));
    }

    async Task Execute(DeskCommand wish, bool isConfirmed = false)
    {
        briefing.Time.Advance(TimeSpan.FromMinutes(1));
        var result = await briefing.Desk.Execute(wish, TestBriefing.Operator, TestContext.Current.CancellationToken);
        if (isConfirmed)
            result = await briefing.Desk.Confirm(Assert.IsType<AwaitingApproval>(result).Approval.Id, TestBriefing.SecondOperator, TestContext.Current.CancellationToken);
        Assert.IsType<Committed>(result);
    }

    static Edit CorrectionOf(FigureKey key, Quantity value) => Restate(key, value) with { IsCorrection = true };
}
