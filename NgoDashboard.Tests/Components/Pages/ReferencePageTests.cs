using Bunit;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Components.Pages;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.Pages;

public sealed class ReferencePageTests : ComponentTest
{
    static readonly FigureKey Total = National(year: YearWithoutRate);

    readonly TestBriefing briefing;
    readonly IRenderedComponent<MudSnackbarProvider> snackbars;

    public ReferencePageTests()
    {
        briefing = AddDeskServices(TestBriefing.Create(
            (Total with { Sector = "health" }, Usd(5)), (Total with { Sector = "education" }, Vnd(50_000)), (Total with { Sector = "other" }, Usd(5))));
        snackbars = Render<MudSnackbarProvider>();
    }

    [Fact]
    public void Rates_OfAYearThatLacksOne_TellHowManyTotalsWait()
    {
        var page = Render<ReferencePage>();
        page.WaitForAssertion(() => Assert.Equal("Năm 2024 chưa có tỷ giá 1 tổng chưa cộng đủ vì thế Ghi tỷ giá", TextOf(page.Find(".missing-rates p"))));
        Assert.Equal(["2023 24.000 mẫu", "2022 23.000 mẫu"], page.FindAll(".reference-list tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("th, td").Take(3).Select(TextOf))));
    }

    [Fact]
    public async Task Rate_Typed_IsPreviewedWithTotalsAndScenes_AndTaken()
    {
        await briefing.Agenda.FillIfEmpty([new(SceneKinds.Sectors, YearWithoutRate), new(SceneKinds.Overview, 2022)]);
        var page = await OpenRate();
        await Type(page, "Tỷ giá (đồng/USD)", "24.000");
        Assert.Equal("1 USD = 24.000 đồng; 1 triệu USD = 24 tỷ đồng", TextOf(page.Find(".value-in-words")));
        await Type(page, "Cơ quan công bố", "Ngân hàng Nhà nước");

        await Click(page, "Xem trước");

        page.WaitForElement(".effects");
        Assert.Equal("Toàn quốc · năm 2024 · giải ngân 10 USD (2/3 phần) 12,08 USD (đủ 3 phần)", TextOf(page.Find(".effects tbody tr")));
        Assert.Equal("Chương trình", TextOf(Assert.Single(page.FindAll(".reference-scenes .scene-place"))));
        Assert.Equal(1, briefing.State.Version);
        await Click(page, "Đưa vào");
        snackbars.WaitForAssertion(() => Assert.Contains("bản 2", snackbars.Markup, StringComparison.Ordinal));
        Assert.Equal((24_000m, "Ngân hàng Nhà nước"), (briefing.State.Snapshot.Reference.VndPerUsd(YearWithoutRate), briefing.State.Snapshot.Reference.FindRate(YearWithoutRate)!.Source.Publisher));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".missing-rates, .reference-form")));
    }

    [Fact]
    public async Task Rate_ByKeysAlone_IsPreviewedAndTakenWithControlEnter()
    {
        var page = await OpenRate();
        await Type(page, "Tỷ giá (đồng/USD)", "24164");
        await Type(page, "Cơ quan công bố", "Ngân hàng Nhà nước");
        await page.InvokeAsync(() => page.Find(".reference-form").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true }));
        page.WaitForElement(".effects");
        await page.InvokeAsync(() => page.Find(".reference-form").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true }));
        page.WaitForAssertion(() => Assert.Equal(24_164, briefing.State.Snapshot.Reference.VndPerUsd(YearWithoutRate)));
    }

    [Fact]
    public async Task Rate_ChangedAfterItsPreview_IsPreviewedAnewBeforeItIsTaken()
    {
        var page = await OpenRate();
        await Type(page, "Tỷ giá (đồng/USD)", "24164");
        await Type(page, "Cơ quan công bố", "Ngân hàng Nhà nước");
        await Click(page, "Xem trước");
        page.WaitForElement(".take-reference");

        await Type(page, "Tỷ giá (đồng/USD)", "24165");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".take-reference, .effects")));
    }

    [Fact]
    public async Task Rate_OfASwappedDigit_IsTakenOnlyWithAReason()
    {
        var page = await OpenRate();
        await Type(page, "Tỷ giá (đồng/USD)", "42.164");
        await Type(page, "Cơ quan công bố", "Ngân hàng Nhà nước");
        await Click(page, "Xem trước");
        page.WaitForElement(".findings");
        Assert.True(page.Find(".take-reference").HasAttribute("disabled"));

        await Type(page, "Lý do vẫn lên sóng", "Đã đối chiếu");
        await Click(page, "Đưa vào");

        page.WaitForAssertion(() => Assert.Equal(42_164, briefing.State.Snapshot.Reference.VndPerUsd(YearWithoutRate)));
    }

    [Fact]
    public async Task Rate_WithoutASource_IsRefusedInASentence()
    {
        var page = await OpenRate();
        await Type(page, "Tỷ giá (đồng/USD)", "24164");
        await Click(page, "Xem trước");
        page.WaitForAssertion(() => Assert.Contains("Chưa ghi cơ quan công bố", TextOf(page.Find(".reference-preview")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rate_ThatAnotherDeskTakesMeanwhile_IsSeenInTheList()
    {
        var page = Render<ReferencePage>();
        await briefing.Execute(new ChangeReferenceCommand(new RateSetting(YearWithoutRate, 24_500, new("Bộ Tài chính"))), TestBriefing.SecondOperator);
        page.WaitForAssertion(() => Assert.Contains("24.500", page.Find(".reference-list tbody tr").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sector_Added_StandsBeforeTheLast()
    {
        var page = Render<ReferencePage>();
        await Click(page, "Lĩnh vực");
        await Click(page, "Thêm lĩnh vực");
        await Type(page, "Tên tiếng Việt", "Nước sạch");
        await Type(page, "Tên tiếng Anh", "Clean water");
        await page.InvokeAsync(() => page.Find(".reference-form textarea").Input("WASH\n cấp nước "));
        await Click(page, "Xem trước");
        page.WaitForElement(".take-reference");
        await Click(page, "Đưa vào");

        page.WaitForAssertion(() => Assert.Equal(["health", "education", "clean-water", "other"], briefing.State.Snapshot.Reference.Sectors.Select(sector => sector.Id)));
        Assert.Equal(new Sector("clean-water", "Nước sạch", "Clean water", "Nước sạch", "Clean water", ["WASH", "cấp nước"]), briefing.State.Snapshot.Reference.FindSector("clean-water"));
    }

    [Fact]
    public async Task Sector_Renamed_ToANameOfAnother_IsRefused()
    {
        var page = Render<ReferencePage>();
        await Click(page, "Lĩnh vực");
        await page.InvokeAsync(() => page.Find("button[aria-label='Sửa tên của Y tế']").Click());
        await Type(page, "Tên tiếng Việt", "Giáo dục");
        await Click(page, "Xem trước");
        page.WaitForAssertion(() => Assert.Contains("đã là một tên gọi của", TextOf(page.Find(".reference-preview")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sectors_Merged_AskWhichValueStands()
    {
        var page = Render<ReferencePage>();
        await Click(page, "Lĩnh vực");
        await page.InvokeAsync(() => page.Find("button[aria-label='Gộp Giáo dục vào mục khác']").Click());
        await page.InvokeAsync(() => page.FindComponent<MudSelect<string>>().Instance.ValueChanged.InvokeAsync("health"));
        page.WaitForElement(".conflicts fieldset");
        Assert.Equal("Toàn quốc · Y tế · năm 2024 · giải ngân 5 USD Y tế 50.000 đồng Giáo dục", TextOf(page.Find(".conflicts fieldset")));
        await Click(page, "Xem trước");
        page.WaitForAssertion(() => Assert.Contains("hãy chọn số được dùng", TextOf(page.Find(".reference-preview")), StringComparison.Ordinal));

        await page.InvokeAsync(() => page.FindAll(".conflicts input")[1].Change(true));
        await Click(page, "Xem trước");
        page.WaitForElement(".take-reference");
        await Click(page, "Đưa vào");

        page.WaitForAssertion(() => Assert.Equal(Vnd(50_000), briefing.State.Snapshot.FindAdopted(Total with { Sector = "health" })!.Value));
        Assert.Equal(["health", "other"], briefing.State.Snapshot.Reference.Sectors.Select(sector => sector.Id));
    }

    async Task<IRenderedComponent<ReferencePage>> OpenRate()
    {
        var page = Render<ReferencePage>();
        page.WaitForElement(".missing-rates button");
        await page.InvokeAsync(() => page.Find(".missing-rates button").Click());
        page.WaitForElement(".reference-form");
        return page;
    }

    static Task Type(IRenderedComponent<ReferencePage> page, string label, string text) => page.InvokeAsync(() =>
        page.FindComponents<MudTextField<string>>().Single(field => field.Instance.Label == label).Find("input").Input(text));

    static Task Click(IRenderedComponent<ReferencePage> page, string text) => page.InvokeAsync(() =>
        page.FindAll("main button").First(button => TextOf(button).StartsWith(text, StringComparison.Ordinal)).Click());
}
