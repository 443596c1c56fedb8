using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>
/// The rows of a table by their running numbers. One that is numbered otherwise than those around it heads them, is a part of one, or is their
/// total, whatever it is called.
/// </summary>
sealed class NumberedRows(ReportTable table)
{
    readonly int? column = table.Header.FindColumn(ColumnType.RunningNumber)?.Index;
    readonly List<SheetRow> rows = [];
    bool? areCounted;

    /// <summary>By 1, 2, 3: "I" and "A" are then the groups, and else numbers like any.</summary>
    bool HasDecimalNumbers => areCounted ??= table.Rows.Any(IsNumbered);

    public bool IsNumbered(SheetRow row) => GetNumberText(row) is [>= '0' and <= '9', ..];

    /// <summary>"II" over "1", "2", "3".</summary>
    public bool IsGroup(SheetRow row) => RowClassifier.IsGroupNumber(GetNumberText(row)) && HasDecimalNumbers;

    /// <summary>"1" over "1.1" and "1.2".</summary>
    public bool IsParent(SheetRow row) => IsNumbered(row) && NextRow(row) is { } next && GetNumberText(next).StartsWith(GetNumberText(row).TrimEnd('.') + ".", StringComparison.Ordinal);

    public SheetRow? NextRow(SheetRow row) => table.RowsUnder(new(row.RowNumber + 1, 0, int.MaxValue, 0)).FirstOrDefault();

    /// <summary>A row that was read, in the order of the file.</summary>
    public void Add(SheetRow row) => rows.Add(row);

    /// <summary>Rows among those that were read whose amounts are exactly those of their neighbours, numbered otherwise, taken together.</summary>
    public IEnumerable<(SheetRow Row, int Parts)> FindSumRows(IReadOnlyList<TypedColumn> amounts, Func<TypedColumn, SheetRow, CellNumber> number)
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

        // Where the numbering tells no row from the others the last one may be the total of all.
        if (runs.Count == 1 && rows.Count > 2 && IsSum(rows[^1], 0, rows.Count - 1))
            yield return (rows[^1], rows.Count - 1);

        bool IsSum(SheetRow row, int first, int parts)
        {
            var isOne = false;
            foreach (var amount in amounts)
            {
                if (number(amount, row).Value is not (> 0 and var whole))
                    continue;
                if (rows.Skip(first).Take(parts).Sum(part => number(amount, part).Value ?? 0) != whole)
                    return false;
                isOne = true;
            }

            return isOne;
        }
    }

    string GetNumberText(SheetRow row) => column is { } at && row.FindCell(at) is { } cell ? cell.Text.Trim() : "";
}
