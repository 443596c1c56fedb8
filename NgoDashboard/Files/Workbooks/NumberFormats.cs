using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Workbooks;

/// <summary>The number formats of a workbook, by the styles of its cells.</summary>
sealed class NumberFormats
{
    /// <summary>
    /// Dates that a workbook refers to by a number alone: it shows them in the order of its country, here in that of Viet Nam.
    /// </summary>
    const string Day = "dd/mm/yyyy";

    readonly List<NumberFormat?> formats = [];

    public NumberFormats(Stylesheet? styles)
    {
        var codes = styles?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null && format.FormatCode is not null)
            .DistinctBy(format => format.NumberFormatId!.Value)
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value ?? "") ?? [];
        // Each format is parsed once, however many cells have it.
        var known = new Dictionary<uint, NumberFormat?>();
        foreach (var format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (!known.TryGetValue(id, out var read))
                known.Add(id, read = FindCode(id, codes) is { Length: > 0 and <= NumberFormat.MaxCodeLength } code ? new(code) : null);
            formats.Add(read);
        }
    }

    /// <summary>Null for the general format.</summary>
    public NumberFormat? FindFormat(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < formats.Count ? formats[index]
        : null;

    /// <summary>Built-in formats of dates and percentages win over the workbook's own codes.</summary>
    static string? FindCode(uint id, Dictionary<uint, string> codes) =>
        BuiltInDateOrShare(id) ?? codes.GetValueOrDefault(id) ?? BuiltInNumber(id);

    /// <summary>ECMA-376, part 1, 18.8.30; from 27 on the dates of East Asian countries.</summary>
    static string? BuiltInDateOrShare(uint id) => id switch
    {
        9 => "0%",
        10 => "0.00%",
        14 => Day,
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => Day + " h:mm",
        >= 27 and <= 36 or >= 50 and <= 58 => Day,
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        _ => null,
    };

    static string? BuiltInNumber(uint id) => id switch
    {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        37 or 38 => "#,##0;(#,##0)",
        39 or 40 => "#,##0.00;(#,##0.00)",
        48 => "##0.0E+0",
        _ => null,
    };
}
