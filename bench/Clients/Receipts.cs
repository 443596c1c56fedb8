using System.Diagnostics;

namespace NgoDashboard.Bench.Clients;

/// <summary>
/// When each client had each edit: counted from the moment when the edit was to begin, so that a stall counts against all that it
/// delayed. A newer version is a receipt of the older ones that it stands for.
/// </summary>
sealed class Receipts(int clients)
{
    const int Remembered = 4;

    readonly (long Version, long At)[] latest = new (long, long)[clients * Remembered];
    readonly bool[] isExempt = new bool[clients];
    readonly List<Edit> waiting = [];
    readonly List<Edit> done = [];

    /// <summary>Clients whose receipts do not count: those that were made to stop reading.</summary>
    public void Exempt(int client, bool isSo) => isExempt[client] = isSo;

    public long Newest(int client) => latest[client * Remembered].Version;

    public void Receive(int client, long version, long at)
    {
        var own = latest.AsSpan(client * Remembered, Remembered);
        if (version <= own[0].Version)
            return;
        own[..^1].CopyTo(own[1..]);
        own[0] = (version, at);
        foreach (var edit in waiting)
        {
            if (edit.Version <= version)
                edit.Note(client, at);
        }
    }

    /// <summary>An edit was answered: it is that version, and was to begin then.</summary>
    public void Expect(long version, long begun)
    {
        var edit = new Edit(version, begun, clients);
        for (var client = 0; client < clients; client++)
        {
            var own = latest.AsSpan(client * Remembered, Remembered);
            if (isExempt[client])
                edit.Excuse(client);
            else if (own[0].Version >= version)
                edit.Note(client, Earliest(own, version));
        }

        waiting.Add(edit);
        Sweep();
    }

    /// <summary>Whether every edit has reached every client.</summary>
    public bool IsComplete
    {
        get
        {
            Sweep();
            return waiting.Count == 0;
        }
    }

    public int Missing => waiting.Sum(edit => edit.Missing);

    /// <summary>What was measured since the last time, in microseconds.</summary>
    public Latencies Take()
    {
        Sweep();
        var taken = new Latencies([.. done.Select(edit => Quantiles.Of(edit.Taken))], Quantiles.Of([.. done.SelectMany(edit => edit.Taken)]), Missing);
        done.Clear();
        waiting.Clear();
        return taken;
    }

    static long Earliest(ReadOnlySpan<(long Version, long At)> own, long version)
    {
        var at = own[0].At;
        foreach (var receipt in own)
        {
            if (receipt.Version >= version)
                at = receipt.At;
        }

        return at;
    }

    void Sweep()
    {
        done.AddRange(waiting.Where(edit => edit.Missing == 0));
        waiting.RemoveAll(edit => edit.Missing == 0);
    }

    sealed class Edit(long version, long begun, int clients)
    {
        readonly bool[] has = new bool[clients];
        readonly List<int> taken = new(clients);

        public long Version => version;

        public int Missing { get; private set; } = clients;

        public List<int> Taken => taken;

        public void Note(int client, long at)
        {
            if (has[client])
                return;
            Excuse(client);
            taken.Add((int)Stopwatch.GetElapsedTime(begun, at).TotalMicroseconds);
        }

        public void Excuse(int client)
        {
            has[client] = true;
            Missing--;
        }
    }
}
