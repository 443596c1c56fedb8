using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Api.Http;
using NgoDashboard.Language;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Operations;

[Trait("Tier", "Long")]
public sealed class BackupScheduleTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string Into => folder.GetFilePath("backups");

    public void Dispose()
    {
        briefing.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Backups_OnATimer_AreMadeAtTheStartAndAfterEachIntervalAndTheOldestGo()
    {
        using var schedule = Schedule(keep: 2);
        await schedule.StartAsync(Cancellation);
        Assert.Null(schedule.Status!.Newest);

        await PassTime(schedule, TestClock.Resolution);
        Assert.Equal(["briefing.000001.20240412-073000.v1.backup"], Names());
        await briefing.Take(Restate(National(), Usd(101)));
        await PassTime(schedule, TimeSpan.FromMinutes(59));
        Assert.Single(Names());
        await PassTime(schedule, TimeSpan.FromMinutes(1));
        await PassTime(schedule, TimeSpan.FromHours(1));

        Assert.Equal(["briefing.000002.20240412-083000.v2.backup", "briefing.000003.20240412-093000.v2.backup"], Names());
        briefing.Time.Advance(TimeSpan.FromMinutes(12));
        Assert.Equal((2L, TimeSpan.FromMinutes(12), null), (schedule.Status!.Newest!.Version, schedule.Status.Age, schedule.Status.Failure));
        Assert.Equal("backup: 2024-04-12T09:30:00Z, version 2, 12 minutes old", HealthEndpoints.BackupStatusText(schedule.Status));
        DatabaseRestorer.RestoreDatabase(Path.Combine(Into, Names()[1]), folder.GetFilePath("restored.db"), briefing.Time.GetUtcNow());
    }

    [Fact]
    public async Task Schedule_AfterARestart_KnowsTheNewestAndWaitsForTheRestOfTheInterval()
    {
        using (var before = Schedule())
        {
            await before.StartAsync(Cancellation);
            await PassTime(before, TestClock.Resolution);
            await before.StopAsync(Cancellation);
        }

        // The name of the file has whole seconds.
        briefing.Time.Advance(TimeSpan.FromMinutes(40) - TestClock.Resolution);
        using var schedule = Schedule();
        await schedule.StartAsync(Cancellation);

        Assert.Equal((1L, TimeSpan.FromMinutes(40)), (schedule.Status!.Newest!.Version, schedule.Status.Age));
        await PassTime(schedule, TimeSpan.FromMinutes(19));
        Assert.Single(Names());
        await PassTime(schedule, TimeSpan.FromMinutes(1));
        Assert.Equal(2, Names().Length);
    }

    [Fact]
    public async Task Schedule_AfterAClockThatWasYearsAhead_GoesOnAndKeepsTheNewOnes()
    {
        Directory.CreateDirectory(Into);
        foreach (var number in Enumerable.Range(1, 3))
            await File.WriteAllTextAsync(Path.Combine(Into, $"briefing.{number:D6}.20290412-073000.v9.backup"), "", Cancellation);
        using var schedule = Schedule(keep: 3);
        await schedule.StartAsync(Cancellation);

        for (var hour = 0; hour < 3; hour++)
            await PassTime(schedule, TimeSpan.FromHours(1));

        Assert.Equal([4, 5, 6], Names().Select(name => int.Parse(name.Split('.')[1], null)));
    }

    [Fact]
    public async Task Failure_OfABackup_IsToldTriedAgainInAMinuteAndTheOlderOnesStay()
    {
        using var schedule = Schedule(keep: 1);
        await schedule.StartAsync(Cancellation);
        await PassTime(schedule, TestClock.Resolution);
        var notices = new SemaphoreSlim(0);
        using var subscription = schedule.Subscribe(() => notices.Release());
        // Simulates a lost disk: a file is in the place of the folder.
        Directory.Move(Into, Into + "-gone");
        await File.WriteAllTextAsync(Into, "", Cancellation);

        await PassTime(schedule, TimeSpan.FromHours(1));

        await notices.WaitAsync(Cancellation);
        var status = schedule.Status!;
        Assert.Contains(Into, status.Failure!.ToSentence(DisplayLanguage.Vietnamese), StringComparison.Ordinal);
        Assert.StartsWith(Into + ": could not be written", status.Failure!.ToSentence(DisplayLanguage.English), StringComparison.Ordinal);
        Assert.Equal("backup: 2024-04-12T07:30:00Z, version 1, 60 minutes old; failing since 2024-04-12T08:30:00Z", HealthEndpoints.BackupStatusText(status));
        await PassTime(schedule, BackupSchedule.RetryAfter);
        Assert.Equal("backup: 2024-04-12T07:30:00Z, version 1, 61 minutes old; failing since 2024-04-12T08:30:00Z", HealthEndpoints.BackupStatusText(schedule.Status!));

        File.Delete(Into);
        Directory.Move(Into + "-gone", Into);
        await PassTime(schedule, BackupSchedule.RetryAfter);

        Assert.Null(schedule.Status!.Failure);
        Assert.Equal(["briefing.000002.20240412-083200.v1.backup"], Names());
    }

    [Fact]
    public async Task Backups_OfAJournalThatIsNotTheServers_PushOutNoneThatAreGood()
    {
        using var schedule = Schedule(keep: 1);
        await schedule.StartAsync(Cancellation);
        await PassTime(schedule, TestClock.Resolution);
        var good = Names();
        using (var connection = briefing.Database.OpenConnection())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "UPDATE meta SET value = 'another' WHERE name = 'journal-id'";
            command.ExecuteNonQuery();
        }

        await PassTime(schedule, TimeSpan.FromHours(1));

        Assert.Equal(good, Names());
        Assert.Contains(briefing.Database.Path, schedule.Status!.Failure!.ToSentence(DisplayLanguage.Vietnamese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_ThatAreNotOfTheSchedule_AreLeftAlone()
    {
        Directory.CreateDirectory(Into);
        string[] others = ["briefing.backup", "briefing-rehearsal.000001.20240412-073000.v1.backup", "notes.txt"];
        foreach (var other in others)
            await File.WriteAllTextAsync(Path.Combine(Into, other), "", Cancellation);
        using var schedule = Schedule(keep: 1);
        await schedule.StartAsync(Cancellation);

        await PassTime(schedule, TestClock.Resolution);
        await PassTime(schedule, TimeSpan.FromHours(1));

        Assert.Equal([.. others.Append("briefing.000002.20240412-083000.v1.backup").Order(StringComparer.Ordinal)], Names());
    }

    [Fact]
    public async Task Schedule_WithoutAFolder_MakesNothingAndSaysNothing()
    {
        using var schedule = new BackupSchedule(BackupOptions.None, briefing.Database, briefing.Time, NullLogger<BackupSchedule>.Instance);
        await schedule.StartAsync(Cancellation);
        briefing.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null(schedule.Status);
        Assert.Equal(0, briefing.Time.PendingTimers);
    }

    [Theory]
    [InlineData("30m", null, 30, 24)]
    [InlineData("1h", "7", 60, 7)]
    [InlineData("1d", "1", 1440, 1)]
    [InlineData("31d", "1", 44_640, 1)]
    [InlineData("1.5h", "1", 90, 1)]
    [InlineData("02:00:00", "1", 120, 1)]
    [InlineData(null, null, 60, 24)]
    public void Options_ThatMakeSense_AreRead(string? every, string? keep, int minutes, int retained) =>
        Assert.Equal(new BackupOptions("/backups", TimeSpan.FromMinutes(minutes), retained), Options("/backups", every, keep));

    [Theory]
    [InlineData("/backups", "5", null, "Backup__Every")]
    [InlineData("/backups", "10s", null, "Backup__Every")]
    [InlineData("/backups", "0h", null, "Backup__Every")]
    [InlineData("/backups", "-1h", null, "Backup__Every")]
    [InlineData("/backups", "32d", null, "Backup__Every")]
    [InlineData("/backups", "soon", null, "Backup__Every")]
    [InlineData("/backups", "99999999999d", null, "Backup__Every")]
    [InlineData("/backups", "1h", "0", "Backup__Keep")]
    [InlineData("/backups", "1h", "-3", "Backup__Keep")]
    [InlineData("/backups", "1h", "many", "Backup__Keep")]
    [InlineData("/data/briefing.db.attachments/backups", "1h", "3", "Backup__Folder")]
    [InlineData("/data/briefing.db.reports", "1h", "3", "Backup__Folder")]
    [InlineData("/data/briefing.db", "1h", "3", "Backup__Folder")]
    [InlineData(null, "1h", null, "Backup__Folder")]
    [InlineData("", null, "5", "Backup__Folder")]
    public void Options_ThatMakeNoSense_AreRefusedWithASentence(string? into, string? every, string? keep, string setting) =>
        Assert.Contains(setting, Assert.Throws<InvalidSettingException>(() => Options(into, every, keep)).Message, StringComparison.Ordinal);

    static BackupOptions Options(string? into, string? every, string? keep) => BackupOptions.FromSettings(
        new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Backup:Folder"] = into, ["Backup:Every"] = every, ["Backup:Keep"] = keep }).Build()),
        "/data/briefing.db");

    BackupSchedule Schedule(int keep = 24) =>
        new(new(Into, TimeSpan.FromHours(1), keep), briefing.Database, briefing.Time, NullLogger<BackupSchedule>.Instance);

    /// <summary>Advances the clock and waits for the backup that it starts.</summary>
    async Task PassTime(BackupSchedule schedule, TimeSpan by)
    {
        briefing.Time.Advance(by);
        await schedule.RunningBackup.WaitAsync(Cancellation);
    }

    string[] Names() => [.. Directory.GetFiles(Into).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
