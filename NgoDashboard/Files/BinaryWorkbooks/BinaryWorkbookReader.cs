using System.IO.Compression;
using System.Xml;
using NgoDashboard.Files.Formats;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using Types = NgoDashboard.Files.BinaryWorkbooks.BinaryRecordTypes;

namespace NgoDashboard.Files.BinaryWorkbooks;

/// <summary>Reads the visible sheets of a binary workbook (XLSB): a package like XLSX, in which records take the place of XML.</summary>
static class BinaryWorkbookReader
{
    const string Folder = "xl/";

    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        new PackageLimits().CheckPackage(content);
        if (ZipFormats.HasMacros(content))
            reading.AddFinding(ReportFindingKind.Macros);
        using var package = new ZipArchive(new MemoryStream(content));
        var parts = ReadRelationships(package, reading);
        var (book, daysBefore1904) = ReadBook(package, reading);
        using var styleRecords = OpenPart(package, Folder + "styles.bin", reading);
        var styles = BinaryStyles.Read(styleRecords);
        using var textRecords = OpenPart(package, Folder + "sharedStrings.bin", reading);
        var texts = BinaryTexts.Read(textRecords, styles, reading);
        var sheets = new List<Sheet>();
        foreach (var (name, relationship, isVisible) in book)
        {
            if (!isVisible)
                reading.AddFinding(ReportFindingKind.HiddenSheet, null, name);
            // Charts and dialogs are sheets too, in other folders.
            else if (parts.TryGetValue(relationship, out var path) && path.Contains("worksheets/", StringComparison.OrdinalIgnoreCase)
                && OpenPart(package, path, reading) is { } records)
                using (records)
                    sheets.Add(new BinarySheetReader(records, styles, texts, daysBefore1904, reading).ReadSheet(name));
        }

        if (sheets.Count == 0)
            reading.AddFinding(ReportFindingKind.NoSheet);
        return sheets;
    });

    static (List<(string Name, string Relationship, bool IsVisible)> Sheets, int DaysBefore1904) ReadBook(
        ZipArchive package, ReadingBudget reading)
    {
        var (sheets, days) = (new List<(string, string, bool)>(), 0);
        using var records = OpenPart(package, Folder + "workbook.bin", reading);
        while (records?.Read() == true)
        {
            if (records.Type == Types.WorkbookProperties)
            {
                days = (records.ReadUInt32(0) & 1) == 0 ? 0 : 1462;
            }
            else if (records.Type == Types.SheetOfWorkbook)
            {
                var relationship = records.ReadText(8, out var end);
                sheets.Add((records.ReadText(end, out _), relationship, records.ReadUInt32(0) == 0));
            }
        }

        return (sheets, days);
    }

    /// <summary>The paths of parts by the ids that the workbook has for them.</summary>
    static Dictionary<string, string> ReadRelationships(ZipArchive package, ReadingBudget reading)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        if (FindEntry(package, Folder + "_rels/workbook.bin.rels") is not { } part)
            return paths;
        using var stream = part.Open();
        using var xml = XmlReader.Create(stream, PackageLimits.XmlSettings);
        while (xml.Read())
        {
            PackageLimits.CountStep(reading, xml);
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Id") is { } id
                && xml.GetAttribute("Target") is { } target)
                paths[id] = target.StartsWith('/') ? target[1..] : Folder + target;
        }

        return paths;
    }

    static BinaryRecordReader? OpenPart(ZipArchive package, string path, ReadingBudget reading) =>
        FindEntry(package, path) is { } entry ? new(entry.Open(), reading) : null;

    static ZipArchiveEntry? FindEntry(ZipArchive package, string path) =>
        package.GetEntry(path) ?? package.Entries.FirstOrDefault(entry => entry.FullName.Equals(path, StringComparison.OrdinalIgnoreCase));
}
