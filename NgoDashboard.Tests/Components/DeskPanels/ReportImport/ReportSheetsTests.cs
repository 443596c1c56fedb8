using AngleSharp.Dom;
using Bunit;
using NgoDashboard.Components.DeskPanels.ReportImport;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Components.DeskPanels.ReportImport;

public sealed class ReportSheetsTests : ComponentTest
{
    const string Rows = "Tỉnh Lạng Sơn, năm 2023 (USD)\nTT|Lĩnh vực|Giải ngân|Thông tin thêm\n#1|Y tế|#5|#7\n#2|Giáo dục|#6|#8\n|Tổng|#11|";

    readonly List<(string Question, string Reply)> replies = [];
    readonly List<FigureKey> chosen = [];

    public ReportSheetsTests() => AddDeskServices(TestBriefing.CreateFromPublishedData());

    [Fact]
    public void Picture_OfASheet_ColoursEveryNumberByWhatBecameOfIt()
    {
        var panel = Panel(null);

        Assert.Equal("7 số: 3 số liệu, 2 số thứ tự, 2 không đọc.", TextOf(panel.Find(".account")));
        Assert.Equal(
            ["5", "6", "11"], panel.FindAll("td.cell-figure").Select(TextOf));
        Assert.Equal(["7", "8"], panel.FindAll("td.cell-not_read").Select(TextOf));
    }

    [Fact]
    public void Cell_OfAFigure_LeadsToIt()
    {
        Panel(null).FindAll("td.cell-figure button")[2].Click();

        Assert.Equal(new FigureKey(Period.ForYear(2023), new(63, "20"), null, null, Measure.Disbursed), Assert.Single(chosen));
    }

    [Fact]
    public void Figure_ThatLeadsToItsCell_MarksIt()
    {
        var panel = Panel(("a.xlsx", new("Tổng hợp", 4, 2)));

        Assert.Equal("6", TextOf(Assert.Single(panel.FindAll("td.source-cell"))));
    }

    [Fact]
    public void Column_ThatNobodyKnows_IsNamedInItsHead()
    {
        Panel(null).FindAll("thead select")[3].Change("committed");

        Assert.Equal("committed", Assert.Single(replies).Reply);
    }

    static new string TextOf(IElement element) => element.TextContent.Trim();

    IRenderedComponent<ReportSheets> Panel((string File, CellReference Location)? marked)
    {
        var file = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create(Rows), null, Xunit.TestContext.Current.CancellationToken);
        var review = ReportReview.Create(
            [file], Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, []), [], QuestionAnswers.None, 2026, Xunit.TestContext.Current.CancellationToken);
        JSInterop.Mode = JSRuntimeMode.Loose;
        return Render<ReportSheets>(parameters => parameters
            .Add(panel => panel.Review, review)
            .Add(panel => panel.Files, [new UploadedReport(file, [])])
            .Add(panel => panel.Reference, PublishedData.ReferenceAndFigures.Reference)
            .Add(panel => panel.Marked, marked)
            .Add(panel => panel.OnFigureChosen, chosen.Add)
            .Add(panel => panel.OnReplied, answered => replies.AddRange(answered)));
    }
}
