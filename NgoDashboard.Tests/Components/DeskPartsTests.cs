using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Components.Desk;
using NgoDashboard.Components.Layout;
using NgoDashboard.Components.Pages;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Components;

/// <summary>The parts of the desk that follow what is on air.</summary>
public sealed class DeskPartsTests : Drawn
{
    [Fact]
    public async Task Warnings_ShowPartsOverTheirWhole_AndGoWhenItIsPutRight()
    {
        var briefing = Work(TestBriefing.Of(
            (Sample.Nation(), Sample.Usd(10_000_000)), (Sample.In("health"), Sample.Usd(8_000_000)), (Sample.In("education"), Sample.Usd(5_000_000))));
        var warnings = Render<Warnings>();
        warnings.WaitForAssertion(() => Assert.Equal(
            "Toàn quốc · năm 2023 · giải ngân: các phần cộng lại 13 triệu USD lớn hơn tổng đã công bố 10 triệu USD.", Text(warnings.Find("li"))));

        await briefing.Take(Sample.Say(Sample.Nation(), Sample.Usd(14_000_000)));

        warnings.WaitForAssertion(() => Assert.Empty(warnings.FindAll("section")));
    }

    [Fact]
    public async Task RollCallBar_CountsWhoShowsTheVersionAndNamesWhoDoesNot()
    {
        var briefing = Work(TestBriefing.OfPublished());
        var rollCall = Services.GetRequiredService<RollCall>();
        var bar = Render<RollCallBar>();
        Assert.Equal("Chưa có màn hình nào kết nối.", Text(bar.Find("b")));

        rollCall.Join("1", new(null, "Lạng Sơn", "34:20"));
        rollCall.Join("2", new(null, "Hải Phòng", "34:31"));
        rollCall.Painted("1", 1);
        Time.Move(TimeSpan.FromSeconds(1));
        bar.WaitForAssertion(() => Assert.Equal(("1/2 màn hình đang hiển thị bản 1", "Chậm: Hải Phòng"), (Text(bar.Find("b")), Text(bar.Find("span")))));

        await briefing.Take(new Scene(SceneKinds.Years, 2023));
        bar.WaitForAssertion(() => Assert.Equal("0/2 màn hình đang hiển thị bản 2", Text(bar.Find("b"))));

        await DisposeComponentsAsync();
        rollCall.Leave("1");
        Assert.Equal(0, Time.Waiting);
    }

    [Fact]
    public async Task Page_ThatCloses_LeavesNothingBehind()
    {
        var briefing = Work(TestBriefing.OfPublished());
        var page = Render<DeskPage>();
        await page.InvokeAsync(() => page.FindComponent<FigureFinder>().Instance.ChosenChanged.InvokeAsync(FigureKey.National(2023, Measure.Disbursed)));
        Assert.Single(page.FindComponents<FigureEditor>());
        Assert.InRange(briefing.Air.Subscribers, 6, 20);

        await DisposeComponentsAsync();

        Assert.Equal(0, briefing.Air.Subscribers);
    }

    [Fact]
    public async Task LiveComponent_WhileItIsStillAtAnOlderVersion_EndsWithTheNewest()
    {
        var briefing = Work(TestBriefing.OfPublished());
        var slow = Render<Slow>();
        await briefing.Take(new Scene(SceneKinds.Years, 2023));
        await slow.Instance.Begun.WaitAsync(Cancellation);

        // Notices come on the pool: by the last of twenty the component has had some of them, and is still at the first.
        const int last = 22;
        var noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = briefing.Air.Subscribe(() => { if (briefing.Now.Version == last) noticed.TrySetResult(); }).Subscription;
        for (var version = 3; version <= last; version++)
            await briefing.Take(new Scene(SceneKinds.Sectors, 2000 + version));
        await noticed.Task.WaitAsync(Cancellation);
        slow.Instance.Release.SetResult();

        slow.WaitForAssertion(() => Assert.Equal("22", slow.Markup));
        Assert.Equal(1, slow.Instance.AtOnce);
    }

    /// <summary>Needs long for its first version.</summary>
    sealed class Slow : LiveComponent
    {
        readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int running;
        string told = "";

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public int AtOnce { get; private set; }

        protected override async Task OnAirChanged()
        {
            AtOnce = Math.Max(AtOnce, ++running);
            var version = Now.Version;
            begun.TrySetResult();
            await Release.Task;
            told = version.ToString(PinnedCulture.Vietnamese);
            running--;
        }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, told);
    }
}
