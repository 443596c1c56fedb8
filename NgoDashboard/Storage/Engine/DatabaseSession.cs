using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Schema;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// What stays open while a process uses a database: the server's lock, and one connection, which carries the byte lock and keeps SQLite
/// from deleting the WAL when the pool closes the others. Also knows which files and which journal were opened. Safe on any thread.
/// </summary>
sealed class DatabaseSession : IDisposable
{
    // FULL, so that a confirmed take survives a power cut and not only a crash of the process. No automatic checkpoints, so that any other
    // write into the database file is known to come from another program.
    public const string ConnectionPragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;";

    /// <summary>The write that makes the WAL longer than 4 MB checkpoints it: like SQLite's default, 1,000 pages of 4 KB.</summary>
    const long MaxWalBytes = 4 * 1024 * 1024;

    readonly string path;
    readonly TimeProvider time;
    readonly DatabaseLock serverLock;
    readonly DatabaseFileCheck files;
    readonly ExistingJournal existing;
    readonly SqliteConnection connection;
    readonly Lock gate = new();
    JournalHead? head;
    JournalHead? writtenMarker;
    volatile StorageException? fatalProblem;

    /// <exception cref="StorageException">The database cannot be used; nothing was changed.</exception>
    public DatabaseSession(string path, DatabaseOptions options)
    {
        (this.path, time, files, existing) = (path, options.Time, new(path), new(path));
        DatabasePaths.PrepareFolder(path);
        serverLock = DatabaseLock.Acquire(path);
        try
        {
            if (existing.FindProblem() is { } problem)
            {
                if (!options.BeginsAnew || !CanStartAnew(problem.Problem))
                    throw problem;
                MovedAsideTo = existing.MoveAside(time.GetUtcNow());
            }

            connection = Open();
        }
        catch
        {
            serverLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="Database.Identity"/>
    public JournalIdentity Identity { get; private set; } = null!;

    /// <inheritdoc cref="Database.MovedAsideTo"/>
    public string? MovedAsideTo { get; }

    /// <inheritdoc cref="Database.SchemaBackupPath"/>
    public string? CopyOfOldSchema { get; private set; }

    /// <inheritdoc cref="Database.LostVersion"/>
    public long? LostVersion { get; private set; }

    /// <inheritdoc cref="Database.FilesMadePrivate"/>
    public IReadOnlyList<string> Tightened { get; private set; } = [];

    /// <summary>True if the WAL is not empty.</summary>
    public bool HasWal => files.WalBytes > 0;

    public static string BuildConnectionString(string path, SqliteOpenMode mode, bool isPooled)
    {
        // 2 s, because the provider waits on the caller's thread.
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = 2,
            Mode = mode,
            Pooling = isPooled,
        };
        return builder.ToString();
    }

    /// <returns>How the files differ from those that were opened; null if they do not.</returns>
    public StorageException? FindFileProblem() =>
        fatalProblem ?? (files.FindProblem() is { } problem ? new StorageException(problem, path) : null);

    /// <summary>
    /// Called before a write, under the write lock. If another program has changed the files meanwhile, checks whether it was a SQLite
    /// client, which is harmless, or a copy over the file.
    /// </summary>
    /// <exception cref="StorageException">The file was overwritten; every later write fails too.</exception>
    public void CheckForeignWrites()
    {
        if (!files.WasWrittenByAnotherProgram())
            return;
        // Not from the pool, because an older connection would read from its page cache what the file no longer holds.
        using var other = new SqliteConnection(BuildConnectionString(path, SqliteOpenMode.ReadWrite, isPooled: false));
        other.Open();
        if (other.ExecuteScalar<string>("PRAGMA quick_check(1)") != "ok")
            throw fatalProblem = new StorageException(StorageProblem.Replaced, path);
        var found = JournalHead.LoadHead(other);
        if (head is { } known && (found is null || found.Born != known.Born || found.Version < known.Version))
            throw fatalProblem = new StorageException(StorageProblem.Replaced, path);
        files.RecordState();
    }

    /// <summary>Called after COMMIT and before the result is returned.</summary>
    /// <exception cref="StorageException">
    /// The file was deleted or replaced, so the commit went into a file that is gone: the edit must be reported as not saved. No write is
    /// accepted any more, because that file may hold a version that this server does not know.
    /// </exception>
    public void OnCommitted(JournalHead? next)
    {
        if (files.FindProblem() is { } problem)
            throw fatalProblem = new StorageException(problem, path);
        head = next;
    }

    /// <summary>
    /// Called after a write, committed or not, still under the write lock. The first write of a journal is checkpointed at once.
    /// </summary>
    public void OnWriteEnded()
    {
        if (files.FindProblem() is null)
            files.RecordState();
        if (files.WalBytes > MaxWalBytes)
            Checkpoint("PASSIVE");
        else if (writtenMarker is null && head is not null)
            Checkpoint("TRUNCATE");
    }

    /// <summary>Checkpoints the WAL and updates the marker file that identifies the journal. Called under the write lock.</summary>
    /// <returns>The error; null if it succeeded, or if the files are no longer those that were opened.</returns>
    public StorageException? Checkpoint(string mode = "TRUNCATE")
    {
        lock (gate)
        {
            if (FindFileProblem() is not null)
                return null;
            try
            {
                files.ExpectEmptyWal();
                // A reader of another program may keep part of the WAL in use: that part is moved by the next checkpoint.
                connection.Execute($"PRAGMA wal_checkpoint({mode})");
                WriteMarker();
                return null;
            }
            catch (SqliteException refused)
            {
                return StorageException.For(refused, path);
            }
            catch (StorageException refused)
            {
                return refused;
            }
            finally
            {
                files.RecordState();
            }
        }
    }

    /// <summary>Recreates the lock file if it was deleted.</summary>
    /// <returns>True if it had been deleted.</returns>
    public bool RenewLock()
    {
        lock (gate)
            return serverLock.RecreateFile();
    }

    public void Dispose()
    {
        connection.Dispose();
        serverLock.Dispose();
    }

    static bool CanStartAnew(StorageProblem problem) => problem is StorageProblem.LostJournal or StorageProblem.OtherJournal
        or StorageProblem.OtherProgram or StorageProblem.NotADatabase or StorageProblem.Damaged;

    SqliteConnection Open()
    {
        var opened = new SqliteConnection(BuildConnectionString(path, SqliteOpenMode.ReadWriteCreate, isPooled: false));
        try
        {
            var before = DatabasePaths.FindOpenDescriptors(path);
            opened.Open();
            DatabaseLock.AcquireByteLock(path, before);
            opened.Execute(ConnectionPragmas);
            CopyOfOldSchema = SchemaMigration.UpgradeSchema(opened, path, time.GetUtcNow());
            Tightened = DatabasePaths.MakeFilesPrivate(path);
            IdentifyJournal(opened);
            files.RecordState();
            return opened;
        }
        catch (Exception refused)
        {
            opened.Dispose();
            if (refused is SqliteException engine)
                throw StorageException.For(engine, path);
            throw;
        }
    }

    void IdentifyJournal(SqliteConnection opened)
    {
        (head, writtenMarker) = (JournalHead.LoadHead(opened), existing.Marker);
        if (head is { } found && writtenMarker is { } last && last.Born == found.Born && last.Version > found.Version)
        {
            LostVersion = last.Version;
            // Within one generation screens refuse versions older than those they have seen, and would keep figures that are in no
            // database.
            JournalIdentity.RaiseGeneration(opened, time.GetUtcNow());
        }

        Identity = JournalIdentity.LoadOrCreate(opened);
        WriteMarker();
    }

    void WriteMarker()
    {
        if (head is not { } now || now == writtenMarker)
            return;
        existing.WriteMarker(now);
        writtenMarker = now;
    }
}
