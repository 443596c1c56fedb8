using System.Globalization;
using ExcelDataReader;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.OldWorkbooks;

/// <summary>Reads the current sheet of a workbook.</summary>
sealed class OldSheetReader(IExcelDataReader book, OldSheetMarks? marks, ReadingBudget reading)
{
    readonly OldNumberFormats formats = new();
    readonly List<Cell> cells = [];

    /// <summary>The library does not count a column of which it reads nothing, such as one of errors.</summary>
    readonly int width = Math.Min(
        Math.Max(book.FieldCount, (marks?.ErrorColumns.DefaultIfEmpty(-1).Max() ?? -1) + 1), ReadingBudget.MaxColumns);


    public Sheet ReadSheet()
    {
        var (rows, hidden) = (new List<SheetRow>(), FindHiddenColumns());
        for (var number = 1; book.Read(); number++)
        {
            reading.CountStep(1);
            if (ReadRow(number) is not { } row)
                continue;
            reading.CountRow(row);
            rows.Add(row);
        }

        var sheet = new Sheet(book.Name, rows) { MergedCells = new(ReadMerges()), HiddenColumns = hidden };
        reading.OldFonts.EndSheet(sheet);
        reading.AddHiddenColumnsFinding(sheet);
        return sheet;
    }

    List<int> FindHiddenColumns() =>
        [.. Enumerable.Range(0, Math.Min(book.FieldCount, ReadingBudget.MaxColumns)).Where(column => book.GetColumnWidth(column) == 0)];

    IEnumerable<MergedRange> ReadMerges()
    {
        foreach (var range in book.MergeCells ?? [])
        {
            var merge = new MergedRange(range.FromRow + 1, range.FromColumn, range.ToRow + 1, range.ToColumn);
            if (reading.LimitMerge(merge) is { } limited)
                yield return limited;
        }
    }

    SheetRow? ReadRow(int number)
    {
        cells.Clear();
        for (var column = 0; column < width; column++)
        {
            if (ReadCell(number - 1, column) is not { } cell)
                continue;
            cells.Add(cell);
            if (cell.IsText)
                reading.OldFonts.Mark(number, column, marks?.FindFont(number - 1, column));
        }

        return cells.Count == 0 ? null : new(number, [.. cells]) { IsHidden = book.RowHeight == 0 || marks?.IsHidden(number - 1) == true };
    }

    Cell? ReadCell(int row, int column)
    {
        var isFormula = marks?.IsFormula(row, column) == true;
        if (marks?.FindError(row, column) is { } error)
            return new(column, CellKind.Error, error, null, isFormula);
        if (column >= book.FieldCount)
            return null;
        switch (book.GetValue(column))
        {
            case null:
                return null;
            case string text:
                reading.CountStep(text.Length);
                return CellText.Normalize(text) is { Length: > 0 } tidy ? new(column, CellKind.Text, tidy, null, isFormula) : null;
            case bool flag:
                return new(column, CellKind.Boolean, flag ? "1" : "0", null, isFormula);
            case DateTime moment:
                return CreateNumberCell(column, ToStoredDays(moment), isFormula);
            case TimeSpan time:
                return CreateNumberCell(column, time.TotalDays, isFormula);
            case IConvertible number:
                return CreateNumberCell(column, number.ToDouble(CultureInfo.InvariantCulture), isFormula);
            default:
                return null;
        }
    }

    /// <summary>The library moves days before March 1900 by one, because the calendar of spreadsheets has a day too many there.</summary>
    static double ToStoredDays(DateTime moment) => moment.ToOADate() is var days && days < 61 ? days - 1 : days;

    Cell CreateNumberCell(int column, double number, bool isFormula) => Cell.FromStoredNumber(
        column, number.ToString("R", CultureInfo.InvariantCulture),
        formats.FindFormat(book.GetNumberFormatIndex(column), book.GetNumberFormatString(column)), isFormula);
}
