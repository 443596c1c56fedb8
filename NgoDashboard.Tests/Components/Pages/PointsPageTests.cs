using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Components.Pages;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Access;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Components.Pages;

public sealed class PointsPageTests : ComponentTest
{
    readonly Points points;
    readonly Keyring keyring;
    readonly PointLinks links;
    readonly IRenderedComponent<MudSnackbarProvider> snackbars;

    public PointsPageTests()
    {
        var briefing = TestBriefing.Create([(National(), Usd(100))]);
        points = briefing.Points;
        keyring = new(new KeyStore(briefing.Database), new AccessOptions(null, null, []), briefing.Time);
        links = new(keyring, new EphemeralDataProtectionProvider());
        Services.AddSingleton(keyring);
        Services.AddSingleton(links);
        AddDeskServices(briefing);
        snackbars = Render<MudSnackbarProvider>();
    }

    [Fact]
    public async Task Search_WithoutDiacritics_FindsByNameProvinceAndPlace()
    {
        points.Save([.. Enumerable.Range(1, 300).Select(i => new Point(0, PointKind.Local, LangSon, $"Xã số {i}")), new(0, PointKind.Province, HaiPhong, "Hội trường lớn", "Nhà văn hóa")]);
        var page = Render<PointsPage>();
        Assert.Equal("301 điểm cầu", TextOf(page.Find(".points .hint")));

        await page.InvokeAsync(() => page.Find(".points-filter input").Input("hai phong van hoa"));

        page.WaitForAssertion(() => Assert.Equal("1 trong 301 điểm cầu", TextOf(page.Find(".points .hint"))));
    }

    [Fact]
    public async Task Add_OfAPointWithoutAName_IsRefused_AndWithOneItIsInTheRegister()
    {
        var page = Render<PointsPage>();
        await Click(page, "Thêm điểm cầu");
        page.WaitForElement(".points-side .fields");
        await ClickIn(page, "Thêm điểm cầu");
        page.WaitForAssertion(() => Assert.Equal(
            ["Chưa ghi tên điểm cầu.", "Điểm cầu của tỉnh hoặc cấp xã phải có tỉnh, thành phố."], page.FindAll(".points-side .mud-alert").Select(TextOf)));
        var kind = page.FindComponents<MudSelect<PointKind>>().Single();
        await page.InvokeAsync(() => kind.Instance.ValueChanged.InvokeAsync(PointKind.Ministry));
        await Fill(page, 0, "=Bộ A");
        await ClickIn(page, "Thêm điểm cầu");
        page.WaitForAssertion(() => Assert.Contains("không được bắt đầu bằng", TextOf(page.Find(".points-side")), StringComparison.Ordinal));

        await Fill(page, 0, "  Bộ   Y tế ");
        await Fill(page, 1, "Phòng họp");
        await ClickIn(page, "Thêm điểm cầu");

        snackbars.WaitForAssertion(() => Assert.Contains("Đã lưu: Bộ Y tế.", snackbars.Markup, StringComparison.Ordinal));
        Assert.Equal(new(1, PointKind.Ministry, null, "Bộ Y tế", "Phòng họp"), Assert.Single(points.All));
    }

    [Fact]
    public async Task Link_OfAPoint_IsShownWhenAskedForAndChangedOnlyAfterASecondClick()
    {
        var page = await OpenPage(new(0, PointKind.Province, LangSon, "Lạng Sơn"));
        Assert.Empty(keyring.IssuedKeys);

        await ClickIn(page, "Hiện liên kết và mã QR");
        page.WaitForElement(".new-key .qr svg");
        var first = page.Find(".new-key textarea").GetAttribute("value")!;
        Assert.Equal($"http://localhost/enter#key={links.GetOrIssueSecrets(new LinkedPoint(1, "Lạng Sơn", LangSon))}", first);
        await ClickIn(page, "Đổi liên kết");
        Assert.NotNull(keyring.FindBySecret(first.Split("key=")[1]));

        await ClickIn(page, "Đổi liên kết");

        page.WaitForAssertion(() => Assert.NotEqual(first, page.Find(".new-key textarea").GetAttribute("value")));
        Assert.Null(keyring.FindBySecret(first.Split("key=")[1]));
    }

