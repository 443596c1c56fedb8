using System.IO.Compression;
using System.Xml;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using Ns = NgoDashboard.Files.OpenDocument.OpenDocumentNamespaces;

namespace NgoDashboard.Files.OpenDocument;

/// <summary>Reads the visible sheets of an OpenDocument spreadsheet, as a package (ODS) or as one file (FODS).</summary>
static class OpenDocumentReader
{
    public static IReadOnlyList<Sheet> ReadPackage(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        new PackageLimits().CheckPackage(content);
        using var package = new ZipArchive(new MemoryStream(content));
        if (IsEncrypted(package, reading))
        {
            reading.AddFinding(ReportFindingKind.Protected);
            return [];
        }

        if (package.Entries.Any(entry => entry.FullName.StartsWith("Basic/", StringComparison.Ordinal)))
            reading.AddFinding(ReportFindingKind.Macros);
        var styles = new OpenDocumentStyles(reading);
        var sheets = new List<Sheet>();
        foreach (var name in (string[])["styles.xml", "content.xml"])
        {
            if (package.GetEntry(name) is not { } part)
                continue;
            using var stream = part.Open();
            ReadPart(stream, styles, sheets, reading);
        }

        return FinishSheets(sheets, reading);
    });

    public static IReadOnlyList<Sheet> ReadFlat(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        var sheets = new List<Sheet>();
        using var stream = new MemoryStream(content);
        ReadPart(stream, new OpenDocumentStyles(reading), sheets, reading);
        return FinishSheets(sheets, reading);
    });

    static List<Sheet> FinishSheets(List<Sheet> sheets, ReadingBudget reading)
    {
        if (sheets.Count == 0)
            reading.AddFinding(ReportFindingKind.NoSheet);
        return sheets;
    }

    static void ReadPart(Stream stream, OpenDocumentStyles styles, List<Sheet> sheets, ReadingBudget reading)
    {
        using var xml = XmlReader.Create(stream, PackageLimits.XmlSettings);
        while (xml.Read())
        {
            PackageLimits.CountStep(reading, xml);
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.NamespaceURI == Ns.Table && xml.LocalName == "table")
                ReadTable(xml, styles, sheets, reading);
            else if (xml.NamespaceURI == Ns.Table && xml.LocalName is "tracked-changes" or "dde-links")
                ElementScope.Skip(xml, reading);
            else
                styles.Read(xml);
        }
    }

    static void ReadTable(XmlReader xml, OpenDocumentStyles styles, List<Sheet> sheets, ReadingBudget reading)
    {
        var name = xml.GetAttribute("name", Ns.Table) ?? "";
        if (!styles.IsTableHidden(xml.GetAttribute("style-name", Ns.Table)))
        {
            sheets.Add(new OpenDocumentSheet(xml, styles, reading).ReadSheet(name));
            return;
        }

        reading.AddFinding(ReportFindingKind.HiddenSheet, null, name);
        ElementScope.Skip(xml, reading);
    }

    /// <summary>Each part of an encrypted package is encrypted by itself, and the list of parts says so.</summary>
    static bool IsEncrypted(ZipArchive package, ReadingBudget reading)
    {
        if (package.GetEntry("META-INF/manifest.xml") is not { } manifest)
            return false;
        using var stream = manifest.Open();
        // Some programs name a document type, which is not read.
        var settings = PackageLimits.XmlSettings.Clone();
        settings.DtdProcessing = DtdProcessing.Ignore;
        settings.XmlResolver = null;
        using var xml = XmlReader.Create(stream, settings);
        while (xml.Read())
        {
            PackageLimits.CountStep(reading, xml);
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "encryption-data", NamespaceURI: Ns.Manifest })
                return true;
        }

        return false;
    }
}
