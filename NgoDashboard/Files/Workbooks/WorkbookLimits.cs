using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Files.Workbooks;

/// <summary>
/// Walks XML from its beginning to its end before a tree is built of it. The trees of the Open XML SDK are built by recursion, so that deep
/// nesting overflows the stack of the process, and an element of a few bytes becomes an object of some 220.
/// </summary>
sealed class WorkbookLimits
{
    /// <summary>Office programs nest a dozen deep.</summary>
    public const int MaxDepth = 64;

    /// <summary>Of all trees together. A workbook may have 65,490 cell formats, each with two elements below it.</summary>
    public const int MaxElements = 300_000;

    /// <summary>A workbook of a hundred sheets with their drawings has some hundreds.</summary>
    public const int MaxParts = 2_000;

    const int MaxAttributes = 256;

    const long MaxUnpackedBytes = 600L * 1024 * 1024;

    /// <summary>A sheet is packed to a tenth; what is packed to a two-hundredth is made to fill a memory.</summary>
    const int MaxCompressionRatio = 200;

    const long UncheckedUnpackedBytes = 20 * 1024 * 1024;

    /// <summary>With what all XML of workbooks is read. Characters are not checked: offices write some that XML forbids.</summary>
    public static readonly XmlReaderSettings XmlSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
        MaxCharactersInDocument = MaxUnpackedBytes,
    };

    int elements;

    /// <summary>The list of parts, and those that tell which part belongs to which: they are read when the package is opened.</summary>
    /// <returns>False where it is no workbook.</returns>
    /// <exception cref="ReadingLimitException">There is more in it than in any report.</exception>
    public bool CheckPackage(byte[] content)
    {
        using var package = new ZipArchive(new MemoryStream(content));
        if (package.Entries.Count > MaxParts)
            throw new ReadingLimitException(ReportFindingKind.TooManyElements, MaxParts);
        var unpacked = package.Entries.Sum(entry => entry.Length);
        var packed = Math.Max(1, package.Entries.Sum(entry => entry.CompressedLength));
        if (unpacked > MaxUnpackedBytes || (unpacked > UncheckedUnpackedBytes && unpacked / packed > MaxCompressionRatio))
            throw new ReadingLimitException(ReportFindingKind.Bomb, 0);
        if (!package.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
            return false;
        foreach (var entry in package.Entries)
        {
            if (!IsPackageStructure(entry.FullName))
                continue;
            using var stream = entry.Open();
            CheckXml(stream);
        }

        return true;
    }

    /// <summary>A part of which a tree will be built.</summary>
    /// <exception cref="ReadingLimitException">There is more in it than in any report.</exception>
    public void CheckTree(OpenXmlPart? part)
    {
        if (part is null)
            return;
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        CheckXml(stream);
    }

    /// <exception cref="ReadingLimitException">It is nested deeper than any report.</exception>
    public static void CheckDepth(XmlReader xml)
    {
        if (xml.Depth > MaxDepth)
            throw new ReadingLimitException(ReportFindingKind.NestedTooDeeply, MaxDepth);
    }

    void CheckXml(Stream stream)
    {
        using var xml = XmlReader.Create(stream, XmlSettings);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            CheckDepth(xml);
            if (++elements > MaxElements || xml.AttributeCount > MaxAttributes)
                throw new ReadingLimitException(ReportFindingKind.TooManyElements, MaxElements);
        }
    }

    // Anywhere in the name: in pieces, "[Content_Types].xml/[0].piece", they are read too, and no office program writes them so.
    static bool IsPackageStructure(string name) =>
        name.Contains(".rels", StringComparison.OrdinalIgnoreCase) || name.Contains("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);
}
