namespace NgoDashboard.Reports;

/// <summary>Cells that a sheet shows as one; what they say stands in the first of them, at the top and left.</summary>
/// <param name="Top">A line, as the file counts.</param>
/// <param name="Left">A column, counted from 0.</param>
public readonly record struct Merge(int Top, int Left, int Bottom, int Right);

/// <summary>The merged cells of a sheet, each found by any of its places.</summary>
public sealed class Merges(IEnumerable<Merge> all)
{
    readonly Dictionary<int, Merge[]> columns = all
        .SelectMany(merge => Enumerable.Range(merge.Left, merge.Right - merge.Left + 1).Select(column => (Column: column, Merge: merge)))
        .GroupBy(one => one.Column, one => one.Merge)
        .ToDictionary(group => group.Key, group => group.OrderBy(merge => merge.Top).ToArray());

    public static Merges None { get; } = new([]);

    public Merge? Over(int line, int column)
    {
        if (!columns.TryGetValue(column, out var merges))
            return null;
        // No two overlap: it is the last that begins at the line or above, or none.
        var (low, high) = (0, merges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (merges[middle].Top <= line)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high >= 0 && merges[high].Bottom >= line ? merges[high] : null;
    }

    /// <summary>Whether cells of that column are merged down, from that line on.</summary>
    public bool ReachDown(int column, int line) =>
        columns.TryGetValue(column, out var merges) && Array.Exists(merges, merge => merge.Left == column && merge.Top >= line && merge.Bottom > merge.Top);
}
