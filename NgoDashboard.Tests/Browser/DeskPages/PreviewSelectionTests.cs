using Microsoft.Playwright;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>A click on a number of the desk's previews opens its figure: in a chart on its bar, on the map on its shape.</summary>
public sealed class PreviewSelectionTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    BriefingServer Server => briefing.Server;

    [Theory]
    [InlineData("overview", "years", "2019", "Toàn quốc · năm 2019 · giải ngân")]
    [InlineData("sectors", "sectors", "Y tế", "Toàn quốc · Y tế · năm 2020 · giải ngân")]
    public async Task Bar_ChosenInThePreview_OpensItsFigure(string scene, string chart, string label, string figure)
    {
        await Server.TakeScene(scene, 2020);
        var desk = new DeskPageObject(await OpenDesk(Server));

        var (x, y) = await PointOfRow(desk.Page, $"#next-{chart}", label);
        await desk.Page.Mouse.MoveAsync(x, y);
        Assert.Equal("pointer", await desk.Page.Locator($"#next-{chart}").EvaluateAsync<string>("chart => chart.shadowRoot.querySelector('.picture').style.cursor"));
        await desk.Page.Mouse.ClickAsync(x, y);

        await Expect(desk.Editor).ToContainTextAsync(figure);
    }

    [Fact]
    public async Task Province_ChosenOnTheMap_OpensItsFigure()
    {
        await Server.TakeScene("provinces", 2020);
        var desk = new DeskPageObject(await OpenDesk(Server));
        var map = desk.Page.Locator("#next-map");
        await map.Locator("svg").WaitForAsync();
        // Nghệ An is compact enough for its centre to be inside it.
        await map.EvaluateAsync(
            """
            map => {
              const i = [...map.querySelectorAll('tbody tr')].findIndex(row => row.textContent.includes('Nghệ An'));
              const land = map.shadowRoot.querySelectorAll('svg g:not(.islets) .land')[i];
              land.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
            }
            """);

        await Expect(desk.Editor).ToContainTextAsync("năm 2020 · giải ngân");
    }

    /// <summary>The middle of the row with that label, near the axis, where even a short bar is.</summary>
    static async Task<(float X, float Y)> PointOfRow(IPage page, string chart, string label)
    {
        await page.Locator(chart).ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("id => document.querySelector(id)?.chart", chart);
        var at = await page.Locator(chart).EvaluateAsync<float[]>(
            """
            (live, label) => {
              const { chart } = live;
              const i = [...live.querySelectorAll('tbody th')].findIndex(head => head.textContent.trim() === label);
              const box = live.getBoundingClientRect();
              const bars = live.getAttribute('kind') === 'bars';
              const middle = (bars ? chart.scales.y : chart.scales.x).getPixelForValue(i);
              return bars ? [box.left + chart.scales.x.getPixelForValue(0) + 4, box.top + middle] : [box.left + middle, box.top + chart.scales.y.getPixelForValue(0) - 4];
            }
            """,
            label);
        return (at[0], at[1]);
    }
}
