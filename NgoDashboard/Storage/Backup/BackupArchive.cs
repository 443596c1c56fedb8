using System.Formats.Tar;
using System.Text;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Backup;

/// <summary>The tar archive in a backup, after the database: the time of the backup, then the files, such as "attachments/NAME".</summary>
static class BackupArchive
{
    const string MadeAtEntry = "made-at";

    /// <summary>Appends the archive to the file, which holds the database already, and flushes it to the disk.</summary>
    /// <returns>The archived files.</returns>
    public static HashSet<(string Folder, string Name)> AppendFiles(string path, string database, DateTimeOffset at)
    {
        var added = new HashSet<(string Folder, string Name)>();
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Seek(0, SeekOrigin.End);
        using (var archive = new TarWriter(file, TarEntryFormat.Pax, leaveOpen: true))
        {
            using (var madeAt = new MemoryStream(Encoding.UTF8.GetBytes(SqlMapping.FormatInstant(at))))
                archive.WriteEntry(CreateEntry(MadeAtEntry, madeAt, at));
            foreach (var (folder, name, content) in CompanionFolder.All.SelectMany(folder => folder.OpenFiles(database)))
            {
                using (content)
                    archive.WriteEntry(CreateEntry($"{folder}/{name}", content, at));
                // Flushed after each file, so that the server's own writes wait for one file at most and not for all of them.
                file.Flush(flushToDisk: true);
                added.Add((folder, name));
            }
        }

        file.Flush(flushToDisk: true);
        return added;
    }

    /// <exception cref="FormatException">The archive does not begin with the time.</exception>
    public static DateTimeOffset ReadMadeAt(string path, long databaseLength)
    {
        using var file = OpenArchive(path, databaseLength);
        using var archive = new TarReader(file);
        if (archive.GetNextEntry() is not { Name: MadeAtEntry, DataStream: { } content })
            throw new FormatException("The archive does not begin with the time of the backup.");
        using var reader = new StreamReader(content, Encoding.UTF8);
        return SqlMapping.ParseInstant(reader.ReadToEnd());
    }

    /// <summary>Extracts each folder under its name with ".part", beside the path of the restored database.</summary>
    /// <returns>The number of files.</returns>
    public static int ExtractFiles(string backup, long databaseLength, string database, bool withoutProtectionKeys)
    {
        var files = 0;
        using var file = OpenArchive(backup, databaseLength);
        using var archive = new TarReader(file);
        while (archive.GetNextEntry() is { } entry)
        {
            // Only known folders, and only the file's name without any path: the digest proves that the backup is complete, not who wrote
            // it.
            var folder = CompanionFolder.All.FirstOrDefault(known => entry.Name.StartsWith(known.Name + '/', StringComparison.Ordinal));
            if (entry.DataStream is not { } content || folder is null
                || (withoutProtectionKeys && folder == CompanionFolder.ProtectionKeys))
                continue;
            var unfinished = PrivateFolder.CreateIfMissing(PrivateFile.PartPath(folder.PathFor(database))).FullName;
            var path = Path.Combine(unfinished, Path.GetFileName(entry.Name));
            using var copy = new FileStream(path, PrivateFile.CreateOptions(FileMode.CreateNew));
            content.CopyTo(copy);
            copy.Flush(flushToDisk: true);
            files++;
        }

        return files;
    }

    static FileStream OpenArchive(string path, long databaseLength)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        file.Position = databaseLength;
        return file;
    }

    static PaxTarEntry CreateEntry(string name, Stream content, DateTimeOffset at) => new(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        ModificationTime = at,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };
}
