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
    readonly TimeProvider time;
    readonly DatabaseKeeper keeper;
    readonly string connectionString;
    readonly WriteTurns turns = new();
    long writtenAt;
    volatile StorageException? lastFailure;

    /// <exception cref="StorageException">It cannot be used, and nothing was changed; the message says what to do.</exception>
    public Database(string path, DatabaseOptions? options = null)
    {
        Path = System.IO.Path.GetFullPath(path);
        options ??= new();
        time = options.Time;
        connectionString = DatabaseKeeper.ConnectionString(Path, SqliteOpenMode.ReadWrite, isPooled: true);
        keeper = new(Path, options);
    }

    public string Path { get; }

    /// <summary>Who may write; the keyring says it.</summary>
    public LiveKeys Keys { get; } = new();

    public JournalIdentity Identity => keeper.Identity;

    /// <summary>Where the rest of an older journal was moved at this start; null where nothing was moved.</summary>
    public string? MovedAsideTo => keeper.MovedAsideTo;

    /// <summary>The old database, kept before this start upgraded its schema; null where it did not.</summary>
    public string? CopyOfOldSchema => keeper.CopyOfOldSchema;

    /// <summary>
    /// The last version that was known to be stored when an older copy of the same journal was put in its place; null where the journal
    /// is what the server left.
    /// </summary>
    public long? LostVersion => keeper.LostVersion;

    /// <summary>Files that other accounts could read until this start took that away from them.</summary>
    public IReadOnlyList<string> Tightened => keeper.Tightened;

    /// <exception cref="StorageException">The file is not the one that was opened any more.</exception>
    public SqliteConnection Open()
    {
        if (keeper.FindLoss() is { } loss)
            throw loss;
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.Execute(DatabaseKeeper.Settings);
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
    /// <exception cref="KeyRevokedException">It is done with a key that is no longer live.</exception>
    internal T Write<T>(Func<SqliteConnection, SqliteTransaction, T> write, bool isBackground = false)
    {
        try
        {
            using var turn = isBackground ? turns.TakeBehind() : turns.Take();
            // Now, and not before the wait: a key may be revoked while its request or its page waits for something.
            if (!isBackground && ActingKey.Id is { } key)
                Keys.Demand(key);
            var result = WriteInTurn(write);
            lastFailure = null;
            Interlocked.Exchange(ref writtenAt, time.GetTimestamp());
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
    public StorageException? FindProblem() =>
        keeper.FindLoss() ?? lastFailure ?? (DiskSpace.IsFull(Path) ? new StorageException(StorageProblem.Full, Path) : null);

    /// <summary>Folds the log into the database, so that the one file has everything and the log is empty. Others write first.</summary>
    internal void Fold()
    {
        using var turn = turns.TakeBehind();
        if (keeper.Fold() is { } refused)
            lastFailure = refused;
    }

    /// <summary>
    /// What is done beside the writing, every few seconds: folds the log when nothing was written for that long, names the journal beside
    /// its database, makes the lock's file again where it was removed, and tries to write where the last write failed.
    /// </summary>
    /// <returns>Whether the lock's file had been removed.</returns>
    internal bool Maintain(TimeSpan idle)
    {
        var wasRemoved = keeper.RenewLock();
        if (lastFailure is not null)
            TryWrite();
        else if (keeper.HasLog && time.GetElapsedTime(Interlocked.Read(ref writtenAt)) >= idle && FindProblem() is null)
            Fold();
        return wasRemoved;
    }

    public void Dispose()
    {
        Fold();
        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        keeper.Dispose();
    }

    T WriteInTurn<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        using var connection = Open();
        keeper.LookForOthers();
        try
        {
            using var transaction = connection.BeginTransaction();
            var result = write(connection, transaction);
            var head = JournalHead.Read(connection);
            transaction.Commit();
            keeper.Committed(head);
            return result;
        }
        finally
        {
            keeper.EndWrite();
        }
    }

    void TryWrite()
    {
        try
        {
            Write((connection, transaction) => MetaRows.Put(connection, "write-test", Columns.Text(time.GetUtcNow()), transaction));
        }
        catch (StorageException)
        {
            // As before.
        }
    }

    StorageException Failed(StorageException refused)
    {
        if (refused.IsOfTheDisk)
            lastFailure = refused;
        return refused;
    }
}
