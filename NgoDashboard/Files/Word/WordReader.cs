using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using NgoDashboard.Files.DocumentTables;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Word;

/// <summary>
/// Reads the tables of a Word document. The package is opened by the Open XML SDK; the text is read as a stream, because a tree of it would
/// take many times its size.
/// </summary>
static class WordReader
{
    const int MaxPartCharacters = 20_000_000;

    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        var limits = new PackageLimits();
        limits.CheckPackage(content);
        using var document = WordprocessingDocument.Open(
            new MemoryStream(content), isEditable: false, new OpenSettings { MaxCharactersInPart = MaxPartCharacters });
        var main = document.MainDocumentPart!;
        limits.CheckTree(main.StyleDefinitionsPart);
        using var xml = XmlReader.Create(main.GetStream(FileMode.Open, FileAccess.Read), PackageLimits.XmlSettings);
        var sheets = new DocumentSheets(reading);
        new WordBodyReader(xml, new WordFonts(main.StyleDefinitionsPart?.Styles), sheets, reading).ReadBody();
        return sheets.Build();
    });
}
