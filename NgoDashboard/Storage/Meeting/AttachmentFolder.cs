using System.Security.Cryptography;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Meeting;

/// <summary>
/// Files that provinces send, in a private folder beside the database and out of the web's reach. Their names are random: nothing that
/// a sender writes becomes part of a path.
/// </summary>
public sealed class AttachmentFolder(Database database)
{
    readonly string folder = PrivateFolder.CreateIfMissing(CompanionFolder.Attachments.PathFor(database.Path)).FullName;

    /// <summary>The whole file, on the disk when it returns, or none of it.</summary>
    /// <returns>The name that it has here.</returns>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public string SaveAttachment(ReadOnlyMemory<byte> content)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
            PrivateFile.WriteAtomically(PathOf(name), content, isNew: true);
            return name;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            RemoveAttachment(name);
            throw StorageException.For(refused, folder);
        }
    }

    /// <summary>To read; null where it is gone.</summary>
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

    /// <summary>What cannot be removed now is removed at the next start.</summary>
    public void RemoveAttachment(string name)
    {
        foreach (var path in (string[])[PathOf(name), PrivateFile.PartPath(PathOf(name))])
            TryDelete(path);
    }

    /// <summary>Removes what no row names: the server stopped between the file and its row.</summary>
    public void RemoveUnreferenced(IReadOnlySet<string> referencedNames)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => !referencedNames.Contains(Path.GetFileName(path))))
            TryDelete(path);
    }

    string PathOf(string name) => Path.Combine(folder, name);

    static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A file too many does no harm.
        }
    }
}
