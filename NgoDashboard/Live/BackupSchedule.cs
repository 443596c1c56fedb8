using NgoDashboard.Storage;
using NgoDashboard.Storage.Backup;

namespace NgoDashboard.Live;

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
    readonly Notices notices = new();
    readonly Lock gate = new();
    volatile NewestBackup? newest;
    volatile BackupFailure? failure;
    ITimer? timer;
    bool isStopped;

    /// <summary>Null where no folder is set.</summary>
    public BackupStatus? Status => folder is null ? null : new(time.GetUtcNow(), newest, failure);

    /// <summary>The backup that is being made, or the last.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Notices after each try; see <see cref="Notices"/>.</summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber) => notices.Subscribe(subscriber);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (folder is null)
            return Task.CompletedTask;
        newest = folder.All is [var last, ..] ? new(last.MadeAt, last.Version) : null;
        var wait = newest is { } known ? known.MadeAt + options.Every - time.GetUtcNow() : TimeSpan.Zero;
        // A clock that was ahead once has made one in the future: that must not put off the next.
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > options.Every ? options.Every : wait;
        lock (gate)
            timer = time.CreateTimer(_ => Begin(), null, wait, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        await Running.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            timer?.Dispose();
        }
    }

    void Begin()
    {
        lock (gate)
        {
            if (!isStopped)
                Running = Task.Run(() => Make(folder!));
        }
    }

    void Make(BackupFolder into)
    {
        try
        {
            var at = time.GetUtcNow();
            var written = into.Add(database.Identity, options.Keep, at);
            (newest, failure) = (new(at, written.Version), null);
            log.LogInformation(
                "Backup {Path}: version {Version}, {Bytes} bytes; a write to the disk meanwhile took {Wait} ms at the longest.",
                written.Path, written.Version, written.Bytes, written.LongestDiskWait?.TotalMilliseconds);
        }
        catch (Exception broken)
        {
            var refused = broken as StorageException ?? new StorageException(broken.Message, broken);
            failure = new(refused, failure?.Since ?? time.GetUtcNow());
            log.LogError(broken, "No backup could be made; it is tried again.");
        }

        lock (gate)
        {
            if (!isStopped)
                timer!.Change(failure is not null && options.Every > RetryAfter ? RetryAfter : options.Every, Timeout.InfiniteTimeSpan);
        }

        notices.Tell();
    }
}
