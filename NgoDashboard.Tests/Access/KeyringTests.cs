using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Access;

public class KeyringTests
{
    [Fact]
    public async Task RevokedKey_InTheHeaderAndInTheCookie_EndsAtOnce()
    {
        using var app = new App();
        var (id, secret) = app.Issue(Roles.Screen);
        var bearer = app.With(secret);
        var cookie = await app.Inside(secret);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Both());

        using var revoked = await app.Desk.Send("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], await Both());

        using var again = await app.Desk.Send("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        async Task<HttpStatusCode[]> Both() =>
            [(await bearer.Send("GET", "/api/stage")).StatusCode, (await cookie.Send("GET", "/api/stage")).StatusCode];
    }

    [Fact]
    public async Task Restart_OverTheSameDatabase_SignsNobodyOut()
    {
        using var folder = new TempFolder();
        string cookie, secret, revoked;
        using (var first = App.On(folder.Path))
        {
            (_, secret) = first.Issue(Roles.Screen);
            (var id, revoked) = first.Issue(Roles.Desk);
            using var deleted = await first.Desk.Send("DELETE", $"/api/keys/{id}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            using var entered = await first.Anonymous().Send("GET", "/enter?key=" + secret);
            cookie = entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("briefing=", StringComparison.Ordinal)).Split(';')[0];
        }

        Assert.False(Directory.Exists(folder.File("briefing.db.protection")));
        using var second = App.On(folder.Path);
        Assert.Equal(HttpStatusCode.OK, await Status(cookie));
        using var bearer = await second.With(secret).Send("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
        using var gone = await second.With(revoked).Send("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);

        // One character further, and it is nobody's.
        var altered = cookie[..40] + (cookie[40] == 'A' ? 'B' : 'A') + cookie[41..];
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(altered));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("briefing=desk"));

        async Task<HttpStatusCode> Status(string value)
        {
            using var client = second.CreateClient(new() { HandleCookies = false });
            client.DefaultRequestHeaders.Add("Cookie", value);
            return (await client.Send("GET", "/api/stage")).StatusCode;
        }
    }

    [Fact]
    public async Task Key_IssuedThroughTheApi_WorksAndIsStoredAsItsHashOnly()
    {
        using var app = new App();
        using var created = await app.Desk.Send("POST", "/api/keys", """{ "role": "province", "province": "34:31", "label": "Hải Phòng" }""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var key = await created.Json();
        var secret = key.GetProperty("key").GetString()!;
        Assert.Equal(43, secret.Length);
        using var read = await app.With(secret).Send("GET", "/api/figures");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        using var list = await app.Desk.Send("GET", "/api/keys");
        var text = await list.Text();
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        var row = Assert.Single(JsonDocument.Parse(text).RootElement.EnumerateArray(), row => row.GetProperty("id").GetString() == key.GetProperty("id").GetString());
        Assert.Equal("34:31", row.GetProperty("province").GetString());
        foreach (var file in Directory.GetFiles(app.Folder, "briefing.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(Bytes(file)), StringComparison.Ordinal);
    }

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
        using var app = new App();
        using var response = await app.Desk.Send("POST", "/api/keys", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var error = (await response.Json()).GetProperty("errors")[0];
        Assert.Equal((field, kind), (error.GetProperty("field").GetString(), error.GetProperty("kind").GetString()));
        Assert.Empty(app.Keyring.Issued);
    }

    [Fact]
    public void FirstStart_WithoutADeskKey_PrintsLinksThatOpen_AndTheNextStartDoesNot()
    {
        using var folder = new TempFolder();
        Languages.Use(Languages.Vietnamese);
        using var app = new AppWithoutDeskKey(folder.Path);
        _ = app.Server;
        // The start itself has issued both: what follows is a later start.
        Assert.Equal([Roles.Desk, Roles.Screen], app.Keyring.Issued.Select(key => key.Role).Order());
        var (later, haveKeys) = FirstKeys.Lines(app.Keyring, Issue, _ => 1, "http://localhost:5080", isNewDeskKey: false);
        Assert.False(haveKeys);
        Assert.DoesNotContain(later, line => line.Contains("key=", StringComparison.Ordinal));
        Assert.Contains(later, line => line.Contains("--new-desk-key", StringComparison.Ordinal));

        var asked = Assert.Single(FirstKeys.Lines(app.Keyring, Issue, _ => 1, "http://localhost:5080", isNewDeskKey: true).Lines);
        Assert.StartsWith("Bàn điều hành: http://localhost:5080/enter#key=", asked, StringComparison.Ordinal);
        Assert.Equal((Roles.Desk, null), (app.Keyring.Find(asked.Split("key=")[1])!.Role, app.Keyring.Find(asked.Split("key=")[1])!.IssuedBy));

        string Issue(string label) => app.IssueDeskKey(Operator.Console, label).Secret;
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData("http://[::]:8080", "http://localhost:8080")]
    [InlineData("http://+:80", "http://localhost:80")]
    [InlineData("http://10.1.2.3:5080", "http://10.1.2.3:5080")]
    public void PrintedAddress_OfAnyAddress_IsOneThatOpens(string bound, string printed) => Assert.Equal(printed, FirstKeys.Address([bound]));

    [Fact]
    public void QrCode_OfALink_IsAPictureThatScales()
    {
        var svg = QrCode.Svg(EnterLink.For("http://localhost:5080/", "abc_-"));
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("viewBox=", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("width=\"100", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfAnEntry_DoesNotHoldTheKey()
    {
        using var app = new App();
        var lines = new Lines();
        using var listening = app.WithWebHostBuilder(builder => builder
            // As talkative as somebody may set it who looks for a fault.
            .UseSetting("Logging:LogLevel:Default", "Debug").UseSetting("Logging:LogLevel:Microsoft", "Debug")
            .ConfigureServices(services => services.AddSingleton<ILoggerProvider>(lines)));
        using var client = listening.CreateClient(new() { AllowAutoRedirect = false });
        using var good = await client.Send("GET", "/enter?key=" + App.DeskKey);
        using var wrong = await client.Send("GET", "/enter?key=wrong-and-secret");
        Assert.NotEmpty(lines.All);
        Assert.DoesNotContain(lines.All, line => line.Contains(App.DeskKey, StringComparison.Ordinal) || line.Contains("wrong-and-secret", StringComparison.Ordinal));
    }

    static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    sealed class AppWithoutDeskKey(string folder) : App(folder)
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
