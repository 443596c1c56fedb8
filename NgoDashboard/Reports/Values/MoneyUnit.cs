using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Values;

/// <summary>
/// How money is written in a report: a currency, a scale, or both. Each may stand in a column's header, in the title, in a column of its
/// own, in the cell or in its number format.
/// </summary>
/// <param name="Currency">Null if only a scale is stated: "triệu".</param>
/// <param name="Scale">
/// In whole units (1,000,000 for "triệu"); null if only a currency is stated, by a word that leaves the scale open ("Loại tiền: VND").
/// </param>
public readonly partial record struct MoneyUnit(Unit? Currency, decimal? Scale)
{
    public static MoneyUnit None => default;

    public bool IsNone => Currency is null && Scale is null;

    /// <summary>Fills what this unit leaves open from the other. A scale is not taken from another currency.</summary>
    public MoneyUnit WithDefaults(MoneyUnit other) =>
        new(Currency ?? other.Currency,
            Scale ?? (Currency is null || other.Currency is null || Currency == other.Currency ? other.Scale : null));

    /// <summary>
    /// The unit of which a whole text consists: a cell of "Đơn vị tính", the content of parentheses, the text behind a number. Null if it
    /// says anything else.
    /// </summary>
    public static MoneyUnit? ParseWhole(string text)
    {
        var words = text.Length > MaxUnitLength ? [] : SplitToWords(text);
        if (words.Count == 0)
            return null;
        var (currency, scale, isNumeral) = ((Unit?)null, (decimal?)null, false);
        foreach (var word in words)
        {
            if (CurrencyOf(word, isAlone: true) is { } unit && (currency is null || currency == unit))
                currency = unit;
            // "1.000 triệu đồng"
            else if (ScaleOf(word) is { } factor && (scale is null || (isNumeral && scale <= MaxNumeral)))
                (scale, isNumeral) = ((scale ?? 1) * factor, word.All(char.IsAsciiDigit));
            else if (!Fillers.Contains(word))
                return null;
        }

        return currency is null && scale is null ? null : new(currency, currency is null ? scale : scale ?? 1);
    }

    /// <summary>
    /// The same, but a currency alone leaves the scale to the header: a cell of "Loại tiền", or a sign in a number format.
    /// </summary>
    public static MoneyUnit ParseCurrency(string text) =>
        ParseWhole(text) is not { } unit ? None : unit.Scale == 1 ? unit with { Scale = null } : unit;

    /// <summary>
    /// The unit that a header or a title names among other words: "Giá trị giải ngân (triệu đồng)", "ĐVT: USD". None if it names two: "ĐVT:
    /// triệu đồng, USD".
    /// </summary>
    public static MoneyUnit FindIn(string text)
    {
        if (!MayNameUnit(text))
            return None;
        var plain = Equated().Replace(SearchLimit.TruncateForSearch(text), " ");
        MoneyUnit[] among = [.. FindAmongWords(SplitToWords(plain))];
        if (among.Concat(Bracketed().Matches(plain).SelectMany(inner => ParseList(inner.Groups[1].Value))).Concat(FindLabelled(plain))
            .Select(unit => unit.Currency).OfType<Unit>().Distinct().Count() > 1
            || FindLabelled(plain).Distinct().Count() > 1)
            return None;
        foreach (Match inner in Bracketed().Matches(plain))
        {
            if (ParseWhole(inner.Groups[1].Value) is { } bracketed)
                return bracketed;
        }

        if (Named().Match(plain) is { Success: true } named
            && ParseWhole(named.Groups[1].Value.TrimEnd(')', ']', '.', ' ')) is { } labelled)
            return labelled;
        return ParseWhole(plain) ?? among.FirstOrDefault();
    }

    /// <summary>The units behind "ĐVT:". "USD, đồng" are two.</summary>
    static IEnumerable<MoneyUnit> FindLabelled(string text) =>
        NamedToTheEnd().Matches(text).SelectMany(named => ParseList(named.Groups[1].Value));

    static IEnumerable<MoneyUnit> ParseList(string text) => Separated().Split(text).Select(ParseWhole).OfType<MoneyUnit>();

    /// <summary>
    /// The units that stand among other words. "Đồng" may belong to "cộng đồng" or "Đồng Nai", so it counts only behind a scale.
    /// </summary>
    static IEnumerable<MoneyUnit> FindAmongWords(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            // "… đạt 12,5 triệu USD" states an amount, and not the unit of the table.
            var isAmount = i > 0 && words[i - 1].All(char.IsAsciiDigit)
                && (words[i - 1].Length is not 4 || ScaleAt(words, i - 1) is not null);
            var scale = ScaleAt(words, i);
            var at = scale is null ? i : i + 1;
            if (at >= words.Count || CurrencyOf(words[at], isAlone: scale is not null) is not { } currency)
                continue;
            if (!isAmount && (i == 0 || ScaleAt(words, i - 1) is null))
                yield return new(currency, scale ?? (at + 1 < words.Count && ScaleAt(words, at + 1) is { } after ? after : 1));
            i = at;
        }
    }

    /// <summary>The text without the unit that it names, so that the rest can be matched with captions.</summary>
    public static string RemoveUnit(string text)
    {
        if (!MayNameUnit(text))
            return text;
        text = SearchLimit.TruncateForSearch(text);
        if (ParseWhole(text) is not null)
            return "";
        var left = Bracketed().Replace(text, inner => AreUnits(inner.Groups[1].Value) ? " " : inner.Value);
        left = Named().Replace(left, named => ParseWhole(named.Groups[1].Value.TrimEnd(')', ']', '.', ' ')) is null ? named.Value : " ");
        return Trailing().Replace(left, " ");
    }

    /// <summary>One unit, or a list of several, of which none can be chosen.</summary>
    static bool AreUnits(string text) => Array.TrueForAll(Separated().Split(text), part => ParseWhole(part) is not null);

    /// <summary>
    /// Whether the text contains a word of a unit at all. A cheap test first, because there are many names and every regular expression
    /// costs more.
    /// </summary>
    static bool MayNameUnit(string text) => text.Contains("000", StringComparison.Ordinal) || text.AsSpan().ContainsAny('$', '₫')
        || Array.Exists(TextFolding.FoldToWords(SearchLimit.TruncateForSearch(text)),
            word => CurrencyOf(word, isAlone: true) is not null || ScaleOf(word) is not null
                || word is "la" or "chuc" or "muoi" or "tram" or "van");

    static readonly HashSet<string> Fillers = ["viet", "nam", "my", "us", "dvt", "don", "vi", "tinh"];

    static Unit? CurrencyOf(string word, bool isAlone) => word switch
    {
        "usd" or "dollar" or "dollars" or "dola" or "$" => Unit.Usd,
        "vnd" or "₫" => Unit.Vnd,
        "dong" or "d" when isAlone => Unit.Vnd,
        _ => null,
    };

    // Without diacritics "giải ngân" ends like "ngàn" (thousand).
    static decimal? ScaleAt(List<string> words, int at) =>
        words[at] == "ngan" && at > 0 && words[at - 1] == "giai" ? null : ScaleOf(words[at]);

    static decimal? ScaleOf(string word) => word switch
    {
        "nghin" or "ngan" or "thousand" or "thousands" or "1000" or "000" => 1_000m,
        "trieu" or "tr" or "million" or "millions" or "mil" or "mn" or "1000000" => 1_000_000m,
        "ty" or "ti" or "billion" or "billions" or "bn" => 1_000_000_000m,
        ['x', '1', .. var zeros] when zeros.Length is > 0 and <= MaxZeros && zeros.All(zero => zero == '0') =>
            decimal.Parse(word.AsSpan(1), CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>In characters; a longer text is no unit.</summary>
    const int MaxUnitLength = 200;

    const int MaxZeros = 18;

    const decimal MaxNumeral = 1_000_000_000;

    /// <summary>Multiplies compound scales: "nghìn tỷ" (a thousand times 1,000,000,000) becomes "x1000000000000".</summary>
    static string ExpandCompoundScale(Match scales)
    {
        var (product, last) = (1m, 0m);
        foreach (var word in scales.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var factor = TextFolding.Fold(word) switch
            {
                "chuc" or "muoi" => 10m,
                "tram" => 100m,
                "van" => 10_000m,
                var other => ScaleOf(other)!.Value,
            };
            // Compound scales ascend; anything else is not a scale.
            if (factor <= last)
                return scales.Value;
            (product, last) = (product * factor, factor);
        }

        return $"x{product.ToString(CultureInfo.InvariantCulture)}";
    }

    static List<string> SplitToWords(string text)
    {
        var spaced = new StringBuilder(text.Length);
        var joined = Joined().Replace(text.Normalize().Replace("US$", "USD", StringComparison.OrdinalIgnoreCase), "$1$2$3 ");
        foreach (var letter in Compound().Replace(joined, ExpandCompoundScale))
            spaced.Append(letter is '$' or '₫' ? $" {(letter == '$' ? "usd" : "vnd")} " : letter);
        var words = TextFolding.FoldToWords(spaced.ToString()).ToList();
        for (var i = 0; i + 1 < words.Count; i++)
        {
            // "đô la"
            if (words[i] == "do" && words[i + 1] is "la")
                (words[i], words[i + 1]) = ("dola", "my");
        }

        return words;
    }

    [GeneratedRegex(@"[(\[]([^()\[\]]*)[)\]]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(?:Đơn vị tính|Đơn vị|ĐVT|Don vi tinh|Don vi|DVT|Unit)\s*[:：]\s*((?:[^;,\n]|(?<=\d),(?=\d))+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:Đơn vị tính|Đơn vị|ĐVT|Don vi tinh|Don vi|DVT|Unit)\s*[:：]\s*([^\n]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedToTheEnd();

    [GeneratedRegex(@"[;/+&()\[\]]|,(?!\d)|\s(?:và|hoặc|va|hoac|and|or)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separated();

    // "1.000 USD = 23,5 triệu đồng" states an exchange rate, and no unit.
    [GeneratedRegex(@"(?<![\d.,])\d[\d.,]*[^\d=()]{0,20}=\s*\d[\d.,]*\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)*(?:đồng|đ|VNĐ|VND|USD|US\$|đô la)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Equated();

    // Without diacritics "giải ngân" ends like "ngàn" (thousand), and "tổ chức" like "chục" (ten).
    [GeneratedRegex(@"(?<![\p{L}\d])(?<!\b(?:giai|to|cong|vien)\s{1,3})(?:(?:chục|mười|trăm|vạn|nghìn|ngàn|triệu|chuc|muoi|tram|nghin|ngan|trieu)\s+)+(?:nghìn|ngàn|triệu|tỷ|tỉ|nghin|ngan|trieu|ty|ti)(?!\p{L})|(?<!\p{L})(?:chục|mười|trăm|vạn)(?=\s+(?:USD|VNĐ|VND|đồng|đô)(?!\p{L}))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Compound();

    [GeneratedRegex(@"(?:^|[\s,\-–])(?:(?:chục\s+|mười\s+|trăm\s+|vạn\s+)?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|nghin|ngan|trieu|ty|thousand|million|billion)\s+)+(?:đồng|VNĐ|VND|USD|đô la|dong)|USD|VNĐ|VND)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"(?<![\p{L}\d])(1)[.,\s]?(000)(?:[.,\s]?(000))?(?!\d)")]
    private static partial Regex Joined();
}
