using System.Net;
using NgoDashboard.Access;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Http;

/// <summary>No answer of the API may be kept by a cache, also none that is given before an endpoint is reached.</summary>
[Trait("Tier", "Host")]
public sealed class UncachedApiTests : IDisposable
{
    readonly TestApplication app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Answers_OfTheApi_AreNeverCached()
    {
        var screen = app.CreateClientWithRole(Roles.Screen);

        await AssertUncached(app.DeskClient, "/api/figures?year=2020", HttpStatusCode.OK);
        await AssertUncached(app.DeskClient, "/api/figures?unknown=1", HttpStatusCode.BadRequest);
        await AssertUncached(app.CreateAnonymousClient(), "/api/figures", HttpStatusCode.Unauthorized);
        await AssertUncached(screen, "/api/keys", HttpStatusCode.Forbidden);
        await AssertUncached(app.DeskClient, "/api/nothing", HttpStatusCode.NotFound);
        await AssertUncached(app.DeskClient, "/api/undo", HttpStatusCode.MethodNotAllowed);
        for (var i = 0; i < FailedAttempts.MaxPerMinute; i++)
            await AssertUncached(app.CreateClientWithKey($"wrong-{i}"), "/api/figures", HttpStatusCode.Unauthorized);
        await AssertUncached(app.CreateClientWithKey("wrong"), "/api/figures", HttpStatusCode.TooManyRequests);
    }

    static async Task AssertUncached(HttpClient client, string path, HttpStatusCode status)
    {
        using var answer = await client.SendRequest("GET", path);
        Assert.Equal((status, "no-store"), (answer.StatusCode, answer.Headers.CacheControl?.ToString()));
    }
}
