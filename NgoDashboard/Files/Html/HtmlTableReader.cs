using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NgoDashboard.Files.DocumentTables;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Html;

/// <summary>Reads one table; tables in its cells are text of these.</summary>
sealed class HtmlTableReader(HtmlStyles styles, ReadingBudget reading)
{
    readonly DocumentTable table = new(reading);

    public DocumentTable ReadTable(IHtmlTableElement element)
    {
        ReadColumns(element);
        foreach (var row in FindRows(element))
        {
            table.BeginRow(HtmlText.IsHidden(row) || styles.IsHiddenByClass(row));
            foreach (var cell in row.Children)
            {
                if (cell.LocalName is "td" or "th" && !HtmlText.IsHidden(cell))
                    ReadCell(cell);
            }

            table.EndRow();
        }

        return table;
    }

    /// <summary>In the order of the source; a foot may stand before the body.</summary>
    static IEnumerable<IElement> FindRows(IElement element)
    {
        foreach (var child in element.Children)
        {
            if (child.LocalName == "tr")
                yield return child;
            else if (child.LocalName is "thead" or "tbody" or "tfoot")
                foreach (var row in child.Children.Where(row => row.LocalName == "tr"))
                    yield return row;
        }
    }

    void ReadColumns(IElement element)
    {
        var index = 0;
        foreach (var column in element.Children.SelectMany(child => child.LocalName == "colgroup" ? child.Children.AsEnumerable() : [child])
            .Where(child => child.LocalName == "col"))
        {
            var end = Math.Min(index + Math.Max(1, ReadNumber(column, "span")), ReadingBudget.MaxColumns);
            for (; index < end; index++)
            {
                if (HtmlText.IsHidden(column))
                    table.HideColumn(index);
            }
        }
    }

    void ReadCell(IElement element)
    {
        var text = CellText.Normalize(HtmlText.Read(element, reading));
        table.AddCell(
            Math.Max(1, ReadNumber(element, "colspan")), element.HasAttribute("rowspan") ? ReadNumber(element, "rowspan") : 1,
            column => CreateCell(element, column, text), text.Length > 0 ? styles.FindOldFontOfContent(element) : null);
    }

    /// <summary>
    /// Excel writes beside the text what it shows: the number. It is taken if its format shows that text, because then nothing is guessed
    /// of its separators.
    /// </summary>
    Cell? CreateCell(IElement element, int column, string text)
    {
        if (text.Length == 0)
            return null;
        var isFormula = element.HasAttribute("x:fmla");
        if (element.HasAttribute("x:err"))
            return new(column, CellKind.Error, text, null, isFormula);
        if (element.GetAttribute("x:num") is { Length: > 0 } stored
            && double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            var cell = Cell.FromStoredNumber(column, stored, styles.FindFormat(element), isFormula);
            if (IsShownAs(cell, text))
                return cell;
        }

        return new(column, CellKind.Text, text, null, isFormula);
    }

    static bool IsShownAs(Cell cell, string text) => HtmlStyles.Cultures.Any(
        culture => cell.GetDisplayedText(culture) is { } shown && RemoveBlanks(shown) == RemoveBlanks(text));

    static string RemoveBlanks(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>0 if it is missing or no number.</summary>
    static int ReadNumber(IElement element, string name) =>
        int.TryParse(element.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
