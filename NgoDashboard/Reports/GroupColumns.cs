using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// Columns whose names stand once above several rows, where no merged cell says how far they reach. A column is one only where nothing speaks
/// against it: it stands left of other names, every group begins with a name, and none of them comes again.
/// </summary>
/// <param name="isTotal">Whether a text in that column is a total's.</param>
/// <param name="told">Called once for each such column, with the first row that was filled.</param>
sealed class GroupColumns(ReportTable table, Func<Field, string, bool> isTotal, Action<ColumnHead, SheetRow> told)
{
    static readonly Field[] Grouping = [Field.Period, Field.Campaign, Field.Province, Field.Sector, Field.Measure];

    static readonly Field[] Grouped = [.. Grouping, Field.Grant, Field.Donor];

    readonly Dictionary<Field, Dictionary<int, string>> columns = [];

    /// <summary>The name of the group that a row without one belongs to; empty where it belongs to none.</summary>
    public string Of(Field field, SheetRow row)
    {
        if (!columns.TryGetValue(field, out var names))
        {
            var column = Array.IndexOf(Grouping, field) >= 0 ? table.Head.Find(field) : null;
            columns.Add(field, names = column is null ? [] : Names(field, column.Column));
            if (names.Count > 0)
                told(column!, table.Rows.First(one => names.ContainsKey(one.Line)));
        }

        return names.GetValueOrDefault(row.Line, "");
    }

    Dictionary<int, string> Names(Field field, int column)
    {
        int[] others = [.. Grouped.Where(other => other != field).Select(table.Head.Find).OfType<ColumnHead>().Select(other => other.Column)];
        int[] left = [.. others.Where(other => other < column)], right = [.. others.Where(other => other > column)];
        if (right.Length == 0 || table.Rows.Count == 0 || table.Merges.ReachDown(column, table.Rows[0].Line))
            return [];
        var (names, seen) = (new Dictionary<int, string>(), new HashSet<string>());
        var (current, isBelowTotal) = ((string?)null, false);
        foreach (var row in table.Rows)
        {
            if (RowText.IsNumbering(row) || table.Head.IsRepeatedBy(row))
                continue;
            // In the next province the sectors begin anew.
            if (Array.Exists(left, other => row.At(other) is not null))
            {
                seen.Clear();
                current = null;
            }

            var own = row.At(column)?.Text.Trim() ?? "";
            if (own.Length > 0 ? isTotal(field, own) : IsTotal(row, column))
                (current, isBelowTotal) = (null, true);
            else if (own.Length > 0 && !seen.Add(Folding.Fold(own)))
                return [];
            else if (own.Length > 0)
                (current, isBelowTotal) = (own, false);
            else if (Array.TrueForAll(right, other => row.At(other) is null))
                current = null;
            else if (current is not null)
                names[row.Line] = current;
            else if (!isBelowTotal && table.HoldsNumber(row))
                return [];
        }

        return names;
    }

    /// <summary>What the row is about stands before the column, and is a total.</summary>
    static bool IsTotal(SheetRow row, int column) =>
        Array.Find(row.Cells, cell => cell.IsText && cell.Text.Any(char.IsLetter)) is { Text: { } text } first && first.Column < column && RowText.IsTotal(text);
}
