namespace NgoDashboard.Reports;

/// <summary>
/// Rows in which what is merged down stands in each that it is of: a province over its sectors, a grant over its partners. Of names only: a
/// number that is merged down is one number.
/// </summary>
static class MergedRows
{
    static readonly HashSet<Field> Names =
    [
        Field.Province, Field.ProvinceCode, Field.Sector, Field.Campaign, Field.Period, Field.From, Field.To, Field.Measure, Field.Grant, Field.Form, Field.Donor, Field.Country,
        Field.Recipient, Field.Unit,
    ];

    public static IReadOnlyList<SheetRow> Of(IReadOnlyList<SheetRow> rows, Head head, Merges merges)
    {
        int[] columns = rows.Count == 0 ? []
            : [.. head.Columns.Where(column => column.Field is { } field && Names.Contains(field) && merges.ReachDown(column.Column, rows[0].Line)).Select(column => column.Column)];
        if (columns.Length == 0)
            return rows;
        var (filled, begun) = (new List<SheetRow>(rows.Count), new Dictionary<int, (Merge Merge, Cell Cell)>());
        foreach (var row in rows)
        {
            var cells = row.Cells;
            foreach (var column in columns)
            {
                if (merges.Over(row.Line, column) is not { } merge || merge.Left != column)
                    continue;
                if (merge.Top == row.Line && row.At(column) is { } first)
                    begun[column] = (merge, first with { IsFormula = false });
                else if (begun.TryGetValue(column, out var above) && above.Merge == merge)
                    cells = [.. cells.Where(cell => cell.Column != column), above.Cell];
            }

            filled.Add(cells == row.Cells ? row : new(row.Line, [.. cells.OrderBy(cell => cell.Column)]));
        }

        return filled;
    }
}
