using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class CoverTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100)), (Nation(Measure.Organisations), Count(338))]);

    public void Dispose() => briefing.Dispose();

    [Theory]
    [InlineData(Cover.Held)]
    [InlineData(Cover.Blank)]
    public async Task Cover_WhileEditsGoOn_KeepsTheScreensAtItsOwnVersion(Cover cover)
    {
        await briefing.Take(Say(Nation(), Usd(101)));

        var covered = Assert.IsType<Taken>(await briefing.Do(new CoverWish(cover))).Now;
        await briefing.Take(Say(Nation(), Usd(102)));
        await briefing.Take(new Scene(SceneKinds.Years, 2022));
        await briefing.Do(new MeetingWish("Hội nghị", new(2024, 4, 12), NeedsTwo: false));

        Assert.Same(covered, briefing.Air.Current);
        Assert.Equal((3L, cover, Usd(101), SceneKinds.Overview), (covered.Version, covered.Cover, covered.Snapshot.Stated(Nation())!.Value, covered.Scene.Kind));
        Assert.Equal((6L, cover, Usd(102), SceneKinds.Years), briefing.Air.Newest is var newest ? (newest.Version, newest.Cover, newest.Snapshot.Stated(Nation())!.Value, newest.Scene.Kind) : default);
    }

    [Fact]
    public async Task Release_AfterEdits_ShowsTheNewest()
    {
        await briefing.Do(new CoverWish(Cover.Held));
        await briefing.Take(Say(Nation(), Usd(102)));

        await briefing.Do(new CoverWish(Cover.None));

        Assert.Same(briefing.Air.Newest, briefing.Air.Current);
        Assert.Equal((4L, Cover.None, Usd(102)), (briefing.Now.Version, briefing.Now.Cover, briefing.Now.Snapshot.Stated(Nation())!.Value));
        // The mark of what changed behind the cover is still to be seen.
        Assert.Equal(Nation(), Assert.Single(briefing.Now.Recent).Key);
    }

    [Fact]
    public async Task Blank_OverAHeldPicture_CoversItAndIsLetGoToTheNewest()
    {
        await briefing.Do(new CoverWish(Cover.Held));
        await briefing.Take(Say(Nation(), Usd(102)));
        await briefing.Do(new CoverWish(Cover.Blank));

        Assert.Equal((4L, Cover.Blank), (briefing.Now.Version, briefing.Now.Cover));
        Assert.IsType<Nothing>(await briefing.Do(new CoverWish(Cover.Held)));

        await briefing.Do(new CoverWish(Cover.None));
        Assert.Equal((5L, Cover.None), (briefing.Now.Version, briefing.Now.Cover));
    }

    [Theory]
    [InlineData(Cover.None)]
    [InlineData(Cover.Held)]
    [InlineData(Cover.Blank)]
    public async Task Cover_ThatIsThereAlready_IsNoVersion(Cover cover)
    {
        if (cover != Cover.None)
            await briefing.Do(new CoverWish(cover));
        var before = briefing.Air.Newest;

        Assert.IsType<Nothing>(await briefing.Do(new CoverWish(cover)));

        Assert.Same(before, briefing.Air.Newest);
    }

    [Theory]
    [InlineData(Cover.Held)]
    [InlineData(Cover.Blank)]
    public async Task Restart_WhileCovered_ShowsExactlyTheSamePicture(Cover cover)
    {
        await briefing.Do(new OpenWish("Hội nghị", new(2024, 4, 12)));
        await briefing.Take(Say(Nation(), Usd(101)) with { IsCorrection = true });
        await briefing.Do(new CoverWish(cover));
        briefing.Time.Move(TimeSpan.FromSeconds(5));
        await briefing.Take(Say(Nation(), Usd(102)), Say(In("health"), Usd(7)));
        await briefing.Do(new DismissWish([Nation()]));
        await briefing.Take(new Scene(SceneKinds.Years, 2022));
        await briefing.Do(new UndoWish());
        await briefing.Do(new MeetingWish("Tên khác", new(2024, 4, 13), NeedsTwo: false));
        var (current, newest) = (Telling.Of(briefing.Air.Current), Telling.Of(briefing.Air.Newest));

        briefing.Restart();

        Assert.Equal(current, Telling.Of(briefing.Air.Current));
        Assert.Equal(newest, Telling.Of(briefing.Air.Newest));
        Assert.Equal(Telling.Of(briefing.Journal.Read(briefing.Now.Version).Snapshot), Telling.Of(briefing.Now.Snapshot));

        await briefing.Do(new CoverWish(Cover.None));
        Assert.Same(briefing.Air.Newest, briefing.Air.Current);
    }

    [Fact]
    public async Task Restart_AfterARelease_ShowsTheNewest()
    {
        await briefing.Do(new CoverWish(Cover.Blank));
        await briefing.Do(new CoverWish(Cover.None));
        await briefing.Take(Say(Nation(), Usd(101)));

        briefing.Restart();

        Assert.Same(briefing.Air.Newest, briefing.Air.Current);
        Assert.Equal(4, briefing.Now.Version);
    }

    [Fact]
    public async Task Notice_OfAnEditBehindTheCover_ComesToTheDesk()
    {
        await briefing.Do(new CoverWish(Cover.Held));
        var noticed = new TaskCompletionSource<(long, long)>();
        using var subscription = briefing.Air.Subscribe(() => noticed.TrySetResult((briefing.Air.Current.Version, briefing.Air.Newest.Version))).Subscription;

        await briefing.Take(Say(Nation(), Usd(101)));

        Assert.Equal((2L, 3L), await noticed.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Publish_ReadByOthersMeanwhile_NeverShowsTheScreensAheadOfTheJournal()
    {
        var air = new Air(briefing.Now);
        using var stop = new CancellationTokenSource();
        var ahead = 0;
        var reader = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var (current, newest) = (air.Current, air.Newest);
                if (current.Version > newest.Version)
                    Interlocked.Increment(ref ahead);
            }
        });
        reader.Start();
        for (var version = 2; version < 20_000; version++)
            air.Publish(briefing.Now with { Version = version });
        stop.Cancel();
        reader.Join();

        Assert.Equal(0, ahead);
    }
}
