using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>"nt", "như trên", '"': in place of a name, that it is the one above.</summary>
sealed class Dittos(IReadOnlyList<SheetRow> rows)
{
    static readonly HashSet<string> Words = ["nt", "n t", "nhu tren", "nt nhu tren", "ditto", "as above"];

    readonly Dictionary<int, Dictionary<int, string>> columns = [];

    /// <summary>What a cell says, or the one above it that it repeats; empty where there is none.</summary>
    public string Of(int column, SheetRow row, string written)
    {
        if (!IsOne(written))
            return written;
        if (!columns.TryGetValue(column, out var repeated))
            columns.Add(column, repeated = Repeated(column));
        return repeated.GetValueOrDefault(row.Line, "");
    }

    Dictionary<int, string> Repeated(int column)
    {
        var (repeated, above) = (new Dictionary<int, string>(), "");
        foreach (var row in rows)
        {
            if (row.At(column) is not { IsText: true } cell || RowText.IsTotal(cell.Text))
                continue;
            if (IsOne(cell.Text))
                repeated[row.Line] = above;
            else
                above = cell.Text.Trim();
        }

        return repeated;
    }

    static bool IsOne(string text) => Words.Contains(Folding.Fold(text)) || (text.Length > 0 && text.Trim(' ', '-', '–', '.') is { Length: > 0 } sign && sign.All(letter => letter is '"' or '\'' or '”' or '“' or '″' or '〃' or '’'));
}
