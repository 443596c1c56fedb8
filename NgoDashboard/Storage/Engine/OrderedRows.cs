using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// A stored list with an order. A change writes only the rows that are new, changed or moved, because with thousands of rows one new row
/// must not cost as much as all of them. Ordinals have gaps between them, so that a row is moved by giving it a number between those of
/// its new neighbours. Not thread-safe: callers take turns. Held by OrderedRowsTests.
/// </summary>
/// <param name="id">Gets the id of a row; 0 for a new row.</param>
/// <param name="write">Inserts or updates a row with that ordinal, and returns it with its id.</param>
sealed class OrderedRows<T>(Database database, Func<T, long> id, Func<SqliteConnection, SqliteTransaction, T, long, T> write)
    where T : class
{
    /// <summary>2^20: a gap can be halved 20 times before the whole list must be renumbered.</summary>
    const long OrdinalGap = 1 << 20;

    Dictionary<long, (T Row, long Ordinal)> stored = [];

    /// <summary>Remembers what the database holds, as it was loaded.</summary>
    /// <returns>The rows without their ordinals.</returns>
    public IReadOnlyList<T> SetStoredRows(IReadOnlyList<(T Row, long Ordinal)> rows)
    {
        stored = rows.ToDictionary(row => id(row.Row));
        return [.. rows.Select(row => row.Row)];
    }

    /// <summary>Stores the whole list in its new order.</summary>
    /// <returns>The same rows with their ids.</returns>
    /// <exception cref="StorageException">The write failed; the stored list is unchanged.</exception>
    public IReadOnlyList<T> SaveRows(IReadOnlyList<T> rows)
    {
        var ordinals = AssignOrdinals(rows);
        var next = database.WriteInTransaction<(T Row, long Ordinal)[]>((connection, transaction) =>
        [
            .. rows.Select((row, i) =>
                (IsStoredAt(row, ordinals[i]) ? row : write(connection, transaction, row, ordinals[i]), ordinals[i])),
        ]);
        // Only after the commit, because a failed write leaves the old rows in the database.
        return SetStoredRows(next);
    }

    bool IsStoredAt(T row, long ordinal) =>
        stored.GetValueOrDefault(id(row)) is var known && known.Ordinal == ordinal && row.Equals(known.Row);

    long[] AssignOrdinals(IReadOnlyList<T> rows)
    {
        var ordinals = new long?[rows.Count];
        foreach (var (i, ordinal) in LongestIncreasingSubsequence(rows))
            ordinals[i] = ordinal;
        for (var i = 0; i < ordinals.Length; i++)
        {
            if (ordinals[i] is not null)
                continue;
            // A run of rows without an ordinal, between two rows that keep theirs.
            var end = i;
            while (end < ordinals.Length && ordinals[end] is null)
                end++;
            var (from, count) = (i == 0 ? 0 : ordinals[i - 1]!.Value, end - i);
            var to = end < ordinals.Length ? ordinals[end]!.Value : from + (OrdinalGap * (count + 1));
            if (to - from <= count)
                return [.. rows.Select((_, at) => OrdinalGap * (at + 1))];
            for (var at = i; at < end; at++)
                ordinals[at] = from + ((to - from) / (count + 1) * (at - i + 1)) + Math.Min(at - i + 1, (to - from) % (count + 1));
        }

        return [.. ordinals.Select(ordinal => ordinal!.Value)];
    }

    /// <summary>
    /// The largest set of rows that can keep their stored ordinals, because these increase in the new order; all other rows are written.
    /// Computed by patience sorting.
    /// </summary>
    List<(int Index, long Ordinal)> LongestIncreasingSubsequence(IReadOnlyList<T> rows)
    {
        // For each length the last row of the best subsequence; for each row its predecessor in its subsequence.
        var (lastRows, predecessors, ordinals) = (new List<int>(), new int[rows.Count], new long?[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            if (id(rows[i]) == 0 || !stored.TryGetValue(id(rows[i]), out var known) || known.Ordinal <= 0)
                continue;
            ordinals[i] = known.Ordinal;
            var (low, high) = (0, lastRows.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (ordinals[lastRows[middle]] < known.Ordinal)
                    low = middle + 1;
                else
                    high = middle;
            }

            predecessors[i] = low == 0 ? -1 : lastRows[low - 1];
            if (low == lastRows.Count)
                lastRows.Add(i);
            else
                lastRows[low] = i;
        }

        var sequence = new List<(int, long)>();
        for (var i = lastRows.Count == 0 ? -1 : lastRows[^1]; i >= 0; i = predecessors[i])
            sequence.Add((i, ordinals[i]!.Value));
        return sequence;
    }
}
