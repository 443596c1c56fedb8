using NgoDashboard.Figures;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Reports;

/// <summary>Only what answers a question closes it; anything else leaves it open, and loses no number.</summary>
public sealed class InquiryTests
{
    [Theory]
    [InlineData(QuestionKind.Style, "vi", true)]
    [InlineData(QuestionKind.Style, "comma", false)]
    [InlineData(QuestionKind.Unit, "VND:1000", false)]
    [InlineData(QuestionKind.Basis, "33", false)]
    [InlineData(QuestionKind.Value, Question.AddUp, false)]
    [InlineData(QuestionKind.Column, "disbursed", false)]
    [InlineData(QuestionKind.Province, "63:20", true)]
    [InlineData(QuestionKind.Province, "99:99", false)]
    [InlineData(QuestionKind.Province, "34:99", false)]
    [InlineData(QuestionKind.Province, "nation", false)]
    [InlineData(QuestionKind.Province, Question.LeaveOut, true)]
    [InlineData(QuestionKind.Owner, "34:20", true)]
    [InlineData(QuestionKind.Owner, "nation", true)]
    [InlineData(QuestionKind.Owner, "Lạng Sơn", false)]
    [InlineData(QuestionKind.Sector, "health", true)]
    [InlineData(QuestionKind.Sector, "helth", false)]
    [InlineData(QuestionKind.Period, "2009-01-01/2009-12-31", true)]
    [InlineData(QuestionKind.Period, "2009", false)]
    [InlineData(QuestionKind.Period, "2009-12-31/2009-01-01", false)]
    [InlineData(QuestionKind.Period, "", false)]
    public void Ask_WithAnAnswer_TakesOnlyOneOfItsKind(QuestionKind kind, string answer, bool isTaken)
    {
        var inquiry = Inquiring(Replies.None.With("id", answer));

        Assert.Equal(isTaken ? answer : null, Ask(inquiry, kind));
        Assert.Equal(isTaken ? answer : null, inquiry.Questions.Single().Answer);
    }

    [Fact]
    public void Ask_WithAnAnswerThatIsNone_TakesWhatWasTaught()
    {
        var name = new ReportName(AliasKind.Province, "Lạng Xơn");

        Assert.Equal("63:20", Ask(Inquiring(Replies.None.With("id", "99:99"), new Alias(name, "63:20")), QuestionKind.Province, name));
        Assert.Null(Ask(Inquiring(Replies.None, new Alias(name, "99:99")), QuestionKind.Province, name));
    }

    static string? Ask(Inquiry inquiry, QuestionKind kind, ReportName? name = null) => inquiry.Ask(kind, "id", "a.xlsx", new("A", 1), "?", () => kind switch
    {
        QuestionKind.Style => ["vi", "en"],
        QuestionKind.Province or QuestionKind.Sector => [Question.LeaveOut],
        QuestionKind.Owner => ["nation"],
        _ => ["một", "hai"],
    }, name);

    static Inquiry Inquiring(Replies replies, params Alias[] taught) => new(replies, new(Published.Data.Reference, taught), Published.Data.Reference);
}
