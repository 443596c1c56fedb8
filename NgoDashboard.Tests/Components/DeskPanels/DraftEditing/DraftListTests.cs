using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Components.DeskPanels.DraftEditing;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels.DraftEditing;

/// <summary>A draft with a whole report in it: what is rendered of five thousand figures, and what comes first.</summary>
[Trait("Tier", "Long")]
public sealed class DraftListTests : ComponentTest
{
    const int Many = 5_000;

    static readonly Operator Me = TestBriefing.Operator, Other = TestBriefing.SecondOperator;
    static readonly ProvinceCode[] Everywhere = [.. CurrentProvinces, .. OldProvinces];

    readonly TestBriefing briefing;
    readonly IRenderedComponent<MudSnackbarProvider> snackbars;

    public DraftListTests()
    {
        briefing = AddDeskServices(TestBriefing.Create([(National(), Usd(100)), (National(Measure.Organisations), Count(338)), .. Everywhere.Select(province => (InProvince(province, Measure.Projects), Count(10)))]));
        snackbars = Render<MudSnackbarProvider>();
    }

    [Fact]
    public async Task Draft_OfThousands_DrawsAsManyAsAreLookedThroughAndMoreWhenAsked()
    {
        await briefing.Drafts.AddEdits(Me, Report());
        var panel = Panel();

        Assert.Equal(DraftList.PageSize, panel.FindAll(".draft-edits tbody tr").Count);
        Assert.Equal("Đang hiện 50 trong 5.000 số liệu", TextOf(panel.Find(".draft-find .hint")));
        Assert.Contains("5.000 số liệu trong bản nháp", panel.Markup, StringComparison.Ordinal);

        await Click(panel, ".draft-more button");

        Assert.Equal(2 * DraftList.PageSize, panel.FindAll(".draft-edits tbody tr").Count);
    }

    [Fact]
    public async Task Draft_OfThousands_TellsConflictsFirst()
    {
        await briefing.Drafts.AddEdits(Me, [.. Report().Insert(2_000, Restate(National(), Usd(110), expected: 1))]);
        await briefing.Drafts.AddEdits(Other, Restate(KeyAt(4_000), Usd(7)));
        await briefing.Take(Restate(National(), Usd(105)));
        var panel = Panel();

        Assert.Equal(["Đã có người đổi thành 105 USD (bản 2). Giữ số của tôi", "Bàn thứ hai cũng đang chuẩn bị số này: 7 USD."], panel.FindAll(".asking .conflict").Select(TextOf));

        await Click(panel, ".asking .conflict button");

        panel.WaitForAssertion(() => Assert.Equal(["Bàn thứ hai cũng đang chuẩn bị số này: 7 USD."], panel.FindAll(".asking tr .conflict").Select(TextOf)));
    }

