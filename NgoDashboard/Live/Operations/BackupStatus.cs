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

    public string ToSentence(DisplayLanguage language) => BackupSentences.For(refused, language);
}

/// <summary>Messages for failed backups and restores.</summary>
public static class BackupSentences
{
    public static string For(StorageException refused, DisplayLanguage language) => refused switch
    {
        BackupException backup => language.Words.Backup[$"fault-{backup.Fault.ToCode()}", backup.Path, backup.Reason].TrimEnd(),
        DatabaseInUseException => language.Words.Backup["fault-held"],
        _ => refused.ToSentence(language),
    };

    /// <summary>For the command line, where the user's language is unknown.</summary>
    public static string ExplainInAllLanguages(StorageException refused) =>
        refused is BackupException or DatabaseInUseException
            ? DisplayLanguage.InAllLanguages(language => For(refused, language))
            : refused.Explanation;
}
