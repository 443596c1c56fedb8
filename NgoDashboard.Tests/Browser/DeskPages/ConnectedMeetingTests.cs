using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>A whole meeting by keyboard alone: an agenda of ten scenes, two desks, two screens, and what goes wrong in between.</summary>
public sealed class ConnectedMeetingTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Organisations = "Toàn quốc · năm 2023 · tổ chức PCPNN";

    readonly List<long> shown = [];
    ServerProcess server = null!;
    ScreenPageObject[] screens = [];
    DeskPageObject chair = null!, second = null!;
    int edits;

    [Fact]
    public async Task Meeting_OfTenScenes_IsPlayedToItsEndAndItsRecordAgreesWithTheJournal()
    {
        await Begin();

        // The title card, then the overview with three figures in one version, so that no total is shown without its parts.
        await TakeNextScene();
        await PrepareThree();
        await AssertAccessible(chair.Page, "an agenda and a draft");
        await TakeNextScene();
        Assert.Equal(3, await Changes());

        // By year: two figures straight on air.
        await TakeNextScene();
        await TakeNow("hai phong 2031 y te", "Hải Phòng · Y tế · năm 2031 · giải ngân", "4,05");
        await TakeNow("lang son 2031 y te", "Lạng Sơn · Y tế · năm 2031 · giải ngân", "1,2");

        await TakeNextScene();
        await ConflictBetweenTwoDesks();
        await TakeNextScene();
        await HoldWhileEditingGoesOn();
        await TakeNextScene();
        await TakeAndTakeBack();
        await TakeNextScene();
        await CorrectOnAir();
        await TakeNextScene();
        await RestartWithADraft();
        await TakeNextScene();
        await WarnedAndReasoned();
        await TakeNextScene();
        await Expect(chair.Agenda.Locator("li").Last).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Desk["on-air-now"]);

        await chair.Press("F2");
        await chair.Press("Delete");
        await chair.Press("?");
        await Expect(chair.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertAccessible(chair.Page, "the card of keys");
        // Nothing reacts behind the dialog.
        await chair.Press("PageUp");
        await chair.Press("Escape");
        await Expect(chair.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(chair.Agenda.Locator(".mark.next")).ToHaveCountAsync(0);
        Assert.True(edits >= 25, $"{edits} edits");
        await AssertEveryVersionWasAcknowledgedInOrder();
        await AssertTheRecordIsTheJournal();
    }

    async Task Begin()
    {
        server = await StartProcess();
        // Issuing a desk's key makes a version, so it is done before versions are counted.
        var key = await server.IssueKey("desk", label: "Bàn thứ hai");
        screens = [await OpenScreen(server, "Điểm cầu Hải Phòng"), await OpenScreen(server, "Điểm cầu Lạng Sơn")];
        foreach (var screen in screens)
            await screen.Page.EvaluateAsync(
                """
                () => {
                  const painted = () => Number(document.body.dataset.painted);
                  window.acknowledged = [painted()];
                  new MutationObserver(() => { if (painted() !== window.acknowledged.at(-1)) window.acknowledged.push(painted()); })
                    .observe(document.body, { attributes: true, attributeFilter: ['data-painted'] });
                }
                """);
        shown.Add(await server.GetVersionOnAir());
        chair = new(await OpenDesk(server));
        second = new(await OpenDesk(server, key: key));
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["agenda-sample"] }).ClickAsync();
        await Expect(chair.Agenda.Locator("li")).ToHaveCountAsync(10);
    }

    async Task PrepareThree()
    {
        await Prepare(chair, "hai phong 2030", "Hải Phòng · năm 2030 · giải ngân", "5,1");
        await Prepare(chair, "lang son 2030", "Lạng Sơn · năm 2030 · giải ngân", "2,4");
        await Prepare(chair, "quang tri 2030", "Quảng Trị · năm 2030 · giải ngân", "3,9");
    }

    async Task ConflictBetweenTwoDesks()
    {
        const string name = "Quảng Trị · năm 2030 · giải ngân";
        await Prepare(chair, "quang tri 2030", name, "4,05");
        await Prepare(second, "quang tri 2030", name, "4,1");
        await Expect(chair.Draft).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Desk["conflict-draft", "Bàn thứ hai", "4,1 triệu USD"]);

        // The first take wins; the other operator sees the value and decides.
        await Take(chair);
        await Expect(second.Draft).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Desk["conflict-on-air", "4,05 triệu USD", shown[^1]]);
        await second.Press("F9");
        await Expect(second.Draft.Locator(".refusal")).ToContainTextAsync("4.050.000 USD");
        Assert.Equal(shown[^1], await server.GetVersionOnAir());
        await second.Draft.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["keep-mine"] }).ClickAsync();
        await Expect(second.Draft.GetByText(DisplayLanguage.Vietnamese.Words.Desk["conflict-on-air", "4,05 triệu USD", shown[^1]])).ToHaveCountAsync(0);
        await Take(second);
    }

    async Task HoldWhileEditingGoesOn()
    {
        await chair.Press("F8");
        await Expect(chair.Page.Locator(".air-badge.covered")).ToBeVisibleAsync();
        await OnScreens(shown[^1] + 1);
        await Expect(screens[0].Stage.Locator(".held")).ToBeVisibleAsync();
        for (var year = 2032; year < 2037; year++)
        {
            await chair.EnterValue($"ha noi {year}", $"Hà Nội · năm {year} · giải ngân", "7,5", "Control+Enter");
            await chair.ExpectTaken(shown[^1] + year - 2031, isBehind: true);
            edits++;
        }

        Assert.Equal(shown[^1], await screens[1].Version());
        await chair.Press("F8");
        await OnScreens(shown[^1] + 6);
        await Expect(screens[0].Stage.Locator(".held")).ToHaveCountAsync(0);
    }

    async Task TakeAndTakeBack()
    {
        var before = await screens[0].Figures();
        await TakeNow("giai ngan 2022", "Toàn quốc · năm 2022 · giải ngân", "225");
        Assert.NotEqual(before, await screens[0].Figures());

        await chair.Page.EvaluateAsync("() => document.activeElement.blur()");
        await chair.Press("Control+Z");
        await OnScreens(shown[^1] + 1);
        Assert.Equal(before, await screens[0].Figures());
    }

    async Task CorrectOnAir()
    {
        await chair.Press("F2");
        await chair.FindFigure("to chuc 2023", Organisations);
        await chair.Value.FillAsync("388");
        await chair.Editor.GetByRole(AriaRole.Checkbox).CheckAsync();
        await chair.Value.PressAsync("Control+Enter");
        edits++;
        await OnScreens(shown[^1] + 1);
        foreach (var screen in screens)
            await Expect(screen.Stage).ToContainTextAsync("381 → 388");

        // The correction stays through other takes until an operator ends it.
        await TakeNow("hue 2031", "Huế · năm 2031 · giải ngân", "2");
        await Expect(screens[0].Stage).ToContainTextAsync("381 → 388");
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["end-correction"] }).ClickAsync();
        await OnScreens(shown[^1] + 1);
        await Expect(screens[0].Stage.Locator(".corrections")).ToHaveCountAsync(0);
    }

    async Task RestartWithADraft()
    {
        for (var year = 2031; year < 2037; year++)
            await Prepare(chair, $"da nang {year}", $"Đà Nẵng · năm {year} · giải ngân", "6,25");
        foreach (var visit in Sessions)
            visit.IsServerDown = true;
        foreach (var desk in (DeskPageObject[])[chair, second])
            await desk.Page.EvaluateAsync("() => { window.isOld = true; }");
        await server.Restart();
        foreach (var desk in (DeskPageObject[])[chair, second])
        {
            await desk.Page.WaitForFunctionAsync("() => !window.isOld");
            await desk.Page.Locator(".desk:not([inert])").WaitForAsync();
        }

        foreach (var screen in screens)
            await Expect(screen.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["online"]);
        foreach (var visit in Sessions)
            visit.IsServerDown = false;
        await Expect(chair.Draft.Locator("tbody tr")).ToHaveCountAsync(6);
        await Take(chair);
        Assert.Equal(6, await Changes());
    }

    async Task WarnedAndReasoned()
    {
        var version = await server.GetVersionOnAir();
        await Prepare(chair, "giai ngan 2021", "Toàn quốc · năm 2021 · giải ngân", "2400");
        await Expect(chair.Draft.Locator(".doubts")).ToContainTextAsync("Thay đổi quá 5 lần");
        await chair.Press("F9");
        await AssertAccessible(chair.Page, "a doubt");
        // The same key does not override the doubt: a reason is required, and its field has the focus.
        await Expect(chair.Draft.GetByRole(AriaRole.Textbox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["override-reason"] })).ToBeFocusedAsync();
        Assert.Equal(version, await server.GetVersionOnAir());
        await chair.Page.Keyboard.TypeAsync("Chủ trì xác nhận");
        await chair.Press("Enter");
        await OnScreens(shown[^1] + 1);

        await Prepare(chair, "hue 2032", "Huế · năm 2032 · giải ngân", "2,1");
        await Prepare(chair, "hue 2033", "Huế · năm 2033 · giải ngân", "2,2");
        await Prepare(chair, "can tho 2033", "Cần Thơ · năm 2033 · giải ngân", "2,3");
        await Take(chair);
    }

    /// <summary>Prepares the next item of the agenda with one key and takes it with another.</summary>
    async Task TakeNextScene()
    {
        await chair.Press("PageDown");
        await Expect(chair.Agenda.Locator(".mark.next")).ToHaveCountAsync(1);
        await Take(chair);
        await Expect(chair.Agenda.Locator(".mark.next")).ToHaveCountAsync(0);
    }

    async Task Prepare(DeskPageObject desk, string query, string name, string value)
    {
        await desk.EnterValue(query, name, value);
        await Expect(desk.Draft.Locator("tbody").GetByRole(AriaRole.Button, new() { Name = name, Exact = true })).ToBeVisibleAsync();
        await Expect(desk.Value).ToHaveValueAsync("");
        edits++;
    }

    async Task TakeNow(string query, string name, string value)
    {
        await chair.EnterValue(query, name, value, "Control+Enter");
        edits++;
        await OnScreens(shown[^1] + 1);
        await Expect(chair.Value).ToHaveValueAsync("");
    }

    async Task Take(DeskPageObject desk)
    {
        await desk.Press("F9");
        await OnScreens(shown[^1] + 1);
        await Expect(desk.Draft).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Desk["draft-empty"]);
    }

    /// <summary>Waits until both screens have painted the version and the roll call shows it.</summary>
    async Task OnScreens(long version)
    {
        foreach (var screen in screens)
            await screen.WaitUntilPainted(version);
        shown.Add(version);
        await Wait.Until(
            async () => (await server.GetConnectedScreens()).Count(point => point.Painted == version) == screens.Length,
            async () => $"{version}: {JsonSerializer.Serialize(await server.GetConnectedScreens())}");
    }

    async Task<long> Changes()
    {
        using var journal = Journal();
        return await journal.ExecuteScalarAsync<long>("SELECT count(*) FROM journal_change WHERE version = @version", new { version = shown[^1] });
    }

    async Task AssertEveryVersionWasAcknowledgedInOrder()
    {
        foreach (var screen in screens)
            Assert.Equal(shown, await screen.Page.EvaluateAsync<long[]>("() => window.acknowledged"));
    }

    async Task AssertTheRecordIsTheJournal()
    {
        using var journal = Journal();
        var written = (await journal.QueryAsync<(long Version, string Who, string Kind, string? Measure, string? From, string? Province, long? Before, long? After, string? Reason)>(
            """
            SELECT journal.version, journal.who, journal.kind, measure, period_from, province, old_value, new_value, reason
            FROM journal LEFT JOIN journal_change USING (version) ORDER BY journal.version, ordinal
            """)).ToArray();
        using var answer = await server.DeskClient.GetAsync("/api/record?format=csv", Cancellation);
        using var reader = new CsvHelper.CsvReader(new StringReader(await answer.Content.ReadAsStringAsync(Cancellation)), CultureInfo.InvariantCulture);
        var record = reader.GetRecords<dynamic>().Select(row => (IDictionary<string, object>)row).ToArray();

        Assert.Equal(written.Select(row => row.Version).Distinct(), record.Select(row => Number(row["version"])!.Value).Distinct());
        Assert.Equal(
            written.Where(row => row.Measure is not null)
                .Select(row => $"{row.Version} {row.Kind} {row.Who} {row.From} {row.Province} {row.Measure} {row.Before / 100m:0.##} {row.After / 100m:0.##} {row.Reason}"),
            record.Where(row => Text(row["event"]) == "change")
                .Select(row => $"{row["version"]} {row["kind"]} {row["who"]} {row["from"]} {row["province"]} {row["measure"]} {Minor(row, "old") / 100m:0.##} {Minor(row, "new") / 100m:0.##} {row["reason"]}"));

        // The page says the same as the file.
        var page = await (await OpenSession(server)).Enter(BriefingServer.DeskKey, "/desk/record");
        await Expect(page.Locator("body")).ToContainTextAsync("381 → 388");
        await Expect(page.Locator("body")).ToContainTextAsync("Chủ trì xác nhận");
        await Expect(page.Locator("body")).ToContainTextAsync("Điểm cầu Lạng Sơn");

        static string? Text(object? cell) => cell as string;
        static long? Number(object? cell) => Text(cell) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
        static decimal? Minor(IDictionary<string, object> row, string which)
        {
            if (Text(row[which + "Value"]) is not { Length: > 0 } value)
                return null;
            var scale = Text(row[which + "Unit"]) is "USD" or "percent" ? 100 : 1;
            return decimal.Parse(value, CultureInfo.InvariantCulture) * scale;
        }
    }

    SqliteConnection Journal()
    {
        var connection = new SqliteConnection($"Data Source={server.DatabasePath};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }
}
