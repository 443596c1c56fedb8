using System.Collections.Immutable;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>What an undo takes back next, and what a redo puts on air again. Immutable.</summary>
public sealed record Steps
{
    readonly ImmutableStack<long> done = [];
    readonly ImmutableStack<long> undone = [];

    Steps(ImmutableStack<long> done, ImmutableStack<long> undone) => (this.done, this.undone) = (done, undone);

    public static Steps None { get; } = new([], []);

    /// <summary>The version that an undo takes back: the newest take of the meeting that stands.</summary>
    public long? Undoable => done.IsEmpty ? null : done.Peek();

    /// <summary>The undo that a redo takes back; a new take in between ends that.</summary>
    public long? Redoable => undone.IsEmpty ? null : undone.Peek();

    internal Steps With(Step step)
    {
        if (step.Undoes is not { } undoes)
            return new(done.Push(step.Version), []);
        if (undoes == Undoable)
            return new(done.Pop(), undone.Push(step.Version));
        return undoes == Redoable
            ? new(done.Push(step.Version), undone.Pop())
            : throw new StorageException($"Version {step.Version} undoes {undoes}, which was neither the last take nor the last undo.");
    }
}
