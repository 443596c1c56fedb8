using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.Api.FigureData;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Pages;

/// <summary>Scenes as table files.</summary>
[Trait("Tier", "Host")]
public class SceneFilesTests(TestApplication app) : IClassFixture<TestApplication>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Scenes =>
    [
        "scene=overview&year=2023", "scene=sectors&year=2020", "scene=years&year=2023", "scene=compare&year=2023&against=2020", "scene=provinces&year=2020",
        "scene=province&year=2023&province=34:31", "scene=beside&year=2023&provinces=34:31,34:01", "scene=table&year=2023", "scene=programme&year=2023", "scene=relief&year=2024",
    ];

    /// <summary>In a preview, each number carries its figure key (data-figure).</summary>
    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task Table_OfAScene_HasTheNumbersOfThePictureInItsOrder(string scene)
    {
        var page = await (await app.DeskClient.GetAsync($"/scenes?{scene}", Cancellation)).ReadText();
        var picture = page[page.IndexOf("<div class=\"picture", StringComparison.Ordinal)..page.IndexOf("<footer", StringComparison.Ordinal)];
        var shown = System.Text.RegularExpressions.Regex.Matches(picture, "data-figure=\"([^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()
            .Select(text => FigureKey.TryParse(text, out var key) ? key : throw new FormatException(text)).ToArray();

        var rows = await Rows($"/api/scenes?{scene}&format=xlsx");

        Assert.NotEmpty(shown);
        var snapshot = app.LiveBriefing.Current.Snapshot;
        Assert.Equal(shown.Select(key => FormattableString.Invariant($"{DisplayLanguage.Vietnamese.DisplayNames.ForPeriod(key.Period)} {key.Province} {DisplayLanguage.Vietnamese.DisplayNames.ForMeasure(key.Measure)} {snapshot.GetTotal(key).Value?.WholeUnits:0.####}")), rows.Select(row => $"{row[0]} {row[2]} {row[5]} {row[6]}"));
        // An unpublished figure has no number, and says so.
        Assert.All(rows.Where(row => row[6] == ""), row => Assert.Equal(DisplayLanguage.Vietnamese.Words.Stage["unpublished"], row[14]));
        // A number is either adopted from a source, with its date, or the row says how it was computed.
        Assert.All(rows.Where(row => row[6] != ""), row => Assert.True(row[12] == DisplayLanguage.Vietnamese.Words.Province["is-adopted"] ? row[11] != "" && row[10] != "" && row[13] != "" : row[14] != "", string.Join(" | ", row)));
    }

    [Fact]
    public async Task Workbook_OfAScene_SaysOverItsTableWhichSceneAndVersionItIs()
    {
        using var own = new TestApplication();
        using var taken = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create(("accept", "true"))}]");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        using var book = SpreadsheetDocument.Open(new MemoryStream(await own.DeskClient.GetByteArrayAsync("/api/scenes?format=xlsx", Cancellation)), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Take(2).Select(row => row.InnerText).ToArray();

        Assert.Equal(SceneTitle.TitleFor(own.LiveBriefing.Current.Scene, own.LiveBriefing.Current.Snapshot, DisplayLanguage.Vietnamese), rows[0]);
        Assert.StartsWith($"Bản {own.LiveBriefing.Current.Version}, ", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agenda_AsAWorkbook_HasASheetForEachSceneAndAsCsvOneTable()
    {
        using var own = new TestApplication();
        var agenda = own.Services.GetRequiredService<Agenda>();
        await agenda.FillIfEmpty([new(SceneKinds.Overview, 2023), new(SceneKinds.Sectors, 2020), new(SceneKinds.Sectors, 2020) { Title = "Chia theo lĩnh vực: y tế / giáo dục [sơ bộ] và những lĩnh vực khác" }, new(SceneKinds.Title, 2023)]);

        using var book = SpreadsheetDocument.Open(new MemoryStream(await own.DeskClient.GetByteArrayAsync("/api/scenes?agenda=true&format=xlsx", Cancellation)), isEditable: false);
        var names = book.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(sheet => sheet.Name!.Value!).ToArray();
        var csv = await own.DeskClient.GetByteArrayAsync("/api/scenes?agenda=true&format=csv", Cancellation);

        Assert.Equal(4, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 31));
        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, csv[..3]);
        var lines = Encoding.UTF8.GetString(csv[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Trang,Bản lên màn hình,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("\"Chia theo lĩnh vực: y tế / giáo dục [sơ bộ] và những lĩnh vực khác\"", StringComparison.Ordinal) || line.StartsWith("Chia theo lĩnh vực", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screens_ThatAreBlank_LeaveNoFigure()
    {
        using var own = new TestApplication();
        using var blank = await own.DeskClient.SendRequest("PUT", "/api/stage/cover", """{ "cover": "blank" }""");
        Assert.Equal(HttpStatusCode.OK, blank.StatusCode);

        using var file = await own.CreateClientWithRole(Roles.Screen).GetAsync("/api/scenes?format=csv", Cancellation);

        Assert.Single((await file.ReadText()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("", 200, 200, 200)]
    [InlineData("scene=overview&year=2023", 403, 403, 200)]
    [InlineData("item=7", 403, 403, 404)]
    [InlineData("scene=province&year=2023", 403, 403, 400)]
    public async Task Scene_ForEachRole_IsGivenToWhomItIsShown(string query, int screen, int province, int desk)
    {
        HttpClient[] clients = [app.CreateClientWithRole(Roles.Screen), app.CreateClientWithRole(Roles.Province, "34:20"), app.DeskClient];
        foreach (var (client, expected) in clients.Zip((int[])[screen, province, desk]))
        {
            using var page = await client.GetAsync($"/scenes?{query}", Cancellation);
            using var file = await client.GetAsync($"/api/scenes?format=xlsx&{query}", Cancellation);
            Assert.Equal((expected, expected), ((int)page.StatusCode, (int)file.StatusCode));
        }
    }

    [Fact]
    public async Task Agenda_IsTheDesksAlone()
    {
        foreach (var client in (HttpClient[])[app.CreateClientWithRole(Roles.Screen), app.CreateClientWithRole(Roles.Province, "34:20")])
        {
            using var page = await client.GetAsync("/scenes?agenda=true", Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            foreach (var format in (string[])["png", "pdf"])
            {
                using var picture = await client.GetAsync($"/api/scenes?format={format}", Cancellation);
                Assert.Equal(HttpStatusCode.Forbidden, picture.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("", "format")]
    [InlineData("format=docx", "format")]
    [InlineData("format=png&width=800", "width")]
    [InlineData("format=png&agenda=true", "format")]
    [InlineData("format=xlsx&scene=none&year=2023", "scene")]
    [InlineData("format=xlsx&scene=overview&year=nay", "year")]
    [InlineData("format=xlsx&scene=overview&year=2023&province=34:31", "province")]
    [InlineData("format=xlsx&scene=province&year=2023&province=31", "province")]
    [InlineData("format=xlsx&year=2023", "scene")]
    [InlineData("format=xlsx&trang=1", "trang")]
    [InlineData("format=xlsx&item=mot", "item")]
    public async Task Parameter_ThatCannotBe_IsRefusedByNameInASentence(string query, string field)
    {
        using var refused = await app.DeskClient.GetAsync($"/api/scenes?{query}", Cancellation);

        Assert.Equal(field == "item" ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, refused.StatusCode);
        var error = Assert.Single((await refused.ReadJson()).GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Picture_WithoutABrowserOnTheMachine_IsRefusedInASentenceAndNotOffered()
    {
        using var without = new WithoutBrowser();

        using var refused = await without.DeskClient.GetAsync("/api/scenes?format=pdf", Cancellation);
        var page = await without.DeskClient.GetStringAsync("/scenes", Cancellation);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, DisplayLanguage.Vietnamese.Words.Record["not-drawn"]), (refused.StatusCode, (await refused.ReadJson()).GetProperty("title").GetString()));
        Assert.DoesNotContain("format=p", page, StringComparison.Ordinal);
        Assert.Contains("id=\"print\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_AsACsvFile_AreInTheReadersWordsWithTheMarkOfUtf8AndAsAnAnswerInFixedOnes()
    {
        var file = await app.DeskClient.GetByteArrayAsync("/api/figures?year=2020&format=csv", Cancellation);
        using var answer = await app.DeskClient.SendRequest("GET", "/api/figures?year=2020", accept: "text/csv");
        var plain = await answer.Content.ReadAsByteArrayAsync(Cancellation);

        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        Assert.StartsWith("Kỳ,Địa phương,Mã địa phương,Lĩnh vực,", Encoding.UTF8.GetString(file[3..]), StringComparison.Ordinal);
        Assert.StartsWith("from,to,province,sector,", Encoding.UTF8.GetString(plain), StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(plain).Count(letter => letter == '\n'), Encoding.UTF8.GetString(file).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Form_WithNothingChosen_GivesEverything()
    {
        var all = await app.DeskClient.GetFigureRows();

        Assert.Equal(all.Count, (await app.DeskClient.GetFigureRows("?year=all&province=all&sector=all&measure=all")).Count);
        Assert.NotEqual(all.Count, (await app.DeskClient.GetFigureRows("?year=2020&province=all&sector=all&measure=all")).Count);
    }

    /// <summary>The rows below the header of the only sheet as texts, empty cells included.</summary>
    async Task<string[][]> Rows(string path)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(await app.DeskClient.GetByteArrayAsync(path, Cancellation)), isEditable: false);
        return
        [
            .. book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Skip(3)
                .Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray()),
        ];
    }

    sealed class WithoutBrowser : TestApplication
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Browser:Path", "");
        }
    }
}
