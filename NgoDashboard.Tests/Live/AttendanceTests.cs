using Dapper;
using Microsoft.Extensions.Logging;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class AttendanceTests : IAsyncDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100))]);
    readonly RingingTime time = new();
    readonly Heard log = new();
    readonly RollCall rollCall;
    readonly Reaches reaches;
    readonly AttendanceStore store;
    readonly Attendance attendance;

    public AttendanceTests()
    {
        rollCall = new(briefing.Air, time);
        store = new(briefing.Database);
        reaches = new(rollCall, briefing.Points, briefing.Air);
        attendance = new(rollCall, reaches, briefing.Air, store, time, log);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await attendance.StopAsync(CancellationToken.None);
        attendance.Dispose();
        rollCall.Dispose();
        briefing.Dispose();
    }

    [Fact]
    public async Task Point_ThatComesAndGoes_IsWrittenWithItsTimesAndVersions()
    {
        await attendance.StartAsync(Cancellation);
        var came = time.GetUtcNow();
        rollCall.Join("c1", new(null, "Điểm cầu Huế", "34:31"));
        await Written(stay => stay is { Connection: "c1", LeftAt: null });
        rollCall.Painted("c1", 1);
        await briefing.Take(Say(Nation(), Usd(101)));
        rollCall.Painted("c1", 2);
        time.Move(TimeSpan.FromSeconds(3));

        rollCall.Leave("c1");

        await Written(stay => stay.LeftAt is not null);
        Assert.Equal(
            new Stay("c1", "Điểm cầu Huế", "34:31", came, came.AddSeconds(3), came.AddSeconds(3), 1, 2), Assert.Single(Stays()));
    }

    [Fact]
    public async Task Point_ThatStays_IsSeenEveryTenSecondsAndNotBetween()
    {
        await attendance.StartAsync(Cancellation);
        var came = time.GetUtcNow();
        rollCall.Join("c1", new(null, "Điểm cầu Huế"));
        await Written(stay => stay.SeenAt == came);
        rollCall.Painted("c1", 1);

        time.Move(TimeSpan.FromSeconds(9));
        Assert.Equal((came, null), Assert.Single(Stays()) is var early ? (early.SeenAt, early.LastVersion) : default);
        time.Move(TimeSpan.FromSeconds(1));
        await Written(stay => stay.SeenAt == came.AddSeconds(10) && stay.LastVersion == 1);

        // Armed again once it has written.
        await Wait.Until(() => Task.FromResult(time.Waiting > 0), () => Task.FromResult("no beat"));
        time.Move(TimeSpan.FromSeconds(10));
        await Written(stay => stay.SeenAt == came.AddSeconds(20));
    }

    [Fact]
    public async Task Point_ThatWasThereWhenTheServerDied_LeftWhenItWasSeenLast()
    {
        var at = time.GetUtcNow().AddHours(-1);
        store.Put([new("old", "Điểm cầu Huế", null, at, at.AddMinutes(5), null, 1, 7)]);

        await attendance.StartAsync(Cancellation);

        Assert.Equal(at.AddMinutes(5), Assert.Single(Stays()).LeftAt);
    }

    [Fact]
    public async Task Point_ThatIsThereWhenTheServerStops_LeavesWithIt()
    {
        await attendance.StartAsync(Cancellation);
        rollCall.Join("c1", new(null, "Điểm cầu Huế"));
        time.Move(TimeSpan.FromSeconds(4));

        await attendance.StopAsync(Cancellation);

        Assert.Equal(time.GetUtcNow(), Assert.Single(Stays()).LeftAt);
    }

    [Fact]
    public async Task Disk_ThatRefuses_IsToldOnceAndWhatItRefusedIsWrittenLater()
    {
        await attendance.StartAsync(Cancellation);
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON attendance BEGIN SELECT RAISE(ABORT, 'no space left'); END");
        rollCall.Join("c1", new(null, "Điểm cầu Huế"));
        await Wait.Until(() => Task.FromResult(log.Errors > 0), () => Task.FromResult("nothing was told"));
        rollCall.Join("c2", new(null, "Điểm cầu Cà Mau"));
        rollCall.Leave("c2");
        time.Move(TimeSpan.FromSeconds(10));
        await Wait.Until(() => Task.FromResult(time.Waiting > 0), () => Task.FromResult("no beat"));
        Assert.Empty(Stays());
        // Nobody at the screens noticed.
        rollCall.Painted("c1", 1);
        Assert.Equal(1, Assert.Single(rollCall.Present).Painted);

        Execute("DROP TRIGGER full_disk");
        time.Move(TimeSpan.FromSeconds(10));

        await Wait.Until(() => Task.FromResult(Stays().Count == 2), () => Task.FromResult($"{Stays().Count} stays"));
        Assert.Equal(["c1", "c2"], Stays().Select(stay => stay.Connection));
        Assert.Equal(1, log.Errors);
    }

    [Fact]
    public async Task Record_OfAPointThatIsThere_TellsItAsItIsNow()
    {
        await attendance.StartAsync(Cancellation);
        rollCall.Join("c1", new(null, "Điểm cầu Huế"));
        await Written(stay => stay.Connection == "c1");
        rollCall.Painted("c1", 1);
        time.Move(TimeSpan.FromSeconds(7));

        var record = await new NgoDashboard.Live.Record(briefing.Journal, store, rollCall, reaches, time).OfMeeting();

        var point = Assert.Single(record!.Attendance);
        Assert.Equal(("Điểm cầu Huế", true, TimeSpan.FromSeconds(7), 0, 1L, true), (point.Point, point.IsThere, point.Present, point.Gaps, point.LastPainted, point.IsUpToDate));
    }

    IReadOnlyList<Stay> Stays() => store.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    Task Written(Predicate<Stay> isSo) =>
        Wait.Until(() => Task.FromResult(Stays().Any(stay => isSo(stay))), () => Task.FromResult(string.Join('\n', Stays())));

    void Execute(string sql)
    {
        using var connection = briefing.Database.Open();
        connection.Execute(sql);
    }

    sealed class Heard : ILogger<Attendance>
    {
        int errors;

        public int Errors => Volatile.Read(ref errors);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
                Interlocked.Increment(ref errors);
        }
    }
}
