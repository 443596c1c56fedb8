using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Components.DeskPanels.AgendaEditing;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels.AgendaEditing;

/// <summary>The parameters of a scene: in the agenda's dialog, and beside the preview.</summary>
public sealed class SceneFormTests : ComponentTest
{
    static readonly Operator Me = TestBriefing.Operator;

    readonly TestBriefing briefing;

    public SceneFormTests() => briefing = AddDeskServices(TestBriefing.Create([(National(), Usd(100)), (National(year: 2022), Usd(90))]));

    public static TheoryData<string> Kinds => [.. SceneKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Form_OfAKind_AsksForWhatItTakesAndNothingElse(string kind)
    {
        var form = Form(new(kind, Year));
        // A card shows no year.
        var expected = SceneParameters.All.Where(parameter => SceneKinds.Accepts(kind, parameter))
            .Where(parameter => parameter != SceneParameters.Year || kind is not (SceneKinds.Title or SceneKinds.Text or SceneKinds.Changes))
            .SelectMany(parameter => parameter switch
            {
                SceneParameters.Year => ["Năm"],
                SceneParameters.Against => ["So với năm"],
                SceneParameters.Province => ["Tỉnh, thành phố"],
                SceneParameters.Provinces => Enumerable.Repeat("Tỉnh, thành phố", SceneRules.MaxProvinces),
                SceneParameters.Sector => ["Lĩnh vực"],
                SceneParameters.Title => ["Tiêu đề (nếu khác)"],
                _ => (IEnumerable<string>)["Nội dung, mỗi ý một dòng"],
            });

        Assert.Equal(expected.Append("Trang").Order(), form.FindAll("label").Select(TextOf).Order());
    }

    [Fact]
    public async Task Kind_WhenItChanges_KeepsWhatTheOtherTakesToo()
    {
        Scene? changed = null;
        var form = Form(new(SceneKinds.Table, Year, HaiPhong) { Sector = "health", Title = "Hải Phòng" }, scene => changed = scene);

        await form.InvokeAsync(() => form.FindComponents<MudSelect<string>>()[0].Instance.ValueChanged.InvokeAsync(SceneKinds.Years));

        Assert.Equal(new Scene(SceneKinds.Years, Year) { Sector = "health", Title = "Hải Phòng" }, changed);
    }

    [Fact]
    public async Task Provinces_SideBySide_AreChosenChangedAndTakenAwayInTheirPlaces()
    {
        var scene = new Scene(SceneKinds.Beside, Year);
        IRenderedComponent<SceneForm> form = null!;
        form = Form(scene, now => scene = now);
        await Choose(0, HaiPhong);
        Assert.Equal("Cần chọn từ 2 đến 4 tỉnh, thành phố.", TextOf(form.Find("p.finding")));
        await Choose(1, LangSon);
        await Choose(2, QuangTri);
        Assert.Equal([HaiPhong, LangSon, QuangTri], scene.Provinces);
        Assert.Empty(form.FindAll("p.finding"));

        await Choose(0, null);

        Assert.Equal([LangSon, QuangTri], scene.Provinces);

        async Task Choose(int place, ProvinceCode? code)
        {
            await form.InvokeAsync(() => form.FindComponents<ProvinceField>()[place].Instance.ValueChanged.InvokeAsync(code));
            form.Render(parameters => parameters.Add(one => one.Value, scene));
        }
    }

    [Fact]
    public async Task SceneBar_ChangesTheSceneThatComesNextWithoutLeavingItsItem()
    {
        await briefing.Agenda.Add(new(SceneKinds.Years, Year), "");
        var item = briefing.Agenda.Items[0];
        await briefing.Drafts.SetScene(Me, item.Scene, item.Id);
        var bar = Bar();

        await bar.InvokeAsync(() => bar.FindComponent<MudSelect<int>>().Instance.ValueChanged.InvokeAsync(2022));

        Assert.Equal((new Scene(SceneKinds.Years, 2022), (long?)item.Id), (briefing.Drafts.ForOperator(Me).Scene, briefing.Drafts.ForOperator(Me).AgendaItemId));
        Assert.Equal(1, briefing.State.Version);
    }

    [Fact]
    public async Task SceneBar_HalfChosen_SaysWhatIsMissingAndPreparesNothing()
    {
        await briefing.Drafts.SetScene(Me, new(SceneKinds.Province, Year, HaiPhong));
        var bar = Bar();

        await bar.InvokeAsync(() => bar.FindComponent<ProvinceField>().Instance.ValueChanged.InvokeAsync(null));
        bar.WaitForAssertion(() => Assert.Equal("Cần chọn một tỉnh, thành phố.", TextOf(bar.Find("p.finding"))));
        Assert.Equal(HaiPhong, briefing.Drafts.ForOperator(Me).Scene!.Province);

        // Another scene is prepared: the incomplete one must not replace it.
        await briefing.Drafts.SetScene(Me, new(SceneKinds.Years, 2022));

        bar.WaitForAssertion(() => Assert.Equal(SceneKinds.Years, bar.FindComponent<SceneForm>().Instance.Value.Kind));
    }

    [Fact]
    public async Task Dialog_OfAnUnplannedScene_PreparesItOutsideOfTheAgenda()
    {
        var (dialog, shown) = Dialog();
        await dialog.InvokeAsync(() => dialog.Instance.OpenNew(null));
        await ChooseKind(shown, SceneKinds.Province);
        shown.WaitForAssertion(() => Assert.True(Button(shown, "Chuẩn bị").HasAttribute("disabled")));

        await shown.InvokeAsync(() => shown.FindComponent<ProvinceField>().Instance.ValueChanged.InvokeAsync(HaiPhong));
        // The shortcut, pressed again, keeps what was chosen.
        await dialog.InvokeAsync(() => dialog.Instance.OpenNew(null));
        await shown.InvokeAsync(() => Button(shown, "Chuẩn bị").ClickAsync(new MouseEventArgs()));

        Assert.Equal((new Scene(SceneKinds.Province, Year, HaiPhong), null), (briefing.Drafts.ForOperator(Me).Scene, briefing.Drafts.ForOperator(Me).AgendaItemId));
        Assert.Empty(briefing.Agenda.Items);
        shown.WaitForAssertion(() => Assert.Empty(shown.FindAll(".mud-dialog")));
    }

    [Fact]
    public async Task Dialog_ForTheAgenda_AddsBehindTheCurrentItemAndEditsInItsPlace()
    {
        await briefing.Agenda.FillIfEmpty([new(SceneKinds.Years, Year), new(SceneKinds.Sectors, Year)]);
        var (dialog, shown) = Dialog();
        await dialog.InvokeAsync(() => dialog.Instance.OpenNew(briefing.Agenda.Items[0].Id));
        await shown.InvokeAsync(() => Button(shown, "Thêm vào chương trình").ClickAsync(new MouseEventArgs()));
        Assert.Equal("years overview sectors", Order);

        await dialog.InvokeAsync(() => dialog.Instance.OpenEdit(briefing.Agenda.Items[1]));
        await ChooseKind(shown, SceneKinds.Changes);
        await shown.InvokeAsync(() => shown.FindAll("input")[^1].Change("  đọc chậm "));
        await shown.InvokeAsync(() => Button(shown, "Lưu mục").ClickAsync(new MouseEventArgs()));

        Assert.Equal(("years changes sectors", "đọc chậm"), (Order, briefing.Agenda.Items[1].Note));
    }

    string Order => string.Join(' ', briefing.Agenda.Items.Select(item => item.Scene.Kind));

    IRenderedComponent<SceneForm> Form(Scene scene, Action<Scene>? changed = null) => Render<SceneForm>(parameters => parameters
        .Add(one => one.Value, scene).Add(one => one.Reference, CountryReference).Add(one => one.Years, [2023, 2022])
        .Add(one => one.ValueChanged, EventCallback.Factory.Create<Scene>(this, changed ?? (_ => { }))));

    IRenderedComponent<SceneBar> Bar() => Render<SceneBar>(parameters => parameters.Add(one => one.Actor, Me));

    (IRenderedComponent<SceneDialog> Dialog, IRenderedComponent<MudDialogProvider> Shown) Dialog()
    {
        var shown = Render<MudDialogProvider>();
        return (Render<SceneDialog>(parameters => parameters.Add(one => one.Actor, Me)), shown);
    }

    static Task ChooseKind(IRenderedComponent<MudDialogProvider> shown, string kind) =>
        shown.InvokeAsync(() => shown.FindComponents<MudSelect<string>>()[0].Instance.ValueChanged.InvokeAsync(kind));

    static IElement Button(IRenderedComponent<MudDialogProvider> shown, string name) => shown.FindAll("button").Single(button => TextOf(button) == name);
}
