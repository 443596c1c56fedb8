using System.Xml;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using Ns = NgoDashboard.Files.OpenDocument.OpenDocumentNamespaces;

namespace NgoDashboard.Files.OpenDocument;

/// <summary>The styles of a document that matter: number formats, fonts of before Unicode, and which sheets are hidden.</summary>
sealed class OpenDocumentStyles(ReadingBudget reading)
{
    /// <summary>Styles are based on others; a circle of them ends here.</summary>
    const int MaxParents = 20;

    /// <summary>A workbook has at most 65,490 formats of cells.</summary>
    const int MaxStyles = 100_000;

    readonly Dictionary<string, CellStyle> styles = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> fontFamilies = new(StringComparer.Ordinal);
    readonly Dictionary<string, OpenDocumentNumberStyle> numberStyles = new(StringComparer.Ordinal);
    readonly Dictionary<string, NumberFormat?> formats = new(StringComparer.Ordinal);
    readonly HashSet<string> hiddenTables = new(StringComparer.Ordinal);

    /// <summary>Takes up an element if it is a style, and leaves the reader at its end then.</summary>
    public void Read(XmlReader xml)
    {
        if (xml.NamespaceURI == Ns.Number && xml.LocalName.EndsWith("-style", StringComparison.Ordinal))
            ReadNumberStyle(xml);
        else if (xml.NamespaceURI == Ns.Style && xml.LocalName is "style" or "default-style")
            ReadStyle(xml);
        else if (xml.NamespaceURI == Ns.Style && xml.LocalName == "font-face" && xml.GetAttribute("name", Ns.Style) is { } name)
            fontFamilies.TryAdd(name, xml.GetAttribute("font-family", Ns.Svg) ?? name);
    }

    public bool IsTableHidden(string? style) => style is not null && hiddenTables.Contains(style);

    /// <summary>Null for the general format.</summary>
    public NumberFormat? FindFormat(string? style)
    {
        if (FindInherited(style, static found => found.DataStyle) is not { } name)
            return null;
        if (!formats.TryGetValue(name, out var format))
        {
            var code = numberStyles.TryGetValue(name, out var number) ? number.ToCode(numberStyles) : null;
            formats.Add(name, format = code is { Length: > 0 and <= NumberFormat.MaxCodeLength } ? new(code) : null);
        }

        return format;
    }

    public OldFont? FindOldFont(string? style) => OldFont.FromName(FindInherited(style, static found => found.Font));

    string? FindInherited(string? style, Func<CellStyle, string?> property)
    {
        for (var i = 0; i < MaxParents && style is not null && styles.TryGetValue(style, out var found); i++)
        {
            if (property(found) is { } value)
                return value;
            style = found.Parent;
        }

        return null;
    }

    void ReadNumberStyle(XmlReader xml)
    {
        var name = xml.GetAttribute("name", Ns.Style) ?? "";
        CheckCount(numberStyles.Count);
        numberStyles[name] = OpenDocumentNumberStyle.Read(xml, reading);
    }

    void ReadStyle(XmlReader xml)
    {
        var (name, family) = (xml.GetAttribute("name", Ns.Style) ?? "", xml.GetAttribute("family", Ns.Style));
        var style = new CellStyle(xml.GetAttribute("parent-style-name", Ns.Style), xml.GetAttribute("data-style-name", Ns.Style), null);
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "text-properties" })
                style = style with { Font = ReadFontFamily(xml) ?? style.Font };
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "table-properties" }
                && xml.GetAttribute("display", Ns.Table) == "false")
                hiddenTables.Add(name);
        }

        if (family is "table-cell" or "text" && name.Length > 0)
        {
            CheckCount(styles.Count);
            styles[name] = style;
        }
    }

    string? ReadFontFamily(XmlReader xml) =>
        xml.GetAttribute("font-name", Ns.Style) is { } face ? fontFamilies.GetValueOrDefault(face, face)
        : xml.GetAttribute("font-family", Ns.Formatting);

    static void CheckCount(int count)
    {
        if (count >= MaxStyles)
            throw new ReadingLimitException(ReportFindingKind.TooManyElements, MaxStyles);
    }

    /// <summary>Properties are null where the parent's count.</summary>
    readonly record struct CellStyle(string? Parent, string? DataStyle, string? Font);
}
