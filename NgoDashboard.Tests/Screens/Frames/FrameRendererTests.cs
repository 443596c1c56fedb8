using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Screens;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Screens.Frames;

public sealed partial class FrameRendererTests(ITestOutputHelper output) : IAsyncDisposable
{
    static readonly BriefingState Overview = new(
        7, new DateTimeOffset(2024, 4, 12, 7, 31, 0, TimeSpan.Zero), PublishedData.Snapshot, new(SceneKinds.Overview, 2023), [], [], IsRehearsal: false);

    readonly ServiceProvider services = new ServiceCollection().AddLogging().AddScreens().BuildServiceProvider();

    FrameRenderer Renderer => field ??= services.GetRequiredService<FrameRenderer>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task Render_AskedByManyAtOnce_RendersOncePerVersionAndLanguage()
    {
        // Enough calls for several to run at the same time.
        var frames = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(
            async () => (Language: DisplayLanguage.All[i % 2], Frame: await Renderer.Render(Overview, DisplayLanguage.All[i % 2])))));

        foreach (var language in DisplayLanguage.All)
            Assert.Single(frames.Where(frame => frame.Language == language).Select(frame => frame.Frame).Distinct());
        Assert.Equal(2, frames.Select(frame => frame.Frame).Distinct().Count());
    }

    [Fact]
    public async Task Own_AskedByManyScreensOfAProvince_IsRenderedOnceForThemAll()
    {
        ProvinceCode[] provinces = [SampleData.HaiPhong, SampleData.LangSon];
        var strips = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Renderer.RenderStrip(Overview, DisplayLanguage.Vietnamese, provinces[i % 2]))));

        Assert.Equal(2, strips.Distinct().Count());
        Assert.Equal(["Hải Phòng", "Lạng Sơn"], strips[..2].Select(strip => Regex.Match(strip.Html, "<b>(.+)</b>").Groups[1].Value));
        Assert.DoesNotContain("Lạng Sơn", (await Renderer.Render(Overview, DisplayLanguage.Vietnamese)).Html, StringComparison.Ordinal);
        output.WriteLine($"An own strip is {strips[0].GzippedHtml.Length} bytes, packed.");
    }

    [Fact]
    public async Task Render_OlderVersionThanTheLast_GivesTheNewerFrame()
    {
        var newer = await Renderer.Render(Overview with { Version = 8 }, DisplayLanguage.Vietnamese);

        Assert.Same(newer, await Renderer.Render(Overview, DisplayLanguage.Vietnamese));
        Assert.Equal(7, (await Renderer.Render(Overview, DisplayLanguage.English)).Version);
    }

    [Fact]
    public async Task Render_NewerVersion_IsRenderedAnew()
    {
        var old = await Renderer.Render(Overview, DisplayLanguage.Vietnamese);
        var next = await Renderer.Render(Overview with { Version = 8 }, DisplayLanguage.Vietnamese);

        Assert.Contains("data-version=\"7\"", old.Html, StringComparison.Ordinal);
        Assert.Contains("data-version=\"8\"", next.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_Unpacked_IsWhatWasRendered()
    {
        var frame = await Renderer.Render(Overview, DisplayLanguage.Vietnamese);

        await using var gzip = new GZipStream(new MemoryStream(frame.GzippedHtml), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        Assert.Equal(frame.Html, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("vi", "Tổng quan giải ngân năm 2023", "228,7")]
    [InlineData("en", "Disbursement at a glance, 2023", "228.7")]
    public async Task Frame_InALanguage_HasItsWordsAndNumbers(string code, string title, string number)
    {
        var frame = await Renderer.Render(Overview, DisplayLanguage.FromCode(code));

        Assert.Contains(title, frame.Html, StringComparison.Ordinal);
        Assert.Contains(number, frame.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_OfEveryScene_WritesItsLettersAsTheyAre()
    {
        foreach (var (kind, version) in SceneKinds.All.Select((kind, i) => (kind, (long)i + 1)))
        {
            var scene = SampleData.CreateScene(kind, 2020);
            var frame = await Renderer.Render(Overview with { Version = version, Scene = scene }, DisplayLanguage.Vietnamese);
            Assert.DoesNotMatch(LetterByNumber(), frame.Html);
            Assert.Contains("ả", frame.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Frame_OfTheOverview_IsSmall()
    {
        var frame = await Renderer.Render(Overview, DisplayLanguage.Vietnamese);

        output.WriteLine($"The overview: {Encoding.UTF8.GetByteCount(frame.Html)} bytes of HTML, {frame.GzippedHtml.Length} packed, {Convert.ToBase64String(frame.GzippedHtml).Length} in a message.");
        // Then a message with base64 and envelope is below 2 KB.
        Assert.InRange(frame.GzippedHtml.Length, 1, 1_500 - 1);
    }

    /// <summary>A non-ASCII letter written as a character reference, &amp;#x1EC9; or &amp;#7881;.</summary>
    [GeneratedRegex("&#(x0*[0-9a-fA-F]{2,}|[0-9]{3,});")]
    private static partial Regex LetterByNumber();
}
