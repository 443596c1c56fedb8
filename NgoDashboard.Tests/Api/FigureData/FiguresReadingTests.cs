using System.Net;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.FigureData;

[Trait("Tier", "Host")]
public class FiguresReadingTests(TestApplication app) : IClassFixture<TestApplication>
{
    const string LangSon = "34:20", HaiPhong = "34:31";

    [Fact]
    public async Task Row_OfAPublishedFigure_HasTheDocumentedShapeAndOrder()
    {
        using var response = await app.DeskClient.SendRequest("GET", "/api/figures?year=2020&province=63:31&measure=disbursed");
        var text = await response.ReadText();
        var row = Assert.Single(JsonDocument.Parse(text).RootElement.EnumerateArray());

        Assert.Equal(
            ["from", "to", "province", "sector", "campaign", "measure", "value", "unit", "qualifier", "status", "asOf", "source", "adopted", "version"],
            row.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["title", "url", "date"], row.GetProperty("source").EnumerateObject().Select(property => property.Name));
        Assert.StartsWith(
            """[{"from":"2020-01-01","to":"2020-12-31","province":"63:31","sector":null,"campaign":null,"measure":"disbursed","value":93000000000,"unit":"VND","qualifier":"over","status":"confirmed","asOf":"2020-12-31","source":{"title":"H""",
            text, StringComparison.Ordinal);
        Assert.EndsWith(""","adopted":true,"version":1}]""", text, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Value_InDollars_IsAWholeNumberWithoutZerosBehindIt()
    {
        using var response = await app.DeskClient.SendRequest("GET", "/api/figures?year=2023&measure=disbursed");
        Assert.Contains("\"value\":228700000,", await response.ReadText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_AskedForAll_StandBesideTheAdoptedOne()
    {
        var adopted = await app.DeskClient.GetFigureRows("?year=2020&measure=organisations");
        var all = await app.DeskClient.GetFigureRows("?year=2020&measure=organisations&sources=all");
        Assert.All(adopted, row => Assert.True(row.GetProperty("adopted").GetBoolean()));
        Assert.True(all.Count > adopted.Count);
        var national = all.Where(row => row.GetProperty("province").ValueKind == JsonValueKind.Null && row.GetProperty("campaign").ValueKind == JsonValueKind.Null);
        Assert.Superset(new HashSet<decimal> { 490, 500 }, national.Select(row => row.GetProperty("value").GetDecimal()).ToHashSet());
    }

    [Fact]
    public async Task Filters_OfAllKinds_LeaveOnlyWhatMatches()
    {
        Assert.All(await app.DeskClient.GetFigureRows("?sector=health"), row => Assert.Equal("health", row.GetProperty("sector").GetString()));
        Assert.All(await app.DeskClient.GetFigureRows("?province=63:20"), row => Assert.Equal("63:20", row.GetProperty("province").GetString()));
        Assert.All(await app.DeskClient.GetFigureRows("?measure=countries"), row => Assert.Equal("countries", row.GetProperty("measure").GetString()));
        Assert.All(await app.DeskClient.GetFigureRows("?year=2022"), row => Assert.Equal("2022", row.GetProperty("to").GetString()![..4]));
        Assert.NotEmpty(await app.DeskClient.GetFigureRows("?sector=health&year=2020"));
    }

    [Theory]
    [InlineData("?year=hai-nghin", "year")]
    [InlineData("?year=", "year")]
    [InlineData("?year=2020.5", "year")]
    [InlineData("?year=1", "year")]
    [InlineData("?year=2020&year=2021", "year")]
    [InlineData("?province=31", "province")]
    [InlineData("?province=34:99", "province")]
    [InlineData("?province=34:31&province=34:20", "province")]
    [InlineData("?sector=army", "sector")]
    [InlineData("?measure=Disbursed", "measure")]
    [InlineData("?sources=some", "sources")]
    [InlineData("?provnce=34:31", "provnce")]
    public async Task Filter_ThatIsUnknown_IsRefusedByName(string query, string field)
    {
        using var response = await app.DeskClient.SendRequest("GET", "/api/figures" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var error = Assert.Single((await response.ReadJson()).GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task ProvinceKey_WithWhateverFilter_SeesItsOwnRowsAndTheNationalOnes()
    {
        using var own = new TestApplication();
        // Rows of present provinces, of a unit merged into Hải Phòng, and of units that kept their name.
        string[] everywhere = ["34:20", "63:20", "34:31", "63:31", "63:30"];
        var edits = string.Join(',', everywhere.Select(code =>
            $$"""{ "from": "2026-01-01", "to": "2026-12-31", "province": "{{code}}", "measure": "projects", "value": 7, "unit": "count", "reason": "Thử", "accept": true }"""));
        using var put = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{edits}]");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        await Sees(own.CreateClientWithRole(Roles.Province, LangSon), ["34:20", "63:20"]);
        await Sees(own.CreateClientWithRole(Roles.Province, HaiPhong), ["34:31", "63:30", "63:31"]);
        Assert.Equal(everywhere.Order(), await Provinces(own.CreateClientWithRole(Roles.Screen), "?year=2026&measure=projects"));

        async Task Sees(HttpClient province, string[] expected)
        {
            string?[] known = [.. expected, null];
            foreach (var query in (string[])["", "?sources=all", "?year=2020", "?year=2026", "?measure=projects&sources=all", "?sector=health", "?lang=en", "?province="])
            {
                using var response = await province.SendRequest("GET", "/api/figures" + query);
                if (response.StatusCode == HttpStatusCode.BadRequest)
                    continue;
                Assert.All((await response.ReadJson()).EnumerateArray(), row => Assert.Contains(row.GetProperty("province").GetString(), known));
            }

            Assert.Equal(expected, await Provinces(province, "?year=2026&measure=projects"));
            Assert.Contains(await province.GetFigureRows(), row => row.GetProperty("province").GetString() is null);
            foreach (var code in everywhere)
                Assert.Equal(expected.Contains(code), (await province.GetFigureRows($"?province={code}&year=2026")).Count > 0);

            using var csv = await province.SendRequest("GET", "/api/figures?year=2026&measure=projects&sources=all", accept: "text/csv");
            Assert.Equal(expected, (await csv.ReadText()).Split("\r\n")[1..].Select(line => line.Split(',')).Where(cells => cells.Length > 2 && cells[2] != "").Select(cells => cells[2]));
        }

        static async Task<IEnumerable<string?>> Provinces(HttpClient client, string query) =>
            (await client.GetFigureRows(query)).Select(row => row.GetProperty("province").GetString()).OfType<string>().Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Csv_AskedForByAccept_HasOneRowAStatement()
    {
        using var response = await app.DeskClient.SendRequest("GET", "/api/figures?year=2020&province=63:31&sources=all", accept: "text/csv");
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var lines = (await response.ReadText()).Split("\r\n");
        Assert.Equal("from,to,province,sector,campaign,measure,value,unit,qualifier,status,asOf,sourceTitle,sourceUrl,sourceDate,adopted,version", lines[0]);
        Assert.Equal("", lines[^1]);
        Assert.Equal((await app.DeskClient.GetFigureRows("?year=2020&province=63:31&sources=all")).Count, lines.Length - 2);
        Assert.Contains(lines, line => line.StartsWith("2020-01-01,2020-12-31,63:31,,,disbursed,93000000000,VND,over,confirmed,2020-12-31,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/csv, */*;q=0.1", "text/csv")]
    [InlineData("application/json, text/csv;q=0.5", "application/json")]
    [InlineData("*/*", "application/json")]
    public async Task Form_OfTheAnswer_FollowsThePreference(string accept, string expected)
    {
        var client = app.DeskClient;
        client.DefaultRequestHeaders.Add("Accept", accept);
        using var response = await client.SendRequest("GET", "/api/figures?year=2020&measure=countries");
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+84", "'+84")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-1", "'-1")]
    public async Task Csv_OfATitleThatIsAFormula_IsNoFormula(string title, string written)
    {
        using var own = new TestApplication();
        var edit = FigureEditJson.Create(("source", $$"""{ "title": "{{title}}" }"""), ("accept", "true"));
        using var put = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{edit}]");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var response = await own.DeskClient.SendRequest("GET", "/api/figures?year=2020&province=63:31&measure=disbursed", accept: "text/csv");
        using var reader = new CsvHelper.CsvReader(new StringReader(await response.ReadText()), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(reader.Read() && reader.ReadHeader() && reader.Read());
        Assert.Equal(written, reader.GetField("sourceTitle"));
    }
}
