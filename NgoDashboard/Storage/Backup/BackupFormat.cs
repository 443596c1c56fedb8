using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Storage.Backup;

/// <summary>
/// The file format of a backup: a SQLite database, a tar archive of the files that belong to it, and a trailer of 64 bytes, which holds the
/// format's name (24 bytes), the length of the database (8 bytes, big-endian) and the SHA-256 of everything before it. SQLite reads as many
/// pages as the database's header tells and ignores the rest, so a backup can be opened and its chain verified as it is. Any changed byte
/// is detected (BackupTests).
/// </summary>
static class BackupFormat
{
    const int NameLength = 24, HeadLength = NameLength + sizeof(long), TrailerLength = HeadLength + SHA256.HashSizeInBytes;

    static readonly byte[] FormatName = Encoding.ASCII.GetBytes("NgoDashboard backup 1".PadRight(NameLength, '\n'));

    /// <summary>Appends the trailer and flushes the file to the disk.</summary>
    public static void AppendTrailer(string path, long databaseLength)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var trailer = new byte[TrailerLength];
        FormatName.CopyTo(trailer, 0);
        BinaryPrimitives.WriteInt64BigEndian(trailer.AsSpan(NameLength), databaseLength);
        ComputeDigest(file, file.Length, trailer.AsSpan(0, HeadLength)).CopyTo(trailer, HeadLength);
        file.Seek(0, SeekOrigin.End);
        file.Write(trailer);
        file.Flush(flushToDisk: true);
    }

    /// <returns>The length in bytes of the database in the backup.</returns>
    /// <exception cref="BackupException">The file is missing, no backup, truncated or damaged.</exception>
    public static long Verify(string path) => BackupException.Guard(BackupFault.NotReadable, path, () =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var content = file.Length - TrailerLength;
        if (content <= 0)
            throw new BackupException(BackupFault.Incomplete, path);
        var trailer = new byte[TrailerLength];
        file.Position = content;
        file.ReadExactly(trailer);
        if (!trailer.AsSpan().StartsWith(FormatName))
            throw new BackupException(BackupFault.Incomplete, path);
        return ComputeDigest(file, content, trailer.AsSpan(0, HeadLength)).AsSpan().SequenceEqual(trailer.AsSpan(HeadLength))
            ? BinaryPrimitives.ReadInt64BigEndian(trailer.AsSpan(NameLength))
            : throw new BackupException(BackupFault.Damaged, path);
    });

    /// <summary>Whether anything stands behind the database, which is the case in a backup, and in one that was cut off.</summary>
    /// <exception cref="BackupException">The file is missing or cannot be read.</exception>
    public static bool HasTail(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            // The head of a SQLite file: bytes 16 and 17 are the size of a page (1 stands for 65,536), 28 to 31 the number of pages.
            Span<byte> head = stackalloc byte[32];
            if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
                return false;
            var pageSize = BinaryPrimitives.ReadUInt16BigEndian(head[16..]) is var size and not 1 ? size : 65_536L;
            return file.Length > pageSize * BinaryPrimitives.ReadUInt32BigEndian(head[28..]);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(BackupFault.NotReadable, path, refused.Message, refused);
        }
    }

    static byte[] ComputeDigest(FileStream file, long length, ReadOnlySpan<byte> head)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        file.Position = 0;
        while (length > 0)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (read == 0)
                throw new EndOfStreamException();
            digest.AppendData(buffer, 0, read);
            length -= read;
        }

        digest.AppendData(head);
        return digest.GetHashAndReset();
    }
}
