using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Screens.Hubs;
using NgoDashboard.Screens.Sending;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Screens.Hubs;

/// <summary>The whole server on a real port with real clients: what a screen receives, and that it leaves nothing behind.</summary>
[Trait("Tier", "Host")]
public sealed class BriefingHubTests : IAsyncLifetime
{
    static readonly FigureKey Disbursed = FigureKey.National(2023, Measure.Disbursed);

    readonly TestApplication app = new();
    Uri server = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Desk Desk => app.Services.GetRequiredService<Desk>();

    FrameDelivery Delivery => app.Services.GetRequiredService<FrameDelivery>();

    ConnectedScreens ConnectedScreens => app.Services.GetRequiredService<ConnectedScreens>();

    RevokedConnections RevokedConnections => app.Services.GetRequiredService<RevokedConnections>();

    public ValueTask InitializeAsync()
    {
        app.UseKestrel(0);
        app.StartServer();
        server = app.ClientOptions.BaseAddress;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public void Circuits_OfTheDesk_AreStillToldThatTheServerIsThere()
    {
        // The circuits' hub must keep its own keep-alive, which the screens' hub does without: its client gives up after 30 s.
        var hub = typeof(Microsoft.AspNetCore.Components.Server.CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;
        var options = (IOptions<HubOptions>)app.Services.GetRequiredService(typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub)));

        Assert.True(options.Value.KeepAliveInterval <= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Screen_ThatConnects_GetsTheCurrentFrameAtOnce()
    {
        await Edit(230_000_000);
        await using var late = await Screen();

        var frame = await late.WaitForFrame(1);

        Assert.Equal(app.LiveBriefing.Current.Version, frame.Version);
        Assert.Contains("230", frame.HtmlText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_ThatConnects_IsFirstToldTheTimeAndWhoseItIs()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await using var langSon = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, "34:20", "Lạng Sơn").Secret);
        await using var ministry = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, null, "Bộ Ngoại giao").Secret);
        await Task.WhenAll(langSon.WaitForFrame(1), ministry.WaitForFrame(1));

        Assert.Equal(["34:20", null], ((ScreenClient[])[langSon, ministry]).Select(screen => screen.Hello!.Province));
        Assert.InRange(langSon.Hello!.Now, before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Identity_OfTheJournal_IsToldTheSameInHelloFramePageAndApi()
    {
        var journal = app.Services.GetRequiredService<NgoDashboard.Storage.Engine.Database>().Identity;
        await using var screen = await ScreenClient.Open(server, app.IssueKey(Roles.Screen).Secret, acceptsDifferences: true);
        var whole = await screen.WaitForFrame(1);
        // Before its first acknowledgement the screen would get a whole frame again.
        await Until(() => ConnectedScreens.All.All(connected => connected.PaintedVersion == whole.Version));
        await screen.WaitForFrame(await Edit(231_600_000));
        using var client = new HttpClient { BaseAddress = server, DefaultRequestHeaders = { Authorization = new("Bearer", TestApplication.DeskKey) } };
        using var page = await client.SendRequest("GET", "/screen");
        using var stage = await client.SendRequest("GET", "/api/stage");
        var stageJournal = (await stage.ReadJson()).GetProperty("journal");

        Assert.True(journal.Id.Length >= 22 && journal.Generation == 1, journal.ToString());
        Assert.Equal(new HelloJournal(journal.Id, 1), screen.Hello!.Journal);
        Assert.Equal([$"{journal.Id}/1", $"{journal.Id}/1"], [whole.Journal, Assert.Single(screen.Differences).Journal]);
        Assert.Contains($"data-journal=\"{journal.Id}/1\"", await page.ReadText(), StringComparison.Ordinal);
        Assert.Equal((journal.Id, 1), (stageJournal.GetProperty("id").GetString(), stageJournal.GetProperty("generation").GetInt64()));
    }

    [Fact]
    public async Task Screen_ThatShowsAVersionBeyondTheJournal_IsToldToTheDeskAndDoesNotCountAsShowing()
    {
        var rollCallView = app.Services.GetRequiredService<RollCallView>();
        await using var langSon = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, "34:20", "Lạng Sơn").Secret);
        await langSon.WaitForFrame(1);
        await Until(() => rollCallView.Current.ShowingCount == 1);

