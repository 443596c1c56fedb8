using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage;

/// <summary>How a database is opened.</summary>
/// <param name="BeginsAnew">Where the journal that was here is lost: moves what is left of it aside and begins at version 1.</param>
public sealed record DatabaseOptions(bool BeginsAnew = false)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>
/// The one SQLite file of a briefing. Held open by one process at a time; connections are opened per use from the provider's pool
/// and may be used on any thread, one thread each. The provider's async methods are synchronous, so everything here is too.
/// </summary>
public sealed class Database : IDisposable
{
    /// <summary>Past this many bytes the log is folded into the database by the write that made it so long: as SQLite would, at 1,000 pages.</summary>
    const long LongLogBytes = 4 * 1024 * 1024;

    readonly TimeProvider time;
    readonly DatabaseLock held;
    readonly DatabaseFiles files;
    readonly JournalTraces traces;
    readonly string connectionString;
    readonly WriteTurns turns = new();
    readonly Lock gate = new();

    // Open for as long as the process works on the database: it carries the lock, and while it is open the log is never deleted.
    readonly SqliteConnection keeper;
    long writtenAt;
    bool isFolded;
    JournalHead? head;
    JournalHead? marked;
    volatile StorageException? lastFailure;
    volatile StorageException? lost;

    /// <exception cref="StorageException">It cannot be used, and nothing was changed; the message says what to do.</exception>
    public Database(string path, DatabaseOptions? options = null)
    {
        Path = System.IO.Path.GetFullPath(path);
        time = options?.Time ?? TimeProvider.System;
        files = new(Path);
        traces = new(Path);
        connectionString = ConnectionString(SqliteOpenMode.ReadWrite, isPooled: true);
        DatabaseFolder.Prepare(Path);
        held = DatabaseLock.Take(Path);
        try
        {
            if (traces.FindProblem() is { } problem)
                MovedAsideTo = options is { BeginsAnew: true } && IsOfAnotherJournal(problem.Problem) ? traces.MoveAside(time.GetUtcNow()) : throw problem;
            keeper = OpenKeeper();
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>Where the rest of an older journal was moved at this start; null where nothing was moved.</summary>
    public string? MovedAsideTo { get; }

    /// <summary>The old database, kept before this start upgraded its schema; null where it did not.</summary>
    public string? CopyOfOldSchema { get; private set; }

    /// <summary>
    /// The last version that was known to be stored when an older copy of the same journal was put in its place; null where the journal
    /// is what the server left.
    /// </summary>
    public long? LostVersion { get; private set; }

    /// <summary>Files that other accounts could read until this start took that away from them.</summary>
    public IReadOnlyList<string> Tightened { get; private set; } = [];

    /// <exception cref="StorageException">The file is not the one that was opened any more.</exception>
    public SqliteConnection Open()
    {
        RefuseIfLost();
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute(Settings);
        return connection;
    }

    /// <summary>One state of the database for the whole reading.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    internal T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(connection);
        }
        catch (SqliteException refused)
        {
            throw StorageException.For(refused, Path);
        }
    }

    /// <summary>One transaction, on the disk when it returns: all of it, or none where it throws.</summary>
    /// <param name="isBackground">Everything else that waits is written first.</param>
    /// <exception cref="StorageException">The disk refuses; nothing is stored then.</exception>
    internal T Write<T>(Func<SqliteConnection, SqliteTransaction, T> write, bool isBackground = false)
    {
        try
        {
            using var turn = isBackground ? turns.TakeBehind() : turns.Take();
            var result = WriteInTurn(write);
            lastFailure = null;
            return result;
        }
        catch (SqliteException refused)
        {
            throw Failed(StorageException.For(refused, Path));
        }
        catch (StorageException refused)
        {
            throw Failed(refused);
        }
    }

    /// <inheritdoc cref="Write{T}(Func{SqliteConnection, SqliteTransaction, T}, bool)"/>
    internal void Write(Action<SqliteConnection, SqliteTransaction> write, bool isBackground = false) => Write(
        (connection, transaction) =>
        {
            write(connection, transaction);
            return true;
        },
        isBackground);

    /// <summary>Why an edit would not be stored now, as far as is known without writing one; null where it would.</summary>
    public StorageException? FindProblem()
    {
        if (lost is { } known)
            return known;
        if (files.FindProblem() is { } problem)
            return new(problem, Path);
        return lastFailure ?? (DiskSpace.IsFull(Path) ? new(StorageProblem.Full, Path) : null);
    }

    /// <summary>Folds the log into the database, so that the one file has everything and the log is empty. Waits for nobody.</summary>
    internal void Fold()
    {
        using var turn = turns.TakeBehind();
        FoldInTurn("TRUNCATE");
    }

    /// <summary>
    /// What is done beside the writing, every few seconds: folds the log when nothing was written for that long, names the journal beside
    /// its database, makes the lock's file again where it was removed, and tries to write where the last write failed.
    /// </summary>
    /// <returns>Whether the lock's file had been removed.</returns>
    internal bool Maintain(TimeSpan idle)
    {
        var wasRemoved = Renew();
        if (FindProblem() is { } problem && problem != lastFailure)
            return wasRemoved;
        if (lastFailure is not null)
            TryWrite();
        else if (time.GetElapsedTime(Interlocked.Read(ref writtenAt)) >= idle && files.LogSize > 0 && !isFolded)
            Fold();
        return wasRemoved;
    }

