using NgoDashboard.Language;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live.Operations;

/// <summary>How the backups on a timer stand.</summary>
/// <param name="AsOf">The moment that this is told of.</param>
/// <param name="Newest">The newest whole one; null where there is none.</param>
/// <param name="Failure">Why the last try failed; null where it did not.</param>
public sealed record BackupStatus(DateTimeOffset AsOf, NewestBackup? Newest, BackupFailure? Failure)
{
    public TimeSpan? Age => Newest is { } newest ? AsOf - newest.MadeAt : null;
}

/// <param name="Version">The newest version of the journal in it.</param>
public sealed record NewestBackup(DateTimeOffset MadeAt, long Version);

/// <summary>Why no backup could be made.</summary>
/// <param name="since">When the first of the tries failed that have failed since.</param>
public sealed class BackupFailure(StorageException refused, DateTimeOffset since)
{
    public DateTimeOffset FailingSince => since;

    /// <summary>In the language of the moment.</summary>
    public string Sentence => BackupSentences.For(refused);
}

/// <summary>What a refused backup or restore says.</summary>
public static class BackupSentences
{
    /// <summary>In the language of the moment.</summary>
    public static string For(StorageException refused) => refused switch
    {
        BackupException backup => Words.Backup[$"fault-{backup.Fault}", backup.Path, backup.Reason].TrimEnd(),
        DatabaseInUseException => Words.Backup["fault-held"],
        _ => refused.Sentence,
    };

    /// <summary>For who has given a command, whose language is not known.</summary>
    public static string ExplainInAllLanguages(StorageException refused) =>
        refused is BackupException or DatabaseInUseException ? Languages.InAllLanguages(() => For(refused)) : refused.Explanation;
}
