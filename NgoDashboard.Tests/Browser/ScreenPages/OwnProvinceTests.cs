using System.Text.RegularExpressions;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>One frame for the whole country, in which each province's screens highlight their own.</summary>
public sealed class OwnProvinceTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    const int Year = 2009;

    // The colour of a change takes precedence over that of the own province, so the marks are removed first.
    const string RankingScript = """
        async chart => {
            for (const row of chart.querySelectorAll('[data-chg]')) row.removeAttribute('data-chg');
            await chart.settled;
            const own = getComputedStyle(chart).getPropertyValue('--own').trim();
            return { rows: chart.chart.data.labels.length, own: chart.chart.data.datasets[0].backgroundColor.indexOf(own) };
        }
        """;

    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Ranking_OnTheScreensOfTwoProvinces_HasTheOwnRowOfEach()
    {
        var version = await ShowTwelve();
        var (langSon, haiPhong, other) = (await OpenScreenOf("34:20"), await OpenScreenOf("34:31"), await OpenScreen(Server));

        foreach (var screen in (ScreenPageObject[])[langSon, haiPhong, other])
            await screen.WaitUntilPainted(version);

        Assert.Equal((11, 10), await Ranking(langSon));
        Assert.Equal((10, 1), await Ranking(haiPhong));
        Assert.Equal((10, -1), await Ranking(other));
        await Expect(langSon.Stage.Locator("#own")).ToContainTextAsync("Lạng Sơn 2009: 1 triệu USD");
        await Expect(haiPhong.Stage.Locator("#own")).ToContainTextAsync("Hải Phòng 2009: 11 triệu USD");
        await Expect(other.Stage.Locator("#own")).ToBeHiddenAsync();
        Assert.True(await langSon.Stage.Locator("#map").EvaluateAsync<bool>("map => map.shadowRoot.querySelectorAll('.own').length === 1"));

        // It goes with a card, and comes back with the next scene.
        await langSon.WaitUntilPainted(await Server.TakeScene("title", Year));
        await Expect(langSon.Stage.Locator("#own")).ToBeHiddenAsync();
        await langSon.WaitUntilPainted(await Server.TakeScene("overview", Year));
        await Expect(langSon.Stage.Locator("#own")).ToContainTextAsync("Lạng Sơn 2009: 1 triệu USD");
    }

    [Fact]
    public async Task ClockAndOwnRow_OnAPageThatEverybodyIsSent_StandWhenTheHubHasTold()
    {
        await ShowTwelve();
        var visit = await OpenSession(Server);
        var helloAllowed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await visit.Context.RouteWebSocketAsync(new Regex("/hubs/briefing"), route => route.ConnectToServer().OnMessage(async message =>
        {
            // Passes only the handshake and the held-back Hello, so that nothing else makes the page draw again.
            var isFirst = message.Text!.Contains("\"Hello\"", StringComparison.Ordinal);
            if (isFirst)
                await helloAllowed.Task;
            if (isFirst || message.Text.StartsWith("{}", StringComparison.Ordinal))
                route.Send(message.Text);
        }));
        var page = await visit.Enter(await Server.IssueKey("screen", "34:20", "Điểm cầu 34:20"), "/screen");
        await page.WaitForFunctionAsync("() => document.fonts.status === 'loaded' && document.querySelector('#ranking').drawn && document.querySelector('#map').shadowRoot.querySelector('svg')");

        Assert.Equal(10, await Rows());
        Assert.Equal("", await page.Locator("#clock").InnerTextAsync() + await page.Locator("#age").InnerTextAsync());
        Assert.Equal(0, await page.Locator("#map .own").CountAsync());

        helloAllowed.SetResult();
        await Expect(page.Locator("#clock")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#age")).Not.ToBeEmptyAsync();
        Assert.Equal(11, await Rows());
        await Expect(page.Locator("#map .own")).ToHaveCountAsync(1);

        Task<int> Rows() => page.Locator("#ranking").EvaluateAsync<int>("chart => chart.chart.data.labels.length");
    }

    /// <summary>Hải Phòng is the second of twelve, Lạng Sơn the last.</summary>
    async Task<long> ShowTwelve()
    {
        string[] codes = ["01", "31", "79", "48", "46", "38", "40", "44", "04", "08", "11", "20"];
        await Server.TakeEdits([.. codes.Select((code, place) => FigureEdit.ForYear(Year, "disbursed", 12_000_000 - (place * 1_000_000), "USD") with { Province = $"34:{code}", Accept = true })]);
        return await Server.TakeScene("provinces", Year);
    }

    async Task<ScreenPageObject> OpenScreenOf(string province)
    {
        var visit = await OpenSession(Server);
        return new(visit, await visit.Enter(await Server.IssueKey("screen", province, $"Điểm cầu {province}"), "/screen"));
    }

    static async Task<(int Rows, int Own)> Ranking(ScreenPageObject screen)
    {
        var drawn = await screen.Stage.Locator("#ranking").EvaluateAsync<System.Text.Json.JsonElement>(RankingScript);
        return (drawn.GetProperty("rows").GetInt32(), drawn.GetProperty("own").GetInt32());
    }
}
