using System.Text.RegularExpressions;
using NgoDashboard.Access;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Components.StaticAssets;

/// <summary>The pages as the server sends them: none looks alive before its scripts say so, and each contains its watchdog.</summary>
[Trait("Tier", "Host")]
public sealed partial class WatchdogTests(TestApplication app) : IClassFixture<TestApplication>
{
    [Theory]
    [InlineData("/screen", true)]
    [InlineData("/screen", false)]
    [InlineData("/desk", true)]
    [InlineData("/desk/roll-call", true)]
    [InlineData("/province", true)]
    public async Task Page_AsItIsSent_BringsItsWatchdogBeforeAllElse(string path, bool isSignedIn)
    {
        using var answer = await (isSignedIn ? app.DeskClient : app.CreateAnonymousClient()).SendRequest("GET", path);
        var page = await answer.ReadText();

        // The only inline script and style; the policy allows the script by its hash, and the style where it restricts styles.
        Assert.Equal(Watchdog.Script, Assert.Single(InlineScript().Matches(page)).Groups["text"].Value);
        Assert.Contains($"<style>{Watchdog.Style}</style>", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf(Watchdog.Script, StringComparison.Ordinal) < FirstFile().Match(page).Index);
        Assert.Contains(Watchdog.ScriptHash, answer.Headers.GetValues("Content-Security-Policy").First(), StringComparison.Ordinal);
        Assert.Contains($"data-incomplete=\"{DisplayLanguage.Vietnamese.Words.Stage["incomplete"]}\"", page, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"no-script\">{DisplayLanguage.Vietnamese.Words.Stage["no-script"]}</p>", page, StringComparison.Ordinal);
        // A script without data-defines could be missing unnoticed.
        Assert.All(ScriptFile().Matches(page), script => Assert.Contains(" data-defines=\"", script.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screen_AsItIsSent_IsConnectingAndNotConnected()
    {
        using var answer = await app.CreateClientWithRole(Roles.Screen, "34:20").SendRequest("GET", "/screen");
        var link = Link().Match(await answer.ReadText());

        Assert.Equal("Đang kết nối…", link.Groups["text"].Value);
        Assert.DoesNotContain("class=", link.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk")]
    [InlineData("/desk/meeting")]
    [InlineData("/province")]
    public async Task Page_ThatLivesByACircuit_IsSentAsNotConnected(string path)
    {
        using var answer = await app.DeskClient.SendRequest("GET", path);
        var page = await answer.ReadText();

        Assert.Contains("data-circuit data-link=\"connecting\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-live=", page, StringComparison.Ordinal);
        Assert.Contains($"<span class=\"when-lost\">{DisplayLanguage.Vietnamese.Words.Stage["not-connected"]}</span>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/screen", true)]
    [InlineData("/screen", false)]
    [InlineData("/desk", true)]
    [InlineData("/province", true)]
    public async Task Connection_WhenLost_IsToldInTheSameWordsEverywhere(string path, bool isSignedIn)
    {
        using var answer = await (isSignedIn ? app.DeskClient : app.CreateAnonymousClient()).SendRequest("GET", path);

        Assert.All(LostText().Matches(await answer.ReadText()), lost => Assert.StartsWith("Mất kết nối, đang kết nối lại", lost.Groups["text"].Value, StringComparison.Ordinal));
    }

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScript();

    [GeneratedRegex("<script [^>]*src=|<link [^>]*rel=")]
    private static partial Regex FirstFile();

    [GeneratedRegex("<script [^>]*src=[^>]*>")]
    private static partial Regex ScriptFile();

    [GeneratedRegex("<span id=\"link\"[^>]*>(?<text>[^<]*)</span>")]
    private static partial Regex Link();

    [GeneratedRegex("data-lost=\"(?<text>[^\"]*)\"")]
    private static partial Regex LostText();
}
