using System.Xml;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.SpreadsheetXml;

/// <summary>
/// Reads the visible sheets of the XML of Excel 2003, which systems on the web write under the name .xls. Elements are known by their local
/// names, because some of those systems forget the namespaces.
/// </summary>
static class SpreadsheetXmlReader
{
    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        // Blanks before the XML declaration are forbidden, and are there.
        var start = content.AsSpan().IndexOf((byte)'<');
        var hasMark = TextEncodingDetector.IsUtf16(content) || content.AsSpan().StartsWith("\uFEFF"u8);
        var from = hasMark ? 0 : Math.Max(0, start);
        using var xml = XmlReader.Create(new MemoryStream(content, from, content.Length - from), PackageLimits.XmlSettings);
        return ReadVisibleSheets(xml, reading);
    });

    /// <summary>An attribute, with its namespace or without.</summary>
    public static string? GetAttribute(XmlReader xml, string name) =>
        xml.GetAttribute(name, "urn:schemas-microsoft-com:office:spreadsheet") ?? xml.GetAttribute(name);

    static List<Sheet> ReadVisibleSheets(XmlReader xml, ReadingBudget reading)
    {
        var (sheets, styles, daysBefore1904) = (new List<Sheet>(), new SpreadsheetXmlStyles(), 0);
        while (xml.Read())
        {
            PackageLimits.CountStep(reading, xml);
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "Style")
            {
                styles.Add(xml, reading);
            }
            else if (xml.LocalName == "Date1904")
            {
                daysBefore1904 = 1462;
            }
            else if (xml.LocalName == "Worksheet")
            {
                var name = GetAttribute(xml, "Name") ?? "";
                if (new SpreadsheetXmlSheet(xml, styles, daysBefore1904, reading).ReadSheet(name) is { } sheet)
                    sheets.Add(sheet);
                else
                    reading.AddFinding(ReportFindingKind.HiddenSheet, null, name);
            }
        }

        if (sheets.Count == 0)
            reading.AddFinding(ReportFindingKind.NoSheet);
        return sheets;
    }
}
