using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Formats;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.OldWorkbooks;

public sealed class OldWorkbookReaderTests
{
    static readonly IReadOnlyList<Sheet> Sheets = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create("Năm 2023|<\nTỉnh|Giải ngân\n~Lạng Sơn|#5\nCao Bằng|!REF")).Sheets;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Stream_WithoutAContainer_IsReadByItsValues()
    {
        var sheet = Assert.Single(ReportFileReader.ReadReport("a.xls", OldWorkbookFile.CreateStream(Sheets), null, Cancellation).Sheets);

        Assert.Equal(["Năm 2023", "Tỉnh", "Giải ngân", "Lạng Sơn", "5", "Cao Bằng"], sheet.Rows.SelectMany(row => row.Cells).Select(cell => cell.Text));
        Assert.Equal([new(1, 0, 1, 1)], sheet.MergedCells.All);
    }

    [Fact]
    public void Sheet_ThatIsHidden_IsToldAndNotRead()
    {
        var file = ReportFileReader.ReadReport("a.xls", OldWorkbookFile.Create([new("Ẩn", []), .. Sheets], hidden: "Ẩn"), null, Cancellation);

        Assert.Equal(["Tổng hợp"], file.Sheets.Select(sheet => sheet.Name));
        Assert.Equal((ReportFindingKind.HiddenSheet, "Ẩn"), (Assert.Single(file.Findings).Kind, file.Findings[0].Args[0]));
        Assert.Equal([false, false, true, false], file.Sheets[0].Rows.Select(row => row.IsHidden));
        Assert.Equal(CellKind.Error, file.Sheets[0].Rows[3].Cells[1].Kind);
    }

    [Fact]
    public void Workbook_WithAPassword_IsToldSo()
    {
        var stream = OldWorkbookFile.CreateStream(Sheets);
        // Behind the first record: encryption by a key that is that of no usual password.
        byte[] locked = [.. stream[..20], 0x2F, 0, 6, 0, 0, 0, 0x34, 0x12, 0x78, 0x56, .. stream[20..]];

        var file = ReportFileReader.ReadReport("a.xls", CompoundFileBuilder.Create(("Workbook", locked)), null, Cancellation);

        Assert.Equal(ReportFindingKind.Protected, Assert.Single(file.Findings).Kind);
    }

    [Fact]
    public void Workbook_WithMacros_IsToldSo()
    {
        var content = CompoundFileBuilder.Create(("Workbook", OldWorkbookFile.CreateStream(Sheets)), ("_VBA_PROJECT_CUR", []));

        Assert.Equal(ReportFindingKind.Macros, Assert.Single(ReportFileReader.ReadReport("a.xls", content, null, Cancellation).Findings).Kind);
    }

    [Fact]
    public void Workbook_WithManyTexts_IsReadAcrossItsRecords()
    {
        Sheet sheet = new("S", [.. Enumerable.Range(1, 800).Select(i => new SheetRow(i, [new(0, CellKind.Text, $"Tỉnh số {i}"), new(255, CellKind.Number, $"{i}")]))]);

        var read = Assert.Single(ReportFileReader.ReadReport("a.xls", OldWorkbookFile.Create([sheet]), null, Cancellation).Sheets);

        Assert.Equal(sheet.Rows.SelectMany(row => row.Cells), read.Rows.SelectMany(row => row.Cells));
    }
}
