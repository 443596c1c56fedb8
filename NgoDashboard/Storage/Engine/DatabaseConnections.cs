using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// Counts the connections in use, so that a database is closed after its last reader. A connection that came back to the pool later would
/// keep the file open, and with it SQLite's descriptor that holds the server's lock: the next server could not start. Thread-safe.
/// </summary>
sealed class DatabaseConnections
{
    // An object and not a Lock, because Close waits on it until the last connection is closed.
    readonly object gate = new();
    int count;
    bool isClosed;

    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public SqliteConnection Open(string connectionString)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(Database));
            count++;
        }

        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
        }
        catch
        {
            Leave();
            throw;
        }

        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
                Leave();
        };
        return connection;
    }

    /// <summary>Lets no further connection be opened, and waits for those in use.</summary>
    /// <param name="limit">A connection that is in use for longer is not waited for.</param>
    public void Close(TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        lock (gate)
        {
            isClosed = true;
            while (count > 0 && limit - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } rest)
                Monitor.Wait(gate, rest);
        }
    }

    void Leave()
    {
        lock (gate)
        {
            if (--count == 0)
                Monitor.PulseAll(gate);
        }
    }
}
