using System.Globalization;

namespace NgoDashboard.Bench.Measuring;

/// <summary>
/// Samples the steal time of all processors (/proc/stat) every 20 ms on its own thread until it is disposed, because a task that the
/// hypervisor paused is no long task of ours.
/// </summary>
sealed class StealTimeSampler : IDisposable
{
    /// <summary>The kernel counts in hundredths of a second.</summary>
    const double MsPerJiffy = 10;

    static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(20);

    readonly List<(double TimeMs, double[] StolenMs)> samples = [];
    readonly ManualResetEventSlim end = new();
    readonly Thread thread;

    public StealTimeSampler()
    {
        thread = new(() =>
        {
            do
            {
                lock (samples)
                    samples.Add(((DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds, ReadStolenMs()));
            }
            while (!end.Wait(SampleInterval));
        })
        { IsBackground = true };
        thread.Start();
    }

    /// <summary>
    /// The most time (ms) that a thread may have lost between two moments (ms since 1970): the steal time of the processor that lost most,
    /// because a thread runs on one processor at a time.
    /// </summary>
    public double GetMaxStolenMs(double from, double to)
    {
        lock (samples)
        {
            if (samples.Count == 0)
                return 0;
            var before = samples[Math.Max(0, samples.FindLastIndex(sample => sample.TimeMs <= from))].StolenMs;
            var after = samples[samples.FindIndex(sample => sample.TimeMs >= to) is >= 0 and var at ? at : ^1].StolenMs;
            return Math.Min(to - from, before.Zip(after, (earlier, later) => later - earlier).Max());
        }
    }

    public void Dispose()
    {
        end.Set();
        thread.Join();
        end.Dispose();
    }

    /// <summary>For each processor; the eighth number of its line, see proc(5).</summary>
    static double[] ReadStolenMs() =>
    [
        .. File.ReadLines("/proc/stat").Skip(1).TakeWhile(line => line.StartsWith("cpu", StringComparison.Ordinal))
            .Select(line => MsPerJiffy * double.Parse(line.Split((char[])[' '], StringSplitOptions.RemoveEmptyEntries)[8], CultureInfo.InvariantCulture)),
    ];
}
