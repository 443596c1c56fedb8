using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NgoDashboard.Files.DocumentTables;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.Html;

/// <summary>Walks a page in its order: paragraphs and tables.</summary>
sealed class HtmlWalker(DocumentSheets sheets, HtmlStyles styles, ReadingBudget reading)
{
    readonly StringBuilder paragraph = new();
    OldFont? font;

    public void Walk(INode root)
    {
        WalkChildren(root);
        EndParagraph();
    }

    void WalkChildren(INode parent)
    {
        foreach (var node in parent.ChildNodes)
        {
            reading.CountStep(1);
            if (node is IText text)
                AppendText(text);
            else if (node is IElement element && !HtmlText.IsSkipped(element))
                WalkElement(element);
        }
    }

    void WalkElement(IElement element)
    {
        if (element is IHtmlTableElement table)
        {
            EndParagraph();
            WalkTable(table);
            return;
        }

        var isBlock = HtmlText.IsBlock(element) || element is IHtmlBreakRowElement;
        if (isBlock)
            EndParagraph();
        WalkChildren(element);
        if (isBlock)
            EndParagraph();
    }

    /// <summary>A table with tables in it arranges a page, unless it holds numbers itself.</summary>
    void WalkTable(IHtmlTableElement element)
    {
        var table = new HtmlTableReader(styles, reading).ReadTable(element);
        if (element.QuerySelector("table") is null || !table.IsTextOnly)
        {
            sheets.AddTable(table, element.Caption is { } caption ? HtmlText.Read(caption, reading) : "");
            return;
        }

        foreach (var cell in element.Rows.SelectMany(row => row.Cells))
        {
            WalkChildren(cell);
            EndParagraph();
        }
    }

    void AppendText(IText text)
    {
        var before = paragraph.Length;
        HtmlText.AppendCollapsed(paragraph, text.Data);
        if (paragraph.Length > before && text.ParentElement is { } parent)
            font ??= styles.FindOldFont(parent);
    }

    void EndParagraph()
    {
        if (paragraph.Length > 0)
            sheets.AddParagraph(new(paragraph.ToString(), font));
        paragraph.Clear();
        font = null;
    }
}
