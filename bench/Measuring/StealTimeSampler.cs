using System.Globalization;

namespace NgoDashboard.Bench.Measuring;

/// <summary>
/// What the host takes away of this machine's processors, as time goes by: a task that stood still meanwhile was not a long one. Looked at
/// fifty times a second, on a thread of its own, until it is disposed.
/// </summary>
sealed class StealTimeSampler : IDisposable
{
    /// <summary>The kernel counts in hundredths of a second; a look is as often as that twice.</summary>
    const double MsPerJiffy = 10;

    static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(20);

    readonly List<(double At, double[] Taken)> samples = [];
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
        }) { IsBackground = true };
        thread.Start();
    }

    /// <summary>
    /// Milliseconds that a thread may have lost at most from one moment to another, both in milliseconds since 1970: what was taken of the
    /// processor of which most was taken, for a thread is on one at a time.
    /// </summary>
    public double GetMaxStolenMs(double from, double to)
    {
        lock (samples)
        {
            if (samples.Count == 0)
                return 0;
            var before = samples[Math.Max(0, samples.FindLastIndex(look => look.At <= from))].Taken;
            var after = samples[samples.FindIndex(look => look.At >= to) is >= 0 and var at ? at : ^1].Taken;
            return Math.Min(to - from, before.Zip(after, (earlier, later) => later - earlier).Max());
        }
    }

    public void Dispose()
    {
        end.Set();
        thread.Join();
        end.Dispose();
    }

    /// <summary>Of each processor; as proc(5) has it, the eighth number of its line.</summary>
    static double[] ReadStolenMs() =>
    [
        .. File.ReadLines("/proc/stat").Skip(1).TakeWhile(line => line.StartsWith("cpu", StringComparison.Ordinal))
            .Select(line => MsPerJiffy * double.Parse(line.Split((char[])[' '], StringSplitOptions.RemoveEmptyEntries)[8], CultureInfo.InvariantCulture)),
    ];
}
