using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// The lines of one head, and what they say above a column. A cell that is merged over several columns speaks for all of them; where nothing
/// is merged, one that stands in the first of them does. Asked once for each column, from left to right.
/// </summary>
sealed class HeaderRows
{
    /// <summary>More lines has no head.</summary>
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
        areMerged = [.. rows.Select(row => Array.Exists(row.Cells, cell => merges.FindRange(row.RowNumber, cell.ColumnIndex) is { } merge && merge.Top == row.RowNumber && merge.Right > merge.Left))];
        spanningTexts = [.. rows.Select(_ => "")];
    }

    public int Width => rows.Max(row => row.Cells[^1].ColumnIndex) + 1;

    /// <summary>How many lines the head has that begins in that row, as cells that are merged down say; 1 where they say nothing.</summary>
    public static int CountRows(Sheet sheet, int first)
    {
        var row = sheet.Rows[first];
        var bottom = row.Cells.Max(cell => sheet.MergedCells.FindRange(row.RowNumber, cell.ColumnIndex) is { } merge && merge.Top == row.RowNumber ? merge.Bottom : row.RowNumber);
        var count = 1;
        while (count < MaxRows && first + count < sheet.Rows.Count && sheet.Rows[first + count].RowNumber > row.RowNumber && sheet.Rows[first + count].RowNumber <= bottom)
            count++;
        return count;
    }

    /// <summary>What the upper lines say of a column, and what the lowest does. Of one line all is above.</summary>
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

    /// <summary>What is merged from the line above was said there.</summary>
    string GetOwnText(int line, int column)
    {
        var row = rows[line];
        if (merges.FindRange(row.RowNumber, column) is { } merge)
            return merge.Top == row.RowNumber ? row.FindCell(merge.Left)?.Text.Trim() ?? "" : "";
        return row.FindCell(column)?.Text.Trim() ?? "";
    }
}
