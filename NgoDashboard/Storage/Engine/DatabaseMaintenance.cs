using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Engine;

/// <summary>Runs <see cref="Database.Maintain"/> on a timer while the server runs, and logs problems of the database.</summary>
public sealed class DatabaseMaintenance(Database database, TimeProvider time, ILogger<DatabaseMaintenance> log)
    : IHostedService, IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2.5), CheckpointAfterIdle = TimeSpan.FromSeconds(5);

    ITimer? timer;
    string? lastLogged;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogOpening();
        timer = time.CreateTimer(_ => RunMaintenance(), null, Interval, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    internal void RunMaintenance()
    {
        try
        {
            if (database.Maintain(CheckpointAfterIdle))
            {
                log.LogWarning(
                    "{Path}.lock was removed while the server runs. The database is still held by this server alone; "
                    + "the file is there again.",
                    database.Path);
            }

            LogProblem(database.FindProblem());
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            log.LogError(broken, "The database could not be looked after: this is tried again.");
        }

        timer?.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Logs a problem once when it begins and once when it ends, because repeated lines would fill a full disk further.</summary>
    void LogProblem(StorageException? problem)
    {
        if (problem?.Message == lastLogged)
            return;
        lastLogged = problem?.Message;
        if (problem is null)
            log.LogWarning("{Path}: edits are stored again.", database.Path);
        else
            log.LogError("Edits are not stored: {Problem}", problem.Message);
    }

    void LogOpening()
    {
        if (database.MovedAsideTo is { } aside)
            log.LogWarning("What was left of an older journal was moved to {Folder}. A new journal begins at version 1.", aside);
        if (database.SchemaBackupPath is { } copy)
            log.LogWarning("The database was upgraded. As it was before it lies in {Copy}.", copy);
        if (database.LostVersion is { } version)
            log.LogError("{Path} is an older copy: version {Version} was stored here before, and is not in it.", database.Path, version);
        foreach (var path in database.FilesMadePrivate)
            log.LogWarning("{Path} could be read by other accounts; that was taken away.", path);
    }
}
