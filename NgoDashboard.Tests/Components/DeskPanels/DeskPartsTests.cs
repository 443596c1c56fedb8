using Bunit;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Components.DeskPanels.DraftEditing;
using NgoDashboard.Components.DeskPanels.FigureEditing;
using NgoDashboard.Components.DeskPanels.RollCallDisplay;
using NgoDashboard.Components.Layout;
using NgoDashboard.Components.Pages;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.DeskPanels;

/// <summary>The parts of the desk that follow the briefing or the roll call.</summary>
public sealed class DeskPartsTests : ComponentTest
{
    [Fact]
    public async Task Warnings_ShowPartsOverTheirWhole_AndGoWhenItIsPutRight()
    {
        var briefing = AddDeskServices(TestBriefing.Create(
            (SampleData.National(), SampleData.Usd(10_000_000)), (SampleData.InSector("health"), SampleData.Usd(8_000_000)), (SampleData.InSector("education"), SampleData.Usd(5_000_000))));
        var warnings = Render<ExcessWarnings>();
        warnings.WaitForAssertion(() => Assert.Equal(
            "Toàn quốc · năm 2023 · giải ngân: các phần cộng lại 13 triệu USD lớn hơn tổng đã công bố 10 triệu USD.", TextOf(warnings.Find("li"))));

        await briefing.Take(SampleData.Restate(SampleData.National(), SampleData.Usd(14_000_000)));

        warnings.WaitForAssertion(() => Assert.Empty(warnings.FindAll("section")));
    }

    [Fact]
    public async Task RollCallBar_CountsWhoShowsTheVersionAndNamesWhoDoesNot()
    {
        var briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        var rollCall = Services.GetRequiredService<ConnectedScreens>();
        var bar = Render<RollCallBar>();
        Assert.Equal("Danh sách điểm cầu còn trống.", TextOf(bar.Find("b")));

        var (langSon, haiPhong, caMau) = (briefing.Points.FindOrAdd("Lạng Sơn", new(34, "20")), briefing.Points.FindOrAdd("Hải Phòng", new(34, "31")), briefing.Points.FindOrAdd("Cà Mau", new(34, "96")));
        rollCall.Join("1", new(langSon.Id, langSon.Name));
        rollCall.Join("2", new(haiPhong.Id, haiPhong.Name));
        rollCall.Join("3", new(caMau.Id, caMau.Name));
        rollCall.Join("desk", new(null, "Bàn điều hành"));
        rollCall.AcknowledgePainted("1", 1);
        rollCall.Leave("3");
        await AwaitNotice();
        bar.WaitForAssertion(() => Assert.Equal(
            ("1/3 đang hiển thị bản 1", "Cà Mau mất kết nối lúc 14:30 · Hải Phòng chưa hiển thị kịp"), (TextOf(bar.Find("b")), TextOf(bar.Find(".missing")))));
        Assert.Equal(
            [("CM", "cell gone", "Cà Mau: Mất kết nối lúc 14:30"), ("HP", "cell behind", "Hải Phòng: Chưa hiển thị kịp"), ("LS", "cell showing", "Lạng Sơn: Đang hiển thị")],
            bar.FindAll(".cell").Select(cell => (TextOf(cell), cell.ClassName!.Trim(), cell.GetAttribute("title")!)));

        await briefing.Take(new Scene(SceneKinds.Years, 2023));
        await AwaitNotice();
        bar.WaitForAssertion(() => Assert.Equal("0/3 đang hiển thị bản 2", TextOf(bar.Find("b"))));

        await DisposeComponentsAsync();
        // What was still pending when the component was disposed.
        Time.Advance(TimeSpan.FromSeconds(1));
        rollCall.Leave("1");
        Assert.Equal(0, Time.PendingTimers);
    }

    [Fact]
    public async Task RollCallBar_WhereNothingChanged_IsNotDrawnAnew()
    {
        var briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        var rollCall = Services.GetRequiredService<ConnectedScreens>();
        var bar = Render<RollCallBar>();
        var probe = new ManualResetEventSlim();
        using var subscription = rollCall.Subscribe(probe.Set);

        // A change that changes nothing.
        rollCall.Leave("unknown");
        await AwaitNotice();
        Assert.True(probe.Wait(TimeSpan.FromSeconds(20), Cancellation));
        await bar.InvokeAsync(() => { });

        Assert.Equal(1, bar.RenderCount);
    }

    /// <summary>Lets the roll call's conflated notification come, half a second after the change.</summary>
    async Task AwaitNotice()
    {
        await Wait.Until(() => Task.FromResult(Time.PendingTimers > 0), () => Task.FromResult("no notice is due"));
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Page_ThatCloses_LeavesNothingBehind()
    {
        var briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        // Subscribers of the server itself.
        var always = briefing.LiveBriefing.SubscriberCount;
        var page = Render<DeskPage>();
        await page.InvokeAsync(() => page.FindComponent<FigureFinder>().Instance.ChosenChanged.InvokeAsync(FigureKey.National(2023, Measure.Disbursed)));
        Assert.Single(page.FindComponents<FigureEditor>());
        Assert.InRange(briefing.LiveBriefing.SubscriberCount, 6, 22);

        await DisposeComponentsAsync();

        Assert.Equal(always, briefing.LiveBriefing.SubscriberCount);
    }

    [Fact]
    public async Task LiveComponent_WhileItIsStillAtAnOlderVersion_EndsWithTheNewest()
    {
        var briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        var slow = Render<SlowComponent>();
        await briefing.Take(new Scene(SceneKinds.Years, 2023));
        await slow.Instance.Begun.WaitAsync(Cancellation);

        // Notifications come on pool threads: by the last of twenty, the component has received some of them and is still busy with the
        // first.
        const int last = 22;
        var noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = briefing.LiveBriefing.Subscribe(() => { if (briefing.State.Version == last) noticed.TrySetResult(); }).Subscription;
        for (var version = 3; version <= last; version++)
            await briefing.Take(new Scene(SceneKinds.Sectors, 2000 + version));
        await noticed.Task.WaitAsync(Cancellation);
        slow.Instance.Release.SetResult();

        slow.WaitForAssertion(() => Assert.Equal("22", slow.Markup));
        Assert.Equal(1, slow.Instance.MaxConcurrent);
    }

    /// <summary>A component whose first update takes long.</summary>
    sealed class SlowComponent : LiveComponent
    {
        readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int running;
        string shownText = "";

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public int MaxConcurrent { get; private set; }

        protected override async Task OnBriefingChanged()
        {
            MaxConcurrent = Math.Max(MaxConcurrent, ++running);
            var version = Briefing.Version;
            begun.TrySetResult();
            await Release.Task;
            shownText = version.ToString(PinnedCulture.Vietnamese);
            running--;
        }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, shownText);
    }
}
