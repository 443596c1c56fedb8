using AngleSharp.Dom;
using Bunit;
using Dapper;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NgoDashboard.Components.DeskPanels.AgendaEditing;
using NgoDashboard.Live;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels.AgendaEditing;

public sealed class AgendaPanelTests : ComponentTest
{
    static readonly Operator Me = TestBriefing.Operator;

    readonly TestBriefing briefing;
    readonly IRenderedComponent<MudSnackbarProvider> snackbars;

    public AgendaPanelTests()
    {
        briefing = AddDeskServices(TestBriefing.Create([(National(), Usd(100))]));
        snackbars = Render<MudSnackbarProvider>();
    }

    [Fact]
    public async Task Panel_WithoutItems_BeginsWithASampleOfTenScenes()
    {
        var panel = Panel();
        Assert.Contains("Chương trình chưa có trang nào.", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Chép từ", panel.Markup, StringComparison.Ordinal);

        await Click(panel, () => Button(panel, "Chương trình mẫu"));

        panel.WaitForAssertion(() => Assert.Equal(10, panel.FindAll("ol li").Count));
        Assert.All(briefing.Agenda.Items, item => Assert.Empty(SceneRules.Check(item.Scene, CountryReference)));
    }

    [Fact]
    public async Task Panel_AfterAnotherMeeting_OffersItsAgendaAndCopiesItOnce()
    {
        await briefing.Execute(new ChangeMeetingCommand("Giao ban lần một", new(2024, 4, 12), RequiresApproval: false));
        await Fill("overview", "years");
        var panel = Panel();
        await briefing.Execute(new OpenMeetingCommand("Giao ban lần hai", new(2024, 10, 1)));
        panel.WaitForAssertion(() => Button(panel, "Chép từ Giao ban lần một"));

        var copy = panel.FindComponents<MudButton>().Single(button => TextOf(button.Find("button")).StartsWith("Chép từ", StringComparison.Ordinal)).Instance.OnClick;
        await panel.InvokeAsync(() => Task.WhenAll(copy.InvokeAsync(), copy.InvokeAsync()));

        panel.WaitForAssertion(() => Assert.Equal(["1 Tổng quan giải ngân năm 2023", "2 Giải ngân qua các năm"], Items(panel)));
        Assert.Equal(2, briefing.Agenda.Items.Length);
    }

    [Fact]
    public async Task Item_WhenChosen_IsPreparedAndNothingIsOnAir()
    {
        await Fill("overview", "years");
        var panel = Panel();

        await Click(panel, () => panel.FindAll("button.item")[1]);

        panel.WaitForAssertion(() => Assert.Equal("kế tiếp", TextOf(panel.FindAll("li")[1].QuerySelector(".mark")!)));
        Assert.Equal((briefing.Agenda.Items[1].Scene, (long?)briefing.Agenda.Items[1].Id), (Mine.Scene, Mine.AgendaItemId));
        Assert.Equal(1, briefing.State.Version);

        await briefing.Desk.Take(Mine, Me, Cancellation);
        panel.WaitForAssertion(() => Assert.Equal("lên sóng", TextOf(panel.FindAll("li")[1].QuerySelector(".mark.on-air")!)));
    }

    [Fact]
    public async Task NextAndPrevious_PrepareTheNeighboursOfWhatIsPrepared()
    {
        await Fill("overview", "years", "sectors");
        var panel = Panel();

        await Click(panel, () => Button(panel, "Sau"));
        await Click(panel, () => Button(panel, "Sau"));
        Assert.Equal("years", Mine.Scene!.Kind);
        await Click(panel, () => Button(panel, "Trước"));
        Assert.Equal("overview", Mine.Scene!.Kind);
        panel.WaitForAssertion(() => Assert.True(Button(panel, "Trước").HasAttribute("disabled")));
        Assert.Equal(["PageUp", "PageDown"], new[] { Button(panel, "Trước"), Button(panel, "Sau") }.Select(button => button.GetAttribute("aria-keyshortcuts")));
    }

    [Theory]
    [InlineData(0, "ArrowDown", "years overview sectors")]
    [InlineData(2, "ArrowUp", "overview sectors years")]
    [InlineData(0, "ArrowUp", "overview years sectors")]
    [InlineData(2, "ArrowDown", "overview years sectors")]
    public async Task AltAndAnArrow_MoveTheItemAndTheFocusWithIt(int place, string arrow, string order)
    {
        await Fill("overview", "years", "sectors");
        var panel = Panel();

        await panel.InvokeAsync(() => panel.FindAll("button.item")[place].KeyDownAsync(new KeyboardEventArgs { Key = arrow, AltKey = true }));

        Assert.Equal(order, Order);
        if (order != "overview years sectors")
            panel.WaitForAssertion(() => Assert.NotEmpty(JSInterop.Invocations["Blazor._internal.domWrapper.focus"]));
    }

    [Theory]
    [InlineData(0, 2, "years sectors overview", "over below")]
    [InlineData(2, 0, "sectors overview years", "over")]
    public async Task Item_DraggedOntoAnother_LiesOnTheSideThatWasMarked(int from, int to, string order, string mark)
    {
        await Fill("overview", "years", "sectors");
        var panel = Panel();

        await panel.InvokeAsync(() => panel.FindAll("li")[from].DragStartAsync(new DragEventArgs()));
        await panel.InvokeAsync(() => panel.FindAll("li")[to].DragEnterAsync(new DragEventArgs()));
        Assert.Equal(mark, panel.FindAll("li")[to].ClassName);
        await panel.InvokeAsync(() => panel.FindAll("li")[to].DropAsync(new DragEventArgs()));

        Assert.Equal(order, Order);
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll("li.over")));
    }

    [Fact]
    public async Task Delete_RemovesTheItemKeepsTheFocusAndCanBeTakenBack()
    {
        await Fill("overview", "years", "sectors");
        var panel = Panel();

        await Press(panel, 1, "Delete");

        panel.WaitForAssertion(() => Assert.Equal(["1 Tổng quan giải ngân năm 2023", "2 Giải ngân theo lĩnh vực, năm 2023"], Items(panel)));
        panel.WaitForAssertion(() => Assert.NotEmpty(JSInterop.Invocations["Blazor._internal.domWrapper.focus"]));
        snackbars.WaitForAssertion(() => Assert.Contains("Đã bỏ khỏi chương trình: Giải ngân qua các năm", snackbars.Markup, StringComparison.Ordinal));
        await snackbars.InvokeAsync(() => snackbars.FindAll("button").Single(button => TextOf(button) == "Hoàn tác").ClickAsync(new MouseEventArgs()));

        panel.WaitForAssertion(() => Assert.Equal("overview years sectors", Order));
    }

    [Fact]
    public async Task Delete_HeldDown_RemovesNothingMore()
    {
        await Fill("overview", "years");
        var panel = Panel();

        await panel.InvokeAsync(() => panel.FindAll("button.item")[0].KeyDownAsync(new KeyboardEventArgs { Key = "Delete", Repeat = true }));

        Assert.Equal("overview years", Order);
    }

    [Fact]
    public async Task Delete_ThatTheDiskRefuses_SaysSoAndNothingElse()
    {
        await Fill("overview", "years");
        var panel = Panel();
        using (var connection = briefing.Database.OpenConnection())
            await connection.ExecuteAsync("CREATE TRIGGER full_disk BEFORE UPDATE ON agenda_item BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        await Press(panel, 0, "Delete");

        snackbars.WaitForAssertion(() => Assert.Contains("Chưa lưu, chưa có gì thay đổi.", snackbars.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Đã bỏ", snackbars.Markup, StringComparison.Ordinal);
        Assert.Equal(2, Items(panel).Length);
    }

    [Fact]
    public async Task Keys_OfTheAgenda_LeadIntoItAlsoWhereItsPreparedItemIsGone()
    {
        await Fill("overview", "years");
        var panel = Panel();
        await Click(panel, () => panel.FindAll("button.item")[1]);
        panel.WaitForAssertion(() => Assert.Equal("F6", panel.FindAll("button.item")[1].GetAttribute("aria-keyshortcuts")));

        await briefing.Agenda.Remove(briefing.Agenda.Items[1].Id);

        panel.WaitForAssertion(() => Assert.Equal("F6", Assert.Single(panel.FindAll("button.item")).GetAttribute("aria-keyshortcuts")));
    }

    [Fact]
    public async Task Rotation_ThatRuns_IsToldAndStoppedHere()
    {
        await Fill("overview", "years");
        var rotation = Services.GetRequiredService<Rotation>();
        var panel = Panel();
        await rotation.Start(20, TestBriefing.SecondOperator);
        panel.WaitForAssertion(() => Assert.StartsWith("Đang chạy: 20 giây một trang, Bàn thứ hai bật", TextOf(panel.Find(".rotating")), StringComparison.Ordinal));

        await Click(panel, () => panel.Find(".rotating button"));

        Assert.Null(rotation.CurrentRun);
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".rotating")));
    }

    string Order => string.Join(' ', briefing.Agenda.Items.Select(item => item.Scene.Kind));

    Draft Mine => briefing.Drafts.ForOperator(Me);

    IRenderedComponent<AgendaPanel> Panel() => Render<AgendaPanel>(parameters => parameters.Add(one => one.Actor, Me));

    async Task Fill(params string[] kinds)
    {
        foreach (var kind in kinds)
            await briefing.Agenda.Add(new(kind, Year), "");
    }

    static string[] Items(IRenderedComponent<AgendaPanel> panel) => [.. panel.FindAll("button.item").Select(TextOf)];

    static IElement Button(IRenderedComponent<AgendaPanel> panel, string name) =>
        panel.FindAll("button").Single(button => TextOf(button).StartsWith(name, StringComparison.Ordinal));

    static Task Press(IRenderedComponent<AgendaPanel> panel, int place, string key) =>
        panel.InvokeAsync(() => panel.FindAll("button.item")[place].KeyDownAsync(new KeyboardEventArgs { Key = key }));

    static Task Click(IRenderedComponent<AgendaPanel> panel, Func<IElement> button) => panel.InvokeAsync(() => button().ClickAsync(new MouseEventArgs()));
}
