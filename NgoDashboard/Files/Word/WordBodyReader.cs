using System.Globalization;
using System.Xml;
using NgoDashboard.Files.DocumentTables;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Word;

/// <summary>Reads the paragraphs and tables of a body in their order. What was deleted while changes were tracked is not read.</summary>
sealed class WordBodyReader(XmlReader xml, WordFonts fonts, DocumentSheets sheets, ReadingBudget reading)
{
    /// <summary>In levels. A table in a table in a table is a page that is drawn with tables.</summary>
    const int MaxNestedTables = 5;

    const string Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    const string StrictNamespace = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    /// <summary>Tables in cells, which are sheets of their own behind the one that they stand in.</summary>
    readonly Queue<DocumentTable> nested = new();

    public void ReadBody()
    {
        while (xml.Read())
        {
            PackageLimits.CountStep(reading, xml);
            if (WordParagraphReader.SkipInvisible(xml, reading))
                continue;
            if (IsStart("p"))
                sheets.AddParagraph(new WordParagraphReader(xml, fonts, reading).ReadParagraph());
            else if (IsStart("tbl"))
                AddTable();
        }
    }

    public static string? GetAttribute(XmlReader xml, string name) =>
        xml.GetAttribute(name, Namespace) ?? xml.GetAttribute(name, StrictNamespace);

    void AddTable()
    {
        sheets.AddTable(ReadTable(0));
        while (nested.TryDequeue(out var inner))
            sheets.AddTable(inner);
    }

    /// <summary>Leaves the reader at the end of the table.</summary>
    DocumentTable ReadTable(int level)
    {
        var table = new DocumentTable(reading);
        var inside = new ElementScope(xml, reading);
        while (ReadVisible(inside))
        {
            if (IsStart("tr"))
                ReadRow(table, level);
        }

        return table;
    }

    void ReadRow(DocumentTable table, int level)
    {
        var (inside, isBegun, isHidden, skipped) = (new ElementScope(xml, reading), false, false, 0);
        while (ReadVisible(inside))
        {
            if (!isBegun && IsStart("hidden"))
                isHidden = true;
            else if (!isBegun && IsStart("gridBefore"))
                skipped = ReadNumber();
            if (!IsStart("tc"))
                continue;
            if (!isBegun)
            {
                table.BeginRow(isHidden);
                table.SkipColumns(skipped);
                isBegun = true;
            }

            ReadCell(table, level);
        }

        if (!isBegun)
            table.BeginRow(isHidden);
        table.EndRow();
    }

    void ReadCell(DocumentTable table, int level)
    {
        var (inside, span, merge) = (new ElementScope(xml, reading), 1, "");
        var lines = new List<DocumentParagraph>();
        while (ReadVisible(inside))
        {
            if (IsStart("gridSpan"))
                span = Math.Max(1, ReadNumber());
            else if (IsStart("vMerge"))
                merge = GetAttribute(xml, "val") ?? "continue";
            else if (IsStart("p"))
                lines.Add(new WordParagraphReader(xml, fonts, reading).ReadParagraph());
            else if (IsStart("tbl"))
                ReadNestedTable(level);
        }

        if (merge == "continue")
        {
            table.ContinueFromAbove(span);
            return;
        }

        var text = CellText.Normalize(string.Join('\n', lines.Select(line => line.Text)));
        var font = lines.Find(line => line.Font is not null).Font;
        table.AddCell(
            span, 1, column => text.Length == 0 ? null : new Cell(column, CellKind.Text, text), font, mayContinue: merge == "restart");
    }

    void ReadNestedTable(int level)
    {
        if (level < MaxNestedTables)
            nested.Enqueue(ReadTable(level + 1));
    }

    bool ReadVisible(ElementScope inside)
    {
        while (inside.Read())
        {
            if (!WordParagraphReader.SkipInvisible(xml, reading))
                return true;
        }

        return false;
    }

    bool IsStart(string name) =>
        xml.NodeType == XmlNodeType.Element && xml.LocalName == name && (xml.NamespaceURI is Namespace or StrictNamespace);

    int ReadNumber() =>
        int.TryParse(GetAttribute(xml, "val"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
