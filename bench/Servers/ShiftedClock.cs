using System.Globalization;

namespace NgoDashboard.Bench.Servers;

/// <summary>
/// A clock that is wrong by as many seconds as stand in a file, looked at ten times a second. It takes the place of the system's in the
/// server's own container, put there from outside by the startup hook: what the server runs is as delivered. Time that is counted (the
/// monotonic clock) stays right, as it does on a machine whose clock is set.
/// </summary>
sealed class ShiftedClock : TimeProvider
{
    public const string Setting = "NGO_BENCH_CLOCK";

    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    readonly string file;
    long seconds;

    ShiftedClock(string file)
    {
        this.file = file;
        Look();
        new Thread(Follow) { IsBackground = true, Name = "clock" }.Start();
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(Interlocked.Read(ref seconds));

    /// <summary>Takes effect when the host of this process is built, after all that the program itself has registered.</summary>
    public static void Install(string file) => HostServices.Add(services =>
        services.AddSingleton<TimeProvider>(new ShiftedClock(file)));

    /// <summary>Written to another file first, so that half of it is never read.</summary>
    public static void Set(string file, TimeSpan shift)
    {
        File.WriteAllText(file + ".new", ((long)shift.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        File.Move(file + ".new", file, overwrite: true);
    }

    void Follow()
    {
        for (; ; Thread.Sleep(Every))
            Look();
    }

    void Look() => Interlocked.Exchange(
        ref seconds, File.Exists(file) ? long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0);
}
