using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

/// <summary>
/// Any meeting, on a real journal: the screens show exactly one version of the journal; an undo restores everything; the running state is
/// the one that a restart would load.
/// </summary>
[Trait("Tier", "Long")]
public sealed class MeetingPropertyTests
{
    static readonly FigureKey[] Places =
        [National(), InSector("health"), InSector("education"), InProvince(HaiPhong), National(Measure.Organisations), National(Measure.DisbursementRate), National(year: YearWithoutRate), National() with { Campaign = "relief" }];

    static readonly Scene[] Scenes =
        [new(SceneKinds.Overview, Year), new(SceneKinds.Sectors, Year), new(SceneKinds.Province, Year, HaiPhong), new(SceneKinds.Changes, Year), SampleData.CreateScene(SceneKinds.Text)];

    static readonly Gen<Move> Moves = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Kind.Edit)), (2, Gen.Const(Kind.Show)), (4, Gen.Const(Kind.Prepare)), (1, Gen.Const(Kind.PrepareScene)), (1, Gen.Const(Kind.Drop)),
            (4, Gen.Const(Kind.TakeDraft)), (7, Gen.Const(Kind.Undo)), (4, Gen.Const(Kind.Redo)), (2, Gen.Const(Kind.Hold)), (2, Gen.Const(Kind.Blank)),
            (3, Gen.Const(Kind.Release)), (1, Gen.Const(Kind.Dismiss)), (1, Gen.Const(Kind.Open)), (1, Gen.Const(Kind.Rules)), (2, Gen.Const(Kind.Restart)),
            (2, Gen.Const(Kind.Wait))),
        Gen.Int[0, 7], Gen.Int[0, 3], Gen.Enum<Qualifier>(), Gen.Bool, Gen.Bool)
        .Select((kind, place, value, qualifier, isCorrection, isSecond) => new Move(kind, place, value, qualifier, isCorrection, isSecond));

    enum Kind
    {
        Edit, Show, Prepare, PrepareScene, Drop, TakeDraft, Undo, Redo, Hold, Blank, Release, Dismiss, Open, Rules, Restart, Wait,
    }

    [Fact]
    public Task Meeting_AnySequence_ShowsOneVersionOfTheJournalAndTakesEverythingBack() =>
        Moves.Array[1, 30].SampleAsync(
            async moves =>
            {
                using var meeting = new SimulatedMeeting();
                foreach (var move in moves)
                    await meeting.Play(move);
            },
            iter: 100);

    /// <summary>One step; the numbers select the key or the scene, and the value.</summary>
    sealed record Move(Kind Kind, int Place, int Value, Qualifier Qualifier, bool IsCorrection, bool IsSecond);

    /// <summary>A meeting, and the test's own model of it.</summary>
    sealed class SimulatedMeeting : IDisposable
    {
        readonly TestBriefing briefing;
        readonly Dictionary<long, (string Stated, Scene Scene, long? Item)> states = [];
        readonly Dictionary<(Operator, FigureKey), Edit> prepared = [];
        readonly Stack<long> done = new(), undone = new();
        Snapshot opening;
        long shown = 1;

        public SimulatedMeeting()
        {
            briefing = TestBriefing.Create((Figure[])
            [
                new(National(), [CreateStatement(1, Usd(1)), CreateStatement(2, Usd(2), adopted: false)]),
                new(InSector("health"), [CreateStatement(3, Usd(3), adopted: false), CreateStatement(4, Usd(1), adopted: false)]),
                new(National(Measure.Organisations), [CreateStatement(5, Count(338))]),
            ]);
            opening = Newest.Snapshot;
            RememberState();
        }

        BriefingState Newest => briefing.LiveBriefing.Newest;

        static Operator Other(Operator actor) => actor == TestBriefing.Operator ? TestBriefing.SecondOperator : TestBriefing.Operator;

        public void Dispose() => briefing.Dispose();

        public async Task Play(Move move)
        {
            var before = Newest;
            var actor = move.IsSecond ? TestBriefing.SecondOperator : TestBriefing.Operator;
            var key = Places[move.Place];
            var scene = Scenes[move.Place % Scenes.Length];
            switch (move.Kind)
            {
                case Kind.Edit:
                    await TakeAndCheck(new TakeCommand(Draft.From(Edit(move) with { IsAccepted = true })), actor);
                    break;
                case Kind.Show:
                    await TakeAndCheck(new TakeCommand(Draft.From(scene) with { AgendaItemId = move.Value }), actor);
                    break;
                case Kind.Prepare:
                    prepared[(actor, key)] = Edit(move) with { ExpectedVersion = move.Value == 0 ? before.Snapshot.FindFigure(key)?.Version : null };
                    await briefing.Drafts.AddEdits(actor, prepared[(actor, key)]);
                    break;
                case Kind.PrepareScene:
                    await briefing.Drafts.SetScene(actor, scene, move.Value);
                    break;
                case Kind.Drop:
                    prepared.Remove((actor, key));
                    await briefing.Drafts.RemoveEdits(actor, key);
                    break;
                case Kind.TakeDraft:
                    await TakeDraft(actor);
                    break;
                case Kind.Undo:
                    await UndoOrRedo(new UndoCommand(), done, undone, actor);
                    break;
                case Kind.Redo:
                    await UndoOrRedo(new RedoCommand(), undone, done, actor);
                    break;
                case Kind.Hold or Kind.Blank or Kind.Release:
                    await CoverAndCheck(move.Kind switch { Kind.Hold => Cover.Held, Kind.Blank => Cover.Blank, _ => Cover.None }, actor);
                    break;
                case Kind.Dismiss:
                    Assert.Equal(before.Corrections.Any(correction => correction.Key == key), await ExecuteApproved(new DismissCorrectionsCommand([key]), actor) is Committed);
                    Assert.DoesNotContain(Newest.Corrections, correction => correction.Key == key);
                    break;
                case Kind.Open:
                    Assert.IsType<Committed>(await ExecuteApproved(new OpenMeetingCommand("Hội nghị", new(2024, 4, 12 + move.Value)), actor));
                    opening = before.Snapshot;
                    done.Clear();
                    undone.Clear();
                    Assert.Empty(Newest.Corrections);
                    break;
                case Kind.Rules:
                    await ExecuteApproved(new ChangeMeetingCommand("Hội nghị", new(2024, 4, 12), RequiresApproval: move.IsCorrection), actor);
                    Assert.Equal(move.IsCorrection, Newest.Meeting.RequiresApproval);
                    break;
                case Kind.Restart:
                    briefing.Restart();
                    break;
                case Kind.Wait:
                    briefing.Time.Advance(TimeSpan.FromSeconds(move.Place * 4));
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(move));
            }

            Check();
        }

        /// <summary>Where the meeting requires approval, the other operator approves.</summary>
        async Task<DeskResult> ExecuteApproved(DeskCommand command, Operator actor)
        {
            var needsTwo = Newest.Meeting.RequiresApproval && command is not (CoverCommand or DismissCorrectionsCommand);
            var before = Newest;
            var result = await briefing.Desk.Execute(command, actor, TestContext.Current.CancellationToken);
            if (result is not AwaitingApproval waiting)
            {
                Assert.False(needsTwo && result is Committed, $"{command} did not wait for the second person.");
                return result;
            }

            Assert.True(needsTwo);
            Assert.Same(before, Newest);
            Assert.IsType<SamePerson>(await briefing.Desk.Confirm(waiting.Approval.Id, actor, TestContext.Current.CancellationToken));
            return await briefing.Desk.Confirm(waiting.Approval.Id, Other(actor), TestContext.Current.CancellationToken);
        }

        async Task TakeAndCheck(TakeCommand command, Operator actor)
        {
            Assert.IsType<Committed>(await ExecuteApproved(command, actor));
            done.Push(Newest.Version);
            undone.Clear();
        }

        async Task TakeDraft(Operator actor)
        {
            var draft = briefing.Drafts.ForOperator(actor) with { IsReviewed = true, OverrideReason = "đã xem" };
            if (draft.IsEmpty)
                return;
            var before = Newest;
            var next = draft.Preview(before, actor, briefing.Time.GetUtcNow()) with { Cover = before.Cover };
            if (draft.Edits.Any(edit => edit.ExpectedVersion is { } seen && before.Snapshot.FindFigure(edit.Key)?.Version > seen))
            {
                Assert.True(Assert.IsType<Rejected>(await ExecuteApproved(new TakeCommand(draft), actor)).IsStale);
                Assert.Same(before, Newest);
                return;
            }

            await TakeAndCheck(new TakeCommand(draft), actor);
            Assert.Equal(StateDump.Dump(next), StateDump.Dump(Newest));
            await briefing.Drafts.RemoveTaken(actor, draft);
            Assert.True(briefing.Drafts.ForOperator(actor).IsEmpty);
            foreach (var edit in draft.Edits)
                prepared.Remove((actor, edit.Key));
        }

        async Task UndoOrRedo(DeskCommand command, Stack<long> from, Stack<long> to, Operator actor)
        {
            var before = Newest;
            var result = await ExecuteApproved(command, actor);
            if (from.Count == 0)
            {
                Assert.IsType<NoChange>(result);
                Assert.Same(before, Newest);
                return;
            }

            Assert.IsType<Committed>(result);
            var version = from.Pop();
            to.Push(Newest.Version);
            Assert.Equal(states[version - 1], State());
            Assert.DoesNotContain(Newest.Corrections, correction => correction.Version == version);
        }

        async Task CoverAndCheck(Cover cover, Operator actor)
        {
            var before = Newest.Cover;
            var isDone = cover != before && !(cover == Cover.Held && before == Cover.Blank);
            Assert.Equal(isDone, await ExecuteApproved(new CoverCommand(cover), actor) is Committed);
            if (isDone && cover != Cover.None)
                shown = Newest.Version;
        }

        void Check()
        {
            var (screens, newest) = (briefing.LiveBriefing.Current, Newest);
            if (newest.Cover == Cover.None)
                shown = newest.Version;
            Assert.Equal(shown, screens.Version);
            Assert.Equal(StateDump.Dump(BriefingState.FromStored(briefing.Journal.LoadState(), false)), StateDump.Dump(newest));
            if (screens != newest)
                Assert.Equal(StateDump.Dump(BriefingState.FromStored(briefing.Journal.LoadState(screens.Version), false)), StateDump.Dump(screens));
            Assert.Equal((done.FirstOrNull(), undone.FirstOrNull()), (newest.UndoHistory.UndoableVersion, newest.UndoHistory.RedoableVersion));
            AssertChanges(newest);
            Assert.Equal(newest.Corrections.Length, newest.Corrections.Select(correction => correction.Key).Distinct().Count());
            foreach (var actor in (Operator[])[TestBriefing.Operator, TestBriefing.SecondOperator])
                Assert.Equal(Sorted(prepared.Where(entry => entry.Key.Item1 == actor).Select(entry => entry.Value)), Sorted(briefing.Drafts.ForOperator(actor).Edits));
            RememberState();
        }

        /// <summary>The meeting's changes are the differences from its opening, without figures that were changed back.</summary>
        void AssertChanges(BriefingState newest)
        {
            static (Quantity, Qualifier)? Stated(Snapshot snapshot, FigureKey key) => snapshot.FindAdopted(key) is { } stated ? (stated.Value, stated.Qualifier) : null;
            Assert.Equal(
                Sorted(Places.Select(key => (key, Stated(opening, key), Stated(newest.Snapshot, key))).Where(change => change.Item2 != change.Item3)),
                Sorted(newest.MeetingChanges.Select(change => (
                    change.Key,
                    change.Before is { } old ? ((Quantity, Qualifier)?)(old, change.QualifierBefore!.Value) : null,
                    change.After is { } now ? ((Quantity, Qualifier)?)(now, change.QualifierAfter) : null))));
        }

        void RememberState() => states.TryAdd(Newest.Version, State());

        (string, Scene, long?) State() => (StateDump.DumpStatements(Newest.Snapshot), Newest.Scene, Newest.AgendaItemId);

        static string Sorted<T>(IEnumerable<T> all) => string.Join('\n', all.Select(entry => entry!.ToString()).Order(StringComparer.Ordinal));

        static Edit Edit(Move move)
        {
            var key = Places[move.Place];
            if (move is { Place: 0, Value: < 2 } or { Place: 1, Value: < 2 })
                return new Adoption(key, (move.Place * 2) + move.Value + 1, "theo báo cáo") { IsCorrection = move.IsCorrection };
            var value = key.Measure switch
            {
                Measure.Organisations => Count(338 + move.Value),
                Measure.DisbursementRate => Percent(90 + move.Value),
                _ => Usd(move.Value),
            };
            return new Restatement(key, value, move.Qualifier, move.IsSecond ? CreateSource() : null, "Tỉnh báo lại") { IsCorrection = move.IsCorrection };
        }
    }
}

static class Stacks
{
    public static long? FirstOrNull(this Stack<long> stack) => stack.TryPeek(out var top) ? top : null;
}
