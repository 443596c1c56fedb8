using Dapper;
using Microsoft.Extensions.Logging;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Live.Attendance;

public sealed class AttendanceRecorderTests : IAsyncDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly ErrorCounter log = new();
    readonly ConnectedScreens connectedScreens;
    readonly DeliveryStats deliveries;
    readonly AttendanceStore store;
    readonly AttendanceRecorder attendance;

    public AttendanceRecorderTests()
    {
        connectedScreens = new(briefing.LiveBriefing, briefing.Time);
        store = new(briefing.Database);
        deliveries = new(connectedScreens, briefing.Points, briefing.LiveBriefing);
        attendance = new(connectedScreens, deliveries, briefing.LiveBriefing, store, briefing.Time, log);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await attendance.StopAsync(CancellationToken.None);
        attendance.Dispose();
        connectedScreens.Dispose();
        briefing.Dispose();
    }

    [Fact]
    public async Task Point_ThatComesAndGoes_IsWrittenWithItsTimesAndVersions()
    {
        await attendance.StartAsync(Cancellation);
        var came = briefing.Time.GetUtcNow();
        connectedScreens.Join("c1", new(null, "Điểm cầu Huế", "34:31"));
        await WaitUntilWritten(stay => stay is { Connection: "c1", LeftAt: null });
        connectedScreens.AcknowledgePainted("c1", 1);
        await briefing.Take(Restate(National(), Usd(101)));
        connectedScreens.AcknowledgePainted("c1", 2);
        briefing.Time.Advance(TimeSpan.FromSeconds(3));

        connectedScreens.Leave("c1");

        await WaitUntilWritten(stay => stay.LeftAt is not null);
        Assert.Equal(
            new AttendanceRecord("c1", "Điểm cầu Huế", "34:31", came, came.AddSeconds(3), came.AddSeconds(3), 1, 2), Assert.Single(Stays()));
    }

    [Fact]
    public async Task Point_ThatStays_IsSeenEveryTenSecondsAndNotBetween()
    {
        await attendance.StartAsync(Cancellation);
        var came = briefing.Time.GetUtcNow();
        connectedScreens.Join("c1", new(null, "Điểm cầu Huế"));
        await WaitUntilWritten(stay => stay.LastSeenAt == came);
        connectedScreens.AcknowledgePainted("c1", 1);

        briefing.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal((came, null), Assert.Single(Stays()) is var early ? (early.LastSeenAt, early.LastVersion) : default);
        briefing.Time.Advance(TimeSpan.FromSeconds(1));
        await WaitUntilWritten(stay => stay.LastSeenAt == came.AddSeconds(10) && stay.LastVersion == 1);

        // The timer is set again after the write.
        await Wait.Until(() => Task.FromResult(briefing.Time.PendingTimers > 0), () => Task.FromResult("no beat"));
        briefing.Time.Advance(TimeSpan.FromSeconds(10));
        await WaitUntilWritten(stay => stay.LastSeenAt == came.AddSeconds(20));
    }

    [Theory]
    [InlineData(500.0)]
    [InlineData(-500.0)]
    [InlineData(0.1)]
    public async Task Point_WhileTheClockIsSet_IsThereForTheTimeThatPassed(double days)
    {
        await attendance.StartAsync(Cancellation);
        connectedScreens.Join("c1", new(null, "Điểm cầu Huế"));
        await WaitUntilWritten(stay => stay.Connection == "c1");
        briefing.Time.Advance(TimeSpan.FromSeconds(4));

        briefing.Time.ShiftClock(TimeSpan.FromDays(days));
        briefing.Time.Advance(TimeSpan.FromSeconds(3));
        connectedScreens.Leave("c1");

        await WaitUntilWritten(stay => stay.LeftAt is not null);
        var stay = Assert.Single(Stays());
        Assert.Equal((briefing.Time.GetUtcNow().AddSeconds(-7), (DateTimeOffset?)briefing.Time.GetUtcNow()), (stay.JoinedAt, stay.LeftAt));
    }

    [Theory]
    [InlineData(500.0)]
    [InlineData(-500.0)]
    public async Task Version_WhileTheClockIsSet_TookTheTimeThatPassed(double days)
    {
        var point = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Connect(point, "a");
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.ShiftClock(TimeSpan.FromDays(days));
        briefing.Time.Advance(TimeSpan.FromMilliseconds(70));

        connectedScreens.AcknowledgePainted("a", 2);

        Assert.Equal(TimeSpan.FromMilliseconds(70), Assert.Single(connectedScreens.All).Delay);
        Assert.Equal(Delivery(2, 1, 1, 1, 70, 70), deliveries.All[2]);
    }

    [Fact]
    public async Task Record_OfAMeetingThatAWrongClockOpened_TellsWhoWasThere()
    {
        briefing.Time.ShiftClock(TimeSpan.FromDays(500));
        await briefing.Execute(new OpenMeetingCommand("Phiên chiều", new(2024, 4, 12)));
        briefing.Time.ShiftClock(TimeSpan.FromDays(-500));
        await attendance.StartAsync(Cancellation);
        connectedScreens.Join("c1", new(null, "Điểm cầu Huế"));
        await WaitUntilWritten(stay => stay.Connection == "c1");
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromSeconds(7));

        var record = await new NgoDashboard.Live.Records.RecordReader(briefing.Journal, store, connectedScreens, deliveries, briefing.Time).ForMeeting();

        var point = Assert.Single(record!.Attendance);
        Assert.Equal((TimeSpan.FromSeconds(7), true), (point.TimePresent, point.IsConnected));
    }

    [Fact]
    public async Task Point_ThatWasThereWhenTheServerDied_LeftWhenItWasSeenLast()
    {
        var at = briefing.Time.GetUtcNow().AddHours(-1);
        store.SaveAttendance([new("old", "Điểm cầu Huế", null, at, at.AddMinutes(5), null, 1, 7)]);

        await attendance.StartAsync(Cancellation);

        Assert.Equal(at.AddMinutes(5), Assert.Single(Stays()).LeftAt);
    }

    [Fact]
    public async Task Point_ThatIsThereWhenTheServerStops_LeavesWithIt()
    {
        await attendance.StartAsync(Cancellation);
        connectedScreens.Join("c1", new(null, "Điểm cầu Huế"));
        briefing.Time.Advance(TimeSpan.FromSeconds(4));

        await attendance.StopAsync(Cancellation);

        Assert.Equal(briefing.Time.GetUtcNow(), Assert.Single(Stays()).LeftAt);
    }

    [Fact]
    public async Task Disk_ThatRefuses_IsToldOnceAndWhatItRefusedIsWrittenLater()
    {
        await attendance.StartAsync(Cancellation);
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON attendance BEGIN SELECT RAISE(ABORT, 'no space left'); END");
        connectedScreens.Join("c1", new(null, "Điểm cầu Huế"));
        await Wait.Until(() => Task.FromResult(log.Errors > 0), () => Task.FromResult("nothing was told"));
        connectedScreens.Join("c2", new(null, "Điểm cầu Cà Mau"));
        connectedScreens.Leave("c2");
        briefing.Time.Advance(TimeSpan.FromSeconds(10));
        await Wait.Until(() => Task.FromResult(briefing.Time.PendingTimers > 0), () => Task.FromResult("no beat"));
        Assert.Empty(Stays());
        // The screens are not affected.
        connectedScreens.AcknowledgePainted("c1", 1);
        Assert.Equal(1, Assert.Single(connectedScreens.All).PaintedVersion);

        Execute("DROP TRIGGER full_disk");
        briefing.Time.Advance(TimeSpan.FromSeconds(10));

        await Wait.Until(() => Task.FromResult(Stays().Count == 2), () => Task.FromResult($"{Stays().Count} stays"));
        Assert.Equal(["c1", "c2"], Stays().Select(stay => stay.Connection));
        Assert.Equal(1, log.Errors);
    }

    [Fact]
    public async Task Record_OfAPointThatIsThere_TellsItAsItIsNow()
    {
        await attendance.StartAsync(Cancellation);
        connectedScreens.Join("c1", new(null, "Điểm cầu Huế"));
        await WaitUntilWritten(stay => stay.Connection == "c1");
        connectedScreens.AcknowledgePainted("c1", 1);
        briefing.Time.Advance(TimeSpan.FromSeconds(7));

        var record = await new NgoDashboard.Live.Records.RecordReader(briefing.Journal, store, connectedScreens, deliveries, briefing.Time).ForMeeting();

        var point = Assert.Single(record!.Attendance);
        Assert.Equal(("Điểm cầu Huế", true, TimeSpan.FromSeconds(7), 0, 1L, true), (point.PointName, point.IsConnected, point.TimePresent, point.GapCount, point.LastPaintedVersion, point.IsUpToDate));
    }

    [Fact]
    public async Task Version_ThatIsOnAir_IsCountedByPointsAndWrittenAtTheBeat()
    {
        Point[] points = [.. briefing.Points.Save([.. Enumerable.Range(1, 4).Select(i => new Point(0, PointKind.Local, HaiPhong, $"Điểm {i}"))])];
        await attendance.StartAsync(Cancellation);
        // Two screens at the first point, a desk's own connection, none at the fourth point.
        Connect(points[0], "1a", "1b");
        Connect(points[1], "2");
        connectedScreens.Join("desk", new(null, "Bàn điều hành"));
        await briefing.Take(Restate(National(), Usd(101)));
        var takenAt = briefing.State.TakenAt;

        foreach (var (at, connection) in (ReadOnlySpan<(int, string)>)[(100, "1a"), (300, "desk"), (400, "2"), (900, "1b")])
            Paint(connection, 2, takenAt.AddMilliseconds(at));
        // Connected five seconds after the take: its delay counts from then.
        briefing.Time.Advance(takenAt.AddSeconds(5) - briefing.Time.GetUtcNow());
        Connect(points[2], "3");
        Paint("3", 2, takenAt.AddSeconds(5).AddMilliseconds(200));

        Assert.Equal(Delivery(2, expected: 4, there: 3, painted: 3, median: 400, slowest: 900), deliveries.All[2]);
        Assert.Empty(store.LoadDeliveries(2, 2));
        await PassWriteInterval();
        await Wait.Until(() => Task.FromResult(store.LoadDeliveries(2, 2).Count == 1), () => Task.FromResult("nothing written"));
        Assert.Equal(deliveries.All[2], Assert.Single(store.LoadDeliveries(2, 2)));
    }

    [Fact]
    public async Task Version_ThatIsPaintedWhenItIsOffAir_IsCountedAllTheSame()
    {
        var point = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Connect(point, "a");
        await briefing.Take(Restate(National(), Usd(101)));
        var takenAt = briefing.State.TakenAt;
        await briefing.Take(Restate(National(), Usd(102)));

        Paint("a", 2, takenAt.AddMilliseconds(50));

        Assert.Equal(Delivery(2, 1, 1, 1, 50, 50), deliveries.All[2]);
        Assert.Equal(Delivery(3, 1, 1, 0, null, null), deliveries.All[3]);
    }

    [Fact]
    public async Task Version_OneOfWhosePointsScreensLeavesWithoutPainting_IsPaintedThereByTheOthers()
    {
        var point = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Connect(point, "a", "b");
        await briefing.Take(Restate(National(), Usd(101)));
        Paint("a", 2, briefing.State.TakenAt.AddMilliseconds(50));
        Assert.Equal(0, deliveries.All[2].Painted);

        connectedScreens.Leave("b");

        Assert.Equal(Delivery(2, 1, 1, 1, 50, 50), deliveries.All[2]);
    }

    [Fact]
    public async Task Version_ThatOutlivesItsServer_KeepsWhatItTookThen()
    {
        Point[] points = [.. briefing.Points.Save([.. Enumerable.Range(1, 2).Select(i => new Point(0, PointKind.Local, HaiPhong, $"Điểm {i}"))])];
        store.SaveDeliveries([Delivery(1, 2, 1, 1, 700, 700)]);
        await attendance.StartAsync(Cancellation);

        Connect(points[0], "a");
        Paint("a", 1, briefing.Time.GetUtcNow().AddMilliseconds(20));
        Assert.Equal(Delivery(1, 2, 1, 1, 700, 700), deliveries.All[1]);
        // More points than before the restart: now the new count is used.
        Connect(points[1], "b");
        Paint("b", 1, briefing.Time.GetUtcNow().AddMilliseconds(20));
        Assert.Equal(2, deliveries.All[1].Painted);
    }

    [Fact]
    public async Task Versions_WhenTheServerStops_AreWrittenWithoutABeat()
    {
        var point = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Connect(point, "a");
        Paint("a", 1, briefing.Time.GetUtcNow());

        await attendance.StopAsync(Cancellation);

        Assert.Equal(1, Assert.Single(store.LoadDeliveries(1, 1)).Painted);
    }

    [Fact]
    public async Task Versions_WhileTheDiskRefuses_AreKeptUntilItTakesThem()
    {
        var point = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON version_reach BEGIN SELECT RAISE(ABORT, 'no space left'); END");
        Connect(point, "a");
        Paint("a", 1, briefing.Time.GetUtcNow());
        await PassWriteInterval();
        await Wait.Until(() => Task.FromResult(log.Errors > 0), () => Task.FromResult("nothing was told"));
        await PassWriteInterval();

        Execute("DROP TRIGGER full_disk");
        await PassWriteInterval();

        await Wait.Until(() => Task.FromResult(store.LoadDeliveries(1, 1).Count == 1), () => Task.FromResult("nothing written"));
    }

    [Fact]
    public async Task Point_ThatWentBeforeTheServerWasStarted_IsGoneSinceThen()
    {
        var point = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        var left = briefing.Time.GetUtcNow().AddMinutes(5);
        store.SaveAttendance([new("old", "Hải Phòng", "34:31", left.AddMinutes(-4), left, null, 1, 1, point.Id, "10.0.0.1")]);

        await attendance.StartAsync(Cancellation);

        var line = Assert.Single(new RollCallView(connectedScreens, briefing.Points, briefing.LiveBriefing, briefing.Journal).Current.Lines);
        Assert.Equal((PointState.Disconnected, (DateTimeOffset?)left), (line.State, line.Since));
    }

    [Fact]
    public async Task Record_OfAVersion_TellsHowFarItCame()
    {
        var point = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        await attendance.StartAsync(Cancellation);
        Connect(point, "a");
        await briefing.Take(Restate(National(), Usd(101)));
        Paint("a", 2, briefing.State.TakenAt.AddMilliseconds(1_250));
        await briefing.Execute(new CoverCommand(Cover.Held));
        await briefing.Take(Restate(National(), Usd(102)));

        var record = await new NgoDashboard.Live.Records.RecordReader(briefing.Journal, store, connectedScreens, deliveries, briefing.Time).ForMeeting();

        // The last version was taken during the hold: no screen showed it.
        Assert.Equal(
            ["2 1/1 · 1,3 s (chậm nhất 1,3 s)", "3 0/1", "4 "],
            record!.Versions.Skip(1).Select(version => $"{version.Version} {RecordText.FormatDelivery(version, DisplayLanguage.Vietnamese)}"));
    }

    void Connect(Point point, params string[] connections)
    {
        foreach (var connection in connections)
            connectedScreens.Join(connection, new(point.Id, point.Name));
    }

    /// <summary>Advances the clock to that time; never sets it back.</summary>
    void Paint(string connection, long version, DateTimeOffset at)
    {
        if (at > briefing.Time.GetUtcNow())
            briefing.Time.Advance(at - briefing.Time.GetUtcNow());
        connectedScreens.AcknowledgePainted(connection, version);
    }

    async Task PassWriteInterval()
    {
        await Wait.Until(() => Task.FromResult(briefing.Time.PendingTimers > 0), () => Task.FromResult("no beat"));
        briefing.Time.Advance(AttendanceRecorder.WriteInterval);
    }

    [Fact]
    public async Task Versions_ThatAreOnTheDiskAndOffAir_AreNotKeptInMemory()
    {
        briefing.Points.Save([new Point(0, PointKind.Province, HaiPhong, "Hải Phòng")]);
        await attendance.StartAsync(Cancellation);
        for (var i = 0; i < 30; i++)
            await briefing.Take(Restate(National(), Usd(101 + i), accepted: true));
        Assert.True(deliveries.All.Count > 20);

        briefing.Time.Advance(AttendanceRecorder.WriteInterval);
        await Wait.Until(() => Task.FromResult(store.LoadDeliveries(1, 31).Count > 20), () => Task.FromResult("nothing written"));
        await Wait.Until(() => Task.FromResult(deliveries.All.Count <= 4), () => Task.FromResult($"{deliveries.All.Count} are kept"));

        for (var i = 0; i < 6; i++)
            await briefing.Take(Restate(National(), Usd(201 + i), accepted: true));
        Assert.True(deliveries.All.Count <= 10);
        Assert.Equal(28, store.LoadDeliveries(1, 28).Count + deliveries.All.Keys.Count(version => version <= 28 && store.LoadDeliveries(version, version).Count == 0));
    }

    static VersionDelivery Delivery(long version, int expected, int there, int painted, int? median, int? slowest) => new(
        version, expected, there, painted, median is { } middle ? TimeSpan.FromMilliseconds(middle) : null, slowest is { } last ? TimeSpan.FromMilliseconds(last) : null);

    IReadOnlyList<AttendanceRecord> Stays() => store.LoadAttendance(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    Task WaitUntilWritten(Predicate<AttendanceRecord> condition) =>
        Wait.Until(() => Task.FromResult(Stays().Any(stay => condition(stay))), () => Task.FromResult(string.Join('\n', Stays())));

    void Execute(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        connection.Execute(sql);
    }

    sealed class ErrorCounter : ILogger<AttendanceRecorder>
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
