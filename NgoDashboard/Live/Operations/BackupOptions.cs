using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Storage.Backup;

namespace NgoDashboard.Live.Operations;

/// <summary>The settings Backup__Folder, Backup__Every and Backup__Keep.</summary>
/// <param name="Folder">Null where no scheduled backups are made.</param>
/// <param name="Interval">Backup__Every.</param>
/// <param name="RetainedCount">Backup__Keep: the number of backups that stay in the folder.</param>
public sealed record BackupOptions(string? Folder, TimeSpan Interval, int RetainedCount)
{
    const string FolderSetting = "Backup__Folder", IntervalSetting = "Backup__Every", RetainedCountSetting = "Backup__Keep";

    const int DefaultRetainedCount = 24, MaxRetainedCount = 100_000;

    static readonly TimeSpan DefaultInterval = TimeSpan.FromHours(1),
        MinInterval = TimeSpan.FromMinutes(1),
        MaxInterval = TimeSpan.FromDays(31);

    public static BackupOptions None { get; } = new(null, DefaultInterval, DefaultRetainedCount);

    /// <param name="database">The path of the database, in whose files and folders no backup may lie.</param>
    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static BackupOptions FromSettings(SettingsReader settings, string database)
    {
        var folder = settings.ReadText(FolderSetting);
        var (every, keep) = (settings.ReadText(IntervalSetting), settings.ReadText(RetainedCountSetting));
        if (folder is null)
        {
            // An error where only the other settings are given: otherwise the administrator would believe that backups are made.
            return every is null && keep is null
                ? None
                : throw InvalidSettingException.For(language => language.Words.Backup["setting-no-folder"]);
        }

        if (BackupWriter.BelongsToDatabase(database, folder))
            throw InvalidSettingException.For(language => language.Words.Backup["setting-folder", folder]);
        return new(folder, ParseInterval(every), ParseRetainedCount(keep));
    }

    static int ParseRetainedCount(string? text) => text switch
    {
        null => DefaultRetainedCount,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var keep)
            && keep is >= 1 and <= MaxRetainedCount => keep,
        _ => throw InvalidSettingException.For(language => language.Words.Backup["setting-keep", text]),
    };

    static TimeSpan ParseInterval(string? text)
    {
        if (text is null)
            return DefaultInterval;
        return SettingsReader.TryParseDuration(text) is { } interval && interval >= MinInterval && interval <= MaxInterval
            ? interval
            : throw InvalidSettingException.For(language => language.Words.Backup["setting-every", text]);
    }
}
