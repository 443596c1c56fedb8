using Bunit;
using NgoDashboard.Components.DeskPanels.ReportImport;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Components.DeskPanels.ReportImport;

public sealed class ReportLinesTests : ComponentTest
{
    static readonly FigureKey LangSon = new(Period.ForYear(2023), new ProvinceCode(63, "20"), null, null, Measure.Disbursed);

    public ReportLinesTests() => AddDeskServices(TestBriefing.CreateFromPublishedData());

    [Fact]
    public void Line_OfAFigureThatTheDraftHoldsOtherwise_SaysWhatWouldBeLostAndAsks()
    {
        var review = ReportReview.Create([ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#720000\nCao Bằng|#5"), null, Cancellation)], PublishedData.Snapshot, [], QuestionAnswers.None, 2026, Cancellation);
        var prepared = new Restatement(LangSon, Quantity.FromWholeUnits(750_000, Unit.Usd)!.Value, Qualifier.Exact, null, "Theo điện thoại");
        var compared = ReviewAgainstDraft.Create(review, Draft.From(prepared));

        var list = Render<ReportLines>(parameters => parameters
            .Add(lines => lines.Review, compared.Review).Add(lines => lines.Reference, PublishedData.Snapshot.Reference)
            .Add(lines => lines.Accepted, new HashSet<FigureKey>()).Add(lines => lines.Prepared, compared.DraftConflicts));

        var row = Assert.Single(list.FindAll("tr.doubtful"));
        Assert.Contains(DisplayLanguage.Vietnamese.Words.Reports["draft-says", "750.000 USD"], TextOf(row), StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("input[type=checkbox]"));
        Assert.Single(list.FindAll("tr.new"));
    }
}
