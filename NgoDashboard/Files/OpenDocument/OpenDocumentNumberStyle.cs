using System.Globalization;
using System.Text;
using System.Xml;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;
using Ns = NgoDashboard.Files.OpenDocument.OpenDocumentNamespaces;

namespace NgoDashboard.Files.OpenDocument;

/// <summary>
/// A number format as OpenDocument describes it, by elements, made into the code that workbooks have for the same. Other styles may stand
/// for some values, as the sections of a code do.
/// </summary>
sealed class OpenDocumentNumberStyle
{
    /// <summary>Of decimals, leading zeros and thousands by which a number is divided.</summary>
    const int MaxDigits = 20;

    /// <summary>Positive numbers, negative ones, zero.</summary>
    const int MaxConditions = 3;

    readonly StringBuilder code = new();
    readonly List<(string Condition, string Style)> conditions = [];
    bool isGeneral, isPercent, isText, isElapsed;

    /// <summary>Reads a style, and leaves the reader at its end.</summary>
    public static OpenDocumentNumberStyle Read(XmlReader xml, ReadingBudget reading)
    {
        var style = new OpenDocumentNumberStyle
        {
            isPercent = xml.LocalName == "percentage-style",
            isText = xml.LocalName == "text-style",
            isElapsed = xml.GetAttribute("truncate-on-overflow", Ns.Number) == "false",
        };
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
                style.AddPart(xml, reading);
        }

        return style;
    }

    /// <summary>Null for the general format.</summary>
    public string? ToCode(Dictionary<string, OpenDocumentNumberStyle> others)
    {
        var sections = new List<string>();
        foreach (var (condition, name) in conditions.Take(MaxConditions))
        {
            if (others.TryGetValue(name, out var other) && other.OwnCode is { } section)
                sections.Add(IsUsual(condition, sections.Count) ? section : $"[{condition}]{section}");
        }

        if (!isText && OwnCode is { } own)
            sections.Add(own);
        return sections.Count == 0 || (sections.Count == 1 && isGeneral) ? null : string.Join(';', sections);
    }

    /// <summary>A part of a code is limited by itself, so that many are not joined to one of megabytes.</summary>
    string? OwnCode => code.Length is 0 or > NumberFormat.MaxCodeLength ? null : code.ToString();

    /// <summary>Whether a section in that place is for these values without a condition.</summary>
    bool IsUsual(string condition, int index) => (index, conditions.Count) switch
    {
        (0, 1) => condition == ">=0",
        (0, _) => condition == ">0",
        (1, _) => condition == "<0",
        _ => condition == "=0",
    };

    void AddPart(XmlReader xml, ReadingBudget reading)
    {
        if (code.Length > NumberFormat.MaxCodeLength)
            return;
        switch (xml.LocalName)
        {
            case "number":
                AddNumber(xml);
                break;
            case "scientific-number":
                code.Append("0.00E+00");
                break;
            case "fraction":
                code.Append("# ?/?");
                break;
            case "text":
                AddText(ReadText(xml, reading));
                break;
            case "currency-symbol":
                AddCurrency(ReadText(xml, reading));
                break;
            case "map":
                AddCondition(xml);
                break;
            default:
                code.Append(ToDatePart(xml));
                break;
        }
    }

    /// <summary>Without decimals and thousands it shows as many decimals as the number has.</summary>
    void AddNumber(XmlReader xml)
    {
        var hasGroups = xml.GetAttribute("grouping", Ns.Number) == "true";
        var decimals = xml.GetAttribute("decimal-places", Ns.Number);
        if (decimals is null && !hasGroups)
        {
            isGeneral = code.Length == 0;
            code.Append("General");
            return;
        }

        isGeneral = false;
        var digits = new string('0', ReadDigits(xml, "min-integer-digits"));
        code.Append(!hasGroups ? (digits.Length == 0 ? "#" : digits) : digits.Length <= 1 ? "#,##" + (digits.Length == 0 ? "#" : digits)
            : "#," + digits.PadLeft(3, '#'));
        var (most, least) = (ReadDigits(xml, "decimal-places"),
            xml.GetAttribute("min-decimal-places", Ns.Number) is null ? int.MaxValue : ReadDigits(xml, "min-decimal-places"));
        if (most > 0)
            code.Append('.').Append('0', Math.Min(most, least)).Append('#', Math.Max(0, most - least));
        if (double.TryParse(xml.GetAttribute("display-factor", Ns.Number), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            && factor >= 1_000)
            code.Append(',', Math.Min(MaxDigits, (int)Math.Round(Math.Log10(factor) / 3)));
    }

    void AddText(string text)
    {
        isGeneral = false;
        if (isPercent && text.Trim() == "%")
            code.Append('%');
        else if (text.Length > 0 && text.All(letter => letter is '/' or '-' or '.' or ':' or ' ' or '(' or ')'))
            // A date's separators are signs of its code; each is escaped elsewhere, where some are placeholders.
            code.Append(string.Concat(text.Select(letter => letter is '/' or ':' ? $"{letter}" : $"\\{letter}")));
        else if (text.Length > 0)
            code.Append('"').Append(text.Replace("\"", "", StringComparison.Ordinal)).Append('"');
    }

    void AddCurrency(string symbol)
    {
        isGeneral = false;
        if (symbol.Length > 0)
            code.Append("[$").Append(symbol.Replace("]", "", StringComparison.Ordinal)).Append(']');
    }

    void AddCondition(XmlReader xml)
    {
        if (conditions.Count < MaxConditions && xml.GetAttribute("condition", Ns.Style) is { } condition
            && xml.GetAttribute("apply-style-name", Ns.Style) is { } style)
            conditions.Add((condition.Replace("value()", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), style));
    }

    string ToDatePart(XmlReader xml)
    {
        var isLong = xml.GetAttribute("style", Ns.Number) == "long";
        return xml.LocalName switch
        {
            "day" => isLong ? "dd" : "d",
            "month" when xml.GetAttribute("textual", Ns.Number) == "true" => isLong ? "mmmm" : "mmm",
            "month" => isLong ? "mm" : "m",
            "year" => isLong ? "yyyy" : "yy",
            "day-of-week" => isLong ? "dddd" : "ddd",
            "hours" => isElapsed ? "[h]" : isLong ? "hh" : "h",
            "minutes" => "mm",
            "seconds" => "ss",
            "am-pm" => "AM/PM",
            _ => "",
        };
    }

    static int ReadDigits(XmlReader xml, string name) =>
        int.TryParse(xml.GetAttribute(name, Ns.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? Math.Min(digits, MaxDigits) : 0;

    static string ReadText(XmlReader xml, ReadingBudget reading)
    {
        var text = new StringBuilder();
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                && text.Length <= NumberFormat.MaxCodeLength)
                text.Append(xml.Value);
        }

        return text.ToString();
    }
}
