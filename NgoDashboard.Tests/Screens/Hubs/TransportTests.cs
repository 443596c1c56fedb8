using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Screens.Hubs;
using NgoDashboard.Screens.Sending;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Screens.Hubs;

/// <summary>All SignalR transports, because some proxies allow only some of them, and reconnecting after a restart.</summary>
public sealed class TransportTests
{
    const string Point = "Điểm cầu Lạng Sơn";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Trait("Tier", "Host")]
    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Screen_ByEachWay_IsShownAndCountedLikeAnyOther(HttpTransportType transport)
    {
        await using var app = new RecordingApp();
        app.Listen();
        var connectedScreens = app.Services.GetRequiredService<ConnectedScreens>();
        var screen = await ScreenClient.Open(app.Address, app.IssueKey(Roles.Screen, "34:20", Point).Secret, configureConnection: options => options.Transports = transport);

        await screen.WaitForFrame(1);
        var version = await app.Edit(231_500_000);

        Assert.Contains("231,5", (await screen.WaitForFrame(version)).HtmlText, StringComparison.Ordinal);
        Assert.Contains("Lạng Sơn", Assert.Single(screen.OwnStripFrames).HtmlText, StringComparison.Ordinal);
        Assert.Equal("34:20", screen.Hello?.Province);
        await Until(() => connectedScreens.All.Any(connected => connected.Owner is { Name: Point, Province: "34:20" } && connected.PaintedVersion == version));
        await screen.DisposeAsync();
        await Until(() => connectedScreens.All.Count == 0 && app.Services.GetRequiredService<FrameDelivery>().ConnectionCount == 0);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Screen_ThatPolls_IsNotTakenForSilentBetweenItsPolls()
    {
        var time = new TestClock();
        await using var app = new RecordingApp { Time = time };
        app.Listen();
        var screens = new Dictionary<HttpTransportType, ScreenClient>();
        foreach (var transport in Enum.GetValues<HttpTransportType>().Where(transport => transport is not HttpTransportType.None))
            screens[transport] = await ScreenClient.Open(app.Address, TestApplication.DeskKey, configureConnection: options => options.Transports = transport);
        await Task.WhenAll(screens.Values.Select(screen => screen.WaitForFrame(1)));
        // Acknowledgements count as activity: wait for the last one.
        await Until(() => app.Services.GetRequiredService<ConnectedScreens>().All.Count(connected => connected.PaintedVersion == 1) == screens.Count);

        // The clients ping every 15 s of their own clock, which does not move here.
        time.Advance(SilentConnections.SilenceTimeout);
        // A second time, because a connection may have been active at the moment of the first jump.
        time.Advance(SilentConnections.SilenceTimeout);

        await Task.WhenAll(screens[HttpTransportType.WebSockets].WhenClosed, screens[HttpTransportType.ServerSentEvents].WhenClosed).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        var version = await app.Edit(229_000_000);
        await screens[HttpTransportType.LongPolling].WaitForFrame(version);
        foreach (var screen in screens.Values)
            await screen.DisposeAsync();
    }

    /// <summary>With a margin, because clients check their timers once a second, and a busy machine is late.</summary>
    [Fact]
    public void Patience_WithAClientOfTheUsualSettings_IsLongerThanItIsSilent() =>
        Assert.InRange(SilentConnections.SilenceTimeout - HubConnection.DefaultKeepAliveInterval, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10));

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Screen_AfterARestart_IsLetInByItsCookieWithOneRequest()
    {
        using var folder = new TempFolder();
        var cookies = new CookieContainer();
        long version;
        await using (var before = new RecordingApp(folder.Path))
        {
            before.Listen();
            using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = before.Address };
            using var entered = await browser.SendRequest("GET", $"/enter?key={before.IssueKey(Roles.Screen, "34:20", Point).Secret}");
            Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
            await using var screen = await ScreenClient.Open(before.Address, null, configureConnection: Directly);
            await screen.WaitForFrame(version = await before.Edit(231_500_000));
        }

        await using var after = new RecordingApp(folder.Path);
        after.Listen();
        await using var reconnected = await ScreenClient.Open(after.Address, null, configureConnection: Directly);
        var frame = await reconnected.WaitForFrame(1);

        Assert.Equal((version, "34:20"), (frame.Version, reconnected.Hello?.Province));
        var connectedScreens = after.Services.GetRequiredService<ConnectedScreens>();
        await Until(() => connectedScreens.All.Any(connected => connected.Owner.Name == Point && connected.PaintedVersion == version));
        // No sign-in, no page, no negotiation and no circuit.
        Assert.Equal(["/hubs/briefing"], after.RequestedPaths);

        void Directly(Microsoft.AspNetCore.Http.Connections.Client.HttpConnectionOptions options) =>
            (options.Cookies, options.Transports, options.SkipNegotiation) = (cookies, HttpTransportType.WebSockets, true);
    }

    static Task Until(Func<bool> condition) => Wait.Until(() => Task.FromResult(condition()), () => Task.FromResult("something else"));

    /// <summary>On a real port, recording the paths of all requests.</summary>
    sealed class RecordingApp(string? folder = null) : TestApplication(folder)
    {
        public ConcurrentQueue<string> RequestedPaths { get; } = new();

        public Uri Address => ClientOptions.BaseAddress;

        public void Listen()
        {
            UseKestrel(0);
            StartServer();
        }

        public async Task<long> Edit(decimal dollars) =>
            Assert.IsType<Committed>(await Services.GetRequiredService<Desk>().Take(
                Draft.From(SampleData.Restate(FigureKey.National(2023, Measure.Disbursed), SampleData.Usd(dollars))), TestBriefing.Operator, Cancellation)).State.Version;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new Record(RequestedPaths)));
        }
    }

    sealed class Record(ConcurrentQueue<string> paths) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                paths.Enqueue(context.Request.Path);
                return rest(context);
            });
            next(app);
        };
    }
}
