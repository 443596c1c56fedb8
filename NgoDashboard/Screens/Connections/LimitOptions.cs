using System.Globalization;
using NgoDashboard.Language;

namespace NgoDashboard.Screens.Connections;

/// <summary>The settings Limits__Connections and Limits__Watch.</summary>
/// <param name="MaxConnections">Can only lower the limit that follows from the open files; null to leave it as it is.</param>
/// <param name="WatchesAccepting">
/// Whether <see cref="AcceptWatchdog"/> may end the process. False where the server runs inside another process, for example a test.
/// </param>
public sealed record LimitOptions(int? MaxConnections, bool WatchesAccepting)
{
    public const string ConnectionsSetting = "Limits__Connections", WatchSetting = "Limits__Watch";

    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static LimitOptions FromSettings(SettingsReader settings) =>
        new(ParseConnections(settings.ReadText(ConnectionsSetting)), settings.ReadBoolean(WatchSetting, defaultValue: true));

    static int? ParseConnections(string? text)
    {
        if (text is null)
            return null;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= ConnectionLimits.MinConnections
            ? number
            : throw InvalidSettingException.For(language => language.Words.Access["bad-limit", text, ConnectionLimits.MinConnections]);
    }
}
