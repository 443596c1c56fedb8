using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Places;

/// <summary>The names of the provinces of both bases, found by their key, also among other words.</summary>
sealed class ProvinceNames
{
    /// <summary>A shorter name than this is no name among other words.</summary>
    const int MinLengthInText = 3;

    readonly ILookup<NameKey, ProvinceCode> codes;

    /// <summary>One spelling of each key, folded.</summary>
    readonly Dictionary<NameKey, string> spellings;
    readonly int maxWords;

    public ProvinceNames(ReferenceData reference)
    {
        All =
        [
            .. reference.Provinces
                .SelectMany(province => ((string[])[province.Name, province.NameEn, .. province.Aliases]).Select(TextFolding.Fold)
                    .Concat(ProvinceAbbreviations.Find(TextFolding.Fold(province.Name)))
                    .Select(name => (FoldedName: name, province.Code)))
                .Distinct(),
        ];
        codes = All.Select(entry => (Key: NameKey.FromFolded(entry.FoldedName), entry.Code)).Distinct()
            .ToLookup(entry => entry.Key, entry => entry.Code);
        spellings = All.Select(entry => entry.FoldedName).DistinctBy(NameKey.FromFolded).ToDictionary(NameKey.FromFolded);
        maxWords = All.Select(entry => entry.FoldedName.Split(' ').Length).DefaultIfEmpty().Max();
    }

    /// <summary>Every spelling of the reference data, folded, with the provinces that are called so.</summary>
    public IReadOnlyList<(string FoldedName, ProvinceCode Code)> All { get; }

    /// <param name="foldedName">Some words of a folded text.</param>
    public IEnumerable<ProvinceCode> Find(string foldedName) => codes[NameKey.FromFolded(foldedName)];

    /// <summary>The one name among the words of a text, folded and as the text spells it; null if there is none, or several.</summary>
    public string? FindNameIn(string text) => FindNamesIn(text) is [var only] ? only : null;

    /// <summary>All names among the words of a text: "Lạng Sơn, Cao Bằng".</summary>
    public IReadOnlyList<string> FindNamesIn(string text)
    {
        var words = TextFolding.FoldToWords(text);
        var named = new Dictionary<NameKey, string>();
        for (var first = 0; first < words.Length; first++)
        {
            for (var count = 1; count <= maxWords && first + count <= words.Length; count++)
            {
                var key = NameKey.FromWords(words.AsSpan(first, count));
                if (key.Text.Length >= MinLengthInText && codes.Contains(key))
                    named.TryAdd(key, string.Join(' ', words[first..(first + count)]));
            }
        }

        // "Thừa Thiên Huế" contains the name "Huế" and is one province.
        NameKey[] longest = [.. named.Keys.Where(key => !named.Keys.Any(other => other != key && Contains(other, key)))];
        return [.. longest.Select(key => named[key])];
    }

    bool Contains(NameKey whole, NameKey part) => $" {spellings[whole]} ".Contains($" {spellings[part]} ", StringComparison.Ordinal);
}
