using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Sql;

/// <summary>A connection beside those of the server: its file is closed when it is disposed, and not kept open for the next.</summary>
static class UnpooledConnection
{
    /// <param name="source">A path, or a URI of SQLite.</param>
    /// <param name="timeoutSeconds">For so long a statement waits for another program.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string source, SqliteOpenMode mode, int timeoutSeconds = 30)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = timeoutSeconds };
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
