using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Components.Pages;
using NgoDashboard.Storage.Access;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.Pages;

public sealed class KeysPageTests : ComponentTest
{
    readonly TestBriefing briefing;
    readonly Keyring keyring;
    readonly KeyIssuer issuing;

    public KeysPageTests()
    {
        briefing = TestBriefing.Create([(National(), Usd(100))]);
        var options = new AccessOptions(null, new("https://giaoban.example.vn"), []);
        keyring = new(new KeyStore(briefing.Database), options, briefing.Time);
        issuing = new(keyring, briefing.Desk);
        Services.AddSingleton(keyring);
        Services.AddSingleton(issuing);
        Services.AddSingleton(options);
        AddDeskServices(briefing);
        Render<MudSnackbarProvider>();
    }

    [Fact]
    public async Task Key_OfADesk_IsIssuedAsAVersionAndShownOnce()
    {
        var page = Render<KeysPage>();
        var role = page.FindComponents<MudSelect<string>>().Single();
        await page.InvokeAsync(() => role.Instance.ValueChanged.InvokeAsync(Roles.Desk));
        await page.InvokeAsync(() => page.FindComponents<MudTextField<string>>().Single(field => field.Instance.Label == "Tên gọi").Instance.ValueChanged.InvokeAsync("Bà Hạnh"));

        await Click(page, "Cấp khóa");

        page.WaitForElement(".new-key");
        var link = page.Find(".new-key textarea").GetAttribute("value") ?? page.Find(".new-key textarea").TextContent;
        Assert.StartsWith("https://giaoban.example.vn/enter#key=", link, StringComparison.Ordinal);
        var key = keyring.FindBySecret(link.Split("key=")[1])!;
        Assert.Equal((Roles.Desk, "Bà Hạnh", "k1"), (key.Role, key.Label, key.IssuedBy));
        Assert.Equal(2, briefing.LiveBriefing.Newest.Version);
        page.WaitForAssertion(() => Assert.Contains("Bàn 1", Row(page, "Bà Hạnh"), StringComparison.Ordinal));

        await Click(page, "Thu hồi");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("tbody tr")));
        Assert.Equal(3, briefing.LiveBriefing.Newest.Version);
        Assert.Null(keyring.FindBySecret(link.Split("key=")[1]));
    }

    [Fact]
    public async Task Approval_IsOfferedToASecondPersonAlone()
    {
        await issuing.Issue(Roles.Desk, null, "Bà Hạnh", null, TestBriefing.Operator);
        var page = Render<KeysPage>();
        Assert.DoesNotContain("Xác nhận là người riêng", Row(page, "Bà Hạnh"), StringComparison.Ordinal);

        SignedIn.SetClaims(new Claim(ClaimTypes.NameIdentifier, TestBriefing.SecondOperator.KeyId));
        page = Render<KeysPage>();
        await Click(page, "Xác nhận là người riêng");

        page.WaitForAssertion(() => Assert.Contains("đã được người thứ hai xác nhận", Row(page, "Bà Hạnh"), StringComparison.Ordinal));
        Assert.DoesNotContain("Xác nhận là người riêng", Row(page, "Bà Hạnh"), StringComparison.Ordinal);
        Assert.True(briefing.Desk.AreTwoPersons("k1", keyring.IssuedKeys.Single(key => key.Label == "Bà Hạnh").Id));
    }

    static string Row(IRenderedComponent<KeysPage> page, string label) => TextOf(page.FindAll("tbody tr").Single(row => TextOf(row).StartsWith(label, StringComparison.Ordinal)));

    static Task Click(IRenderedComponent<KeysPage> page, string name) =>
        page.InvokeAsync(() => page.FindAll("button").Single(button => TextOf(button) == name).ClickAsync(new MouseEventArgs()));
}
