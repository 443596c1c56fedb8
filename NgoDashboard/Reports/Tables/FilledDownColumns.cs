using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>
/// Columns in which a name is written once and left empty in the rows below (fill down), without merged cells. Used only if the column
/// stands left of other name columns, every group begins with a name and no name repeats; otherwise the rows are left as they are.
/// </summary>
/// <param name="isTotal">Whether a text in a column of that type labels a total.</param>
/// <param name="onFilled">Called once for each such column, with the first row that was filled.</param>
sealed class FilledDownColumns(ReportTable table, Func<ColumnType, string, bool> isTotal, Action<TypedColumn, SheetRow> onFilled)
{
    static readonly ColumnType[] GroupingTypes =
        [ColumnType.Period, ColumnType.Campaign, ColumnType.Province, ColumnType.Sector, ColumnType.Measure];

    static readonly ColumnType[] GroupedTypes = [.. GroupingTypes, ColumnType.Grant, ColumnType.Donor];

    readonly Dictionary<ColumnType, Dictionary<int, string>> columns = [];

    /// <summary>The name of the group to which a row without a name of its own belongs; empty if there is none.</summary>
    public string FindGroupName(ColumnType field, SheetRow row)
    {
        if (!columns.TryGetValue(field, out var names))
        {
            var column = Array.IndexOf(GroupingTypes, field) >= 0 ? table.Header.FindColumn(field) : null;
            columns.Add(field, names = column is null ? [] : FindGroupNames(field, column.Index));
            if (names.Count > 0)
                onFilled(column!, table.Rows.First(row => names.ContainsKey(row.RowNumber)));
        }

        return names.GetValueOrDefault(row.RowNumber, "");
    }

    Dictionary<int, string> FindGroupNames(ColumnType field, int column)
    {
        int[] others = [.. GroupedTypes.Where(other => other != field).Select(table.Header.FindColumn).OfType<TypedColumn>()
            .Select(other => other.Index)];
        int[] left = [.. others.Where(other => other < column)], right = [.. others.Where(other => other > column)];
        if (right.Length == 0 || table.Rows.Count == 0 || table.MergedCells.HasVerticalMergeFrom(column, table.Rows[0].RowNumber))
            return [];
        var (names, seen) = (new Dictionary<int, string>(), new HashSet<string>());
        var (current, isBelowTotal) = ((string?)null, false);
        foreach (var row in table.Rows)
        {
            if (RowLabels.IsColumnNumbering(row) || table.Header.IsRepeatedBy(row))
                continue;
            // A value in a column further left begins a new group, in which the same names come again.
            if (Array.Exists(left, other => row.FindCell(other) is not null))
            {
                seen.Clear();
                current = null;
            }

            var own = row.FindCell(column)?.Text.Trim() ?? "";
            if (own.Length > 0 ? isTotal(field, own) : IsTotal(row, column))
                (current, isBelowTotal) = (null, true);
            else if (own.Length > 0 && !seen.Add(TextFolding.Fold(own)))
                return [];
            else if (own.Length > 0)
                (current, isBelowTotal) = (own, false);
            else if (Array.TrueForAll(right, other => row.FindCell(other) is null))
                current = null;
            else if (current is not null)
                names[row.RowNumber] = current;
            else if (!isBelowTotal && table.HoldsNumber(row))
                return [];
        }

        return names;
    }

    /// <summary>Whether the first text of the row stands left of the column and labels a total.</summary>
    static bool IsTotal(SheetRow row, int column) =>
        Array.Find(row.Cells, cell => cell.IsText && cell.Text.Any(char.IsLetter)) is { Text: { } text } first && first.ColumnIndex < column
        && RowLabels.IsTotalLabel(text);
}
