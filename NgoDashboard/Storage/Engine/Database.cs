using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Engine;

/// <summary>How a database is opened.</summary>
/// <param name="BeginsAnew">
/// If the journal that was here is lost: moves what is left of it aside and begins at version 1 (--begin-anew).
/// </param>
public sealed record DatabaseOptions(bool BeginsAnew = false)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>
/// The SQLite file of a briefing. One process at a time has it open; connections come from the provider's pool, one for each use, and each
/// is used by one thread at a time. The provider's async methods are synchronous, so everything here is too. Safe on any thread.
/// </summary>
public sealed class Database : IDisposable
{
    /// <summary>For reads that are under way: far longer than the longest of them, which reads a whole journal.</summary>
    static readonly TimeSpan MaxCloseWait = TimeSpan.FromSeconds(10);

    readonly TimeProvider time;
    readonly DatabaseSession session;
    readonly string connectionString;
    readonly WriteLock writeLock = new();
    readonly DatabaseConnections connections = new();
    long writtenAt;
    volatile StorageException? lastFailure;

    /// <exception cref="StorageException">The database cannot be used; nothing was changed. The message says what to do.</exception>
    public Database(string path, DatabaseOptions? options = null)
    {
        Path = System.IO.Path.GetFullPath(path);
        options ??= new();
        time = options.Time;
        connectionString = DatabaseSession.BuildConnectionString(Path, SqliteOpenMode.ReadWrite, isPooled: true);
        session = new(Path, options);
    }

    public string Path { get; }

    /// <summary>The keys that may write; filled by the keyring.</summary>
    public LiveKeys Keys { get; } = new();

    public JournalIdentity Identity => session.Identity;

    /// <summary>The folder that the rest of a lost journal was moved to at this start; null if nothing was moved.</summary>
    public string? MovedAsideTo => session.MovedAsideTo;

    /// <summary>The copy of the database that was made before this start upgraded the schema; null if it did not.</summary>
    public string? SchemaBackupPath => session.CopyOfOldSchema;

    /// <summary>
    /// The last version that was stored here before the database was replaced by an older copy of the same journal; null if the journal is
    /// as the server left it.
    /// </summary>
    public long? LostVersion => session.LostVersion;

    /// <summary>Files that other accounts could read before this start made them private.</summary>
    public IReadOnlyList<string> FilesMadePrivate => session.Tightened;

    /// <exception cref="StorageException">The file was deleted, replaced or truncated since it was opened.</exception>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public SqliteConnection OpenConnection()
    {
        if (session.FindFileProblem() is { } loss)
            throw loss;
        var connection = connections.Open(connectionString);
        try
        {
            connection.Execute(DatabaseSession.ConnectionPragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads in one transaction, so that all queries see the same state.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    internal T ReadInTransaction<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using var connection = OpenConnection();
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(connection);
        }
        catch (SqliteException refused)
        {
            throw StorageException.For(refused, Path);
        }
    }

    /// <summary>Writes in one transaction, which is on the disk when this returns; if it throws, nothing was stored.</summary>
    /// <param name="isBackground">Lets all other waiting writes go first, and does not check the acting key.</param>
    /// <exception cref="StorageException">The write failed; nothing was stored.</exception>
    /// <exception cref="KeyRevokedException">The acting key has been revoked; nothing was stored.</exception>
    internal T WriteInTransaction<T>(Func<SqliteConnection, SqliteTransaction, T> write, bool isBackground = false)
    {
        try
        {
            using var heldLock = isBackground ? writeLock.AcquireLowPriority() : writeLock.Acquire();
            // Checked after the wait, because the key may be revoked while its request or page waits.
            if (!isBackground && ActingKey.Id is { } key)
                Keys.ThrowIfNotLive(key);
            var result = WriteLocked(write);
            lastFailure = null;
            Interlocked.Exchange(ref writtenAt, time.GetTimestamp());
            return result;
        }
        catch (SqliteException refused)
        {
            throw RecordFailure(StorageException.For(refused, Path));
        }
        catch (StorageException refused)
        {
            throw RecordFailure(refused);
        }
    }

    /// <inheritdoc cref="WriteInTransaction{T}(Func{SqliteConnection, SqliteTransaction, T}, bool)"/>
    internal void WriteInTransaction(Action<SqliteConnection, SqliteTransaction> write, bool isBackground = false) => WriteInTransaction(
        (connection, transaction) =>
        {
            write(connection, transaction);
            return true;
        },
        isBackground);

    /// <summary>Why a write would fail now, as far as is known without writing; null if it would succeed.</summary>
    public StorageException? FindProblem() =>
        session.FindFileProblem() ?? lastFailure ?? (DiskSpace.IsFull(Path) ? new StorageException(StorageProblem.Full, Path) : null);

    /// <summary>Moves the WAL's content into the database file and truncates the WAL. Waiting writes go first.</summary>
    internal void Checkpoint()
    {
        using var heldLock = writeLock.AcquireLowPriority();
        if (session.Checkpoint() is { } refused)
            lastFailure = refused;
    }

    /// <summary>
    /// Maintenance, called every few seconds: recreates a deleted lock file; after a failed write tries a test write, so that the problem
    /// ends by itself; otherwise checkpoints the WAL if nothing was written for the given time.
    /// </summary>
    /// <returns>True if the lock file had been deleted.</returns>
    internal bool Maintain(TimeSpan idle)
    {
        var wasRemoved = session.RenewLock();
        if (lastFailure is not null)
            TryTestWrite();
        else if (session.HasWal && time.GetElapsedTime(Interlocked.Read(ref writtenAt)) >= idle && FindProblem() is null)
            Checkpoint();
        return wasRemoved;
    }

    public void Dispose()
    {
        Checkpoint();
        connections.Close(MaxCloseWait);
        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        session.Dispose();
    }

    T WriteLocked<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        using var connection = OpenConnection();
        session.CheckForeignWrites();
        try
        {
            using var transaction = connection.BeginTransaction();
            var result = write(connection, transaction);
            var head = JournalHead.LoadHead(connection);
            transaction.Commit();
            session.OnCommitted(head);
            return result;
        }
        finally
        {
            session.OnWriteEnded();
        }
    }

    void TryTestWrite()
    {
        try
        {
            WriteInTransaction((connection, transaction) =>
                MetaTable.SetValue(connection, "write-test", SqlMapping.FormatInstant(time.GetUtcNow()), transaction));
        }
        catch (StorageException)
        {
            // The problem is still there and stays reported.
        }
    }

    StorageException RecordFailure(StorageException refused)
    {
        if (refused.IsDiskProblem)
            lastFailure = refused;
        return refused;
    }
}
