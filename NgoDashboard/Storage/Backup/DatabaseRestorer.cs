using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Backup;

/// <summary>A database that was restored.</summary>
/// <param name="MovedAsidePaths">What was left of a lost database and stood in the way: it is kept under another name.</param>
public sealed record RestoreResult(
    string Path, long Version, long Generation, DateTimeOffset MadeAt, int FileCount, IReadOnlyList<string> MovedAsidePaths);

/// <summary>Makes of a backup a database and the folders beside it, where there is no database yet.</summary>
public static class DatabaseRestorer
{
    /// <summary>All of it, or nothing.</summary>
    /// <param name="withoutProtectionKeys">
    /// The keys of data protection are left out: those who were signed in by a cookie sign in or pair anew.
    /// </param>
    /// <exception cref="BackupException">The backup is wrong, a database is there already, or the disk refuses.</exception>
    /// <exception cref="DatabaseInUseException">A server works on that database.</exception>
    public static RestoreResult RestoreDatabase(string file, string database, DateTimeOffset at, bool withoutProtectionKeys = false)
    {
        var (source, target) = (Path.GetFullPath(file), Path.GetFullPath(database));
        var contents = BackupReader.ReadContents(source);
        try
        {
            PrivateFolder.CreateIfMissing(Path.GetDirectoryName(target)!);
            // Before it is looked at: a server that begins at this moment would make one.
            using var held = DatabaseLock.Acquire(target);
            if (DatabasePaths.SqliteSuffixes.Select(suffix => target + suffix).FirstOrDefault(Path.Exists) is { } there)
                throw new BackupException(BackupFault.DatabaseExists, there);
            return RestoreDatabase(source, target, contents, at, withoutProtectionKeys);
        }
        catch (Exception refused) when (refused is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException(BackupFault.NotWritten, target, refused.Message, refused);
        }
    }

    static RestoreResult RestoreDatabase(string source, string target, BackupContents contents, DateTimeOffset at, bool withoutProtectionKeys)
    {
        var part = PrivateFile.PartPath(target);
        try
        {
            var length = CopyDatabase(source, part);
            var generation = RaiseGeneration(part, at, withoutProtectionKeys);
            PrivateFile.FlushToDisk(part);
            var files = BackupArchive.ExtractFiles(source, length, target, withoutProtectionKeys);
            List<string> movedAside = [.. CompanionFolder.All.Select(folder => MoveIntoPlace(folder.PathFor(target), at)).OfType<string>()];
            // What names the journal that was here before: another one is here from now on.
            if (MoveAside(target + DatabasePaths.MarkerSuffix, at) is { } marker)
                movedAside.Add(marker);
            // Last: a start in between finds no database yet.
            File.Move(part, target);
            return new(target, contents.Version, generation, contents.MadeAt, files, movedAside);
        }
        finally
        {
            foreach (var left in DatabasePaths.SqliteSuffixes.Select(suffix => part + suffix))
                PrivateFile.TryDelete(left);
            var folders = CompanionFolder.All.Select(folder => PrivateFile.PartPath(folder.PathFor(target)));
            foreach (var left in folders.Where(Directory.Exists))
                Directory.Delete(left, recursive: true);
        }
    }

    /// <returns>The length of the database in the backup.</returns>
    static long CopyDatabase(string source, string part)
    {
        // Checked again: what is copied is what was checked.
        var length = BackupFormat.Verify(source);
        PrivateFile.CreateEmpty(part);
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var to = new FileStream(part, FileMode.Open, FileAccess.Write, FileShare.None);
        from.CopyTo(to);
        to.SetLength(length);
        return length;
    }

    /// <returns>The generation of the journal from here on.</returns>
    static long RaiseGeneration(string part, DateTimeOffset at, bool withoutProtectionKeys)
    {
        using var connection = UnpooledConnection.Open(part, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA journal_mode = OFF; PRAGMA secure_delete = ON");
        var generation = JournalIdentity.RaiseGeneration(connection, at);
        if (withoutProtectionKeys && connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'protection_key'") > 0)
            connection.Execute("DELETE FROM protection_key");
        return generation;
    }

    /// <returns>Where a folder that was there has gone; null where none was, or an empty one.</returns>
    static string? MoveIntoPlace(string folder, DateTimeOffset at)
    {
        string? aside = null;
        if (Directory.Exists(folder))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any())
                aside = MoveAside(folder, at);
            else
                Directory.Delete(folder);
        }

        if (Directory.Exists(PrivateFile.PartPath(folder)))
            Directory.Move(PrivateFile.PartPath(folder), folder);
        return aside;
    }

    /// <returns>Its other name; null where it is not there.</returns>
    static string? MoveAside(string path, DateTimeOffset at)
    {
        if (!Path.Exists(path))
            return null;
        var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.before-restore-{at.UtcDateTime:yyyyMMdd-HHmmss}");
        Directory.Move(path, aside);
        return aside;
    }
}
