using NgoDashboard.Language;

namespace NgoDashboard.Cli;

/// <summary>
/// The settings <c>Logging__LogLevel__…</c>. The framework reads them while the host is built, and throws an exception that says nothing of
/// a setting; so they are checked before.
/// </summary>
static class LogLevelSettings
{
    /// <exception cref="InvalidSettingException">A level is unknown.</exception>
    public static void Check(IConfiguration configuration)
    {
        var logging = configuration.GetSection("Logging");
        // Of all loggers, and of single ones such as Logging__Console__LogLevel__….
        var levels = logging.GetChildren().Prepend(logging).SelectMany(section => section.GetSection("LogLevel").GetChildren());
        foreach (var level in levels)
        {
            if (level.Value is not { Length: > 0 } value || Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
                continue;
            throw InvalidSettingException.ForValue(
                level.Path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal),
                value,
                language => language.Words.Api["setting-log-level", string.Join(", ", Enum.GetNames<LogLevel>())]);
        }
    }
}
