using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>The agenda by mouse and by keyboard, over a restart, and from one meeting to the next.</summary>
public sealed class AgendaTests(Chromium chromium) : BrowserTest(chromium)
{
    BriefingServer server = null!;
    DeskPageObject desk = null!;

    ILocator Items => desk.Agenda.Locator("li");

    [Fact]
    public async Task Items_DraggedAndMovedByKeyboard_KeepTheirOrderOverARestart()
    {
        var process = await StartProcess();
        await Begin(process);
        var before = await Order();

        await Items.Nth(1).DragToAsync(Items.Nth(4));
        await Expect(Items.Nth(4)).ToContainTextAsync(before[1]);
        string[] dragged = [before[0], before[2], before[3], before[4], before[1], .. before[5..]];
        Assert.Equal(dragged, await Order());
        await Items.Nth(4).DragToAsync(Items.Nth(1));
        await Expect(Items.Nth(1)).ToContainTextAsync(before[1]);
        Assert.Equal(before, await Order());

        // Into the list, to the tenth item by its number, back to the first, one down, and then with the item two down.
        await desk.Press("F6");
        await Expect(Item(0)).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("10");
        await Expect(Item(9)).ToBeFocusedAsync();
        await desk.Press("Home");
        await desk.Press("ArrowDown");
        await Expect(Item(1)).ToBeFocusedAsync();
        await desk.Press("Alt+ArrowDown");
        await Expect(Item(2)).ToBeFocusedAsync();
        await desk.Press("Alt+ArrowDown");
        await Expect(Item(3)).ToBeFocusedAsync();
        string[] moved = [before[0], before[2], before[3], before[1], .. before[4..]];
        Assert.Equal(moved, await Order());

        await Restart(process);
        Assert.Equal(moved, await Order());
    }

    [Fact]
    public async Task Item_Removed_IsPutBackByItsNote()
    {
        await Begin(await StartServer());
        var before = await Order();
        await desk.Press("F6");
        await desk.Press("ArrowDown");
        await Expect(Item(1)).ToBeFocusedAsync();

        await desk.Press("Delete");
        await Expect(Items).ToHaveCountAsync(9);
        // The focus is where it was.
        await Expect(Item(1)).ToBeFocusedAsync();
        await Expect(desk.Page.GetByText(DisplayLanguage.Vietnamese.Words.Desk["removed-item", before[1]])).ToBeVisibleAsync();
        await desk.Page.Locator(".mud-snackbar").GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["put-back"] }).ClickAsync();

        await Expect(Items).ToHaveCountAsync(10);
        Assert.Equal(before, await Order());
    }

    [Fact]
    public async Task Item_ByItsMenu_IsChangedAndMovedAndPreparedByEnter()
    {
        await Begin(await StartServer());
        var before = await Order();
        await Menu(2, "move-up");
        await Expect(Items.Nth(1)).ToContainTextAsync(before[2]);
        // On the item or on its menu's button: either way the focus stays with the moved item.
        await Expect(Items.Nth(1).Locator(":focus")).ToHaveCountAsync(1);

        await Menu(1, "edit-item");
        var title = desk.Page.GetByRole(AriaRole.Textbox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["scene-title"] });
        await title.FillAsync("Mười năm giải ngân");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["save-item"] }).ClickAsync();
        await Expect(Items.Nth(1)).ToContainTextAsync("Mười năm giải ngân");

        await Item(1).FocusAsync();
        await desk.Press("Enter");
        await Expect(Items.Nth(1).Locator(".mark.next")).ToBeVisibleAsync();
        var version = await server.GetVersionOnAir();
        await desk.Press("F9");
        await desk.ExpectTaken(version + 1);
        await Expect(Items.Nth(1).Locator(".mark.on-air")).ToBeVisibleAsync();
        await Expect(Items.Locator(".mark.next")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task NextMeeting_CopiesTheAgendaOfTheLast()
    {
        var process = await StartProcess();
        await Begin(process);
        var before = await Order();
        desk = new(await OpenDesk(server, "/desk/meeting"));
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["meeting-name"] }).FillAsync("Giao ban lần hai");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["meeting-open"] }).ClickAsync();
        await Expect(desk.Page.GetByText(DisplayLanguage.Vietnamese.Words.Desk["meeting-opened", 2])).ToBeVisibleAsync();
        await desk.Agenda.GetByRole(AriaRole.Button, new() { NameRegex = new("^" + DisplayLanguage.Vietnamese.Words.Desk["agenda-copy", ""]) }).ClickAsync();
        await Expect(Items).ToHaveCountAsync(10);

        desk = new(await OpenDesk(server));
        Assert.Equal(before, await Order());
        await Expect(desk.Page.Locator(".bar .meeting")).ToHaveTextAsync("Giao ban lần hai");
        await Restart(process);
        Assert.Equal(before, await Order());
    }

    [Fact]
    public async Task Rotation_BeforeTheMeeting_EndsAsSoonAsTheDeskTakes()
    {
        await Begin(await StartServer());
        var meeting = await OpenDesk(server, "/desk/meeting");
        await meeting.GetByRole(AriaRole.Spinbutton, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["rotation-seconds"] }).FillAsync("5");
        await meeting.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["rotation-start"], Exact = true }).ClickAsync();
        await Expect(desk.Agenda.Locator(".rotating")).ToBeVisibleAsync();
        // The second scene comes automatically.
        await Expect(Items.Nth(1).Locator(".mark.on-air")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        await Item(6).ClickAsync();
        await Expect(Items.Nth(6).Locator(".mark.next")).ToBeVisibleAsync();
        await desk.Press("F9");

        await Expect(desk.Agenda.Locator(".rotating")).ToHaveCountAsync(0);
        await Expect(Items.Nth(6).Locator(".mark.on-air")).ToBeVisibleAsync();
        await Expect(meeting.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["rotation-start"], Exact = true })).ToBeVisibleAsync();
    }

    async Task Begin(BriefingServer on)
    {
        server = on;
        desk = new(await OpenDesk(server));
        await desk.Agenda.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["agenda-sample"] }).ClickAsync();
        await Expect(Items).ToHaveCountAsync(10);
    }

    async Task Restart(ServerProcess process)
    {
        foreach (var visit in Sessions)
            visit.IsServerDown = true;
        await desk.Page.EvaluateAsync("() => { window.isOld = true; }");
        await process.Restart();
        await desk.Page.WaitForFunctionAsync("() => !window.isOld");
        await desk.Page.Locator(".desk:not([inert])").WaitForAsync();
        foreach (var visit in Sessions)
            visit.IsServerDown = false;
    }

    async Task Menu(int place, string action)
    {
        await Items.Nth(place).GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["item-tools", place + 1] }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = DisplayLanguage.Vietnamese.Words.Desk[action] }).ClickAsync();
    }

    ILocator Item(int place) => Items.Nth(place).Locator("button.item");

    /// <summary>The titles without numbers and marks.</summary>
    async Task<string[]> Order() =>
        [.. await desk.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.agenda li .what')].map(what => what.firstChild.textContent.trim())")];
}
