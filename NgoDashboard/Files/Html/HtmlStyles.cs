using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Html;

/// <summary>
/// What matters of the styles of a page: number formats, which Excel writes as a property of its own, fonts, and what is hidden. Only rules
/// of a class alone are known (".xl65"), because programs that export tables write no others.
/// </summary>
sealed partial class HtmlStyles
{
    /// <summary>The separators of those who save the pages.</summary>
    public static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("vi-VN"), CultureInfo.GetCultureInfo("en-US")];

    /// <summary>In characters, of all style sheets together.</summary>
    const int MaxCharacters = 2_000_000;

    /// <summary>Of the elements around a text in which a font is looked for.</summary>
    const int MaxAncestors = 12;

    readonly Dictionary<string, string> classes = new(StringComparer.Ordinal);
    readonly Dictionary<string, NumberFormat?> formats = new(StringComparer.Ordinal);
    readonly bool hasOldFonts;

    public HtmlStyles(IDocument page)
    {
        var length = 0;
        foreach (var sheet in page.QuerySelectorAll("style"))
        {
            var text = sheet.TextContent;
            if ((length += text.Length) > MaxCharacters)
                break;
            foreach (Match rule in ClassRule().Matches(text))
                classes[rule.Groups[1].Value] = rule.Groups[2].Value;
            hasOldFonts |= OldFontName().IsMatch(text);
        }

        hasOldFonts |= page.All.Any(
            element => OldFont.FromName(element.GetAttribute("face")) is not null
                || (element.GetAttribute("style") is { } style && OldFontName().IsMatch(style)));
    }

    public bool IsHiddenByClass(IElement element) => Find(element, DisplayNone()) is not null;

    /// <summary>Null for the general format.</summary>
    public NumberFormat? FindFormat(IElement element)
    {
        if (Find(element, MsoNumberFormat()) is not { } written)
            return null;
        if (!formats.TryGetValue(written, out var format))
            formats.Add(written, format = CreateFormat(written));
        return format;
    }

    /// <summary>The font of before Unicode that an element has by itself or from the elements around it.</summary>
    public OldFont? FindOldFont(IElement element)
    {
        if (!hasOldFonts)
            return null;
        var around = element;
        for (var i = 0; around is not null && i < MaxAncestors; i++, around = around.ParentElement)
        {
            if ((around.GetAttribute("face") ?? Find(around, FontFamily())) is { } family)
                return OldFont.FromName(family.Split(',')[0].Replace("&quot;", "", StringComparison.Ordinal));
        }

        return null;
    }

    /// <summary>The font of the first text in a cell.</summary>
    public OldFont? FindOldFontOfContent(IElement cell)
    {
        if (!hasOldFonts)
            return null;
        var inner = cell;
        while (inner.ChildElementCount == 1
            && inner.FirstElementChild is { LocalName: "font" or "span" or "b" or "i" or "p" or "div" or "u" } child)
            inner = child;
        return FindOldFont(inner);
    }

    string? Find(IElement element, Regex property)
    {
        if (element.GetAttribute("style") is { } own && property.Match(own) is { Success: true } match)
            return match.Groups[1].Value.Trim();
        return element.ClassName is { Length: > 0 } name && classes.TryGetValue(name.Trim(), out var rule)
            && property.Match(rule) is { Success: true } found ? found.Groups[1].Value.Trim() : null;
    }

    /// <summary>In a style sheet each sign of a code is escaped: <c>"\#\,\#\#0"</c>; some formats have names.</summary>
    static NumberFormat? CreateFormat(string written)
    {
        var code = EscapedSign().Replace(written.Trim('"', '\''), match => match.Groups[1].Success
            ? ((char)int.Parse(match.Groups[1].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
            : match.Groups[2].Value);
        code = code switch
        {
            "General" or "@" or "" => "",
            "Fixed" => "0.00",
            "Standard" => "#,##0.00",
            "Percent" => "0.00%",
            "Scientific" => "0.00E+00",
            "Short Date" => "dd/mm/yyyy",
            _ => code,
        };
        return code.Length is > 0 and <= NumberFormat.MaxCodeLength ? new(code) : null;
    }

    [GeneratedRegex(@"\.([\w-]+)\s*\{([^}]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex ClassRule();

    [GeneratedRegex("""mso-number-format\s*:\s*("[^"]*"|[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MsoNumberFormat();

    [GeneratedRegex("""(?:font-family|font)\s*:\s*([^;]*)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex FontFamily();

    [GeneratedRegex(@"display\s*:\s*(none)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DisplayNone();

    [GeneratedRegex(@"\.Vn[A-Z]|VNI[- ][A-Z]", RegexOptions.NonBacktracking)]
    private static partial Regex OldFontName();

    [GeneratedRegex(@"\\(?:([0-9a-fA-F]{4}) ?|(.))")]
    private static partial Regex EscapedSign();
}
