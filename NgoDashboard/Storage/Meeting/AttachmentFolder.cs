using System.Security.Cryptography;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Meeting;

/// <summary>
/// Files that provinces attach to amendments, in a private folder beside the database, which the web server does not serve. File names are
/// random, so that nothing a sender writes becomes part of a path.
/// </summary>
public sealed class AttachmentFolder(Database database)
{
    readonly string folder = PrivateFolder.CreateIfMissing(CompanionFolder.Attachments.PathFor(database.Path)).FullName;

    /// <summary>Stores the file and flushes it to the disk.</summary>
    /// <returns>The stored name: 32 hexadecimal digits.</returns>
    /// <exception cref="StorageException">The write failed; no file was stored.</exception>
    public string SaveAttachment(ReadOnlyMemory<byte> content)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
            StorageException.GuardFiles(folder, () => PrivateFile.WriteAtomically(PathOf(name), content, isNew: true));
            return name;
        }
        catch (StorageException)
        {
            RemoveAttachment(name);
            throw;
        }
    }

    /// <summary>Opens the file for reading; null if it is missing or cannot be read.</summary>
    public Stream? OpenAttachment(string name)
    {
        try
        {
            return File.OpenRead(PathOf(name));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Deletes the file; if that fails, <see cref="RemoveUnreferenced"/> deletes it at the next start.</summary>
    public void RemoveAttachment(string name)
    {
        foreach (var path in (string[])[PathOf(name), PrivateFile.PartPath(PathOf(name))])
            PrivateFile.TryDelete(path);
    }

    /// <summary>Deletes files without a row, which stay if the server stops between storing the file and its row.</summary>
    public void RemoveUnreferenced(IReadOnlySet<string> referencedNames)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => !referencedNames.Contains(Path.GetFileName(path))))
            PrivateFile.TryDelete(path);
    }

    string PathOf(string name) => Path.Combine(folder, name);
}
