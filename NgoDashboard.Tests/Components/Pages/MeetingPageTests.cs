using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NgoDashboard.Components.Pages;
using NgoDashboard.Live;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.Pages;

public sealed class MeetingPageTests : ComponentTest
{
    static readonly DateOnly April = new(2024, 4, 12);

    readonly TestBriefing briefing;
    readonly IRenderedComponent<MudSnackbarProvider> snackbars;

    public MeetingPageTests()
    {
        briefing = AddDeskServices(TestBriefing.Create([(National(), Usd(100))]));
        snackbars = Render<MudSnackbarProvider>();
    }

    [Fact]
    public async Task Save_OfANameAndTheRuleOfTwo_IsJournalled()
    {
        var page = Render<MeetingPage>();
        await TypeName(page, "  Giao ban\tnăm 2024 ");
        await page.InvokeAsync(() => page.Find("input[type=checkbox]").Change(true));

        await Click(page, "Lưu");

        page.WaitForAssertion(() => Assert.Equal(new MeetingDetails(1, "Giao ban năm 2024", April, RequiresApproval: true), briefing.State.Meeting));
        snackbars.WaitForAssertion(() => Assert.Contains("Đã lưu hội nghị", snackbars.Markup, StringComparison.Ordinal));
        await Click(page, "Lưu");
        snackbars.WaitForAssertion(() => Assert.Contains("Không có gì để làm", snackbars.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_OfANewMeeting_IsDoneOnceAndOffersTheLastAgenda()
    {
        await briefing.Agenda.FillIfEmpty([new("overview", Year), new("years", Year)]);
        var page = Render<MeetingPage>();
        Assert.Equal(2, page.FindAll(".agenda-list li").Count);
        await TypeName(page, "Giao ban lần hai");

        var open = page.FindComponents<MudButton>().Single(button => TextOf(button.Find("button")) == "Bắt đầu hội nghị mới").Instance.OnClick;
        await page.InvokeAsync(() => Task.WhenAll(open.InvokeAsync(), open.InvokeAsync()));
        page.WaitForAssertion(() => Assert.Equal(new MeetingDetails(2, "Giao ban lần hai", April, RequiresApproval: false), briefing.State.Meeting));
        snackbars.WaitForAssertion(() => Assert.Contains("Hội nghị mới bắt đầu từ bản 2", snackbars.Markup, StringComparison.Ordinal));

        page.WaitForAssertion(() => Button(page, "Chép từ hội nghị ngày 12/4/2024"));
        await Click(page, "Chép từ hội nghị ngày 12/4/2024");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".agenda-list li").Count));
        Assert.Equal(2, briefing.State.Version);
    }

    [Fact]
    public async Task Open_WhereTwoAreNeeded_WaitsForTheSecond()
    {
        await briefing.Execute(new ChangeMeetingCommand("Giao ban", April, RequiresApproval: true));
        var page = Render<MeetingPage>();

        await Click(page, "Bắt đầu hội nghị mới");

        snackbars.WaitForAssertion(() => Assert.Contains("Đang chờ người thứ hai xác nhận", snackbars.Markup, StringComparison.Ordinal));
        Assert.Equal(2, briefing.State.Version);
    }

