namespace NgoDashboard.Reports.Sheets;

/// <summary>A merged range: the sheet shows its cells as one, and the value stands in the top-left cell.</summary>
/// <param name="Top">Row number as the file counts, from 1.</param>
/// <param name="Left">Column index, from 0.</param>
public readonly record struct MergedRange(int Top, int Left, int Bottom, int Right);

/// <summary>The merged ranges of a sheet, indexed by column.</summary>
public sealed class MergedCells
{
    readonly Dictionary<int, MergedRange[]> columns;

    /// <summary>For each column the top row of the last range that begins in it and spans several rows.</summary>
    readonly Dictionary<int, int> lastVerticalMergeRow = [];

    public MergedCells(IEnumerable<MergedRange> all)
    {
        All = [.. all];
        columns = All
            .SelectMany(merge => Enumerable.Range(merge.Left, merge.Right - merge.Left + 1)
                .Select(column => (Column: column, Merge: merge)))
            .GroupBy(entry => entry.Column, entry => entry.Merge)
            .ToDictionary(group => group.Key, group => RemoveOverlaps(group.OrderBy(merge => merge.Top)));
        foreach (var (column, merges) in columns)
        {
            if (Array.FindLast(merges, merge => merge.Left == column && merge.Bottom > merge.Top) is { Bottom: > 0 } last)
                lastVerticalMergeRow.Add(column, last.Top);
        }
    }

    public static MergedCells None { get; } = new([]);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<MergedRange> All { get; }

    public MergedRange? FindRange(int line, int column)
    {
        if (!columns.TryGetValue(column, out var merges))
            return null;
        // Ranges of a column do not overlap, so it is the last that begins at or above the row, or none.
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

    /// <summary>Whether a range that begins in that column, in that row or below, spans several rows.</summary>
    public bool HasVerticalMergeFrom(int column, int line) => lastVerticalMergeRow.TryGetValue(column, out var last) && last >= line;

    /// <summary>
    /// Drops ranges that overlap an earlier one of the same column. No office program writes them, and with them each row would be checked
    /// against every range.
    /// </summary>
    static MergedRange[] RemoveOverlaps(IEnumerable<MergedRange> ordered)
    {
        var disjoint = new List<MergedRange>();
        foreach (var merge in ordered)
        {
            if (disjoint.Count == 0 || merge.Top > disjoint[^1].Bottom)
                disjoint.Add(merge);
        }

        return [.. disjoint];
    }
}
