using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Meeting;

/// <summary>The original files of imported reports, in a private folder beside the database. Each is stored once, under its hash.</summary>
public sealed class ReportFolder(Database database)
{
    readonly string folder = PrivateFolder.CreateIfMissing(CompanionFolder.Reports.PathFor(database.Path)).FullName;

    /// <summary>Stores the file, if it is not stored yet, and flushes it to the disk.</summary>
    /// <param name="hash">SHA-256 of the content in lower-case hexadecimal: the file's name here.</param>
    /// <exception cref="StorageException">The write failed; no file was stored.</exception>
    /// <exception cref="ArgumentException"><paramref name="hash"/> is not a SHA-256.</exception>
    public void SaveReport(string hash, ReadOnlyMemory<byte> content)
    {
        if (!IsHash(hash))
            throw new ArgumentException("A file is kept under the hash of its content.", nameof(hash));
        if (!File.Exists(PathOf(hash)))
            StorageException.GuardFiles(folder, () => PrivateFile.WriteAtomically(PathOf(hash), content, isNew: false));
    }

    /// <summary>Reads the whole file; null if it is missing or cannot be read.</summary>
    public byte[]? TryReadReport(string hash)
    {
        try
        {
            // The hash may come from a request: nothing but 64 hexadecimal digits may become part of a path.
            return IsHash(hash) && File.Exists(PathOf(hash)) ? File.ReadAllBytes(PathOf(hash)) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    string PathOf(string hash) => Path.Combine(folder, hash);
}
