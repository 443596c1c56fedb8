using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Tests.TestKit.Workbooks;

/// <summary>Valid and invalid uploads.</summary>
static class SampleUploads
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\nendobj\n%%EOF");

    /// <summary>A minimal workbook with further (empty) parts and the given [Content_Types].xml.</summary>
    public static byte[] CreateWorkbook(string types = "<Types/>", params IEnumerable<string> parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts.Select(part => (part, "")).Prepend(("xl/workbook.xml", "<workbook/>")).Prepend(("[Content_Types].xml", types)))
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return memory.ToArray();
    }

    public static byte[] CreateZip(params IEnumerable<string> parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var part in parts)
                zip.CreateEntry(part);
        }

        return memory.ToArray();
    }
}
