using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.DocumentTables;

/// <summary>A table of a document: cells one behind the other, which may span columns and rows.</summary>
sealed class DocumentTable(ReadingBudget reading)
{
    /// <summary>What arranges text has few rows and columns.</summary>
    const int MaxTextRows = 6, MaxTextColumns = 3;

    /// <summary>HTML has limits for both; no table of a report comes near them.</summary>
    const int MaxColumnSpan = 1_000, MaxRowSpan = 65_534;

    readonly List<(Cell[] Cells, bool IsHidden)> rows = [];
    readonly List<MergedRange> merges = [];
    readonly Dictionary<(int Row, int Column), OldFont> fonts = [];
    readonly SortedSet<int> hiddenColumns = [];
    readonly List<Cell> current = [];

    /// <summary>By column the merged ranges that a row below may continue.</summary>
    readonly Dictionary<int, int> continuable = [];

    /// <summary>For each column the last row that a cell from above covers; rows from 1.</summary>
    readonly int[] coveredUntil = new int[ReadingBudget.MaxColumns];

    bool isRowOpen, isRowHidden;
    int column;

    public bool IsEmpty => rows.TrueForAll(row => row.Cells.Length == 0);

    /// <summary>Whether it holds no figures but text, as the head of a letter does.</summary>
    public bool IsTextOnly => rows.Count <= MaxTextRows
        && rows.TrueForAll(row => Array.TrueForAll(row.Cells, cell => cell.ColumnIndex < MaxTextColumns && !HasNumber(cell)));

    /// <summary>The texts of its cells, row by row.</summary>
    public IEnumerable<DocumentParagraph> Paragraphs => rows.SelectMany((row, index) => row.Cells.SelectMany(cell => cell.Text.Split('\n')
        .Select(line => new DocumentParagraph(line, fonts.TryGetValue((index + 1, cell.ColumnIndex), out var font) ? font : null))));

    public int RowNumber => rows.Count + 1;

    public void BeginRow(bool isHidden = false)
    {
        (isRowOpen, isRowHidden, column) = (true, isHidden, 0);
        reading.CountStep(1);
    }

    public void EndRow()
    {
        if (!isRowOpen)
            return;
        reading.CountStep(current.Count * ReadingBudget.CharactersPerCell);
        if (rows.Count >= ReadingBudget.MaxRows)
            throw new ReadingLimitException(ReportFindingKind.TooManyRows, ReadingBudget.MaxRows);
        rows.Add(([.. current], isRowHidden));
        current.Clear();
        isRowOpen = false;
    }

    /// <summary>Leaves out columns at the beginning of the row.</summary>
    public void SkipColumns(int count) => column = Math.Min(column + Math.Max(0, count), ReadingBudget.MaxColumns);

    /// <summary>Adds the next cell of the row.</summary>
    /// <param name="rowSpan">0 means all rows that are left.</param>
    /// <param name="create">The cell at its column; null if it is empty.</param>
    /// <param name="mayContinue">Whether cells of the rows below may continue it: <see cref="ContinueFromAbove"/>.</param>
    public void AddCell(int columnSpan, int rowSpan, Func<int, Cell?> create, OldFont? font = null, bool mayContinue = false)
    {
        while (column < coveredUntil.Length && coveredUntil[column] >= RowNumber)
            column++;
        if (column >= ReadingBudget.MaxColumns)
            return;
        var right = column + Math.Clamp(columnSpan, 1, MaxColumnSpan) - 1;
        var bottom = RowNumber + (rowSpan == 0 ? MaxRowSpan : Math.Clamp(rowSpan, 1, MaxRowSpan)) - 1;
        if (right > column || bottom > RowNumber || mayContinue)
            AddMerge(new(RowNumber, column, bottom, right));
        continuable.Remove(column);
        if (mayContinue)
            continuable.Add(column, merges.Count - 1);
        if (create(column) is { } cell && cell.Text.Length > 0)
        {
            reading.CountStep(cell.Text.Length);
            current.Add(cell);
            if (cell.IsText && font is { } old)
                fonts[(RowNumber, column)] = old;
        }

        column = right + 1;
    }

    /// <summary>Adds an empty cell that continues the one above, which spans one row more.</summary>
    public void ContinueFromAbove(int columnSpan)
    {
        if (continuable.TryGetValue(column, out var above) && merges[above].Bottom == RowNumber - 1)
            merges[above] = merges[above] with { Bottom = RowNumber };
        column = Math.Min(column + Math.Clamp(columnSpan, 1, MaxColumnSpan), ReadingBudget.MaxColumns);
    }

    public void HideColumn(int index) => hiddenColumns.Add(index);

    public void WriteTo(SheetBuilder sheet, int rowsAbove)
    {
        foreach (var (index, row) in rows.Index())
        {
            if (row.Cells.Length > 0)
                sheet.AddRow(new(rowsAbove + index + 1, row.Cells) { IsHidden = row.IsHidden });
        }

        foreach (var ((row, column), font) in fonts)
            reading.OldFonts.Mark(rowsAbove + row, column, font);
        foreach (var merge in merges)
            sheet.AddMerge(new(merge.Top + rowsAbove, merge.Left, Math.Min(merge.Bottom, rows.Count) + rowsAbove, merge.Right));
        foreach (var hidden in hiddenColumns)
            sheet.HideColumns(hidden, hidden);
    }

    void AddMerge(MergedRange merge)
    {
        reading.CountStep(ReadingBudget.CharactersPerCell);
        merges.Add(merge);
        for (var covered = merge.Left; covered <= Math.Min(merge.Right, coveredUntil.Length - 1); covered++)
            coveredUntil[covered] = Math.Max(coveredUntil[covered], merge.Bottom);
    }

    static bool HasNumber(Cell cell) =>
        cell.Kind != CellKind.Text
        || (cell.Text.Any(char.IsAsciiDigit)
            && cell.Text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or '%' or '(' or ')' or '-' or ' ' or '\u00A0'));
}
