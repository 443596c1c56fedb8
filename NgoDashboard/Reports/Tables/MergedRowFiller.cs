using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Tables;

/// <summary>
/// Copies a name that is merged over several rows into each of them: a province over its sectors, a grant over its partners. Names only,
/// because a number in a merged cell is one number for all its rows.
/// </summary>
static class MergedRowFiller
{
    /// <summary>
    /// About twice the number of name types. Bounds the memory, because each merged cell is copied into every row that it covers.
    /// </summary>
    const int MaxColumns = 32;

    static readonly HashSet<ColumnType> Names =
    [
        ColumnType.Province, ColumnType.ProvinceCode, ColumnType.Sector, ColumnType.Campaign, ColumnType.Period, ColumnType.PeriodStart,
        ColumnType.PeriodEnd, ColumnType.Measure, ColumnType.Grant, ColumnType.GrantForm, ColumnType.Donor, ColumnType.Country,
        ColumnType.Recipient, ColumnType.Unit,
    ];

    public static IReadOnlyList<SheetRow> FillMergedNames(IReadOnlyList<SheetRow> rows, TableHeader header, MergedCells merges)
    {
        int[] columns = rows.Count == 0 ? []
            :
            [
                .. header.Columns
                    .Where(column => column.Type is { } type && Names.Contains(type)
                        && merges.HasVerticalMergeFrom(column.Index, rows[0].RowNumber))
                    .Select(column => column.Index).Take(MaxColumns),
            ];
        if (columns.Length == 0)
            return rows;
        var (filled, begun) = (new List<SheetRow>(rows.Count), new Dictionary<int, (MergedRange Merge, Cell Cell)>());
        var fills = new Dictionary<int, Cell>();
        foreach (var row in rows)
        {
            fills.Clear();
            foreach (var column in columns)
            {
                if (merges.FindRange(row.RowNumber, column) is not { } merge || merge.Left != column)
                    continue;
                if (merge.Top == row.RowNumber && row.FindCell(column) is { } first)
                    begun[column] = (merge, first with { IsFormula = false });
                else if (begun.TryGetValue(column, out var above) && above.Merge == merge)
                    fills.Add(column, above.Cell);
            }

            filled.Add(fills.Count == 0 ? row
                : row with
                {
                    Cells = [.. row.Cells.Where(cell => !fills.ContainsKey(cell.ColumnIndex)).Concat(fills.Values)
                        .OrderBy(cell => cell.ColumnIndex)],
                });
        }

        return filled;
    }
}
