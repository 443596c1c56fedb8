using System.Text.RegularExpressions;
using NgoDashboard.Tests.Browser.Support;

namespace NgoDashboard.Tests.Browser.MissingFiles;

/// <summary>A screen with one file missing: one file of each kind in every run; each file and each kind of loss in .ci/run.</summary>
public sealed partial class LostScreenFileTests(Chromium chromium, ServerFixture briefing) : LostFileTest(chromium, briefing)
{
    public static TheoryData<string> Files => [.. ScreenFiles];

    [Fact]
    public async Task Files_OfThePage_AreAllAmongThoseThatAreLost()
    {
        var page = await Server.DeskClient.GetStringAsync("/screen", Cancellation);

        Assert.Equal(ScreenFiles.Select(Path.GetFileNameWithoutExtension).Order(), File().Matches(page).Select(file => file.Groups["name"].Value).Order());
    }

    [Theory]
    [InlineData("js/screen.js", Loss.Refused)]
    [InlineData("css/tokens.css", Loss.NotFound)]
    public Task Screen_WithoutAFile_SaysSoShowsNothingAndHeals(string file, Loss loss) => AssertScreen(file, loss);

    [Fact]
    public Task Screen_WithoutItsMap_SaysThatItIsNotDrawnAndHeals() => AssertScreen(Map, Loss.Refused, "undrawn");

    [Theory(Explicit = true)]
    [MemberData(nameof(Files))]
    public Task Screen_WithoutAnyOneFile_SaysSoShowsNothingAndHeals(string file) => AssertScreen(file, Loss.Refused);

    [Theory(Explicit = true)]
    [InlineData("css/stage.css", Loss.Hanging)]
    [InlineData("lib/signalr.min.js", Loss.Hanging)]
    [InlineData("css/scenes.css", Loss.AnotherPage)]
    [InlineData("js/live-chart.js", Loss.AnotherPage)]
    [InlineData("css/fonts.css", Loss.Empty)]
    [InlineData("lib/idiomorph.min.js", Loss.Empty)]
    public Task Screen_WhoseFileIsLostInAnotherWay_SaysSoShowsNothingAndHeals(string file, Loss loss) => AssertScreen(file, loss);

    /// <summary>The name of each file, without its fingerprint.</summary>
    [GeneratedRegex("(?:src|rel=\"stylesheet\" href)=\"/(?:[a-z]+/)(?<name>[a-zA-Z.-]+)\\.[a-z0-9]{8,}\\.(?:js|css)\"")]
    private static partial Regex File();
}
