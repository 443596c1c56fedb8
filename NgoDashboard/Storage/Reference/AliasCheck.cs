using System.Globalization;
using System.Text;

namespace NgoDashboard.Storage.Reference;

/// <summary>
/// Checks that no two rows of a data file share a name, compared as an import compares names: without case, diacritics, spaces and
/// punctuation. A shared name would assign money to the wrong row.
/// </summary>
sealed class AliasCheck
{
    readonly Dictionary<string, int> lines = [];

    public void CheckNames(DataLine line, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!lines.TryAdd(ToNameKey(name), line.LineNumber) && lines[ToNameKey(name)] != line.LineNumber)
                line.AddProblem("aliases", DataFault.AliasTaken, name, lines[ToNameKey(name)]);
        }
    }

    static string ToNameKey(string name) => string.Concat(
        name.ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(c)));
}
