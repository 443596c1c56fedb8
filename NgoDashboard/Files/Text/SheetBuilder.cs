using NgoDashboard.Files.OldFonts;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Text;

/// <summary>Collects the rows of a sheet within the limits of its file.</summary>
sealed class SheetBuilder(ReadingBudget reading)
{
    const int MaxComments = 2_000;

    readonly List<SheetRow> rows = [];
    readonly List<MergedRange> merges = [];
    readonly SortedSet<int> hiddenColumns = [];
    readonly List<CellComment> comments = [];
    readonly List<Cell> cells = [];
    bool isRowHidden;

    /// <summary>As the file counts, from 1; 0 before the first row.</summary>
    public int RowNumber { get; private set; }

    public void BeginRow(int number, bool isHidden = false)
    {
        EndRow();
        (RowNumber, isRowHidden) = (number, isHidden);
        reading.CountStep(1);
    }

    /// <summary>Adds a row that has its cells already.</summary>
    public void AddRow(SheetRow row)
    {
        row = row with { Cells = Order(row.Cells) };
        reading.CountRow(row);
        rows.Add(row);
    }

    /// <summary>Adds a cell to the row; further right than tables extend it is left out.</summary>
    public void AddCell(Cell cell, OldFont? font = null)
    {
        reading.CountStep(cell.Text.Length);
        if (cell.ColumnIndex >= ReadingBudget.MaxColumns)
            return;
        cells.Add(cell);
        if (cell.IsText)
            reading.OldFonts.Mark(RowNumber, cell.ColumnIndex, font);
    }

    /// <summary>Adds a text as a cell, unless it is blank.</summary>
    public void AddText(int columnIndex, string text, OldFont? font = null, bool isFormula = false)
    {
        if (CellText.Normalize(text) is { Length: > 0 } tidy)
            AddCell(new(columnIndex, CellKind.Text, tidy, null, isFormula), font);
    }

    public void AddMerge(MergedRange merge)
    {
        if (reading.LimitMerge(merge) is { } limited)
            merges.Add(limited);
    }

    /// <param name="first">From 0.</param>
    /// <param name="last">Included; may be the end of the sheet.</param>
    public void HideColumns(int first, int last)
    {
        for (var column = Math.Max(first, 0); column <= Math.Min(last, ReadingBudget.MaxColumns - 1); column++)
            hiddenColumns.Add(column);
    }

    public void AddComment(int columnIndex, string text)
    {
        reading.CountStep(text.Length);
        if (comments.Count < MaxComments && CellText.Normalize(text) is { Length: > 0 } tidy)
            comments.Add(new(RowNumber, columnIndex, tidy));
    }

    public Sheet Build(string name)
    {
        EndRow();
        var isOrdered = rows.Zip(rows.Skip(1)).All(pair => pair.First.RowNumber < pair.Second.RowNumber);
        var sheet = new Sheet(name, isOrdered ? rows : [.. rows.OrderBy(row => row.RowNumber)])
        {
            MergedCells = new(merges),
            HiddenColumns = [.. hiddenColumns],
            Comments = comments,
        };
        reading.OldFonts.EndSheet(sheet);
        reading.AddHiddenColumnsFinding(sheet);
        return sheet;
    }

    /// <summary>The sheet is not read after all.</summary>
    public void Discard() => reading.OldFonts.DropSheet();

    public void EndRow()
    {
        if (cells.Count == 0)
            return;
        AddRow(new(RowNumber, [.. cells]) { IsHidden = isRowHidden });
        cells.Clear();
    }

    /// <summary>The readers of sheets search by column.</summary>
    static Cell[] Order(Cell[] cells)
    {
        for (var i = 1; i < cells.Length; i++)
        {
            if (cells[i].ColumnIndex <= cells[i - 1].ColumnIndex)
                return [.. cells.OrderBy(cell => cell.ColumnIndex).DistinctBy(cell => cell.ColumnIndex)];
        }

        return cells;
    }
}
