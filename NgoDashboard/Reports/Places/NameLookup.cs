using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;

namespace NgoDashboard.Reports.Places;

/// <summary>
/// The names by which reports call provinces and sectors: those of the reference data, and the aliases that the desk has assigned. Not
/// thread-safe, because of its parse caches: one instance for each review.
/// </summary>
public sealed class NameLookup
{
    /// <summary>
    /// Prefixes that mark a name as a city's. "Thành phố Cao Bằng" is a city inside the province of Cao Bằng, and not the province.
    /// </summary>
    static readonly string[] CityPrefixes =
        ["thanh pho", "tp", "t p", "ubnd thanh pho", "ubnd tp", "so ngoai vu thanh pho", "so ngoai vu tp", "city of"];

    /// <summary>Words before a province's name that do not tell which province it is.</summary>
    static readonly string[] Prefixes =
    [
        "tinh", "t", "ubnd tinh", "ubnd", "so ngoai vu tinh", "so ngoai vu", "van phong ubnd tinh", "van phong ubnd",
        "lien hiep cac to chuc huu nghi tinh",
        "lien hiep cac to chuc huu nghi", "province of", .. CityPrefixes,
    ];

    static readonly string[] Suffixes = ["province", "city", "tinh"];

    /// <summary>
    /// Thừa Thiên Huế is a city since that day (Resolution 175/2024/QH15); before it, "thành phố Huế" was a part of the province.
    /// </summary>
    static readonly DateOnly HueBecameCity = new(2025, 1, 1);

    static readonly HashSet<NameKey> Nation =
    [
        .. ((string[])
        [
            "toan quoc", "ca nuoc", "toan quoc gia", "trung uong va dia phuong", "nationwide", "whole country", "national", "viet nam",
        ]).Select(NameKey.FromFolded),
    ];

    /// <summary>Parsed header cells, cached for these names.</summary>
    internal ParseCache<(string Above, string Below, int? Year), TypedColumn> HeaderCache { get; } = new();

    /// <summary>The column types that the texts below an unnamed corner suggest, cached likewise.</summary>
    internal ParseCache<string, ColumnType[]> CornerCache { get; } = new();

    readonly ReferenceData reference;
    readonly ProvinceNames provinces;

    /// <summary>Every spelling of a sector's name, normalised, with the sector's id; two spellings may have one key.</summary>
    readonly Dictionary<string, string> sectorNames = [];
    readonly Dictionary<NameKey, string> sectors = [];

    /// <summary>By words in any order: "Môi trường, tài nguyên" is "Tài nguyên - môi trường". Null for words of several.</summary>
    readonly Dictionary<string, string?> sectorsByWords = new(StringComparer.Ordinal);
    readonly Dictionary<NameKey, string> campaigns;
    readonly Dictionary<AliasKey, string> learned;

