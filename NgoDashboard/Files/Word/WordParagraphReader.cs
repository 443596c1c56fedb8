using System.Text;
using System.Xml;
using NgoDashboard.Files.DocumentTables;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.Word;

/// <summary>Reads the text of one paragraph.</summary>
sealed class WordParagraphReader(XmlReader xml, WordFonts fonts, ReadingBudget reading)
{
    readonly StringBuilder text = new();
    OldFont? font;
    OldFont? paragraphFont;
    OldFont? runFont;

    /// <summary>Leaves the reader at the end of the paragraph.</summary>
    public DocumentParagraph ReadParagraph()
    {
        var inside = new ElementScope(xml, reading);
        paragraphFont = runFont = fonts.FindFont(null);
        while (inside.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && !SkipInvisible(xml, reading))
                ReadElement();
        }

        return new(text.ToString(), font);
    }

    /// <summary>Skips what is deleted or there a second time for old programs, up to its end.</summary>
    public static bool SkipInvisible(XmlReader xml, ReadingBudget reading)
    {
        if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("del" or "moveFrom" or "Fallback" or "instrText" or "rubyPr"
            or "rt" or "pict" or "tblGrid" or "sectPr"))
            return false;
        ElementScope.Skip(xml, reading);
        return true;
    }

    void ReadElement()
    {
        switch (xml.LocalName)
        {
            case "pStyle":
                paragraphFont = runFont = fonts.FindFont(WordBodyReader.GetAttribute(xml, "val"));
                break;
            case "r":
                runFont = paragraphFont;
                break;
            case "rStyle":
                runFont = fonts.FindFont(WordBodyReader.GetAttribute(xml, "val")) ?? runFont;
                break;
            case "rFonts":
                if (WordFonts.ReadFont(xml, out var hasFont) is var named && hasFont)
                    runFont = named;
                break;
            case "t":
                AppendText();
                break;
            case "tab":
                text.Append(' ');
                break;
            case "br" or "cr":
                text.Append('\n');
                break;
            case "noBreakHyphen":
                text.Append('-');
                break;
        }
    }

    void AppendText()
    {
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
                continue;
            reading.CountStep(xml.Value.Length);
            text.Append(xml.Value);
            font ??= runFont;
        }
    }
}
