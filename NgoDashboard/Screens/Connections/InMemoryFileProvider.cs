using System.Collections.Concurrent;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// The program's own scripts, styles, fonts and pictures, read once. From the disk each would be an open file for as long as its receiver
/// takes to read it, beside the connection itself: whoever asks for many and reads none would have twice the descriptors.
/// </summary>
sealed class InMemoryFileProvider(IFileProvider files) : IFileProvider
{
    /// <summary>Nothing of the program's own is longer; what would be is read from the disk.</summary>
    const long MaxFileBytes = 16 * 1024 * 1024;

    // For all servers of a process: the tests have many.
    static readonly ConcurrentDictionary<(string Path, DateTimeOffset Modified, long Length), byte[]> Contents = new();

    public IFileInfo GetFileInfo(string subpath)
    {
        var file = files.GetFileInfo(subpath);
        return file is { Exists: true, IsDirectory: false, PhysicalPath: { } path, Length: <= MaxFileBytes } ? new InMemoryFile(file, path) : file;
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => files.Watch(filter);

    sealed class InMemoryFile(IFileInfo file, string path) : IFileInfo
    {
        public bool Exists => file.Exists;

        public long Length => file.Length;

        // None: with a path it would be opened by whoever sends it.
        public string? PhysicalPath => null;

        public string Name => file.Name;

        public DateTimeOffset LastModified => file.LastModified;

        public bool IsDirectory => false;

        public Stream CreateReadStream() =>
            new MemoryStream(Contents.GetOrAdd((path, LastModified, Length), known => File.ReadAllBytes(known.Path)), writable: false);
    }
}
