using System.Text.Json;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.OpenApi;

[Trait("Tier", "Host")]
public class OpenApiConfigurationTests(TestApplication app) : IClassFixture<TestApplication>
{
    [Fact]
    public async Task Description_OfTheApi_NamesEveryOperationWithWordsKeyAndExample()
    {
        using var response = await app.CreateAnonymousClient().SendRequest("GET", "/openapi/v1.json");
        var document = await response.ReadJson();
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)))
            .ToDictionary(operation => operation.Name, operation => operation.Value);

        Assert.Equal(
            [
                "DELETE /api/keys/{id}", "GET /api/amendments/{amendment}/attachment", "GET /api/figures", "GET /api/form", "GET /api/imports/{hash}", "GET /api/keys", "GET /api/points", "GET /api/points/sample", "GET /api/points/{point}/link",
                "GET /api/record", "GET /api/reference", "GET /api/roll-call", "GET /api/scenes", "GET /api/stage", "POST /api/imports", "POST /api/keys", "POST /api/points", "POST /api/redo", "POST /api/reference", "POST /api/reference/preview",
                "POST /api/requests/{request}", "POST /api/undo", "PUT /api/figures", "PUT /api/stage", "PUT /api/stage/cover",
            ],
            operations.Keys.Order(StringComparer.Ordinal));
        Assert.All(operations.Values, operation =>
        {
            Assert.NotEqual("", operation.GetProperty("summary").GetString());
            Assert.NotEqual("", operation.GetProperty("description").GetString());
            Assert.NotEmpty(operation.GetProperty("security").EnumerateArray());
        });
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());

        var figures = operations["GET /api/figures"];
        Assert.Equal(
            ["format", "measure", "predecessors", "province", "sector", "sources", "year"],
            figures.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).Order());
        Assert.Equal(93_000_000_000, Content(figures, "200", "application/json").GetProperty("example")[0].GetProperty("value").GetInt64());
        Assert.True(figures.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/csv", out _));
        var edit = operations["PUT /api/figures"];
        Assert.Equal("Theo báo cáo chính thức", edit.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example")[0].GetProperty("reason").GetString());
        var fields = Content(edit, null, "application/json").GetProperty("schema").GetProperty("items");
        Assert.Contains("expectedVersion", Resolved(document, fields).GetProperty("properties").EnumerateObject().Select(field => field.Name));
        Assert.Equal(["200", "202", "400", "409", "413", "422"], edit.GetProperty("responses").EnumerateObject().Select(status => status.Name).Order());
    }

    [Fact]
    public async Task Description_InEnglish_IsEnglish()
    {
        using var response = await app.CreateAnonymousClient().SendRequest("GET", "/openapi/v1.json?lang=en");
        var summary = (await response.ReadJson()).GetProperty("paths").GetProperty("/api/figures").GetProperty("get").GetProperty("summary").GetString();
        Assert.Equal("Read figures", summary);
    }

    [Fact]
    public async Task Example_OfAnEdit_IsTakenAsItStands()
    {
        using var own = new TestApplication();
        using var response = await own.CreateAnonymousClient().SendRequest("GET", "/openapi/v1.json");
        var paths = (await response.ReadJson()).GetProperty("paths");
        foreach (var (path, method) in ((string, string)[])[("/api/figures", "put"), ("/api/stage", "put"), ("/api/stage/cover", "put"), ("/api/reference/preview", "post"), ("/api/keys", "post")])
        {
            var example = paths.GetProperty(path).GetProperty(method).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
            using var taken = await own.DeskClient.SendRequest(method.ToUpperInvariant(), path, example.GetRawText());
            Assert.True(taken.IsSuccessStatusCode, $"{path}: {await taken.ReadText()}");
        }

        var list = paths.GetProperty("/api/points").GetProperty("post").GetProperty("requestBody").GetProperty("content");
        Assert.True(list.TryGetProperty("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", out _));
        using var imported = await own.DeskClient.PostAsync("/api/points", new StringContent(list.GetProperty("text/csv").GetProperty("example").GetString()!), TestContext.Current.CancellationToken);
        Assert.True(imported.IsSuccessStatusCode, await imported.ReadText());
    }

    static JsonElement Content(JsonElement operation, string? status, string type) =>
        (status is null ? operation.GetProperty("requestBody") : operation.GetProperty("responses").GetProperty(status)).GetProperty("content").GetProperty(type);

    static JsonElement Resolved(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/')[1..].Aggregate(document, (element, name) => element.GetProperty(name))
            : schema;
}
