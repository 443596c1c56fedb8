using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Schema;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Engine;

/// <summary>Identifies a journal and its newest version.</summary>
/// <param name="Born">The stored instant of version 1: it differs between journals, and no upgrade of the schema changes it.</param>
/// <param name="Version">The newest version.</param>
sealed record JournalHead(string Born, long Version)
{
    /// <returns>Null if the journal is empty.</returns>
    public static JournalHead? LoadHead(SqliteConnection connection) => connection.QuerySingleOrDefault<JournalHead>(
        "SELECT first.at AS Born, (SELECT max(version) FROM journal) AS Version FROM journal AS first WHERE first.version = 1");
}

/// <summary>
/// Finds traces of a journal that was here before: the marker file beside the database that identifies it (<c>.identity</c>), copies from
/// schema upgrades, and folders with files. The lock file, an empty database and empty folders do not count, because a first start that
/// ended before it had loaded its figures leaves those behind.
/// </summary>
sealed class ExistingJournal(string path)
{
    string MarkerPath { get; } = path + DatabasePaths.MarkerSuffix;

    string WalPath { get; } = path + DatabasePaths.WalSuffix;

    IEnumerable<string> ExistingFolders => CompanionFolder.All.Select(folder => folder.PathFor(path)).Where(Directory.Exists);

    /// <summary>Writes the marker file, so that a later start notices if the database is another one or missing.</summary>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public void WriteMarker(JournalHead head)
    {
        var text = $"born {head.Born}\nversion {head.Version.ToString(CultureInfo.InvariantCulture)}\n";
        StorageException.GuardFiles(
            MarkerPath, () => PrivateFile.WriteAtomically(MarkerPath, Encoding.UTF8.GetBytes(text), isNew: false));
    }

    /// <summary>Checks, without changing anything, that the path holds the journal that was there before, or that none was there.</summary>
    /// <returns>Null if the database may be opened; otherwise the reason.</returns>
    public StorageException? FindProblem()
    {
        if (FileStamp.TryGet(path) is not { SizeBytes: > 0 })
        {
            var hasWal = FileStamp.TryGet(WalPath) is { SizeBytes: > 0 };
            return LostJournalProblem([.. FindTraceNames(), .. hasWal ? [Path.GetFileName(WalPath)] : Array.Empty<string>()]);
        }

        var hadSharedMemory = File.Exists(path + "-shm");
        try
        {
            using var connection = OpenReadOnly();
            var schema = connection.ExecuteScalar<long>("PRAGMA user_version");
            var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToHashSet();
            if (tables.Count > 0 && (schema == 0 || !tables.Contains("journal")))
                return new(StorageProblem.OtherProgram, path);
            if (!SchemaMigration.IsSupported(schema) && tables.Count > 0)
                return null;
            if (tables.Count == 0 || JournalHead.LoadHead(connection) is not { } found)
                return LostJournalProblem(FindTraceNames());
            return Marker is { } marked && marked.Born != found.Born
                ? new(StorageProblem.OtherJournal, path, null, Path.GetFileName(MarkerPath))
                : null;
        }
        catch (SqliteException refused)
        {
            return StorageException.For(refused, path);
        }
        finally
        {
            if (!hadSharedMemory)
                PrivateFile.TryDelete(path + "-shm");
        }
    }

    /// <summary>The content of the marker file; null if it is missing or cannot be read.</summary>
    public JournalHead? Marker
    {
        get
        {
            try
            {
                var lines = File.Exists(MarkerPath) ? File.ReadAllLines(MarkerPath) : [];
                const string bornWord = "born ", versionWord = "version ";
                return lines is [var born, var version, ..]
                    && born.StartsWith(bornWord, StringComparison.Ordinal) && version.StartsWith(versionWord, StringComparison.Ordinal)
                    && long.TryParse(version[versionWord.Length..], CultureInfo.InvariantCulture, out var number)
                    ? new(born[bornWord.Length..], number)
                    : null;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Moves all files and folders of the old journal into a new folder beside it, without renaming them. Nothing is deleted.
    /// </summary>
    /// <returns>The folder; null if there was nothing to move.</returns>
    /// <exception cref="StorageException">A file cannot be moved.</exception>
    public string? MoveAside(DateTimeOffset now)
    {
        var files = DatabasePaths.SqliteSuffixes.Append(DatabasePaths.MarkerSuffix).Select(suffix => path + suffix).Where(File.Exists);
        string[] sources = [.. files, .. FindSchemaBackups(), .. ExistingFolders];
        if (sources.Length == 0)
            return null;
        var aside = $"{path}.aside-{now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
        PrivateFolder.CreateIfMissing(aside);
        StorageException.GuardFiles(aside, () =>
        {
            foreach (var source in sources)
                Directory.Move(source, Path.Combine(aside, Path.GetFileName(source)));
        });
        return aside;
    }

    /// <summary>
    /// Without a WAL the file is opened as immutable, because even a read-only connection would create files beside it, and the file may
    /// belong to another program.
    /// </summary>
    SqliteConnection OpenReadOnly() => FileStamp.TryGet(WalPath) is { SizeBytes: > 0 }
        ? UnpooledConnection.Open(path, SqliteOpenMode.ReadOnly)
        : UnpooledConnection.OpenImmutable(path);

    StorageException? LostJournalProblem(string[] traces) =>
        traces.Length == 0 ? null : new(StorageProblem.LostJournal, path, null, string.Join(", ", traces));

    string[] FindTraceNames() =>
    [
        .. ((string[])[MarkerPath]).Where(File.Exists).Concat(FindSchemaBackups())
            .Concat(ExistingFolders.Where(folder => Directory.EnumerateFiles(folder).Any()))
            .Select(trace => Path.GetFileName(trace)!),
    ];

    /// <summary>The copies that were made before upgrades of the schema.</summary>
    IEnumerable<string> FindSchemaBackups() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".schema-*.bak");
}
