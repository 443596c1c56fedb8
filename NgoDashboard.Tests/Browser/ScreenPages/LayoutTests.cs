using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>Every scene in both languages, at 720p, 1080p and 4K: nothing scrolls, is cut off, overlaps or is too small.</summary>
public sealed class LayoutTests(Chromium chromium) : BrowserTest(chromium)
{
    static readonly ViewportSize[] Sizes = [new() { Width = 1920, Height = 1080 }, new() { Width = 1280, Height = 720 }, new() { Width = 3840, Height = 2160 }];

    /// <summary>The longest text of the roll call's badge.</summary>
    const string Missing = "3.398/3.400 · vắng Sở Ngoại vụ thành phố Hồ Chí Minh +1";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scenes_InEveryLanguageAndSize_FitTheStage(bool isRehearsal)
    {
        BriefingServer server = isRehearsal ? await StartProcess(isRehearsal) : await StartServer();
        // A change with a long name is in the footer, and its marks are in the scenes.
        await server.TakeEdits(FigureEdit.ForYear(2023, "disbursed", 229_900_000, "USD") with { Accept = true });
        await server.TakeEdits(FigureEdit.ForYear(2023, "committed", 335_500_000, "USD") with { Accept = true, Province = "34:31", Sector = "health" });
        var screens = new List<(string What, ScreenPageObject Screen)>();
        foreach (var language in DisplayLanguage.All)
        {
            // A multiple of a size that fits, fits too: one wall is enough to see that it is one. The stripe of a rehearsal is tested at
            // the size with the least room.
            foreach (var size in isRehearsal ? Sizes[1..2] : language == DisplayLanguage.Vietnamese ? Sizes : Sizes[..2])
                screens.Add(($"{language} {size.Width}×{size.Height}", await Open(server, size, language)));
        }

        var problems = new List<string>();
        foreach (var scene in isRehearsal ? StageStates.Scenes.DistinctBy(scene => scene.Kind) : StageStates.Scenes.Concat(StageStates.Scenes.DistinctBy(scene => scene.Kind).Select(scene => scene with { Year = 2020 })))
        {
            var version = await server.TakeScene(scene);
            await OnAll(async (what, screen) => await Problems(screen, version, $"{scene} {what}"));
        }

        await OnAll(async (what, screen) =>
        {
            screen.Session.IsServerDown = true;
            await screen.Page.Context.SetOfflineAsync(true);
            await Expect(screen.Link).ToHaveClassAsync("lost");
            return await Problems(screen, 0, $"connection lost, {what}");
        });
        AssertNone(problems);

        // All screens at once, because each mostly waits for its own frames.
        async Task OnAll(Func<string, ScreenPageObject, Task<string[]>> look) =>
            problems.AddRange((await Task.WhenAll(screens.Select(one => look(one.What, one.Screen)))).SelectMany(found => found));
    }

    [Fact]
    public async Task Scenes_HeldCorrectedAndCovered_FitTheStage()
    {
        var server = await StartServer();
        var screens = new List<(DisplayLanguage Language, ViewportSize Size, ScreenPageObject Screen)>();
        // The wall is covered by the test above.
        foreach (var (language, size) in DisplayLanguage.All.SelectMany(language => Sizes[..2].Select(size => (language, size))))
            screens.Add((language, size, await Open(server, size, language)));

        var problems = await Task.WhenAll(screens.Select(one => InEveryState(one.Language, one.Size, one.Screen)));
        AssertNone([.. problems.SelectMany(found => found)]);
    }

    static async Task<List<string>> InEveryState(DisplayLanguage language, ViewportSize size, ScreenPageObject screen)
    {
        await using var staged = new StageStates();
        await screen.WaitUntilPainted(1);
        var problems = new List<string>();
        foreach (var now in StageStates.Generate())
        {
            await staged.Paint(screen.Page, now, language);
            await screen.Page.EvaluateAsync("text => document.getElementById('roll').textContent = text", Missing);
            problems.AddRange(await Problems(screen, 0, $"{now.Cover} {now.Scene} {language} {size.Width}×{size.Height}"));
        }

        return problems;
    }

    static void AssertNone(List<string> problems)
    {
        if (problems.Count > 0)
            Assert.Fail($"{problems.Count} problems:\n" + string.Join('\n', problems));
    }

    async Task<ScreenPageObject> Open(BriefingServer server, ViewportSize size, DisplayLanguage language)
    {
        var visit = await OpenSession(server, new() { ViewportSize = size });
        await visit.Context.AddInitScriptAsync(Script("canvas.js"));
        return new(visit, await visit.Enter(await server.IssueKey("screen"), $"/screen?lang={language}"));
    }

    static async Task<string[]> Problems(ScreenPageObject screen, long version, string where)
    {
        await screen.WaitUntilPainted(version);
        // A font that arrives after the picture draws it again: two frames later it is final.
        await screen.Page.EvaluateAsync("async () => { await document.fonts.ready; for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame); }");
        var problems = await screen.Page.EvaluateAsync<string[]>(Script("layout.js"));
        return [.. problems.Select(problem => $"{where}: {problem}")];
    }

    static string Script(string name)
    {
        using var file = typeof(LayoutTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
