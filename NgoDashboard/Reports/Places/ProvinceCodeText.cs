using System.Globalization;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Reports.Places;

/// <summary>Reads a province's code from a cell, also where a spreadsheet took it for a time: "63:38:00", or 2.6514 days.</summary>
static class ProvinceCodeText
{
    const string Seconds = ":00";

    const int MinutesOfDay = 24 * 60, MinutesOfHour = 60;

    public static ProvinceCode? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > "63:38".Length && trimmed.EndsWith(Seconds, StringComparison.Ordinal))
            trimmed = trimmed[..^Seconds.Length];
        return ProvinceCode.TryParse(trimmed, out var code) ? code : FromDays(trimmed);
    }

    /// <summary>A time is stored as a part of days: 63 hours and 38 minutes.</summary>
    static ProvinceCode? FromDays(string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 3)
            return null;
        var minutes = (int)Math.Round(days * MinutesOfDay);
        var written = string.Create(CultureInfo.InvariantCulture, $"{minutes / MinutesOfHour}:{minutes % MinutesOfHour:00}");
        return ProvinceCode.TryParse(written, out var code) ? code : null;
    }
}
