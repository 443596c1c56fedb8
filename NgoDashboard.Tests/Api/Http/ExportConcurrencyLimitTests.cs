using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Tests.Api.FigureData;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Api.Http;

/// <summary>The limit of concurrent exports of a key, and the cache of responses.</summary>
public sealed class ExportConcurrencyLimitTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The policy of the server before an export that the test lets wait.</summary>
    [Trait("Tier", "Host")]
    [Fact]
    public async Task Exports_OfOneKey_AreTwoAtOnceAFewWaitingAndThenTooMany()
    {
        using var released = new SemaphoreSlim(0);
        using var begun = new SemaphoreSlim(0);
        var running = 0;
        await using var server = Server(async () =>
        {
            Interlocked.Increment(ref running);
            begun.Release();
            await released.WaitAsync(Cancellation);
            Interlocked.Decrement(ref running);
            return "tệp";
        });
        await server.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };

        // One request more than permits and queue: the last one is refused, and the others wait.
        var requests = Enumerable.Range(0, ExportConcurrencyLimit.MaxConcurrentPerKey + ExportConcurrencyLimit.MaxQueuedPerKey + 1)
            .Select(_ => client.GetAsync("/api/file?key=một", Cancellation)).ToList();
        for (var i = 0; i < ExportConcurrencyLimit.MaxConcurrentPerKey; i++)
            await begun.WaitAsync(Cancellation);
        var first = await Task.WhenAny(requests);
        requests.Remove(first);
        using var refused = await first;
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        Assert.Contains("xuất được 2 tệp", (await refused.ReadJson()).GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(ExportConcurrencyLimit.MaxConcurrentPerKey, Volatile.Read(ref running));
        // Another key does not wait for it.
        var other = client.GetAsync("/api/file?key=hai", Cancellation);
        await begun.WaitAsync(Cancellation);

        released.Release(requests.Count + 1);
        foreach (var answer in requests.Append(other))
            Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public void Endpoints_ThatMakeFiles_AreAllLimited()
    {
        using var app = new TestApplication();
        _ = app.CreateAnonymousClient();
        var limited = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == ExportConcurrencyLimit.Policy)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["/api/figures", "/api/form", "/api/record", "/api/scenes", "/desk/points/sheets", "/desk/points/{point:long}/sheet", "/desk/record", "/scenes"],
            limited);
    }

    [Fact]
    public async Task Answer_AskedForAgain_IsNotMadeAgainUntilSomethingIsAnother()
    {
        using var briefing = TestBriefing.Create((SampleData.National(), SampleData.Usd(100)));
        using var cache = new VersionedResponseCache();
        var (made, language) = (0, DisplayLanguage.Vietnamese);
        var (desk, haiPhong, oldHaiPhong) = (Reader(Roles.Desk, null), Reader(Roles.Province, "34:31"), Reader(Roles.Province, "63:31"));

        async Task<int> Made(ClaimsPrincipal reader, string asked) => (await cache.GetOrCreate(reader, language, briefing.State.Version, asked, () => [(byte)++made]))[0];

        foreach (var (reader, asked, expected) in ((ClaimsPrincipal, string, int)[])
                 [(desk, "a", 1), (desk, "a", 1), (desk, "b", 2), (haiPhong, "a", 3), (oldHaiPhong, "a", 4), (haiPhong, "a", 3), (Reader(Roles.Screen, "34:31"), "a", 5)])
            Assert.Equal(expected, await Made(reader, asked));
        Assert.IsType<Committed>(await briefing.Take(SampleData.Restate(SampleData.National(), SampleData.Usd(101))));
        Assert.Equal(6, await Made(desk, "a"));
        language = DisplayLanguage.English;
        Assert.Equal(7, await Made(desk, "a"));
    }

    /// <summary>Equal bytes for the same reader and version, other bytes after a change; another reader gets its own response.</summary>
    [Trait("Tier", "Host")]
    [Theory]
    [InlineData("/api/figures?format=csv")]
    [InlineData("/api/figures")]
    [InlineData("/api/form?province=34:31&year=2020")]
    [InlineData("/api/scenes?format=csv")]
    public async Task Answer_OfTheServer_IsTheSameTwiceAndAnotherAfterAChange(string path)
    {
        using var app = new TestApplication();
        var officer = app.CreateClientWithRole(Roles.Province, "34:31");
        using var refused = await app.CreateClientWithRole(Roles.Province, "34:20").GetAsync("/api/form?province=34:31&year=2020", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        var first = await officer.GetByteArrayAsync(path, Cancellation);
        Assert.Equal(first, await officer.GetByteArrayAsync(path, Cancellation));
        using var edited = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create(("accept", "true"))}]");
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        using var shown = await app.DeskClient.SendRequest("PUT", "/api/figures", """[{ "from": "2020-01-01", "to": "2020-12-31", "province": "34:31", "measure": "disbursed", "value": 4200001, "unit": "USD", "reason": "Thử", "accept": true }]""");
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.NotEqual(first, await officer.GetByteArrayAsync(path, Cancellation));
    }

    static ClaimsPrincipal Reader(string role, string? province) =>
        new AccessKey("k", role, province is null ? null : ProvinceCode.Parse(province), "Thử", DateTimeOffset.UnixEpoch).ToPrincipal("test");

    static WebApplication Server(Func<Task<string>> export)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddExportLimit();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var server = builder.Build();
        server.Use((context, next) =>
        {
            context.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, context.Request.Query["key"].ToString())], "test"));
            return next(context);
        });
        server.UseRateLimiter();
        server.MapGet("/api/file", export).LimitExports();
        return server;
    }
}
