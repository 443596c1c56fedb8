using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.FigureData;

/// <summary>Figures as files, and with the predecessors of a province.</summary>
[Trait("Tier", "Host")]
public class FiguresFileTests(TestApplication app) : IClassFixture<TestApplication>
{
    const string OfHaiPhong = "?province=34:31&sources=all";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Predecessors_AskedFor_ComeWithTheProvince()
    {
        using var own = new TestApplication();
        using var put = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create(("province", "\"34:31\""), ("accept", "true"))}, {FigureEditJson.Create(("province", "\"63:30\""), ("accept", "true"))}]");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        Assert.Equal(["34:31", "63:30", "63:31"], await Provinces("?province=34:31&predecessors=true"));
        Assert.Equal(["34:31"], await Provinces("?province=34:31&predecessors=false"));
        Assert.Equal(["34:31"], await Provinces("?province=34:31"));
        Assert.Equal(["63:30"], await Provinces("?province=63:30&predecessors=true"));

        async Task<IEnumerable<string?>> Provinces(string query) =>
            (await own.DeskClient.GetFigureRows(query)).Select(row => row.GetProperty("province").GetString()).Distinct().Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("csv", "text/csv", "so-lieu-1.csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "so-lieu-1.xlsx")]
    [InlineData("json", "application/json", null)]
    public async Task Format_ByName_GoesBeforeThePreferenceAndNamesTheFile(string format, string type, string? name)
    {
        using var response = await app.DeskClient.SendRequest("GET", $"/api/figures{OfHaiPhong}&format={format}", accept: format == "csv" ? "application/json" : "text/csv");

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal(name, response.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Theory]
    [InlineData("?format=pdf", "format")]
    [InlineData("?format=CSV", "format")]
    [InlineData("?format=", "format")]
    [InlineData("?predecessors=yes", "predecessors")]
    [InlineData("?predecessors=", "predecessors")]
    public async Task Parameter_ThatIsUnknown_IsRefusedByName(string query, string field)
    {
        using var response = await app.DeskClient.SendRequest("GET", "/api/figures" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.ReadJson()).GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Workbook_OfAProvince_HasARowForEachStatementAndRealNumbers()
    {
        var rows = await app.DeskClient.GetFigureRows("?province=34:31&predecessors=true&sources=all");
        using var response = await app.DeskClient.SendRequest("GET", "/api/figures?province=34:31&predecessors=true&sources=all&format=xlsx");
        await using var bytes = await response.Content.ReadAsStreamAsync(Cancellation);
        using var book = SpreadsheetDocument.Open(bytes, isEditable: false);
        var lines = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToArray();

        Assert.Equal(rows.Count, lines.Length - 1);
        var numbers = lines[1..].Select(line => line.Elements<Cell>().ElementAt(6)).Select(cell => decimal.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(rows.Select(row => row.GetProperty("value").GetDecimal()), numbers);
    }
}
