using NgoDashboard.Files.OldFonts;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Text;

/// <summary>What all readers of a file share: its limits, cancellation and findings.</summary>
sealed class ReadingBudget(string file, IProgress<int>? progress, CancellationToken cancellation)
{
    /// <summary>
    /// Characters of all cells together, each cell counted as <see cref="CharactersPerCell"/> more; a file that unpacks to more is no
    /// report.
    /// </summary>
    const long MaxCharacters = 100_000_000;

    public const int CharactersPerCell = 24;

    /// <summary>Of a whole file; a national list of all grants of ten years has fewer rows.</summary>
    public const int MaxRows = 100_000;

    const int StepsPerCancellationCheck = 4_096;

    /// <summary>No table extends further right.</summary>
    public const int MaxColumns = 400;

    const int RowsPerProgress = 500;

    int rows;
    int steps;
    long characters;

    public List<ReportFinding> Findings { get; } = [];

    /// <summary>Filled by readers of formats that say the fonts of cells.</summary>
    public OldFontMarks OldFonts { get; } = new();

    public void AddFinding(ReportFindingKind kind, CellReference? where = null, params ReadOnlySpan<object> args) =>
        Findings.Add(new(kind, file, where, [.. args]));

    /// <summary>Counts a row.</summary>
    /// <exception cref="ReadingLimitException">The file exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public void CountRow(SheetRow row)
    {
        if (++rows % RowsPerProgress == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(rows);
        }

        characters += row.Cells.Length * CharactersPerCell;
        if (rows > MaxRows)
            throw new ReadingLimitException(ReportFindingKind.TooManyRows, MaxRows);
        CountStep(0);
    }

    /// <summary>Counts a step of reading, whether its result is kept or not: a row, a cell, a text.</summary>
    /// <param name="length">Its length in characters.</param>
    /// <inheritdoc cref="CountRow"/>
    public void CountStep(int length)
    {
        if (++steps % StepsPerCancellationCheck == 0)
            cancellation.ThrowIfCancellationRequested();
        characters += length;
        if (characters > MaxCharacters)
            throw new ReadingLimitException(ReportFindingKind.TooManyCells, MaxRows);
    }

    /// <summary>Counts a merged range, which is stored once for each of its columns.</summary>
    /// <returns>Cut off at <see cref="MaxColumns"/>; null if it merges nothing.</returns>
    /// <inheritdoc cref="CountRow"/>
    public MergedRange? LimitMerge(MergedRange merge)
    {
        merge = merge with { Right = Math.Min(merge.Right, MaxColumns - 1) };
        if (merge.Left < 0 || merge.Right < merge.Left || merge.Bottom < merge.Top
            || (merge.Bottom == merge.Top && merge.Right == merge.Left))
            return null;
        CountStep((merge.Right - merge.Left + 1) * CharactersPerCell);
        return merge;
    }

    /// <summary>Names the hidden columns of a sheet that hold something.</summary>
    public void AddHiddenColumnsFinding(Sheet sheet)
    {
        if (sheet.HiddenColumns.Count == 0)
            return;
        var hidden = sheet.HiddenColumns.ToHashSet();
        int[] filled = [.. sheet.Rows.SelectMany(row => row.Cells).Select(cell => cell.ColumnIndex).Where(hidden.Contains).Distinct()
            .Order()];
        if (filled.Length > 0)
            AddFinding(
                ReportFindingKind.HiddenColumns, new(sheet.Name, sheet.Rows[0].RowNumber, filled[0]),
                string.Join(", ", filled.Select(CellReference.ColumnLetters)));
    }
}
