using System.Globalization;

namespace NgoDashboard.Language;

/// <summary>
/// Reads this program's settings, by the names that an administrator writes (<c>Limits__Watch</c>). A value that cannot be used is refused
/// in both languages with its name, its value and what is allowed; the framework's binder would throw an English sentence about a type of
/// .NET. A setting that is empty counts as not set.
/// </summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    /// <summary>Longer ones serve no purpose, and timers do not take more than 49 days.</summary>
    const int MaxDurationDays = 31;

    /// <summary>The environment variables alone, for programs that have no configuration of their own.</summary>
    public static SettingsReader FromEnvironment() => new(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    /// <summary>The value with its blanks, for paths and passwords; null if it is not set or empty.</summary>
    public string? ReadExactText(string name) => Find(name) is { Length: > 0 } value ? value : null;

    /// <summary>The value without blanks around it; null if it is not set or blank.</summary>
    public string? ReadText(string name) => Find(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Whether the setting is there and blank: where that means something else than its absence.</summary>
    public bool IsBlank(string name) => Find(name) is { } value && string.IsNullOrWhiteSpace(value);

    /// <exception cref="InvalidSettingException">The value is neither true nor false.</exception>
    public bool ReadBoolean(string name, bool defaultValue)
    {
        if (ReadText(name) is not { } text)
            return defaultValue;
        return bool.TryParse(text, out var value)
            ? value
            : throw InvalidSettingException.ForValue(name, text, language => language.Words.Api["setting-boolean"]);
    }

    /// <param name="max">Null where there is no limit.</param>
    /// <exception cref="InvalidSettingException">
    /// The value, or the default where none is set, is not a whole number between the limits.
    /// </exception>
    public long ReadWholeNumber(string name, long defaultValue, long min, long? max = null)
    {
        var text = ReadText(name) ?? defaultValue.ToString(CultureInfo.InvariantCulture);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && !(value > max)
            ? value
            : throw InvalidSettingException.ForValue(
                name, text, language => max is null
                    ? language.Words.Api["setting-number-least", min]
                    : language.Words.Api["setting-number", min, max]);
    }

    /// <exception cref="InvalidSettingException">The value is no duration, 0, or longer than a month.</exception>
    public TimeSpan ReadDuration(string name, TimeSpan defaultValue)
    {
        if (ReadText(name) is not { } text)
            return defaultValue;
        return TryParseDuration(text) is { } duration && duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(MaxDurationDays)
            ? duration
            : throw InvalidSettingException.ForValue(name, text, language => language.Words.Api["setting-duration", MaxDurationDays]);
    }

    /// <summary>Accepts "90m", "1.5h", "1d", and .NET's "01:30:00".</summary>
    /// <returns>Null for any other text.</returns>
    public static TimeSpan? TryParseDuration(string text)
    {
        // Requires a colon, because .NET parses a bare number as days, while most administrators mean minutes.
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var written) ? written : null;
        var isNumber = double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count);
        return !isNumber || count >= 100_000 ? null : char.ToLowerInvariant(text[^1]) switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    string? Find(string name) => configuration[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)];
}
