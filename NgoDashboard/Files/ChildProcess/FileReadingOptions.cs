using NgoDashboard.Language;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>What the reading of one received file may cost, and how many are read at once: section "FileReading" of the settings.</summary>
public sealed class FileReadingOptions
{
    public const string Section = "FileReading";

    const long Megabyte = 1024 * 1024;

    const int MinHeapMegabytes = 32;

    /// <summary>Resident memory of the child process. The longest report that is accepted (100,000 rows) takes about 250 MB.</summary>
    public long MostResidentBytes { get; set; } = 512 * Megabyte;

    /// <summary>
    /// Hard limit of the child's own heap, below the resident one, so that most files meet a limit that the runtime itself enforces:
    /// between two polls from outside a process can allocate hundreds of megabytes.
    /// </summary>
    public long HeapLimitBytes { get; set; } = 400 * Megabyte;

    /// <summary>The longest report that is accepted takes about 2 s of processor time; fifteen times that for a slow machine.</summary>
    public TimeSpan MostProcessorTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Four times the processor time, because two children share the machine with a server that has priority.</summary>
    public TimeSpan MostTime { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Limit of a review, which runs in the server's process: its work grows in proportion to the files, but a file of 50 MB may consist of
    /// nothing but headers. A list of 50,000 grants takes about 1 s.
    /// </summary>
    public TimeSpan MostReviewTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often memory and time of a child are polled.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many files are read at once: more would take the processor from the screens.</summary>
    public int AtOnce { get; set; } = 2;

    public int MostWaiting { get; set; } = 16;

    /// <summary>How long a spare child waits for a file.</summary>
    public TimeSpan SpareLifetime { get; set; } = TimeSpan.FromMinutes(5);

    internal bool IsValid =>
        HeapLimitBytes >= MinHeapMegabytes * Megabyte && HeapLimitBytes < MostResidentBytes
        && Array.TrueForAll([MostProcessorTime, MostTime, MostReviewTime, PollInterval, SpareLifetime], time => time > TimeSpan.Zero)
        && AtOnce >= 1 && MostWaiting >= 0;

    /// <exception cref="InvalidSettingException">A limit makes no sense.</exception>
    internal void ThrowIfInvalid()
    {
        if (!IsValid)
        {
            throw InvalidSettingException.For(
                () => Words.Exchange["settings-wrong", Words.Exchange["file-reading-rule", Section, MinHeapMegabytes]]);
        }
    }
}
