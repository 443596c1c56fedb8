using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Cli;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Cli;

/// <summary>
/// Every setting of docs/operations.md is read, no other is, and a wrong value of each ends the start with a sentence in both languages.
/// </summary>
public sealed partial class SettingsTests : IDisposable
{
    const string Password = "mật khẩu";

    /// <summary>Settings of the framework, and why no wrong value of them stands in <see cref="WrongValues"/>.</summary>
    static readonly Dictionary<string, string> OfTheFramework = new()
    {
        ["ASPNETCORE_URLS"] = "An address is tried when the server listens: StartupErrorsTests.",
        ["ASPNETCORE_ENVIRONMENT"] = "Every name is allowed.",
    };

    static readonly TimeSpan MaxStartTime = TimeSpan.FromMinutes(2);

    readonly TempFolder folder = new();

    public static TheoryData<string, string> WrongValues => new()
    {
        { "Storage__Path", AppContext.BaseDirectory },
        { "Access__DeskKey", "short" },
        { "PublicAddress", "/desk" },
        { "Proxies__Known", "proxy.example.vn" },
        { "Limits__Connections", "15" },
        { "Limits__Connections", "0" },
        { "Limits__Connections", "-1" },
        { "Limits__Connections", "many" },
        { "Limits__Connections", "1.000" },
        { "Limits__Connections", "99999999999" },
        { "Limits__Watch", "maybe" },
        { "Limits__Watch", "1" },
        { "Browser__Path", "/nowhere/chromium" },
        { "CHROMIUM_PATH", "/nowhere/chromium" },
        { "Backup__Folder", "DATABASE.reports" },
        { "Backup__Every", "soon" },
        { "Backup__Keep", "0" },
        { "Protection__Certificate", "/nowhere/protection.pfx" },
        { "Protection__CertificatePassword", "sai" },
        { "FileReading__MostResidentBytes", "512 MB" },
        { "FileReading__MostResidentBytes", "33554432" },
        { "FileReading__HeapLimitBytes", "33554431" },
        { "FileReading__HeapLimitBytes", "536870912" },
        { "FileReading__HeapLimitBytes", "0x20000000" },
        { "FileReading__MostProcessorTime", "0" },
        { "FileReading__MostProcessorTime", "00:00:00" },
        { "FileReading__MostTime", "120" },
        { "FileReading__MostTime", "40d" },
        { "FileReading__MostReviewTime", "-00:00:30" },
        { "FileReading__AtOnce", "0" },
        { "FileReading__AtOnce", "two" },
        { "FileReading__MostWaiting", "-1" },
        { "FileReading__MostWaiting", "99999999999" },
        { "FileReading__PollInterval", "often" },
        { "FileReading__SpareLifetime", "999.00:00:00" },
        { "Logging__LogLevel__Default", "Loud" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(WrongValues))]
    public async Task Start_WithAWrongSetting_EndsWithASentenceAndLeavesNothingBehind(string name, string value)
    {
        var database = folder.GetFilePath("briefing.db");
        value = value.Replace("DATABASE", database, StringComparison.Ordinal);
        Dictionary<string, string> settings = new() { ["Storage__Path"] = database, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };
        if (name.StartsWith("Backup__", StringComparison.Ordinal))
            settings["Backup__Folder"] = folder.GetFilePath("backups");
        if (name == "Protection__CertificatePassword")
            settings["Protection__Certificate"] = CreateCertificate();
        settings[name] = value;
        var before = Directory.GetFileSystemEntries(folder.Path);

        var (code, lines) = await Start(settings);

        Assert.Equal(1, code);
        Assert.Equal(2, lines.Length);
        // Errors of paths name the file; the value of a key is never printed.
        Assert.All(lines, line => Assert.Contains(name == "Storage__Path" ? value.TrimEnd('/') : name, line, StringComparison.Ordinal));
        if (name is not ("Access__DeskKey" or "Protection__CertificatePassword"))
            Assert.All(lines, line => Assert.Contains(value.TrimEnd('/'), line, StringComparison.Ordinal));
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Settings_OfTheList_HaveAWrongValueEach() => Assert.Equal(
        Documented.Order(StringComparer.Ordinal),
        WrongValues.Select(row => row.Data.Item1.Replace("__Default", "__…", StringComparison.Ordinal)).Distinct()
            .Concat(OfTheFramework.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Settings_OfTheList_AreReadAndNoOthers()
    {
        var read = new RecordingProvider(("Protection:Certificate", CreateCertificate()), ("Protection:CertificatePassword", Password));
        using var output = new StringWriter();
        var builder = ServeCommand.CreateBuilder(CreateCommandLine(output).Parse([$"--Storage:Path={folder.GetFilePath("briefing.db")}"]));
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationRoot([read]));
        using var provider = builder.Services.BuildServiceProvider();

        provider.CheckSettings();

        Assert.Equal(
            Documented.Except(OfTheFramework.Keys).Where(name => !name.StartsWith("Logging__", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            read.Keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_InTheSources_AreReadByTheReaderAlone() => Assert.Equal(
        ["Cli/LogLevelSettings.cs", "Language/SettingsReader.cs"],
        SourceFiles.All.Where(file => ReadingByHand().IsMatch(file.Text)).Select(file => file.Path));

    [Theory]
    [InlineData("Limits__Watch", " FALSE ", false)]
    [InlineData("Limits__Watch", "", true)]
    [InlineData("Limits__Watch", null, true)]
    public void Boolean_ThatMakesSense_IsRead(string name, string? value, bool expected) =>
        Assert.Equal(expected, Read(name, value).ReadBoolean(name, defaultValue: true));

    [Theory]
    [InlineData("00:00:30", 30)]
    [InlineData("1.5h", 5400)]
    [InlineData("5m", 300)]
    [InlineData("31d", 31 * 86_400)]
    [InlineData(" ", 7)]
    public void Duration_ThatMakesSense_IsRead(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read("a__b", value).ReadDuration("a__b", TimeSpan.FromSeconds(7)));

    static string[] Documented { get; } =
    [
        .. File.ReadAllText(Path.Combine(SourceFiles.SolutionFolder, "docs", "operations.md"))
            .Split("\n## ").Single(section => section.StartsWith("Settings", StringComparison.Ordinal))
            .Split('\n').Select(line => DocumentedRow().Match(line)).Where(row => row.Success).Select(row => row.Groups["name"].Value),
    ];

    static SettingsReader Read(string name, string? value) => new(new ConfigurationBuilder()
        .AddInMemoryCollection([new(name.Replace("__", ":", StringComparison.Ordinal), value)]).Build());

    /// <summary>Starts the server in this process: it ends before it listens.</summary>
    static async Task<(int Code, string[] Lines)> Start(Dictionary<string, string> settings)
    {
        using var output = new StringWriter();
        var args = settings.Select(setting => (setting.Key == "ASPNETCORE_URLS" ? "urls" : setting.Key, setting.Value))
            .Select(setting => $"--{setting.Item1.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}");
        // On a thread of the pool, because a start works for a while before it awaits anything.
        var code = await Task.Run(() => CreateCommandLine(output).Run([.. args]))
            .WaitAsync(MaxStartTime, TestContext.Current.CancellationToken);
        return (code, output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    static CommandLine CreateCommandLine(StringWriter output) =>
        new(output, output, () => throw new InvalidOperationException("A server has its own."), TimeProvider.System);

    string CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=briefing", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        File.WriteAllBytes(folder.GetFilePath("protection.pfx"), certificate.Export(X509ContentType.Pfx, Password));
        return folder.GetFilePath("protection.pfx");
    }

    [GeneratedRegex(@"^\| `(?<name>\w+…?)` \|", RegexOptions.ExplicitCapture)]
    private static partial Regex DocumentedRow();

    /// <summary>The address to listen on is the framework's setting, and read as the framework names it.</summary>
    [GeneratedRegex(@"[cC]onfiguration\s*\[(?!WebHostDefaults\.)|\.GetSection\(|BindConfiguration|onfiguration\.GetValue")]
    private static partial Regex ReadingByHand();

    /// <summary>Remembers which settings were asked for.</summary>
    sealed class RecordingProvider : ConfigurationProvider
    {
        readonly List<string> keys = [];

        public RecordingProvider(params (string Key, string Value)[] values)
        {
            foreach (var (key, value) in values)
                Set(key, value);
        }

        public IReadOnlyList<string> Keys => keys;

        public override bool TryGet(string key, out string? value)
        {
            keys.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
