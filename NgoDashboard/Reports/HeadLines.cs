namespace NgoDashboard.Reports;

/// <summary>
/// The lines of one head, and what they say above a column. A cell that is merged over several columns speaks for all of them; where nothing
/// is merged, one that stands in the first of them does. Asked once for each column, from left to right.
/// </summary>
sealed class HeadLines
{
    /// <summary>More lines has no head.</summary>
    const int Most = 4;

    readonly SheetRow[] rows;
    readonly Merges merges;
    readonly bool[] areMerged;
    readonly string[] spanning;

    public HeadLines(Sheet sheet, int first, int count)
    {
        rows = [.. sheet.Rows.Skip(first).Take(count)];
        merges = sheet.Merges;
        // An office that merges some cells of a line has merged all that span columns.
        areMerged = [.. rows.Select(row => Array.Exists(row.Cells, cell => merges.Over(row.Line, cell.Column) is { } merge && merge.Top == row.Line && merge.Right > merge.Left))];
        spanning = [.. rows.Select(_ => "")];
    }

    public int Width => rows.Max(row => row.Cells[^1].Column) + 1;

    /// <summary>How many lines the head has that begins in that row, as cells that are merged down say; 1 where they say nothing.</summary>
    public static int Count(Sheet sheet, int first)
    {
        var row = sheet.Rows[first];
        var bottom = row.Cells.Max(cell => sheet.Merges.Over(row.Line, cell.Column) is { } merge && merge.Top == row.Line ? merge.Bottom : row.Line);
        var count = 1;
        while (count < Most && first + count < sheet.Rows.Count && sheet.Rows[first + count].Line > row.Line && sheet.Rows[first + count].Line <= bottom)
            count++;
        return count;
    }

    /// <summary>What the upper lines say of a column, and what the lowest does. Of one line all is above.</summary>
    public (string Above, string Below) Of(int column)
    {
        var (texts, isBelow) = (new string[rows.Length], false);
        for (var line = rows.Length - 1; line >= 0; line--)
        {
            var own = Own(line, column);
            if (own.Length > 0)
                spanning[line] = isBelow ? own : "";
            else if (isBelow && !areMerged[line])
                own = spanning[line];
            texts[line] = own;
            isBelow |= own.Length > 0;
        }

        return texts is [var only] ? (only, "") : (string.Join(' ', texts[..^1].Where(text => text.Length > 0)), texts[^1]);
    }

    /// <summary>What is merged from the line above was said there.</summary>
    string Own(int line, int column)
    {
        var row = rows[line];
        if (merges.Over(row.Line, column) is { } merge)
            return merge.Top == row.Line ? row.At(merge.Left)?.Text.Trim() ?? "" : "";
        return row.At(column)?.Text.Trim() ?? "";
    }
}
