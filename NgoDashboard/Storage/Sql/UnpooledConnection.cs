using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Sql;

/// <summary>
/// Opens a connection outside the server's pool, so that its file is closed when it is disposed and not kept open for the next user.
/// </summary>
static class UnpooledConnection
{
    /// <summary>
    /// Opens a file that no program writes to. Even a read-only connection creates files beside a database in WAL mode; this one does not.
    /// </summary>
    /// <inheritdoc cref="Open"/>
    public static SqliteConnection OpenImmutable(string path) =>
        Open($"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly);

    /// <param name="source">A path, or a file: URI as SQLite knows it.</param>
    /// <param name="timeoutSeconds">How long a statement waits for a lock that another connection holds.</param>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string source, SqliteOpenMode mode, int timeoutSeconds = 30)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = timeoutSeconds,
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
