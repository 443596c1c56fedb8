using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Storage;

/// <summary>
/// The one SQLite file of a briefing. Held open by one process at a time; connections are opened per use from the provider's pool
/// and may be used on any thread, one thread each. The provider's async methods are synchronous, so everything here is too.
/// </summary>
public sealed class Database : IDisposable
{
    const int SchemaVersion = 7;

    // Before it the figures had no history.
    const int FirstSchema = 2;

    const int HoldAttempts = 20;

    static readonly TimeSpan HoldPause = TimeSpan.FromMilliseconds(100);

    readonly FileStream held;
    readonly string connectionString;
    readonly WriteTurns turns = new();

    /// <exception cref="StorageException">Another process has the file, or it was written by a newer version of this program.</exception>
    public Database(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        held = Hold(Path + ".lock");
        connectionString = new SqliteConnectionStringBuilder { DataSource = Path, ForeignKeys = true, DefaultTimeout = 2 }.ToString();
        try
        {
            using var connection = Open();
            CreateSchema(connection);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        // FULL: a take that was answered survives a power cut, not only a crash of this process.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
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
            throw new StorageException($"{Path}: {refused.Message}", refused);
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
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            var result = write(connection, transaction);
            transaction.Commit();
            return result;
        }
        catch (SqliteException refused)
        {
            throw new StorageException($"{Path}: {refused.Message}", refused);
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

    public void Dispose()
    {
        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        held.Dispose();
    }

    // The system lets go of the lock when the process dies, however it dies; at a quick restart the one before may still be dying.
    static FileStream Hold(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < HoldAttempts)
            {
                Thread.Sleep(HoldPause);
            }
            catch (IOException broken)
            {
                throw new DatabaseHeldException($"{path}: another server already works on this database. Only one may write; stop it first.", broken);
            }
        }
    }

    static void CreateSchema(SqliteConnection connection)
    {
        var found = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (found > SchemaVersion)
            throw new StorageException($"{connection.DataSource} was written by a newer version of this program (schema {found}, known {SchemaVersion}).");
        if (found == SchemaVersion)
            return;
        if (found != 0 && found < FirstSchema)
            throw new StorageException($"{connection.DataSource} was written by an earlier version of this program (schema {found}, known {SchemaVersion}), which kept no history of the figures. It is left as it is: name another file in Storage__Path.");
        // A table that others refer to is made anew by a step: the references are checked when all steps are done.
        connection.Execute("PRAGMA foreign_keys = OFF");
        using (var transaction = connection.BeginTransaction())
        {
            for (var step = Math.Max(FirstSchema, found + 1); step <= SchemaVersion; step++)
            {
                connection.Execute(Schema($"{step}"), transaction: transaction);
                if (step == ChainUpgrade.SchemaVersion)
                    ChainUpgrade.Run(connection, transaction, Schema($"{step}.after"), DateTimeOffset.UtcNow);
            }

            if (connection.Query("PRAGMA foreign_key_check", transaction: transaction).Any())
                throw new StorageException($"{connection.DataSource} holds rows that refer to rows which are not there. It is left as it is: restore a backup.");
            connection.Execute($"PRAGMA user_version = {SchemaVersion}", transaction: transaction);
            transaction.Commit();
        }

        connection.Execute("PRAGMA foreign_keys = ON");
    }

    /// <summary>What that version of the schema adds to the one before.</summary>
    static string Schema(string version)
    {
        using var stream = typeof(Database).Assembly.GetManifestResourceStream($"NgoDashboard.Storage.schema.{version}.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The store cannot be used; the message is a sentence for the person who starts the server.</summary>
public class StorageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process has the database: it can be asked instead.</summary>
public sealed class DatabaseHeldException(string message, Exception? inner = null) : StorageException(message, inner);
