using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Engine;

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
    readonly TimeProvider time;
    readonly DatabaseSession session;
    readonly string connectionString;
    readonly WriteLock writeLock = new();
    long writtenAt;
    volatile StorageException? lastFailure;

    /// <exception cref="StorageException">It cannot be used, and nothing was changed; the message says what to do.</exception>
    public Database(string path, DatabaseOptions? options = null)
    {
        Path = System.IO.Path.GetFullPath(path);
        options ??= new();
        time = options.Time;
        connectionString = DatabaseSession.BuildConnectionString(Path, SqliteOpenMode.ReadWrite, isPooled: true);
        session = new(Path, options);
    }

    public string Path { get; }

    /// <summary>Who may write; the keyring says it.</summary>
    public LiveKeys Keys { get; } = new();

    public JournalIdentity Identity => session.Identity;

    /// <summary>Where the rest of an older journal was moved at this start; null where nothing was moved.</summary>
    public string? MovedAsideTo => session.MovedAsideTo;

    /// <summary>The old database, kept before this start upgraded its schema; null where it did not.</summary>
    public string? SchemaBackupPath => session.CopyOfOldSchema;

    /// <summary>
    /// The last version that was known to be stored when an older copy of the same journal was put in its place; null where the journal
    /// is what the server left.
    /// </summary>
    public long? LostVersion => session.LostVersion;

    /// <summary>Files that other accounts could read until this start took that away from them.</summary>
    public IReadOnlyList<string> FilesMadePrivate => session.Tightened;

    /// <exception cref="StorageException">The file is not the one that was opened any more.</exception>
    public SqliteConnection OpenConnection()
    {
        if (session.FindFileProblem() is { } loss)
            throw loss;
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.Execute(DatabaseSession.ConnectionPragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>One state of the database for the whole reading.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
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

    /// <summary>One transaction, on the disk when it returns: all of it, or none where it throws.</summary>
    /// <param name="isBackground">Everything else that waits is written first.</param>
    /// <exception cref="StorageException">The disk refuses; nothing is stored then.</exception>
    /// <exception cref="KeyRevokedException">It is done with a key that is no longer live.</exception>
    internal T WriteInTransaction<T>(Func<SqliteConnection, SqliteTransaction, T> write, bool isBackground = false)
    {
        try
        {
            using var turn = isBackground ? writeLock.AcquireLowPriority() : writeLock.Acquire();
            // Now, and not before the wait: a key may be revoked while its request or its page waits for something.
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

    /// <summary>Why an edit would not be stored now, as far as is known without writing one; null where it would.</summary>
    public StorageException? FindProblem() =>
        session.FindFileProblem() ?? lastFailure ?? (DiskSpace.IsFull(Path) ? new StorageException(StorageProblem.Full, Path) : null);

    /// <summary>Folds the log into the database, so that the one file has everything and the log is empty. Others write first.</summary>
    internal void Checkpoint()
    {
        using var turn = writeLock.AcquireLowPriority();
        if (session.Checkpoint() is { } refused)
            lastFailure = refused;
    }

    /// <summary>
    /// What is done beside the writing, every few seconds: folds the log when nothing was written for that long, names the journal beside
    /// its database, makes the lock's file again where it was removed, and tries to write where the last write failed.
    /// </summary>
    /// <returns>Whether the lock's file had been removed.</returns>
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
            WriteInTransaction((connection, transaction) => MetaTable.SetValue(connection, "write-test", SqlMapping.FormatInstant(time.GetUtcNow()), transaction));
        }
        catch (StorageException)
        {
            // As before.
        }
    }

    StorageException RecordFailure(StorageException refused)
    {
        if (refused.IsDiskProblem)
            lastFailure = refused;
        return refused;
    }
}
