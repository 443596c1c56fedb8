using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>The machine is lost, and an older copy of the journal is restored while screens are open.</summary>
public sealed class RestoreTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Screen_AfterAnOlderJournalWasRestored_ShowsTheFiguresThatTheServerHas()
    {
        using var folder = new TempFolder();
        var server = await StartProcess();
        var saved = await server.TakeScene("overview", 2023);
        // Its key is in the backup.
        var screen = await OpenScreen(server, "Điểm cầu Huế");
        var backup = folder.GetFilePath("meeting.backup");
        // By another process, while the server has the database open.
        var (code, output) = await Command("backup", backup);
        Assert.True(code == 0 && output.Contains($"bản {saved}", StringComparison.Ordinal), output);
        var figures = await screen.Figures();
        var journal = await screen.Page.Locator("body").GetAttributeAsync("data-journal");
        await screen.WaitUntilPainted(await server.TakeEdits(FigureEdit.ForYear(2023, "organisations", 391, "count")));
        await screen.WaitUntilPainted(await server.TakeScene("sectors", 2023));
        Array.ForEach([.. Sessions], visit => visit.IsServerDown = true);
        server.Kill();
        foreach (var lost in Directory.GetFiles(Path.GetDirectoryName(server.DatabasePath)!, "briefing.db*"))
            File.Delete(lost);

        (code, output) = await Command("restore", backup);
        Assert.True(code == 0, output);
        await server.Restart();

        await Expect(screen.Page.Locator($"body[data-version=\"{saved}\"]")).ToBeAttachedAsync(new() { Timeout = 20_000 });
        Assert.Equal(figures, await screen.Figures());
        Assert.NotEqual(journal, await screen.Page.Locator("body").GetAttributeAsync("data-journal"));
        await Expect(screen.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["online"]);
        await Wait.Until(
            async () => await server.GetConnectedScreens() is [{ Painted: var painted }] && painted == saved,
            async () => string.Join(", ", await server.GetConnectedScreens()));
        // And it goes on from there, with a version number that the screen has seen before.
        var next = await server.TakeEdits(FigureEdit.ForYear(2023, "organisations", 392, "count"));
        await screen.WaitUntilPainted(next);
        await Expect(screen.Stage.Locator("main")).ToContainTextAsync("392");

        Task<(int Code, string Output)> Command(params string[] arguments) =>
            CommandLineProgram.RunCommand(server.DatabasePath, null, arguments);
    }
}
