using System.Globalization;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>Finds where a header begins, and reads its columns.</summary>
sealed class HeaderReader(Sheet sheet, NameLookup names, ColumnAnswers answers)
{
    /// <summary>The header that begins in that row; null if none does.</summary>
    /// <param name="titles">The lines above, which may name the year and the office.</param>
    public TableHeader? Find(int row, HeaderTitles titles)
    {
        var rows = sheet.Rows;
        if (!MayBeHeader(rows[row]))
            return null;
        // Vertically merged cells tell the number of lines.
        var lines = HeaderRows.CountRows(sheet, row);
        if (lines > 1 && Enumerable.Range(row + 1, lines - 1).All(line => MayContinueHeader(rows[line]))
            && ReadHeader(row, lines, titles) is { IsTable: true } byMerges)
            return byMerges;
        var oneLine = ReadHeader(row, 1, titles);
        var twoLines = row + 1 < rows.Count && rows[row + 1].RowNumber <= rows[row].RowNumber + 1 && MayContinueHeader(rows[row + 1])
            ? ReadHeader(row, 2, titles) : null;
        // What stands below an empty cell of the first line belongs to the header, whether it is recognised or not.
        var isSpanned = twoLines is not null && Array.Exists(rows[row + 1].Cells, cell => rows[row].FindCell(cell.ColumnIndex) is null);
        var better = twoLines is { IsTable: true }
            && (oneLine is not { IsTable: true } || twoLines.KnownColumnCount > oneLine.KnownColumnCount || isSpanned)
                ? twoLines
                : oneLine;
        return better is { IsTable: true } && (better.HasKeyColumn || !IsYearSequence(rows[row])) ? better : null;
    }

    /// <summary>Whether a row may be a header: several short texts, and no numbers but years.</summary>
    static bool MayBeHeader(SheetRow row) =>
        row.Cells.Length > 1 && Array.TrueForAll(row.Cells, MayBeHeaderCell)
        && (Array.Exists(row.Cells, cell => !IsYear(cell)) || IsYearSequence(row));

    /// <summary>Whether a row consists of ascending years beside an empty corner.</summary>
    static bool IsYearSequence(SheetRow row) =>
        row.Cells[0].ColumnIndex > 0 && Array.TrueForAll(row.Cells, IsYear)
        && row.Cells.Zip(row.Cells.Skip(1)).All(pair => string.CompareOrdinal(pair.First.Text, pair.Second.Text) < 0);

    static bool MayContinueHeader(SheetRow row) =>
        row.Cells.Length > 0
        && Array.TrueForAll(row.Cells, cell => MayBeHeaderCell(cell) && (IsYear(cell) || !CellNumber.LooksLikeNumber(cell)));

    // Called for every row of a sheet: a text that begins with a digit is a number, a date or a list item, unless it names a period.
    public static bool MayBeHeaderCell(Cell cell) => IsYear(cell) || (cell.IsText && cell.Text.Length <= 200
        && (!char.IsAsciiDigit(cell.Text.AsSpan().TrimStart() is [var first, ..] ? first : ' ')
            || PeriodParser.StartsWithPeriod(cell.Text)));

    public static bool IsYear(Cell cell) =>
        int.TryParse(cell.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2100;

    /// <summary>The header of one line that a row would be, whether it makes a table or not.</summary>
    public TableHeader Propose(int row, HeaderTitles titles) => ReadHeader(row, 1, titles, isProposed: true);

    TableHeader ReadHeader(int first, int count, HeaderTitles titles, bool isProposed = false)
    {
        var lines = new HeaderRows(sheet, first, count);
        var (columns, captions) = (new List<TypedColumn>(), new List<(string Above, string Below)>());
        for (var column = 0; column < lines.Width; column++)
        {
            var (above, below) = lines.GetCaptions(column);
            if (above.Length + below.Length == 0)
                continue;
            var typed = HeaderCellParser.ParseCell(column, above, below, names, titles.Year);
            columns.Add(ContentInference.Resolve(typed, sheet.Rows, first + count));
            captions.Add((above, below));
        }

        SumColumns.Mark(columns, captions);
        PartColumns.Mark(columns);
        CornerInference.InferCorner(columns, sheet.Rows, first + count, names);
        return new(first, count, answers.Apply(columns, titles.Office)) { IsProposed = isProposed };
    }
}

/// <summary>What the lines above a header say that matters for its columns.</summary>
/// <param name="Year">The one year that they name; null if there is none.</param>
/// <param name="Office">Whose report it is; empty if that is not known.</param>
readonly record struct HeaderTitles(int? Year, string Office);
