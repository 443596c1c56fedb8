using NgoDashboard.Api.Imports;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Review;

/// <summary>If a figure has several values, the desk chooses between them by value and source.</summary>
public sealed class DuplicateValuesTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Choice_OfAValue_TellsItInFullWithItsPlace()
    {
        var question = FirstQuestion(("trung.xlsx", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#700000\nCao Bằng|#1\nLạng Sơn|#800000")));

        Assert.Equal("700.000 USD — trung.xlsx, Tổng hợp!B3, dòng 3", ChoiceText(question, 0));
        Assert.Equal("800.000 USD — trung.xlsx, Tổng hợp!B5, dòng 5", ChoiceText(question, 1));
        // The page, the API and the command line show the same text.
        Assert.Equal(ChoiceText(question, 0), ImportQuestionResponse.From(question, PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese).Choices[0].Text);
    }

    [Fact]
    public void Choices_OfListsInTwoVersions_BeginWithTheValuesAndTellTheSum()
    {
        const string rows = "Tỉnh Lạng Sơn, năm 2023\nTên dự án|Nhà tài trợ|Giải ngân (USD)\nN|Oxfam|#10\nM|Oxfam|#20";
        var question = FirstQuestion(("a.xlsx", TextWorkbook.Create(rows)), ("b.xlsx", TextWorkbook.Create(rows + "\nK|Oxfam|#5")));

        Assert.Equal([Question.AddUpAnswer, Question.LeaveOutAnswer], question.Choices[2..]);
        Assert.Equal("30 USD — a.xlsx, Tổng hợp!C3, tổng của 2 dòng", ChoiceText(question, 0));
        Assert.Equal("35 USD — b.xlsx, Tổng hợp!C3, tổng của 3 dòng", ChoiceText(question, 1));
        Assert.StartsWith("Cộng lại được 65 USD", ChoiceText(question, 2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Giải ngân (triệu đồng)", true)]
    [InlineData("Giải ngân (triệu USD)", false)]
    public void Sentence_OfValuesInTwoCurrencies_SaysSo(string other, bool says)
    {
        var question = FirstQuestion(("a.xlsx", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#5")), ("b.xlsx", TextWorkbook.Create($"Năm 2023\nTỉnh|{other}\nLạng Sơn|#5")));

        Assert.Equal(says, question.ToSentence(PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese).Contains("hai loại tiền", StringComparison.Ordinal));
    }

    static Question FirstQuestion(params (string Name, byte[] Content)[] files) => Review(QuestionAnswers.None, files).OpenQuestions.First();

    static ReportReview Review(QuestionAnswers replies, params (string Name, byte[] Content)[] files) =>
        ReportReview.Create([.. files.Select(file => ReportFileReader.ReadReport(file.Name, file.Content, null, Cancellation))], Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, []), [], replies, 2026);

    static string ChoiceText(Question question, int choice) => question.ToChoiceText(question.Choices[choice], PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese);
}
