using System.Globalization;

namespace NgoDashboard.Bench.InServer;

/// <summary>
/// A clock that is wrong by the number of seconds in a file, which it reads ten times a second. The startup hook registers it in the
/// service container of an unmodified server. The monotonic clock stays right, as on a machine whose clock is set. Not the fake clock of
/// the tests, because the server works in real time.
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

    /// <summary>Registers the clock when the host of this process is built, after the program's own services.</summary>
    public static void Install(string file) => HostServiceInjector.AddToNextHost(services =>
        services.AddSingleton<TimeProvider>(new ShiftedTimeProvider(file)));

    /// <summary>Writes to another file first and renames it, so that the server never reads half of it.</summary>
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
