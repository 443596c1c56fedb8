using System.Xml;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.SpreadsheetXml;

/// <summary>A style of cells.</summary>
/// <param name="Format">Null for the general format.</param>
readonly record struct SpreadsheetXmlStyle(NumberFormat? Format, OldFont? Font);

/// <summary>The styles of a workbook by their ids. A style may be based on one before it.</summary>
sealed class SpreadsheetXmlStyles
{
    const string DefaultId = "Default";

    readonly Dictionary<string, SpreadsheetXmlStyle> styles = new(StringComparer.Ordinal);

    /// <summary>Reads a style, and leaves the reader at its end.</summary>
    public void Add(XmlReader xml, ReadingBudget reading)
    {
        var id = SpreadsheetXmlReader.GetAttribute(xml, "ID") ?? "";
        var style = Find(SpreadsheetXmlReader.GetAttribute(xml, "Parent"));
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "NumberFormat" })
                style = style with { Format = CreateFormat(SpreadsheetXmlReader.GetAttribute(xml, "Format")) };
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "Font" })
                style = style with { Font = OldFont.FromName(SpreadsheetXmlReader.GetAttribute(xml, "FontName")) };
        }

        styles[id] = style;
    }

    public SpreadsheetXmlStyle Find(string? id) =>
        styles.TryGetValue(id ?? DefaultId, out var style) || styles.TryGetValue(DefaultId, out style) ? style : default;

    static NumberFormat? CreateFormat(string? written) =>
        ToCode(written) is { Length: > 0 and <= NumberFormat.MaxCodeLength } code ? new(code) : null;

    /// <summary>Some formats have names instead of codes.</summary>
    static string? ToCode(string? written) => written switch
    {
        null or "General" or "General Number" or "@" => null,
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        // The currency of the computer on which it is opened.
        "Currency" => "#,##0.00",
        "Euro Currency" => "#,##0.00\\ \"€\"",
        "General Date" => "dd/mm/yyyy h:mm",
        "Short Date" => "dd/mm/yyyy",
        "Medium Date" => "d-mmm-yy",
        "Long Date" => "d mmmm yyyy",
        "Short Time" => "h:mm",
        "Medium Time" => "h:mm AM/PM",
        "Long Time" => "h:mm:ss",
        _ => written,
    };
}
