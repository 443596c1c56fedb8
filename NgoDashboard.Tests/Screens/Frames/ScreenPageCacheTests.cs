using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Screens.Frames;

/// <summary>The page of the screens over HTTP, and the files that it loads.</summary>
[Trait("Tier", "Host")]
public sealed partial class ScreenPageCacheTests : IAsyncDisposable
{
    // Production, because in Development static files are not cached by the browser.
    readonly ProductionApp app = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    ScreenPageCache Cache => app.Services.GetRequiredService<ScreenPageCache>();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Page_OfScreensOfTwoProvincesAndTheDesk_IsTheSameBytes()
    {
        var pages = new List<byte[]>();
        foreach (var client in (HttpClient[])[app.CreateClientWithRole(Roles.Screen, "34:20"), app.CreateClientWithRole(Roles.Screen, "34:31"), app.CreateClientWithRole(Roles.Screen), app.DeskClient])
        {
            using var answer = await client.SendRequest("GET", "/screen");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
            pages.Add(await Bytes(answer));
            Assert.Equal(pages[^1].Length, answer.Content.Headers.ContentLength);
        }

        Assert.All(pages, page => Assert.Equal(pages[0], page));
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, GZIP;q=0.5", "gzip")]
    [InlineData("zstd", null)]
    [InlineData("", null)]
    public async Task Page_AskedForPacked_IsSentAsTheBrowserCanReadIt(string accepted, string? encoding)
    {
        using var plain = await app.DeskClient.SendRequest("GET", "/screen");

        using var answer = await Ask(app.DeskClient, "/screen", accepted);

        Assert.Equal(encoding is null ? [] : [encoding], answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(await plain.ReadText(), await Unpacked(answer));
    }

    [Fact]
    public async Task Page_AskedByManyAtOnce_IsMadeOncePerVersionAndLanguage()
    {
        var now = app.LiveBriefing.Current;
        var pages = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Cache.GetPage(now, DisplayLanguage.All[i % 2]))));

        Assert.Equal(2, pages.Distinct().Count());
        Assert.NotEqual(pages[0], pages[1]);
    }

    [Fact]
    public async Task Page_AfterAnEdit_IsMadeAnewAndTheOldOneForgotten()
    {
        var now = app.LiveBriefing.Current;
        var old = await Cache.GetPage(now, DisplayLanguage.Vietnamese);

        var next = Assert.IsType<Committed>(await app.Services.GetRequiredService<Desk>().Take(
            Draft.From(SampleData.Restate(FigureKey.National(2023, Measure.Disbursed), SampleData.Usd(231_500_000))), TestBriefing.Operator, Cancellation)).State;

        using var answer = await app.DeskClient.SendRequest("GET", "/screen");
        Assert.Contains($"data-version=\"{next.Version}\"", await answer.ReadText(), StringComparison.Ordinal);
        var fresh = await Cache.GetPage(next, DisplayLanguage.Vietnamese);
        Assert.NotSame(old, fresh);
        // A late caller gets the newer page, because the older is no longer cached.
        Assert.Same(fresh, await Cache.GetPage(now, DisplayLanguage.Vietnamese));
    }

    [Fact]
    public async Task Page_InTheOtherLanguage_IsAnotherCopy()
    {
        using var vietnamese = await app.DeskClient.SendRequest("GET", "/screen");
        using var english = await app.DeskClient.SendRequest("GET", "/screen?lang=en");

        Assert.Contains("<html lang=\"vi\">", await vietnamese.ReadText(), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await english.ReadText(), StringComparison.Ordinal);
        Assert.Contains("hubs/briefing?lang=en", await english.ReadText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AskedForWithAWrongKey_IsRefused()
    {
        using var answer = await app.CreateClientWithKey("khong-phai-khoa-nao-ca-0123456789").SendRequest("GET", "/screen");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Files_OfThePages_AreFingerprintedAndKeptForGoodAndPackedWhereTheyAreText()
    {
        using var screen = await app.DeskClient.SendRequest("GET", "/screen");
        using var pairing = await app.CreateAnonymousClient().SendRequest("GET", "/screen");
        using var entrance = await app.CreateAnonymousClient().SendRequest("GET", "/enter");
        string[] pages = [await screen.ReadText(), await pairing.ReadText(), await entrance.ReadText()];
        var links = pages.SelectMany(page => Link().Matches(page)).Select(link => link.Groups["address"].Value).ToHashSet();
        var sheet = Assert.Single(links, link => link.StartsWith("/css/fonts.", StringComparison.Ordinal));
        using (var fonts = await app.CreateAnonymousClient().SendRequest("GET", sheet))
            links.UnionWith(FontAddress().Matches(await fonts.ReadText()).Select(font => font.Groups["address"].Value));
        // Scripts, the map, fonts, the style sheets of three pages, the icon.
        Assert.Equal((7, 1, 9, 6, 1), (CountOf("js"), CountOf("json"), CountOf("woff2"), CountOf("css"), CountOf("svg")));

        foreach (var link in links)
        {
            using var answer = await Ask(app.CreateAnonymousClient(), link, "gzip");
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{link}: {answer.StatusCode}");
            Assert.Matches(Fingerprinted(), link);
            Assert.Equal("max-age=31536000, immutable", string.Join(", ", answer.Headers.GetValues("Cache-Control")));
            Assert.Equal(link.EndsWith(".woff2", StringComparison.Ordinal) ? [] : ["gzip"], answer.Content.Headers.ContentEncoding);
            Assert.NotEmpty(await Unpacked(answer));
        }

        int CountOf(string kind) => links.Count(link => link.EndsWith("." + kind, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Font_LoadedAhead_IsOneOfTheSheet()
    {
        using var screen = await app.DeskClient.SendRequest("GET", "/screen");
        var page = await screen.ReadText();
        var ahead = Regex.Match(page, "rel=\"preload\" href=\"([^\"]+)\"").Groups[1].Value;

        using var fonts = await app.CreateAnonymousClient().SendRequest("GET", Link().Matches(page).Select(link => link.Groups["address"].Value).First(link => link.Contains("/fonts.", StringComparison.Ordinal)));

        Assert.Contains($"url(\"{ahead}\")", await fonts.ReadText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FontSheet_OfAnotherFingerprint_IsNotThere()
    {
        using var answer = await app.CreateAnonymousClient().SendRequest("GET", "/css/fonts.0123456789abcdef.css");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    static async Task<HttpResponseMessage> Ask(HttpClient client, string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await client.SendAsync(request, Cancellation);
    }

    static Task<byte[]> Bytes(HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(Cancellation);

    static async Task<string> Unpacked(HttpResponseMessage answer)
    {
        Stream packed = new MemoryStream(await Bytes(answer));
        using var plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>In the Production environment.</summary>
    sealed class ProductionApp : TestApplication
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseEnvironment("Production");
        }
    }

    [GeneratedRegex("""<(?:script|link)[^>]* (?:src|href)="(?<address>[^"]+)"|data-map="(?<address>[^"]+)" """)]
    private static partial Regex Link();

    [GeneratedRegex("""url\("?(?<address>[^")]+)"?\)""")]
    private static partial Regex FontAddress();

    /// <summary>A fingerprint of 10 characters from the build, or of 16 from this application.</summary>
    [GeneratedRegex("""^/(?:[\w-]+/)*[\w.-]+\.(?:[a-z0-9]{10}|[0-9a-f]{16})\.(?:js|css|json|svg|woff2)$""")]
    private static partial Regex Fingerprinted();
}
