using System.Text;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.Files.Html;

public sealed class HtmlReaderTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Spans_OfCells_AreMergedRanges()
    {
        var sheet = Assert.Single(Read("""
            <table><thead><tr><th rowspan=2>Tỉnh<th colspan=2>Giải ngân<tr><th>2022<th>2023
            <tbody><tr><td rowspan=0>Lạng Sơn<td>1<td>2<tr><td>3<td>4</table>
            """).Sheets);

        Assert.Equal([new(1, 0, 2, 0), new(1, 1, 1, 2), new(3, 0, 4, 0)], sheet.MergedCells.All);
        Assert.Equal([(2, 1, "2022"), (2, 2, "2023"), (3, 0, "Lạng Sơn"), (3, 1, "1"), (3, 2, "2"), (4, 1, "3"), (4, 2, "4")], Describe(sheet).Skip(2));
    }

    [Fact]
    public void Text_OfACell_HasTheLinesOfThePage() => Assert.Equal(
        ["Tên dự án\nNhà tài trợ", "a b c\nd", "5 000"],
        Describe(Read("<table><tr><td>Tên  dự\n án<br>Nhà tài trợ<td> a <b>b</b>\tc<p>d</p><script>x</script><td>5&nbsp;000<td style='display: none'>ẩn</table>").Sheets[0]).Select(cell => cell.Text.Replace('\u00A0', ' ')));

    [Fact]
    public void Paragraphs_BeforeATable_AreItsTitles()
    {
        var sheets = Read("<title>x</title><h2>BÁO CÁO NĂM 2023</h2><div>Đơn vị: <i>USD</i></div><table><tr><td>1</table>Bảng hai<br>Đơn vị: đồng<table><caption>Y tế</caption><tr><td>2</table>").Sheets;

        Assert.Equal(["BÁO CÁO NĂM 2023", "Đơn vị: USD", "1"], Describe(sheets[0]).Select(cell => cell.Text));
        Assert.Equal(["Bảng hai", "Đơn vị: đồng", "2"], Describe(sheets[1]).Select(cell => cell.Text));
        Assert.Equal(["1", "Y tế"], sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void Tables_ThatArrangeThePage_AreItsTitles()
    {
        var sheet = Assert.Single(Read("""
            <table><tr><td><table><tr><td>UBND TỈNH LẠNG SƠN<td>CỘNG HÒA XÃ HỘI<tr><td>Số: 45/BC</table>
            <tr><td>Năm 2023<table><tr><td>Tỉnh<td>USD<tr><td>Lạng Sơn<td>5</table></table>
            """).Sheets);

        Assert.Equal(["UBND TỈNH LẠNG SƠN", "CỘNG HÒA XÃ HỘI", "Số: 45/BC", "Năm 2023", "Tỉnh", "USD", "Lạng Sơn", "5"], Describe(sheet).Select(cell => cell.Text));
    }

    [Fact]
    public void Table_InACellOfFigures_IsTextOfThatCell() => Assert.Equal(
        ["Tỉnh", "USD", "Lạng Sơn\nCao Bằng", "5"],
        Describe(Assert.Single(Read("<table><tr><td>Tỉnh<td>USD<tr><td><table><tr><td>Lạng Sơn<tr><td>Cao Bằng</table><td>5</table>").Sheets)).Select(cell => cell.Text));

    [Theory]
    [InlineData("<meta charset=utf-8>", "utf-8")]
    [InlineData("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "utf-8")]
    [InlineData("<meta http-equiv=Content-Type content='text/html; charset=windows-1258'>", "windows-1258")]
    [InlineData("", "windows-1258")]
    [InlineData("", "utf-16")]
    public void Encoding_OfAPage_IsWhatItsBytesAre(string head, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(encoding);
        // Windows-1258 has tones as characters of their own.
        var text = encoding == "windows-1258" ? "Ti\u0309nh La\u0323ng Sơn đa\u0303 gia\u0309i ngân" : "Tỉnh Lạng Sơn đã giải ngân";

        var file = ReportFileReader.ReadReport("a.xls", [.. bytes.GetPreamble(), .. bytes.GetBytes($"<html>{head}<table><tr><td>{text}<td>1</table>")], null, Cancellation);

        Assert.Equal("Tỉnh Lạng Sơn đã giải ngân", Describe(Assert.Single(file.Sheets)).First().Text);
    }

    [Fact]
    public void Number_ThatExcelWroteBesideItsText_IsTakenIfItIsThatText()
    {
        var cells = Read("""
            <style>.xl65 { mso-number-format:"\#\,\#\#0\.0\\ \0022tỷ\0022"; } .xl66 {mso-number-format:"Short Date";}</style>
            <table><tr><td class=xl65 x:num="1250.5">1.250,5 tỷ<td x:num="1250000">1,25<td class=xl66 x:num="45291">31/12/2023<td x:err="#REF!">#REF!<td x:num>7</table>
            """).Sheets[0].Rows[0].Cells;

        Assert.Equal(
            [
                new(0, CellKind.Number, "1250.5", new("#,##0.0\\ \"tỷ\"")), new(1, CellKind.Text, "1,25"), new(2, CellKind.Date, "2023-12-31", new("dd/mm/yyyy")),
                new(3, CellKind.Error, "#REF!"), new Cell(4, CellKind.Text, "7"),
            ],
            cells);
    }

    [Fact]
    public void Rows_ThatAreHidden_AreMarked()
    {
        var sheet = Read("<table><col><col style='display:none'><tr><td>Tỉnh<td>1<tr style='display:none'><td>a<td>2</table>").Sheets[0];

        Assert.Equal([false, true], sheet.Rows.Select(row => row.IsHidden));
        Assert.Equal([1], sheet.HiddenColumns);
    }

    [Fact]
    public void Page_WithoutATable_IsToldSo() =>
        Assert.Equal(ReportFindingKind.DocumentWithoutTable, Assert.Single(Read("<html><p>Đăng nhập</p></html>").Findings).Kind);

    [Fact]
    public void Page_OfTextTablesOnly_HasThemAsSheets() =>
        Assert.Equal([2, 1], Read("<table><tr><td>Tên<tr><td>Plan</table><p>x<table><tr><td>Oxfam</table>").Sheets.Select(sheet => sheet.Rows.Count));

    static ReportFile Read(string page) => ReportFileReader.ReadReport("a.xls", Encoding.UTF8.GetBytes(page), null, Cancellation);

    static IEnumerable<(int Row, int Column, string Text)> Describe(Sheet sheet) => sheet.Rows.SelectMany(row => row.Cells.Select(cell => (row.RowNumber, cell.ColumnIndex, cell.Text)));
}
