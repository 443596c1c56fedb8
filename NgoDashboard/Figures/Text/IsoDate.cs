using System.Globalization;

namespace NgoDashboard.Figures.Text;

/// <summary>A date as ISO 8601 writes it, 2024-04-12: the form of the API and of files, in every language.</summary>
public static class IsoDate
{
    public static string ToIsoDate(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
