using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Meeting;

/// <summary>The contents of reports, as they came, in a private folder beside the database; each under its hash, once.</summary>
public sealed class ReportFolder(Database database)
{
    readonly string folder = PrivateFolder.CreateIfMissing(CompanionFolder.Reports.PathFor(database.Path)).FullName;

    /// <summary>The whole file, on the disk when it returns, or none of it.</summary>
    /// <param name="hash">SHA-256 in hexadecimal: it is the file's name here.</param>
    /// <exception cref="StorageException">The disk refuses.</exception>
    /// <exception cref="ArgumentException">It is no hash.</exception>
    public void SaveReport(string hash, ReadOnlyMemory<byte> content)
    {
        if (!IsHash(hash))
            throw new ArgumentException("A file is kept under the hash of its content.", nameof(hash));
        try
        {
            if (!File.Exists(PathOf(hash)))
                PrivateFile.WriteAtomically(PathOf(hash), content, isNew: false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.For(refused, folder);
        }
    }

    /// <summary>To read; null where there is none.</summary>
    public byte[]? TryReadReport(string hash)
    {
        try
        {
            // A hash and nothing else is ever part of a path.
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
