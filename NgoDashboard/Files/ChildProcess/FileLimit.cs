namespace NgoDashboard.Files.ChildProcess;

/// <summary>Which limit of a child process was met while it read a file.</summary>
public enum FileLimit
{
    Memory,
    ProcessorTime,
    Time,

    /// <summary>No limit that is watched: the process ended by itself, by a stack overflow for one.</summary>
    Crash,
}

/// <summary>A file could not be read because its child process met a limit, or died.</summary>
/// <param name="amount">The limit in whole megabytes or seconds; 0 where there is none.</param>
sealed class FileLimitException(FileLimit limit, int amount) : Exception($"{limit} {amount}")
{
    public FileLimit Limit => limit;

    public int Amount => amount;
}

/// <summary>As many files wait to be read as may; the same file may be sent again a little later.</summary>
public sealed class ReadingQueueFullException() : Exception("Too many sent files wait to be read.")
{
    /// <summary>In about this time at least one of those that wait has been read.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(10);
}

/// <summary>What files say could not be set beside the figures in the time that there is for it.</summary>
public sealed class ReviewTimeoutException(TimeSpan limit) : Exception("The review took too long.")
{
    public int Seconds { get; } = (int)Math.Ceiling(limit.TotalSeconds);
}

/// <summary>How far a sent file is.</summary>
/// <param name="QueuePosition">Counted from 1 as long as it waits; 0 while it is read.</param>
/// <param name="Rows">Rows read so far.</param>
public readonly record struct FileProgress(int QueuePosition, int Rows);
