using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Reports.Questions;

/// <summary>Only a valid answer closes a question; any other leaves it open, so that no number is lost.</summary>
public sealed class QuestionLogTests
{
    [Theory]
    [InlineData(QuestionKind.Style, "vi", true)]
    [InlineData(QuestionKind.Style, "comma", false)]
    [InlineData(QuestionKind.Unit, "VND:1000", false)]
    [InlineData(QuestionKind.Basis, "33", false)]
    [InlineData(QuestionKind.Value, Question.AddUpAnswer, false)]
    [InlineData(QuestionKind.Column, "disbursed", false)]
    [InlineData(QuestionKind.Province, "63:20", true)]
    [InlineData(QuestionKind.Province, "99:99", false)]
    [InlineData(QuestionKind.Province, "34:99", false)]
    [InlineData(QuestionKind.Province, "nation", false)]
    [InlineData(QuestionKind.Province, Question.LeaveOutAnswer, true)]
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
        var log = CreateLog(QuestionAnswers.None.WithAnswer("id", answer));

        Assert.Equal(isTaken ? answer : null, Ask(log, kind));
        Assert.Equal(isTaken ? answer : null, log.Questions.Single().Answer);
    }

    [Fact]
    public void Ask_WithAnAnswerThatIsNone_TakesWhatWasTaught()
    {
        var name = new AliasKey(AliasKind.Province, "Lạng Xơn");

        Assert.Equal("63:20", Ask(CreateLog(QuestionAnswers.None.WithAnswer("id", "99:99"), new Alias(name, "63:20")), QuestionKind.Province, name));
        Assert.Null(Ask(CreateLog(QuestionAnswers.None, new Alias(name, "99:99")), QuestionKind.Province, name));
    }

    static string? Ask(QuestionLog log, QuestionKind kind, AliasKey? name = null) => log.Ask(kind, "id", "a.xlsx", new("A", 1), "?", () => kind switch
    {
        QuestionKind.Style => ["vi", "en"],
        QuestionKind.Province or QuestionKind.Sector => [Question.LeaveOutAnswer],
        QuestionKind.Owner => ["nation"],
        _ => ["một", "hai"],
    }, name);

    static QuestionLog CreateLog(QuestionAnswers replies, params Alias[] taught) => new(replies, new(PublishedData.ReferenceAndFigures.Reference, taught), PublishedData.ReferenceAndFigures.Reference);
}
