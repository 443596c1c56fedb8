using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Live.Operations;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>Texts about the state of the backups.</summary>
static class BackupWords
{
    public static string NewestText(BackupStatus status, DisplayLanguage language) => status.Newest is { } newest
        ? language.Words.Backup["newest", Time(newest.MadeAt, status.AsOf), newest.Version]
        : language.Words.Backup["none-yet"];

    /// <summary>With the date unless it is today.</summary>
    static string Time(DateTimeOffset madeAt, DateTimeOffset now)
    {
        var (made, today) = (VietnamTime.ToLocal(madeAt), VietnamTime.LocalDay(now));
        return made.ToString(VietnamTime.LocalDay(madeAt) == today ? "HH:mm" : "HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
    }
}
