using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Live.Imports;

/// <summary>The desk's answers about names in reports: stored together with the figures, and removed again.</summary>
[Trait("Tier", "Host")]
public sealed class LearnedNamesTests : IDisposable
{
    static readonly byte[] Asking = TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Xơn|#1196137");

    static readonly Operator Hanh = new("k1", "Bà Hạnh"), Minh = new("k2", "Ông Minh");

    readonly TestApplication app = new();
    readonly UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", Asking, null, Cancellation), Asking)];

    ReportImporter Imports => app.Services.GetRequiredService<ReportImporter>();

    Drafts Drafts => app.Services.GetRequiredService<Drafts>();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => app.Dispose();

    [Fact]
    public void Review_ThatIsThrownAway_TeachesNothing()
    {
        var (review, _) = Answered();

        Assert.Empty(review.OpenQuestions);
        Assert.Empty(Imports.LearnedNames());
    }

    [Fact]
    public async Task Put_WithAnAnsweredName_TeachesItWithWhoAndWhen()
    {
        await Put(Hanh);

        var name = Assert.Single(Imports.LearnedNames());
        Assert.Equal((AliasKind.Province, "Lạng Xơn", "63:20", "Bà Hạnh"), (name.Kind, name.OriginalText, name.Target, name.Actor));
        Assert.InRange(name.LearnedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Put_WithAnAnsweredHead_TeachesTheMeasureAndNotItsYearOrUnit()
    {
        var (first, second) = (Read("Tỉnh|Giải ngân qua kho bạc của các tổ chức 2023 (USD)"), Read("Tỉnh|Giải ngân qua kho bạc của các tổ chức năm 2024 (triệu USD)"));
        var question = Assert.Single(Imports.Review([first.File], QuestionAnswers.None, Cancellation).OpenQuestions);
        var answers = QuestionAnswers.None.WithAnswer(question.Id, "disbursed");

        await Imports.AddToDraft(Hanh, [first], Imports.Review([first.File], answers, Cancellation), new HashSet<FigureKey>(), null, answers);

        Assert.Empty(Imports.Review([second.File], QuestionAnswers.None, Cancellation).OpenQuestions);
        var name = Assert.Single(Imports.LearnedNames());
        Assert.Equal((AliasKind.Measure, "Giải ngân qua kho bạc của các tổ chức 2023 (USD)", "disbursed"), (name.Kind, name.OriginalText, name.Target));
    }

    static UploadedReport Read(string head)
    {
        var content = TextWorkbook.Create($"{head}\nLạng Sơn|#1234567");
        return new(ReportFileReader.ReadReport("b.xlsx", content, null, Cancellation), content);
    }

    [Theory]
    [InlineData("draft_edit")]
    [InlineData("report_alias")]
    public async Task Put_TheDiskRefusesAPartOfIt_StoresNothing(string table)
    {
        app.ExecuteSql($"CREATE TRIGGER full_disk BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        await Assert.ThrowsAsync<NotSavedException>(() => Put(Hanh));

        app.ExecuteSql("DROP TRIGGER full_disk");
        Assert.Empty(Imports.LearnedNames());
        Assert.True(Drafts.ForOperator(Hanh).IsEmpty);
    }

    [Fact]
    public async Task Name_ThatIsKnown_StaysTheirsWhoTaughtIt()
    {
        await Put(Hanh);
        var review = Imports.Review([chosen[0].File], QuestionAnswers.None, Cancellation);

        await Imports.AddToDraft(Minh, chosen, review, new HashSet<FigureKey>(), null, QuestionAnswers.None);

        Assert.Empty(review.OpenQuestions);
        Assert.Equal("Bà Hạnh", Assert.Single(Imports.LearnedNames()).Actor);
    }

    [Fact]
    public async Task Name_SaidOtherwise_IsTheirsWhoSaidItLast()
    {
        await Put(Hanh);

        await Put(Minh, "63:04");

        Assert.Equal(("63:04", "Ông Minh"), Assert.Single(Imports.LearnedNames()) is var name ? (name.Target, name.Actor) : default);
    }

    [Theory]
    [InlineData("LạngXơn")]
    [InlineData("LANG-XON")]
    public async Task Name_SpeltWithOtherBlanksOrHyphens_IsNotAskedAgain(string spelling)
    {
        await Put(Hanh);

        Assert.Empty(Imports.Review([ReadName(spelling)], QuestionAnswers.None, Cancellation).OpenQuestions);
    }

    [Fact]
    public async Task Name_SpeltOtherwiseAndAnsweredOtherwise_ReplacesTheOne()
    {
        await Put(Hanh);
        var content = TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạngXơn|#1196137");
        UploadedReport[] other = [new(ReportFileReader.ReadReport("c.xlsx", content, null, Cancellation), content)];
        var question = Assert.Single(Imports.Review([other[0].File], QuestionAnswers.None, Cancellation).Questions);
        var answers = QuestionAnswers.None.WithAnswer(question.Id, "63:04");

        await Imports.AddToDraft(Minh, other, Imports.Review([other[0].File], answers, Cancellation), new HashSet<FigureKey>(), null, answers);

        Assert.Equal("63:04", Assert.Single(Imports.LearnedNames()).Target);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-02-01", "63:04")]
    [InlineData("2026-02-01", "2026-01-01", "63:20")]
    public void Names_StoredTwiceByAnEarlierProgram_CountByTheLast(string first, string second, string expected)
    {
        app.ExecuteSql($"""
            INSERT INTO report_alias (kind, name, target, who, at) VALUES
            ('province', 'lang xon', '63:20', 'A', '{first}T00:00:00Z'), ('province', 'langxon', '63:04', 'B', '{second}T00:00:00Z')
            """);

        var line = Assert.Single(Imports.Review([ReadName("Lạng Xơn")], QuestionAnswers.None, Cancellation).Lines);

        Assert.Equal(expected, line.Key?.Province?.ToString());
    }

    static ReportFile ReadName(string name) => ReportFileReader.ReadReport(
        "c.xlsx", TextWorkbook.Create($"Năm 2023\nTỉnh|Giải ngân (USD)\n{name}|#1196137"), null, Cancellation);

    [Fact]
    public async Task Forget_OfAName_AsksAtTheNextImport()
    {
        await Put(Hanh);
        var name = Assert.Single(Imports.LearnedNames());

        Assert.True(await Imports.ForgetName(name));

        Assert.Empty(Imports.LearnedNames());
        Assert.Single(Imports.Review([chosen[0].File], QuestionAnswers.None, Cancellation).OpenQuestions);
        // As if another operator had been first.
        Assert.False(await Imports.ForgetName(name));
    }

    [Fact]
    public async Task Take_ThatIsRefused_TeachesNothing()
    {
        var (review, answers) = Answered();
        using var put = await app.DeskClient.SendRequest("PUT", "/api/figures", """[{"from":"2023-01-01","to":"2023-12-31","province":"63:20","measure":"disbursed","value":1,"unit":"USD","reason":"Bàn khác"}]""");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        var result = await Imports.TakeOnAir(Hanh, chosen, review, app.Services.GetRequiredService<Desk>(), null, answers);

        Assert.IsType<Rejected>(result);
        Assert.Empty(Imports.LearnedNames());
    }

    async Task Put(Operator actor, string answer = "63:20")
    {
        var (review, answers) = Answered(answer);
        await Imports.AddToDraft(actor, chosen, review, new HashSet<FigureKey>(), null, answers);
    }

    (ReportReview Review, QuestionAnswers Answers) Answered(string answer = "63:20")
    {
        var question = Assert.Single(Imports.Review([chosen[0].File], QuestionAnswers.None).Questions);
        var answers = QuestionAnswers.None.WithAnswer(question.Id, answer);
        return (Imports.Review([chosen[0].File], answers), answers);
    }
}