        await langSon.Acknowledge("Painted", 130);
        await Until(() => rollCallView.Current.ScreensBeyondJournal.Length == 1);
        var now = rollCallView.Current;
        Assert.Equal(("Lạng Sơn", 130L), now.ScreensBeyondJournal[0] is var screen ? (screen.Owner.Name, screen.VersionBeyondJournal) : default);
        Assert.Equal((0, PointState.Behind, 0L), (now.ShowingCount, now.Lines[0].State, now.Lines[0].PaintedVersion));

        // As after a reload of its page.
        await langSon.Acknowledge("Painted", app.LiveBriefing.Current.Version);
        await Until(() => rollCallView.Current is { ShowingCount: 1, ScreensBeyondJournal.Length: 0 });
    }

    [Fact]
    public async Task Edit_WithTwoScreensOpen_ReachesBothWithTheSameBytes()
    {
        await using var one = await Screen();
        await using var two = await Screen();
        await Task.WhenAll(one.WaitForFrame(1), two.WaitForFrame(1));

        var version = await Edit(231_500_000);

        var (first, second) = (await one.WaitForFrame(version), await two.WaitForFrame(version));
        Assert.Equal(version, first.Version);
        Assert.Equal(first.Html, second.Html);
        Assert.Contains("231,5", first.HtmlText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_OnTheWire_IsWhatThePageShows()
    {
        await using var screen = await Screen();
        var frame = await screen.WaitForFrame(1);

        using var client = new HttpClient { BaseAddress = server };
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestApplication.DeskKey);
        var page = await client.GetStringAsync("/screen", Cancellation);

        Assert.Contains($"data-version=\"{frame.Version}\"", page, StringComparison.Ordinal);
        Assert.Contains(frame.HtmlText, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_Refused_SendsNothing()
    {
        await using var screen = await Screen();
        await screen.WaitForFrame(1);

        Assert.IsType<Rejected>(await Desk.Take(Draft.From(Say(-1)), TestBriefing.Operator, Cancellation));

        // The next frame directly follows the first: nothing was sent in between.
        var version = await Edit(229_000_000);
        await screen.WaitForFrame(version);
        Assert.Equal([version - 1, version], screen.Frames.Select(frame => frame.Version));
    }

    [Fact]
    public async Task Screen_InEnglish_IsShownEnglish()
    {
        await using var english = await ScreenClient.Open(server, TestApplication.DeskKey, DisplayLanguage.English.Code);
        await using var other = await ScreenClient.Open(server, TestApplication.DeskKey, "xx");

        Assert.Contains("Disbursement at a glance", (await english.WaitForFrame(1)).HtmlText, StringComparison.Ordinal);
        Assert.Contains("Tổng quan giải ngân", (await other.WaitForFrame(1)).HtmlText, StringComparison.Ordinal);

        var version = await Edit(229_000_000);
        Assert.Contains("Updated", (await english.WaitForFrame(version)).HtmlText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_ThatStopsReading_DelaysNoOther()
    {
        using var stalled = await StalledScreen.Open(server, app.IssueKey(Roles.Screen, label: "Điểm cầu kẹt").Secret);
        var connection = await Present("Điểm cầu kẹt");
        await using var healthy = await Screen();
        await healthy.WaitForFrame(1);
        // More than all buffers hold: from here on the stalled screen receives nothing.
        var stuck = app.Services.GetRequiredService<IHubContext<BriefingHub>>().Clients.Client(connection)
            .SendAsync("Show", new string('x', 64_000_000), Cancellation);

        for (var i = 0; i < 20; i++)
        {
            var version = await Edit(229_000_000 + i);
            // Less than the 15 s after which the server aborts the stalled connection.
            Assert.Equal(version, (await healthy.WaitForFrame(version).WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Version);
        }

        Assert.False(stuck.IsCompleted);
    }

    [Fact]
    public async Task Server_ThatStops_WaitsForNoScreenThatHasStoppedReading()
    {
        using var stalled = await StalledScreen.Open(server, app.IssueKey(Roles.Screen, label: "Điểm cầu kẹt").Secret);
        var connection = await Present("Điểm cầu kẹt");
        await using var healthy = await Screen();
        var stuck = app.Services.GetRequiredService<IHubContext<BriefingHub>>().Clients.Client(connection)
            .SendAsync("Show", new string('x', 64_000_000), Cancellation);
        await healthy.WaitForFrame(await Edit(229_000_000));
        Assert.False(stuck.IsCompleted);

        // A server that waited for its connections would take 30 s.
        await app.Services.GetRequiredService<IHost>().StopAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Edits_TwoHundredAtOnce_EndWithEveryScreenAtTheLast()
    {
        var screens = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => ScreenClient.Open(server, TestApplication.DeskKey, acknowledges: i % 3 != 0)));
        await Task.WhenAll(screens.Select(screen => screen.WaitForFrame(1)));

        var versions = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Edit(229_000_000 + i))));

        Assert.Equal(200, versions.Distinct().Count());
        var last = versions.Max();
        foreach (var screen in screens)
        {
            Assert.Equal(last, (await screen.WaitForFrame(last)).Version);
            Assert.Equal(screen.Frames.Select(frame => frame.Version).Order().Distinct(), screen.Frames.Select(frame => frame.Version));
            await screen.DisposeAsync();
        }
    }

    [Fact]
    public async Task Screen_ThatTakesChanges_ShowsTheSameAsTheOthersForFewerBytes()
    {
        await using var changing = await ScreenClient.Open(server, TestApplication.DeskKey, acceptsDifferences: true);
        await using var other = await Screen();
        var version = (await changing.WaitForFrame(1)).Version;
        for (var i = 0; i < 10; i++)
        {
            // From its first acknowledgement on, the screen gets differences.
            await Until(() => ConnectedScreens.All.All(connected => connected.PaintedVersion == version));
            version = await Edit(229_000_000 + (i * 100_000));
            Assert.Equal((await other.WaitForFrame(version)).HtmlText, (await changing.WaitForFrame(version)).HtmlText);
        }

        Assert.Equal(10, changing.Differences.Count);
        Assert.Empty(other.Differences);
        Assert.All(changing.Differences, changed => Assert.InRange(changed.StepsJson.Length, 1, 512));
    }

    [Fact]
    public async Task Screen_ThatComesLateAndTakesChanges_GetsAWholeFrame()
    {
        await using var first = await ScreenClient.Open(server, TestApplication.DeskKey, acceptsDifferences: true);
        await first.WaitForFrame(1);
        var version = await Edit(229_000_000);
        await first.WaitForFrame(version);

        await using var late = await ScreenClient.Open(server, TestApplication.DeskKey, acceptsDifferences: true);

        Assert.Equal((await first.WaitForFrame(version)).HtmlText, (await late.WaitForFrame(version)).HtmlText);
        Assert.Empty(late.Differences);
    }

    [Fact]
    public async Task Screen_ThatCloses_LeavesNothingBehind()
    {
        var before = app.LiveBriefing.SubscriberCount;
        var screens = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Screen()));
        await Task.WhenAll(screens.Select(screen => screen.WaitForFrame(1)));
        Assert.Equal((10, 10, 10), (Delivery.ConnectionCount, ConnectedScreens.All.Count, RevokedConnections.Count));
        // Screens are served by the delivery and have no subscription of their own.
        Assert.Equal(before, app.LiveBriefing.SubscriberCount);

        foreach (var screen in screens)
            await screen.DisposeAsync();

        await Until(() => (Delivery.ConnectionCount, ConnectedScreens.All.Count, RevokedConnections.Count) == (0, 0, 0));
    }

    [Fact]
    public async Task Key_Revoked_EndsItsConnectionsAndNoOther()
    {
        var (id, secret) = app.IssueKey(Roles.Screen, "34:20", "Điểm cầu Lạng Sơn");
        await using var revoked = await ScreenClient.Open(server, secret);
        await using var other = await Screen();
        await Task.WhenAll(revoked.WaitForFrame(1), other.WaitForFrame(1));

        Assert.True(app.Keyring.Revoke(id));
        await revoked.WhenClosed.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        var version = await Edit(229_000_000);
        await other.WaitForFrame(version);
        Assert.DoesNotContain(revoked.Frames, frame => frame.Version == version);
        await Until(() => ConnectedScreens.All.All(connected => connected.Owner.Name != "Điểm cầu Lạng Sơn"));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ScreenClient.Open(server, secret));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task OwnStrip_OfAProvince_IsSentWithItsFrameToItsScreensAlone()
    {
        await using var haiPhong = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, "34:31", "Hải Phòng").Secret);
        await using var langSon = await ScreenClient.Open(server, app.IssueKey(Roles.Province, "34:20", "Lạng Sơn").Secret);
        await using var ministry = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, null, "Bộ Ngoại giao").Secret);
        var version = await Edit(229_000_000);

        foreach (var screen in (ScreenClient[])[haiPhong, langSon, ministry])
            await screen.WaitForFrame(version);

        // The strip came with the first frame and has not changed.
        Assert.Contains("<b>Hải Phòng</b>", Assert.Single(haiPhong.OwnStripFrames).HtmlText, StringComparison.Ordinal);
        Assert.Contains("<b>Lạng Sơn</b>", Assert.Single(langSon.OwnStripFrames).HtmlText, StringComparison.Ordinal);
        Assert.DoesNotContain(langSon.OwnStripFrames, own => own.HtmlText.Contains("Hải Phòng", StringComparison.Ordinal));
        Assert.Empty(ministry.OwnStripFrames);
        Assert.Equal(haiPhong.Frames.Last().Html, ministry.Frames.Last().Html);
    }

    [Fact]
    public async Task Negotiation_WithoutAKey_IsRefused()
    {
        using var client = new HttpClient { BaseAddress = server };
        using var response = await client.SendRequest("POST", "/hubs/briefing/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Acknowledgement_OfAScreen_IsInTheRollCall()
    {
        await using var screen = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, "34:20", "Điểm cầu Lạng Sơn").Secret);
        var version = await Edit(229_000_000);
        await screen.WaitForFrame(version);

        await Until(() => ConnectedScreens.All.Single() is { Owner: { PointId: not null, Name: "Điểm cầu Lạng Sơn", Province: "34:20", Address: not null } } connected && connected.PaintedVersion == version);
    }

    Task<ScreenClient> Screen() => ScreenClient.Open(server, TestApplication.DeskKey);

    async Task<long> Edit(decimal dollars) =>
        Assert.IsType<Committed>(await Desk.Take(Draft.From(Say(dollars)), TestBriefing.Operator, Cancellation)).State.Version;

    static Restatement Say(decimal dollars) => SampleData.Restate(Disbursed, SampleData.Usd(dollars));

    async Task<string> Present(string point)
    {
        await Until(() => ConnectedScreens.All.Any(connected => connected.Owner.Name == point));
        return ConnectedScreens.All.Single(connected => connected.Owner.Name == point).ConnectionId;
    }

    /// <summary>Polls, because the server does this on another thread without any notification.</summary>
    static async Task Until(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
            await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>A screen that hangs: the connection stays open, but its client does not read.</summary>
    sealed class StalledScreen(Socket socket, WebSocket webSocket) : IDisposable
    {
        public static async Task<StalledScreen> Open(Uri server, string key)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            await socket.ConnectAsync(server.Host, server.Port, Cancellation);
            using var invoker = new HttpMessageInvoker(new SocketsHttpHandler
            {
                ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: false)),
            }, disposeHandler: false);
            var client = new ClientWebSocket();
            client.Options.SetRequestHeader("Authorization", "Bearer " + key);
            await client.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/briefing" }.Uri, invoker, Cancellation);
            await client.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Cancellation);
            return new(socket, client);
        }

        public void Dispose()
        {
            webSocket.Dispose();
            socket.Dispose();
        }
    }
}
