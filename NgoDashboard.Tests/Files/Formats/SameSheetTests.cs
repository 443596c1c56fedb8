using System.Globalization;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.Reports.Cases;
using NgoDashboard.Tests.TestKit.Formats;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.Formats;

/// <summary>Every workbook of the collection of reports, written in another format, is the same sheets.</summary>
public sealed class SameSheetTests
{
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    static readonly Dictionary<string, Func<IReadOnlyList<Sheet>, byte[]>> Writers = new()
    {
        ["xls"] = sheets => OldWorkbookFile.Create(sheets),
        ["xlsb"] = sheets => BinaryWorkbookFile.Create(sheets),
        ["ods"] = sheets => OpenDocumentFile.Create(sheets),
        ["fods"] = OpenDocumentFile.CreateFlat,
        ["xml"] = sheets => SpreadsheetXmlFile.Create(sheets),
    };

    public static TheoryData<string> Formats => [.. Writers.Keys];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Workbook_WrittenInAnotherFormat_IsTheSameSheets(string format)
    {
        var compared = 0;
        foreach (var testCase in BenchReportCases.All)
        {
            var sheets = ReportFileReader.ReadReport("a.xlsx", testCase.Content, null, Cancellation).Sheets;
            if (!testCase.Content.AsSpan().StartsWith("PK"u8) || sheets.Count == 0 || sheets.Any(sheet => sheet.Rows.Count == 0))
                continue;

            var read = ReportFileReader.ReadReport("a.xlsx", Writers[format](sheets), null, Cancellation);

            Assert.Equal(sheets.SelectMany(Describe), read.Sheets.SelectMany(Describe));
            compared++;
        }

        Assert.True(compared > 100);
    }

    [Fact]
    public void Workbook_WithAllKindsOfCells_IsTheSameSheetInEveryFormat()
    {
        var sheets = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.WithHiddenColumns(TextWorkbook.Create("""
            Năm 2023|<|<|Ghi chú
            Tỉnh|Giải ngân|Ngày|^
            Lạng Sơn|#1.5{triệu USD}|@2023-01-05|!REF

            ~Cao Bằng|=7|#0.125|!DIV/0
            Hà Giang|#-2500000{=#,##0.0,,}|#1234567.891{=0.00}|ghi  chú
            """), 3, 3), null, Cancellation).Sheets;

        Assert.All(Writers, writer => Assert.Equal(
            sheets.SelectMany(Describe), ReportFileReader.ReadReport("a.xlsx", writer.Value(sheets), null, Cancellation).Sheets.SelectMany(Describe)));
    }

    static IEnumerable<string> Describe(Sheet sheet) =>
    [
        $"{sheet.Name}: {string.Join(' ', sheet.MergedCells.All.Order(Comparer<MergedRange>.Create((one, other) => (one.Top, one.Left).CompareTo((other.Top, other.Left)))))}",
        $"hidden: {string.Join(' ', sheet.HiddenColumns.Where(column => column <= sheet.Rows.Max(row => row.Cells[^1].ColumnIndex)))}",
        .. sheet.Rows.SelectMany(row => row.Cells.Select(cell => $"{row.RowNumber}{(row.IsHidden ? "~" : "")} {Describe(cell)}")),
    ];

    // The digits may be written in another way, and the code of a format in another with the same meaning; one with sections is not
    // written in all formats. A formula without a result is an error that has no name.
    static string Describe(Cell cell) => cell.Kind == CellKind.Number
        ? $"{cell.ColumnIndex} {cell.IsFormula} {cell.StoredNumber} {(cell.Format?.Code.Contains(';', StringComparison.Ordinal) == true ? "" : $"{cell.GetDisplayedText(Vietnamese)} {cell.Format?.Unit}")}"
        : $"{cell.ColumnIndex} {cell.IsFormula} {cell.Kind} {(cell.Text == "?" ? "#N/A" : cell.Text)}";
}
