using System.Globalization;

namespace NgoDashboard.Components.Charts;

/// <summary>The time of a change for the attribute data-chg: screen.js marks the value and removes the mark after 30 s.</summary>
public static class ChangeMark
{
    /// <summary>Seconds since 1970-01-01 UTC; null leaves the attribute out.</summary>
    public static string? ToUnixSeconds(DateTimeOffset? changedAt) => changedAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
