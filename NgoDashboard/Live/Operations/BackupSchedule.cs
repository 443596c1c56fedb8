using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Live.Operations;

/// <summary>
/// Saves the database into a folder on a timer, and knows when it did so last. A failure ends nothing: it is told, and tried again. One
/// for the whole server; safe on any thread. Nothing where no folder is set.
/// </summary>
public sealed class BackupSchedule(BackupOptions options, Database database, TimeProvider time, ILogger<BackupSchedule> log)
    : IHostedService, IDisposable
{
    /// <summary>After a failure it is tried again as soon: a full disk that was emptied need not wait for the next hour.</summary>
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

    /// <summary>The backup that is being made, or the last.</summary>
    internal Task RunningBackup { get; private set; } = Task.CompletedTask;

    /// <summary>Notices after each try; see <see cref="ChangeNotifier"/>.</summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber) => notifier.Subscribe(subscriber);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (folder is null)
            return Task.CompletedTask;
        newest = folder.Backups is [var last, ..] ? new(last.MadeAt, last.Version) : null;
        var wait = newest is { } known ? known.MadeAt + options.Interval - time.GetUtcNow() : TimeSpan.Zero;
        // A clock that was ahead once has made one in the future: that must not put off the next.
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
        catch (Exception broken)
        {
            var refused = broken as StorageException ?? new StorageException(broken.Message, broken);
            failure = new(refused, failure?.FailingSince ?? time.GetUtcNow());
            log.LogError(broken, "No backup could be made; it is tried again.");
        }

        lock (gate)
        {
            if (!isStopped)
                timer!.Change(failure is not null && options.Interval > RetryAfter ? RetryAfter : options.Interval, Timeout.InfiniteTimeSpan);
        }

        notifier.Notify();
    }
}
