using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

public sealed class CoverTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100)), (National(Measure.Organisations), Count(338))]);

    public void Dispose() => briefing.Dispose();

    [Theory]
    [InlineData(Cover.Held)]
    [InlineData(Cover.Blank)]
    public async Task Cover_WhileEditsGoOn_KeepsTheScreensAtItsOwnVersion(Cover cover)
    {
        await briefing.Take(Restate(National(), Usd(101)));

        var covered = Assert.IsType<Committed>(await briefing.Execute(new CoverCommand(cover))).State;
        await briefing.Take(Restate(National(), Usd(102)));
        await briefing.Take(new Scene(SceneKinds.Years, 2022));
        await briefing.Execute(new ChangeMeetingCommand("Hội nghị", new(2024, 4, 12), RequiresApproval: false));

        Assert.Same(covered, briefing.LiveBriefing.Current);
        Assert.Equal((3L, cover, Usd(101), SceneKinds.Overview), (covered.Version, covered.Cover, covered.Snapshot.FindAdopted(National())!.Value, covered.Scene.Kind));
        Assert.Equal((6L, cover, Usd(102), SceneKinds.Years), briefing.LiveBriefing.Newest is var newest ? (newest.Version, newest.Cover, newest.Snapshot.FindAdopted(National())!.Value, newest.Scene.Kind) : default);
    }

    [Fact]
    public async Task Release_AfterEdits_ShowsTheNewest()
    {
        await briefing.Execute(new CoverCommand(Cover.Held));
        await briefing.Take(Restate(National(), Usd(102)));

        await briefing.Execute(new CoverCommand(Cover.None));

        Assert.Same(briefing.LiveBriefing.Newest, briefing.LiveBriefing.Current);
        Assert.Equal((4L, Cover.None, Usd(102)), (briefing.State.Version, briefing.State.Cover, briefing.State.Snapshot.FindAdopted(National())!.Value));
        // The highlight of the change made under the cover is still there.
        Assert.Equal(National(), Assert.Single(briefing.State.RecentChanges).Key);
    }

    [Fact]
    public async Task Blank_OverAHeldPicture_CoversItAndIsLetGoToTheNewest()
    {
        await briefing.Execute(new CoverCommand(Cover.Held));
        await briefing.Take(Restate(National(), Usd(102)));
        await briefing.Execute(new CoverCommand(Cover.Blank));

        Assert.Equal((4L, Cover.Blank), (briefing.State.Version, briefing.State.Cover));
        Assert.IsType<NoChange>(await briefing.Execute(new CoverCommand(Cover.Held)));

        await briefing.Execute(new CoverCommand(Cover.None));
        Assert.Equal((5L, Cover.None), (briefing.State.Version, briefing.State.Cover));
    }

    [Theory]
    [InlineData(Cover.None)]
    [InlineData(Cover.Held)]
    [InlineData(Cover.Blank)]
    public async Task Cover_ThatIsThereAlready_IsNoVersion(Cover cover)
    {
        if (cover != Cover.None)
            await briefing.Execute(new CoverCommand(cover));
        var before = briefing.LiveBriefing.Newest;

        Assert.IsType<NoChange>(await briefing.Execute(new CoverCommand(cover)));

        Assert.Same(before, briefing.LiveBriefing.Newest);
    }

    [Theory]
    [InlineData(Cover.Held)]
    [InlineData(Cover.Blank)]
    public async Task Restart_WhileCovered_ShowsExactlyTheSamePicture(Cover cover)
    {
        await briefing.Execute(new OpenMeetingCommand("Hội nghị", new(2024, 4, 12)));
        await briefing.Take(Restate(National(), Usd(101)) with { IsCorrection = true });
        await briefing.Execute(new CoverCommand(cover));
        briefing.Time.Advance(TimeSpan.FromSeconds(5));
        await briefing.Take(Restate(National(), Usd(102)), Restate(InSector("health"), Usd(7)));
        await briefing.Execute(new DismissCorrectionsCommand([National()]));
        await briefing.Take(new Scene(SceneKinds.Years, 2022));
        await briefing.Execute(new UndoCommand());
        await briefing.Execute(new ChangeMeetingCommand("Tên khác", new(2024, 4, 13), RequiresApproval: false));
        var (current, newest) = (StateDump.Dump(briefing.LiveBriefing.Current), StateDump.Dump(briefing.LiveBriefing.Newest));

        briefing.Restart();

        Assert.Equal(current, StateDump.Dump(briefing.LiveBriefing.Current));
        Assert.Equal(newest, StateDump.Dump(briefing.LiveBriefing.Newest));
        Assert.Equal(StateDump.Dump(briefing.Journal.LoadState(briefing.State.Version).Snapshot), StateDump.Dump(briefing.State.Snapshot));

        await briefing.Execute(new CoverCommand(Cover.None));
        Assert.Same(briefing.LiveBriefing.Newest, briefing.LiveBriefing.Current);
    }

    [Fact]
    public async Task Restart_AfterARelease_ShowsTheNewest()
    {
        await briefing.Execute(new CoverCommand(Cover.Blank));
        await briefing.Execute(new CoverCommand(Cover.None));
        await briefing.Take(Restate(National(), Usd(101)));

        briefing.Restart();

        Assert.Same(briefing.LiveBriefing.Newest, briefing.LiveBriefing.Current);
        Assert.Equal(4, briefing.State.Version);
    }

    [Fact]
    public async Task Notice_OfAnEditBehindTheCover_ComesToTheDesk()
    {
        await briefing.Execute(new CoverCommand(Cover.Held));
        var noticed = new TaskCompletionSource<(long, long)>();
        using var subscription = briefing.LiveBriefing.Subscribe(() => noticed.TrySetResult((briefing.LiveBriefing.Current.Version, briefing.LiveBriefing.Newest.Version))).Subscription;

        await briefing.Take(Restate(National(), Usd(101)));

        Assert.Equal((2L, 3L), await noticed.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Publish_ReadByOthersMeanwhile_NeverShowsTheScreensAheadOfTheJournal()
    {
        var live = new LiveBriefing(briefing.State);
        using var stop = new CancellationTokenSource();
        var ahead = 0;
        var reader = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var (current, newest) = (live.Current, live.Newest);
                if (current.Version > newest.Version)
                    Interlocked.Increment(ref ahead);
            }
        });
        reader.Start();
        for (var version = 2; version < 20_000; version++)
            live.Publish(briefing.State with { Version = version });
        stop.Cancel();
        reader.Join();

        Assert.Equal(0, ahead);
    }
}
