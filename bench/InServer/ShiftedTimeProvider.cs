using System.Globalization;

namespace NgoDashboard.Bench.InServer;

/// <summary>
/// A clock that is wrong by as many seconds as stand in a file, looked at ten times a second. It takes the place of the system's in the
/// server's own container, put there from outside by the startup hook: what the server runs is as delivered. Time that is counted (the
/// monotonic clock) stays right, as it does on a machine whose clock is set.
/// </summary>
sealed class ShiftedTimeProvider : TimeProvider
{
    public const string EnvironmentVariable = "NGO_BENCH_CLOCK";

    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    readonly string file;
    long shiftSeconds;

    ShiftedTimeProvider(string file)
    {
        this.file = file;
        ReadShift();
        new Thread(PollFile) { IsBackground = true, Name = "clock" }.Start();
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(Interlocked.Read(ref shiftSeconds));

    /// <summary>Takes effect when the host of this process is built, after all that the program itself has registered.</summary>
    public static void Install(string file) => HostServiceInjector.AddToNextHost(services =>
        services.AddSingleton<TimeProvider>(new ShiftedTimeProvider(file)));

    /// <summary>Written to another file first, so that half of it is never read.</summary>
    public static void WriteShift(string file, TimeSpan shift)
    {
        File.WriteAllText(file + ".new", ((long)shift.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        File.Move(file + ".new", file, overwrite: true);
    }

    void PollFile()
    {
        for (; ; Thread.Sleep(PollInterval))
            ReadShift();
    }

    void ReadShift() => Interlocked.Exchange(
        ref shiftSeconds, File.Exists(file) ? long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0);
}
