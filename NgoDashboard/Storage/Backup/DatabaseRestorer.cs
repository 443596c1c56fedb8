using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Backup;

/// <summary>A database that was restored.</summary>
/// <param name="Generation">The new generation of the journal (<see cref="JournalIdentity"/>).</param>
/// <param name="MovedAsidePaths">New names of files and folders of a lost database that were in the way.</param>
public sealed record RestoreResult(
    string Path, long Version, long Generation, DateTimeOffset MadeAt, int FileCount, IReadOnlyList<string> MovedAsidePaths);

/// <summary>Restores a database and its folders from a backup, at a path where there is no database.</summary>
public static class DatabaseRestorer
{
    /// <summary>Restores everything, or after a failure leaves no database.</summary>
    /// <param name="withoutProtectionKeys">
    /// Leaves out the data protection keys, so that all cookies become invalid: users must sign in and screens must be paired again.
    /// </param>
    /// <exception cref="BackupException">The backup is invalid, a database exists already, or the write failed.</exception>
    /// <exception cref="DatabaseInUseException">A server runs on that path.</exception>
    public static RestoreResult RestoreDatabase(string file, string database, DateTimeOffset at, bool withoutProtectionKeys = false)
    {
        var (source, target) = (Path.GetFullPath(file), Path.GetFullPath(database));
        var contents = BackupReader.ReadContents(source);
        return BackupException.Guard(BackupFault.NotWritten, target, () =>
        {
            PrivateFolder.CreateIfMissing(Path.GetDirectoryName(target)!);
            // Locked before the check, because a server that starts meanwhile would create a database.
            using var databaseLock = DatabaseLock.Acquire(target);
            if (DatabasePaths.SqliteSuffixes.Select(suffix => target + suffix).FirstOrDefault(Path.Exists) is { } existing)
                throw new BackupException(BackupFault.DatabaseExists, existing);
            return RestoreDatabase(source, target, contents, at, withoutProtectionKeys);
        });
    }

    static RestoreResult RestoreDatabase(
        string source, string target, BackupContents contents, DateTimeOffset at, bool withoutProtectionKeys)
    {
        var part = PrivateFile.PartPath(target);
        try
        {
            var length = CopyDatabase(source, part);
            var generation = RaiseGeneration(part, at, withoutProtectionKeys);
            PrivateFile.FlushToDisk(part);
            var files = BackupArchive.ExtractFiles(source, length, target, withoutProtectionKeys);
            List<string> movedAside = [.. CompanionFolder.All.Select(folder => MoveIntoPlace(folder.PathFor(target), at)).OfType<string>()];
            // The marker file identifies the journal that was here before; the restored one may be another.
            if (MoveAside(target + DatabasePaths.MarkerSuffix, at) is { } marker)
                movedAside.Add(marker);
            // Renamed last, so that a server which starts after a crash in between finds no incomplete database.
            File.Move(part, target);
            return new(target, contents.Version, generation, contents.MadeAt, files, movedAside);
        }
        finally
        {
            foreach (var leftover in DatabasePaths.SqliteSuffixes.Select(suffix => part + suffix))
                PrivateFile.TryDelete(leftover);
            var folders = CompanionFolder.All.Select(folder => PrivateFile.PartPath(folder.PathFor(target)));
            foreach (var leftover in folders.Where(Directory.Exists))
                Directory.Delete(leftover, recursive: true);
        }
    }

    /// <returns>The length in bytes of the database in the backup.</returns>
    static long CopyDatabase(string source, string part)
    {
        // Verified again, because the file may have changed since its contents were read.
        var length = BackupFormat.Verify(source);
        PrivateFile.CreateEmpty(part);
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var to = new FileStream(part, FileMode.Open, FileAccess.Write, FileShare.None);
        from.CopyTo(to);
        to.SetLength(length);
        return length;
    }

    /// <returns>The new generation of the journal.</returns>
    static long RaiseGeneration(string part, DateTimeOffset at, bool withoutProtectionKeys)
    {
        using var connection = UnpooledConnection.Open(part, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA journal_mode = OFF; PRAGMA secure_delete = ON");
        var generation = JournalIdentity.RaiseGeneration(connection, at);
        if (withoutProtectionKeys && connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'protection_key'") > 0)
            connection.Execute("DELETE FROM protection_key");
        return generation;
    }

    /// <summary>Moves the extracted folder to its final name; an older folder there is renamed, or deleted if it is empty.</summary>
    /// <returns>The new name of the older folder; null if there was none or it was empty.</returns>
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

    /// <returns>The new name; null if there is nothing at that path.</returns>
    static string? MoveAside(string path, DateTimeOffset at)
    {
        if (!Path.Exists(path))
            return null;
        var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.before-restore-{at.UtcDateTime:yyyyMMdd-HHmmss}");
        Directory.Move(path, aside);
        return aside;
    }
}
