using System.Text;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Formats;

namespace NgoDashboard.Tests.Files.Formats;

/// <summary>Files that are made to end the process that reads them, read in the process of the test.</summary>
public sealed class HostileFormatsTests
{
    const string SpreadsheetNamespace = "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"";

    /// <summary>A document type whose entities multiply, and one that names a file.</summary>
    const string Entities = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY d SYSTEM \"file:///etc/hostname\">]>";

    static readonly Sheet SomeRows = new("S", [.. Enumerable.Range(1, 40).Select(i => new SheetRow(i, [new(0, CellKind.Text, $"Tỉnh {i}"), new(1, CellKind.Number, $"{i}.5", new("#,##0.0")), new(2, CellKind.Error, "#REF!")]))]);

    public static TheoryData<string, byte[]> RefusedFiles => new()
    {
        { "NestedTooDeeply", OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", Nested("table:table-row-group", 50_000))) },
        { "NestedTooDeeply", OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent(Nested("style:style", 50_000), "")) },
        { "NestedTooDeeply", WordFile.Create(Nested("w:tbl", 50_000)) },
        { "NestedTooDeeply", WordFile.Create("", Nested("w:style", 50_000)) },
        { "NestedTooDeeply", Encoding.UTF8.GetBytes($"<Workbook {SpreadsheetNamespace}>{Nested("Worksheet", 50_000)}</Workbook>") },
        { "NotATable", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>{Entities}<Workbook {SpreadsheetNamespace}><Worksheet><Table><Row><Cell><Data>&c;&d;</Data></Cell></Row></Table></Worksheet></Workbook>") },
        { "Damaged", OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", "<table:table/>").Replace("<office:document-content", Entities + "<office:document-content", StringComparison.Ordinal)) },
        { "TooManyRows", OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", string.Concat(Enumerable.Repeat("<table:table><table:table-row table:number-rows-repeated=\"90000\"><table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"string\"><text:p>a</text:p></table:table-cell></table:table-row></table:table>", 9)))) },
        { "TooManyRows", Encoding.UTF8.GetBytes($"<table>{string.Concat(Enumerable.Repeat("<tr><td>1", 100_001))}</table>") },
        { "TooManyCells", OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", $"<table:table><table:table-row table:number-rows-repeated=\"90000\"><table:table-cell table:number-columns-repeated=\"400\" office:value-type=\"string\"><text:p>{new string('a', 1000)}</text:p></table:table-cell></table:table-row></table:table>")) },
        { "UnpackedTooLarge", PackageFile.Create(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", new string(' ', 30_000_000))) },
        { "UnpackedTooLarge", PackageFile.Create(("xl/workbook.bin", new string('\0', 30_000_000))) },
        { "UnpackedTooLarge", PackageFile.Create(("word/document.xml", new string(' ', 30_000_000))) },
    };

    public static TheoryData<string> Writers => ["xls", "xlsb", "ods", "fods", "xml", "docx", "html"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(RefusedFiles))]
    public void File_ThatWouldEndTheProcess_IsRefused(string kind, byte[] content)
    {
        var file = ReportFileReader.ReadReport("a", content, null, Cancellation);

        Assert.Equal(kind, Assert.Single(file.Findings).Kind.ToString());
        Assert.Empty(file.Sheets);
    }

    [Fact]
    public void Page_NestedDeeply_IsReadOrRefusedWithoutEndingTheProcess()
    {
        foreach (var tag in (string[])["div", "table><tr><td", "b", "font", "ul><li", "svg", "select"])
        {
            var file = Read(Encoding.UTF8.GetBytes("<html>" + string.Concat(Enumerable.Repeat($"<{tag}>", 2_000)) + "<table><tr><td>1</table>"));

            Assert.True(file.Sheets.Count > 0 || file.Findings.Count > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void File_ChangedAnywhere_IsReadOrRefused(string format)
    {
        var content = Write(format);
        var random = new Random(20_231_231);
        for (var round = 0; round < 60; round++)
        {
            var changed = content.ToArray();
            for (var i = 0; i < 1 + (round % 8); i++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            if (round % 10 == 0)
                changed = changed[..random.Next(changed.Length)];

            var file = Read(changed);

            Assert.True(file.Sheets.Count > 0 || file.Findings.Any(finding => finding.IsFileError), $"{format}, round {round}");
        }
    }

    static byte[] Write(string format) => format switch
    {
        "xls" => OldWorkbookFile.Create([SomeRows]),
        "xlsb" => BinaryWorkbookFile.Create([SomeRows]),
        "ods" => OpenDocumentFile.Create([SomeRows]),
        "fods" => OpenDocumentFile.CreateFlat([SomeRows]),
        "xml" => SpreadsheetXmlFile.Create([SomeRows]),
        "docx" => WordFile.Create(WordFile.Table("a|b|<\n1|2|3\n^|5|6")),
        _ => Encoding.UTF8.GetBytes("<html><meta charset=utf-8><style>.a{mso-number-format:\"0\"}</style><table><tr><td colspan=2 class=a x:num=1>Tỉnh<tr><td rowspan=2>1<td>2<tr><td>&#7881;</table>"),
    };

    static ReportFile Read(byte[] content) => ReportFileReader.ReadReport("a", content, null, Cancellation);

    static string Nested(string element, int depth) => string.Concat(Enumerable.Repeat($"<{element}>", depth)) + string.Concat(Enumerable.Repeat($"</{element}>", depth));
}
