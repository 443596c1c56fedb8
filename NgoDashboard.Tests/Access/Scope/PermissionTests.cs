using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Access.Scope;

[Trait("Tier", "Host")]
public class PermissionTests(TestApplication app) : IClassFixture<TestApplication>
{
    const string LangSon = "34:20", HaiPhong = "34:31";

    // Anonymous, screen, Lạng Sơn, Hải Phòng, desk. For the desk, 404, 409 and 422 mean: authorised, but there is nothing there or nothing to do.
    [Theory]
    [InlineData("GET", "/api/figures", 401, 200, 200, 200, 200)]
    [InlineData("PUT", "/api/figures", 401, 403, 403, 403, 422)]
    [InlineData("GET", "/api/stage", 401, 200, 200, 200, 200)]
    [InlineData("PUT", "/api/stage", 401, 403, 403, 403, 422)]
    [InlineData("PUT", "/api/stage/cover", 401, 403, 403, 403, 422)]
    [InlineData("POST", "/api/undo", 401, 403, 403, 403, 409)]
    [InlineData("POST", "/api/redo", 401, 403, 403, 403, 409)]
    [InlineData("POST", "/api/requests/1", 401, 403, 403, 403, 404)]
    [InlineData("GET", "/api/roll-call", 401, 403, 403, 403, 200)]
    [InlineData("GET", "/api/amendments/1/attachment", 401, 404, 404, 404, 404)]
    [InlineData("GET", "/api/keys", 401, 403, 403, 403, 200)]
    [InlineData("POST", "/api/keys", 401, 403, 403, 403, 422)]
    [InlineData("DELETE", "/api/keys/none", 401, 403, 403, 403, 404)]
    [InlineData("GET", "/api/points", 401, 403, 403, 403, 200)]
    [InlineData("POST", "/api/points", 401, 403, 403, 403, 422)]
    [InlineData("GET", "/api/points/sample", 401, 403, 403, 403, 200)]
    [InlineData("GET", "/api/points/99/link", 401, 403, 403, 403, 404)]
    [InlineData("GET", "/scenes", 302, 200, 200, 200, 200)]
    [InlineData("GET", "/scenes?scene=overview&year=2023", 302, 403, 403, 403, 200)]
    [InlineData("GET", "/api/scenes?format=csv", 401, 200, 200, 200, 200)]
    [InlineData("GET", "/api/scenes?format=csv&scene=overview&year=2023", 401, 403, 403, 403, 200)]
    [InlineData("GET", "/desk/points/sheets", 302, 403, 403, 403, 200)]
    [InlineData("GET", "/desk/points/99/sheet", 302, 403, 403, 403, 404)]
    [InlineData("POST", "/hubs/briefing/negotiate?negotiateVersion=1", 401, 200, 200, 200, 200)]
    [InlineData("GET", "/screen", 200, 200, 200, 200, 200)]
    [InlineData("GET", "/pair", 302, 403, 200, 200, 200)]
    [InlineData("GET", "/enter", 200, 200, 200, 200, 200)]
    [InlineData("GET", "/health/live", 200, 200, 200, 200, 200)]
    [InlineData("GET", "/health/ready", 200, 200, 200, 200, 200)]
    [InlineData("GET", "/openapi/v1.json", 200, 200, 200, 200, 200)]
    public async Task Endpoint_ForEachRole_LetsInWhomItShould(string method, string path, params int[] expected)
    {
        HttpClient[] clients =
            [app.CreateAnonymousClient(), app.CreateClientWithRole(Roles.Screen), app.CreateClientWithRole(Roles.Province, LangSon), app.CreateClientWithRole(Roles.Province, HaiPhong), app.DeskClient];
        foreach (var (client, status) in clients.Zip(expected))
        {
            using var response = await client.SendRequest(method, path, method == "GET" ? null : "[]");
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Fact]
    public void Endpoints_UnderApiAndHubs_AllAskForAKey()
    {
        _ = app.CreateAnonymousClient();
        var open = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } path && (path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/hubs", StringComparison.Ordinal)))
            .ToArray();
        Assert.True(open.Length >= 8);
        Assert.All(open, endpoint => Assert.NotEmpty(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()));
    }

    [Fact]
    public async Task Refusal_OfAnApiRequest_IsAStatusAndASentence()
    {
        using var none = await app.CreateAnonymousClient().SendRequest("GET", "/api/figures");
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("Cần có khóa truy cập còn hiệu lực.", (await none.ReadJson()).GetProperty("title").GetString());

        using var english = await app.CreateClientWithRole(Roles.Screen).SendRequest("GET", "/api/keys?lang=en");
        Assert.Equal("This key is not for that.", (await english.ReadJson()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Write_WithTheCookieOfADesk_IsRefused()
    {
        // Another page on the same host can make a browser send the cookie, but never the header.
        var inside = await app.SignInByCookie(TestApplication.DeskKey);
        using var read = await inside.SendRequest("GET", "/api/keys");
        using var write = await inside.SendRequest("PUT", "/api/stage", """{ "scene": "overview" }""");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, write.StatusCode);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic d3Jvbmc6d3Jvbmc=")]
    public async Task Header_WithoutALiveKey_IsRefused(string header)
    {
        var client = app.CreateAnonymousClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var response = await client.SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
