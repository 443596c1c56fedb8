using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live.Operations;

/// <summary>The settings Backup:Folder, Backup:Every and Backup:Keep.</summary>
/// <param name="Folder">Null where no scheduled backups are made.</param>
/// <param name="Interval">Backup:Every.</param>
/// <param name="RetainedCount">Backup:Keep: the number of backups that stay in the folder.</param>
public sealed record BackupOptions(string? Folder, TimeSpan Interval, int RetainedCount)
{
    const int DefaultRetainedCount = 24, MaxRetainedCount = 100_000;

    static readonly TimeSpan DefaultInterval = TimeSpan.FromHours(1),
        MinInterval = TimeSpan.FromMinutes(1),
        MaxInterval = TimeSpan.FromDays(31);

    public static BackupOptions None { get; } = new(null, DefaultInterval, DefaultRetainedCount);

    /// <exception cref="StorageException">A setting is invalid; the message is in all languages.</exception>
    public static BackupOptions From(IConfiguration configuration, string database)
    {
        var folder = configuration["Backup:Folder"]?.Trim();
        var (every, keep) = (configuration["Backup:Every"]?.Trim(), configuration["Backup:Keep"]?.Trim());
        if (string.IsNullOrEmpty(folder))
        {
            // An error where only the other settings are given: otherwise the administrator would believe that backups are made.
            var isNone = string.IsNullOrEmpty(every) && string.IsNullOrEmpty(keep);
            return isNone ? None : throw InvalidSetting(language => language.Words.Backup["setting-no-folder"]);
        }

        if (BackupWriter.BelongsToDatabase(database, folder))
            throw InvalidSetting(language => language.Words.Backup["setting-folder", folder]);
        return new(folder, ParseInterval(every), ParseRetainedCount(keep));
    }

    static int ParseRetainedCount(string? text) => text switch
    {
        null or "" => DefaultRetainedCount,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var keep)
            && keep is >= 1 and <= MaxRetainedCount => keep,
        _ => throw InvalidSetting(language => language.Words.Backup["setting-keep", text]),
    };

    /// <summary>Accepts "90m", "1.5h", "1d", and .NET's "01:30:00".</summary>
    static TimeSpan ParseInterval(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return DefaultInterval;
        var isNumber = double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count);
        TimeSpan? every = isNumber && count < 100_000
            ? char.ToLowerInvariant(text[^1]) switch
            {
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                _ => null,
            }
            : null;
        // Requires a colon, because .NET parses a bare number as days, while most administrators mean minutes.
        var isSpan = text.Contains(':', StringComparison.Ordinal);
        if (every is null && isSpan && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var written))
            every = written;
        return every is { } interval && interval >= MinInterval && interval <= MaxInterval
            ? interval
            : throw InvalidSetting(language => language.Words.Backup["setting-every", text]);
    }

    static StorageException InvalidSetting(Func<DisplayLanguage, string> sentence) => new(DisplayLanguage.InAllLanguages(sentence));
}
