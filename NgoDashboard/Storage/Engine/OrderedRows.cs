using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// A list whose order is kept with it. Of a change only the rows are written that are new, differ, or stand elsewhere: with thousands of
/// rows, one that comes must not cost what all of them do. The places are numbers with gaps between them, so that a row is moved by giving
/// it a number between its new neighbours'. Changed by one caller after another.
/// </summary>
/// <param name="id">Of a row; 0 of one that is new.</param>
/// <param name="write">Inserts or updates a row at that place, and returns it with its id.</param>
sealed class OrderedRows<T>(Database database, Func<T, long> id, Func<SqliteConnection, SqliteTransaction, T, long, T> write)
    where T : class
{
    /// <summary>Halved twenty times before a list must be numbered anew.</summary>
    const long OrdinalGap = 1 << 20;

    Dictionary<long, (T Row, long Place)> stored = [];

    /// <summary>What the database holds.</summary>
    public IReadOnlyList<T> SetStoredRows(IReadOnlyList<(T Row, long Place)> rows)
    {
        stored = rows.ToDictionary(row => id(row.Row));
        return [.. rows.Select(row => row.Row)];
    }

    /// <summary>The whole list in its new order.</summary>
    /// <returns>The same with their ids.</returns>
    /// <exception cref="StorageException">The disk refuses; the list is as it was.</exception>
    public IReadOnlyList<T> SaveRows(IReadOnlyList<T> rows)
    {
        var places = AssignOrdinals(rows);
        var next = database.WriteInTransaction<(T Row, long Place)[]>((connection, transaction) =>
        [
            .. rows.Select((row, i) => (stored.GetValueOrDefault(id(row)) is var before && before.Place == places[i] && row.Equals(before.Row)
                ? row
                : write(connection, transaction, row, places[i]), places[i])),
        ]);
        // Known to be stored only now: where the disk refuses, what it has is what was there before.
        return SetStoredRows(next);
    }

    long[] AssignOrdinals(IReadOnlyList<T> rows)
    {
        var places = new long?[rows.Count];
        foreach (var (i, place) in LongestIncreasingSubsequence(rows))
            places[i] = place;
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is not null)
                continue;
            // A run without a place, between two that keep theirs.
            var end = i;
            while (end < places.Length && places[end] is null)
                end++;
            var (from, count) = (i == 0 ? 0 : places[i - 1]!.Value, end - i);
            var to = end < places.Length ? places[end]!.Value : from + (OrdinalGap * (count + 1));
            if (to - from <= count)
                return [.. rows.Select((_, at) => OrdinalGap * (at + 1))];
            for (var at = i; at < end; at++)
                places[at] = from + ((to - from) / (count + 1) * (at - i + 1)) + Math.Min(at - i + 1, (to - from) % (count + 1));
        }

        return [.. places.Select(place => place!.Value)];
    }

    /// <summary>
    /// As many of the rows as possible that may keep their places, because these rise: all others are written. The longest increasing
    /// subsequence, by patience sorting.
    /// </summary>
    List<(int Index, long Place)> LongestIncreasingSubsequence(IReadOnlyList<T> rows)
    {
        // The last row of the best sequence of each length, and of each row the one before it in its sequence.
        var (ends, before, kept) = (new List<int>(), new int[rows.Count], new long?[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            if (id(rows[i]) == 0 || !stored.TryGetValue(id(rows[i]), out var known) || known.Place <= 0)
                continue;
            kept[i] = known.Place;
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (kept[ends[middle]] < known.Place)
                    low = middle + 1;
                else
                    high = middle;
            }

            before[i] = low == 0 ? -1 : ends[low - 1];
            if (low == ends.Count)
                ends.Add(i);
            else
                ends[low] = i;
        }

        var sequence = new List<(int, long)>();
        for (var i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = before[i])
            sequence.Add((i, kept[i]!.Value));
        return sequence;
    }
}
