using System.Text;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Formats;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.OldFonts;

/// <summary>Whole files in old fonts: by the font where the format says it, otherwise by the letters.</summary>
public sealed class OldFontReportTests
{
    const string Tcvn3Rows = "ñY BAN NH¢N D¢N TØNH L¹NG S¥N\nN¨m 2023\nLÜnh vùc|Gi¶i ng©n (USD)\nY tÕ|#5\nMédecins du Monde|#7";

    static readonly string[] Tcvn3Texts = ["ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "Năm 2023", "Lĩnh vực", "Giải ngân (USD)", "Y tế", "5", "Médecins du Monde", "7"];

    static readonly IReadOnlyList<Sheet> OneWord = [new("S", [new(1, [new(0, CellKind.Text, "YÕu tè"), new(1, CellKind.Text, "Sè")]), new(2, [new(0, CellKind.Text, "Müller")])])];

    public static TheoryData<string, byte[]> FilesWithFonts => new()
    {
        { "xls", OldWorkbookFile.Create(OneWord, ".VnTime") },
        { "xlsb", BinaryWorkbookFile.Create(OneWord, ".VnTime") },
        { "ods", OpenDocumentFile.Create(OneWord, ".VnTime") },
        { "xml", SpreadsheetXmlFile.Create(OneWord, ".VnTime") },
        { "html font", "<table><tr><td><font face='.VnTime'>YÕu tè</font><td><font face=.VnTime>Sè</font><tr><td><font face=.VnTime>Müller</font></table>"u8.ToArray() },
        { "html class", "<style>.xl1 { font-family:\".VnTime\", serif; }</style><table><tr><td class=xl1>YÕu tè<td class=xl1>Sè<tr><td class=xl1>Müller</table>"u8.ToArray() },
        { "docx", WordFile.Create("<w:tbl><w:tr><w:tc>" + WordFile.Paragraph("YÕu tè", ".VnTime") + "</w:tc><w:tc>" + WordFile.Paragraph("Sè", ".VnTime") + "</w:tc></w:tr><w:tr><w:tc>" + WordFile.Paragraph("Müller", ".VnTime") + "</w:tc></w:tr></w:tbl>") },
        { "docx style", WordFile.Create(WordFile.Table("YÕu tè|Sè\nMüller"), "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:style>") },
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Workbook_InLettersOfAnOldFont_IsReadAsUnicodeAndToldSo()
    {
        var file = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create(Tcvn3Rows), null, Cancellation);

        Assert.Equal(Tcvn3Texts, ReadTexts(file));
        Assert.Equal((ReportFindingKind.OldFont, "TCVN3 (ABC)", 5), FindOldFont(file));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Csv_InLettersOfAnOldFont_IsReadAsUnicode(bool isUtf8)
    {
        var text = Tcvn3Rows.Replace('|', ';').Replace("#", "", StringComparison.Ordinal);

        var file = ReportFileReader.ReadReport("a.csv", (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(text), null, Cancellation);

        Assert.Equal(Tcvn3Texts, ReadTexts(file));
    }

    [Fact]
    public void Workbook_InVni_IsReadAsUnicode()
    {
        var file = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create("Naêm 2023\nTænh|Giaûi ngaân (USD)\nLaïng Sôn|#5\nÑaékLaék|#7"), null, Cancellation);

        Assert.Equal(["Năm 2023", "Tỉnh", "Giải ngân (USD)", "Lạng Sơn", "5", "ÑaékLaék", "7"], ReadTexts(file));
        Assert.Equal((ReportFindingKind.OldFont, "VNI", 4), FindOldFont(file));
    }

    [Theory]
    [MemberData(nameof(FilesWithFonts))]
    public void Cells_WithAnOldFont_AreReadByIt(string format, byte[] content)
    {
        var file = ReportFileReader.ReadReport(format, content, null, Cancellation);

        // "Sè" alone is a word of Unicode too, so only its font tells; "Müller" is no Vietnamese in any font.
        Assert.Equal(["Yếu tố", "Số", "Müller"], ReadTexts(file));
        Assert.Equal((ReportFindingKind.OldFont, "TCVN3 (ABC)", 2), FindOldFont(file));
    }

    [Fact]
    public void Cells_WithAnOldFontBesideOthersInUnicode_AreReadByIt()
    {
        var page = "<table><tr><td>Tỉnh Lạng Sơn<td><font face='.VnTime'>Sè</font><td>Có</table>"u8.ToArray();

        Assert.Equal(["Tỉnh Lạng Sơn", "Số", "Có"], ReadTexts(ReportFileReader.ReadReport("a.xls", page, null, Cancellation)));
    }

    [Fact]
    public void Cells_WithAFontOfCapitals_AreCapitals()
    {
        var content = BinaryWorkbookFile.Create([new("S", [new(1, [new(0, CellKind.Text, "tØnh l¹ng s¬n")])])], ".VnTimeH");

        Assert.Equal(["TỈNH LẠNG SƠN"], ReadTexts(ReportFileReader.ReadReport("a.xlsb", content, null, Cancellation)));
    }

    [Fact]
    public void Cells_InUnicodeWithAnOldFont_StayAsTheyAre()
    {
        // Typed in Unicode, and the font was never changed.
        var content = BinaryWorkbookFile.Create([new("S", [new(1, [new(0, CellKind.Text, "Tỉnh Lạng Sơn"), new(1, CellKind.Text, "Có"), new(2, CellKind.Text, "Brot für die Welt")])])], ".VnTime");

        var file = ReportFileReader.ReadReport("a.xlsb", content, null, Cancellation);

        Assert.Equal(["Tỉnh Lạng Sơn", "Có", "Brot für die Welt"], ReadTexts(file));
        Assert.Empty(file.Findings);
    }

    [Fact]
    public void Workbook_WithWesternNames_StaysAsItIs()
    {
        var rows = "Năm 2023\nTổ chức|Giải ngân (USD)\nMédecins du Monde|#1\nBrot für die Welt|#2\nLoïc Müller|#3\nSociété Générale «Noël»|#4\nThaï Aïd|#5";
        var file = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create(rows), null, Cancellation);

        Assert.Equal(rows.Split('|', '\n').Select(text => text.TrimStart('#')), ReadTexts(file));
        Assert.Empty(file.Findings);
    }

    static string[] ReadTexts(ReportFile file) => [.. file.Sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row.Cells).Select(cell => cell.Text)];

    static (ReportFindingKind, string, int) FindOldFont(ReportFile file)
    {
        var finding = Assert.Single(file.Findings);
        return (finding.Kind, (string)finding.Args[0], (int)finding.Args[1]);
    }
}
