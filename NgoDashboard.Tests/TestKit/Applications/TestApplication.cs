using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Live;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>The whole application in process on the published figures, with its own database; tests reach it over HTTP.</summary>
public class TestApplication : WebApplicationFactory<Program>
{
    public const string DeskKey = "khoa-thu-cua-ban-dieu-hanh-0123456789";

    TempFolder? temporaryFolder;

    public TestApplication()
        : this(null)
    {
    }

    /// <param name="folder">Folder of the database; null for a temporary one that is deleted with the application.</param>
    protected TestApplication(string? folder)
    {
        temporaryFolder = folder is null ? new() : null;
        Folder = folder ?? temporaryFolder!.Path;
    }

    public string Folder { get; }

    /// <summary>The application's clock; null for the system's.</summary>
    public TimeProvider? Time { get; init; }

    public LiveBriefing LiveBriefing => Services.GetRequiredService<LiveBriefing>();

    public Keyring Keyring => Services.GetRequiredService<Keyring>();

    public Points Points => Services.GetRequiredService<Points>();

    public HttpClient DeskClient => CreateClientWithKey(DeskKey);

    /// <summary>Starts again on an existing database; the application before must be disposed.</summary>
    public static TestApplication StartOnFolder(string folder) => new(folder);

    /// <summary>Executes SQL on the database without the program's knowledge.</summary>
    public void ExecuteSql(string sql)
    {
        using var connection = Services.GetRequiredService<NgoDashboard.Storage.Engine.Database>().OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Follows no redirects, so that tests can check them, and keeps cookies.</summary>
    public HttpClient CreateAnonymousClient() => CreateClient(new() { AllowAutoRedirect = false });

    public HttpClient CreateClientWithKey(string key)
    {
        var client = CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    public (string Id, string Secret) IssueKey(string role, string? province = null, string label = "Khóa thử")
    {
        ProvinceCode? code = province is null ? null : ProvinceCode.Parse(province);
        if (role == Roles.Desk)
            return IssueDeskKey(Operator.Console, label);
        var (key, secret) = Keyring.Issue(role, code, label, role == Roles.Screen ? Points.FindOrAdd(label, code).Id : null);
        return (key.Id, secret);
    }

    /// <summary>Issues a desk key, which is a version of the journal. Keys that the console issues count as different persons.</summary>
    public (string Id, string Secret) IssueDeskKey(Operator by, string label = "Khóa thử")
    {
        var issued = Task.Run(() => Services.GetRequiredService<KeyIssuer>().Issue(Roles.Desk, null, label, null, by)).GetAwaiter().GetResult();
        return (issued.Key.Id, issued.Secret);
    }

    /// <summary>The operator who has that key.</summary>
    public Operator GetOperatorForKey(string secret) => Keyring.FindBySecret(secret) is { } key
        ? new(key.Id, key.Label)
        : throw new ArgumentException("No live key.", nameof(secret));

    public HttpClient CreateClientWithRole(string role, string? province = null) => CreateClientWithKey(IssueKey(role, province).Secret);

    /// <summary>Exchanges the key for a cookie at /enter.</summary>
    public async Task<HttpClient> SignInByCookie(string key)
    {
        var client = CreateAnonymousClient();
        using var response = await client.GetAsync($"/enter?key={Uri.EscapeDataString(key)}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureLogging(logging => logging.ClearProviders());
        // The watchdog would end the test process together with the server.
        builder.UseSetting("Limits:Watch", "false");
        if (!ReadsFilesInChildProcess)
            builder.ConfigureServices(services => services.AddSingleton<UploadedFileReader, InProcessFileReader>());
        builder.UseSetting("Storage:Path", Path.Combine(Folder, "briefing.db"));
        if (DeskKeySetting is { } key)
            builder.UseSetting("Access:DeskKey", key);
        if (Time is { } time)
            builder.ConfigureTestServices(services => services.AddSingleton(time));
    }

    /// <summary>True to read uploads as in production; a process for each file is slow.</summary>
    protected virtual bool ReadsFilesInChildProcess => false;

    protected virtual string? DeskKeySetting => DeskKey;

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        // So that TestBriefing.Operator and SecondOperator can work here too.
        host.Services.GetRequiredService<NgoDashboard.Storage.Engine.LiveKeys>().SetKeys(TestBriefing.DeskKeys);
        return host;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // The base class calls this twice.
        if (disposing)
            temporaryFolder?.Dispose();
        temporaryFolder = null;
    }
}

/// <summary>Sends requests and reads responses in one line each.</summary>
static class HttpClientExtensions
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> SendRequest(this HttpClient client, string method, string path, string? json = null, string? accept = null)
    {
        var request = new HttpRequestMessage(new(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (accept is not null)
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return client.SendAsync(request, Cancellation);
    }

    public static Task<string> ReadText(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancellation);

    public static Task<JsonElement> ReadJson(this HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

    public static async Task<IReadOnlyList<JsonElement>> GetFigureRows(this HttpClient client, string query = "")
    {
        using var response = await client.SendRequest("GET", "/api/figures" + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.ReadJson()).EnumerateArray()];
    }
}
