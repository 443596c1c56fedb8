using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Files.Packages;

/// <summary>
/// Limits of documents that are ZIP packages of XML. A part of which a tree will be built is scanned from beginning to end before: the
/// Open XML SDK builds its trees by recursion, so deep nesting overflows the stack of the process, and an element of a few bytes becomes
/// an object of some 220 bytes.
/// </summary>
sealed class PackageLimits
{
    /// <summary>Office programs nest about a dozen levels.</summary>
    public const int MaxDepth = 64;

    /// <summary>Of all trees together. A workbook may have 65,490 cell formats, each with two elements below it.</summary>
    public const int MaxElements = 300_000;

    /// <summary>A workbook of a hundred sheets with drawings has some hundreds.</summary>
    public const int MaxParts = 2_000;

    const int MaxAttributes = 256;

    const long MaxUnpackedBytes = 600L * 1024 * 1024;

    /// <summary>A sheet compresses to a tenth; what compresses to a two-hundredth was made to fill the memory.</summary>
    const int MaxCompressionRatio = 200;

    const long UncheckedUnpackedBytes = 20 * 1024 * 1024;

    /// <summary>Settings for all XML of documents. Characters are not checked, because offices write some that XML forbids.</summary>
    public static readonly XmlReaderSettings XmlSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
        MaxCharactersInDocument = MaxUnpackedBytes,
    };

    int elements;

    /// <summary>Checks the sizes, the content types and the relationships, which the SDK parses when it opens the package.</summary>
    /// <exception cref="ReadingLimitException">The package exceeds a limit.</exception>
    public void CheckPackage(byte[] content)
    {
        using var package = new ZipArchive(new MemoryStream(content));
        if (package.Entries.Count > MaxParts)
            throw new ReadingLimitException(ReportFindingKind.TooManyElements, MaxParts);
        var unpacked = package.Entries.Sum(entry => entry.Length);
        var packed = Math.Max(1, package.Entries.Sum(entry => entry.CompressedLength));
        if (unpacked > MaxUnpackedBytes || (unpacked > UncheckedUnpackedBytes && unpacked / packed > MaxCompressionRatio))
            throw new ReadingLimitException(ReportFindingKind.UnpackedTooLarge, 0);
        foreach (var entry in package.Entries)
        {
            if (!IsPackageStructure(entry.FullName))
                continue;
            using var stream = entry.Open();
            CheckXml(stream);
        }
    }

    /// <summary>Counts a node of a part that is read as a stream, and checks its depth.</summary>
    /// <exception cref="ReadingLimitException">The file exceeds a limit.</exception>
    public static void CountStep(ReadingBudget budget, XmlReader xml)
    {
        CheckDepth(xml);
        budget.CountStep(1);
    }

    /// <summary>Checks a part of which the SDK will build a tree.</summary>
    /// <exception cref="ReadingLimitException">The part exceeds a limit.</exception>
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

    // Anywhere in the name, because pieces ("[Content_Types].xml/[0].piece") are parsed too; no office program writes them.
    static bool IsPackageStructure(string name) =>
        name.Contains(".rels", StringComparison.OrdinalIgnoreCase)
        || name.Contains("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);
}
