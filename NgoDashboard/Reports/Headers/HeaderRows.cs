using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// The lines of a table's header and the captions that they give each column. A cell that is merged over several columns is the caption of
/// all of them; in a line without merged cells a caption also holds for the empty cells right of it. <see cref="GetCaptions"/> must be
/// called once for each column, from left to right.
/// </summary>
sealed class HeaderRows
{
    /// <summary>A longer header does not occur.</summary>
    const int MaxRows = 4;

    readonly SheetRow[] rows;
    readonly MergedCells merges;
    readonly bool[] areMerged;
    readonly string[] spanningTexts;

    public HeaderRows(Sheet sheet, int first, int count)
    {
        rows = [.. sheet.Rows.Skip(first).Take(count)];
        merges = sheet.MergedCells;
        // An office that merges some cells of a line has merged all that span columns.
        areMerged = [.. rows.Select(HasHorizontalMerge)];
        spanningTexts = [.. rows.Select(_ => "")];
    }

    bool HasHorizontalMerge(SheetRow row) => Array.Exists(
        row.Cells,
        cell => merges.FindRange(row.RowNumber, cell.ColumnIndex) is { } merge && merge.Top == row.RowNumber && merge.Right > merge.Left);

    public int Width => rows.Max(row => row.Cells[^1].ColumnIndex) + 1;

    /// <summary>
    /// Number of lines of the header that begins in that row, according to its vertically merged cells; 1 if there are none.
    /// </summary>
    public static int CountRows(Sheet sheet, int first)
    {
        var row = sheet.Rows[first];
        var bottom = row.Cells.Max(cell =>
            sheet.MergedCells.FindRange(row.RowNumber, cell.ColumnIndex) is { } merge && merge.Top == row.RowNumber
                ? merge.Bottom
                : row.RowNumber);
        var count = 1;
        while (count < MaxRows && first + count < sheet.Rows.Count && sheet.Rows[first + count].RowNumber > row.RowNumber
            && sheet.Rows[first + count].RowNumber <= bottom)
            count++;
        return count;
    }

    /// <summary>What the upper lines and the lowest line say above a column. A single line counts as upper.</summary>
    public (string Above, string Below) GetCaptions(int column)
    {
        var (texts, isBelow) = (new string[rows.Length], false);
        for (var line = rows.Length - 1; line >= 0; line--)
        {
            var own = GetOwnText(line, column);
            if (own.Length > 0)
                spanningTexts[line] = isBelow ? own : "";
            else if (isBelow && !areMerged[line])
                own = spanningTexts[line];
            texts[line] = own;
            isBelow |= own.Length > 0;
        }

        return texts is [var only] ? (only, "") : (string.Join(' ', texts[..^1].Where(text => text.Length > 0)), texts[^1]);
    }

    /// <summary>The cell's own text; empty if it is merged from the line above, which has given the text already.</summary>
    string GetOwnText(int line, int column)
    {
        var row = rows[line];
        if (merges.FindRange(row.RowNumber, column) is { } merge)
            return merge.Top == row.RowNumber ? row.FindCell(merge.Left)?.Text.Trim() ?? "" : "";
        return row.FindCell(column)?.Text.Trim() ?? "";
    }
}
