using CsCheck;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

/// <summary>
/// Any meeting, on a real journal: what the screens show is one version of the journal, whole; an undo restores everything; and what
/// is running is what a restart would read.
/// </summary>
public sealed class MeetingPropertyTests
{
    static readonly FigureKey[] Places =
        [Nation(), In("health"), In("education"), At(HaiPhong), Nation(Measure.Organisations), Nation(Measure.DisbursementRate), Nation(year: YearWithoutRate), Nation() with { Campaign = "relief" }];

    static readonly Scene[] Scenes =
        [new(SceneKinds.Overview, Year), new(SceneKinds.Sectors, Year), new(SceneKinds.Province, Year, HaiPhong), new(SceneKinds.Changes, Year), Sample.Of(SceneKinds.Text)];

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
                using var meeting = new Played();
                foreach (var move in moves)
                    await meeting.Play(move);
            },
            iter: 100);

    /// <summary>One step, by numbers: which place or scene, which value.</summary>
    sealed record Move(Kind Kind, int Place, int Value, Qualifier Qualifier, bool IsCorrection, bool IsSecond);

    /// <summary>A meeting beside what the test knows of it by itself.</summary>
    sealed class Played : IDisposable
    {
        readonly TestBriefing briefing;
        readonly Dictionary<long, (string Stated, Scene Scene, long? Item)> states = [];
        readonly Dictionary<(Operator, FigureKey), Edit> prepared = [];
        readonly Stack<long> done = new(), undone = new();
        Snapshot opening;
        long shown = 1;

        public Played()
        {
            briefing = TestBriefing.Of((Figure[])
            [
                new(Nation(), [Statement(1, Usd(1)), Statement(2, Usd(2), adopted: false)]),
                new(In("health"), [Statement(3, Usd(3), adopted: false), Statement(4, Usd(1), adopted: false)]),
                new(Nation(Measure.Organisations), [Statement(5, Count(338))]),
            ]);
            opening = Newest.Snapshot;
            Know();
        }

        OnAir Newest => briefing.Air.Newest;

        static Operator Other(Operator who) => who == TestBriefing.Operator ? TestBriefing.Second : TestBriefing.Operator;

        public void Dispose() => briefing.Dispose();

        public async Task Play(Move move)
        {
            var before = Newest;
            var who = move.IsSecond ? TestBriefing.Second : TestBriefing.Operator;
            var key = Places[move.Place];
            var scene = Scenes[move.Place % Scenes.Length];
            switch (move.Kind)
            {
                case Kind.Edit:
                    await Taken(new TakeWish(Draft.Of(Edit(move) with { IsAccepted = true })), who);
                    break;
                case Kind.Show:
                    await Taken(new TakeWish(Draft.Of(scene) with { Item = move.Value }), who);
                    break;
                case Kind.Prepare:
                    prepared[(who, key)] = Edit(move) with { ExpectedVersion = move.Value == 0 ? before.Snapshot.Find(key)?.Version : null };
                    await briefing.Drafts.Put(who, prepared[(who, key)]);
                    break;
                case Kind.PrepareScene:
                    await briefing.Drafts.Show(who, scene, move.Value);
                    break;
                case Kind.Drop:
                    prepared.Remove((who, key));
                    await briefing.Drafts.Drop(who, key);
                    break;
                case Kind.TakeDraft:
                    await TakeDraft(who);
                    break;
                case Kind.Undo:
                    await Back(new UndoWish(), done, undone, who);
                    break;
                case Kind.Redo:
                    await Back(new RedoWish(), undone, done, who);
                    break;
                case Kind.Hold or Kind.Blank or Kind.Release:
                    await Covered(move.Kind switch { Kind.Hold => Cover.Held, Kind.Blank => Cover.Blank, _ => Cover.None }, who);
                    break;
                case Kind.Dismiss:
                    Assert.Equal(before.Corrections.Any(correction => correction.Key == key), await Do(new DismissWish([key]), who) is Taken);
                    Assert.DoesNotContain(Newest.Corrections, correction => correction.Key == key);
                    break;
                case Kind.Open:
                    Assert.IsType<Taken>(await Do(new OpenWish("Hội nghị", new(2024, 4, 12 + move.Value)), who));
                    opening = before.Snapshot;
                    done.Clear();
                    undone.Clear();
                    Assert.Empty(Newest.Corrections);
                    break;
                case Kind.Rules:
                    await Do(new MeetingWish("Hội nghị", new(2024, 4, 12), NeedsTwo: move.IsCorrection), who);
                    Assert.Equal(move.IsCorrection, Newest.Meeting.NeedsTwo);
                    break;
                case Kind.Restart:
                    briefing.Restart();
                    break;
                case Kind.Wait:
                    briefing.Time.Move(TimeSpan.FromSeconds(move.Place * 4));
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(move));
            }

            Check();
        }

        /// <summary>Where the meeting asks for two, the other says yes.</summary>
        async Task<Outcome> Do(Wish wish, Operator who)
        {
            var needsTwo = Newest.Meeting.NeedsTwo && wish is not (CoverWish or DismissWish);
            var before = Newest;
            var outcome = await briefing.Desk.Do(wish, who, TestContext.Current.CancellationToken);
            if (outcome is not Awaiting waiting)
            {
                Assert.False(needsTwo && outcome is Taken, $"{wish} did not wait for the second person.");
                return outcome;
            }

            Assert.True(needsTwo);
            Assert.Same(before, Newest);
            Assert.IsType<SamePerson>(await briefing.Desk.Confirm(waiting.Request.Id, who, TestContext.Current.CancellationToken));
            return await briefing.Desk.Confirm(waiting.Request.Id, Other(who), TestContext.Current.CancellationToken);
        }

        async Task Taken(TakeWish wish, Operator who)
        {
            Assert.IsType<Taken>(await Do(wish, who));
            done.Push(Newest.Version);
            undone.Clear();
        }

        async Task TakeDraft(Operator who)
        {
            var draft = briefing.Drafts.Of(who) with { IsReviewed = true, Because = "đã xem" };
            if (draft.IsEmpty)
                return;
            var before = Newest;
            var next = draft.Next(before, who, briefing.Time.Now) with { Cover = before.Cover };
            if (draft.Edits.Any(edit => edit.ExpectedVersion is { } seen && before.Snapshot.Find(edit.Key)?.Version > seen))
            {
                Assert.True(Assert.IsType<NotTaken>(await Do(new TakeWish(draft), who)).IsStale);
                Assert.Same(before, Newest);
                return;
            }

            await Taken(new TakeWish(draft), who);
            Assert.Equal(Telling.Of(next), Telling.Of(Newest));
            await briefing.Drafts.Taken(who, draft);
            Assert.True(briefing.Drafts.Of(who).IsEmpty);
            foreach (var edit in draft.Edits)
                prepared.Remove((who, edit.Key));
        }

        async Task Back(Wish wish, Stack<long> from, Stack<long> to, Operator who)
        {
            var before = Newest;
            var outcome = await Do(wish, who);
            if (from.Count == 0)
            {
                Assert.IsType<Nothing>(outcome);
                Assert.Same(before, Newest);
                return;
            }

            Assert.IsType<Taken>(outcome);
            var version = from.Pop();
            to.Push(Newest.Version);
            Assert.Equal(states[version - 1], State());
            Assert.DoesNotContain(Newest.Corrections, correction => correction.Version == version);
        }

        async Task Covered(Cover cover, Operator who)
        {
            var before = Newest.Cover;
            var isDone = cover != before && !(cover == Cover.Held && before == Cover.Blank);
            Assert.Equal(isDone, await Do(new CoverWish(cover), who) is Taken);
            if (isDone && cover != Cover.None)
                shown = Newest.Version;
        }

        void Check()
        {
            var (screens, newest) = (briefing.Air.Current, Newest);
            if (newest.Cover == Cover.None)
                shown = newest.Version;
            Assert.Equal(shown, screens.Version);
            Assert.Equal(Telling.Of(OnAir.Of(briefing.Journal.Read(), false)), Telling.Of(newest));
            if (screens != newest)
                Assert.Equal(Telling.Of(OnAir.Of(briefing.Journal.Read(screens.Version), false)), Telling.Of(screens));
            Assert.Equal((done.FirstOrNull(), undone.FirstOrNull()), (newest.Steps.Undoable, newest.Steps.Redoable));
            AssertChanges(newest);
            Assert.Equal(newest.Corrections.Length, newest.Corrections.Select(correction => correction.Key).Distinct().Count());
            foreach (var who in (Operator[])[TestBriefing.Operator, TestBriefing.Second])
                Assert.Equal(Sorted(prepared.Where(one => one.Key.Item1 == who).Select(one => one.Value)), Sorted(briefing.Drafts.Of(who).Edits));
            Know();
        }

        /// <summary>What the meeting changed is what differs from its opening, and nothing that came back to it.</summary>
        void AssertChanges(OnAir newest)
        {
            static (Quantity, Qualifier)? Stated(Snapshot snapshot, FigureKey key) => snapshot.Stated(key) is { } stated ? (stated.Value, stated.Qualifier) : null;
            Assert.Equal(
                Sorted(Places.Select(key => (key, Stated(opening, key), Stated(newest.Snapshot, key))).Where(change => change.Item2 != change.Item3)),
                Sorted(newest.Changes.Select(change => (
                    change.Key,
                    change.Before is { } old ? ((Quantity, Qualifier)?)(old, change.QualifierBefore!.Value) : null,
                    change.After is { } now ? ((Quantity, Qualifier)?)(now, change.QualifierAfter) : null))));
        }

        void Know() => states.TryAdd(Newest.Version, State());

        (string, Scene, long?) State() => (Telling.Stated(Newest.Snapshot), Newest.Scene, Newest.Item);

        static string Sorted<T>(IEnumerable<T> all) => string.Join('\n', all.Select(one => one!.ToString()).Order(StringComparer.Ordinal));

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
            return new Restatement(key, value, move.Qualifier, move.IsSecond ? Source() : null, "Tỉnh báo lại") { IsCorrection = move.IsCorrection };
        }
    }
}

static class Stacks
{
    public static long? FirstOrNull(this Stack<long> stack) => stack.TryPeek(out var top) ? top : null;
}
