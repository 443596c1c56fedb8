using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;
using NgoDashboard.Tests.Reports.Cases;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Review;

/// <summary>Every number of every sheet is in exactly one class, and no figure comes from nowhere.</summary>
public sealed class SheetAccountTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. BenchReportCases.All.Select(testCase => testCase.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Account_OfACollectedFile_HoldsEveryNumberOnceAndEveryFigure(string name)
    {
        var testCase = BenchReportCases.All.Single(other => other.Name == name);
        var file = ReportFileReader.ReadReport(testCase.File, testCase.Content, null, Cancellation);

        AssertComplete(file, testCase.Review());
    }

    [Theory]
    [InlineData("Năm 2023 (USD)|<|<\nTT|Tỉnh|Giải ngân\n#1|Lạng Sơn|#5\n#2|Cao Bằng|#7\n|Tổng|#12", "2 figure, 2 row_number, 1 total")]
    [InlineData("Tỉnh Lạng Sơn, năm 2023 (USD)\nTT|Lĩnh vực|Giải ngân|Tỷ trọng (%)|Kế hoạch|So với 2022\n#1|Y tế|#5|#50|#6|#2\n#2|Giáo dục|#5|#50|#6|#3\n|Tổng|#10|#100|#12|#5", "3 figure, 3 growth, 3 plan, 2 row_number, 3 share")]
    [InlineData("Tỉnh Lạng Sơn, năm 2023 (USD)\nTT|Tên dự án|Nhà tài trợ|Điện thoại|Năm|Giải ngân|Lũy kế\n#1|A|Oxfam|#912345678|#2023|#5|#9\n#2|B|Plan|#912345679|#2023|#7|#9", "2 date, 2 other_amount, 2 part, 2 phone, 2 row_number")]
    [InlineData("Tỉnh Lạng Sơn, năm 2023 (USD)\nLĩnh vực|Giải ngân|Số người hưởng lợi\nY tế|#5|#1200\nGiáo dục|#6|#900", "2 figure, 2 not_read")]
    [InlineData("Tỉnh Lạng Sơn, năm 2023 (USD)\nLĩnh vực|Giải ngân\nY tế|#5\nTổng|#5\nGhi chú: năm 2022 là|#9\n\n|#4", "2 figure, 2 not_read")]
    [InlineData("Tỉnh Lạng Sơn, năm 2023 (USD)\nLĩnh vực|Tiền mặt|Hiện vật|Tổng giá trị giải ngân\nY tế|#5|#1|#6\nGiáo dục|#2|#1|#3", "2 figure, 4 part")]
    public void Account_OfASheet_CountsEachClass(string rows, string expected)
    {
        var account = Assert.Single(Review(rows).Accounts);

        Assert.Equal(expected, string.Join(", ", account.Cells.GroupBy(cell => cell.Class).OrderBy(group => Code(group.Key)).Select(group => $"{group.Count()} {Code(group.Key)}")));
    }

    [Theory]
    [InlineData("Giải ngân", "Thông tin thêm", 2)]
    [InlineData("Tổng", "Y sĩ", 0)]
    public void Account_OfAColumnOrTotalThatNothingReads_IsNotComplete(string word, string replacement, int atLeast)
    {
        const string Rows = "Tỉnh Lạng Sơn, năm 2023 (USD)\nLĩnh vực|Cam kết|Giải ngân\nY tế|#5|#3\nGiáo dục|#6|#4\nTổng|#11|#7";
        var whole = Assert.Single(Review(Rows).Accounts);

        var account = Assert.Single(Review(Rows.Replace(word, replacement, StringComparison.Ordinal)).Accounts);

        Assert.True(whole.IsComplete);
        Assert.Equal(whole.Cells.Length, account.Cells.Length);
        Assert.False(account.IsComplete);
        Assert.True(account.Count(CellClass.NotRead) > atLeast);
    }

    static string Code(CellClass of) => NgoDashboard.Figures.Codes.EnumCodes.ToCode(of);

    static ReportReview Review(string rows) => ReportReview.Create(
        [ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create(rows), null, Cancellation)],
        Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, []), [], QuestionAnswers.None, 2026, Cancellation);

    /// <summary>Of a review of one file.</summary>
    internal static void AssertComplete(ReportFile file, ReportReview review)
    {
        Assert.Equal(file.Sheets.Count, review.Accounts.Length);
        foreach (var (sheet, account) in file.Sheets.Zip(review.Accounts))
        {
            var numbers = sheet.Rows.SelectMany(row => row.Cells
                .Where(cell => cell.Kind is CellKind.Number or CellKind.Date || CellNumber.LooksLikeNumber(cell))
                .Select(cell => (row.RowNumber, cell.ColumnIndex)));

            Assert.Equal(numbers, account.Cells.Select(cell => (cell.RowNumber, cell.ColumnIndex)));
            Assert.All(account.Cells, cell => Assert.Equal(cell.Class == CellClass.NotRead, cell.Reason is not null));
        }

        foreach (var line in review.Lines.Where(line => line.Key is not null))
        {
            var cells = review.Accounts.Single(account => account.SheetName == line.Location.SheetName).Cells;

            if (line.SummedRowCount == 0)
                Assert.Contains(cells, cell => cell.RowNumber == line.Location.RowNumber && cell.ColumnIndex == line.Location.ColumnIndex && cell.Class is CellClass.Figure or CellClass.ComparedTotal);
            else if (line.Key!.Value.Measure.IsMoney)
                Assert.Contains(cells, cell => cell.Class is CellClass.SummedPart or CellClass.Figure && cell.Key?.Measure == line.Key.Value.Measure);
        }
    }
}
