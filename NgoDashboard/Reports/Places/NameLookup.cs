using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Headers;

namespace NgoDashboard.Reports.Places;

/// <summary>How a report calls something. Two that differ by case, diacritics or normal form alone are one.</summary>
public readonly record struct AliasKey
{
    public AliasKey(AliasKind kind, string written) => (Kind, FoldedName) = (kind, TextFolding.Fold(written));

    public AliasKind Kind { get; }

    public string FoldedName { get; }
}

/// <summary>Something that the desk has said once and need not say again: what an office calls a province, a sector or a measure.</summary>
/// <param name="Target">A province's code ("63:20"), a sector's id, a measure's word, or <see cref="LeftOutTarget"/>.</param>
public readonly record struct Alias(AliasKey Key, string Target)
{
    /// <summary>It is none: its rows are left out.</summary>
    public const string LeftOutTarget = "-";
}

public enum AliasKind
{
    Province,
    Sector,
    Measure,
}

/// <summary>The names by which reports call provinces and sectors: those of the reference, and those that the desk has taught.</summary>
public sealed class NameLookup
{
    /// <summary>How a city is called by its rank. "Thành phố Cao Bằng" lies in a province that is none.</summary>
    static readonly string[] CityPrefixes = ["thanh pho", "tp", "t p", "ubnd thanh pho", "ubnd tp", "so ngoai vu thanh pho", "so ngoai vu tp", "city of"];

    /// <summary>What stands before a province's name and says nothing about which it is.</summary>
    static readonly string[] Prefixes =
    [
        "tinh", "t", "ubnd tinh", "ubnd", "so ngoai vu tinh", "so ngoai vu", "van phong ubnd tinh", "van phong ubnd", "lien hiep cac to chuc huu nghi tinh",
        "lien hiep cac to chuc huu nghi", "province of", .. CityPrefixes,
    ];

    static readonly string[] Suffixes = ["province", "city", "tinh"];

    static readonly (string Words, int Basis)[] BasisSuffixes =
    [
        ("cu", ProvinceCode.OldBasis), ("former", ProvinceCode.OldBasis), ("truoc 1 7 2025", ProvinceCode.OldBasis), ("truoc 01 07 2025", ProvinceCode.OldBasis), ("truoc sap nhap", ProvinceCode.OldBasis),
        ("moi", ProvinceCode.CurrentBasis), ("sau 1 7 2025", ProvinceCode.CurrentBasis), ("sau 01 07 2025", ProvinceCode.CurrentBasis), ("sau sap nhap", ProvinceCode.CurrentBasis),
        ("tu 1 7 2025", ProvinceCode.CurrentBasis), ("tu 01 07 2025", ProvinceCode.CurrentBasis),
    ];

    /// <summary>Thừa Thiên Huế is a city since then (Resolution 175/2024/QH15): before it, "thành phố Huế" was a part of it.</summary>
    static readonly DateOnly HueBecameCity = new(2025, 1, 1);

    static readonly HashSet<string> Nation = ["toan quoc", "ca nuoc", "toan quoc gia", "trung uong va dia phuong", "nationwide", "whole country", "national", "viet nam"];

    /// <summary>What the texts above columns were read as with these names.</summary>
    internal ParseCache<(string Above, string Below, int? Year), TypedColumn> HeaderCache { get; } = new();

    /// <summary>What the texts below the corner of a table name.</summary>
    internal ParseCache<string, ColumnType[]> CornerCache { get; } = new();

    readonly ReferenceData reference;
    readonly ILookup<string, ProvinceCode> provinces;
    readonly Dictionary<string, string> sectors;
    readonly Dictionary<string, string> campaigns;
    readonly Dictionary<AliasKey, string> taught;

