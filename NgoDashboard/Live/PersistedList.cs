using System.Collections.Immutable;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// Rows as they stand on the disk, in their order: read from memory, changed one after another, on the disk when the change returns.
/// Safe on any thread.
/// </summary>
sealed class PersistedList<T>(IEnumerable<T> first)
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    volatile ImmutableList<T> all = [.. first];

    public ImmutableList<T> All => all;

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <param name="change">Writes to the store and returns what stands there then.</param>
    /// <exception cref="NotSavedException">The disk refuses; all is as it was.</exception>
    public async Task<TResult> Change<TResult>(Func<ImmutableList<T>, (IEnumerable<T> Next, TResult Result)> change)
    {
        var result = await NotSavedException.GuardOnPool(() =>
        {
            lock (gate)
            {
                var (next, answer) = change(all);
                all = [.. next];
                return answer;
            }
        });
        notifier.Notify();
        return result;
    }

    /// <summary>One row becomes another, where there is one and it may.</summary>
    /// <param name="change">Writes to the store and returns what stands there then; null where it may not.</param>
    /// <returns>Whether it was done: somebody else may have been quicker.</returns>
    public Task<bool> Change(Func<T, bool> matches, Func<T, T?> change) => Change(rows =>
        rows.Find(row => matches(row)) is { } row && change(row) is { } next ? (rows.Replace(row, next), true) : (rows, false));
}

/// <summary>Moving among rows of a list that others stand between.</summary>
static class QueueOrder
{
    /// <summary>To that place among those that are in the queue, counted from 0; past the end is the end.</summary>
    public static ImmutableList<T> MoveInQueue<T>(this ImmutableList<T> rows, T row, int index, Func<T, bool> isQueued)
    {
        var others = rows.Remove(row);
        T[] queue = [.. others.Where(isQueued)];
        return queue.Length == 0 ? rows
            : index >= queue.Length ? others.Insert(others.IndexOf(queue[^1]) + 1, row)
            : others.Insert(others.IndexOf(queue[Math.Max(0, index)]), row);
    }
}
