using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.DocumentTables;

/// <summary>A paragraph of a document.</summary>
readonly record struct DocumentParagraph(string Text, OldFont? Font);

/// <summary>
/// Makes sheets of the tables of a document, a text or a web page: each table is one, with the paragraphs before it above, because they
/// are its titles ("Đơn vị: USD"). A table that only arranges text, such as the head of a letter, becomes such paragraphs.
/// </summary>
sealed class DocumentSheets(ReadingBudget reading)
{
    /// <summary>In characters. A longer paragraph is no title, and what stands before it belongs to another place.</summary>
    const int MaxTitleLength = 300;

    const int MaxTitles = 30;

    readonly List<(DocumentTable Table, IReadOnlyList<DocumentParagraph> Above, string Name)> tables = [];
    readonly List<DocumentParagraph> titles = [];
    readonly List<DocumentParagraph> firstTitles = [];

    /// <summary>Tables that arrange text and have no table behind them: if there is no other, one of them is what was meant.</summary>
    readonly List<(DocumentTable Table, string Name)> textTables = [];

    bool hasBody;

    public void AddParagraph(DocumentParagraph paragraph)
    {
        reading.CountStep(paragraph.Text.Length + 1);
        var text = CellText.Normalize(paragraph.Text);
        if (text.Length == 0)
            return;
        if (text.Length > MaxTitleLength)
        {
            // The head of the document is that of its first table, wherever that stands.
            if (!hasBody && tables.Count == 0)
                firstTitles.AddRange(titles);
            hasBody = true;
            titles.Clear();
            return;
        }

        titles.Add(paragraph with { Text = text });
        if (titles.Count > MaxTitles)
            titles.RemoveAt(0);
    }

    /// <param name="name">Empty if the table has none.</param>
    public void AddTable(DocumentTable table, string name = "")
    {
        if (table.IsEmpty)
            return;
        if (table.IsTextOnly)
        {
            textTables.Add((table, name));
            foreach (var paragraph in table.Paragraphs)
                AddParagraph(paragraph);
            return;
        }

        tables.Add((table, tables.Count == 0 ? [.. firstTitles, .. titles] : [.. titles], name));
        titles.Clear();
    }

    public IReadOnlyList<Sheet> Build()
    {
        if (tables.Count == 0)
            tables.AddRange(textTables.Select(text => (text.Table, (IReadOnlyList<DocumentParagraph>)[], text.Name)));
        if (tables.Count == 0)
            reading.AddFinding(ReportFindingKind.DocumentWithoutTable);
        // A number is a name in any language; the only table needs none.
        return [.. tables.Select((table, index) => CreateSheet(
            table.Table, table.Above,
            table.Name.Length > 0 || tables.Count == 1 ? table.Name : FormattableString.Invariant($"{index + 1}")))];
    }

    Sheet CreateSheet(DocumentTable table, IReadOnlyList<DocumentParagraph> above, string name)
    {
        var builder = new SheetBuilder(reading);
        foreach (var (index, title) in above.Index())
        {
            builder.BeginRow(index + 1);
            builder.AddText(0, title.Text, title.Font);
        }

        builder.EndRow();
        table.WriteTo(builder, above.Count);
        return builder.Build(name);
    }
}
