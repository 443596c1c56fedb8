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

    [Fact]
    public async Task Rotation_WhenSomethingElseGoesOnAir_Ends()
    {
        await Fill("years", "sectors");
        await rotation.Start(20, TestBriefing.Operator);

        await briefing.Take(Say(Nation(), Usd(101)));
        var ended = Ended();
        time.Move(TimeSpan.FromSeconds(20));
        await ended;

        Assert.Null(rotation.Now);
        Assert.Equal(3, briefing.Now.Version);
    }

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

    /// <summary>The next step, until its version is on air and its timer is set.</summary>
    async Task Ring(long version)
    {
        var told = Told(() => briefing.Now.Version == version);
        time.Move(TimeSpan.FromSeconds(20));
        await told;
    }

    Task Ended() => Told(() => rotation.Now is null);

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
