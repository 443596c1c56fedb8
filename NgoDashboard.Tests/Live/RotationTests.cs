using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

/// <summary>Time is rung by hand; a step ends when its version is on air.</summary>
public sealed class RotationTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100))]);
    readonly RingingTime time = new();
    readonly Rotation rotation;

    public RotationTests() => rotation = new(briefing.Agenda, briefing.Desk, briefing.Air, time);

    public void Dispose()
    {
        rotation.Dispose();
        briefing.Dispose();
    }

    [Fact]
    public async Task Rotation_OfTheAgenda_ShowsOneAfterAnotherAndBeginsAgain()
    {
        await Fill("years", "sectors");

        Assert.True(await rotation.Start(20, TestBriefing.Operator));
        Assert.Equal((2L, "years"), (briefing.Now.Version, briefing.Now.Scene.Kind));

        await Ring(3);
        Assert.Equal("sectors", briefing.Now.Scene.Kind);
        await Ring(4);
        Assert.Equal("years", briefing.Now.Scene.Kind);
        Assert.Equal(new Round(20, TestBriefing.Operator), rotation.Now);
    }

    public static TheoryData<Wish> Others => [new TakeWish(Draft.Of(new Scene("overview", Year))), new TakeWish(Draft.Of(Say(Nation(), Usd(101)))), new UndoWish(), new CoverWish(Cover.Held), new CoverWish(Cover.Blank)];

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task Rotation_WhenSomethingElseIsDone_EndsAtOnce(Wish other)
    {
        await Fill("years", "sectors");
        var always = briefing.Air.Subscribers;
        await rotation.Start(20, TestBriefing.Operator);

        var ended = Told(() => rotation.Now is null);
        await briefing.Do(other, TestBriefing.Second);
        await ended;

        time.Move(TimeSpan.FromSeconds(60));
        Assert.Equal(3, briefing.Air.Newest.Version);
        Assert.Equal((0, always), (time.Waiting, briefing.Air.Subscribers));
    }

    [Fact]
    public async Task Rotation_WhoseTimeComesAsSomebodyTakes_LeavesTheirSceneOnAir()
    {
        await Fill("years", "sectors");
        await rotation.Start(20, TestBriefing.Operator);

        // Its time is up before the notice of the take has reached it.
        var ended = Told(() => rotation.Now is null);
        await briefing.Take(new Scene("overview", Year));
        time.Move(TimeSpan.FromSeconds(20));
        await ended;

        Assert.Equal((3L, "overview"), (briefing.Now.Version, briefing.Now.Scene.Kind));
    }

    [Fact]
    public async Task Rotation_BegunAgain_GoesOnAtTheNewPaceOnly()
    {
        await Fill("years", "sectors", "overview");
        await rotation.Start(20, TestBriefing.Operator);
        await rotation.Start(60, TestBriefing.Second);

        time.Move(TimeSpan.FromSeconds(20));

        Assert.Equal((1, 3L, new Round(60, TestBriefing.Second)), (time.Waiting, briefing.Now.Version, rotation.Now));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(601)]
    public async Task Rotation_AtAnImpossiblePace_IsRefused(int seconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rotation.Start(seconds, TestBriefing.Operator));

    [Fact]
    public async Task Rotation_WithoutAnAgendaOrWithTwoKeysOrCovered_DoesNotBegin()
    {
        Assert.False(await rotation.Start(20, TestBriefing.Operator));

        await Fill("years");
        await briefing.Desk.Do(new CoverWish(Cover.Held), TestBriefing.Operator, TestContext.Current.CancellationToken);
        Assert.False(await rotation.Start(20, TestBriefing.Operator));
        await briefing.Desk.Do(new CoverWish(Cover.None), TestBriefing.Operator, TestContext.Current.CancellationToken);

        await briefing.Desk.Do(new MeetingWish("Giao ban", new(2024, 4, 12), NeedsTwo: true), TestBriefing.Operator, TestContext.Current.CancellationToken);
        Assert.False(await rotation.Start(20, TestBriefing.Operator));
        Assert.Equal(4, briefing.Now.Version);
    }

    [Fact]
    public async Task Rotation_Stopped_TakesNothingMore()
    {
        await Fill("years", "sectors");
        await rotation.Start(20, TestBriefing.Operator);

        rotation.Stop();
        time.Move(TimeSpan.FromSeconds(60));

        Assert.Null(rotation.Now);
        Assert.Equal(2, briefing.Now.Version);
    }

    [Fact]
    public async Task Rotation_OfAKeyThatIsRevoked_Ends()
    {
        await Fill("years", "sectors");
        await rotation.Start(20, TestBriefing.Second);
        var ended = Told(() => rotation.Now is null);
        Assert.IsType<Taken>(await briefing.Do(new RevokeKeyCommand(TestBriefing.Second.KeyId)));
        var version = briefing.Now.Version;
        await ended;
        time.Move(TimeSpan.FromSeconds(60));
        Assert.Equal(version, briefing.Now.Version);

        // Nor does it begin again.
        await Assert.ThrowsAsync<NgoDashboard.Storage.KeyRevokedException>(() => rotation.Start(20, TestBriefing.Second));
        Assert.Null(rotation.Now);
    }

    /// <summary>The next step, until its version is on air and its timer is set.</summary>
    async Task Ring(long version)
    {
        var told = Told(() => briefing.Now.Version == version);
        time.Move(TimeSpan.FromSeconds(20));
        await told;
    }

    async Task Told(Func<bool> isSo)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = rotation.Subscribe(() =>
        {
            if (isSo())
                told.TrySetResult();
        });
        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    async Task Fill(params string[] kinds)
    {
        foreach (var kind in kinds)
            await briefing.Agenda.Add(new(kind, Year), "");
    }
}
