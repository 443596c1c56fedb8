using System.Collections.Immutable;
using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

/// <summary>
/// Any sequence of changes of the reference data, figures and undos, on a real journal: reading the journal from its beginning gives the
/// running state, an undo restores what was there, the chain holds, and no id is given twice.
/// </summary>
[Trait("Tier", "Long")]
public sealed class ReferencePropertyTests
{
    static readonly string[] Names = ["Nước sạch", "Bình đẳng giới", "Y tế", "Rừng"];

    static readonly Gen<Move> Moves = Gen.Select(
        Gen.Frequency(
            (3, Gen.Const(Kind.Rate)), (1, Gen.Const(Kind.RemoveRate)), (3, Gen.Const(Kind.Add)), (2, Gen.Const(Kind.Rename)), (3, Gen.Const(Kind.Merge)),
            (3, Gen.Const(Kind.Edit)), (2, Gen.Const(Kind.Show)), (6, Gen.Const(Kind.Undo)), (4, Gen.Const(Kind.Redo)), (1, Gen.Const(Kind.Open)),
            (1, Gen.Const(Kind.Restart))),
        Gen.Int[0, 5], Gen.Int[0, 5], Gen.Bool)
        .Select((kind, first, second, isCampaign) => new Move(kind, first, second, isCampaign));

    enum Kind
    {
        Rate, RemoveRate, Add, Rename, Merge, Edit, Show, Undo, Redo, Open, Restart,
    }

    [Fact]
    public Task Journal_AfterAnySequenceOfEditsAndUndos_ReadsAsTheRunningState() =>
        Moves.Array[1, 25].SampleAsync(
            async moves =>
            {
                using var sequence = new Sequence();
                foreach (var move in moves)
                    await sequence.Play(move);
                sequence.CheckChain();
            },
            iter: 60);

    sealed record Move(Kind Kind, int First, int Second, bool IsCampaign);

    sealed class Sequence : IDisposable
    {
        readonly TestBriefing briefing = TestBriefing.Create(
            (InSector("health"), Usd(3)), (InSector("education"), Vnd(5_000)), (National(year: YearWithoutRate) with { Sector = "education" }, Vnd(9_000)),
            (National() with { Campaign = "relief" }, Usd(1)));

        readonly Dictionary<long, string> contents = [];
        readonly Stack<long> done = new(), undone = new();
        readonly Dictionary<string, long> givenIn = [];

        public Sequence() => Remember();

        BriefingState Newest => briefing.LiveBriefing.Newest;

        ReferenceData Reference => Newest.Snapshot.Reference;

        public void Dispose() => briefing.Dispose();

        public async Task Play(Move move)
        {
            switch (move.Kind)
            {
                case Kind.Undo:
                    await UndoOrRedo(new UndoCommand(), done, undone);
                    break;
                case Kind.Redo:
                    await UndoOrRedo(new RedoCommand(), undone, done);
                    break;
                case Kind.Open:
                    await briefing.Execute(new OpenMeetingCommand($"Lần {move.First}", new(2024, 4, 13)));
                    done.Clear();
                    undone.Clear();
                    break;
                case Kind.Restart:
                    briefing.Restart();
                    break;
                case Kind.Edit:
                    await Take(() => briefing.Take(Restate(InSector(Item(Reference.Sectors, move.First).Id), Usd(move.Second + 1), accepted: true)));
                    break;
                case Kind.Show:
                    await Take(() => briefing.Take(new Scene(SceneKinds.Years, Year) { Sector = Item(Reference.Sectors, move.First).Id }));
                    break;
                default:
                    await Take(() => briefing.Execute(new ChangeReferenceCommand(CreateEdit(move), "đã xem")));
                    break;
            }

            Check();
        }

        public void CheckChain()
        {
            var report = briefing.Database.ReadInTransaction(ChainVerifier.VerifyChain);
            Assert.Equal((null, Newest.Version), (report.Fault, report.ValidVersionCount));
        }

