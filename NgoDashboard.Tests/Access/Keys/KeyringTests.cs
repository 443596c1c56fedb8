using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NgoDashboard.Access;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Live;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.Keys;

public class KeyringTests
{
    [Trait("Tier", "Host")]
    [Fact]
    public async Task RevokedKey_InTheHeaderAndInTheCookie_EndsAtOnce()
    {
        using var app = new TestApplication();
        var (id, secret) = app.IssueKey(Roles.Screen);
        var bearer = app.CreateClientWithKey(secret);
        var cookie = await app.SignInByCookie(secret);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Both());

        using var revoked = await app.DeskClient.SendRequest("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], await Both());

        using var again = await app.DeskClient.SendRequest("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        async Task<HttpStatusCode[]> Both() =>
            [(await bearer.SendRequest("GET", "/api/stage")).StatusCode, (await cookie.SendRequest("GET", "/api/stage")).StatusCode];
    }

    [Trait("Tier", "Host")]
    [Theory]
    [InlineData(Roles.Province, "34:20")]
    [InlineData(Roles.Screen, null)]
    public void Key_ThatTheKeyringRevokes_WritesNothingAnyMore(string role, string? province)
    {
        using var app = new TestApplication();
        var database = app.Services.GetRequiredService<Database>();
        var (id, _) = app.IssueKey(role, province);
        database.Keys.ThrowIfNotLive(id);

        app.Keyring.Revoke(id);

        Assert.Throws<KeyRevokedException>(() => database.Keys.ThrowIfNotLive(id));
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Restart_OverTheSameDatabase_SignsNobodyOut()
    {
        using var folder = new TempFolder();
        string cookie, secret, revoked;
        using (var first = TestApplication.StartOnFolder(folder.Path))
        {
            (_, secret) = first.IssueKey(Roles.Screen);
            (var id, revoked) = first.IssueKey(Roles.Desk);
            using var deleted = await first.DeskClient.SendRequest("DELETE", $"/api/keys/{id}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            using var entered = await first.CreateAnonymousClient().SendRequest("GET", "/enter?key=" + secret);
            cookie = entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("briefing=", StringComparison.Ordinal)).Split(';')[0];
        }

        Assert.False(Directory.Exists(folder.GetFilePath("briefing.db.protection")));
        using var second = TestApplication.StartOnFolder(folder.Path);
        Assert.Equal(HttpStatusCode.OK, await Status(cookie));
        using var bearer = await second.CreateClientWithKey(secret).SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
        using var gone = await second.CreateClientWithKey(revoked).SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);

        // A cookie with one altered character is not accepted.
        var altered = cookie[..40] + (cookie[40] == 'A' ? 'B' : 'A') + cookie[41..];
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(altered));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("briefing=desk"));

