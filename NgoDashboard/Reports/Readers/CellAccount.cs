using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>
/// Accounts for every number of a sheet: what its tables did with it, or else what its column says that it is, or else that it was not
/// read. It goes by the cells of the sheet and not by what was read, so that a number that no step has looked at is told.
/// </summary>
static class CellAccount
{
    public static IEnumerable<CellUse> Create(Sheet sheet, IReadOnlyList<(ReportTable Table, TableReading Reading)> tables)
    {
        var used = IndexUses(tables);
        foreach (var row in sheet.Rows)
        {
            ReportTable[] around =
            [
                .. tables.Select(entry => entry.Table)
                    .Where(table => table.FirstRowNumber <= row.RowNumber && row.RowNumber <= table.LastRowNumber),
            ];
            foreach (var cell in row.Cells)
            {
                if (!HoldsNumber(cell))
                    continue;
                yield return used.TryGetValue((row.RowNumber, cell.ColumnIndex), out var use) ? use
                    : Classify(row, cell, FindTable(around, cell.ColumnIndex));
            }
        }
    }

    /// <summary>A cell that was read twice, in vain the first time, was not read.</summary>
    static Dictionary<(int Row, int Column), CellUse> IndexUses(IReadOnlyList<(ReportTable Table, TableReading Reading)> tables)
    {
        var used = new Dictionary<(int, int), CellUse>();
        foreach (var use in tables.SelectMany(entry => entry.Reading.Uses))
        {
            if (!used.TryGetValue((use.RowNumber, use.ColumnIndex), out var other) || other.Class != CellClass.NotRead)
                used[(use.RowNumber, use.ColumnIndex)] = use;
        }

        return used;
    }

    static bool HoldsNumber(Cell cell) => cell.Kind is CellKind.Number or CellKind.Date || CellNumber.LooksLikeNumber(cell);

    /// <summary>Of several tables side by side the last that begins at or left of the column.</summary>
    static ReportTable? FindTable(ReportTable[] around, int column) =>
        around.Where(table => table.Header.Columns[0].Index <= column).MaxBy(table => table.Header.Columns[0].Index)
        ?? around.FirstOrDefault();

    static CellUse Classify(SheetRow row, Cell cell, ReportTable? table)
    {
        if (table is null)
            return Create(row, cell, IsDate(cell) ? CellClass.Date : null, ReportFindingKind.NumberOutsideTable);
        if (row.RowNumber <= table.LastHeaderRowNumber || RowLabels.IsColumnNumbering(row) || table.Header.IsRepeatedBy(row))
            return Create(row, cell, IsDate(cell) ? CellClass.Date : CellClass.RowNumber, default);
        return table.Header.Columns.FirstOrDefault(column => column.Index == cell.ColumnIndex) is not { } typed
            ? Create(row, cell, IsNumbering(table, cell) ? CellClass.RowNumber : null, ReportFindingKind.ColumnWithoutHeader)
            : Create(row, cell, ClassOf(typed),
                typed.HoldsFigures || typed.IsSum || typed.Part is not null ? ReportFindingKind.RowNotRead
                    : ReportFindingKind.ColumnNotRead);
    }

    /// <param name="known">Null if the number was not read.</param>
    static CellUse Create(SheetRow row, Cell cell, CellClass? known, ReportFindingKind reason) =>
        new(row.RowNumber, cell.ColumnIndex, known ?? CellClass.NotRead, null, known is null ? reason : null);

    /// <summary>What the numbers of a column are that hold no figures; null if that is not known.</summary>
    static CellClass? ClassOf(TypedColumn column) => column.OtherNumbers ?? column.Type switch
    {
        ColumnType.RunningNumber => CellClass.RowNumber,
        ColumnType.Period or ColumnType.PeriodStart or ColumnType.PeriodEnd or ColumnType.AsOf or ColumnType.SourceDate
            or ColumnType.Duration => CellClass.Date,
        ColumnType.ProvinceCode or ColumnType.Decision or ColumnType.Version or ColumnType.Grant or ColumnType.Donor
            or ColumnType.SourceTitle => CellClass.Identifier,
        ColumnType.DisbursedCumulative or ColumnType.Counterpart or ColumnType.OpeningBalance or ColumnType.BalanceReceived
            or ColumnType.BalanceUsed or ColumnType.ClosingBalance or ColumnType.SceneRemark => CellClass.OtherAmount,
        ColumnType.DisbursementRate => CellClass.Share,
        _ => null,
    };

    static bool IsDate(Cell cell) => cell.Kind == CellKind.Date || HeaderReader.IsYear(cell);

    /// <summary>A column without a caption left of all others numbers the rows.</summary>
    static bool IsNumbering(ReportTable table, Cell cell) =>
        cell.ColumnIndex < table.Header.Columns[0].Index && cell.Text.All(char.IsAsciiDigit);
}
