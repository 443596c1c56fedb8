using System.Buffers.Binary;
using System.Text;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>What a received file is read as.</summary>
enum UploadedFileKind : byte
{
    Report,
    Points,
    Attachment,
}

/// <summary>
/// A file to be read, as it is sent to a child process: kind (1 byte), lengths of name and content (4 bytes each, little-endian), name
/// (UTF-8), content.
/// </summary>
sealed record FileReadRequest(UploadedFileKind Kind, string Name, ReadOnlyMemory<byte> Content)
{
    const int HeaderBytes = 1 + sizeof(int) + sizeof(int);

    public void WriteTo(Stream stream)
    {
        var name = Encoding.UTF8.GetBytes(Name);
        Span<byte> header = stackalloc byte[HeaderBytes];
        header[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], name.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[(1 + sizeof(int))..], Content.Length);
        stream.Write(header);
        stream.Write(name);
        stream.Write(Content.Span);
        stream.Flush();
    }

    /// <returns>Null if the other end was closed before it sent a file.</returns>
    /// <exception cref="EndOfStreamException">It was closed in the middle of a request.</exception>
    public static FileReadRequest? ReadFrom(Stream stream)
    {
        var header = new byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            return null;
        var name = new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1))];
        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1 + sizeof(int)))];
        stream.ReadExactly(name);
        stream.ReadExactly(content);
        return new((UploadedFileKind)header[0], Encoding.UTF8.GetString(name), content);
    }
}
