using System.Net;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Tests.Api.FigureData;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Edits;

[Trait("Tier", "Host")]
public class FiguresEditingTests(TestApplication app) : IClassFixture<TestApplication>
{
    const string Query = "?year=2020&province=63:31&measure=disbursed";

    [Fact]
    public async Task Edit_OfTheDesk_IsTheNextVersionAndStandsUnderItsKeysName()
    {
        using var own = new TestApplication();
        var desk = own.CreateClientWithKey(own.IssueKey(Roles.Desk, label: "Bà Hạnh").Secret);
        using var response = await desk.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create()}]");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        // Issuing the desk's key was version 2.
        Assert.Equal("""{"version":3}""", await response.ReadText());

        var row = Assert.Single(await desk.GetFigureRows(Query));
        Assert.Equal(93_500_000_000, row.GetProperty("value").GetInt64());
        Assert.Equal("corrected", row.GetProperty("status").GetString());
        Assert.Equal(3, row.GetProperty("version").GetInt64());
        var all = await desk.GetFigureRows(Query + "&sources=all");
        Assert.Contains(all, old => old.GetProperty("value").GetInt64() == 93_000_000_000 && !old.GetProperty("adopted").GetBoolean());
        Assert.Equal("Bà Hạnh", own.LiveBriefing.Current.Snapshot.FindFigure(own.LiveBriefing.Current.LatestChanges[0].Key)!.AdoptedStatement!.Source.Publisher);
    }

    [Fact]
    public async Task Edits_WithOneBadRow_ChangeNothing()
    {
        var before = app.LiveBriefing.Current;
        var good = FigureEditJson.Create();
        var bad = FigureEditJson.Create(("measure", "\"projects\""));
        using var response = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[{good},{bad},3]");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Same(before, app.LiveBriefing.Current);
        var errors = (await response.ReadJson()).GetProperty("errors").EnumerateArray().ToArray();
        Assert.Equal([(1, "unit", "unitDoesNotFit"), (2, "[2]", "wrongType")], errors.Select(Describe));
        Assert.Equal("Đơn vị đồng không dùng cho chỉ tiêu dự án.", errors[0].GetProperty("message").GetString());
    }

    public static readonly TheoryData<string, string?, string, string> BadFields = new()
    {
        { "value", "\"93500000000\"", "value", "wrongType" },
        { "value", "\"93,5\"", "value", "wrongType" },
        { "value", "true", "value", "wrongType" },
        { "value", "null", "value", "fieldMissing" },
        { "value", null, "value", "fieldMissing" },
        { "value", "-1", "value", "negative" },
        { "value", "0.5", "value", "tooFine" },
        { "value", "1e-30", "value", "tooFine" },
        { "value", "1.00000000000000000000000000000000001", "value", "tooFine" },
        { "value", "1e17", "value", "tooLarge" },
        { "value", "1e400", "value", "tooLarge" },
        { "from", "\"1/1/2020\"", "from", "badDate" },
        { "from", "\"2020-02-30\"", "from", "badDate" },
        { "from", "\"0202-01-01\"", "from", "badYear" },
        { "from", "2020", "from", "wrongType" },
        { "from", null, "from", "fieldMissing" },
        { "to", "\"2019-12-31\"", "to", "periodTurnedRound" },
        { "province", "\"31\"", "province", "unknownProvince" },
        { "province", "\"63:99\"", "province", "unknownProvince" },
        { "province", "31", "province", "wrongType" },
        { "sector", "\"army\"", "sector", "unknownSector" },
        { "campaign", "\"war\"", "campaign", "unknownCampaign" },
        { "measure", "\"spent\"", "measure", "unknownMeasure" },
        { "measure", null, "measure", "fieldMissing" },
        { "unit", "\"EUR\"", "unit", "unknownUnit" },
        { "unit", "\"count\"", "unit", "unitDoesNotFit" },
        { "unit", null, "unit", "fieldMissing" },
        { "qualifier", "\"hơn\"", "qualifier", "unknownQualifier" },
        { "reason", null, "reason", "reasonMissing" },
        { "reason", "\" \"", "reason", "reasonMissing" },
        { "reason", "7", "reason", "wrongType" },
        { "reason", "\"\\ud800\"", "reason", "wrongType" },
        { "accept", "\"yes\"", "accept", "wrongType" },
        { "expectedVersion", "\"1\"", "expectedVersion", "wrongType" },
        { "expectedVersion", "1.5", "expectedVersion", "wrongType" },
        { "source", "\"Báo\"", "source", "wrongType" },
        { "source", "{}", "source.title", "fieldMissing" },
        { "source", """{ "title": "x", "url": "javascript:alert(1)" }""", "source.url", "badAddress" },
        { "source", """{ "title": "x", "date": "hôm qua" }""", "source.date", "badDate" },
        { "source", """{ "title": "x", "publisher": "y" }""", "source.publisher", "unknownField" },
        { "valeu", "1", "valeu", "unknownField" },
        { "status", "\"confirmed\"", "status", "unknownField" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task Field_ThatCannotBe_IsRefusedByRowNameAndSentence(string name, string? json, string field, string kind)
    {
        using var response = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create((name, json))}]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var error = Assert.Single((await response.ReadJson()).GetProperty("errors").EnumerateArray());
        Assert.Equal((0, field, kind), Describe(error));
        Assert.False(error.GetProperty("question").GetBoolean());
        Assert.NotEqual("", error.GetProperty("message").GetString());
        Assert.Equal(1, app.LiveBriefing.Current.Version);
    }

    [Fact]
    public async Task Field_WrittenTwice_IsRefused()
    {
        var edit = FigureEditJson.Create().Replace("\"value\":", "\"value\":1,\"value\":", StringComparison.Ordinal);
        using var response = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[{edit}]");
        Assert.Equal("repeatedField", (await response.ReadJson()).GetProperty("errors")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Figure_EditedTwiceInOneRequest_IsRefused()
    {
        using var response = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create()},{FigureEditJson.Create(("value", "94000000000"))}]");
        Assert.Equal((1, "from", "repeatedKey"), Describe((await response.ReadJson()).GetProperty("errors")[0]));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[{", HttpStatusCode.BadRequest)]
    [InlineData("value=1", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("null", HttpStatusCode.UnprocessableEntity)]
    public async Task Body_ThatIsNoList_IsRefused(string body, HttpStatusCode status)
    {
        using var response = await app.DeskClient.SendRequest("PUT", "/api/figures", body);
        Assert.Equal(status, response.StatusCode);
        Assert.NotEqual("", (await response.ReadJson()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Body_OfAThousandAndOneEdits_OrOverAMegabyte_IsRefused()
    {
        using var many = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[{string.Join(',', Enumerable.Repeat("{}", 1001))}]");
        Assert.Equal("tooMany", (await many.ReadJson()).GetProperty("errors")[0].GetProperty("kind").GetString());
        using var large = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[\"{new string('x', 1024 * 1024)}\"]");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task Body_WithoutItsContentType_IsReadAsJson()
    {
        using var own = new TestApplication();
        using var content = new FormUrlEncodedContent([]);
        using var body = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($"[{FigureEditJson.Create()}]"));
        body.Headers.ContentType = content.Headers.ContentType;
        using var response = await own.DeskClient.PutAsync("/api/figures", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Jump_IsAskedAbout_AndTakenOnceAccepted()
    {
        using var own = new TestApplication();
        using var asked = await own.DeskClient.SendRequest("PUT", "/api/figures?lang=en", $"[{FigureEditJson.Create(("value", "930000000000"))}]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        var error = (await asked.ReadJson()).GetProperty("errors")[0];
        Assert.Equal((0, "value", "jump"), Describe(error));
        Assert.True(error.GetProperty("question").GetBoolean());
        Assert.Equal("A change by more than 5 times: 93,000,000,000 VND to 930,000,000,000 VND. Is that right?", error.GetProperty("message").GetString());
        Assert.Equal(1, own.LiveBriefing.Current.Version);

        using var accepted = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create(("value", "930000000000"), ("accept", "true"))}]");
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Fact]
    public async Task StaleEdit_IsAConflictThatTellsTheCurrentFigure()
    {
        using var own = new TestApplication();
        using var first = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create(("expectedVersion", "1"))}]");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        using var second = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create(("value", "94000000000"), ("expectedVersion", "1"))}]");
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var problem = await second.ReadJson();
        var current = Assert.Single(problem.GetProperty("current").EnumerateArray());
        Assert.Equal(Assert.Single(await own.DeskClient.GetFigureRows(Query)).GetRawText(), current.GetRawText());
        Assert.Equal((0, "expectedVersion", "stale"), Describe(problem.GetProperty("errors")[0]));

        using var third = await own.DeskClient.SendRequest(
            "PUT", "/api/figures", $"[{FigureEditJson.Create(("value", "94000000000"), ("expectedVersion", current.GetProperty("version").GetRawText()))}]");
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task Edit_WithASource_IsToldWithIt()
    {
        using var own = new TestApplication();
        var edit = FigureEditJson.Create(("source", """{ "title": "Báo cáo số 12", "url": "https://example.org/12", "date": "2021-03" }"""));
        using var put = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{edit}]");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(
            """{"title":"Báo cáo số 12","url":"https://example.org/12","date":"2021-03"}""",
            Assert.Single(await own.DeskClient.GetFigureRows(Query)).GetProperty("source").GetRawText());
    }

    static (int, string, string) Describe(JsonElement error) =>
        (error.GetProperty("row").GetInt32(), error.GetProperty("field").GetString()!, error.GetProperty("kind").GetString()!);
}
