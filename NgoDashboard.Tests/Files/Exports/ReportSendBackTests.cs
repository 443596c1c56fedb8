using System.Text;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.Exports;

/// <summary>Each item that is sent back names its owner and what its sender has to answer or to correct.</summary>
public sealed class ReportSendBackTests
{
    static readonly Snapshot Now = PublishedData.Snapshot;

    [Fact]
    public void Line_OfAFileThatNamesItsProvince_IsThatProvinces()
    {
        var lines = Lines(("bao-cao-cao-bang.xlsx", "Năm 2023\nLĩnh vực|Giải ngân (USD)\nY tế|#5"), ("x.xlsx", "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#7\nLạng Sơn|không rõ"));

        Assert.Equal([("Cao Bằng", "bao-cao-cao-bang.xlsx"), ("Lạng Sơn", "x.xlsx")], lines.Select(line => (line.Owner, line.File)));
    }

    [Fact]
    public void Line_OfWhichNothingTellsWhoseItIs_IsNobodysAndStandsLast()
    {
        var lines = Lines(("a.xlsx", "Năm 2023\nLĩnh vực|Giải ngân (USD)\nY tế|#5"), ("Yen Bai.xlsx", "Lĩnh vực|Giải ngân (USD)\nY tế|#5"));

        Assert.Equal(["Yên Bái (cũ)", "Chưa rõ"], lines.Select(line => line.Owner));
    }

    [Fact]
    public void Lines_ThatWaitForOneAnswer_AreOneLineWithTheQuestionAndItsChoices()
    {
        var line = Assert.Single(Lines(("lang-son.xlsx", "Tỉnh Lạng Sơn, năm 2023\nLĩnh vực|Giải ngân\nY tế|#5\nGiáo dục và đào tạo|#6\nMôi trường|#7")));

        Assert.Equal(("Lạng Sơn", new CellReference("Tổng hợp", 3, 1)), (line.Owner, line.Where));
        Assert.StartsWith("“Giải ngân” tính bằng đơn vị gì? Chọn: ", line.Reason, StringComparison.Ordinal);
        Assert.Contains("triệu USD", line.Reason, StringComparison.Ordinal);
        Assert.Contains("(3 dòng chờ)", line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_OfLinesThatWait_AreNeverAboutNothing()
    {
        var lines = Lines(
            ("lang-son.xlsx", "Lĩnh vực|Giải ngân (USD)\nY tế|#5"), ("a.xlsx", "Năm 2023\nTỉnh|Giải ngân (USD)\nQuảng Trị|#1\nQuảng Nam|#2"),
            ("b.xlsx", "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Xơn|#1\nCao Bằng|1.234\nLào Cai|không"));

        Assert.DoesNotContain(lines, line => line.Reason.Contains("“”", StringComparison.Ordinal) || line.Reason.StartsWith("Chờ trả lời", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Owner.Length == 0);
    }

    [Fact]
    public void Row_ThatNamesAProvince_IsThatProvincesAlsoWhileItIsAskedWhichItIs()
    {
        var lines = Lines(("a.xlsx", "Tỉnh|Giải ngân (USD)|Năm\nQuảng Trị|#1|2025"));

        Assert.Equal("Quảng Trị", Assert.Single(lines).Owner);
    }

    [Fact]
    public void Files_OfSeveralProvinces_AreOneOfAllAndOneForEach()
    {
        var files = ReportSendBack.CreateFiles(
            Review(("a.xlsx", "Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5|#9\nCao Bằng|#5|không rõ")), Now.Reference, DisplayLanguage.Vietnamese);

        Assert.Equal([(null, 3, "danh-sach-can-sua.csv"), ("Cao Bằng", 1, "danh-sach-can-sua-cao-bang.csv"), ("Lạng Sơn", 2, "danh-sach-can-sua-lang-son.csv")], files.Select(file => (file.Owner, file.Count, file.Name)));
        Assert.DoesNotContain("Lạng Sơn", Encoding.UTF8.GetString(files[1].Content), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_ThatSayTheSame_AreSaidOnce()
    {
        var lines = Lines(("a.xlsx", "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|không rõ"));

        Assert.Equal(lines.Distinct(), lines);
        Assert.Single(lines);
    }

    static IReadOnlyList<SendBackLine> Lines(params (string Name, string Rows)[] files) => ReportSendBack.FindLines(Review(files), Now.Reference, DisplayLanguage.Vietnamese);

    static ReportReview Review(params (string Name, string Rows)[] files) =>
        ReportReview.Create([.. files.Select(file => ReportFileReader.ReadReport(file.Name, TextWorkbook.Create(file.Rows), null, TestContext.Current.CancellationToken))], Now, [], QuestionAnswers.None, 2026);
}