    [Fact]
    public async Task Device_OfAPoint_IsListedWithItsDayAndRevokedAlone()
    {
        var page = await OpenPage(new(0, PointKind.Province, LangSon, "Lạng Sơn"), () => keyring.Issue(Roles.Screen, LangSon, "Lạng Sơn", 1));
        links.GetOrIssueSecrets(new LinkedPoint(1, "Lạng Sơn", LangSon));
        Assert.Equal("1", TextOf(page.Find(".points-list tbody .n")));

        await ClickIn(page, "Thu hồi");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".devices li")));
        Assert.True(Assert.Single(keyring.IssuedKeys).IsPointLink);
        Assert.Equal("", TextOf(page.Find(".points-list tbody .n")));
    }

    [Fact]
    public async Task Device_ThatIsPairedElsewhere_IsListedAtOnceAndGoneAtOnce()
    {
        var page = await OpenPage(new(0, PointKind.Province, LangSon, "Lạng Sơn"));
        Assert.Empty(page.FindAll(".devices li"));

        var (device, _) = keyring.Issue(Roles.Screen, LangSon, "Lạng Sơn", 1);
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".devices li")));
        keyring.Revoke(device.Id);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".devices li")));
    }

    [Fact]
    public async Task Remove_OfAPoint_EndsItsKeys_AndItCanBePutBack()
    {
        var page = await OpenPage(new(0, PointKind.Province, LangSon, "Lạng Sơn"));
        var secret = links.GetOrIssueSecrets(new LinkedPoint(1, "Lạng Sơn", LangSon));

        await ClickIn(page, "Gỡ điểm cầu");

        snackbars.WaitForAssertion(() => Assert.Contains("Đã gỡ: Lạng Sơn.", snackbars.Markup, StringComparison.Ordinal));
        Assert.Empty(points.All);
        Assert.Null(keyring.FindBySecret(secret));
        await snackbars.InvokeAsync(() => snackbars.FindAll("button").Single(button => TextOf(button) == "Hoàn tác").ClickAsync(new MouseEventArgs()));
        page.WaitForAssertion(() => Assert.Equal("Lạng Sơn", TextOf(page.Find(".points-list .link"))));
        Assert.NotEqual(secret, links.GetOrIssueSecrets(new LinkedPoint(1, "Lạng Sơn", LangSon)));
    }

    [Fact]
    public async Task Import_ThatWaitsForOthers_TellsItsPlace()
    {
        var ownTurn = new TaskCompletionSource();
        ((InProcessFileReader)Services.GetRequiredService<UploadedFileReader>()).BeforeRead = progress =>
        {
            progress?.Report(new(3, 0));
            return ownTurn.Task;
        };
        var page = Render<PointsPage>();
        await Click(page, "Nhập danh sách");

        // It returns when the file has been read, so not before it is the file's turn.
        var uploading = Task.Run(() => Upload(page, "Điểm cầu,Tỉnh\nA,Lạng Sơn\n"), Xunit.TestContext.Current.CancellationToken);
        page.WaitForAssertion(() => Assert.Equal("Tệp đang chờ đọc, thứ 3", TextOf(page.Find(".import-result"))));
        ownTurn.SetResult();
        await uploading;

        page.WaitForAssertion(() => Assert.Contains("1 điểm cầu mới", TextOf(page.Find(".import-result")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_OfAList_TellsFaultsFirstAndStoresNothingBeforeItIsAskedTo()
    {
        points.Save([new(0, PointKind.Province, LangSon, "Lạng Sơn", "Tầng 1")]);
        var page = Render<PointsPage>();
        await Click(page, "Nhập danh sách");

        Upload(page, "Điểm cầu,Tỉnh\nA,Lạng Sươn\n,Lạng Sơn\n");
        page.WaitForAssertion(() => Assert.Equal(
            ["2 Tỉnh Không có tỉnh, thành phố “Lạng Sươn”.", "3 Điểm cầu Chưa ghi tên điểm cầu."],
            page.FindAll(".faults tbody tr").Select(row => string.Join(' ', row.Children.Select(TextOf)))));
        Assert.DoesNotContain(page.FindAll("button"), button => TextOf(button) == "Nhập danh sách này");

        Upload(page, "Điểm cầu,Tỉnh,Địa điểm\nA,Lạng Sơn,\nLạng Sơn,Lạng Sơn,Tầng 2\n");
        page.WaitForAssertion(() => Assert.Contains("1 điểm cầu mới, 1 điểm cầu thay đổi, 0 giữ nguyên.", TextOf(page.Find(".import-result")), StringComparison.Ordinal));
        Assert.Single(points.All);
        // Another operator adds one of them first.
        points.Save([new(0, PointKind.Local, LangSon, "a")]);

        await ClickIn(page, "Nhập danh sách này");

        snackbars.WaitForAssertion(() => Assert.Contains("Đã nhập: 0 điểm cầu mới, 2 thay đổi.", snackbars.Markup, StringComparison.Ordinal));
        Assert.Equal([("Lạng Sơn", "Tầng 2"), ("A", "")], points.All.Select(point => (point.Name, point.Place)));
    }

    [Fact]
    public async Task Point_ThatAnotherDeskRemoves_IsNoLongerOpenHere()
    {
        var page = await OpenPage(new(0, PointKind.Province, LangSon, "Lạng Sơn"));
        points.Remove(1);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".points-side .fields")));
    }

    async Task<IRenderedComponent<PointsPage>> OpenPage(Point point, Action? before = null)
    {
        points.Save([point]);
        before?.Invoke();
        var page = Render<PointsPage>();
        page.WaitForElement(".points-list .link");
        await page.InvokeAsync(() => page.Find(".points-list .link").ClickAsync(new MouseEventArgs()));
        page.WaitForElement(".points-side .fields");
        return page;
    }

    static void Upload(IRenderedComponent<PointsPage> page, string list) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(list, "diem-cau.csv"));

    static Task Fill(IRenderedComponent<PointsPage> page, int field, string text) =>
        page.InvokeAsync(() => page.FindAll(".points-side .fields .mud-input-text input, .points-side .fields .mud-input-control input[type=text]:not([readonly])")[field].Change(text));

    static Task Click(IRenderedComponent<PointsPage> page, string name) => Click(page, page.FindAll(".points button"), name);

    static Task ClickIn(IRenderedComponent<PointsPage> page, string name) => Click(page, page.FindAll(".points-side button"), name);

    static Task Click(IRenderedComponent<PointsPage> page, IEnumerable<IElement> among, string name) =>
        page.InvokeAsync(() => among.Single(button => TextOf(button) == name).ClickAsync(new MouseEventArgs()));
}