    [Fact]
    public async Task RuleOfTwo_WithoutASecondPerson_CannotBeSwitchedOnAndSaysHowToGetOne()
    {
        for (var i = 2; i <= 20; i++)
            await briefing.Execute(new RevokeKeyCommand($"k{i}"));
        var page = Render<MeetingPage>();
        Assert.True(page.Find("input[type=checkbox]").HasAttribute("disabled"));
        Assert.Contains("--new-desk-key", TextOf(page.Find(".second-how")), StringComparison.Ordinal);

        var key = new NgoDashboard.Storage.Engine.KeyRecord("n1", "desk", null, "Ông Nam", new byte[32], "2024-04-12T07:30:00Z", null, null);
        await briefing.Execute(new IssueKeyCommand(key), NgoDashboard.Live.Operator.Console);
        page.WaitForAssertion(() => Assert.False(page.Find("input[type=checkbox]").HasAttribute("disabled")));
        Assert.Empty(page.FindAll(".second-how"));

        // Switched on and then without a second person again: the page and the desk say so, and the rule can be switched off.
        await briefing.Execute(new ChangeMeetingCommand("", April, RequiresApproval: true));
        await briefing.Execute(new RevokeKeyCommand("n1"));
        page.WaitForAssertion(() => Assert.Contains("không còn hai khóa", page.Markup, StringComparison.Ordinal));
        Assert.False(page.Find("input[type=checkbox]").HasAttribute("disabled"));
        var desk = Render<NgoDashboard.Components.DeskPanels.DraftEditing.ApprovalsPanel>(parameters => parameters.Add(one => one.Actor, TestBriefing.Operator));
        Assert.Contains("--new-desk-key", TextOf(desk.Find(".second-how")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfTheSamePerson_HasNothingToConfirmBy()
    {
        await briefing.Execute(new ChangeMeetingCommand("", April, RequiresApproval: true));
        var key = new NgoDashboard.Storage.Engine.KeyRecord("n1", "desk", null, "Ông Nam", new byte[32], "2024-04-12T07:30:00Z", null, null);
        await briefing.Execute(new IssueKeyCommand(key));
        await briefing.Take(new Scene("overview", Year));

        Assert.DoesNotContain(Buttons(new("n1", "Ông Nam")), name => name.StartsWith("Xác nhận", StringComparison.Ordinal));
        Assert.Contains(Buttons(TestBriefing.SecondOperator), name => name.StartsWith("Xác nhận", StringComparison.Ordinal));

        string[] Buttons(Operator who) =>
            [.. Render<NgoDashboard.Components.DeskPanels.DraftEditing.ApprovalsPanel>(parameters => parameters.Add(one => one.Actor, who)).FindAll("button").Select(TextOf)];
    }

    [Fact]
    public async Task Fields_WhenAnotherDeskChangesTheMeeting_FollowWhatItChanged()
    {
        var page = Render<MeetingPage>();
        await TypeName(page, "Giao ban lần hai");

        await briefing.Execute(new ChangeMeetingCommand("", April, RequiresApproval: true), TestBriefing.SecondOperator);

        page.WaitForAssertion(() => Assert.True(page.Find("input[type=checkbox]").IsChecked()));
        Assert.Equal("Giao ban lần hai", page.FindComponents<MudTextField<string>>()[0].Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Rotation_IsBegunAndStoppedHere()
    {
        await briefing.Agenda.FillIfEmpty([new("overview", Year), new("years", Year)]);
        var page = Render<MeetingPage>();

        await Click(page, "Bắt đầu");
        page.WaitForAssertion(() => Assert.Contains("Đang chạy: 20 giây một trang", TextOf(page.Find(".rotating")), StringComparison.Ordinal));
        Assert.Equal(2, briefing.State.Version);

        await Click(page, "Dừng");
        page.WaitForAssertion(() => Button(page, "Bắt đầu"));
        Assert.Null(Services.GetRequiredService<Rotation>().CurrentRun);
    }

    [Fact]
    public async Task Rotation_ThatCannotBegin_SaysWhy()
    {
        var page = Render<MeetingPage>();
        Assert.Contains("Chương trình chưa có trang nào.", Why(), StringComparison.Ordinal);

        await briefing.Agenda.FillIfEmpty([new("overview", Year)]);
        await briefing.Execute(new CoverCommand(Cover.Held));
        page.WaitForAssertion(() => Assert.Contains("Màn hình đang được giữ hoặc che.", Why(), StringComparison.Ordinal));

        await briefing.Execute(new CoverCommand(Cover.None));
        await briefing.Execute(new ChangeMeetingCommand("", April, RequiresApproval: true));
        page.WaitForAssertion(() => Assert.Contains("cần hai người xác nhận nên không chạy tự động", Why(), StringComparison.Ordinal));
        Assert.True(Button(page, "Bắt đầu").HasAttribute("disabled"));

        string Why() => TextOf(page.Find("[aria-labelledby=rotation]"));
    }

    static Task TypeName(IRenderedComponent<MeetingPage> page, string name) =>
        page.InvokeAsync(() => page.FindComponents<MudTextField<string>>()[0].Find("input").Change(name));

    static IElement Button(IRenderedComponent<MeetingPage> page, string name) => page.FindAll("button").Single(button => TextOf(button) == name);

    static Task Click(IRenderedComponent<MeetingPage> page, string name) => page.InvokeAsync(() => Button(page, name).ClickAsync(new MouseEventArgs()));
}
