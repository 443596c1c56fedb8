using System.Collections.Immutable;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>What an undo takes back next, and what a redo puts on air again. Immutable.</summary>
public sealed record Steps
{
    readonly Runs done;
    readonly Runs undone;

    Steps(Runs done, Runs undone) => (this.done, this.undone) = (done, undone);

    public static Steps None { get; } = new(Runs.None, Runs.None);

    /// <summary>The version that an undo takes back: the newest take of the meeting that stands.</summary>
    public long? Undoable => done.Last;

    /// <summary>The undo that a redo takes back; a new take in between ends that.</summary>
    public long? Redoable => undone.Last;

    internal Steps With(Step step)
    {
        if (step.Undoes is not { } undoes)
            return new(done.Push(step.Version), Runs.None);
        if (undoes == Undoable)
            return new(done.Pop(), undone.Push(step.Version));
        return undoes == Redoable
            ? new(done.Push(step.Version), undone.Pop())
            : throw new StorageException($"Version {step.Version} undoes {undoes}, which was neither the last take nor the last undo.");
    }

    /// <summary>Versions one upon the other. Those that follow each other are one run: thousands of takes in a row weigh nothing.</summary>
    readonly record struct Runs(ImmutableStack<(long First, long Last)> All)
    {
        public static Runs None { get; } = new([]);

        public long? Last => All.IsEmpty ? null : All.Peek().Last;

        public Runs Push(long version) =>
            Last == version - 1 ? new(All.Pop().Push((All.Peek().First, version))) : new(All.Push((version, version)));

        public Runs Pop() => All.Peek() is var (first, last) && first < last ? new(All.Pop().Push((first, last - 1))) : new(All.Pop());
    }
}