        ReferenceEdit CreateEdit(Move move) => move.Kind switch
        {
            Kind.Rate => new RateSetting(2022 + move.First, 23_000 + move.Second, new("mẫu")),
            Kind.RemoveRate => new RateRemoval(2022 + move.First),
            Kind.Add => new ItemAddition(CreateItem("", move), move.IsCampaign ? null : Item(Reference.Sectors, move.Second).Id),
            Kind.Rename => new ItemRenaming(CreateItem(Item(Items(move), move.Second).Id, move)),
            _ => CreateMerger(move),
        };

        ItemMerger CreateMerger(Move move)
        {
            var merger = new ItemMerger(
                move.IsCampaign ? ItemKind.Campaign : ItemKind.Sector, Item(Items(move), move.First).Id, Item(Items(move), move.Second).Id,
                ImmutableDictionary<FigureKey, long>.Empty);
            var conflicts = ReferenceEditRules.FindConflicts(Newest.Snapshot, merger);
            return merger with { Adopted = conflicts.ToImmutableDictionary(one => one.Key, one => move.First > move.Second ? one.Merged.Id : one.Remaining.Id) };
        }

        IReadOnlyList<ReferenceItem> Items(Move move) => move.IsCampaign ? Reference.Campaigns : Reference.Sectors;

        static TItem Item<TItem>(IReadOnlyList<TItem> items, int index) => items[index % items.Count];

        static ReferenceItem CreateItem(string id, Move move)
        {
            var name = Names[move.First % Names.Length];
            return move.IsCampaign
                ? new Campaign(id, CampaignKind.Campaign, $"Đợt {name}", $"Relief {name}", [$"đợt {move.Second}"])
                : new Sector(id, name, $"Sector {name}", name, $"S {name}", [$"tên {move.Second}"]);
        }

        async Task Take(Func<Task<DeskResult>> take)
        {
            var before = Newest;
            if (await take() is not Committed)
            {
                Assert.Same(before, Newest);
                return;
            }

            done.Push(Newest.Version);
            undone.Clear();
        }

        async Task UndoOrRedo(DeskCommand command, Stack<long> from, Stack<long> to)
        {
            var result = await briefing.Execute(command);
            if (from.Count == 0)
            {
                Assert.IsType<NoChange>(result);
                return;
            }

            Assert.IsType<Committed>(result);
            Assert.Equal(contents[from.Pop() - 1], Content());
            to.Push(Newest.Version);
        }

        void Check()
        {
            Assert.Equal(StateDump.Dump(BriefingState.FromStored(briefing.Journal.LoadState(), false)), StateDump.Dump(Newest));
            Assert.Equal((done.Count > 0 ? done.Peek() : null, undone.Count > 0 ? undone.Peek() : (long?)null), (Newest.UndoHistory.UndoableVersion, Newest.UndoHistory.RedoableVersion));
            Assert.All(Newest.Snapshot.Figures.Where(figure => !figure.Statements.IsEmpty), figure =>
                Assert.True(figure.Key.Sector is null || Reference.FindSector(figure.Key.Sector) is not null, $"{figure.Key} is of a sector that is not in use."));
            foreach (var change in briefing.Journal.LoadMeeting(Newest.Meeting.OpenedVersion)!.Entries.SelectMany(entry => entry.ReferenceChanges.Sectors.Where(change => change.Before is null).Select(change => (entry.Version, change.After.Item.Id))))
                Assert.Equal(change.Version, givenIn.TryAdd(change.Id, change.Version) ? change.Version : givenIn[change.Id]);
            Remember();
        }

        void Remember() => contents[Newest.Version] = Content();

        string Content() => $"{Newest.Scene}\n{StateDump.DumpStatements(Newest.Snapshot)}\n{StateDump.DumpChangeable(Reference)}";
    }
}
