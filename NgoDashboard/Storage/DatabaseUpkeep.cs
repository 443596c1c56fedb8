namespace NgoDashboard.Storage;

/// <summary>Looks after the database beside the writing, for as long as the server runs, and tells the log what it finds.</summary>
public sealed class DatabaseUpkeep(Database database, TimeProvider time, ILogger<DatabaseUpkeep> log) : IHostedService, IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2.5), Idle = TimeSpan.FromSeconds(5);

    ITimer? timer;
    string? told;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        TellOpening();
        timer = time.CreateTimer(_ => Maintain(), null, Every, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    internal void Maintain()
    {
        try
        {
            if (database.Maintain(Idle))
            {
                log.LogWarning(
                    "{Path}.lock was removed while the server runs. The database is still held by this server alone; the file is there again.",
                    database.Path);
            }

            Tell(database.FindProblem());
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            log.LogError(broken, "The database could not be looked after: this is tried again.");
        }

        timer?.Change(Every, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Once, when it begins, and once when it is over: a full disk must not be filled by the log.</summary>
    void Tell(StorageException? problem)
    {
        if (problem?.Message == told)
            return;
        told = problem?.Message;
        if (problem is null)
            log.LogWarning("{Path}: edits are stored again.", database.Path);
        else
            log.LogError("Edits are not stored: {Problem}", problem.Message);
    }

    void TellOpening()
    {
        if (database.MovedAsideTo is { } aside)
            log.LogWarning("What was left of an older journal was moved to {Folder}. A new journal begins at version 1.", aside);
        if (database.CopyOfOldSchema is { } copy)
            log.LogWarning("The database was upgraded. As it was before it lies in {Copy}.", copy);
        if (database.LostVersion is { } version)
            log.LogError("{Path} is an older copy: version {Version} was stored here before, and is not in it.", database.Path, version);
        foreach (var path in database.Tightened)
            log.LogWarning("{Path} could be read by other accounts; that was taken away.", path);
    }
}
