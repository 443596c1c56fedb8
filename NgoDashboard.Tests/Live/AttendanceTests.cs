using Dapper;
using Microsoft.Extensions.Logging;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;
using Point = NgoDashboard.Live.Point;
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

    [Theory]
    [InlineData(500.0)]
    [InlineData(-500.0)]
    [InlineData(0.1)]
    public async Task Point_WhileTheClockIsSet_IsThereForTheTimeThatPassed(double days)
    {
        await attendance.StartAsync(Cancellation);
        rollCall.Join("c1", new(null, "Điểm cầu Huế"));
        await Written(stay => stay.Connection == "c1");
        time.Move(TimeSpan.FromSeconds(4));

        time.Jump(TimeSpan.FromDays(days));
        time.Move(TimeSpan.FromSeconds(3));
        rollCall.Leave("c1");

        await Written(stay => stay.LeftAt is not null);
        var stay = Assert.Single(Stays());
        Assert.Equal((time.GetUtcNow().AddSeconds(-7), (DateTimeOffset?)time.GetUtcNow()), (stay.JoinedAt, stay.LeftAt));
    }

    [Theory]
    [InlineData(500.0)]
    [InlineData(-500.0)]
    public async Task Version_WhileTheClockIsSet_TookTheTimeThatPassed(double days)
    {
        var point = briefing.Points.Named("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Come(point, "a");
        await briefing.Take(Say(Nation(), Usd(101)));
        time.Jump(TimeSpan.FromDays(days));
        time.Move(TimeSpan.FromMilliseconds(70));

        rollCall.Painted("a", 2);

        Assert.Equal(TimeSpan.FromMilliseconds(70), Assert.Single(rollCall.Present).Delay);
        Assert.Equal(Reach(2, 1, 1, 1, 70, 70), reaches.All[2]);
    }

    [Fact]
    public async Task Record_OfAMeetingThatAWrongClockOpened_TellsWhoWasThere()
    {
        briefing.Time.Jump(TimeSpan.FromDays(500));
        await briefing.Do(new OpenWish("Phiên chiều", new(2024, 4, 12)));
        briefing.Time.Jump(TimeSpan.FromDays(-500));
        await attendance.StartAsync(Cancellation);
        rollCall.Join("c1", new(null, "Điểm cầu Huế"));
        await Written(stay => stay.Connection == "c1");
        await briefing.Take(Say(Nation(), Usd(101)));
        time.Move(TimeSpan.FromSeconds(7));

        var record = await new NgoDashboard.Live.Record(briefing.Journal, store, rollCall, reaches, time).OfMeeting();

        var point = Assert.Single(record!.Attendance);
        Assert.Equal((TimeSpan.FromSeconds(7), true), (point.Present, point.IsThere));
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

    [Fact]
    public async Task Version_ThatIsOnAir_IsCountedByPointsAndWrittenAtTheBeat()
    {
        Point[] points = [.. briefing.Points.Put([.. Enumerable.Range(1, 4).Select(i => new Point(0, PointKind.Local, HaiPhong, $"Điểm {i}"))])];
        await attendance.StartAsync(Cancellation);
        // Two screens at the first; a desk that looks in; nobody at the fourth.
        Come(points[0], "1a", "1b");
        Come(points[1], "2");
        rollCall.Join("desk", new(null, "Bàn điều hành"));
        await briefing.Take(Say(Nation(), Usd(101)));
        var takenAt = briefing.Now.At;

        foreach (var (at, connection) in (ReadOnlySpan<(int, string)>)[(100, "1a"), (300, "desk"), (400, "2"), (900, "1b")])
            Paint(connection, 2, takenAt.AddMilliseconds(at));
        // It came five seconds after the take: what it took is told from its coming.
        time.Move(takenAt.AddSeconds(5) - time.GetUtcNow());
        Come(points[2], "3");
        Paint("3", 2, takenAt.AddSeconds(5).AddMilliseconds(200));

        Assert.Equal(Reach(2, expected: 4, there: 3, painted: 3, median: 400, slowest: 900), reaches.All[2]);
        Assert.Empty(store.Reaches(2, 2));
        await Beat();
        await Wait.Until(() => Task.FromResult(store.Reaches(2, 2).Count == 1), () => Task.FromResult("nothing written"));
        Assert.Equal(reaches.All[2], Assert.Single(store.Reaches(2, 2)));
    }

    [Fact]
    public async Task Version_ThatIsPaintedWhenItIsOffAir_IsCountedAllTheSame()
    {
        var point = briefing.Points.Named("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Come(point, "a");
        await briefing.Take(Say(Nation(), Usd(101)));
        var takenAt = briefing.Now.At;
        await briefing.Take(Say(Nation(), Usd(102)));

        Paint("a", 2, takenAt.AddMilliseconds(50));

        Assert.Equal(Reach(2, 1, 1, 1, 50, 50), reaches.All[2]);
        Assert.Equal(Reach(3, 1, 1, 0, null, null), reaches.All[3]);
    }

    [Fact]
    public async Task Version_OneOfWhosePointsScreensLeavesWithoutPainting_IsPaintedThereByTheOthers()
    {
        var point = briefing.Points.Named("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Come(point, "a", "b");
        await briefing.Take(Say(Nation(), Usd(101)));
        Paint("a", 2, briefing.Now.At.AddMilliseconds(50));
        Assert.Equal(0, reaches.All[2].Painted);

        rollCall.Leave("b");

        Assert.Equal(Reach(2, 1, 1, 1, 50, 50), reaches.All[2]);
    }

    [Fact]
    public async Task Version_ThatOutlivesItsServer_KeepsWhatItTookThen()
    {
        Point[] points = [.. briefing.Points.Put([.. Enumerable.Range(1, 2).Select(i => new Point(0, PointKind.Local, HaiPhong, $"Điểm {i}"))])];
        store.PutReaches([Reach(1, 2, 1, 1, 700, 700)]);
        await attendance.StartAsync(Cancellation);

        Come(points[0], "a");
        Paint("a", 1, time.GetUtcNow().AddMilliseconds(20));
        Assert.Equal(Reach(1, 2, 1, 1, 700, 700), reaches.All[1]);
        // One more than then: now this start knows better.
        Come(points[1], "b");
        Paint("b", 1, time.GetUtcNow().AddMilliseconds(20));
        Assert.Equal(2, reaches.All[1].Painted);
    }

    [Fact]
    public async Task Versions_WhenTheServerStops_AreWrittenWithoutABeat()
    {
        var point = briefing.Points.Named("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Come(point, "a");
        Paint("a", 1, time.GetUtcNow());

        await attendance.StopAsync(Cancellation);

        Assert.Equal(1, Assert.Single(store.Reaches(1, 1)).Painted);
    }

    [Fact]
    public async Task Versions_WhileTheDiskRefuses_AreKeptUntilItTakesThem()
    {
        var point = briefing.Points.Named("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON version_reach BEGIN SELECT RAISE(ABORT, 'no space left'); END");
        Come(point, "a");
        Paint("a", 1, time.GetUtcNow());
        await Beat();
        await Wait.Until(() => Task.FromResult(log.Errors > 0), () => Task.FromResult("nothing was told"));
        await Beat();

        Execute("DROP TRIGGER full_disk");
        await Beat();

        await Wait.Until(() => Task.FromResult(store.Reaches(1, 1).Count == 1), () => Task.FromResult("nothing written"));
    }

    [Fact]
    public async Task Point_ThatWentBeforeTheServerWasStarted_IsGoneSinceThen()
    {
        var point = briefing.Points.Named("Hải Phòng", HaiPhong);
        var left = time.GetUtcNow().AddMinutes(5);
        store.Put([new("old", "Hải Phòng", "34:31", left.AddMinutes(-4), left, null, 1, 1, point.Id, "10.0.0.1")]);

        await attendance.StartAsync(Cancellation);

        var line = Assert.Single(new RollBook(rollCall, briefing.Points, briefing.Air, briefing.Journal).Now.Lines);
        Assert.Equal((PointState.Gone, (DateTimeOffset?)left), (line.State, line.Since));
    }

    [Fact]
    public async Task Record_OfAVersion_TellsHowFarItCame()
    {
        var point = briefing.Points.Named("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Come(point, "a");
        await briefing.Take(Say(Nation(), Usd(101)));
        Paint("a", 2, briefing.Now.At.AddMilliseconds(1_250));
        await briefing.Do(new CoverWish(Cover.Held));
        await briefing.Take(Say(Nation(), Usd(102)));

        var record = await new NgoDashboard.Live.Record(briefing.Journal, store, rollCall, reaches, time).OfMeeting();

        // The last was taken behind the hold: no screen showed it.
        Assert.Equal(
            ["2 1/1 · 1,3 s (chậm nhất 1,3 s)", "3 0/1", "4 "],
            record!.Versions.Skip(1).Select(version => $"{version.Version} {RecordText.Reach(version)}"));
    }

    void Come(Point point, params string[] connections)
    {
        foreach (var connection in connections)
            rollCall.Join(connection, new(point.Id, point.Name));
    }

    /// <summary>The clock goes on to that moment; it never goes back.</summary>
    void Paint(string connection, long version, DateTimeOffset at)
    {
        if (at > time.GetUtcNow())
            time.Move(at - time.GetUtcNow());
        rollCall.Painted(connection, version);
    }

    async Task Beat()
    {
        await Wait.Until(() => Task.FromResult(time.Waiting > 0), () => Task.FromResult("no beat"));
        time.Move(Attendance.Every);
    }

    [Fact]
    public async Task Versions_ThatAreOnTheDiskAndOffAir_AreNotKeptInMemory()
    {
        briefing.Points.Put([new Point(0, PointKind.Province, HaiPhong, "Hải Phòng")]);
        await attendance.StartAsync(Cancellation);
        for (var i = 0; i < 30; i++)
            await briefing.Take(Say(Nation(), Usd(101 + i), accepted: true));
        Assert.True(reaches.All.Count > 20);

        time.Move(Attendance.Every);
        await Wait.Until(() => Task.FromResult(store.Reaches(1, 31).Count > 20), () => Task.FromResult("nothing written"));
        await Wait.Until(() => Task.FromResult(reaches.All.Count <= 4), () => Task.FromResult($"{reaches.All.Count} are kept"));

        for (var i = 0; i < 6; i++)
            await briefing.Take(Say(Nation(), Usd(201 + i), accepted: true));
        Assert.True(reaches.All.Count <= 10);
        Assert.Equal(28, store.Reaches(1, 28).Count + reaches.All.Keys.Count(version => version <= 28 && store.Reaches(version, version).Count == 0));
    }

    static Reach Reach(long version, int expected, int there, int painted, int? median, int? slowest) => new(
        version, expected, there, painted, median is { } middle ? TimeSpan.FromMilliseconds(middle) : null, slowest is { } last ? TimeSpan.FromMilliseconds(last) : null);

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
