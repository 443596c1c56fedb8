using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Live;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Live.Imports;

/// <summary>The edits of a review, without a database.</summary>
public sealed class ReportEditsTests
{
    static readonly Operator Hanh = new("k1", "Bà Hạnh");

    static readonly DateOnly Day = new(2026, 4, 12);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "Cao Bằng")]
    [InlineData(" ", "Cao Bằng")]
    [InlineData(" Sở Ngoại vụ ", "Sở Ngoại vụ")]
    public void Source_OfAProvincesFigure_IsThePublisherOrTheProvince(string? publisher, string named)
    {
        var edit = (Restatement)Assert.Single(Create([Report("a.xlsx", "Cao Bằng|#5")]).CreateEdits(Hanh, publisher, Day));

        Assert.Equal((named, "2026-04-12"), (edit.Source!.Publisher, edit.Source.Date));
    }

    [Fact]
    public void Figure_ThatReplacesAPreparedEdit_IsAnEditOnlyWhereItIsAccepted()
    {
        UploadedReport[] reports = [Report("a.xlsx", "Cao Bằng|#5"), Report("b.xlsx", "Hà Giang|#6")];
        var key = Create(reports[..1]).CreateEdits(Hanh, null, Day)[0].Key;
        var draft = Draft.From(new Restatement(key, SampleData.Usd(7), Qualifier.Exact, null, "Theo điện thoại"));
        var review = ReviewAgainstDraft.Create(Review(reports), draft).Review;

        var without = new ReportEdits(reports, review, new HashSet<FigureKey>(), PublishedData.Snapshot.Reference);
        Assert.Equal(["b.xlsx"], without.UsedReports.Select(report => report.File.FileName));
        Assert.Single(without.CreateEdits(Hanh, null, Day));

        var with = new ReportEdits(reports, review, new HashSet<FigureKey> { key }, PublishedData.Snapshot.Reference);
        Assert.Equal(["a.xlsx", "b.xlsx"], with.UsedReports.Select(report => report.File.FileName));
        Assert.Equal(2, with.CreateEdits(Hanh, null, Day).Length);
    }

    static ReportEdits Create(UploadedReport[] reports) =>
        new(reports, Review(reports), new HashSet<FigureKey>(), PublishedData.Snapshot.Reference);

    static ReportReview Review(UploadedReport[] reports) => ReportReview.Create(
        [.. reports.Select(report => report.File)], PublishedData.Snapshot, [], QuestionAnswers.None, Day.Year, Cancellation);

    static UploadedReport Report(string name, string row)
    {
        var content = TextWorkbook.Create($"Năm 2023\nTỉnh|Giải ngân (USD)\n{row}");
        return new(ReportFileReader.ReadReport(name, content, null, Cancellation), content);
    }
}
