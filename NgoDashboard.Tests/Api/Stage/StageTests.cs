using System.Net;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Stage;

[Trait("Tier", "Host")]
public class StageTests(TestApplication app) : IClassFixture<TestApplication>
{
    [Fact]
    public async Task Scene_PutOnAir_IsTheNextVersionAndReadByEveryKey()
    {
        using var own = new TestApplication();
        using var put = await own.DeskClient.SendRequest("PUT", "/api/stage", """{ "scene": "province", "parameters": { "year": 2020, "province": "34:31" } }""");
        Assert.Equal("""{"version":2}""", await put.ReadText());

        using var read = await own.CreateClientWithRole(Roles.Screen).SendRequest("GET", "/api/stage");
        var stage = await read.ReadJson();
        Assert.Equal(["scene", "parameters", "version", "at", "cover", "journal"], stage.EnumerateObject().Select(property => property.Name));
        Assert.Equal("province", stage.GetProperty("scene").GetString());
        Assert.Equal("""{"year":2020,"province":"34:31"}""", stage.GetProperty("parameters").GetRawText());
        Assert.Equal(2, stage.GetProperty("version").GetInt64());

        // Without a year the present one is kept; a province is dropped if the scene shows none.
        using var next = await own.DeskClient.SendRequest("PUT", "/api/stage", """{ "scene": "sectors" }""");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        using var after = await own.DeskClient.SendRequest("GET", "/api/stage");
        Assert.Equal("""{"year":2020}""", (await after.ReadJson()).GetProperty("parameters").GetRawText());
    }

    [Theory]
    [InlineData("34:31")]
    [InlineData("63:31")]
    public async Task ProvinceScene_OfEitherBasis_GoesOnAir(string province)
    {
        using var own = new TestApplication();
        using var taken = await own.DeskClient.SendRequest("PUT", "/api/stage", $$"""{ "scene": "province", "parameters": { "year": 2020, "province": "{{province}}" } }""");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(new Scene("province", 2020, ProvinceCode.Parse(province)), own.LiveBriefing.Current.Scene);
    }

