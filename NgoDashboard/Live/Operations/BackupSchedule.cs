using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Live.Operations;

/// <summary>
/// Backs up the database into a folder at an interval. A failure is reported in <see cref="Status"/> and retried. Does nothing without a
/// folder. Singleton; thread-safe.
/// </summary>
public sealed class BackupSchedule(BackupOptions options, Database database, TimeProvider time, ILogger<BackupSchedule> log)
    : IHostedService, IDisposable
{
    /// <summary>Retry interval after a failure, so that a backup does not wait for up to an hour after a full disk was cleared.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    readonly BackupFolder? folder = options.Folder is { } path ? new(path, database.Path) : null;
    readonly ChangeNotifier notifier = new();
    readonly Lock gate = new();
    volatile NewestBackup? newest;
    volatile BackupFailure? failure;
    ITimer? timer;
    bool isStopped;

    /// <summary>Null where no folder is set.</summary>
    public BackupStatus? Status => folder is null ? null : new(time.GetUtcNow(), newest, failure);

    /// <summary>The running backup, or the last one.</summary>
    internal Task RunningBackup { get; private set; } = Task.CompletedTask;

    /// <summary>Notifies after each attempt; see <see cref="ChangeNotifier"/>.</summary>
    /// <returns>Dispose to unsubscribe.</returns>
    public IDisposable Subscribe(Action subscriber) => notifier.Subscribe(subscriber);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (folder is null)
            return Task.CompletedTask;
        newest = folder.Backups is [var last, ..] ? new(last.MadeAt, last.Version) : null;
        var wait = newest is { } known ? known.MadeAt + options.Interval - time.GetUtcNow() : TimeSpan.Zero;
        // At most one interval, because a clock that was ahead may have stamped the newest backup with a future time.
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > options.Interval ? options.Interval : wait;
        lock (gate)
            timer = time.CreateTimer(_ => StartBackup(), null, wait, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        await RunningBackup.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            timer?.Dispose();
        }
    }

    void StartBackup()
    {
        lock (gate)
        {
            if (!isStopped)
                RunningBackup = Task.Run(() => MakeBackup(folder!));
        }
    }

    void MakeBackup(BackupFolder target)
    {
        try
        {
            var at = time.GetUtcNow();
            var written = target.AddBackup(database.Identity, options.RetainedCount, at);
            (newest, failure) = (new(at, written.Version), null);
            log.LogInformation(
                "Backup {Path}: version {Version}, {Bytes} bytes; a write to the disk meanwhile took {Wait} ms at the longest.",
                written.Path, written.Version, written.SizeBytes, written.MaxDiskLatency?.TotalMilliseconds);
        }
        catch (Exception exception)
        {
            var reported = exception as StorageException ?? new StorageException(exception.Message, exception);
            failure = new(reported, failure?.FailingSince ?? time.GetUtcNow());
            log.LogError(exception, "No backup could be made; it is tried again.");
        }

        lock (gate)
        {
            var wait = failure is not null && options.Interval > RetryAfter ? RetryAfter : options.Interval;
            if (!isStopped)
                timer!.Change(wait, Timeout.InfiniteTimeSpan);
        }

        notifier.Notify();
    }
}
