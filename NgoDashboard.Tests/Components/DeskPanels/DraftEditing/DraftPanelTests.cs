using System.Collections.Immutable;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Components.DeskPanels;
using NgoDashboard.Components.DeskPanels.DraftEditing;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels.DraftEditing;

/// <summary>What is prepared, the doubts that are shown before it goes on air, and other operators who edit the same figure.</summary>
public sealed class DraftPanelTests : ComponentTest
{
    static readonly Operator Me = TestBriefing.Operator, Other = TestBriefing.SecondOperator;

    readonly TestBriefing briefing;
    readonly List<FigureKey> opened = [];

    public DraftPanelTests() => briefing = AddDeskServices(TestBriefing.Create([(National(), Usd(100)), (National(Measure.Organisations), Count(338))]));

    [Fact]
    public async Task Panel_WithNothingPrepared_SaysHowToBeginAndTakesNothing()
    {
        var panel = Panel();

        Assert.Contains("Chưa chuẩn bị gì.", panel.Markup, StringComparison.Ordinal);
        await Click(panel, () => panel.Find("button.take"));
        Assert.Equal(1, briefing.State.Version);
    }

    [Fact]
    public async Task Take_OfFiguresAndAScene_IsOneVersionAndEmptiesTheDraft()
    {
        var panel = Panel();
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(110)));
        await briefing.Drafts.AddEdits(Me, Restate(National(Measure.Organisations), Count(388)));
        await briefing.Drafts.SetScene(Me, new Scene(SceneKinds.Years, Year));
        panel.WaitForAssertion(() => Assert.Contains("1 trang, 2 số liệu trong bản nháp", panel.Markup, StringComparison.Ordinal));
        panel.WaitForAssertion(() => Assert.Equal(["338", "388", "+50"], panel.FindAll("tbody tr")[^1].QuerySelectorAll("td").Take(3).Select(TextOf)));

        await Click(panel, () => panel.Find("button.take"));

        panel.WaitForAssertion(() => Assert.Contains("Chưa chuẩn bị gì.", panel.Markup, StringComparison.Ordinal));
        Assert.Equal((2L, SceneKinds.Years), (briefing.State.Version, briefing.State.Scene.Kind));
        Assert.Equal(2, briefing.State.LatestChanges.Length);
    }

    [Fact]
    public async Task Take_OverADoubt_WaitsForAReasonThatIsJournalled()
    {
        var panel = Panel();
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(1_000)));
        panel.WaitForAssertion(() => Assert.Contains("Thay đổi quá 5 lần", panel.Find(".doubts").TextContent, StringComparison.Ordinal));

        await Click(panel, () => panel.Find("button.take"));
        Assert.Equal(1, briefing.State.Version);

        await panel.InvokeAsync(() => panel.Find(".reason-field input").Input("Chủ trì đã xác nhận"));
        await Click(panel, () => panel.Find(".reason-field button"));

        panel.WaitForAssertion(() => Assert.Equal(2, briefing.State.Version));
        Assert.Equal(Usd(1_000), briefing.State.Snapshot.FindAdopted(National())!.Value);
    }

    [Fact]
    public async Task Doubt_WhenChosen_OpensItsFigure()
    {
        var panel = Panel();
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(1_000)));
        panel.WaitForElement(".doubts button");

        await Click(panel, () => panel.Find(".doubts button"));

        Assert.Equal(National(), Assert.Single(opened));
    }

    [Fact]
    public async Task Figure_ThatChangedOnAirMeanwhile_NamesTheOtherValueAndIsKeptOrDropped()
    {
        var panel = Panel();
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(110), expected: 1));
        await briefing.Take(Restate(National(), Usd(105)));
        panel.WaitForAssertion(() => Assert.Contains("Đã có người đổi thành 105 USD (bản 2).", panel.Markup, StringComparison.Ordinal));

        await Click(panel, () => panel.Find("button.take"));
        panel.WaitForAssertion(() => Assert.Contains("vừa được sửa thành 105 USD (bản 2)", panel.Find(".refusal").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, briefing.State.Version);

        await Click(panel, () => panel.Find(".conflict button"));
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".conflict")));
        await Click(panel, () => panel.Find("button.take"));
        panel.WaitForAssertion(() => Assert.Equal(Usd(110), briefing.State.Snapshot.FindAdopted(National())!.Value));
    }

    [Fact]
    public async Task Figure_ThatAnotherDeskPreparesToo_NamesTheOtherValue()
    {
        var panel = Panel();
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(110)));
        await briefing.Drafts.AddEdits(Other, Restate(National(), Usd(120)));
        await briefing.Drafts.SetScene(Other, new Scene(SceneKinds.Sectors, Year));

        panel.WaitForAssertion(() => Assert.Contains("Bàn thứ hai cũng đang chuẩn bị số này: 120 USD.", TextOf(panel.Find("tbody tr")), StringComparison.Ordinal));
        panel.WaitForAssertion(() => Assert.Contains("trang Giải ngân theo lĩnh vực, năm 2023", panel.Find(".other-draft").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drop_OfAFigure_CanBeTakenBack()
    {
        var panel = Panel();
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(110)));
        panel.WaitForElement("tbody button[aria-label]");

        await Click(panel, () => panel.Find("tbody button[aria-label]"));

        panel.WaitForAssertion(() => Assert.True(briefing.Drafts.ForOperator(Me).IsEmpty));
        panel.WaitForAssertion(() => Assert.Contains("Đã bỏ khỏi bản nháp", Assert.Single(Snackbars).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Take_StoredForLong_IsToldUntilItIsStored()
    {
        var panel = Panel();
        Assert.Equal(0, Time.PendingTimers);
        using (briefing.Desk.StoringActivity.Begin())
        {
            await Wait.Until(() => Task.FromResult(Time.PendingTimers == 1), () => Task.FromResult("nothing waits to be told"));
            Time.Advance(TimeSpan.FromMilliseconds(149));
            await panel.InvokeAsync(() => { });
            Assert.Empty(panel.FindAll(".storing"));
            Time.Advance(TimeSpan.FromMilliseconds(1));
            panel.WaitForAssertion(() => Assert.Equal("đang lưu…", TextOf(panel.Find(".storing"))));
        }

        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".storing")));
        Assert.Equal(0, Time.PendingTimers);
    }

    [Fact]
    public async Task Take_PressedTwiceOnASlowDisk_IsBeingStoredAndTakenOnce()
    {
        var panel = Panel();
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(110)));
        panel.WaitForAssertion(() => Assert.Contains("1 số liệu", panel.Markup, StringComparison.Ordinal));
        using var disk = new LockedDatabase(briefing.Database);

        var taking = Click(panel, () => panel.Find("button.take"));
        Assert.True(briefing.Desk.StoringActivity.IsStoring);
        // Pressed again by an impatient operator.
        await Click(panel, () => panel.Find("button.take"));
        Assert.Equal(1, briefing.State.Version);
        disk.Release();
        await taking;

        Assert.False(briefing.Desk.StoringActivity.IsStoring);
        panel.WaitForAssertion(() => Assert.Contains("Chưa chuẩn bị gì.", panel.Markup, StringComparison.Ordinal));
        Assert.Equal(2, briefing.State.Version);
    }

    [Fact]
    public async Task Undo_PressedTwiceOnASlowDisk_TakesOneVersionBack()
    {
        await briefing.Take(Restate(National(), Usd(105)));
        await briefing.Take(Restate(National(), Usd(110)));
        var panel = Panel();
        using var disk = new LockedDatabase(briefing.Database);

        var undoing = Click(panel, () => Button(panel, "Hoàn tác bản 3"));
        await Click(panel, () => Button(panel, "Hoàn tác bản 3"));
        disk.Release();
        await undoing;

        Assert.Equal((4L, Usd(105)), (briefing.State.Version, briefing.State.Snapshot.FindAdopted(National())!.Value));
    }

    [Fact]
    public async Task Undo_ByItsButton_TakesTheLastVersionBackAndOffersToRedoIt()
    {
        await briefing.Take(Restate(National(), Usd(110)));
        var panel = Panel();

        await Click(panel, () => Button(panel, "Hoàn tác bản 2"));
        panel.WaitForAssertion(() => Assert.Equal(Usd(100), briefing.State.Snapshot.FindAdopted(National())!.Value));

        panel.WaitForAssertion(() => Button(panel, "Làm lại"));
        await Click(panel, () => Button(panel, "Làm lại"));
        panel.WaitForAssertion(() => Assert.Equal(Usd(110), briefing.State.Snapshot.FindAdopted(National())!.Value));
    }

    [Fact]
    public async Task Request_IsConfirmedAtAnotherDeskOnly()
    {
        await briefing.Desk.Execute(new ChangeMeetingCommand("Giao ban", new(2024, 4, 12), RequiresApproval: true), Me, Cancellation);
        await briefing.Drafts.AddEdits(Me, Restate(National(), Usd(110)));
        var panel = Panel();
        await Click(panel, () => panel.Find("button.take"));
        panel.WaitForAssertion(() => Assert.Single(briefing.Approvals.Pending));
        Assert.Equal(2, briefing.State.Version);

        var mine = Render<ApprovalsPanel>(parameters => parameters.Add(one => one.Actor, Me));
        Assert.Equal(["Rút lại"], mine.FindAll("button").Select(TextOf));
        var theirs = Render<ApprovalsPanel>(parameters => parameters.Add(one => one.Actor, Other));
        Assert.Contains("Toàn quốc · năm 2023 · giải ngân: 100 USD → 110 USD", theirs.Markup, StringComparison.Ordinal);
        await Click(theirs, () => Button(theirs, "Xác nhận"));

        theirs.WaitForAssertion(() => Assert.Equal(Usd(110), briefing.State.Snapshot.FindAdopted(National())!.Value));
        theirs.WaitForAssertion(() => Assert.True(briefing.Drafts.ForOperator(Me).IsEmpty));
        theirs.WaitForAssertion(() => Assert.Empty(theirs.FindAll("button")));
    }

    [Fact]
    public async Task Correction_ThatStands_IsEndedAtTheDesk()
    {
        await briefing.Take(Restate(National(Measure.Organisations), Count(388)) with { IsCorrection = true });
        var corrections = Render<CorrectionsPanel>(parameters => parameters.Add(one => one.Actor, Me));
        Assert.Contains("338 → 388", corrections.Markup, StringComparison.Ordinal);

        await Click(corrections, () => corrections.Find("button"));

        corrections.WaitForAssertion(() => Assert.Empty(corrections.FindAll("section")));
        Assert.Empty(briefing.State.Corrections);
    }

    [Fact]
    public async Task CoverButtons_HoldCoverAndLetGo()
    {
        var buttons = Render<CoverButtons>(parameters => parameters.Add(one => one.Actor, Me));

        await Click(buttons, () => Button(buttons, "Giữ hình"));
        buttons.WaitForAssertion(() => Assert.Equal(Cover.Held, briefing.LiveBriefing.Newest.Cover));
        buttons.WaitForAssertion(() => Button(buttons, "Thả hình"));
        await Click(buttons, () => Button(buttons, "Thả hình"));
        buttons.WaitForAssertion(() => Assert.Equal(Cover.None, briefing.LiveBriefing.Newest.Cover));
        await Click(buttons, () => Button(buttons, "Che màn hình"));
        buttons.WaitForAssertion(() => Assert.Equal(Cover.Blank, briefing.LiveBriefing.Newest.Cover));
        buttons.WaitForAssertion(() => Assert.True(Button(buttons, "Giữ hình").HasAttribute("disabled")));
    }

    [Fact]
    public async Task Previews_ShowWhatIsOnAirAndWhatTheDraftWouldMake()
    {
        var previews = Render<PreviewPanel>(parameters => parameters.Add(one => one.Actor, Me).Add(one => one.OnChosen, EventCallback.Factory.Create<FigureKey>(this, opened.Add)));

        await briefing.Drafts.AddEdits(Me, Restate(National(Measure.Organisations), Count(388)));

        previews.WaitForAssertion(() => Assert.Contains("388", previews.Find(".next .stage").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("388", previews.Find(".on-air .stage").TextContent, StringComparison.Ordinal);
        Assert.Single(previews.FindAll(".next .kpi[data-chg]"));
        await previews.InvokeAsync(() => previews.Find(".next .preview").TriggerEventAsync("onfigurechosen", new FigureChosenEventArgs { Figure = National().ToKeyString() }));
        Assert.Equal(National(), Assert.Single(opened));
    }

    [Fact]
    public async Task Previews_WhileTheScreensAreCovered_ShowTheCardAndWhatIsBehindIt()
    {
        var previews = Render<PreviewPanel>(parameters => parameters.Add(one => one.Actor, Me));

        await briefing.Desk.Execute(new CoverCommand(Cover.Blank), Me, Cancellation);
        await briefing.Take(Restate(National(Measure.Organisations), Count(388)));

        previews.WaitForAssertion(() => Assert.Contains("388", previews.Find(".next .stage").TextContent, StringComparison.Ordinal));
        Assert.Contains("khi bỏ che, thả hình", previews.Find(".next h2").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("338", previews.Find(".on-air .stage").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyCard_NamesEveryKeyOnce()
    {
        Assert.Equal(KeyboardShortcuts.All.Count, KeyboardShortcuts.All.SelectMany(one => one.Key.Combinations.Split(' ').Take(1)).Distinct().Count());
        Assert.All(KeyboardShortcuts.All, one => Assert.NotEqual("", one.Key.KeyLabel));
    }

    ImmutableArray<MudBlazor.Snackbar> Snackbars => [.. Services.GetRequiredService<MudBlazor.ISnackbar>().ShownSnackbars];

    IRenderedComponent<DraftPanel> Panel() => Render<DraftPanel>(parameters =>
        parameters.Add(one => one.Actor, Me).Add(one => one.OnChosen, EventCallback.Factory.Create<FigureKey>(this, opened.Add)));

    static IElement Button<T>(IRenderedComponent<T> drawn, string name)
        where T : IComponent => drawn.FindAll("button").Single(button => TextOf(button).StartsWith(name, StringComparison.Ordinal));

    static Task Click<T>(IRenderedComponent<T> drawn, Func<IElement> button)
        where T : IComponent => drawn.InvokeAsync(() => button().ClickAsync(new MouseEventArgs()));

    /// <summary>Acts like a slow disk: holds SQLite's write lock until it is released.</summary>
    sealed class LockedDatabase : IDisposable
    {
        readonly SqliteConnection elsewhere;

        public LockedDatabase(Database database)
        {
            elsewhere = database.OpenConnection();
            Run("BEGIN IMMEDIATE");
        }

        public void Release() => Run("COMMIT");

        public void Dispose() => elsewhere.Dispose();

        void Run(string sql)
        {
            using var command = elsewhere.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
