using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.Api.Pages;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Imports;

/// <summary>Exported files can be imported without questions and changes.</summary>
[Trait("Tier", "Host")]
public class RoundTripTests(TestApplication app) : IClassFixture<TestApplication>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files =>
    [
        "/api/figures?format=xlsx", "/api/figures?format=xlsx&lang=en", "/api/figures?format=csv", "/api/figures?format=csv&sources=all", "/api/figures?format=xlsx&sources=all",
        "/api/figures?format=xlsx&year=2020", "/api/form?province=63:31&year=2020", "/api/form?province=34:31&year=2020", "/api/form?province=34:44&year=2023&lang=en",
        .. SceneFilesTests.Scenes.Select(scene => $"/api/scenes?{scene.Data}&format=xlsx"), "/api/scenes?format=xlsx", "/api/scenes?format=csv", "/api/scenes?scene=table&year=2023&format=csv&lang=en",
        "/api/scenes?scene=years&year=2023&title=Theo%20n%C4%83m%2C%20tri%E1%BB%87u%20USD&format=xlsx",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_ThatWasWritten_ComesBackWithNothingToReview(string path)
    {
        var file = await Get(path);

        var review = app.Services.GetRequiredService<ReportImporter>().Review([ReportFileReader.ReadReport("tep", file, null, Cancellation)], QuestionAnswers.None, Cancellation);

        Assert.Empty(review.Questions);
        Assert.Empty(review.Findings.Select(finding => finding.ToString()));
        Assert.Empty(review.Lines.Where(line => line.State != ReviewLineState.Unchanged).Select(line => line.ToString()));
        // A form may be empty, and all numbers of a scene may be sums.
        Assert.True(review.Lines.Length > 0 || path.Contains("/form", StringComparison.Ordinal) || path.Contains("scene=", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Workbook_ThatWasWritten_IsOneByTheRulesOfTheFormat(string path)
    {
        if (path.Contains("csv", StringComparison.Ordinal))
            return;
        using var book = SpreadsheetDocument.Open(new MemoryStream(await Get(path)), isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(book, Cancellation).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public async Task Scene_WhoseSumWasChanged_SaysThatItIsNoneToChange()
    {
        var review = await ReviewOfScene(row => row.Value.Length > 0 && row.Adopted.Length == 0, 5);

        var line = Assert.Single(review.Lines, line => line.State != ReviewLineState.Unchanged);
        Assert.Equal((ReviewLineState.Refused, ReportFindingKind.CalculatedTotalDiffers), (line.State, line.Findings.Single().Kind));
        Assert.Empty(review.Questions);
    }

    [Fact]
    public async Task Scene_WhoseEmptyCellWasFilledIn_HasANewFigure()
    {
        var review = await ReviewOfScene(row => row.Value.Length == 0, 5);

        Assert.Equal(ReviewLineState.New, Assert.Single(review.Lines, line => line.State != ReviewLineState.Unchanged).State);
    }

    /// <summary>Reviews the provinces' table with another number in the first row that matches.</summary>
    async Task<ReportReview> ReviewOfScene(Func<(string Value, string Adopted), bool> isIt, int number)
    {
        using var memory = new MemoryStream();
        memory.Write(await Get("/api/scenes?scene=table&year=2023&format=xlsx"));
        using (var book = SpreadsheetDocument.Open(memory, isEditable: true))
        {
            var rows = book.WorkbookPart!.WorksheetParts.First().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().SkipWhile(row => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Count() < 5).Skip(1);
            var cells = rows.Select(row => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToArray()).First(cells => isIt((cells[6].InnerText, cells[12].InnerText)));
            (cells[6].DataType, cells[6].CellValue) = (null, new(number));
        }

        return app.Services.GetRequiredService<ReportImporter>().Review([ReportFileReader.ReadReport("tep.xlsx", memory.ToArray(), null, Cancellation)], QuestionAnswers.None);
    }

    [Fact]
    public async Task Form_FilledInByItsProvince_IsReadWithoutAQuestion()
    {
        var file = await Get("/api/form?province=34:20&year=2025");
        using var memory = new MemoryStream();
        memory.Write(file);
        using (var book = SpreadsheetDocument.Open(memory, isEditable: true))
        {
            var row = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().ElementAt(3);
            row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ElementAt(5).CellValue = new(1_234.5m);
        }

        var review = app.Services.GetRequiredService<ReportImporter>().Review([ReportFileReader.ReadReport("tep.xlsx", memory.ToArray(), null, Cancellation)], QuestionAnswers.None, Cancellation);

        Assert.Empty(review.Questions);
        Assert.Equal("34:20 2025-01-01/2025-12-31 Disbursed 1234.5", review.Lines.Select(line => FormattableString.Invariant($"{line.Key!.Value.Province} {line.Key.Value.Period} {line.Key.Value.Measure} {line.Value!.Value.WholeUnits:0.#}")).Single());
    }

    [Fact]
    public async Task Form_OfAnotherProvince_IsNotGiven()
    {
        using var officer = app.CreateClientWithRole("province", "34:20");

        using var own = await officer.GetAsync("/api/form?province=34:20&year=2025", Cancellation);
        using var other = await officer.GetAsync("/api/form?province=34:31&year=2025", Cancellation);
        using var none = await officer.GetAsync("/api/form?year=2025", Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (own.StatusCode, other.StatusCode, none.StatusCode));
    }

    /// <summary>Sheets of an agenda repeat figures of other sheets.</summary>
    [Fact]
    public async Task Agenda_ThatWasWritten_ComesBackWithNothingToReview()
    {
        using var own = new TestApplication();
        await own.Services.GetRequiredService<Agenda>().FillIfEmpty([new(SceneKinds.Overview, 2023), new(SceneKinds.Years, 2023), new(SceneKinds.Table, 2023), new(SceneKinds.Sectors, 2020), new(SceneKinds.Title, 2023)]);
        foreach (var format in (string[])["xlsx", "csv"])
        {
            var file = await own.DeskClient.GetByteArrayAsync($"/api/scenes?agenda=true&format={format}", Cancellation);

            var review = own.Services.GetRequiredService<ReportImporter>().Review([ReportFileReader.ReadReport($"tep.{format}", file, null, Cancellation)], QuestionAnswers.None, Cancellation);

            Assert.Empty(review.Questions);
            Assert.Empty(review.Findings.Select(finding => finding.ToString()));
            Assert.Empty(review.Lines.Where(line => line.State != ReviewLineState.Unchanged).Select(line => line.ToString()));
            Assert.NotEmpty(review.Lines);
        }
    }

    async Task<byte[]> Get(string path)
    {
        using var response = await app.DeskClient.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(Cancellation);
    }
}
