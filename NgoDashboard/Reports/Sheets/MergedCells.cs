namespace NgoDashboard.Reports.Sheets;

/// <summary>Cells that a sheet shows as one; what they say stands in the first of them, at the top and left.</summary>
/// <param name="Top">A line, as the file counts.</param>
/// <param name="Left">A column, counted from 0.</param>
public readonly record struct MergedRange(int Top, int Left, int Bottom, int Right);

/// <summary>The merged cells of a sheet, each found by any of its places.</summary>
public sealed class MergedCells
{
    readonly Dictionary<int, MergedRange[]> columns;

    /// <summary>Of each column the line in which the last of its cells begins that is merged down.</summary>
    readonly Dictionary<int, int> lastVerticalMergeRow = [];

    public MergedCells(IEnumerable<MergedRange> all)
    {
        All = [.. all];
        columns = All
            .SelectMany(merge => Enumerable.Range(merge.Left, merge.Right - merge.Left + 1).Select(column => (Column: column, Merge: merge)))
            .GroupBy(one => one.Column, one => one.Merge)
            .ToDictionary(group => group.Key, group => RemoveOverlaps(group.OrderBy(merge => merge.Top)));
        foreach (var (column, merges) in columns)
        {
            if (Array.FindLast(merges, merge => merge.Left == column && merge.Bottom > merge.Top) is { Bottom: > 0 } last)
                lastVerticalMergeRow.Add(column, last.Top);
        }
    }

    public static MergedCells None { get; } = new([]);

    /// <summary>As the file lists them.</summary>
    public IReadOnlyList<MergedRange> All { get; }

    public MergedRange? FindRange(int line, int column)
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
    public bool HasVerticalMergeFrom(int column, int line) => lastVerticalMergeRow.TryGetValue(column, out var last) && last >= line;

    /// <summary>No program merges a cell twice. A file that does is read as if the second had not been: else each line would be looked at once for each.</summary>
    static MergedRange[] RemoveOverlaps(IEnumerable<MergedRange> ordered)
    {
        var apart = new List<MergedRange>();
        foreach (var merge in ordered)
        {
            if (apart.Count == 0 || merge.Top > apart[^1].Bottom)
                apart.Add(merge);
        }

        return [.. apart];
    }
}
