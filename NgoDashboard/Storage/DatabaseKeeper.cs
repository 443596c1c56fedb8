using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage;

/// <summary>
/// What is held open for as long as a process works on a database: the lock of the server, a connection that carries it and keeps the
/// log from being deleted, and the knowledge of which files and which journal were opened. Safe on any thread.
/// </summary>
sealed class DatabaseKeeper : IDisposable
{
    // FULL: a take that was answered survives a power cut, not only a crash of this process. The log is folded by this class alone:
    // what else writes into the database file is then another program.
    public const string Settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;";

    /// <summary>Past this the log is folded by the write that made it so long: as SQLite would, at 1,000 pages.</summary>
    const long LongLogBytes = 4 * 1024 * 1024;

    readonly string path;
    readonly TimeProvider time;
    readonly DatabaseLock held;
    readonly DatabaseFiles files;
    readonly JournalTraces traces;
    readonly SqliteConnection connection;
    readonly Lock gate = new();
    JournalHead? head;
    JournalHead? marked;
    volatile StorageException? lost;

    /// <exception cref="StorageException">It cannot be used, and nothing was changed.</exception>
    public DatabaseKeeper(string path, DatabaseOptions options)
    {
        (this.path, time, files, traces) = (path, options.Time, new(path), new(path));
        DatabaseFolder.Prepare(path);
        held = DatabaseLock.Take(path);
        try
        {
            if (traces.FindProblem() is { } problem)
            {
                if (!options.BeginsAnew || !IsOfAnotherJournal(problem.Problem))
                    throw problem;
                MovedAsideTo = traces.MoveAside(time.GetUtcNow());
            }

            connection = Open();
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="Database.Identity"/>
    public JournalIdentity Identity { get; private set; } = null!;

    /// <inheritdoc cref="Database.MovedAsideTo"/>
    public string? MovedAsideTo { get; }

    /// <inheritdoc cref="Database.CopyOfOldSchema"/>
    public string? CopyOfOldSchema { get; private set; }

    /// <inheritdoc cref="Database.LostVersion"/>
    public long? LostVersion { get; private set; }

    /// <inheritdoc cref="Database.Tightened"/>
    public IReadOnlyList<string> Tightened { get; private set; } = [];

    /// <summary>Where there is something in the log.</summary>
    public bool HasLog => files.LogSize > 0;

    public static string ConnectionString(string path, SqliteOpenMode mode, bool isPooled)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 2, Mode = mode, Pooling = isPooled };
        return text.ToString();
    }

    /// <returns>Why the files are not those that were opened; null where they are.</returns>
    public StorageException? FindLoss() => lost ?? (files.FindProblem() is { } problem ? new StorageException(problem, path) : null);

    /// <summary>
    /// Before a write, in its turn. Another program may have written into the files meanwhile: it may have kept SQLite's rules, or copied
    /// something over them.
    /// </summary>
    /// <exception cref="StorageException">It was copied over.</exception>
    public void LookForOthers()
    {
        if (!files.IsWrittenByAnother())
            return;
        // Not from the pool: a connection of before reads from its own memory what the file no longer holds.
        using var other = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadWrite, isPooled: false));
        other.Open();
        if (other.ExecuteScalar<string>("PRAGMA quick_check(1)") != "ok")
            throw lost = new StorageException(StorageProblem.Replaced, path);
        var found = JournalHead.Read(other);
        if (head is { } known && (found is null || found.Born != known.Born || found.Version < known.Version))
            throw lost = new StorageException(StorageProblem.Replaced, path);
        files.Remember();
    }

    /// <summary>After a transaction was committed, before anybody is told.</summary>
    /// <exception cref="StorageException">
    /// It was written into a file that is gone, and is gone with it. Nothing may be written any more: a version may be stored there of which
    /// this server does not know.
    /// </exception>
    public void Committed(JournalHead? next)
    {
        if (files.FindProblem() is { } problem)
            throw lost = new StorageException(problem, path);
        head = next;
    }

    /// <summary>After a write, whether it was committed or not, in its turn.</summary>
    public void EndWrite()
    {
        if (files.FindProblem() is null)
            files.Remember();
        if (files.LogSize > LongLogBytes)
            Fold("PASSIVE");
        else if (marked is null && head is not null)
            Fold("TRUNCATE");
    }

    /// <summary>Folds the log into the database, and names the journal beside it; in a turn of the writing.</summary>
    /// <returns>What the disk refuses.</returns>
    public StorageException? Fold(string mode = "TRUNCATE")
    {
        lock (gate)
        {
            if (FindLoss() is not null)
                return null;
            try
            {
                files.ExpectEmptyLog();
                // Another program that reads at this moment keeps a part in the log: the next time.
                connection.Execute($"PRAGMA wal_checkpoint({mode})");
                Mark();
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
                files.Remember();
            }
        }
    }

    /// <summary>Makes the lock's file again where it was removed.</summary>
    /// <returns>Whether it was.</returns>
    public bool RenewLock()
    {
        lock (gate)
            return held.Renew();
    }

    public void Dispose()
    {
        connection.Dispose();
        held.Dispose();
    }

    static bool IsOfAnotherJournal(StorageProblem problem) => problem is
        StorageProblem.LostJournal or StorageProblem.OtherJournal or StorageProblem.OtherProgram or StorageProblem.NotADatabase or StorageProblem.Damaged;

    SqliteConnection Open()
    {
        var opened = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadWriteCreate, isPooled: false));
        try
        {
            var before = DatabaseFolder.Descriptors(path);
            opened.Open();
            opened.ExecuteScalar<long>("PRAGMA user_version");
            DatabaseLock.TakeByte(path, before);
            opened.Execute(Settings);
            CopyOfOldSchema = DatabaseSchema.Upgrade(opened, path, time.GetUtcNow());
            Tightened = DatabaseFolder.Tighten(path);
            Recognise(opened);
            files.Remember();
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

    void Recognise(SqliteConnection opened)
    {
        (head, marked) = (JournalHead.Read(opened), traces.Marker);
        if (head is { } found && marked is { } last && last.Born == found.Born && last.Version > found.Version)
        {
            LostVersion = last.Version;
            // Screens that have seen later versions refuse older ones of one generation: they would keep figures that are in no database.
            JournalIdentity.RaiseGeneration(opened, time.GetUtcNow());
        }

        Identity = JournalIdentity.OpenOrCreate(opened);
        Mark();
    }

    void Mark()
    {
        if (head is not { } now || now == marked)
            return;
        traces.Mark(now);
        marked = now;
    }
}
