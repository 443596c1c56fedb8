using System.Collections.Concurrent;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// Serves the application's static files from memory. From the disk each response would hold an open file besides its connection until the
/// client has read it: a client that requests many files and reads none would use twice the file descriptors.
/// </summary>
sealed class InMemoryFileProvider(IFileProvider files) : IFileProvider
{
    /// <summary>Larger files, of which the application has none, are served from the disk.</summary>
    const long MaxFileBytes = 16 * 1024 * 1024;

    // Static, shared by all servers of a process, because the tests start many.
    static readonly ConcurrentDictionary<(string Path, DateTimeOffset Modified, long Length), byte[]> Contents = new();

    public IFileInfo GetFileInfo(string subpath)
    {
        var file = files.GetFileInfo(subpath);
        return file is { Exists: true, IsDirectory: false, PhysicalPath: { } path, Length: <= MaxFileBytes }
            ? new InMemoryFile(file, path)
            : file;
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => files.Watch(filter);

    sealed class InMemoryFile(IFileInfo file, string path) : IFileInfo
    {
        public bool Exists => file.Exists;

        public long Length => file.Length;

        // Null, because the static file middleware opens the path where there is one.
        public string? PhysicalPath => null;

        public string Name => file.Name;

        public DateTimeOffset LastModified => file.LastModified;

        public bool IsDirectory => false;

        public Stream CreateReadStream() =>
            new MemoryStream(Contents.GetOrAdd((path, LastModified, Length), known => File.ReadAllBytes(known.Path)), writable: false);
    }
}
