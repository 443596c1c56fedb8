using NgoDashboard.Language;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>What the reading of one received file may cost, and how many are read at once: the settings FileReading__….</summary>
public sealed record FileReadingOptions
{
    const long Megabyte = 1024 * 1024;

    /// <summary>Below it the runtime of the child does not start.</summary>
    const long MinHeapLimitBytes = 32 * Megabyte;

    /// <summary>Resident memory of the child process. The longest report that is accepted (100,000 rows) takes about 250 MB.</summary>
    public long MostResidentBytes { get; init; } = 512 * Megabyte;

    /// <summary>
    /// Hard limit of the child's own heap, below the resident one, so that most files meet a limit that the runtime itself enforces:
    /// between two polls from outside a process can allocate hundreds of megabytes.
    /// </summary>
    public long HeapLimitBytes { get; init; } = 400 * Megabyte;

    /// <summary>The longest report that is accepted takes about 2 s of processor time; fifteen times that for a slow machine.</summary>
    public TimeSpan MostProcessorTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Four times the processor time, because two children share the machine with a server that has priority.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Limit of a review, which runs in the server's process: its work grows in proportion to the files, but a file of 50 MB may consist of
    /// nothing but headers. A list of 50,000 grants takes about 1 s.
    /// </summary>
    public TimeSpan MostReviewTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often memory and time of a child are polled.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many files are read at once: more would take the processor from the screens.</summary>
    public int AtOnce { get; init; } = 2;

    public int MostWaiting { get; init; } = 16;

    /// <summary>How long a spare child waits for a file.</summary>
    public TimeSpan SpareLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static FileReadingOptions FromSettings(SettingsReader settings)
    {
        var defaults = new FileReadingOptions();
        var resident = settings.ReadWholeNumber(SettingName(nameof(MostResidentBytes)), defaults.MostResidentBytes, MinHeapLimitBytes + 1);
        return new()
        {
            MostResidentBytes = resident,
            HeapLimitBytes = settings.ReadWholeNumber(
                SettingName(nameof(HeapLimitBytes)), defaults.HeapLimitBytes, MinHeapLimitBytes, resident - 1),
            MostProcessorTime = settings.ReadDuration(SettingName(nameof(MostProcessorTime)), defaults.MostProcessorTime),
            MostTime = settings.ReadDuration(SettingName(nameof(MostTime)), defaults.MostTime),
            MostReviewTime = settings.ReadDuration(SettingName(nameof(MostReviewTime)), defaults.MostReviewTime),
            PollInterval = settings.ReadDuration(SettingName(nameof(PollInterval)), defaults.PollInterval),
            AtOnce = (int)settings.ReadWholeNumber(SettingName(nameof(AtOnce)), defaults.AtOnce, 1, int.MaxValue),
            MostWaiting = (int)settings.ReadWholeNumber(SettingName(nameof(MostWaiting)), defaults.MostWaiting, 0, int.MaxValue),
            SpareLifetime = settings.ReadDuration(SettingName(nameof(SpareLifetime)), defaults.SpareLifetime),
        };
    }

    static string SettingName(string property) => $"FileReading__{property}";
}
