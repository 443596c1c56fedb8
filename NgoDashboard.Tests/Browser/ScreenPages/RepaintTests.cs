using System.Net;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>The core of the product: an edit is on every open screen, and nothing else is.</summary>
public sealed class RepaintTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task TwoScreens_AfterAnEdit_ShowTheSameNewNumber()
    {
        await Server.TakeScene("overview", 2023);
        var before = await Adopted();
        ScreenPageObject[] screens = [await OpenScreen(Server, "Điểm cầu Huế"), await OpenScreen(Server, "Điểm cầu Cà Mau")];

        var version = await Server.TakeEdits(Disbursed(before + 1_300_000));

        foreach (var screen in screens)
        {
            await screen.WaitUntilPainted(version);
            // The first tile, because an edit of an earlier test may have left its mark on another.
            var tile = screen.Stage.Locator(".kpi").First;
            await Expect(tile).ToHaveAttributeAsync("data-chg", new System.Text.RegularExpressions.Regex("^[0-9]+$"));
            await Expect(tile).ToContainTextAsync(Millions(before + 1_300_000));
            await Expect(screen.Latest).ToContainTextAsync($"{Millions(before)} → {Millions(before + 1_300_000)}");
            Assert.Equal(version, await screen.Version());
        }

        Assert.Equal(await screens[0].Figures(), await screens[1].Figures());
        await Wait.Until(
            async () => (await Server.GetConnectedScreens()).Count(point => point.Painted == version && point.Name is "Điểm cầu Huế" or "Điểm cầu Cà Mau") == 2,
            async () => string.Join(", ", await Server.GetConnectedScreens()));
    }

    [Fact]
    public async Task TwoScreens_AfterARefusedEdit_ShowWhatTheyShowed()
    {
        await Server.TakeScene("overview", 2023);
        ScreenPageObject[] screens = [await OpenScreen(Server), await OpenScreen(Server)];
        var (version, shown) = (await Server.GetVersionOnAir(), await screens[0].Figures());

        using var refused = await Server.SendEdits(Disbursed(250_000_000), Disbursed(-1));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        // The next version is the first since the refusal, and the same scene gives the same picture.
        Assert.Equal(version + 1, await Server.TakeScene("overview", 2023));
        foreach (var screen in screens)
        {
            await screen.WaitUntilPainted(version + 1);
            Assert.Equal(shown, await screen.Figures());
        }
    }

    static FigureEdit Disbursed(decimal value) => FigureEdit.ForYear(2023, "disbursed", value, "USD") with { Accept = true };

    static string Millions(decimal value) => DisplayLanguage.Vietnamese.Numbers.FormatNumber(value / 1_000_000, 3);

    async Task<decimal> Adopted() =>
        (await Server.GetAdoptedFigure(FigureEdit.ForYear(2023, "disbursed", 0, "USD")))!.Value.GetProperty("value").GetDecimal();
}
