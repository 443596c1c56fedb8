using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using static NgoDashboard.Tests.TestKit.Formats.WordFile;

namespace NgoDashboard.Tests.Files.Word;

public sealed class WordReaderTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Tables_OfADocument_AreSheetsWithTheirTitles()
    {
        var sheets = Read(Create(
            Table("UBND TỈNH LẠNG SƠN|CỘNG HÒA XÃ HỘI\nSở Ngoại vụ|Độc lập") + Paragraph("BÁO CÁO NĂM 2023") + Paragraph("") + Paragraph("Đơn vị: USD") + Table("Lĩnh vực|Giải ngân\nY tế|5")
            + Paragraph("Bảng 2") + Table("Tỉnh|Dự án\nLạng Sơn|7") + Paragraph("TM. ỦY BAN") + Table("Nơi nhận|KT. CHỦ TỊCH"))).Sheets;

        Assert.Equal(
            ["UBND TỈNH LẠNG SƠN", "CỘNG HÒA XÃ HỘI", "Sở Ngoại vụ", "Độc lập", "BÁO CÁO NĂM 2023", "Đơn vị: USD", "Lĩnh vực", "Giải ngân", "Y tế", "5"], Describe(sheets[0]));
        Assert.Equal(["Bảng 2", "Tỉnh", "Dự án", "Lạng Sơn", "7"], Describe(sheets[1]));
        Assert.Equal(["1", "2"], sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void Narration_BeforeATable_IsNoTitle()
    {
        var sheets = Read(Create(Paragraph("TỈNH LẠNG SƠN") + Paragraph(new string('a', 400)) + Paragraph("Đơn vị: USD") + Table("Lĩnh vực|Giải ngân\nY tế|5"))).Sheets;

        Assert.Equal(["TỈNH LẠNG SƠN", "Đơn vị: USD", "Lĩnh vực", "Giải ngân", "Y tế", "5"], Describe(Assert.Single(sheets)));
    }

    [Fact]
    public void Cells_ThatSpan_AreMergedRanges()
    {
        var sheet = Assert.Single(Read(Create(Table("TT|Giải ngân|<|Ghi chú\n^|2022|2023|^\n1|5|6|x¶y\n2|7|8|^"))).Sheets);

        Assert.Equal([new(1, 0, 2, 0), new(1, 1, 1, 2), new(1, 3, 2, 3), new(3, 3, 4, 3)], sheet.MergedCells.All);
        Assert.Equal("x\ny", sheet.Rows[2].FindCell(3)?.Text);
        Assert.Null(sheet.Rows[3].FindCell(3));
        Assert.Equal("8", sheet.Rows[3].FindCell(2)?.Text);
    }

    [Fact]
    public void Text_ThatIsDeletedOrThereTwice_IsReadOnce()
    {
        const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
        var cell = $"<w:p {Namespaces}><w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:tab/><w:t>tr</w:t><w:noBreakHyphen/><w:br/><w:t>đ</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>!</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>!</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";

        Assert.Equal(["5 tr-\nđ!", "1"], Describe(Read(Create($"<w:sdt><w:sdtContent><w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{cell}</w:tc><w:tc>{Paragraph("1")}</w:tc></w:tr></w:tbl></w:sdtContent></w:sdt>")).Sheets[0]));
    }

    [Fact]
    public void Table_InACell_IsASheetOfItsOwn()
    {
        var sheets = Read(Create($"<w:tbl><w:tr><w:tc>{Paragraph("Tỉnh")}{Table("Xã|3")}</w:tc><w:tc>{Paragraph("5")}</w:tc></w:tr></w:tbl>")).Sheets;

        Assert.Equal([["Tỉnh", "5"], ["Xã", "3"]], sheets.Select(Describe));
    }

    [Fact]
    public void Row_ThatBeginsLater_LeavesColumnsOut()
    {
        var sheet = Assert.Single(Read(Create($"<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr><w:tc>{Paragraph("5")}</w:tc></w:tr></w:tbl>")).Sheets);

        Assert.Equal(2, sheet.Rows[0].Cells[0].ColumnIndex);
    }

    [Fact]
    public void Document_WithoutATable_IsToldSo() =>
        Assert.Equal(ReportFindingKind.DocumentWithoutTable, Assert.Single(Read(Create(Paragraph("Giải ngân 5 triệu USD"))).Findings).Kind);

    static ReportFile Read(byte[] content) => ReportFileReader.ReadReport("a.docx", content, null, Cancellation);

    static string[] Describe(Sheet sheet) => [.. sheet.Rows.SelectMany(row => row.Cells).Select(cell => cell.Text)];
}
