using System.IO.Compression;

namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>A ZIP package of the given parts.</summary>
static class PackageFile
{
    public static byte[] Create(params IEnumerable<(string Name, string Text)> parts) =>
        Create(parts.Select(part => (part.Name, System.Text.Encoding.UTF8.GetBytes(part.Text))));

    public static byte[] Create(IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }
}
