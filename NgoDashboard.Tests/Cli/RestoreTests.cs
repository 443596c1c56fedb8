using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Cli;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Cli;

/// <summary>The command backs up a running server; another one goes on air from the backup with the same screens.</summary>
public sealed class RestoreTests : IDisposable
{
    const string Password = "mật khẩu";

    readonly TempFolder folder = new();

    string File => folder.GetFilePath("meeting.backup");

    public void Dispose() => folder.Dispose();

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Restore_InAnotherFolder_IsOnAirWithEveryScreenAndLinkOfBefore()
    {
        List<string> cookies;
        string link;
        HelloJournal before;
        LinkedPoint langSon;
        var from = new RestoredApp(folder.GetFilePath("here"));
        await using (from)
        {
            langSon = Point(from);
            link = from.Services.GetRequiredService<PointLinks>().GetOrIssueSecrets(langSon);
            cookies = [await from.Cookie(link), await from.Cookie(from.IssueKey(Roles.Screen, "34:31", "Hải Phòng").Secret)];
            await using var screen = await from.Screen(cookies[0]);
            await screen.WaitForFrame(1);
            before = screen.Hello!.Journal;

            // The server goes on after the backup: later changes are lost with the machine.
            Assert.Equal((0, true), Backup(from.Folder) is var (code, text) ? (code, text.Contains("bản 1", StringComparison.Ordinal)) : default);
            await from.Take();
        }

        var since = Stopwatch.StartNew();
        var (restored, message) = Restore(folder.GetFilePath("there"));
        Assert.True(restored == 0, message);
        await using var to = new RestoredApp(folder.GetFilePath("there"));
        foreach (var cookie in cookies)
        {
            await using var screen = await to.Screen(cookie);
            Assert.Equal(1, (await screen.WaitForFrame(1)).Version);
            Assert.Equal(before.Id, screen.Hello!.Journal.Id);
            Assert.True(screen.Hello.Journal.Generation > before.Generation);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"On air with its screens {since.Elapsed.TotalSeconds:0.0} s after the restore began.");
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        // Printed links stay valid too.
        Assert.Equal(link, to.Services.GetRequiredService<PointLinks>().GetOrIssueSecrets(langSon));
        await to.Cookie(link);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Restore_OfSealedKeys_AsksForTheCertificateAndSaysWhatHappensWithoutIt()
    {
        var certificate = Certificate();
        string cookie;
        await using (var from = new RestoredApp(folder.GetFilePath("here"), certificate))
        {
            cookie = await from.Cookie(from.IssueKey(Roles.Screen).Secret);
            Assert.Equal(0, Backup(from.Folder).Code);
        }

        var (refused, sentence) = Restore(folder.GetFilePath("there"));
        Assert.Equal(1, refused);
        Assert.All(
            ["Protection__Certificate", "--without-certificate", "ghép mã lại", "cấp lại"], part => Assert.Contains(part, sentence, StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.GetFilePath("there")));

        Assert.Equal(0, Restore(folder.GetFilePath("with"), certificate).Code);
        await using (var with = new RestoredApp(folder.GetFilePath("with"), certificate))
        await using (var screen = await with.Screen(cookie))
            await screen.WaitForFrame(1);

        var (without, message) = Restore(folder.GetFilePath("there"), certificate: null, ProtectionKeyRepository.WithoutCertificateOption);
        Assert.Equal((0, true), (without, message.Contains("ghép mã lại", StringComparison.Ordinal)));
        await using var unsealed = new RestoredApp(folder.GetFilePath("there"));
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => unsealed.Screen(cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, error.StatusCode);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Restore_OverTheDatabaseThatIsThere_ChangesNothing()
    {
        await using (var from = new RestoredApp(folder.GetFilePath("here")))
        {
            from.Services.GetRequiredService<LiveBriefing>();
            Assert.Equal(0, Backup(from.Folder).Code);
        }

        var (code, message) = Restore(folder.GetFilePath("here"));

        Assert.Equal((1, true), (code, message.Contains(Path.Combine(folder.GetFilePath("here"), "briefing.db") + ":", StringComparison.Ordinal)));
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Server_WithAFolderForBackups_MakesOneAtItsStartAndTellsItsAge()
    {
        await using var app = new RestoredApp(folder.GetFilePath("here"), backups: folder.GetFilePath("backups"));
        using var client = new HttpClient { BaseAddress = app.ClientOptions.BaseAddress };

        await Wait.Until(async () => (await Ready()).Contains("version 1", StringComparison.Ordinal), Ready);

        Assert.Matches("^ready\nbackup: [0-9T:Z-]+, version 1, 0 minutes old$", await Ready());
        Assert.Single(Directory.GetFiles(folder.GetFilePath("backups"), "briefing.000001.*.v1.backup"));

        async Task<string> Ready() => await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Start_WithASettingOfBackupsThatMakesNoSense_EndsWithASentence()
    {
        var settings = new Dictionary<string, string> { ["Backup__Folder"] = folder.GetFilePath("backups"), ["Backup__Every"] = "soon", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };

        var (code, message) = await CommandLineProgram.RunCommand(folder.GetFilePath("briefing.db"), TestApplication.DeskKey, settings);

        Assert.Equal(1, code);
        Assert.Contains("Backup__Every", message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "a", "b")]
    [InlineData("backup", "a", "--force")]
    [InlineData("restore")]
    [InlineData("restore", "a", "b")]
    [InlineData("restore", "a", "--overwrite")]
    public void Command_ThatMakesNoSense_SaysHowItIsUsed(params string[] args)
    {
        var (code, message) = RunCommand(Settings(folder.Path), args);

        Assert.Equal(1, code);
        Assert.StartsWith($"Cách dùng: {args[0]} ", message, StringComparison.Ordinal);
    }

    static LinkedPoint Point(TestApplication app)
    {
        var point = app.Points.FindOrAdd("Lạng Sơn", new ProvinceCode(34, "20"));
        return new(point.Id, point.Name, point.Province);
    }

    (int Code, string Message) Backup(string database) => RunCommand(Settings(database), BackupCommand.Name, File);

    (int Code, string Message) Restore(string into, string? certificate = null, params string[] more) =>
        RunCommand(Settings(into, certificate), [RestoreCommand.Name, File, .. more]);

    static (int Code, string Message) RunCommand(IConfiguration settings, params string[] args)
    {
        using var output = new StringWriter();
        return (new CommandLine(output, output, () => settings, TimeProvider.System).Run(args).GetAwaiter().GetResult(), output.ToString());
    }

    static IConfiguration Settings(string into, string? certificate = null) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Storage:Path"] = Path.Combine(into, "briefing.db"),
        ["Protection:Certificate"] = certificate,
        ["Protection:CertificatePassword"] = Password,
    }).Build();

    string Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=briefing", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        System.IO.File.WriteAllBytes(folder.GetFilePath("briefing.pfx"), certificate.Export(X509ContentType.Pfx, Password));
        return folder.GetFilePath("briefing.pfx");
    }

    /// <summary>A server on a real port, with its database in that folder.</summary>
    sealed class RestoredApp : TestApplication
    {
        readonly string? certificate, backups;

        public RestoredApp(string folder, string? certificate = null, string? backups = null)
            : base(folder)
        {
            (this.certificate, this.backups) = (certificate, backups);
            this.UseKestrel(0);
            StartServer();
        }

        public Task<ScreenClient> Screen(string cookie) =>
            ScreenClient.Open(ClientOptions.BaseAddress, key: null, configureConnection: options => options.Headers["Cookie"] = cookie);

        public async Task<string> Cookie(string key)
        {
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = ClientOptions.BaseAddress };
            using var entered = await client.SendRequest("GET", "/enter?key=" + key);
            return entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("briefing=", StringComparison.Ordinal)).Split(';')[0];
        }

        public Task<DeskResult> Take() => Services.GetRequiredService<Desk>()
            .Take(Draft.From(new Scene(SceneKinds.Sectors, 2023)), TestBriefing.Operator, TestContext.Current.CancellationToken);

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            if (backups is not null)
                builder.UseSetting("Backup:Folder", backups);
            if (certificate is null)
                return;
            builder.UseSetting("Protection:Certificate", certificate);
            builder.UseSetting("Protection:CertificatePassword", Password);
        }
    }
}