    public void Dispose()
    {
        if (lost is null && files.FindProblem() is null)
        {
            using var turn = turns.TakeBehind();
            FoldInTurn("TRUNCATE");
        }

        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        keeper.Dispose();
        held.Dispose();
    }

    // FULL: a take that was answered survives a power cut, not only a crash of this process. The log is folded by this class alone:
    // what else writes into the database file is then another program.
    const string Settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;";

    static bool IsOfAnotherJournal(StorageProblem problem) =>
        problem is StorageProblem.LostJournal or StorageProblem.OtherJournal or StorageProblem.OtherProgram or StorageProblem.NotADatabase or StorageProblem.Damaged;

    SqliteConnection OpenKeeper()
    {
        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWriteCreate, isPooled: false));
        try
        {
            var before = DatabaseFolder.Descriptors(Path);
            connection.Open();
            connection.ExecuteScalar<long>("PRAGMA user_version");
            DatabaseLock.TakeByte(Path, before);
            connection.Execute(Settings);
            CopyOfOldSchema = DatabaseSchema.Upgrade(connection, Path, time.GetUtcNow());
            Tightened = DatabaseFolder.Tighten(Path);
            (head, marked) = (JournalHead.Read(connection), traces.Marker);
            if (head is { } found && marked is { } last && last.Born == found.Born && last.Version > found.Version)
            {
                LostVersion = last.Version;
                RaiseGeneration(connection);
            }

            files.Remember();
            Mark();
            return connection;
        }
        catch (SqliteException refused)
        {
            connection.Dispose();
            throw StorageException.For(refused, Path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Screens that have seen later versions of this journal refuse older ones of the same generation: they would keep figures that are in no
    /// database. The seconds of now, so that the same copy put back twice has two generations.
    /// </summary>
    void RaiseGeneration(SqliteConnection connection) => connection.Execute(
        """
        INSERT INTO meta (name, value) VALUES ('journal-generation', @now)
        ON CONFLICT (name) DO UPDATE SET value = max(CAST(value AS INTEGER) + 1, CAST(excluded.value AS INTEGER))
        """,
        new { now = time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture) });

    T WriteInTurn<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        using var connection = Open();
        if (files.IsWrittenByAnother())
            LookInto();
        try
        {
            using var transaction = connection.BeginTransaction();
            var result = write(connection, transaction);
            var next = JournalHead.Read(connection);
            transaction.Commit();
            // What was written into a file that is gone is gone with it, and must not be answered as stored.
            if (files.FindProblem() is { } problem)
                throw lost = new StorageException(problem, Path);
            (head, isFolded) = (next, false);
            Interlocked.Exchange(ref writtenAt, time.GetTimestamp());
            return result;
        }
        finally
        {
            if (files.FindProblem() is null)
                files.Remember();
            if (files.LogSize > LongLogBytes)
                FoldInTurn("PASSIVE");
            else if (marked is null && head is not null)
                FoldInTurn("TRUNCATE");
        }
    }

    /// <summary>Another program has written into the files: it may have kept SQLite's rules, or copied something over them.</summary>
    void LookInto()
    {
        // Not from the pool: a connection of before reads from its own memory what the file no longer holds.
        using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWrite, isPooled: false));
        connection.Open();
        if (connection.ExecuteScalar<string>("PRAGMA quick_check(1)") != "ok")
            throw lost = new StorageException(StorageProblem.Replaced, Path);
        var found = JournalHead.Read(connection);
        if (head is { } known && (found is null || found.Born != known.Born || found.Version < known.Version))
            throw lost = new StorageException(StorageProblem.Replaced, Path);
        files.Remember();
    }

    void FoldInTurn(string mode)
    {
        lock (gate)
        {
            if (lost is not null || files.FindProblem() is not null)
                return;
            try
            {
                files.ExpectEmptyLog();
                // Another program that reads at this moment keeps a part in the log: the next time.
                keeper.Execute($"PRAGMA wal_checkpoint({mode})");
                isFolded = files.LogSize == 0;
                Mark();
            }
            catch (SqliteException refused)
            {
                lastFailure = StorageException.For(refused, Path);
            }
            finally
            {
                files.Remember();
            }
        }
    }

    void Mark()
    {
        if (head is not { } now || now == marked)
            return;
        try
        {
            traces.Mark(now);
            marked = now;
        }
        catch (StorageException refused)
        {
            lastFailure = refused;
        }
    }

    bool Renew()
    {
        lock (gate)
            return held.Renew();
    }

    void TryWrite()
    {
        try
        {
            Write((connection, _) => connection.Execute(
                "INSERT INTO meta (name, value) VALUES ('write-test', @at) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { at = Columns.Text(time.GetUtcNow()) }));
        }
        catch (StorageException)
        {
            // As before.
        }
    }

    void RefuseIfLost()
    {
        if (lost is { } known)
            throw known;
        if (files.FindProblem() is { } problem)
            throw new StorageException(problem, Path);
    }

    StorageException Failed(StorageException refused)
    {
        if (refused.IsOfTheDisk)
            lastFailure = refused;
        return refused;
    }

    string ConnectionString(SqliteOpenMode mode, bool isPooled) =>
        new SqliteConnectionStringBuilder { DataSource = Path, ForeignKeys = true, DefaultTimeout = 2, Mode = mode, Pooling = isPooled }.ToString();
}
