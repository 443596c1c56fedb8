using NgoDashboard.Screens.Connections;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Screens.Connections;

/// <summary>The connection limits, and the check whether accepting is dead.</summary>
public sealed class ConnectionLimitsTests
{
    [Theory]
    [InlineData(1024L, 300, null, 596)]
    [InlineData(1024L, 300, 100, 100)]
    [InlineData(1024L, 300, 5000, 596)]
    [InlineData(512L, 300, null, 148)]
    [InlineData(20_000L, 300, null, 18_676)]
    [InlineData(1_048_576L, 300, null, 50_000)]
    [InlineData(null, 0, null, 50_000)]
    [InlineData(null, 0, 16, 16)]
    public void Limit_OfTheConnections_IsBelowThatOfTheFilesAndLoweredByTheSetting(long? files, int open, int? setting, int expected)
    {
        var limits = ConnectionLimits.Create(files, open, setting)!;

        Assert.Equal(expected, limits.Connections);
        Assert.InRange(limits.UpgradedConnections, 1, limits.Connections - 4);
        Assert.InRange(limits.MaxScreens, 1, limits.UpgradedConnections);
        Assert.True(files is null || limits.Connections + open + 64 <= files);
    }

    [Theory]
    [InlineData(256L, 300)]
    [InlineData(380L, 301)]
    public void Limit_BelowThatOfTheSmallestMeeting_IsNone(long? files, int open) => Assert.Null(ConnectionLimits.Create(files, open, null));

    [Fact]
    public void Connection_TooMany_IsRefusedUntilOneGoes()
    {
        var connections = new OpenConnections(new(new ConnectionLimits(2, 1)));

        Assert.True(connections.TryAdd() && connections.TryAdd());
        Assert.True(connections.IsFull);
        Assert.False(connections.TryAdd());
        connections.Remove();
        Assert.True(connections.TryAdd());
        Assert.Equal((4, 1, 2), (connections.AcceptedCount, connections.RefusedCount, connections.OpenCount));
        Assert.True(connections.TryUpgrade());
        Assert.False(connections.TryUpgrade());
        connections.EndUpgrade();
        Assert.True(connections.TryUpgrade());
    }

    [Fact]
    public void Accepting_ThatIsNotAnsweredFor20Seconds_IsDead()
    {
        var time = new TestClock();
        var check = new AcceptLivenessCheck(time);

        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(_ => Probe(check, time, seconds: 5, isAnswered: false)));
    }

    [Fact]
    public void Accepting_ThatIsAnsweredInBetweenOrFull_IsAlive()
    {
        var time = new TestClock();
        var check = new AcceptLivenessCheck(time);

        Assert.All(Enumerable.Range(0, 20), round => Assert.False(Probe(check, time, seconds: 6, isAnswered: round % 3 == 0)));
        Assert.All(Enumerable.Range(0, 20), _ => Assert.False(Probe(check, time, seconds: 6, isAnswered: false, isFull: true)));
    }

    [Fact]
    public void Accepting_OfAProcessThatWasSuspended_IsAlive()
    {
        var time = new TestClock();
        var check = new AcceptLivenessCheck(time);

        // One probe per minute: the gaps are not counted, because the process was suspended.
        Assert.All(Enumerable.Range(0, 10), _ => Assert.False(Probe(check, time, seconds: 60, isAnswered: false)));
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(_ => Probe(check, time, seconds: 5, isAnswered: false)));
    }

    static bool Probe(AcceptLivenessCheck check, TestClock time, int seconds, bool isAnswered, bool isFull = false)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        return check.RecordProbe(isAnswered, isFull);
    }
}
