using System.Text.RegularExpressions;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.MissingFiles;

/// <summary>A desk page with one file missing: one file of each kind in every run; each file and each kind of loss in .ci/run.</summary>
public sealed partial class LostDeskFileTests(Chromium chromium, ServerFixture briefing) : LostFileTest(chromium, briefing)
{
    public static TheoryData<string> Files => [.. DeskFiles];

    [Theory]
    [InlineData("/desk")]
    [InlineData("/province")]
    public async Task Files_OfThePage_AreAllAmongThoseThatAreLost(string path)
    {
        var page = await Server.DeskClient.GetStringAsync(path, Cancellation);

        // The last is loaded by Blazor.
        Assert.Equal(DeskFiles[..^1].Select(Path.GetFileNameWithoutExtension).Order(), File().Matches(page).Select(file => file.Groups["name"].Value).Order());
    }

    [Theory]
    [InlineData("_framework/blazor.web.js", Loss.Refused)]
    [InlineData("css/desk.css", Loss.NotFound)]
    public Task Desk_WithoutAFile_SaysSoAndHeals(string file, Loss loss) => AssertDesk("/desk", BriefingServer.DeskKey, file, loss);

    [Fact]
    public async Task Entrance_WithoutItsScript_SaysSoAndTakesTheKeyOnceItHasCome()
    {
        var visit = await OpenSession(Server);
        visit.IsServerDown = visit.AllowsMissingFiles = true;
        var isLost = true;
        await visit.Context.RouteAsync(new Regex(@"/js/enter\."), route => isLost ? route.AbortAsync() : route.ContinueAsync());
        var page = await visit.Context.NewPageAsync();

        await page.GotoAsync($"/enter?return=/desk#key={Uri.EscapeDataString(BriefingServer.DeskKey)}");
        await Expect(page.Locator("#watchdog")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["incomplete"], new() { Timeout = 5_000 });

        isLost = false;
        await page.WaitForURLAsync(new Regex("/desk$"), new() { Timeout = 20_000 });
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Files))]
    public Task Desk_WithoutAnyOneFile_SaysSoAndHeals(string file) => AssertDesk("/desk", BriefingServer.DeskKey, file, Loss.Refused);

    [Theory(Explicit = true)]
    [InlineData("MudBlazor/MudBlazor.min.css", Loss.Hanging)]
    [InlineData("_framework/blazor.web.js", Loss.Hanging)]
    [InlineData("js/desk.js", Loss.AnotherPage)]
    [InlineData("MudBlazor/MudBlazor.min.js", Loss.Empty)]
    public Task Desk_WhoseFileIsLostInAnotherWay_SaysSoAndHeals(string file, Loss loss) => AssertDesk("/desk", BriefingServer.DeskKey, file, loss);

    /// <summary>The name of each file, without its fingerprint.</summary>
    [GeneratedRegex("(?:src|rel=\"stylesheet\" href)=\"/?(?:[a-zA-Z_]+/)+(?<name>[a-zA-Z.-]+)\\.[a-z0-9]{8,}\\.(?:js|css)\"")]
    private static partial Regex File();
}
