using System.Globalization;
using Bunit;
using NgoDashboard.Components.DeskPanels.ReportImport;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Components.DeskPanels.ReportImport;

public sealed class ReportQuestionsTests : ComponentTest
{
    static readonly Snapshot Published = TestKit.Samples.PublishedData.Snapshot;

    readonly List<(string Question, string Reply)> replies = [];

    public ReportQuestionsTests() => AddDeskServices(TestBriefing.CreateFromPublishedData());

    [Theory]
    [InlineData("2009", "2009-01-01/2009-12-31")]
    [InlineData("quý I/2023", "2023-01-01/2023-03-31")]
    [InlineData("6 tháng đầu năm 2019", "2019-01-01/2019-06-30")]
    public void Period_ThatIsNotOffered_MayBeTyped(string typed, string answer)
    {
        var panel = Panel(Asking());

        panel.Find("input").Change(typed);

        Assert.Equal(answer, Assert.Single(replies).Reply);
    }

    [Fact]
    public void Period_ThatCannotBeRead_IsToldAndAnswersNothing()
    {
        var panel = Panel(Asking());

        panel.Find("input").Change("năm ngoái");

        Assert.Empty(replies);
        Assert.Contains(DisplayLanguage.Vietnamese.Words.Reports["period-unread"], panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_ThatWasNotOffered_StandsAmongTheChoices()
    {
        var asking = Asking();
        var question = Assert.Single(asking.OpenQuestions);

        var panel = Panel(Review(QuestionAnswers.None.WithAnswer(question.Id, "2009-01-01/2009-12-31")));

        Assert.Equal("năm 2009", TextOf(panel.Find(".choice[aria-pressed=true]")));
    }

    [Fact]
    public void Answer_ThatIsForAll_AnswersAllQuestionsThatAreAlike()
    {
        var asking = Basis(QuestionAnswers.None, "a.xlsx", "b.xlsx", "c.xlsx");
        var panel = Panel(asking);
        Assert.Equal([3, 3, 3], panel.FindAll(".for-all").Select(label => int.Parse(new string([.. TextOf(label).Where(char.IsDigit)]), CultureInfo.InvariantCulture)));

        panel.Find(".for-all input").Change(true);
        panel.FindAll(".choice").First(choice => TextOf(choice).StartsWith("63", StringComparison.Ordinal)).Click();

        Assert.Equal(asking.OpenQuestions.Select(question => (question.Id, "63")), replies);
    }

    [Fact]
    public void Answer_ThatIsNotForAll_AnswersItsOwnQuestion()
    {
        var asking = Basis(QuestionAnswers.None, "a.xlsx", "b.xlsx");
        var panel = Panel(asking);

        panel.Find(".choice").Click();

        Assert.Equal(asking.OpenQuestions.First().Id, Assert.Single(replies).Question);
    }

    [Fact]
    public void Questions_ThatAreAnswered_StandBelowTheOpenOnes()
    {
        var first = Basis(QuestionAnswers.None, "a.xlsx", "b.xlsx").OpenQuestions.First();

        var panel = Panel(Basis(QuestionAnswers.None.WithAnswer(first.Id, "63"), "a.xlsx", "b.xlsx"));

        Assert.Equal([true, false], panel.FindAll(".import-questions > li").Select(one => one.ClassList.Contains("open")));
        Assert.Empty(panel.FindAll(".for-all"));
    }

    [Fact]
    public void File_ThatCannotBeRead_SaysWhyInTheList()
    {
        (string Name, byte[] Content)[] chosen = [("a.pdf", "%PDF-1.7"u8.ToArray()), ("b.xlsx", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#5"))];
        UploadedReport[] files = [.. chosen.Select(file => new UploadedReport(ReportFileReader.ReadReport(file.Name, file.Content, null, Cancellation), file.Content))];
        var review = ReportReview.Create([.. files.Select(file => file.File)], Published, [], QuestionAnswers.None, 2026, Cancellation);

        var panel = Render<ReportFilesPanel>(parameters => parameters.Add(list => list.Files, files).Add(list => list.Findings, review.Findings).Add(list => list.Reference, Published.Reference));

        var rows = panel.FindAll(".import-files li");
        Assert.Equal([true, false], rows.Select(row => row.ClassList.Contains("fault")));
        Assert.Contains("Tệp là PDF", TextOf(rows[0]), StringComparison.Ordinal);
        Assert.DoesNotContain("0 dòng", TextOf(rows[0]), StringComparison.Ordinal);
    }

    static ReportReview Basis(QuestionAnswers replies, params string[] files) =>
        ReportReview.Create([.. files.Select(file => ReportFileReader.ReadReport(file, TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nQuảng Trị|#5")))], Published, [], replies, 2026);

    static ReportReview Asking() => Review(QuestionAnswers.None);

    static ReportReview Review(QuestionAnswers replies) =>
        ReportReview.Create([ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create("Tỉnh|Giải ngân (USD)\nLạng Sơn|#5"))], Published, [], replies, 2026);

    IRenderedComponent<ReportQuestions> Panel(ReportReview review) => Render<ReportQuestions>(parameters => parameters
        .Add(panel => panel.Review, review).Add(panel => panel.Reference, Published.Reference).Add(panel => panel.OnReplied, said => replies.AddRange(said)));
}