    [Theory]
    [InlineData("""{ "scene": "weather" }""", "scene", "unknownScene")]
    [InlineData("""{ }""", "scene", "fieldMissing")]
    [InlineData("""{ "scene": 1 }""", "scene", "wrongType")]
    [InlineData("""[ ]""", "{}", "wrongType")]
    [InlineData("""{ "scene": "overview", "parameters": [] }""", "parameters", "wrongType")]
    [InlineData("""{ "scene": "overview", "parameters": { "year": 1989 } }""", "year", "badYear")]
    [InlineData("""{ "scene": "overview", "parameters": { "year": 99999999999 } }""", "year", "badYear")]
    [InlineData("""{ "scene": "overview", "parameters": { "year": "2020" } }""", "year", "wrongType")]
    [InlineData("""{ "scene": "overview", "parameters": { "colour": "red" } }""", "colour", "unknownParameter")]
    [InlineData("""{ "scene": "overview", "parameters": { "province": "34:31" } }""", "province", "unknownParameter")]
    [InlineData("""{ "scene": "province" }""", "province", "provinceMissing")]
    [InlineData("""{ "scene": "province", "parameters": { "province": "34:99" } }""", "province", "unknownProvince")]
    [InlineData("""{ "scene": "table", "parameters": { "province": "Huế" } }""", "province", "unknownProvince")]
    [InlineData("""{ "scene": "overview", "year": 2020 }""", "year", "unknownField")]
    [InlineData("""{ "scene": "compare", "parameters": { "against": "2020" } }""", "against", "wrongType")]
    [InlineData("""{ "scene": "beside", "parameters": { "provinces": "34:31" } }""", "provinces", "wrongType")]
    [InlineData("""{ "scene": "beside", "parameters": { "provinces": [34] } }""", "provinces", "wrongType")]
    [InlineData("""{ "scene": "beside", "parameters": { "provinces": ["34:31", "\ud800", "34:20"] } }""", "provinces", "wrongType")]
    [InlineData("""{ "scene": "beside", "parameters": { "provinces": ["34:31", "Huế", "34:20"] } }""", "provinces", "unknownProvince")]
    [InlineData("""{ "scene": "beside", "parameters": { "provinces": ["34:31"] } }""", "provinces", "provincesCount")]
    [InlineData("""{ "scene": "text" }""", "text", "textMissing")]
    [InlineData("""{ "scene": "years", "parameters": { "sector": "mining" } }""", "sector", "unknownSector")]
    public async Task Scene_ThatCannotGoOnAir_IsRefusedByName(string body, string field, string kind)
    {
        using var response = await app.DeskClient.SendRequest("PUT", "/api/stage", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var error = Assert.Single((await response.ReadJson()).GetProperty("errors").EnumerateArray());
        Assert.Equal((field, kind), (error.GetProperty("field").GetString(), error.GetProperty("kind").GetString()));
        Assert.Equal(1, app.LiveBriefing.Current.Version);
    }

    [Theory]
    [InlineData("""{"scene":"title","parameters":{"year":2023,"title":"Hội nghị năm 2023","text":"Khai mạc\nBáo cáo"}}""")]
    [InlineData("""{"scene":"compare","parameters":{"year":2023,"against":2019,"sector":"health"}}""")]
    [InlineData("""{"scene":"beside","parameters":{"year":2023,"provinces":["34:31","63:31","34:20"]}}""")]
    [InlineData("""{"scene":"table","parameters":{"year":2023,"province":"34:31","sector":"health","title":"Y tế"}}""")]
    public async Task Scene_WithEveryParameterOfItsKind_IsReadBackAsItWasPut(string body)
    {
        using var own = new TestApplication();
        using var put = await own.DeskClient.SendRequest("PUT", "/api/stage", body);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        using var read = await own.DeskClient.SendRequest("GET", "/api/stage");
        var (sent, stage) = (JsonDocument.Parse(body).RootElement, await read.ReadJson());
        Assert.Equal(sent.GetProperty("scene").GetString(), stage.GetProperty("scene").GetString());
        Assert.True(JsonElement.DeepEquals(sent.GetProperty("parameters"), stage.GetProperty("parameters")), stage.GetRawText());
    }

    [Fact]
    public async Task RollCall_OfAScreenThatIsNotThere_SaysSo()
    {
        using var own = new TestApplication();
        own.IssueKey(Roles.Screen, "34:20", "Lạng Sơn");
        own.IssueKey(Roles.Screen, "34:31", "Hải Phòng");
        own.IssueKey(Roles.Screen, "34:96", "Cà Mau");
        var rollCall = (ConnectedScreens)own.Services.GetService(typeof(ConnectedScreens))!;
        long Point(string name, string province) => own.Points.FindOrAdd(name, ProvinceCode.Parse(province)).Id;
        rollCall.Join("a", new(Point("Lạng Sơn", "34:20"), "Lạng Sơn", "34:20", "10.0.0.1"));
        rollCall.Join("b", new(Point("Lạng Sơn", "34:20"), "Lạng Sơn", "34:20", "10.0.0.2"));
        rollCall.Join("c", new(Point("Cà Mau", "34:96"), "Cà Mau", "34:96", "10.0.0.3"));
        rollCall.Join("desk", new(null, "Bàn điều hành"));
        foreach (var connection in (string[])["a", "b", "c", "desk"])
            rollCall.AcknowledgePainted(connection, 1);
        rollCall.Leave("c");

        using var response = await own.DeskClient.SendRequest("GET", "/api/roll-call");
        var points = (await response.ReadJson()).EnumerateArray().ToArray();
        Assert.Equal(
            [("Cà Mau", "gone", false, 0, 0), ("Hải Phòng", "absent", false, 0, 0), ("Lạng Sơn", "showing", true, 2, 1), ("Bàn điều hành", "showing", true, 1, 1)],
            points.Select(point => (
                point.GetProperty("point").GetString()!, point.GetProperty("state").GetString()!, point.GetProperty("connected").GetBoolean(),
                point.GetProperty("screens").GetInt32(), point.GetProperty("painted").GetInt32())));
        Assert.Equal(("10.0.0.1, 10.0.0.2", "province", "34:20"), (Text(points[2], "address"), Text(points[2], "kind"), Text(points[2], "province")));
        Assert.True(points[2].GetProperty("delay").GetDouble() >= 0);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, points[2].GetProperty("gone").ValueKind);
        Assert.True(points[0].GetProperty("gone").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, points[3].GetProperty("id").ValueKind);

        static string? Text(JsonElement point, string field) => point.GetProperty(field).GetString();
    }
}
