using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Rows;

/// <summary>
/// The running numbers of a table's rows. A row that is numbered differently from its neighbours is their heading, a part of one of them,
/// or their total, whatever its label says.
/// </summary>
sealed class RunningNumbers
{
    readonly ReportTable table;
    readonly int? column;
    readonly Lazy<bool> hasDecimalNumbers;

    public RunningNumbers(ReportTable table)
    {
        (this.table, column) = (table, table.Header.FindColumn(ColumnType.RunningNumber)?.Index);
        hasDecimalNumbers = new(() => table.Rows.Any(IsNumbered));
    }

    public string GetText(SheetRow row) => column is { } index && row.FindCell(index) is { } cell ? cell.Text.Trim() : "";

    public bool IsNumbered(SheetRow row) => GetText(row) is [>= '0' and <= '9', ..];

    /// <summary>
    /// Whether the row is numbered as a group: "II" over "1", "2", "3". Where no row has such a number, "I" and "A" are ordinary numbers.
    /// </summary>
    public bool IsGroup(SheetRow row) => RowLabels.IsGroupNumber(GetText(row)) && hasDecimalNumbers.Value;

    /// <summary>Whether the next row is numbered as a part of this one: "1" over "1.1".</summary>
    public bool IsParent(SheetRow row) =>
        IsNumbered(row) && FindNextRow(row) is { } next
        && GetText(next).StartsWith(GetText(row).TrimEnd('.') + ".", StringComparison.Ordinal);

    public SheetRow? FindNextRow(SheetRow row) =>
        table.RowIndexFrom(row.RowNumber + 1) is var next && next < table.Rows.Count ? table.Rows[next] : null;
}
