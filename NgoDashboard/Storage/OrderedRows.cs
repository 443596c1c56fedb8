using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage;

/// <summary>Lists whose order is kept with them: written whole, in one transaction.</summary>
static class OrderedRows
{
    /// <exception cref="StorageException">The disk refuses; the list is as it was.</exception>
    public static IReadOnlyList<T> InOrder<T>(this Database database, IReadOnlyList<T> rows, Func<SqliteConnection, SqliteTransaction, T, int, T> write) =>
        database.Write<IReadOnlyList<T>>((connection, transaction) => [.. rows.Select((row, ordinal) => write(connection, transaction, row, ordinal))]);
}
