using System.Globalization;
using System.Text;

namespace NgoDashboard.Storage;

/// <summary>
/// The names by which rows of one list are found, compared as an import will compare them: without case, diacritics, spaces and
/// punctuation. A name of two rows would file money under the wrong one.
/// </summary>
sealed class Names
{
    readonly Dictionary<string, int> lines = [];

    public void Add(DataLine line, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!lines.TryAdd(Bare(name), line.Number) && lines[Bare(name)] != line.Number)
                line.Wrong("aliases", $"'{name}' is also a name of line {lines[Bare(name)]}");
        }
    }

    static string Bare(string name) => string.Concat(
        name.ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(c)));
}
