using System.Text.RegularExpressions;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Places;

namespace NgoDashboard.Reports.Lists;

/// <summary>What a name in a column of donors probably is.</summary>
enum DonorKind
{
    Organisation,

    /// <summary>A person, a company, an embassy, or nobody: "chưa rõ".</summary>
    Other,
}

/// <summary>One name of a donor, out of a cell that may list several.</summary>
/// <param name="Written">As it stands in the cell, without the others.</param>
/// <param name="Core">Folded, without "tổ chức", the country and its abbreviation, by which variants are compared.</param>
/// <param name="IsFromList">The cell names several, so that it is not certain where one ends.</param>
readonly partial record struct DonorName(string Written, string Core, DonorKind Kind, bool IsFromList)
{
    const int MaxAbbreviationLength = 8;

    static readonly string[] Prefixes = ["to chuc phi chinh phu", "to chuc pcpnn", "to chuc", "nha tai tro", "tc", "ngo"];

    static readonly string[] Suffixes =
        ["tai viet nam", "in vietnam", "in viet nam", "viet nam", "vietnam", "vn", "van phong viet nam", "chi nhanh viet nam"];

    static readonly string[] Others =
    [
        "ong", "ba", "anh", "chi", "mr", "mrs", "ms", "gia dinh", "ca nhan", "nhom ca nhan", "cong ty", "tap doan", "ngan hang",
        "doanh nghiep", "dai su quan", "su quan", "tong lanh su", "lanh su", "chinh phu", "embassy", "government", "consulate",
    ];

    static readonly HashSet<string> Unknown =
    [
        "chua ro", "khong ro", "chua xac dinh", "khong xac dinh", "khac", "cac to chuc khac", "to chuc khac", "nhieu to chuc", "an danh",
        "khong co", "unknown", "other", "others", "various", "n a",
    ];

    public static IEnumerable<DonorName> ParseCell(string text)
    {
        var parts = Separators().Split(text).Select(part => part.Trim(' ', ',', '.', '-')).Where(part => part.Any(char.IsLetter)).ToArray();
        return parts.Select(part => Parse(part, parts.Length > 1));
    }

    static DonorName Parse(string written, bool isFromList)
    {
        var plain = written;
        if (Bracketed().Match(written) is { Success: true } match)
        {
            var (outer, inner) = (match.Groups[1].Value.Trim(), match.Groups[2].Value.Trim());
            // "SCI (Save the Children International)", and the reverse.
            plain = IsAbbreviation(outer) && inner.Length > outer.Length && !CountryNames.IsKnown(inner) ? inner : outer;
        }

        var core = RemoveAffixes(TextFolding.Fold(plain));
        var folded = TextFolding.Fold(written);
        var kind = Unknown.Contains(core) || Unknown.Contains(folded)
            || Array.Exists(Others, word => folded == word || folded.StartsWith(word + " ", StringComparison.Ordinal))
            || Company().IsMatch(folded) ? DonorKind.Other : DonorKind.Organisation;
        return new(written, core, kind, isFromList);
    }

    static bool IsAbbreviation(string text) => text.Length is > 1 and <= MaxAbbreviationLength && !text.Any(char.IsLower);

    static string RemoveAffixes(string core)
    {
        foreach (var prefix in Prefixes)
        {
            if (core.StartsWith(prefix + " ", StringComparison.Ordinal) && core.Length > prefix.Length + 1)
            {
                core = core[(prefix.Length + 1)..];
                break;
            }
        }

        foreach (var suffix in Suffixes)
        {
            if (core.EndsWith(" " + suffix, StringComparison.Ordinal))
                return core[..^(suffix.Length + 1)];
        }

        return core;
    }

    [GeneratedRegex(@"[;\n|]|\s\+\s|\s/\s|,\s+(?=\p{Lu})(?!Inc\b|Ltd\b|LLC\b|e\.V)")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\s*([^()]+?)\s*\(([^()]+)\)\s*$")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\b(co ltd|ltd|corporation|corp|company|jsc|gmbh|cty|tnhh)\b")]
    private static partial Regex Company();
}
