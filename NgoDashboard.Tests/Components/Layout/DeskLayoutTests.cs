using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NgoDashboard.Access;
using NgoDashboard.Access.Circuits;
using NgoDashboard.Access.Keys;
using NgoDashboard.Components.Layout;
using NgoDashboard.Storage.Access;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.Layout;

/// <summary>A page whose key is revoked: nothing usable is left of it, neither dialogs nor menus, and its circuit ends.</summary>
public sealed class DeskLayoutTests : ComponentTest
{
    readonly Keyring keyring;
    readonly string keyId;

    public DeskLayoutTests()
    {
        var briefing = TestBriefing.Create([(National(), Usd(100))]);
        keyring = new(new KeyStore(briefing.Database), new AccessOptions(null, null, []), briefing.Time);
        Services.AddSingleton(keyring);
        Services.AddSingleton<KeyCircuits>();
        Services.AddScoped<KeyCircuitHandler>();
        AddDeskServices(briefing);
        keyId = keyring.Issue(Roles.Province, LangSon, "Sở Ngoại vụ").Key.Id;
        SignedIn.SetClaims(new Claim(ClaimTypes.NameIdentifier, keyId));
    }

    [Fact]
    public async Task Revoked_WithADialogOpen_LeavesNothingToPress()
    {
        var page = await RenderLayout();
        await page.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<Question>());
        page.WaitForAssertion(() => Assert.Contains("Đưa lên sóng?", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Nội dung trang", page.Markup, StringComparison.Ordinal);

        keyring.Revoke(keyId);

        page.WaitForAssertion(() => Assert.DoesNotContain("Nội dung trang", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Đưa lên sóng?", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindComponents<MudDialogProvider>());
        Assert.Empty(page.FindComponents<MudPopoverProvider>());
        Assert.Empty(page.FindComponents<MudSnackbarProvider>());
        Assert.Single(page.FindComponents<ReloadFromServer>());
    }

    [Fact]
    public async Task Revoked_WhereTheBrowserStays_EndsTheCircuit()
    {
        var page = await RenderLayout();
        keyring.Revoke(keyId);
        page.WaitForAssertion(() => Assert.Single(page.FindComponents<ReloadFromServer>()));
        Time.Advance(ReloadFromServer.LeaveTimeout - TimeSpan.FromTicks(1));
        Assert.False(Renderer.UnhandledException.IsCompleted);

        Time.Advance(TimeSpan.FromTicks(1));

        Assert.IsType<CircuitEndedException>(await Renderer.UnhandledException.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task Revoked_BeforeThePageCame_ShowsNothing()
    {
        keyring.Revoke(keyId);
        Assert.DoesNotContain("Nội dung trang", (await RenderLayout()).Markup, StringComparison.Ordinal);
    }

    async Task<IRenderedComponent<DeskLayout>> RenderLayout()
    {
        // The layout has its own providers for dialogs and menus.
        await DisposeComponentsAsync();
        return Render<DeskLayout>(parameters => parameters.Add(one => one.Body, "<p>Nội dung trang</p>"));
    }

    sealed class Question : ComponentBase
    {
        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, "Đưa lên sóng?");
    }
}