        async Task<HttpStatusCode> Status(string value)
        {
            using var client = second.CreateClient(new() { HandleCookies = false });
            client.DefaultRequestHeaders.Add("Cookie", value);
            return (await client.SendRequest("GET", "/api/stage")).StatusCode;
        }
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Key_IssuedThroughTheApi_WorksAndIsStoredAsItsHashOnly()
    {
        using var app = new TestApplication();
        using var created = await app.DeskClient.SendRequest("POST", "/api/keys", """{ "role": "province", "province": "34:31", "label": "Hải Phòng" }""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var key = await created.ReadJson();
        var secret = key.GetProperty("key").GetString()!;
        Assert.Equal(43, secret.Length);
        using var read = await app.CreateClientWithKey(secret).SendRequest("GET", "/api/figures");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        using var list = await app.DeskClient.SendRequest("GET", "/api/keys");
        var text = await list.ReadText();
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        var row = Assert.Single(JsonDocument.Parse(text).RootElement.EnumerateArray(), row => row.GetProperty("id").GetString() == key.GetProperty("id").GetString());
        Assert.Equal("34:31", row.GetProperty("province").GetString());
        foreach (var file in Directory.GetFiles(app.Folder, "briefing.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(Bytes(file)), StringComparison.Ordinal);
    }

    [Trait("Tier", "Host")]
    [Theory]
    [InlineData("""{ "role": "chair", "label": "x" }""", "role", "unknownRole")]
    [InlineData("""{ "label": "x" }""", "role", "fieldMissing")]
    [InlineData("""{ "role": 1, "label": "x" }""", "role", "wrongType")]
    [InlineData("""{ "role": "screen" }""", "label", "fieldMissing")]
    [InlineData("""{ "role": "screen", "label": " " }""", "label", "fieldMissing")]
    [InlineData("""{ "role": "province", "label": "x" }""", "province", "provinceMissing")]
    [InlineData("""{ "role": "province", "province": "63:31", "label": "x" }""", "province", "provinceNotCurrent")]
    [InlineData("""{ "role": "province", "province": "34:99", "label": "x" }""", "province", "unknownProvince")]
    [InlineData("""{ "role": "screen", "province": "31", "label": "x" }""", "province", "unknownProvince")]
    [InlineData("""{ "role": "desk", "province": "34:31", "label": "x" }""", "province", "noProvinceForDesk")]
    [InlineData("""{ "role": "screen", "label": "x", "tỉnh": "34:31" }""", "tỉnh", "unknownField")]
    [InlineData("""[]""", "{}", "wrongType")]
    public async Task Key_ThatCannotBe_IsRefusedByName(string body, string field, string kind)
    {
        using var app = new TestApplication();
        using var response = await app.DeskClient.SendRequest("POST", "/api/keys", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var error = (await response.ReadJson()).GetProperty("errors")[0];
        Assert.Equal((field, kind), (error.GetProperty("field").GetString(), error.GetProperty("kind").GetString()));
        Assert.Empty(app.Keyring.IssuedKeys);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public void FirstStart_WithoutADeskKey_PrintsLinksThatOpen_AndTheNextStartDoesNot()
    {
        using var folder = new TempFolder();
        using var app = new AppWithoutDeskKey(folder.Path);
        _ = app.Server;
        // The first start issued both keys; the calls below act as a later start.
        Assert.Equal([Roles.Desk, Roles.Screen], app.Keyring.IssuedKeys.Select(key => key.Role).Order());
        var (later, haveKeys) = StartupLinks.CreateLines(app.Keyring, Issue, _ => 1, "http://localhost:5080", isNewDeskKey: false);
        Assert.False(haveKeys);
        Assert.DoesNotContain(later, line => line.Contains("key=", StringComparison.Ordinal));
        Assert.Contains(later, line => line.Contains("--new-desk-key", StringComparison.Ordinal));

        var line = Assert.Single(StartupLinks.CreateLines(app.Keyring, Issue, _ => 1, "http://localhost:5080", isNewDeskKey: true).Lines);
        Assert.StartsWith("Bàn điều hành: http://localhost:5080/enter#key=", line, StringComparison.Ordinal);
        Assert.Equal((Roles.Desk, null), (app.Keyring.FindBySecret(line.Split("key=")[1])!.Role, app.Keyring.FindBySecret(line.Split("key=")[1])!.IssuedBy));

        string Issue(string label) => app.IssueDeskKey(Operator.Console, label).Secret;
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData("http://[::]:8080", "http://localhost:8080")]
    [InlineData("http://+:80", "http://localhost:80")]
    [InlineData("http://10.1.2.3:5080", "http://10.1.2.3:5080")]
    public void PrintedAddress_OfAnyAddress_IsOneThatOpens(string bound, string printed) => Assert.Equal(printed, StartupLinks.LocalUrl([bound]));

    [Fact]
    public void QrCode_OfALink_IsAPictureThatScales()
    {
        var svg = QrCode.ToSvg(SignInUrls.ForKey("http://localhost:5080/", "abc_-"));
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("viewBox=", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("width=\"100", svg, StringComparison.Ordinal);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Log_OfAnEntry_DoesNotHoldTheKey()
    {
        using var app = new TestApplication();
        var lines = new Lines();
        using var listening = app.WithWebHostBuilder(builder => builder
            // The most verbose levels, as an administrator may set them to find an error.
            .UseSetting("Logging:LogLevel:Default", "Debug").UseSetting("Logging:LogLevel:Microsoft", "Debug")
            .ConfigureServices(services => services.AddSingleton<ILoggerProvider>(lines)));
        using var client = listening.CreateClient(new() { AllowAutoRedirect = false });
        using var good = await client.SendRequest("GET", "/enter?key=" + TestApplication.DeskKey);
        using var wrong = await client.SendRequest("GET", "/enter?key=wrong-and-secret");
        Assert.NotEmpty(lines.All);
        Assert.DoesNotContain(lines.All, line => line.Contains(TestApplication.DeskKey, StringComparison.Ordinal) || line.Contains("wrong-and-secret", StringComparison.Ordinal));
    }

    static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    sealed class AppWithoutDeskKey(string folder) : TestApplication(folder)
    {
        protected override string? DeskKeySetting => null;
    }

    sealed class Lines : ILoggerProvider, ILogger
    {
        readonly System.Collections.Concurrent.ConcurrentQueue<string> all = new();

        public IReadOnlyCollection<string> All => all;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