    public NameLookup(ReferenceData reference, IEnumerable<Alias> learned)
    {
        this.reference = reference;
        provinces = new(reference);
        foreach (var sector in reference.Sectors)
        {
            foreach (var name in (string[])[sector.Id, sector.Name, sector.NameEn, sector.ShortName, sector.ShortNameEn, .. sector.Aliases])
            {
                sectorNames.TryAdd(NormalizeSectorName(name), sector.Id);
                sectors.TryAdd(NameKey.FromFolded(NormalizeSectorName(name)), sector.Id);
                var words = SectorWords.ToKey(name);
                sectorsByWords[words] = sectorsByWords.GetValueOrDefault(words, sector.Id) == sector.Id ? sector.Id : null;
            }
        }

        campaigns = reference.Campaigns
            .SelectMany(campaign => campaign.AllNames
                .Select(name => (Name: NameKey.From(name), campaign.Id)))
            .DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, entry => entry.Id);
        // Of names with one key the last counts.
        this.learned = [];
        foreach (var alias in learned)
            this.learned[alias.Key] = alias.Target;
    }

    public static bool IsNationName(string text) => Nation.Contains(NameKey.From(text));

    public bool HasAliases(AliasKind kind) => learned.Keys.Any(alias => alias.Kind == kind);

    /// <summary>
    /// The targets of names of that kind that begin so, the most frequent first: what was said of the same layout of other offices.
    /// </summary>
    public IEnumerable<string> FindAliasTargets(AliasKind kind, string beginning) => learned
        .Where(alias => alias.Key.Kind == kind && alias.Key.FoldedName.StartsWith(beginning, StringComparison.Ordinal))
        .GroupBy(alias => alias.Value).OrderByDescending(group => group.Count()).Select(group => group.Key);

    /// <summary>The target that the desk has assigned to a name; null if it has assigned none.</summary>
    public string? FindAliasTarget(AliasKey name) => learned.GetValueOrDefault(name);

    /// <summary>The provinces of either basis that are called so; empty if none is certain.</summary>
    public IReadOnlyList<ProvinceCode> FindProvinces(string text) => FindByName(text, isCityCertain: true);

    /// <summary>The same, but "Thành phố Cao Bằng" means the province in which that city lies.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesOfPlace(string text) => FindByName(text, isCityCertain: false);

    ProvinceCode[] FindByName(string text, bool isCityCertain)
    {
        if (ProvinceCode.TryParse(text.Trim(), out var written))
            return reference.FindProvince(written) is null ? [] : [written];
        var name = TextFolding.Fold(text);
        var basis = BasisWords.Remove(ref name);
        var isCity = isCityCertain && IsCalledCity(name);
        foreach (var candidate in WithoutAffixes(name))
        {
            ProvinceCode[] found =
                [.. provinces.Find(candidate).Where(code => (basis is null || code.Basis == basis) && (!isCity || MayBeCity(code)))];
            if (found.Length > 0)
                return found;
        }

        return [];
    }

    /// <summary>
    /// The province that is named among other words, in a title, a sheet's name or a file's name; empty if several are named.
    /// </summary>
    public IReadOnlyList<ProvinceCode> FindProvincesIn(string text) =>
        provinces.FindNameIn(text) is not { } name ? []
        : BasisWords.FindBehind(name, text) is { } basis ? [.. provinces.Find(name).Where(code => code.Basis == basis)]
        : [.. provinces.Find(name).Where(code => MayBeCity(code) || !IsOnlyCity(text, name))];

    /// <summary>
    /// The provinces that share what a text is about, each by the codes that its name may mean: "Lạng Sơn, Cao Bằng". Empty if the text
    /// names one or none.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ProvinceCode>> FindSharingProvinces(string text) =>
        provinces.FindNamesIn(text) is { Count: > 1 } names ? [.. names.Select(name => (ProvinceCode[])[.. provinces.Find(name)])] : [];

    /// <summary>The same, but a city that is named means the province in which it lies.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesAround(string text) =>
        provinces.FindNameIn(text) is { } name ? [.. provinces.Find(name)] : [];

    /// <summary>Whether a text names a city that was only a part of these provinces in that period.</summary>
    public bool IsCityWithin(string text, IReadOnlyList<ProvinceCode> codes, Period? period) =>
        period is { } time && time.To < HueBecameCity
        && codes.Any(code => reference.FindProvince(code) is { IsCity: false } province && MayBeCity(code)
            && IsOnlyCity(text, CityOf(province)));

    /// <summary>The name since its change of a province that became a city: "Huế".</summary>
    string CityOf(Province province) => TextFolding.Fold(reference.FindProvince(province.Successor!.Value)!.Name);

    /// <summary>Whether a name occurs in a text only as a city's name.</summary>
    static bool IsOnlyCity(string text, string name)
    {
        var whole = $" {TextFolding.Fold(text)} ";
        var left = whole.Replace($" {name} city ", "  ", StringComparison.Ordinal);
        foreach (var prefix in CityPrefixes)
            left = left.Replace($" {prefix} {name} ", "  ", StringComparison.Ordinal);
        return left != whole && !left.Contains($" {name} ", StringComparison.Ordinal);
    }

    static bool IsCalledCity(string name) =>
        name.EndsWith(" city", StringComparison.Ordinal)
        || CityPrefixes.Any(prefix => name.StartsWith(prefix + " ", StringComparison.Ordinal));

    /// <summary>A city of its own rank, or a province that became one with the same territory: Thừa Thiên Huế.</summary>
    bool MayBeCity(ProvinceCode code) => reference.FindProvince(code) is { } province
        && (province.IsCity
            || (province.Successor is { } successor && reference.FindProvince(successor) is { IsCity: true }
                && reference.PredecessorsOf(successor).Count == 1));

    public string? FindCampaign(string text) => campaigns.GetValueOrDefault(NameKey.From(text));

    public string? FindSector(string text) =>
        sectors.GetValueOrDefault(NameKey.FromFolded(NormalizeSectorName(text)))
        ?? sectorsByWords.GetValueOrDefault(SectorWords.ToKey(text));

    /// <summary>
    /// Suggestions for an unknown name, the nearest first. They are only offered as choices and never applied without an answer.
    /// </summary>
    public IReadOnlyList<string> FindSimilar(AliasKind kind, string text, int maxCount = 4)
    {
        var name = kind == AliasKind.Sector ? NormalizeSectorName(text) : ShortestForm(text);
        var farthest = Math.Max(2, name.Length / 4);
        var known = kind == AliasKind.Sector
            ? sectorNames.Select(entry => (Name: entry.Key, Target: entry.Value))
            : provinces.All.Select(entry => (Name: entry.FoldedName, Target: entry.Code.ToString()));
        return
        [
            // The edit distance of two texts is at least the difference of their lengths, so most names are skipped cheaply.
            .. known.Where(candidate => Math.Abs(candidate.Name.Length - name.Length) <= farthest)
                .Select(candidate => (candidate.Target, Distance: EditDistance.Between(name, candidate.Name)))
                .Where(candidate => candidate.Distance <= farthest)
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Target, StringComparer.Ordinal)
                .Select(candidate => candidate.Target).Distinct().Take(maxCount),
        ];
    }

    /// <summary>The name itself, then without each known prefix or suffix.</summary>
    static IEnumerable<string> WithoutAffixes(string name)
    {
        yield return name;
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix + " ", StringComparison.Ordinal))
                yield return name[(prefix.Length + 1)..];
        }

        foreach (var suffix in Suffixes)
        {
            if (name.EndsWith(" " + suffix, StringComparison.Ordinal))
                yield return name[..^(suffix.Length + 1)];
        }
    }

    static string ShortestForm(string text)
    {
        var name = TextFolding.Fold(text);
        BasisWords.Remove(ref name);
        return WithoutAffixes(name).MinBy(form => form.Length)!;
    }

    /// <summary>"Lĩnh vực y tế" is "Y tế"; "và" is dropped, because some reports write a dash instead.</summary>
    static string NormalizeSectorName(string text)
    {
        var words = TextFolding.FoldToWords(text).Where(word => word is not ("va" or "and")).ToList();
        if (words is ["linh", "vuc", _, ..])
            words.RemoveRange(0, 2);
        return string.Join(' ', words);
    }
}
