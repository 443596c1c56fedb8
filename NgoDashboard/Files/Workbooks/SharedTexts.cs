using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.Workbooks;

/// <summary>The texts to which cells of a workbook refer, without the phonetic guides that East Asian sheets have beside a text.</summary>
sealed class SharedTexts
{
    readonly List<string> texts = [];

    /// <summary>Fonts of before Unicode that a part of a text has for itself.</summary>
    readonly Dictionary<int, OldFont> fonts = [];

    public string this[int index] => texts[index];

    public static SharedTexts Read(SharedStringTablePart? part, ReadingBudget reading)
    {
        var shared = new SharedTexts();
        if (part is null)
            return shared;
        using var xml = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), PackageLimits.XmlSettings);
        while (xml.Read())
        {
            PackageLimits.CountStep(reading, xml);
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
                continue;
            // Normalised once here and not for every cell, because a million cells may refer to one text of megabytes.
            var (text, font) = ReadRuns(xml, reading);
            if (font is { } old)
                shared.fonts.Add(shared.texts.Count, old);
            shared.texts.Add(CellText.Normalize(text));
        }

        return shared;
    }

    public OldFont? FindOldFont(int index) => fonts.Count > 0 && fonts.TryGetValue(index, out var font) ? font : null;

    /// <summary>The text runs of an element, concatenated. Leaves the reader at its end.</summary>
    public static (string Text, OldFont? Font) ReadRuns(XmlReader xml, ReadingBudget reading)
    {
        if (xml.IsEmptyElement)
            return ("", null);
        var (depth, text) = (xml.Depth, new StringBuilder());
        OldFont? font = null;
        xml.Read();
        while (xml.Depth > depth)
        {
            PackageLimits.CountStep(reading, xml);
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                xml.Skip();
                continue;
            }

            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
            {
                var part = xml.ReadElementContentAsString();
                reading.CountStep(part.Length);
                text.Append(part);
                continue;
            }

            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rFont")
                font ??= OldFont.FromName(xml.GetAttribute("val"));
            xml.Read();
        }

        return (text.ToString(), font);
    }
}
