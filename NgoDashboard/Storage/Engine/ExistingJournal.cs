using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Schema;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Engine;

/// <summary>Enough of a journal to know it again.</summary>
/// <param name="Born">The stamp of its first version, as it is stored: no two journals have the same, and no upgrade changes it.</param>
/// <param name="Version">The last one.</param>
sealed record JournalHead(string Born, long Version)
{
    /// <returns>Null where nothing has been loaded.</returns>
    public static JournalHead? LoadHead(SqliteConnection connection) => connection.QuerySingleOrDefault<JournalHead>(
        "SELECT first.at AS Born, (SELECT max(version) FROM journal) AS Version FROM journal AS first WHERE first.version = 1");
}

/// <summary>
/// What shows that a journal was here: a small file beside the database that names it (<c>.identity</c>), and what a running meeting
/// leaves behind. A first start that died before it had loaded its figures leaves none of it: neither the lock nor an empty database,
/// nor folders without files, count.
/// </summary>
sealed class ExistingJournal(string path)
{
    string MarkerPath { get; } = path + DatabasePaths.MarkerSuffix;

    string WalPath { get; } = path + DatabasePaths.WalSuffix;

    IEnumerable<string> ExistingFolders => CompanionFolder.All.Select(folder => folder.PathFor(path)).Where(Directory.Exists);

    /// <summary>Names the journal beside its database, for a start that finds another or none.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public void WriteMarker(JournalHead head)
    {
        try
        {
            var text = $"born {head.Born}\nversion {head.Version.ToString(CultureInfo.InvariantCulture)}\n";
            PrivateFile.WriteAtomically(MarkerPath, Encoding.UTF8.GetBytes(text), isNew: false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.For(refused, MarkerPath);
        }
    }

    /// <summary>Whether what lies under the path may be opened: the journal that was there, or a place where none was.</summary>
    /// <returns>Null, or why not.</returns>
    public StorageException? FindProblem()
    {
        if (FileStamp.TryGet(path) is not { SizeBytes: > 0 })
            return LostJournalProblem([.. FindTraceNames(), .. FileStamp.TryGet(WalPath) is { SizeBytes: > 0 } ? [Path.GetFileName(WalPath)] : Array.Empty<string>()]);
        var hadIndex = File.Exists(path + "-shm");
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
            if (!hadIndex)
                PrivateFile.TryDelete(path + "-shm");
        }
    }

    /// <summary>The last version that was marked; null where there is no marker.</summary>
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

    /// <summary>Moves everything of the old journal into a folder beside it, under the names that it has. Nothing is deleted.</summary>
    /// <returns>The folder; null where there was nothing.</returns>
    /// <exception cref="StorageException">The system refuses.</exception>
    public string? MoveAside(DateTimeOffset now)
    {
        var files = DatabasePaths.SqliteSuffixes.Append(DatabasePaths.MarkerSuffix).Select(ending => path + ending).Where(File.Exists);
        string[] old = [.. files, .. FindSchemaBackups(), .. ExistingFolders];
        if (old.Length == 0)
            return null;
        var aside = $"{path}.aside-{now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
        try
        {
            PrivateFolder.CreateIfMissing(aside);
            foreach (var one in old)
                Directory.Move(one, Path.Combine(aside, Path.GetFileName(one)));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.For(refused, aside);
        }

        return aside;
    }

    /// <summary>A file that is not ours is left as it is, and none is made beside it, as even reading does where there is no log.</summary>
    SqliteConnection OpenReadOnly()
    {
        var source = FileStamp.TryGet(WalPath) is { SizeBytes: > 0 } ? path : $"{new Uri(path).AbsoluteUri}?immutable=1";
        return UnpooledConnection.Open(source, SqliteOpenMode.ReadOnly);
    }

    StorageException? LostJournalProblem(string[] traces) =>
        traces.Length == 0 ? null : new(StorageProblem.LostJournal, path, null, string.Join(", ", traces));

    string[] FindTraceNames() =>
    [
        .. ((string[])[MarkerPath]).Where(File.Exists).Concat(FindSchemaBackups())
            .Concat(ExistingFolders.Where(folder => Directory.EnumerateFiles(folder).Any()))
            .Select(one => Path.GetFileName(one)!),
    ];

    /// <summary>Old databases that were kept before an upgrade of the schema.</summary>
    IEnumerable<string> FindSchemaBackups() => Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".schema-*.bak");
}
