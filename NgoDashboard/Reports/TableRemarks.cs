using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>What is to be known or doubted of a table as a whole, before its numbers are looked at.</summary>
sealed class TableRemarks(ReportTable table, ReadingContext context)
{
    /// <summary>What tells one grant from another, and no place of a figure from another.</summary>
    static readonly Field[] Parting = [Field.Form, Field.Country, Field.Donor, Field.Recipient, Field.Status];

    /// <param name="owners">Whose the table is by the lines above it; none where they do not say.</param>
    public void Tell(IReadOnlyList<ProvinceCode> owners)
    {
        TellOfTitles(owners);
        TellOfSplits();
        TellOfHeadless();
        TellOfColumns();
    }

    void Tell(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) => context.Inquiry.Tell(kind, table.File, table.At(row, column), args);

    /// <summary>A plan, or what was given since the beginning, is no figure of the year that its title names.</summary>
    void TellOfTitles(IReadOnlyList<ProvinceCode> owners)
    {
        if (table.Rows.Count > 0 && table.Head.Columns.Any(column => column is { HoldsFigures: true, MayBeMoney: true } or { IsCross: true })
            && table.Titles.FirstOrDefault(title => Folding.Fold(title) is var folded && (Fields.IsSoFar(folded) || HeadText.IsPlan(folded)) && (Fields.MeasureWithin(folded) is not null || folded.Contains("vien tro", StringComparison.Ordinal))) is { } odd)
            Tell(ReportFindingKind.TitleOfAnotherTime, table.Rows[0], null, odd.Trim());
        // A sheet that was copied for the next year, or the next province, has the title of the one before.
        if (table.Rows.Count > 0 && ((PeriodText.Within(table.Sheet) is { IsDay: false } sheet && table.TitlePeriod is { } title && title != sheet)
            || (context.Names.ProvincesWithin(table.Sheet) is { Count: > 0 } named && owners.Count > 0 && !owners.Intersect(named).Any())))
            Tell(ReportFindingKind.SheetDisagrees, table.Rows[0], null, table.Sheet);
    }

    /// <summary>Numbers below an empty place of the head belong to something, and nobody knows to what.</summary>
    void TellOfHeadless()
    {
        var known = table.Head.Columns.Where(column => column.Title.Length > 0 || column.Field is not null).Select(column => column.Column).ToHashSet();
        var first = table.Head.Columns.Where(column => column.HoldsFigures).Select(column => column.Column).DefaultIfEmpty(int.MaxValue).Min();
        SheetRow[] data = [.. table.Rows.Where(table.HoldsNumber)];
        foreach (var group in data.SelectMany(row => row.Cells.Where(cell => cell.Column > first && !known.Contains(cell.Column) && CellNumber.LooksLikeOne(cell)).Select(cell => (cell.Column, Row: row))).GroupBy(one => one.Column))
        {
            if (group.Count() * 2 > data.Length)
                Tell(ReportFindingKind.ColumnWithoutHead, group.First().Row, group.Key, Place.Letters(group.Key));
        }
    }

    /// <summary>"Tỉnh | Nguồn vốn | Giải ngân": what stands in such a row is a part of its province's figure, or all of it, and nobody says which.</summary>
    void TellOfSplits()
    {
        if (table.Head.Kind != TableKind.Totals)
            return;
        foreach (var column in table.Head.Columns.Where(column => column.Field is { } field ? Parting.Contains(field) : HeadText.IsParting(column.Title)))
        {
            if (table.Rows.FirstOrDefault(row => table.HoldsNumber(row) && row.At(column.Column) is { IsText: true } cell && cell.Text.Any(char.IsLetter)) is { } row)
                Tell(ReportFindingKind.ColumnSplits, row, column.Column, column.Title);
        }
    }

    void TellOfColumns()
    {
        var formulas = 0;
        Place? first = null;
        foreach (var row in table.Rows)
        {
            foreach (var cell in row.Cells)
            {
                if (cell.IsFormula)
                {
                    formulas++;
                    first ??= table.At(row, cell.Column);
                }
            }
        }

        if (formulas > 0)
            context.Inquiry.Tell(ReportFindingKind.Formulas, table.File, first, formulas);
        SheetRow[] data = [.. table.Rows.Where(row => !RowText.IsNumbering(row))];
        foreach (var column in table.Head.Columns)
        {
            if (column is { Field: null, IsCross: false, IsSum: false, Guess: null, Title.Length: > 0 } && table.Rows.FirstOrDefault(row => row.At(column.Column) is not null) is { } row)
                context.Inquiry.Tell(ReportFindingKind.ColumnNotRead, table.File, new(table.Sheet, row.Line - 1, column.Column), column.Title);
            if (!column.HoldsFigures)
                continue;
            // In a text file everything is text; in a workbook, a number that is one was typed with an apostrophe, or pasted.
            var cells = data.Select(row => (Row: row, Cell: row.At(column.Column))).Where(one => one.Cell is not null).ToList();
            if (cells.Any(one => one.Cell is { Kind: CellKind.Number }) && cells.Where(one => one.Cell is { IsText: true } cell && CellNumber.LooksLikeOne(cell)).ToList() is { Count: > 0 } odd)
                context.Inquiry.Tell(ReportFindingKind.TextNumbers, table.File, table.At(odd[0].Row, column.Column), column.Title, odd.Count, odd[0].Cell!.Value.Text);
        }
    }
}
