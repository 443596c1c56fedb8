namespace NgoDashboard.Reports;

/// <summary>
/// Rows in which what is merged down stands in each that it is of: a province over its sectors, a grant over its partners. Of names only: a
/// number that is merged down is one number.
/// </summary>
static class MergedRows
{
    /// <summary>There are half as many kinds of names. In more columns a few merged cells would fill a memory: each stands in every row below it.</summary>
    const int MostColumns = 32;

    static readonly HashSet<Field> Names =
    [
        Field.Province, Field.ProvinceCode, Field.Sector, Field.Campaign, Field.Period, Field.From, Field.To, Field.Measure, Field.Grant, Field.Form, Field.Donor, Field.Country,
        Field.Recipient, Field.Unit,
    ];

    public static IReadOnlyList<SheetRow> Of(IReadOnlyList<SheetRow> rows, Head head, Merges merges)
    {
        int[] columns = rows.Count == 0 ? []
            : [.. head.Columns.Where(column => column.Field is { } field && Names.Contains(field) && merges.ReachDown(column.Column, rows[0].Line)).Select(column => column.Column).Take(MostColumns)];
        if (columns.Length == 0)
            return rows;
        var (filled, begun) = (new List<SheetRow>(rows.Count), new Dictionary<int, (Merge Merge, Cell Cell)>());
        var fills = new Dictionary<int, Cell>();
        foreach (var row in rows)
        {
            fills.Clear();
            foreach (var column in columns)
            {
                if (merges.Over(row.Line, column) is not { } merge || merge.Left != column)
                    continue;
                if (merge.Top == row.Line && row.At(column) is { } first)
                    begun[column] = (merge, first with { IsFormula = false });
                else if (begun.TryGetValue(column, out var above) && above.Merge == merge)
                    fills.Add(column, above.Cell);
            }

            filled.Add(fills.Count == 0 ? row
                : new(row.Line, [.. row.Cells.Where(cell => !fills.ContainsKey(cell.Column)).Concat(fills.Values).OrderBy(cell => cell.Column)]));
        }

        return filled;
    }
}
