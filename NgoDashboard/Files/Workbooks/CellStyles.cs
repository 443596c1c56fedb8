using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Workbooks;

/// <summary>The number formats and the fonts of before Unicode, by the styles of the cells of a workbook.</summary>
sealed class CellStyles
{
    readonly List<NumberFormat?> formats = [];

    /// <summary>Empty in nearly all workbooks.</summary>
    readonly Dictionary<int, OldFont> fonts = [];

    public CellStyles(Stylesheet? styles)
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

        AddFonts(styles);
    }

    /// <summary>Null for the general format.</summary>
    public NumberFormat? FindFormat(string? style) => ParseIndex(style) is { } index && index < formats.Count ? formats[index] : null;

    /// <summary>Null for fonts of Unicode.</summary>
    public OldFont? FindOldFont(string? style) =>
        fonts.Count > 0 && fonts.TryGetValue(ParseIndex(style) ?? 0, out var font) ? font : null;

    void AddFonts(Stylesheet? styles)
    {
        OldFont?[] old = [.. styles?.Fonts?.Elements<Font>().Select(font => OldFont.FromName(font.FontName?.Val?.Value)) ?? []];
        if (!Array.Exists(old, font => font is not null))
            return;
        foreach (var (index, format) in styles!.CellFormats?.Elements<CellFormat>().Index() ?? [])
        {
            if (format.FontId?.Value is { } id && id < old.Length && old[id] is { } font)
                fonts.Add(index, font);
        }
    }

    static int? ParseIndex(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>Built-in formats of dates and percentages win over the workbook's own codes.</summary>
    static string? FindCode(uint id, Dictionary<uint, string> codes) =>
        BuiltInFormats.FindDateOrShare(id) ?? codes.GetValueOrDefault(id) ?? BuiltInFormats.FindNumber(id);
}
