using System.Globalization;
using System.Text;
using System.Xml;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;
using Ns = NgoDashboard.Files.OpenDocument.OpenDocumentNamespaces;

namespace NgoDashboard.Files.OpenDocument;

/// <summary>A cell before it stands in a column, because one may be repeated.</summary>
readonly record struct OpenDocumentCell(CellKind Kind, string Text, NumberFormat? Format, bool IsFormula, OldFont? Font, string Comment)
{
    public int Column { get; init; }

    public bool IsEmpty => Text.Length == 0;

    public Cell ToCell() => new(Column, Kind, Text, Format, IsFormula);
}

/// <summary>Reads a cell: its value by its attributes, its text by its paragraphs.</summary>
sealed class OpenDocumentCellReader(XmlReader xml, OpenDocumentStyles styles, ReadingBudget reading)
{
    /// <summary>Where a cell says that it is a percentage and its style does not.</summary>
    static readonly NumberFormat Percentage = new("0.00%");

    readonly StringBuilder text = new(), comment = new();
    OldFont? spanFont;

    /// <summary>Leaves the reader at the end of the cell.</summary>
    public OpenDocumentCell ReadCell(string? style)
    {
        var type = xml.GetAttribute("value-type", Ns.Office);
        var isError = xml.GetAttribute("value-type", Ns.CalcExtension) == "error";
        var isFormula = xml.GetAttribute("formula", Ns.Table) is not null;
        var value = xml.GetAttribute(type switch
        {
            "date" => "date-value",
            "time" => "time-value",
            "boolean" => "boolean-value",
            "string" => "string-value",
            _ => "value",
        }, Ns.Office);
        var currency = xml.GetAttribute("currency", Ns.Office);
        ReadContent();
        var shown = CellText.Normalize(text.ToString());
        if (isError || (isFormula && IsErrorText(shown)))
            return new(CellKind.Error, shown.Length > 0 ? shown : "?", null, isFormula, null, comment.ToString());
        var (kind, stored, format) = ReadValue(type, value, currency, styles.FindFormat(style)) ?? (CellKind.Text, "", null);
        if (stored.Length == 0)
            stored = shown.Length > 0 || type != "string" ? shown : CellText.Normalize(value ?? "");
        var font = kind == CellKind.Text ? spanFont ?? styles.FindOldFont(style) : null;
        return new(kind, stored, format, isFormula, font, comment.ToString());
    }

    static (CellKind Kind, string Text, NumberFormat? Format)? ReadValue(
        string? type, string? value, string? currency, NumberFormat? format)
    {
        switch (type)
        {
            case "float" or "percentage" or "currency" when IsNumber(value):
                format ??= type == "percentage" ? Percentage
                    : type == "currency" && currency is { Length: > 0 and <= 10 } ? new NumberFormat($"#,##0.00\\ [${currency}]") : null;
                return (CellKind.Number, value!, format);
            case "date" when DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var day)
                && day.Year >= 1900:
                return (CellKind.Date, Cell.ToDayText(day), format);
            case "time" when ReadDays(value) is { } days:
                return (CellKind.Number, days.ToString("R", CultureInfo.InvariantCulture), format);
            case "boolean":
                return (CellKind.Boolean, value == "true" ? "1" : "0", null);
            default:
                return null;
        }
    }

    static bool IsNumber(string? value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>A duration such as PT12H30M00S, in days.</summary>
    static double? ReadDays(string? value)
    {
        try
        {
            return value is null ? null : XmlConvert.ToTimeSpan(value).TotalDays;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Programs before 2012 store the result of a wrong formula as 0, and show the error.</summary>
    static bool IsErrorText(string shown) =>
        shown.StartsWith("Err:", StringComparison.Ordinal)
        || shown is "#N/A" or "#NAME?" or "#REF!" or "#VALUE!" or "#DIV/0!" or "#NUM!" or "#NULL!";

    void ReadContent()
    {
        var (inside, isFirst) = (new ElementScope(xml, reading), true);
        while (inside.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.NamespaceURI == Ns.Text && xml.LocalName is "p" or "h")
            {
                if (!isFirst)
                    text.Append('\n');
                isFirst = false;
                ReadParagraph(text);
            }
            else if (xml.NamespaceURI == Ns.Office && xml.LocalName == "annotation")
            {
                ReadComment();
            }
            else
            {
                // Drawings, and tables in cells.
                ElementScope.Skip(xml, reading);
            }
        }
    }

    void ReadComment()
    {
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Ns.Text || xml.LocalName != "p")
                continue;
            if (comment.Length > 0)
                comment.Append('\n');
            ReadParagraph(comment);
        }
    }

    void ReadParagraph(StringBuilder into)
    {
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                reading.CountStep(xml.Value.Length);
                AppendCollapsed(into, xml.Value);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.NamespaceURI == Ns.Text)
            {
                AppendElement(into);
            }
        }
    }

    void AppendElement(StringBuilder into)
    {
        if (xml.LocalName is "s" or "tab")
            into.Append(' ');
        else if (xml.LocalName == "line-break")
            into.Append('\n');
        else if (xml.LocalName == "span")
            spanFont ??= styles.FindOldFont(xml.GetAttribute("style-name", Ns.Text));
    }

    /// <summary>White space of the source is one blank.</summary>
    static void AppendCollapsed(StringBuilder into, string value)
    {
        foreach (var letter in value)
        {
            if (letter is not (' ' or '\t' or '\r' or '\n'))
                into.Append(letter);
            else if (into.Length > 0 && into[^1] is not (' ' or '\n'))
                into.Append(' ');
        }
    }
}
