using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Schema;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// What is held open for as long as a process works on a database: the lock of the server, a connection that carries it and keeps the
/// log from being deleted, and the knowledge of which files and which journal were opened. Safe on any thread.
/// </summary>
sealed class DatabaseSession : IDisposable
{
    // FULL: a take that was answered survives a power cut, not only a crash of this process. The log is folded by this class alone:
    // what else writes into the database file is then another program.
    public const string ConnectionPragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;";

    /// <summary>Past this the log is folded by the write that made it so long: as SQLite would, at 1,000 pages.</summary>
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

    /// <exception cref="StorageException">It cannot be used, and nothing was changed.</exception>
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

    /// <summary>Where there is something in the log.</summary>
    public bool HasWal => files.WalBytes > 0;

    public static string BuildConnectionString(string path, SqliteOpenMode mode, bool isPooled)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 2, Mode = mode, Pooling = isPooled };
        return text.ToString();
    }

    /// <returns>Why the files are not those that were opened; null where they are.</returns>
    public StorageException? FindFileProblem() => fatalProblem ?? (files.FindProblem() is { } problem ? new StorageException(problem, path) : null);

    /// <summary>
    /// Before a write, in its turn. Another program may have written into the files meanwhile: it may have kept SQLite's rules, or copied
    /// something over them.
    /// </summary>
    /// <exception cref="StorageException">It was copied over.</exception>
    public void CheckForeignWrites()
    {
        if (!files.WasWrittenByAnotherProgram())
            return;
        // Not from the pool: a connection of before reads from its own memory what the file no longer holds.
        using var other = new SqliteConnection(BuildConnectionString(path, SqliteOpenMode.ReadWrite, isPooled: false));
        other.Open();
        if (other.ExecuteScalar<string>("PRAGMA quick_check(1)") != "ok")
            throw fatalProblem = new StorageException(StorageProblem.Replaced, path);
        var found = JournalHead.LoadHead(other);
        if (head is { } known && (found is null || found.Born != known.Born || found.Version < known.Version))
            throw fatalProblem = new StorageException(StorageProblem.Replaced, path);
        files.RecordState();
    }

    /// <summary>After a transaction was committed, before anybody is told.</summary>
    /// <exception cref="StorageException">
    /// It was written into a file that is gone, and is gone with it. Nothing may be written any more: a version may be stored there of which
    /// this server does not know.
    /// </exception>
    public void OnCommitted(JournalHead? next)
    {
        if (files.FindProblem() is { } problem)
            throw fatalProblem = new StorageException(problem, path);
        head = next;
    }

    /// <summary>After a write, whether it was committed or not, in its turn.</summary>
    public void OnWriteEnded()
    {
        if (files.FindProblem() is null)
            files.RecordState();
        if (files.WalBytes > MaxWalBytes)
            Checkpoint("PASSIVE");
        else if (writtenMarker is null && head is not null)
            Checkpoint("TRUNCATE");
    }

    /// <summary>Folds the log into the database, and names the journal beside it; in a turn of the writing.</summary>
    /// <returns>What the disk refuses.</returns>
    public StorageException? Checkpoint(string mode = "TRUNCATE")
    {
        lock (gate)
        {
            if (FindFileProblem() is not null)
                return null;
            try
            {
                files.ExpectEmptyWal();
                // Another program that reads at this moment keeps a part in the log: the next time.
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

    /// <summary>Makes the lock's file again where it was removed.</summary>
    /// <returns>Whether it was.</returns>
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

    static bool CanStartAnew(StorageProblem problem) => problem is
        StorageProblem.LostJournal or StorageProblem.OtherJournal or StorageProblem.OtherProgram or StorageProblem.NotADatabase or StorageProblem.Damaged;

    SqliteConnection Open()
    {
        var opened = new SqliteConnection(BuildConnectionString(path, SqliteOpenMode.ReadWriteCreate, isPooled: false));
        try
        {
            var before = DatabasePaths.FindOpenDescriptors(path);
            opened.Open();
            opened.ExecuteScalar<long>("PRAGMA user_version");
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
            // Screens that have seen later versions refuse older ones of one generation: they would keep figures that are in no database.
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
