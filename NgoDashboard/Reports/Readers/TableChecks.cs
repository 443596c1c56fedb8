using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>Checks a table as a whole before its numbers are read.</summary>
sealed class TableChecks(ReportTable table, ReadingContext context)
{
    /// <summary>Columns that distinguish grants, but are no part of a figure's key.</summary>
    static readonly ColumnType[] BreakdownTypes =
        [ColumnType.GrantForm, ColumnType.Country, ColumnType.Donor, ColumnType.Recipient, ColumnType.Status];

    /// <param name="owners">The owner by the lines above the table; empty if they name none.</param>
    public void CheckTable(IReadOnlyList<ProvinceCode> owners)
    {
        CheckTitles(owners);
        CheckBreakdowns();
        CheckColumnsWithoutHeader();
        CheckColumns();
    }

    void AddFinding(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) =>
        context.Questions.AddFinding(kind, table.FileName, table.ReferenceTo(row, column), args);

    /// <summary>A plan, or an amount since the beginning, is no figure of the year that its title names.</summary>
    void CheckTitles(IReadOnlyList<ProvinceCode> owners)
    {
        // A title that names a plan beside the figures is told apart by the columns of the plan.
        if (table.Rows.Count > 0 && !table.Header.Columns.Any(column => column.OtherNumbers == CellClass.Plan)
            && table.Header.Columns.Any(column => column is { HoldsFigures: true, MayBeMoney: true } or { IsCrossTab: true })
            && table.Titles.FirstOrDefault(
                title => TextFolding.Fold(title) is var folded && (ColumnTypes.IsCumulative(folded) || HeaderCellParser.IsPlan(folded))
                    && (ColumnTypes.FindMeasureIn(folded) is not null || folded.Contains("vien tro", StringComparison.Ordinal))) is { } odd)
            AddFinding(ReportFindingKind.TitleOfOtherPeriod, table.Rows[0], null, odd.Trim());
        // A sheet that was copied for the next year or province often keeps the title of the one before.
        if (table.Rows.Count > 0
            && ((PeriodParser.FindIn(table.SheetName) is { IsSingleDay: false } sheet && table.TitlePeriod is { } title && title != sheet)
            || (context.Names.FindProvincesIn(table.SheetName) is { Count: > 0 } named && owners.Count > 0
                && !owners.Intersect(named).Any())))
            AddFinding(ReportFindingKind.SheetDisagrees, table.Rows[0], null, table.SheetName);
    }

    /// <summary>Numbers below an empty header cell belong to something that is not stated.</summary>
    void CheckColumnsWithoutHeader()
    {
        var known = table.Header.Columns.Where(column => column.Title.Length > 0 || column.Type is not null).Select(column => column.Index)
            .ToHashSet();
        var first = table.Header.Columns.Where(column => column.HoldsFigures).Select(column => column.Index).DefaultIfEmpty(int.MaxValue)
            .Min();
        SheetRow[] data = [.. table.Rows.Where(table.HoldsNumber)];
        var numbers = data.SelectMany(row => row.Cells
            .Where(cell => cell.ColumnIndex > first && !known.Contains(cell.ColumnIndex) && CellNumber.LooksLikeNumber(cell))
            .Select(cell => (Column: cell.ColumnIndex, Row: row)));
        foreach (var group in numbers.GroupBy(entry => entry.Column))
        {
            if (group.Count() * 2 > data.Length)
                AddFinding(ReportFindingKind.ColumnWithoutHeader, group.First().Row, group.Key, CellReference.ColumnLetters(group.Key));
        }
    }

    /// <summary>
    /// "Tỉnh | Nguồn vốn | Giải ngân": such a row may be a part of its province's figure or all of it, so the desk must decide.
    /// </summary>
    void CheckBreakdowns()
    {
        if (table.Header.Kind != TableKind.Totals)
            return;
        foreach (var column in table.Header.Columns.Where(
            column => column.Type is { } field ? BreakdownTypes.Contains(field) : HeaderCellParser.IsBreakdown(column.Title)))
        {
            if (table.Rows.FirstOrDefault(
                row => table.HoldsNumber(row) && row.FindCell(column.Index) is { IsText: true } cell
                    && cell.Text.Any(char.IsLetter)) is { } row)
                AddFinding(ReportFindingKind.ColumnSplits, row, column.Index, column.Title);
        }
    }

    void CheckColumns()
    {
        var formulas = 0;
        CellReference? first = null;
        foreach (var row in table.Rows)
        {
            foreach (var cell in row.Cells)
            {
                if (cell.IsFormula)
                {
                    formulas++;
                    first ??= table.ReferenceTo(row, cell.ColumnIndex);
                }
            }
        }

        if (formulas > 0)
            context.Questions.AddFinding(ReportFindingKind.Formulas, table.FileName, first, formulas);
        SheetRow[] data = [.. table.Rows.Where(row => !RowLabels.IsColumnNumbering(row))];
        foreach (var column in table.Header.Columns)
        {
            if (column is
                { Type: null, IsCrossTab: false, IsSum: false, GuessedMeasure: null, OtherNumbers: null, Title.Length: > 0 }
                && table.Rows.FirstOrDefault(row => row.FindCell(column.Index) is not null) is { } row)
                context.Questions.AddFinding(
                    ReportFindingKind.ColumnNotRead, table.FileName, new(table.SheetName, row.RowNumber - 1, column.Index), column.Title);
            if (!column.HoldsFigures)
                continue;
            // In a text file every cell is text; in a workbook, a number stored as text was typed with an apostrophe or pasted.
            var cells = data.Select(row => (Row: row, Cell: row.FindCell(column.Index))).Where(entry => entry.Cell is not null).ToList();
            if (cells.Any(entry => entry.Cell is { Kind: CellKind.Number })
                && cells.Where(entry => entry.Cell is { IsText: true } cell && CellNumber.LooksLikeNumber(cell))
                .ToList() is { Count: > 0 } odd)
                context.Questions.AddFinding(
                    ReportFindingKind.TextNumbers, table.FileName, table.ReferenceTo(odd[0].Row, column.Index), column.Title, odd.Count,
                    odd[0].Cell!.Value.Text);
        }
    }
}
