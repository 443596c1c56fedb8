using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;

namespace NgoDashboard.Files.Workbooks;

/// <summary>The number formats of a workbook: those that show a date, and those that show a unit beside the number.</summary>
sealed class NumberFormats
{
    readonly List<(bool IsDay, string? Unit)> formats = [];

    public NumberFormats(Stylesheet? styles)
    {
        var codes = styles?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null && format.FormatCode is not null)
            .DistinctBy(format => format.NumberFormatId!.Value)
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value ?? "") ?? [];
        // Each format is parsed once, however many cells have it.
        var known = new Dictionary<uint, (bool IsDay, string? Unit)>();
        foreach (var format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (!known.TryGetValue(id, out var read))
                known.Add(id, read = FormatOf(id, codes));
            formats.Add(read);
        }
    }

    public (bool IsDay, string? Unit) FormatOf(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < formats.Count ? formats[index]
        : default;

    static (bool IsDay, string? Unit) FormatOf(uint id, Dictionary<uint, string> codes) => id switch
    {
        >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58 => (true, null),
        9 or 10 => (false, "%"),
        _ => codes.TryGetValue(id, out var code) ? ParseFormatCode(code) : default,
    };

    /// <summary>
    /// Parses the first section, that of positive numbers: quoted text is shown as it is, letters outside of quotes are parts of a date.
    /// </summary>
    static (bool IsDay, string? Unit) ParseFormatCode(string code)
    {
        var (unit, isDay) = (new StringBuilder(), false);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                    var quoteEnd = IndexOfOrEnd(code, '"', i + 1);
                    unit.Append(code, i + 1, quoteEnd - i - 1);
                    i = quoteEnd;
                    break;
                case '[':
                    var bracketEnd = IndexOfOrEnd(code, ']', i + 1);
                    var inner = code[(i + 1)..bracketEnd];
                    // [$VND-42A] is a currency; [Red], [>100] and [h] are not.
                    if (inner is ['$', ..])
                        unit.Append(inner[1..].Split('-')[0]);
                    isDay |= inner is "h" or "hh" or "m" or "mm" or "s" or "ss";
                    i = bracketEnd;
                    break;
                case '\\' or '_' or '*':
                    if (code[i] == '\\' && i + 1 < code.Length)
                        unit.Append(code[i + 1]);
                    i++;
                    break;
                case '%' or '$' or '₫' or '€':
                    unit.Append(code[i]);
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    isDay = true;
                    break;
            }
        }

        var text = unit.ToString().Trim();
        return (isDay, isDay || text.Length == 0 ? null : text);
    }

    static int IndexOfOrEnd(string code, char sign, int start)
    {
        var index = code.IndexOf(sign, start);
        return index < 0 ? code.Length : index;
    }
}
