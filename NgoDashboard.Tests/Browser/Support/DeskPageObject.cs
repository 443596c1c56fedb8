using Microsoft.Playwright;
using NgoDashboard.Language;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>The desk page as an operator uses it.</summary>
sealed class DeskPageObject(IPage page)
{
    public IPage Page => page;

    public ILocator Value => page.GetByRole(AriaRole.Textbox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["value"] });

    public ILocator Reason => page.GetByRole(AriaRole.Textbox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["reason"] });

    /// <summary>The typed value in words.</summary>
    public ILocator Echo => Editor.Locator(".value-in-words");

    /// <summary>The findings of the rules.</summary>
    public ILocator Alert => Editor.GetByRole(AriaRole.Alert).Last;

    public ILocator Editor => page.GetByRole(AriaRole.Region, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["edit"] });

    public async Task FindFigure(string query, string name)
    {
        await Search.FillAsync(query);
        await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Expect(Editor).ToContainTextAsync(name);
        await Expect(Value).ToBeFocusedAsync();
    }

    public async Task Choose(string label, string option)
    {
        await Editor.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }

    public async Task Type(string value, string reason)
    {
        await Value.FillAsync(value);
        await Reason.FillAsync(reason);
        await Expect(Echo).Not.ToBeEmptyAsync();
    }

    /// <summary>One search, one number, one key: Enter prepares, Ctrl+Enter takes directly.</summary>
    public async Task EnterValue(string query, string name, string value, string key = "Enter")
    {
        await Press("F2");
        await Search.FillAsync(query);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = name }).First).ToBeVisibleAsync();
        await Press("Enter");
        await Expect(Editor).ToContainTextAsync(name);
        await Expect(Value).ToBeFocusedAsync();
        await Value.FillAsync(value);
        await Expect(Echo).Not.ToBeEmptyAsync();
        await Press(key);
    }

    /// <summary>The operator's draft.</summary>
    public ILocator Draft => page.GetByRole(AriaRole.Region, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["draft"], Exact = true });

    public ILocator Agenda => page.GetByRole(AriaRole.Region, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["agenda"], Exact = true });

    public Task Press(string key) => page.Keyboard.PressAsync(key);

    /// <summary>Waits for the message that tells which version the take became.</summary>
    public Task ExpectTaken(long version, bool isBehind = false) =>
        Expect(page.GetByText(DisplayLanguage.Vietnamese.Words.Desk[isBehind ? "taken-behind" : "taken", version])).ToBeVisibleAsync();

    ILocator Search => page.GetByRole(AriaRole.Searchbox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["find"] });
}
