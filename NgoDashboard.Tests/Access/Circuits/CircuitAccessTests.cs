using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Circuits;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.Circuits;

/// <summary>Which keys get a circuit, how many, and which may reconnect to one. On the wire, with the messages of a page or an attacker.</summary>
[Trait("Tier", "Host")]
public sealed class CircuitAccessTests(CircuitAccessTests.ServerFixture running) : IClassFixture<CircuitAccessTests.ServerFixture>
{
    TestApplication App => running.App;

    Uri Server => running.App.ClientOptions.BaseAddress;

    KeyCircuits Circuits => App.Services.GetRequiredService<KeyCircuits>();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Circuit_ForEachRole_IsBegunByThoseWhoType()
    {
        foreach (var (key, expected) in ((string?, bool)[])
                 [(null, false), (App.IssueKey(Roles.Screen).Secret, false), (App.IssueKey(Roles.Province, "34:20").Secret, true), (TestApplication.DeskKey, true)])
        {
            var headers = key is null ? [] : ((string, string)[])[Bearer(key)];
            if (!expected)
            {
                var refused = await Assert.ThrowsAsync<WebSocketException>(() => CircuitClient.Open(Server, headers));
                Assert.Contains(key is null ? "401" : "403", refused.Message, StringComparison.Ordinal);
                continue;
            }

            using var client = await CircuitClient.Open(Server, headers);
            Assert.NotNull(await client.StartCircuit(Server));
        }
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/_blazor/disconnect")]
    [InlineData("GET", "/_blazor/initializers")]
    [InlineData("GET", "/_blazor?id=1")]
    public async Task Endpoints_OfCircuits_AskForAKeyOfADeskOrAProvince(string method, string path)
    {
        using var none = await Web().SendRequest(method, path);
        using var screen = await Web(App.IssueKey(Roles.Screen).Secret).SendRequest(method, path);
        using var desk = await Web(TestApplication.DeskKey).SendRequest(method, path);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (none.StatusCode, screen.StatusCode));
        Assert.DoesNotContain(desk.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden]);
    }

    [Fact]
    public async Task Circuits_OfOneKey_AreTwentyAndNoMore()
    {
        var (id, key) = App.IssueKey(Roles.Province, "34:20", "Cán bộ Lạng Sơn");
        var inside = Web(key);
        var clients = new List<CircuitClient>();
        try
        {
            for (var i = 0; i < KeyCircuits.MaxPerKey; i++)
                clients.Add(await OpenCircuit(key));
            Assert.Equal(20, Circuits.CountForKey(id));

            using var extra = await CircuitClient.Open(Server, Bearer(key));
            Assert.Null(await extra.StartCircuit(Server));
            // The page says why it is not interactive, in the reader's language.
            using var page = await inside.SendRequest("GET", "/province");
            Assert.Contains("Khóa này đang mở 20 trang", await page.ReadText(), StringComparison.Ordinal);
            using var english = await inside.SendRequest("GET", "/province?lang=en");
            Assert.Contains("20 pages are open with this key", await english.ReadText(), StringComparison.Ordinal);
            // The limit is per key.
            (await OpenCircuit(App.IssueKey(Roles.Province, "34:31").Secret)).Dispose();

            // The circuit that has been disconnected for the longest time is dropped for a new one.
            clients[3].Dispose();
            await Wait.Until(() => Task.FromResult(!Circuits.IsFull(id)), () => Task.FromResult("Nobody noticed that a page went."));
            Assert.NotNull(await extra.StartCircuit(Server));
            Assert.Equal(20, Circuits.CountForKey(id));
            using var again = await inside.SendRequest("GET", "/province?lang=vi");
            Assert.Contains("Khóa này đang mở 20 trang", await again.ReadText(), StringComparison.Ordinal);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Connections_OfOneKey_FindAnEndToo()
    {
        var key = App.IssueKey(Roles.Province, "34:22", "Cán bộ Quảng Ninh").Secret;
        var clients = new List<CircuitClient>();
        try
        {
            for (var i = 0; i < KeyCircuits.MaxConnectionsPerKey; i++)
            {
                clients.Add(await CircuitClient.Open(Server, Bearer(key)));
                // Wait for an answer, so that the connection has been counted.
                Assert.Equal("False", await clients[^1].ReconnectCircuit("none"));
            }

            using var extra = await CircuitClient.Open(Server, Bearer(key));
            await extra.WaitUntilClosed();
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Circuit_OfOneKey_IsTakenUpAgainByThatKeyAlone()
    {
        var (_, mine) = App.IssueKey(Roles.Province, "34:20", "Cán bộ thứ nhất");
        var (_, other) = App.IssueKey(Roles.Province, "34:31", "Cán bộ thứ hai");
        var first = await CircuitClient.Open(Server, Bearer(mine));
        var secret = await first.StartCircuit(Server);
        Assert.NotNull(secret);
        first.Dispose();

        foreach (var key in (string[])[other, TestApplication.DeskKey])
        {
            using var stranger = await CircuitClient.Open(Server, Bearer(key));
            Assert.Equal("False", await stranger.ReconnectCircuit(secret));
            Assert.Null(await stranger.ResumeCircuit(secret, Server));
        }

        using var again = await CircuitClient.Open(Server, Bearer(mine));
        Assert.Equal("False", await again.ReconnectCircuit(secret + "A"));
        Assert.Equal("True", await again.ReconnectCircuit(secret));
    }

    [Fact]
    public async Task Circuit_OfAKeyThatWasRevoked_IsNotTakenUpAgain()
    {
        var (id, key) = App.IssueKey(Roles.Province, "34:20", "Cán bộ");
        using var first = await CircuitClient.Open(Server, Bearer(key));
        var secret = await first.StartCircuit(Server);
        using var second = await CircuitClient.Open(Server, Bearer(key));

        App.Keyring.Revoke(id);

        Assert.Equal("False", await second.ReconnectCircuit(secret!));
        Assert.Null(await second.StartCircuit(Server));
    }

    [Fact]
    public async Task Circuit_TakenUpAgain_CountsAsConnected()
    {
        var (id, key) = App.IssueKey(Roles.Province, "34:20", "Cán bộ");
        var first = await CircuitClient.Open(Server, Bearer(key));
        var secret = await first.StartCircuit(Server);
        var circuit = Circuits.FindForReconnect(secret, id)!;
        first.Dispose();
        await Wait.Until(() => Task.FromResult(!circuit.IsConnected), () => Task.FromResult("Nobody noticed that the page went."));

        using var again = await CircuitClient.Open(Server, Bearer(key));
        Assert.Equal("True", await again.ReconnectCircuit(secret!));

        // Otherwise it would be dropped for the key's next page.
        Assert.True(circuit.IsConnected);
    }

    /// <summary>KeyCircuitFilter relies on the names of Blazor's hub methods: this test fails if a later version changes them.</summary>
    [Fact]
    public void Methods_OfBlazorsHubThatGiveACircuit_AreTheKnownOnes()
    {
        var hub = typeof(Microsoft.AspNetCore.Components.Server.CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub")!;

        Assert.Equal(
            ["ConnectCircuit", "PauseCircuit", "ResumeCircuit", "StartCircuit"],
            hub.GetMethods().Select(method => method.Name).Where(name => name.EndsWith("Circuit", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("{own}", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://localhost:1", false)]
    [InlineData("null", false)]
    [InlineData("file://", false)]
    [InlineData("https://giaoban.example.gov.vn", true)]
    [InlineData("https://giaoban.example.gov.vn:8443", false)]
    public async Task Origin_OfAnotherSite_IsLetIntoNoHub(string? origin, bool isLetIn)
    {
        foreach (var path in (string[])["/hubs/briefing/negotiate?negotiateVersion=1", "/_blazor/negotiate?negotiateVersion=1"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            if (origin is not null)
                request.Headers.TryAddWithoutValidation("Origin", origin.Replace("{own}", Server.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
            using var answer = await Web(TestApplication.DeskKey).SendAsync(request, Cancellation);
            Assert.Equal((path, isLetIn ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Socket_FromThePageOfAnotherSite_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => CircuitClient.Open(Server, Bearer(TestApplication.DeskKey), ("Origin", "https://evil.example")));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    static (string, string) Bearer(string key) => ("Authorization", $"Bearer {key}");

    HttpClient Web(string? key = null) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = Server,
        DefaultRequestHeaders = { Authorization = key is null ? null : new("Bearer", key) },
    };

    async Task<CircuitClient> OpenCircuit(string key)
    {
        var client = await CircuitClient.Open(Server, Bearer(key));
        Assert.NotNull(await client.StartCircuit(Server));
        return client;
    }

    /// <summary>On a real port, because WebSockets need one.</summary>
    public sealed class ServerFixture : IDisposable
    {
        public ServerFixture()
        {
            App.UseKestrel(0);
            App.StartServer();
        }

        internal TestApplication App { get; } = new Public();

        public void Dispose() => App.Dispose();
    }

    sealed class Public : TestApplication
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("PublicAddress", "https://giaoban.example.gov.vn/");
        }
    }
}
