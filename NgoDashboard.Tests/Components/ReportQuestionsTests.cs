using Bunit;
using NgoDashboard.Components.Desk;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Components;

public sealed class ReportQuestionsTests : Drawn
{
    static readonly Snapshot Published = TestKit.Published.Snapshot;

    readonly List<(string Question, string Reply)> replies = [];

    public ReportQuestionsTests() => Work(TestBriefing.OfPublished());

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
        Assert.Contains(Words.Reports["period-unread"], panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_ThatWasNotOffered_StandsAmongTheChoices()
    {
        var asking = Asking();
        var question = Assert.Single(asking.Open);

        var panel = Panel(Review(Replies.None.With(question.Id, "2009-01-01/2009-12-31")));

        Assert.Equal("năm 2009", Text(panel.Find(".choice[aria-pressed=true]")));
    }

    static ReportReview Asking() => Review(Replies.None);

    static ReportReview Review(Replies replies) =>
        ReportReview.Of([ReportFiles.Read("a.xlsx", ReportBook.Of("Tỉnh|Giải ngân (USD)\nLạng Sơn|#5"))], Published, [], replies, 2026);

    IRenderedComponent<ReportQuestions> Panel(ReportReview review) => Render<ReportQuestions>(parameters => parameters
        .Add(panel => panel.Review, review).Add(panel => panel.Reference, Published.Reference).Add(panel => panel.OnReplied, replies.Add));
}
