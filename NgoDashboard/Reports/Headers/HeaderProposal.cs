using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// The likeliest header of a sheet in which none is sure: the line of texts above most numbers. The desk is asked what its columns are.
/// </summary>
static class HeaderProposal
{
    /// <summary>A header stands above its table, so no more rows are searched for it.</summary>
    const int SearchedRowCount = 60;

    const int SampledRowCount = 30;

    const int MinNumbers = 2;

    /// <summary>Index of the row; null if no line heads at least two numbers.</summary>
    public static int? FindRow(Sheet sheet)
    {
        var best = (Row: (int?)null, Score: MinNumbers - 1);
        for (var at = 0; at < Math.Min(sheet.Rows.Count, SearchedRowCount); at++)
        {
            var row = sheet.Rows[at];
            if (row.Cells.Length < 2 || !Array.TrueForAll(row.Cells, cell => HeaderReader.MayBeHeaderCell(cell)))
                continue;
            var score = CountNumbersBelow(sheet, at);
            if (score > best.Score)
                best = (at, score);
        }

        return best.Row;
    }

    /// <summary>What the cells below a caption suggest that it is; null if they suggest nothing.</summary>
    public static ColumnChoice? GuessByContent(IReadOnlyList<SheetRow> rows, int from, int column, NameLookup names)
    {
        Cell[] cells = [.. rows.Skip(from).Take(SampledRowCount).Select(row => row.FindCell(column)).OfType<Cell>()];
        if (cells.Length == 0)
            return null;
        bool Are(Func<Cell, bool> kind) => cells.Count(kind) * 3 > cells.Length * 2;
        var type = Are(cell => cell.IsText && names.FindProvinces(RowLabels.RemoveNumbering(cell.Text)).Count > 0) ? ColumnType.Province
            : Are(cell => cell.IsText && names.FindSector(RowLabels.RemoveNumbering(cell.Text)) is not null) ? ColumnType.Sector
            : IsNumbering(cells) ? ColumnType.RunningNumber
            : Are(HeaderReader.IsYear) ? ColumnType.Period
            : (ColumnType?)null;
        return type is { } known ? ColumnChoice.ForType(known) : null;
    }

    /// <summary>Numbers in columns that the line heads, until a row of texts only.</summary>
    static int CountNumbersBelow(Sheet sheet, int header)
    {
        var headed = sheet.Rows[header].Cells.Select(cell => cell.ColumnIndex).ToHashSet();
        return sheet.Rows.Skip(header + 1).Take(SampledRowCount).TakeWhile(row => row.Cells.Any(CellNumber.LooksLikeNumber))
            .Sum(row => row.Cells.Count(cell => headed.Contains(cell.ColumnIndex) && CellNumber.LooksLikeNumber(cell)));
    }

    static bool IsNumbering(Cell[] cells)
    {
        var numbers = cells.Select(cell => int.TryParse(cell.Text, out var number) ? number : -1).Where(number => number >= 0).ToArray();
        return numbers.Length > 1 && numbers[0] <= 1 && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }
}
