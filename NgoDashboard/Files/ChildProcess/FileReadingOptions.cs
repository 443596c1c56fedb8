namespace NgoDashboard.Files.ChildProcess;

/// <summary>What the reading of one sent file may cost, and how many are read at once: section "FileReading" of the settings.</summary>
public sealed class FileReadingOptions
{
    public const string Section = "FileReading";

    internal const string Rule = $"{Section}: HeapLimitBytes is at least 32 MB and less than MostResidentBytes, and every other limit greater than 0.";

    const long Megabyte = 1024 * 1024;

    /// <summary>Resident memory of the child process. The longest report that may be sent (100,000 rows) takes about 250 MB.</summary>
    public long MostResidentBytes { get; set; } = 512 * Megabyte;

    /// <summary>
    /// Hard limit of the child's own heap, below the resident one, so that most files meet a limit that the runtime itself keeps: between
    /// two looks from outside a process can take hundreds of megabytes.
    /// </summary>
    public long HeapLimitBytes { get; set; } = 400 * Megabyte;

    /// <summary>The longest report that may be sent takes about 2 s of a processor; fifteen times that for a slow machine.</summary>
    public TimeSpan MostProcessorTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Four times the processor time: two children share the machine with a server that goes before them.</summary>
    public TimeSpan MostTime { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// For setting what files say beside the figures, which is done on the server: the work grows with the files and no faster, but a file of
    /// 50 MB may be made of nothing but heads. A list of 50,000 grants takes about 1 s.
    /// </summary>
    public TimeSpan MostReviewTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often memory and time of a child are looked at.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>More at once would take the processor from the screens.</summary>
    public int AtOnce { get; set; } = 2;

    public int MostWaiting { get; set; } = 16;

    /// <summary>How long a child that was started beforehand waits for a file.</summary>
    public TimeSpan SpareLifetime { get; set; } = TimeSpan.FromMinutes(5);

    internal bool IsValid =>
        HeapLimitBytes >= 32 * Megabyte && HeapLimitBytes < MostResidentBytes
        && Array.TrueForAll([MostProcessorTime, MostTime, MostReviewTime, PollInterval, SpareLifetime], time => time > TimeSpan.Zero)
        && AtOnce >= 1 && MostWaiting >= 0;
}
