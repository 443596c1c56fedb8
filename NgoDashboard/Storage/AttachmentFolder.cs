using System.Security.Cryptography;
using NgoDashboard.Storage.Backup;

namespace NgoDashboard.Storage;

/// <summary>
/// Files that provinces send, in a private folder beside the database and out of the web's reach. Their names are random: nothing that
/// a sender writes becomes part of a path.
/// </summary>
public sealed class AttachmentFolder(Database database)
{
    readonly string folder = PrivateFolder.At(BesideFolder.Attachments.PathBeside(database.Path)).FullName;

    /// <summary>The whole file, on the disk when it returns, or none of it.</summary>
    /// <returns>The name that it has here.</returns>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public string Keep(ReadOnlyMemory<byte> content)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
            PrivateFile.Write(Place(name), content, isNew: true);
            return name;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Remove(name);
            throw StorageException.For(refused, folder);
        }
    }

    /// <summary>To read; null where it is gone.</summary>
    public Stream? Open(string name)
    {
        try
        {
            return File.OpenRead(Place(name));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What cannot be removed now is removed at the next start.</summary>
    public void Remove(string name)
    {
        foreach (var path in (string[])[Place(name), PrivateFile.Unfinished(Place(name))])
            Delete(path);
    }

    /// <summary>Removes what no row names: the server stopped between the file and its row.</summary>
    public void Sweep(IReadOnlySet<string> named)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => !named.Contains(Path.GetFileName(path))))
            Delete(path);
    }

    string Place(string name) => Path.Combine(folder, name);

    static void Delete(string path)
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
