namespace NgoDashboard.Files.ChildProcess;

/// <summary>The limit that a child process exceeded while it read a file.</summary>
public enum FileLimit
{
    Memory,
    ProcessorTime,
    Time,

    /// <summary>No limit: the process ended by itself, for example by a stack overflow.</summary>
    Crash,
}

/// <summary>A file could not be read because its child process exceeded a limit or crashed.</summary>
/// <param name="amount">The limit in whole megabytes or seconds; 0 if there is none.</param>
sealed class FileLimitException(FileLimit limit, int amount) : Exception($"{limit} {amount}")
{
    public FileLimit Limit => limit;

    public int Amount => amount;
}

/// <summary>The queue is full; the client may send the same file again later.</summary>
public sealed class ReadingQueueFullException() : Exception("Too many sent files wait to be read.")
{
    /// <summary>In about this time at least one of the waiting files has been read.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(10);
}

/// <summary>The review of files exceeded its time limit.</summary>
public sealed class ReviewTimeoutException(TimeSpan limit) : Exception("The review took too long.")
{
    public int Seconds { get; } = (int)Math.Ceiling(limit.TotalSeconds);
}

/// <summary>How far the reading of a received file is.</summary>
/// <param name="QueuePosition">Counted from 1 while the file waits; 0 while it is read.</param>
/// <param name="Rows">Rows read so far.</param>
public readonly record struct FileProgress(int QueuePosition, int Rows);
