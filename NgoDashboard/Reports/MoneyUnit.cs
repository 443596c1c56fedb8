using System.Text;
using System.Text.RegularExpressions;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// How money is written in a report: a currency, a scale, or both; each may stand in the head of a column, in the title, in a column of
/// its own, in the cell or in its number format.
/// </summary>
/// <param name="Currency">Null where only a scale is said: "triệu".</param>
/// <param name="Scale">So many whole units; null where only a currency is said by a word that leaves the scale open ("Loại tiền: VND").</param>
public readonly partial record struct MoneyUnit(Unit? Currency, decimal? Scale)
{
    public static MoneyUnit None => default;

    public bool IsNone => Currency is null && Scale is null;

    /// <summary>What this leaves open is taken from the other; but a scale of dollars is none of đồng.</summary>
    public MoneyUnit Or(MoneyUnit other) =>
        new(Currency ?? other.Currency, Scale ?? (Currency is null || other.Currency is null || Currency == other.Currency ? other.Scale : null));

    /// <summary>The unit that a whole text is: of a cell of "Đơn vị tính", of what stands in parentheses, of what follows a number.</summary>
    public static MoneyUnit? OfWhole(string text)
    {
        var words = Spelled(text);
        if (words.Count == 0)
            return null;
        var (currency, scale) = ((Unit?)null, (decimal?)null);
        foreach (var word in words)
        {
            if (CurrencyOf(word, isAlone: true) is { } unit && (currency is null || currency == unit))
                currency = unit;
            else if (ScaleOf(word) is { } factor && scale is null)
                scale = factor;
            else if (!Fillers.Contains(word))
                return null;
        }

        return currency is null && scale is null ? null : new(currency, currency is null ? scale : scale ?? 1);
    }

    /// <summary>The same, where a currency alone leaves the scale to the head: of "Loại tiền", and of a sign beside a number.</summary>
    public static MoneyUnit OfSign(string text) => OfWhole(text) is not { } unit ? None : unit.Scale == 1 ? unit with { Scale = null } : unit;

    /// <summary>The unit that a head or a title names among other words: "Giá trị giải ngân (triệu đồng)", "ĐVT: USD".</summary>
    public static MoneyUnit Within(string text)
    {
        foreach (Match inner in Bracketed().Matches(text))
        {
            if (OfWhole(inner.Groups[1].Value) is { } bracketed)
                return bracketed;
        }

        if (Named().Match(text) is { Success: true } named && OfWhole(named.Groups[1].Value.TrimEnd(')', ']', '.', ' ')) is { } told)
            return told;
        // Among other words "đồng" may be of "cộng đồng" or "Đồng Nai": it counts only behind its scale.
        if (OfWhole(text) is { } whole)
            return whole;
        var words = Spelled(text);
        for (var i = 0; i < words.Count; i++)
        {
            var scale = ScaleAt(words, i);
            // "… đạt 12,5 triệu USD" tells an amount.
            var begin = i > 0 && scale is null && ScaleAt(words, i - 1) is not null ? i - 1 : i;
            if (begin > 0 && words[begin - 1].All(char.IsAsciiDigit) && words[begin - 1].Length is not 4)
                continue;
            if (scale is not null && i + 1 < words.Count && CurrencyOf(words[i + 1], isAlone: true) is { } behind)
                return new(behind, scale);
            if (CurrencyOf(words[i], isAlone: false) is { } currency)
                return new(currency, i + 1 < words.Count && ScaleAt(words, i + 1) is { } after ? after : i > 0 && ScaleAt(words, i - 1) is { } before ? before : 1);
        }

        return None;
    }

    /// <summary>The text without the unit that it names, so that what else it says can be told.</summary>
    public static string Without(string text)
    {
        if (OfWhole(text) is not null)
            return "";
        var left = Bracketed().Replace(text, inner => OfWhole(inner.Groups[1].Value) is null ? inner.Value : " ");
        left = Named().Replace(left, named => OfWhole(named.Groups[1].Value.TrimEnd(')', ']', '.', ' ')) is null ? named.Value : " ");
        return Trailing().Replace(left, " ");
    }

    static readonly HashSet<string> Fillers = ["viet", "nam", "my", "us", "dvt", "don", "vi", "tinh"];

    static Unit? CurrencyOf(string word, bool isAlone) => word switch
    {
        "usd" or "dollar" or "dollars" or "dola" or "$" => Unit.Usd,
        "vnd" or "₫" => Unit.Vnd,
        "dong" or "d" when isAlone => Unit.Vnd,
        _ => null,
    };

    // Without its diacritics "giải ngân" ends as a thousand does.
    static decimal? ScaleAt(List<string> words, int at) => words[at] == "ngan" && at > 0 && words[at - 1] == "giai" ? null : ScaleOf(words[at]);

    static decimal? ScaleOf(string word) => word switch
    {
        "nghin" or "ngan" or "thousand" or "thousands" or "1000" or "000" => 1_000m,
        "trieu" or "tr" or "million" or "millions" or "mil" or "mn" or "1000000" => 1_000_000m,
        "ty" or "ti" or "billion" or "billions" or "bn" => 1_000_000_000m,
        _ => null,
    };

    static List<string> Spelled(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var letter in Joined().Replace(text.Replace("US$", "USD", StringComparison.OrdinalIgnoreCase), "$1$2$3"))
            spaced.Append(letter is '$' or '₫' ? $" {(letter == '$' ? "usd" : "vnd")} " : letter);
        var words = Folding.Words(spaced.ToString()).ToList();
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

    [GeneratedRegex(@"(?:Đơn vị tính|Đơn vị|ĐVT|Don vi tinh|Don vi|DVT|Unit)\s*[:：]\s*([^;,\n]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:^|[\s,\-–])(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|nghin|ngan|trieu|ty|thousand|million|billion)\s+(?:đồng|VNĐ|VND|USD|đô la|dong)|USD|VNĐ|VND)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"\b(1)[.,\s]?(000)(?:[.,\s]?(000))?\b")]
    private static partial Regex Joined();
}
