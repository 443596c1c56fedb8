using System.Globalization;

namespace NgoDashboard.Components.Charts;

/// <summary>The moment of a change, in the attribute by which the screen marks it and takes the mark away by itself.</summary>
public static class ChangeMark
{
    /// <summary>Seconds since 1970, or null for no attribute at all.</summary>
    public static string? ToUnixSeconds(DateTimeOffset? changedAt) => changedAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
