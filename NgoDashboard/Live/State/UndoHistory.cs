using System.Collections.Immutable;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.State;

/// <summary>The stacks of takes that can be undone and of undos that can be redone. Immutable.</summary>
public sealed record UndoHistory
{
    readonly VersionRuns done;
    readonly VersionRuns undone;

    UndoHistory(VersionRuns done, VersionRuns undone) => (this.done, this.undone) = (done, undone);

    public static UndoHistory Empty { get; } = new(VersionRuns.Empty, VersionRuns.Empty);

    /// <summary>The version that the next undo reverts: the newest take of the meeting that is not undone.</summary>
    public long? UndoableVersion => done.Last;

    /// <summary>The undo that the next redo reverts; null after a new take.</summary>
    public long? RedoableVersion => undone.Last;

    internal UndoHistory Apply(UndoStep step)
    {
        if (step.Undoes is not { } undoes)
            return new(done.Push(step.Version), VersionRuns.Empty);
        if (undoes == UndoableVersion)
            return new(done.Pop(), undone.Push(step.Version));
        return undoes == RedoableVersion
            ? new(done.Push(step.Version), undone.Pop())
            : throw new StorageException($"Version {step.Version} undoes {undoes}, which was neither the last take nor the last undo.");
    }

    /// <summary>A stack of versions. Stores consecutive ones as a run, so that thousands of takes in a row need little memory.</summary>
    readonly record struct VersionRuns(ImmutableStack<(long First, long Last)> All)
    {
        public static VersionRuns Empty { get; } = new([]);

        public long? Last => All.IsEmpty ? null : All.Peek().Last;

        public VersionRuns Push(long version) =>
            Last == version - 1 ? new(All.Pop().Push((All.Peek().First, version))) : new(All.Push((version, version)));

        public VersionRuns Pop() =>
            All.Peek() is var (first, last) && first < last ? new(All.Pop().Push((first, last - 1))) : new(All.Pop());
    }
}
