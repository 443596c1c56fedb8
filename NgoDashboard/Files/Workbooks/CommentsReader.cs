using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Workbooks;

/// <summary>
/// Reads the comments beside the cells of a sheet. They are no figures: what is damaged or beyond the limits is left out, and the sheet is
/// read all the same.
/// </summary>
static class CommentsReader
{
    const int MaxComments = 2_000;

    /// <summary>Of all comments of a sheet together.</summary>
    const int MaxCharacters = 200_000;

    /// <summary>Nodes of XML, which cost time whether they hold text or not.</summary>
    const int MaxNodes = 200_000;

    public static IReadOnlyList<CellComment> ReadComments(WorksheetPart part)
    {
        var comments = new List<CellComment>();
        if (part.WorksheetCommentsPart is not { } commentsPart)
            return comments;
        try
        {
            using var xml = XmlReader.Create(commentsPart.GetStream(FileMode.Open, FileAccess.Read), PackageLimits.XmlSettings);
            ReadComments(xml, comments);
        }
        catch (Exception broken)
            when (broken is XmlException or FormatException or OverflowException or InvalidDataException or IOException)
        {
            // Those before the damaged one are kept.
        }

        return comments;
    }

    static void ReadComments(XmlReader xml, List<CellComment> comments)
    {
        var (text, reference, characters) = (new StringBuilder(), "", 0);
        for (var nodes = 0; nodes < MaxNodes && comments.Count < MaxComments && characters < MaxCharacters && xml.Read(); nodes++)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "comment" })
            {
                reference = xml.GetAttribute("ref") ?? "";
                text.Clear();
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && reference.Length > 0)
            {
                text.Append(xml.Value, 0, Math.Min(xml.Value.Length, MaxCharacters - characters));
                characters += xml.Value.Length;
            }
            else if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "comment" } && text.Length > 0)
            {
                comments.Add(new(
                    CellReference.ParseRowNumber(reference), CellReference.ParseColumnIndex(reference),
                    CellText.Normalize(text.ToString())));
                reference = "";
            }
        }
    }
}
