using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.Api.FigureData;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;

namespace NgoDashboard.Tests.Api.Stage;

/// <summary>What each reader gets while the screens are held or covered.</summary>
[Trait("Tier", "Host")]
public class CoverTests(TestApplication app) : IClassFixture<TestApplication>
{
    const string Query = "?year=2020&province=63:31&measure=disbursed";

    [Theory]
    [InlineData("held")]
    [InlineData("blank")]
    public async Task Cover_WhileEditsGoOn_IsWhatEverybodyButTheDeskIsTold(string cover)
    {
        using var own = new TestApplication();
        using var covered = await own.DeskClient.SendRequest("PUT", "/api/stage/cover", $$"""{ "cover": "{{cover}}" }""");
        Assert.Equal("""{"version":2}""", await covered.ReadText());
        using var edited = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create()}]");
        Assert.Equal("""{"version":3}""", await edited.ReadText());
        using var scene = await own.DeskClient.SendRequest("PUT", "/api/stage", """{ "scene": "sectors", "parameters": { "year": 2020 } }""");

        var (screen, province) = (own.CreateClientWithRole(Roles.Screen), own.CreateClientWithRole(Roles.Province, "34:31"));
        foreach (var reader in (HttpClient[])[screen, province])
            Assert.Equal((93_000_000_000, 1), ValueAndVersion(Assert.Single(await reader.GetFigureRows(Query))));
        Assert.Equal((93_500_000_000, 3), ValueAndVersion(Assert.Single(await own.DeskClient.GetFigureRows(Query))));
        foreach (var reader in (HttpClient[])[screen, province])
            Assert.Equal(("overview", 2, cover, null), await Stage(reader));
        // Only desks learn the newest version behind the cover.
        Assert.Equal(("overview", 2, cover, 4), await Stage(own.DeskClient));
        Assert.Contains("data-version=\"2\"", await (await screen.SendRequest("GET", "/screen")).ReadText(), StringComparison.Ordinal);

        using var released = await own.DeskClient.SendRequest("PUT", "/api/stage/cover", """{ "cover": "none" }""");
        Assert.Equal((93_500_000_000, 3), ValueAndVersion(Assert.Single(await screen.GetFigureRows(Query))));
        Assert.Equal(("sectors", 5, "none", null), await Stage(screen));
    }

    [Fact]
    public async Task Cover_OnAHubClient_StandsUntilItIsReleased()
    {
        await using var own = new TestApplication();
        own.UseKestrel(0);
        own.StartServer();
        await using var screen = await ScreenClient.Open(own.ClientOptions.BaseAddress, own.IssueKey(Roles.Screen).Secret);
        await screen.WaitForFrame(1);

        var desk = own.Services.GetRequiredService<Desk>();
        var who = own.GetOperatorForKey(TestApplication.DeskKey);

        await desk.Execute(new CoverCommand(Cover.Held), who, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await screen.WaitForFrame(2)).Version);
        await desk.Take(Draft.From(new Scene(SceneKinds.Sectors, 2020)), who, TestContext.Current.CancellationToken);
        await using var late = await ScreenClient.Open(own.ClientOptions.BaseAddress, own.IssueKey(Roles.Screen).Secret);
        Assert.Equal(2, (await late.WaitForFrame(1)).Version);
        await desk.Execute(new CoverCommand(Cover.None), who, TestContext.Current.CancellationToken);

        Assert.Equal(4, (await screen.WaitForFrame(3)).Version);
        Assert.DoesNotContain(screen.Frames, frame => frame.Version == 3);
    }

    [Theory]
    [InlineData("""{ "cover": "black" }""", "cover", "unknownCover")]
    [InlineData("""{ "cover": 1 }""", "cover", "wrongType")]
    [InlineData("""{ }""", "cover", "fieldMissing")]
    [InlineData("""{ "cover": "held", "until": "14:30" }""", "until", "unknownField")]
    public async Task Cover_ThatIsNone_IsRefusedByName(string body, string field, string kind)
    {
        using var response = await app.DeskClient.SendRequest("PUT", "/api/stage/cover", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var error = Assert.Single((await response.ReadJson()).GetProperty("errors").EnumerateArray());
        Assert.Equal((field, kind), (error.GetProperty("field").GetString(), error.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Cover_ThatIsThereAlready_IsAConflict()
    {
        using var response = await app.DeskClient.SendRequest("PUT", "/api/stage/cover", """{ "cover": "none" }""");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("Không có gì để làm: trạng thái đã như vậy.", (await response.ReadJson()).GetProperty("title").GetString());
    }

    static (long Value, long Version) ValueAndVersion(System.Text.Json.JsonElement row) => (row.GetProperty("value").GetInt64(), row.GetProperty("version").GetInt64());

    static async Task<(string?, long, string?, long?)> Stage(HttpClient reader)
    {
        using var response = await reader.SendRequest("GET", "/api/stage");
        var stage = await response.ReadJson();
        return (stage.GetProperty("scene").GetString(), stage.GetProperty("version").GetInt64(), stage.GetProperty("cover").GetString(), stage.TryGetProperty("newest", out var newest) ? newest.GetInt64() : null);
    }
}
