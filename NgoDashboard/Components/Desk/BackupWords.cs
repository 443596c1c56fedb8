using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Desk;

/// <summary>How the state of the backups is read at the desk.</summary>
static class BackupWords
{
    public static string Newest(BackupStatus status) => status.Newest is { } newest
        ? Words.Backup["newest", Time(newest.MadeAt, status.At), newest.Version]
        : Words.Backup["none-yet"];

    /// <summary>With the day where it is not today's.</summary>
    static string Time(DateTimeOffset madeAt, DateTimeOffset now)
    {
        var (made, today) = (VietNam.Time(madeAt), VietNam.Day(now));
        return made.ToString(VietNam.Day(madeAt) == today ? "HH:mm" : "HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
    }
}
