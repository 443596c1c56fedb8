using System.Text;
using NgoDashboard.Tests.TestKit.Formats;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>Reports in the formats that offices send, and what is sent as a report and cannot be read.</summary>
static class FormatCases
{
    const string Expected = """
        63:20 health disbursed 2023 90000 USD
        63:20 education-training disbursed 2023 45500 USD
        """;

    const string Rows = "Lĩnh vực|Giải ngân\nY tế|90.000,00\nGiáo dục|45.500,00";

    static readonly string[] Titles = ["ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "Năm 2023", "Đơn vị tính: USD"];

    public static IEnumerable<ReportCase> All => [.. Documents(), .. Unreadable()];

    static IEnumerable<ReportCase> Documents()
    {
        yield return new("Format_WordDocument", WordFile.Create(string.Concat(Titles.Select(title => WordFile.Paragraph(title))) + WordFile.Table(Rows)), Expected) { File = "a.docx" };
        yield return new("Format_WebPage", Encoding.UTF8.GetBytes($"<html>{string.Concat(Titles.Select(title => $"<p>{title}"))}<table>{string.Concat(Rows.Split('\n').Select(row => $"<tr><td>{row.Replace("|", "<td>", StringComparison.Ordinal)}"))}</table>"), Expected) { File = "a.xls" };
        yield return new("Format_OldFont", TextWorkbook.Create("ñY BAN NH¢N D¢N TØNH L¹NG S¥N\nN¨m 2023\n§¬n vÞ tÝnh: USD\nLÜnh vùc|Gi¶i ng©n\nY tÕ|#90000\nGi¸o dôc|#45500"), Expected + "\n* OldFont");
    }

    static IEnumerable<ReportCase> Unreadable()
    {
        yield return new("Fault_Drawing", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "! NotATable");
        yield return new("Fault_SpreadsheetOfTheEighties", [0, 0, 2, 0, 6, 4, 6, 0], "! OldSpreadsheet");
        yield return new("Fault_OldDocument", CompoundFileBuilder.Create(("WordDocument", [])), "! OldDocument");
        yield return new("Fault_Picture", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0], "! Picture");
        yield return new("Fault_Archive", PackageFile.Create(("Lang Son.xlsx", "PK")), "! Archive");
        yield return new("Fault_AppleDocument", PackageFile.Create(("Index/Document.iwa", "")), "! AppleDocument");
        yield return new("Fault_WebArchive", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a"u8.ToArray(), "! WebArchive");
        yield return new("Fault_Presentation", PackageFile.Create(("ppt/presentation.xml", "")), "! OtherOfficeDocument");
    }
}
