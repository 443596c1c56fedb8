using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.OldFonts;

/// <summary>
/// Which cells of a file have a font of before Unicode. A cell does not hold its font, because a report has a million cells and nearly none
/// such a font.
/// </summary>
sealed class OldFontMarks
{
    readonly Dictionary<Sheet, Dictionary<(int Row, int Column), OldFont>> sheets = new(ReferenceEqualityComparer.Instance);
    Dictionary<(int Row, int Column), OldFont> current = [];

    public bool HasAny => sheets.Count > 0;

    /// <summary>Marks a cell of the sheet that is being read.</summary>
    public void Mark(int rowNumber, int columnIndex, OldFont? font)
    {
        if (font is { } old)
            current[(rowNumber, columnIndex)] = old;
    }

    /// <summary>The marks since the last call are those of this sheet.</summary>
    public void EndSheet(Sheet sheet)
    {
        if (current.Count == 0)
            return;
        sheets[sheet] = current;
        current = [];
    }

    /// <summary>The sheet that was read is left out.</summary>
    public void DropSheet() => current.Clear();

    public OldFont? FindFont(Sheet sheet, int rowNumber, int columnIndex) =>
        sheets.TryGetValue(sheet, out var marks) && marks.TryGetValue((rowNumber, columnIndex), out var font) ? font : null;
}
