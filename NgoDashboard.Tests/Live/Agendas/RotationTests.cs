using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Agendas;

/// <summary>With manual time; a step ends when its version is on air.</summary>
public sealed class RotationTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly Rotation rotation;

    public RotationTests() => rotation = new(briefing.Agenda, briefing.Desk, briefing.LiveBriefing, briefing.Time);

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
        Assert.Equal((2L, "years"), (briefing.State.Version, briefing.State.Scene.Kind));

        await PassInterval(3);
        Assert.Equal("sectors", briefing.State.Scene.Kind);
        await PassInterval(4);
        Assert.Equal("years", briefing.State.Scene.Kind);
        Assert.Equal(new RotationRun(20, TestBriefing.Operator), rotation.CurrentRun);
    }

    public static TheoryData<DeskCommand> Others => [new TakeCommand(Draft.From(new Scene("overview", Year))), new TakeCommand(Draft.From(Restate(National(), Usd(101)))), new UndoCommand(), new CoverCommand(Cover.Held), new CoverCommand(Cover.Blank)];

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task Rotation_WhenSomethingElseIsDone_EndsAtOnce(DeskCommand other)
    {
        await Fill("years", "sectors");
        var always = briefing.LiveBriefing.SubscriberCount;
        await rotation.Start(20, TestBriefing.Operator);

        var ended = WaitForNotification(() => rotation.CurrentRun is null);
        await briefing.Execute(other, TestBriefing.SecondOperator);
        await ended;

        briefing.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(3, briefing.LiveBriefing.Newest.Version);
        Assert.Equal((0, always), (briefing.Time.PendingTimers, briefing.LiveBriefing.SubscriberCount));
    }

    [Fact]
    public async Task Rotation_WhoseTimeComesAsSomebodyTakes_LeavesTheirSceneOnAir()
    {
        await Fill("years", "sectors");
        await rotation.Start(20, TestBriefing.Operator);

        // The timer fires before the notification of the take arrives.
        var ended = WaitForNotification(() => rotation.CurrentRun is null);
        await briefing.Take(new Scene("overview", Year));
        briefing.Time.Advance(TimeSpan.FromSeconds(20));
        await ended;

        Assert.Equal((3L, "overview"), (briefing.State.Version, briefing.State.Scene.Kind));
    }

    [Fact]
    public async Task Rotation_BegunAgain_GoesOnAtTheNewPaceOnly()
    {
        await Fill("years", "sectors", "overview");
        await rotation.Start(20, TestBriefing.Operator);
        await rotation.Start(60, TestBriefing.SecondOperator);

        briefing.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal((1, 3L, new RotationRun(60, TestBriefing.SecondOperator)), (briefing.Time.PendingTimers, briefing.State.Version, rotation.CurrentRun));
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
        await briefing.Desk.Execute(new CoverCommand(Cover.Held), TestBriefing.Operator, TestContext.Current.CancellationToken);
        Assert.False(await rotation.Start(20, TestBriefing.Operator));
        await briefing.Desk.Execute(new CoverCommand(Cover.None), TestBriefing.Operator, TestContext.Current.CancellationToken);

        await briefing.Desk.Execute(new ChangeMeetingCommand("Giao ban", new(2024, 4, 12), RequiresApproval: true), TestBriefing.Operator, TestContext.Current.CancellationToken);
        Assert.False(await rotation.Start(20, TestBriefing.Operator));
        Assert.Equal(4, briefing.State.Version);
    }

    [Fact]
    public async Task Rotation_Stopped_TakesNothingMore()
    {
        await Fill("years", "sectors");
        await rotation.Start(20, TestBriefing.Operator);

        rotation.Stop();
        briefing.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(rotation.CurrentRun);
        Assert.Equal(2, briefing.State.Version);
    }

    [Fact]
    public async Task Rotation_OfAKeyThatIsRevoked_Ends()
    {
        await Fill("years", "sectors");
        await rotation.Start(20, TestBriefing.SecondOperator);
        var ended = WaitForNotification(() => rotation.CurrentRun is null);
        Assert.IsType<Committed>(await briefing.Execute(new RevokeKeyCommand(TestBriefing.SecondOperator.KeyId)));
        var version = briefing.State.Version;
        await ended;
        briefing.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(version, briefing.State.Version);

        // It cannot be started again either.
        await Assert.ThrowsAsync<NgoDashboard.Storage.Engine.KeyRevokedException>(() => rotation.Start(20, TestBriefing.SecondOperator));
        Assert.Null(rotation.CurrentRun);
    }

    /// <summary>Advances by one interval and waits until that version is on air and the next timer is set.</summary>
    async Task PassInterval(long version)
    {
        var notified = WaitForNotification(() => briefing.State.Version == version);
        briefing.Time.Advance(TimeSpan.FromSeconds(20));
        await notified;
    }

    async Task WaitForNotification(Func<bool> condition)
    {
        var notified = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = rotation.Subscribe(() =>
        {
            if (condition())
                notified.TrySetResult();
        });
        await notified.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    async Task Fill(params string[] kinds)
    {
        foreach (var kind in kinds)
            await briefing.Agenda.Add(new(kind, Year), "");
    }
}
