using NgoDashboard.Figures.Codes;
using NgoDashboard.Language;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live.Operations;

/// <summary>The state of the scheduled backups.</summary>
/// <param name="AsOf">When the status was read.</param>
/// <param name="Newest">The newest complete backup; null where there is none.</param>
/// <param name="Failure">Null where the last attempt succeeded.</param>
public sealed record BackupStatus(DateTimeOffset AsOf, NewestBackup? Newest, BackupFailure? Failure)
{
    public TimeSpan? Age => Newest is { } newest ? AsOf - newest.MadeAt : null;
}

/// <param name="Version">The newest journal version that it contains.</param>
public sealed record NewestBackup(DateTimeOffset MadeAt, long Version);

/// <summary>Why the last backup failed.</summary>
/// <param name="since">The first failure since the last success.</param>
public sealed class BackupFailure(StorageException refused, DateTimeOffset since)
{
    public DateTimeOffset FailingSince => since;

    /// <summary>In the current language.</summary>
    public string Sentence => BackupSentences.For(refused);
}

/// <summary>Messages for failed backups and restores.</summary>
public static class BackupSentences
{
    /// <summary>In the current language.</summary>
    public static string For(StorageException refused) => refused switch
    {
        BackupException backup => Words.Backup[$"fault-{backup.Fault.ToCode()}", backup.Path, backup.Reason].TrimEnd(),
        DatabaseInUseException => Words.Backup["fault-held"],
        _ => refused.Sentence,
    };

    /// <summary>For the command line, where the user's language is unknown.</summary>
    public static string ExplainInAllLanguages(StorageException refused) =>
        refused is BackupException or DatabaseInUseException ? Languages.InAllLanguages(() => For(refused)) : refused.Explanation;
}
