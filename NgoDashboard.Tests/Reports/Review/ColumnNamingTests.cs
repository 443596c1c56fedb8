using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.Reports.Cases;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Review;

/// <summary>Columns that no caption tells are named by the desk, once for each layout, and remembered for the office.</summary>
public sealed class ColumnNamingTests
{
    const string UnknownHeads = "\nNĂM 2023 (USD)\nX1|Nơi làm|Khoản mục A|Khoản mục B\n#1|Cao Lộc|Oxfam|#100\n#2|Văn Lãng|Plan|#200";

    static readonly Snapshot Published = Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, []);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Header_ThatNobodyKnows_IsShownWithAQuestionForEachColumn()
    {
        var review = Review([], QuestionAnswers.None, "Tỉnh Lạng Sơn");

        Assert.Empty(review.Lines);
        Assert.DoesNotContain(review.Findings, finding => finding.Kind == ReportFindingKind.NoTable);
        Assert.Equal(["X1", "Nơi làm", "Khoản mục A", "Khoản mục B"], review.OpenQuestions.Select(question => question.Subject));
        Assert.Equal(("row_number", SuggestionReason.Content), (review.OpenQuestions.First().Choices[0], review.OpenQuestions.First().Suggestion));
    }

    [Fact]
    public void Header_WhoseColumnsTheDeskHasNamed_IsRead()
    {
        var answers = Answer(Review([], QuestionAnswers.None, "Tỉnh Lạng Sơn"), "row_number", "district", "donor", "disbursed");

        var review = Review([], answers, "Tỉnh Lạng Sơn");

        Assert.Empty(review.OpenQuestions);
        Assert.All(review.Questions.Where(question => question.Kind == QuestionKind.Column), question => Assert.NotNull(question.Answer));
        Assert.Equal(["63:20 - disbursed 2023 300 USD", "63:20 - organisations 2023 2 count"], ReportCase.Describe(review));
    }

    [Fact]
    public void Layout_OfThirtyFourFiles_CostsOneAnswerForEachColumn()
    {
        var provinces = PublishedData.ReferenceAndFigures.Reference.ProvincesOnBasis(34).Select(province => $"UBND tỉnh {province.Name} (mới)").ToArray();
        var answers = Answer(Review([], QuestionAnswers.None, provinces), "row_number", "district", "donor", "disbursed");

        var review = Review([], answers, provinces);

        Assert.Empty(review.OpenQuestions);
        Assert.Equal(34, review.Lines.Count(line => line.Key?.Measure == Measure.Disbursed));
    }

    [Theory]
    [InlineData("Tỉnh Lạng Sơn", 0, 300)]
    [InlineData("Tỉnh Cao Bằng", 4, 0)]
    public void Layout_OfAnEarlierReport_IsAppliedForItsOfficeAndSuggestedForOthers(string office, int open, int disbursed)
    {
        var taught = Answer(Review([], QuestionAnswers.None, "Tỉnh Lạng Sơn"), "row_number", "district", "donor", "disbursed");
        Alias[] remembered = [.. Review([], taught, "Tỉnh Lạng Sơn").Questions.Where(question => question.Kind == QuestionKind.Column)
            .Select(question => new Alias(question.AliasKey!.Value, question.Answer!))];

        var review = Review(remembered, QuestionAnswers.None, office);

        Assert.Equal(open, review.OpenQuestions.Count());
        Assert.Equal(disbursed, review.Lines.Where(line => line.Key?.Measure == Measure.Disbursed).Sum(line => line.Value!.Value.WholeUnits));
        Assert.All(review.OpenQuestions, question => Assert.Equal(SuggestionReason.Layout, question.Suggestion));
    }

    [Fact]
    public void Column_OfNumbersThatNobodyKnows_MayBeNamedAndMayStayUnread()
    {
        const string Rows = "Tỉnh Lạng Sơn, năm 2023 (USD)\nLĩnh vực|Giải ngân|Thông tin thêm\nY tế|#5|#7\nGiáo dục|#6|#8";
        var unread = Review([], QuestionAnswers.None, Read(Rows));
        var question = Assert.Single(unread.Questions);

        var named = Review([], QuestionAnswers.None.WithAnswer(question.Id, "committed"), Read(Rows));

        Assert.Empty(unread.OpenQuestions);
        Assert.False(unread.Accounts.Single().IsComplete);
        Assert.True(named.Accounts.Single().IsComplete);
        Assert.Contains("63:20 health committed 2023 7 USD", ReportCase.Describe(named));
    }

    static QuestionAnswers Answer(ReportReview review, params string[] choices) => review.OpenQuestions
        .Where(question => question.Kind == QuestionKind.Column).Zip(choices)
        .Aggregate(QuestionAnswers.None, (answers, pair) => answers.WithAnswer(pair.First.Id, pair.Second));

    static ReportReview Review(IReadOnlyList<Alias> aliases, QuestionAnswers answers, params string[] offices) => Review(
        aliases, answers,
        [.. offices.Select((office, i) => ReportFileReader.ReadReport($"{i}.xlsx", TextWorkbook.Create(office + UnknownHeads), null, Cancellation))]);

    static ReportReview Review(IReadOnlyList<Alias> aliases, QuestionAnswers answers, params ReportFile[] files) =>
        ReportReview.Create(files, Published, aliases, answers, 2026, Cancellation);

    static ReportFile Read(string rows) => ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create(rows), null, Cancellation);
}
