using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NgoDashboard.Files.DocumentTables;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Html;

/// <summary>Reads the tables of a web page, which systems export under the name .xls. Nothing is loaded, and no script runs.</summary>
static class HtmlReader
{
    /// <summary>
    /// The tree of a page takes some 800 bytes for an element with its text, and a child process holds 400 MB: 45,000 rows of ten cells.
    /// </summary>
    const int MaxElements = 500_000;

    /// <summary>Deeper elements are put beside each other by the parser, so that no walk of the tree goes deeper.</summary>
    const int MaxDepth = 200;

    /// <summary>Other attributes are not kept.</summary>
    static readonly string[] Attributes =
        ["colspan", "rowspan", "style", "class", "hidden", "face", "span", "x:num", "x:fmla", "x:err", "x:bool"];

    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        var elements = 0;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            MaximumDepth = MaxDepth,
            SkipComments = true,
            SkipScriptText = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = (ref _, name) => IsKept(name.Span),
            OnCreated = (_, _) =>
            {
                reading.CountStep(1);
                if (++elements > MaxElements)
                    throw new ReadingLimitException(ReportFindingKind.TooManyCells, ReadingBudget.MaxRows);
            },
        });
        using var page = parser.ParseDocument(HtmlEncoding.Decode(content));
        var sheets = new DocumentSheets(reading);
        new HtmlWalker(sheets, new HtmlStyles(page), reading).Walk(page.Body ?? (INode)page);
        return sheets.Build();
    });

    static bool IsKept(ReadOnlySpan<char> name)
    {
        foreach (var kept in Attributes)
        {
            if (name.Equals(kept, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
