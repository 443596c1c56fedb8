using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Components.DeskPanels.FigureEditing;
using NgoDashboard.Components.DeskPanels.Inbox;
using NgoDashboard.Components.ProvincePages;
using NgoDashboard.Components.ProvincePanels;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels.Inbox;

public sealed class InboxTests : ComponentTest
{
    static readonly Operator Officer = new("p1", "Sở Ngoại vụ Hải Phòng");
    static readonly FigureKey Old = InProvince(OldHaiPhong);

    readonly TestBriefing briefing;
    readonly IRenderedComponent<MudSnackbarProvider> snackbars;

    public InboxTests()
    {
        briefing = AddDeskServices(TestBriefing.Create((National(), Usd(12_000_000)), (Old, Usd(10_000_000)), (InProvince(OldHaiDuong), Usd(1_000_000))));
        snackbars = Render<MudSnackbarProvider>();
    }

    [Fact]
    public async Task Request_BesideItsFigure_TellsWhatItWouldDoAndIsAccepted()
    {
        await AskAmendment(Usd(14_000_000));
        var editor = Render<FigureEditor>(parameters => parameters.Add(one => one.Key, Old).Add(one => one.Actor, TestBriefing.Operator));
        var card = TextOf(editor.Find(".amendment"));

        Assert.Contains("10 triệu USD → 14 triệu USD (+40 %)", card, StringComparison.Ordinal);
        Assert.Contains("Hải Phòng · năm 2023 · giải ngân: 11 triệu USD → 15 triệu USD", card, StringComparison.Ordinal);
        Assert.Contains("Toàn quốc · năm 2023 · giải ngân:", card, StringComparison.Ordinal);

        await Click(editor, "Chấp nhận, vào bản nháp");
        editor.WaitForAssertion(() => Assert.Contains("trong bản nháp của Bàn điều hành", TextOf(editor.Find(".amendment")), StringComparison.Ordinal));
        Assert.Equal(Usd(14_000_000), Assert.IsType<Restatement>(Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits)).Value);
        await briefing.Drafts.RemoveEdits(TestBriefing.Operator, Old);
        editor.WaitForAssertion(() => Assert.Contains("không ở trong bản nháp nào", TextOf(editor.Find(".amendment")), StringComparison.Ordinal));
        await Click(editor, "Đưa lại vào bản nháp");
        editor.WaitForAssertion(() => Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits));
    }

    [Fact]
    public async Task Request_OfAFigureThatHasChanged_SaysSo()
    {
        await AskAmendment(Usd(14_000_000));
        await briefing.Take(Restate(Old, Usd(11_000_000), accepted: true));

        var list = Render<AmendmentList>(parameters => parameters.Add(one => one.Actor, TestBriefing.Operator));

        Assert.Contains("khi đó 10 triệu USD, nay 11 triệu USD (bản 2)", TextOf(list.Find(".conflict")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_WhereTheDiskRefuses_KeepsWhatWasTyped()
    {
        await AskAmendment(Usd(14_000_000));
        var list = Render<AmendmentList>(parameters => parameters.Add(one => one.Actor, TestBriefing.Operator));
        await list.InvokeAsync(() => list.Find(".reason-field input").Input("Chưa có văn bản"));
        using (var connection = briefing.Database.OpenConnection())
            Dapper.SqlMapper.Execute(connection, "CREATE TRIGGER full BEFORE UPDATE ON amendment BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        await Click(list, "Từ chối");

        snackbars.WaitForAssertion(() => Assert.Contains("Chưa lưu, chưa có gì thay đổi.", snackbars.Markup, StringComparison.Ordinal));
        Assert.Equal("Chưa có văn bản", list.Find(".reason-field input").GetAttribute("value"));
        Assert.True(briefing.Amendments.All[0].IsOpen);
    }

    [Fact]
    public async Task OwnAmendments_FollowTheirStateAndTellNothingThatTheScreensDoNotShow()
    {
        await AskAmendment(Usd(14_000_000));
        Assert.Empty(OpenPage(LangSon).FindComponent<ProvinceAmendments>().FindAll("li"));
        var own = OpenPage(HaiPhong).FindComponent<ProvinceAmendments>();
        Assert.Equal("Chờ xử lý", TextOf(own.Find(".inbox-state")));

        await briefing.Amendments.Accept(briefing.Amendments.All[0].Id, TestBriefing.Operator);
        await briefing.Execute(new CoverCommand(Cover.Held));
        await briefing.Take(Restate(Old, Usd(14_000_000), accepted: true));
        await Wait.Until(() => Task.FromResult(briefing.Amendments.All[0].AiredInVersion == 3), () => Task.FromResult("not aired"));
        own.WaitForAssertion(() => Assert.Equal("Đã chấp nhận, chưa lên sóng", TextOf(own.Find(".inbox-state"))));
        await briefing.Execute(new CoverCommand(Cover.None));
        own.WaitForAssertion(() => Assert.Equal("Đã lên sóng bản 3", TextOf(own.Find(".inbox-state"))));
    }

    [Fact]
    public async Task Proposal_RaisedByAProvince_IsAnsweredAndPreparedAsACard()
    {
        var panel = OpenPage(HaiPhong).FindComponent<ProposalPanel>();
        await Click(panel, "Gửi kiến nghị");
        panel.WaitForAssertion(() => Assert.Contains("Chưa ghi nội dung kiến nghị", panel.Markup, StringComparison.Ordinal));
        await panel.InvokeAsync(() => panel.Find("textarea").Input("Đề nghị hướng dẫn thủ tục"));
        await Click(panel, "Gửi kiến nghị");

        var list = Render<ProposalList>(parameters => parameters.Add(one => one.Actor, TestBriefing.Operator));
        list.WaitForAssertion(() => Assert.Equal("Đề nghị hướng dẫn thủ tục", TextOf(list.Find(".proposal-text"))));
        await Click(list, "Chuẩn bị đưa lên màn hình");
        list.WaitForAssertion(() => Assert.Equal("Kiến nghị của Hải Phòng", briefing.Drafts.ForOperator(TestBriefing.Operator).Scene?.Title));
        await list.InvokeAsync(() => list.Find(".reason-field input").Input("Sẽ có văn bản"));
        await Click(list, "Trả lời");

        panel.WaitForAssertion(() => Assert.Equal("Trả lời: Sẽ có văn bản", TextOf(panel.Find(".answer"))));
    }

    [Fact]
    public async Task Floor_AskedFor_ShowsThePlaceOnBothSides()
    {
        await briefing.SpeakingQueue.Submit(LangSon, Officer, "chuyện riêng của Lạng Sơn");
        var button = OpenPage(HaiPhong).FindComponent<SpeakingRequestPanel>();
        var panel = Render<InboxPanel>();
        await Click(button, "Xin phát biểu");

        button.WaitForAssertion(() => Assert.Contains("thứ 2", TextOf(button.Find(".floor-place")), StringComparison.Ordinal));
        Assert.DoesNotContain("Lạng Sơn", button.Markup, StringComparison.Ordinal);
        panel.WaitForAssertion(() => Assert.Equal("2", TextOf(panel.Find(".count"))));
        var list = Render<SpeakingQueueList>();
        await list.InvokeAsync(() => list.Find("[aria-label='Đưa Hải Phòng lên trước']").Click());
        button.WaitForAssertion(() => Assert.Contains("thứ 1", TextOf(button.Find(".floor-place")), StringComparison.Ordinal));
        await Click(list, "Mời phát biểu");
        button.WaitForAssertion(() => Assert.Contains("Mời địa phương phát biểu", TextOf(button.Find(".floor-place")), StringComparison.Ordinal));
    }

    IRenderedComponent<ProvincePage> OpenPage(ProvinceCode province)
    {
        SignedIn.SetClaims(new Claim(ClaimTypes.NameIdentifier, Officer.KeyId), new Claim(ClaimTypes.Role, Roles.Province), new Claim(ClaimsPrincipalExtensions.ProvinceClaim, province.ToString()));
        return Render<ProvincePage>();
    }

    async Task AskAmendment(Quantity value) =>
        Assert.Empty(await briefing.Amendments.Submit(HaiPhong, Officer, new(Old, value, Qualifier.Exact, null, "Bổ sung quý IV")));

    static Task Click<T>(IRenderedComponent<T> part, string label)
        where T : IComponent => part.InvokeAsync(() => part.FindAll("button").First(button => TextOf(button) == label).Click());
}