    [Fact]
    public async Task Draft_OfThousands_TellsEachDoubtInItsRowAndFirst()
    {
        await briefing.Drafts.AddEdits(Me, [.. Report().InsertRange(3_000, Everywhere.Select(province => Restate(InProvince(province, Measure.Projects), Count(1_000))))]);

        var panel = Panel();

        Assert.Equal(Everywhere.Length, panel.FindAll(".asking tr .doubt").Count);
        Assert.All(panel.FindAll(".asking .doubt"), doubt => Assert.Contains("Thay đổi quá 5 lần", TextOf(doubt), StringComparison.Ordinal));
        Assert.Contains("và 3 điểm khác", TextOf(panel.Find(".doubts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figure_TypedBesideAReport_IsInSight()
    {
        await briefing.Drafts.AddEdits(Me, Report());
        var panel = Panel();

        await briefing.Drafts.AddEdits(Me, Restate(InSector("health"), Usd(7)));

        panel.WaitForAssertion(() => Assert.Contains("Y tế · năm 2023", TextOf(panel.Find(".draft-edits tbody tr th")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Figure_OpenInTheEditor_IsInSight()
    {
        await briefing.Drafts.AddEdits(Me, Report());
        var panel = Panel();

        briefing.Drafts.SetOpenFigure(Me, KeyAt(2_500));

        panel.WaitForAssertion(() => Assert.Equal(DisplayLanguage.Vietnamese.DisplayNames.ForFigure(KeyAt(2_500), CountryReference), TextOf(panel.Find(".asking tr th .link"))));
    }

    [Fact]
    public async Task Search_WithoutDiacritics_FindsRowsWhichAreDroppedTogetherAndPutBack()
    {
        var doubt = new AcceptedDoubt(KeyAt(0), "/desk/reports/a", "Lạng Sơn: Tổng thiếu 1 dòng không đọc được.");
        await briefing.Drafts.AddEdits(Me, Report(), doubt);
        var panel = Panel();

        await panel.InvokeAsync(() => panel.Find(".draft-find input").Input("lang son y te"));

        var found = Report().Count(edit => edit.Key is { Sector: "health", Province: { Code: "20" } });
        Assert.Equal($"Đang hiện 50 trong {found} số liệu", TextOf(panel.Find(".draft-find .hint")));
        Assert.All(panel.FindAll(".draft-edits tbody .link"), name => Assert.StartsWith("Lạng Sơn · Y tế", TextOf(name), StringComparison.Ordinal));

        await Click(panel, ".draft-find .mud-button-text");

        panel.WaitForAssertion(() => Assert.Equal("Trong bản nháp không có số liệu nào như vậy.", TextOf(panel.Find(".draft-edits + .hint"))));
        Assert.Equal(Many - found, briefing.Drafts.ForOperator(Me).Edits.Length);
        Assert.Empty(briefing.Drafts.ForOperator(Me).AcceptedDoubts);
        snackbars.WaitForAssertion(() => Assert.Contains($"Đã bỏ {found} số liệu khỏi bản nháp", snackbars.Markup, StringComparison.Ordinal));
        await Click(snackbars, ".mud-snackbar-content-action button");
        panel.WaitForAssertion(() => Assert.Equal(Many, briefing.Drafts.ForOperator(Me).Edits.Length));
        Assert.Equal([doubt], briefing.Drafts.ForOperator(Me).AcceptedDoubts);
    }

    [Fact]
    public async Task Refusals_OfThousands_AreToldInPartAndTheirRowsStandFirst()
    {
        await briefing.Drafts.AddEdits(Me, [.. Report().InsertRange(1_000, Enumerable.Range(0, 20).Select(i => Restate(KeyAt(32 * i) with { Sector = "xxx" }, Usd(1))))]);
        var panel = Panel();

        await Click(panel, "button.take");

        panel.WaitForAssertion(() => Assert.Equal("và 15 điểm khác", TextOf(panel.FindAll(".refusal")[^1])));
        Assert.Equal(6, panel.FindAll(".refusal").Count);
        Assert.Equal(20, panel.FindAll(".asking tr").Count);
    }

    [Fact]
    public async Task Draft_OfAnotherDesk_IsToldByWhatCameLast()
    {
        await briefing.Drafts.AddEdits(Other, Report());
        await briefing.Drafts.AddEdits(Other, Restate(InSector("health"), Usd(7)));

        var others = Panel().Find(".other-draft");

        Assert.Equal(10, others.Children.Length);
        Assert.Equal(("Toàn quốc · Y tế · năm 2023 · giải ngân: 7 USD", "và 4.993 số liệu khác"), (TextOf(others.Children[^2]), TextOf(others.Children[^1])));
    }

    [Fact]
    public async Task Request_OfThousands_IsToldInPart()
    {
        await briefing.Execute(new ChangeMeetingCommand("Giao ban", new(2024, 4, 12), RequiresApproval: true));
        await briefing.Execute(new TakeCommand(new(Report(), new Scene(SceneKinds.Years, Year))));

        var lines = Render<ApprovalsPanel>(parameters => parameters.Add(one => one.Actor, Other)).FindAll("li");

        Assert.Equal((22, "và 4.980 số liệu khác"), (lines.Count, TextOf(lines[20])));
        Assert.StartsWith("trang ", TextOf(lines[21]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Previews_WhileSomebodyTypesElsewhere_AreNotReckonedAnew()
    {
        await briefing.Drafts.AddEdits(Me, Report());
        var previews = Render<PreviewPanel>(parameters => parameters.Add(one => one.Actor, Me));
        BriefingState Next() => previews.FindComponents<StageFrame>()[1].Instance.Briefing;
        var rendered = Next();

        foreach (var place in Enumerable.Range(0, 20))
            await NoticeOf(() => briefing.Drafts.SetOpenFigure(Other, KeyAt(place)), previews);
        Assert.Same(rendered, Next());

        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(111)));
        previews.WaitForAssertion(() => Assert.Equal(Usd(111), Next().Snapshot.FindAdopted(National())!.Value));
    }

    /// <summary>Runs a change and returns when the previews have been notified of it as well.</summary>
    async Task NoticeOf(Action change, IRenderedComponent<PreviewPanel> previews)
    {
        using var notified = new ManualResetEventSlim();
        using (briefing.Drafts.Subscribe(notified.Set))
        {
            change();
            Assert.True(notified.Wait(TimeSpan.FromSeconds(20), Cancellation));
        }

        await previews.InvokeAsync(() => { });
    }

    /// <summary>Figures of a campaign: they are no part of a total, so nothing about them is doubtful.</summary>
    static ImmutableArray<Edit> Report() =>
        [.. Enumerable.Range(0, Many).Select(i => Restate(KeyAt(i), Usd(1 + i)) with { Source = new("Sở Ngoại vụ", "a.xlsx", $"/desk/reports/a?sheet=x&line={i}", null) })];

    static FigureKey KeyAt(int i) =>
        National(year: 1850 + (i / 32)) with { Province = Everywhere[i % 8], Sector = Sectors.ElementAtOrDefault(i / 8 % 4), Campaign = "relief" };

    IRenderedComponent<DraftPanel> Panel() => Render<DraftPanel>(parameters => parameters.Add(one => one.Actor, Me));

    static Task Click<T>(IRenderedComponent<T> drawn, string button)
        where T : IComponent => drawn.InvokeAsync(() => drawn.Find(button).ClickAsync(new MouseEventArgs()));
}
