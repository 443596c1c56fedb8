using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>
/// Uses the running numbers of a table's rows. A row that is numbered differently from its neighbours is their heading, a part of one of
/// them, or their total, whatever its label says.
/// </summary>
sealed class NumberedRows(ReportTable table)
{
    readonly int? column = table.Header.FindColumn(ColumnType.RunningNumber)?.Index;
    readonly List<SheetRow> rows = [];
    bool? hasDecimalNumbers;

    /// <summary>
    /// Whether rows are numbered 1, 2, 3. Only then do "I" and "A" number groups; otherwise they are ordinary row numbers.
    /// </summary>
    bool HasDecimalNumbers => hasDecimalNumbers ??= table.Rows.Any(IsNumbered);

    public bool IsNumbered(SheetRow row) => GetNumberText(row) is [>= '0' and <= '9', ..];

    /// <summary>Whether the row is numbered as a group: "II" over "1", "2", "3".</summary>
    public bool IsGroup(SheetRow row) => RowClassifier.IsGroupNumber(GetNumberText(row)) && HasDecimalNumbers;

    /// <summary>Whether the next row is numbered as a part of this one: "1" over "1.1".</summary>
    public bool IsParent(SheetRow row) =>
        IsNumbered(row) && NextRow(row) is { } next
        && GetNumberText(next).StartsWith(GetNumberText(row).TrimEnd('.') + ".", StringComparison.Ordinal);

    public SheetRow? NextRow(SheetRow row) => table.RowsUnder(new(row.RowNumber + 1, 0, int.MaxValue, 0)).FirstOrDefault();

    /// <summary>Records a row that was read, in the order of the file, for <see cref="FindSumRows"/>.</summary>
    public void Add(SheetRow row) => rows.Add(row);

    /// <summary>
    /// Rows whose amounts are exactly the sum of their differently numbered neighbours, each with the number of those neighbours.
    /// </summary>
    public IEnumerable<(SheetRow Row, int Parts)> FindSumRows(
        IReadOnlyList<TypedColumn> amounts, Func<TypedColumn, SheetRow, CellNumber> number)
    {
        var (begin, runs) = (0, new List<(int From, int Count)>());
        for (var i = 1; i <= rows.Count; i++)
        {
            if (i < rows.Count && IsNumbered(rows[i]) == IsNumbered(rows[begin]))
                continue;
            runs.Add((begin, i - begin));
            begin = i;
        }

        for (var i = 0; i < runs.Count; i++)
        {
            var (from, count) = runs[i];
            if (i + 1 < runs.Count && IsSum(rows[from + count - 1], runs[i + 1].From, runs[i + 1].Count))
                yield return (rows[from + count - 1], runs[i + 1].Count);
            else if (i > 0 && !IsNumbered(rows[from]) && runs[i - 1].Count > 1 && IsSum(rows[from], runs[i - 1].From, runs[i - 1].Count))
                yield return (rows[from], runs[i - 1].Count);
        }

        // Where the numbering does not tell rows apart, the last row may be the total of all others.
        if (runs.Count == 1 && rows.Count > 2 && IsSum(rows[^1], 0, rows.Count - 1))
            yield return (rows[^1], rows.Count - 1);

        bool IsSum(SheetRow row, int first, int parts)
        {
            var hasAmount = false;
            foreach (var amount in amounts)
            {
                if (number(amount, row).Value is not (> 0 and var whole))
                    continue;
                if (rows.Skip(first).Take(parts).Sum(part => number(amount, part).Value ?? 0) != whole)
                    return false;
                hasAmount = true;
            }

            return hasAmount;
        }
    }

    string GetNumberText(SheetRow row) => column is { } index && row.FindCell(index) is { } cell ? cell.Text.Trim() : "";
}
