using System.Globalization;

namespace NgoDashboard.Bench;

/// <summary>
/// What the host takes away of this machine's processors, as time goes by: a task that stood still meanwhile was not a long one. Looked at
/// fifty times a second, on a thread of its own, until it is disposed.
/// </summary>
sealed class Steal : IDisposable
{
    /// <summary>The kernel counts in hundredths of a second; a look is as often as that twice.</summary>
    const double Jiffy = 10;

    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    readonly List<(double At, double Taken)> looks = [];
    readonly ManualResetEventSlim end = new();
    readonly Thread thread;

    public Steal()
    {
        thread = new(() =>
        {
            do
            {
                lock (looks)
                    looks.Add(((DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds, Taken()));
            }
            while (!end.Wait(Every));
        }) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Milliseconds of all processors together, from one moment to another, in milliseconds since 1970.</summary>
    public double Between(double from, double to)
    {
        lock (looks)
        {
            var before = looks.FindLastIndex(look => look.At <= from - Jiffy);
            var after = looks.FindIndex(look => look.At >= to + Jiffy);
            return looks.Count == 0 ? 0 : looks[after < 0 ? ^1 : after].Taken - looks[Math.Max(0, before)].Taken;
        }
    }

    public void Dispose()
    {
        end.Set();
        thread.Join();
        end.Dispose();
    }

    /// <summary>As proc(5) has it: the eighth number of the first line.</summary>
    static double Taken()
    {
        foreach (var line in File.ReadLines("/proc/stat"))
            return Jiffy * double.Parse(line.Split((char[])[' '], StringSplitOptions.RemoveEmptyEntries)[8], CultureInfo.InvariantCulture);
        return 0;
    }
}
