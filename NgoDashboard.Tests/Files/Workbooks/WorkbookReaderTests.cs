using System.IO.Compression;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.Workbooks;

public sealed class WorkbookReaderTests
{
    [Fact]
    public void Sheet_OfAWorkbook_IsReadWithWhatIsBesideItsCells()
    {
        var book = TextWorkbook.Create("Năm 2023|<\nTỉnh|Giải ngân|Ngày\n~Lạng Sơn|#1.5{triệu USD}|@2023-01-05");
        book = TextWorkbook.WithComment(TextWorkbook.WithHiddenColumns(book, 3, 16_384), "B3", "Ước ", "tính\u200B");

        var sheet = Read(book);

        Assert.Equal([new(1, 0, 1, 1)], sheet.MergedCells.All);
        Assert.Equal([false, false, true], sheet.Rows.Select(row => row.IsHidden));
        Assert.Equal((2, 1), (sheet.HiddenColumns[0], sheet.HiddenRowCount));
        Assert.Equal([new(3, 1, "Ước tính")], sheet.Comments);
        Assert.Equal(
            [
                new(0, CellKind.Text, "Lạng Sơn"), new(1, CellKind.Number, "1.5", new("#,##0.##\\ \"triệu USD\"")),
                new Cell(2, CellKind.Date, "2023-01-05", new("dd/mm/yyyy")),
            ],
            sheet.Rows[2].Cells);
    }

    [Theory]
    [InlineData("<comments><commentList><comment ref=\"B1\"><text><t>a</t></text></comment><comment ref=\"B2\"><text>")]
    [InlineData("<comments><commentList><comment ref=\"B1\"><text><t>a</t></text></comment><comment ref=\"?\"><text><t>b</t></text></comment></commentList></comments>")]
    public void Comments_ThatAreDamaged_CostNoSheet(string xml)
    {
        using var memory = new MemoryStream();
        memory.Write(TextWorkbook.WithComment(TextWorkbook.Create("Tỉnh|Giải ngân\nLạng Sơn|#5"), "B1", "a"));
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = zip.Entries.Single(entry => entry.Name.StartsWith("comments", StringComparison.Ordinal));
            var name = part.FullName;
            part.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(xml);
        }

        var sheet = Read(memory.ToArray());

        Assert.Equal([new(1, 1, "a")], sheet.Comments);
        Assert.Equal(2, sheet.Rows.Count);
    }

    static Sheet Read(byte[] book) => Assert.Single(ReportFileReader.ReadReport("a.xlsx", book, null, TestContext.Current.CancellationToken).Sheets);
}