    public NameLookup(ReferenceData reference, IEnumerable<Alias> taught)
    {
        this.reference = reference;
        provinces = reference.Provinces
            .SelectMany(province => ((string[])[province.Name, province.NameEn, .. province.Aliases]).Select(name => (Name: TextFolding.Fold(name), province.Code)))
            .Distinct().ToLookup(one => one.Name, one => one.Code);
        sectors = [];
        foreach (var sector in reference.Sectors)
        {
            foreach (var name in (string[])[sector.Id, sector.Name, sector.NameEn, sector.ShortName, sector.ShortNameEn, .. sector.Aliases])
                sectors.TryAdd(NormalizeSectorName(name), sector.Id);
        }

        campaigns = reference.Campaigns
            .SelectMany(campaign => ((string[])[campaign.Id, campaign.Name, campaign.NameEn]).Select(name => (Name: TextFolding.Fold(name), campaign.Id)))
            .DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Id);
        this.taught = taught.ToDictionary(alias => alias.Key, alias => alias.Target);
    }

    public static bool IsNationName(string text) => Nation.Contains(TextFolding.Fold(text));

    /// <summary>What the desk has said of it; null where it was never asked.</summary>
    public string? FindAliasTarget(AliasKey name) => taught.GetValueOrDefault(name);

    /// <summary>The provinces that are called so, of one basis or of both; none where nothing is certain.</summary>
    public IReadOnlyList<ProvinceCode> FindProvinces(string text) => FindByName(text, isCityCertain: true);

    /// <summary>The same, where "Thành phố Cao Bằng" is the province in which that city lies.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesOfPlace(string text) => FindByName(text, isCityCertain: false);

    ProvinceCode[] FindByName(string text, bool isCityCertain)
    {
        if (ProvinceCode.TryParse(text.Trim(), out var written))
            return reference.FindProvince(written) is null ? [] : [written];
        var name = TextFolding.Fold(text);
        var basis = RemoveBasisSuffix(ref name);
        var isCity = isCityCertain && IsCalledCity(name);
        foreach (var one in WithoutAffixes(name))
        {
            ProvinceCode[] found = [.. provinces[one].Where(code => (basis is null || code.Basis == basis) && (!isCity || MayBeCity(code)))];
            if (found.Length > 0)
                return found;
        }

        return [];
    }

    /// <summary>The province that is named among other words: in a title, a sheet's name, a file's name. None where several are.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesIn(string text) =>
        NameWithin(text) is { } name ? [.. provinces[name].Where(code => MayBeCity(code) || !IsOnlyCity(text, name))] : [];

    /// <summary>The same, and the province in which a city lies that is named.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesAround(string text) => NameWithin(text) is { } name ? [.. provinces[name]] : [];

    /// <summary>Whether what a text calls a city was only a part of these provinces at that time.</summary>
    public bool IsCityWithin(string text, IReadOnlyList<ProvinceCode> codes, Period? period) =>
        period is { } time && time.To < HueBecameCity && codes.Any(code => reference.FindProvince(code) is { IsCity: false } province && MayBeCity(code) && IsOnlyCity(text, CityOf(province)));

    /// <summary>As what became a city is called since: "Huế".</summary>
    string CityOf(Province province) => TextFolding.Fold(reference.FindProvince(province.Successor!.Value)!.Name);

    string? NameWithin(string text)
    {
        var padded = $" {TextFolding.Fold(text)} ";
        string[] named = [.. provinces.Select(group => group.Key).Where(name => name.Length > 2 && padded.Contains($" {name} ", StringComparison.Ordinal))];
        // "Thừa Thiên Huế" names Huế too, and is one.
        string[] longest = [.. named.Where(name => !named.Any(other => other.Length > name.Length && $" {other} ".Contains($" {name} ", StringComparison.Ordinal)))];
        return longest is [var only] ? only : null;
    }

    /// <summary>Whether a name stands in a text as a city's, wherever it does.</summary>
    static bool IsOnlyCity(string text, string name)
    {
        var whole = $" {TextFolding.Fold(text)} ";
        var left = whole.Replace($" {name} city ", "  ", StringComparison.Ordinal);
        foreach (var prefix in CityPrefixes)
            left = left.Replace($" {prefix} {name} ", "  ", StringComparison.Ordinal);
        return left != whole && !left.Contains($" {name} ", StringComparison.Ordinal);
    }

    static bool IsCalledCity(string name) =>
        name.EndsWith(" city", StringComparison.Ordinal) || CityPrefixes.Any(prefix => name.StartsWith(prefix + " ", StringComparison.Ordinal));

    /// <summary>A city of its own rank, or what became one and is the same place: Thừa Thiên Huế.</summary>
    bool MayBeCity(ProvinceCode code) => reference.FindProvince(code) is { } province
        && (province.IsCity || (province.Successor is { } successor && reference.FindProvince(successor) is { IsCity: true } && reference.PredecessorsOf(successor).Count == 1));

    public string? FindCampaign(string text) => campaigns.GetValueOrDefault(TextFolding.Fold(text));

    public string? FindSector(string text) => sectors.GetValueOrDefault(NormalizeSectorName(text));

    /// <summary>What else it could be: the nearest names first, at most that many. Nothing is taken from here without being asked.</summary>
    public IReadOnlyList<string> FindSimilar(AliasKind kind, string text, int maxCount = 4)
    {
        var name = kind == AliasKind.Sector ? NormalizeSectorName(text) : ShortestForm(text);
        var farthest = Math.Max(2, name.Length / 4);
        var known = kind == AliasKind.Sector
            ? sectors.Select(one => (Name: one.Key, Target: one.Value))
            : provinces.SelectMany(group => group.Select(code => (Name: group.Key, Target: code.ToString())));
        return
        [
            // Two texts differ by at least as many letters as one of them is longer.
            .. known.Where(one => Math.Abs(one.Name.Length - name.Length) <= farthest)
                .Select(one => (one.Target, Distance: EditDistance(name, one.Name)))
                .Where(one => one.Distance <= farthest)
                .OrderBy(one => one.Distance).ThenBy(one => one.Target, StringComparer.Ordinal)
                .Select(one => one.Target).Distinct().Take(maxCount),
        ];
    }

    /// <summary>The name itself, then without what may stand before and behind it.</summary>
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
        RemoveBasisSuffix(ref name);
        return WithoutAffixes(name).MinBy(one => one.Length)!;
    }

    /// <summary>"Quảng Trị (cũ)", as this program itself writes a unit that was merged; "Quảng Trị (mới)" is that of today.</summary>
    static int? RemoveBasisSuffix(ref string name)
    {
        foreach (var (words, basis) in BasisSuffixes)
        {
            if (!name.EndsWith(" " + words, StringComparison.Ordinal))
                continue;
            name = name[..^(words.Length + 1)];
            return basis;
        }

        return null;
    }

    /// <summary>"Lĩnh vực y tế" is "Y tế", and "và" is what a dash is.</summary>
    static string NormalizeSectorName(string text)
    {
        var words = TextFolding.FoldToWords(text).Where(word => word is not ("va" or "and")).ToList();
        if (words is ["linh", "vuc", _, ..])
            words.RemoveRange(0, 2);
        return string.Join(' ', words);
    }

    /// <summary>Letters to change, to add or to leave out (V. Levenshtein, 1966), swapped neighbours counted as one.</summary>
    static int EditDistance(string one, string other)
    {
        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var isSame = one[i - 1] == other[j - 1];
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (isSame ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[other.Length];
    }
}
