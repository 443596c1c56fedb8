using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>The styles of cells that a written file needs: each format with each font once. The first is the general one.</summary>
sealed class FileStyles
{
    readonly List<(string? Code, string? Font)> all = [(null, null)];

    public FileStyles(IEnumerable<Sheet> sheets, string? textFont)
    {
        TextFont = textFont;
        foreach (var cell in sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row.Cells))
            FindIndex(cell);
    }

    /// <summary>Of all texts; null for the usual one.</summary>
    public string? TextFont { get; }

    public IReadOnlyList<(string? Code, string? Font)> All => all;

    public int FindIndex(Cell cell)
    {
        var style = (cell.Format?.Code, cell.IsText ? TextFont : null);
        if (!all.Contains(style))
            all.Add(style);
        return all.IndexOf(style);
    }
}
