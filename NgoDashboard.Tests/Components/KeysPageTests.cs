using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NgoDashboard.Access;
using NgoDashboard.Components.Pages;
using NgoDashboard.Exchange;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Components;

public sealed class KeysPageTests : Drawn
{
    readonly TestBriefing briefing;
    readonly Keyring keyring;
    readonly KeyIssuing issuing;

    public KeysPageTests()
    {
        briefing = TestBriefing.Of([(Nation(), Usd(100))]);
        var options = new AccessOptions(null, new("https://giaoban.example.vn"), []);
        keyring = new(new KeyStore(briefing.Database), options, Time);
        issuing = new(keyring, briefing.Desk);
        Services.AddSingleton(keyring);
        Services.AddSingleton(issuing);
        Services.AddSingleton(options);
        Work(briefing);
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
        var key = keyring.Find(link.Split("key=")[1])!;
        Assert.Equal((Roles.Desk, "Bà Hạnh", "k1"), (key.Role, key.Label, key.IssuedBy));
        Assert.Equal(2, briefing.Air.Newest.Version);
        page.WaitForAssertion(() => Assert.Contains("Bàn 1", Row(page, "Bà Hạnh"), StringComparison.Ordinal));

        await Click(page, "Thu hồi");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("tbody tr")));
        Assert.Equal(3, briefing.Air.Newest.Version);
        Assert.Null(keyring.Find(link.Split("key=")[1]));
    }

    [Fact]
    public async Task Approval_IsOfferedToASecondPersonAlone()
    {
        await issuing.Issue(Roles.Desk, null, "Bà Hạnh", null, TestBriefing.Operator);
        var page = Render<KeysPage>();
        Assert.DoesNotContain("Xác nhận là người riêng", Row(page, "Bà Hạnh"), StringComparison.Ordinal);

        SignedIn.SetClaims(new Claim(ClaimTypes.NameIdentifier, TestBriefing.Second.KeyId));
        page = Render<KeysPage>();
        await Click(page, "Xác nhận là người riêng");

        page.WaitForAssertion(() => Assert.Contains("đã được người thứ hai xác nhận", Row(page, "Bà Hạnh"), StringComparison.Ordinal));
        Assert.DoesNotContain("Xác nhận là người riêng", Row(page, "Bà Hạnh"), StringComparison.Ordinal);
        Assert.True(briefing.Desk.AreTwoPersons("k1", keyring.Issued.Single(key => key.Label == "Bà Hạnh").Id));
    }

    static string Row(IRenderedComponent<KeysPage> page, string label) => Text(page.FindAll("tbody tr").Single(row => Text(row).StartsWith(label, StringComparison.Ordinal)));

    static Task Click(IRenderedComponent<KeysPage> page, string name) =>
        page.InvokeAsync(() => page.FindAll("button").Single(button => Text(button) == name).ClickAsync(new MouseEventArgs()));
}
