using System.Xml;
using DocumentFormat.OpenXml.Wordprocessing;
using NgoDashboard.Files.OldFonts;

namespace NgoDashboard.Files.Word;

/// <summary>The fonts of before Unicode that the styles of a document have.</summary>
sealed class WordFonts
{
    /// <summary>Styles are based on others; a circle of them ends here.</summary>
    const int MaxBases = 20;

    readonly Dictionary<string, OldFont> fonts = new(StringComparer.Ordinal);
    readonly OldFont? documentFont;

    public WordFonts(Styles? styles)
    {
        if (styles is null)
            return;
        documentFont = FindFont(styles.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle?.RunFonts);
        var all = styles.Elements<Style>().Where(style => style.StyleId?.Value is not null)
            .DistinctBy(style => style.StyleId!.Value!).ToDictionary(style => style.StyleId!.Value!, StringComparer.Ordinal);
        foreach (var (id, style) in all)
        {
            if (FindInherited(style, all) is { } font)
                fonts.Add(id, font);
        }

        var normal = styles.Elements<Style>()
            .FirstOrDefault(style => style.Default?.Value == true && style.Type?.Value == StyleValues.Paragraph)?.StyleId?.Value;
        if (normal is not null && fonts.TryGetValue(normal, out var usual))
            documentFont = usual;
    }

    /// <summary>The font of a paragraph or run by its style; that of the document if it has none.</summary>
    public OldFont? FindFont(string? style) => style is not null && fonts.TryGetValue(style, out var font) ? font : documentFont;

    /// <summary>The font that an element w:rFonts names, which wins over that of the style; hasFont is false if it names none.</summary>
    public static OldFont? ReadFont(XmlReader xml, out bool hasFont)
    {
        var name = WordBodyReader.GetAttribute(xml, "ascii") ?? WordBodyReader.GetAttribute(xml, "hAnsi");
        hasFont = name is not null;
        return OldFont.FromName(name);
    }

    static OldFont? FindInherited(Style style, Dictionary<string, Style> all)
    {
        for (var i = 0; i < MaxBases; i++)
        {
            if (style.StyleRunProperties?.RunFonts is { } own && (own.Ascii ?? own.HighAnsi) is not null)
                return FindFont(own);
            if (style.BasedOn?.Val?.Value is not { } id || !all.TryGetValue(id, out var based))
                return null;
            style = based;
        }

        return null;
    }

    static OldFont? FindFont(RunFonts? fonts) => OldFont.FromName(fonts?.Ascii?.Value ?? fonts?.HighAnsi?.Value);
}
