using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>Resolves ditto marks ("nt", "như trên", '"') in a column of names to the name written above them.</summary>
sealed class DittoMarks(IReadOnlyList<SheetRow> rows)
{
    static readonly HashSet<string> DittoWords = ["nt", "n t", "nhu tren", "nt nhu tren", "ditto", "as above"];

    readonly Dictionary<int, Dictionary<int, string>> columns = [];

    /// <summary>The cell's text, or the name above it that a ditto mark repeats; empty if there is no name above.</summary>
    public string ResolveDitto(int column, SheetRow row, string written)
    {
        if (!IsDittoMark(written))
            return written;
        if (!columns.TryGetValue(column, out var repeated))
            columns.Add(column, repeated = ResolveColumn(column));
        return repeated.GetValueOrDefault(row.RowNumber, "");
    }

    Dictionary<int, string> ResolveColumn(int column)
    {
        var (repeated, above) = (new Dictionary<int, string>(), "");
        foreach (var row in rows)
        {
            if (row.FindCell(column) is not { IsText: true } cell || RowLabels.IsTotalLabel(cell.Text))
                continue;
            if (IsDittoMark(cell.Text))
                repeated[row.RowNumber] = above;
            else
                above = cell.Text.Trim();
        }

        return repeated;
    }

    static bool IsDittoMark(string text) =>
        DittoWords.Contains(TextFolding.Fold(text))
        || (text.Length > 0 && text.Trim(' ', '-', '–', '.') is { Length: > 0 } sign
            && sign.All(letter => letter is '"' or '\'' or '”' or '“' or '″' or '〃' or '’'));
}
