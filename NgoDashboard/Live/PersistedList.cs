using System.Collections.Immutable;

namespace NgoDashboard.Live;

/// <summary>
/// A write-through list: reads come from memory, changes run one at a time and are on disk when their task completes. Thread-safe.
/// </summary>
sealed class PersistedList<T>(IEnumerable<T> first)
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    volatile ImmutableList<T> all = [.. first];

    public ImmutableList<T> All => all;

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <param name="change">Writes to the store and returns the rows as stored. Runs under the lock, on a pool thread.</param>
    /// <exception cref="NotSavedException">The write failed; the list is unchanged.</exception>
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

    /// <summary>Replaces the first row that matches.</summary>
    /// <param name="change">Writes to the store and returns the row as stored; null where the change is not allowed.</param>
    /// <returns>False where no row matches or the change is not allowed, for example because another user was first.</returns>
    public Task<bool> Change(Func<T, bool> matches, Func<T, T?> change) => Change(rows =>
        rows.Find(row => matches(row)) is { } row && change(row) is { } next ? (rows.Replace(row, next), true) : (rows, false));
}

/// <summary>Reorders the queued rows of a list that also has other rows.</summary>
static class QueueOrder
{
    /// <param name="index">The new position among the queued rows, counted from 0; clamped to the length of the queue.</param>
    public static ImmutableList<T> MoveInQueue<T>(this ImmutableList<T> rows, T row, int index, Func<T, bool> isQueued)
    {
        var others = rows.Remove(row);
        T[] queue = [.. others.Where(isQueued)];
        return queue.Length == 0 ? rows
            : index >= queue.Length ? others.Insert(others.IndexOf(queue[^1]) + 1, row)
            : others.Insert(others.IndexOf(queue[Math.Max(0, index)]), row);
    }
}
