using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Formats;

namespace NgoDashboard.Tests.Files.BinaryWorkbooks;

public sealed class BinaryWorkbookReaderTests
{
    static readonly Sheet Figures = new("Số liệu", [new(2, [new(1, CellKind.Text, "Tỉnh"), new(3, CellKind.Number, "-1234567.25")])]);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Sheet_ThatIsHidden_IsToldAndNotRead()
    {
        var file = ReportFileReader.ReadReport("a.xlsb", BinaryWorkbookFile.Create([Figures, Figures with { Name = "Ẩn" }], hidden: "Ẩn"), null, Cancellation);

        Assert.Equal(Figures.Rows.SelectMany(row => row.Cells), Assert.Single(file.Sheets).Rows.SelectMany(row => row.Cells));
        Assert.Equal(ReportFindingKind.HiddenSheet, Assert.Single(file.Findings).Kind);
    }

    [Fact]
    public void Workbook_CutOffInARecord_IsDamaged()
    {
        var content = PackageFile.Create([("xl/workbook.bin", [156, 1, 100, 0, 0])]);

        Assert.Equal(ReportFindingKind.Damaged, Assert.Single(ReportFileReader.ReadReport("a.xlsb", content, null, Cancellation).Findings).Kind);
    }

    [Fact]
    public void Workbook_WithRecordsLongerThanAnyTextCanBe_IsDamaged()
    {
        var content = PackageFile.Create([("xl/workbook.bin", [156, 1, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0])]);

        Assert.Equal(ReportFindingKind.Damaged, Assert.Single(ReportFileReader.ReadReport("a.xlsb", content, null, Cancellation).Findings).Kind);
    }
}
