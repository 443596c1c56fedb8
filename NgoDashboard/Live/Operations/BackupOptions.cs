using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live.Operations;

/// <summary>The settings Backup:Folder, Backup:Every and Backup:Keep.</summary>
/// <param name="Folder">Null where no backups are made on a timer.</param>
/// <param name="Interval">From one backup to the next.</param>
/// <param name="RetainedCount">So many stay in the folder.</param>
public sealed record BackupOptions(string? Folder, TimeSpan Interval, int RetainedCount)
{
    const int DefaultRetainedCount = 24, MaxRetainedCount = 100_000;

    static readonly TimeSpan DefaultInterval = TimeSpan.FromHours(1), MinInterval = TimeSpan.FromMinutes(1), MaxInterval = TimeSpan.FromDays(31);

    public static BackupOptions None { get; } = new(null, DefaultInterval, DefaultRetainedCount);

    /// <exception cref="StorageException">A setting makes no sense; the message is a sentence in both languages.</exception>
    public static BackupOptions From(IConfiguration configuration, string database)
    {
        var folder = configuration["Backup:Folder"]?.Trim();
        var (every, keep) = (configuration["Backup:Every"]?.Trim(), configuration["Backup:Keep"]?.Trim());
        if (string.IsNullOrEmpty(folder))
        {
            // Who has set the rest believes that backups are made.
            var isNone = string.IsNullOrEmpty(every) && string.IsNullOrEmpty(keep);
            return isNone ? None : throw InvalidSetting(() => Words.Backup["setting-no-folder"]);
        }

        if (BackupWriter.BelongsToDatabase(database, folder))
            throw InvalidSetting(() => Words.Backup["setting-folder", folder]);
        return new(folder, ParseInterval(every), ParseRetainedCount(keep));
    }

    static int ParseRetainedCount(string? text) => text switch
    {
        null or "" => DefaultRetainedCount,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var keep) && keep is >= 1 and <= MaxRetainedCount => keep,
        _ => throw InvalidSetting(() => Words.Backup["setting-keep", text]),
    };

    /// <summary>"90m", "1h", "1d", or "01:30:00" as .NET writes it.</summary>
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
        // A bare number is days to .NET, and minutes to most who write it.
        var isSpan = text.Contains(':', StringComparison.Ordinal);
        if (every is null && isSpan && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var written))
            every = written;
        return every is { } told && told >= MinInterval && told <= MaxInterval ? told : throw InvalidSetting(() => Words.Backup["setting-every", text]);
    }

    static StorageException InvalidSetting(Func<string> sentence) => new(Languages.InAllLanguages(sentence));
}
