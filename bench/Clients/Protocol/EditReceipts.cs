using System.Diagnostics;
using NgoDashboard.Bench.Measuring;

namespace NgoDashboard.Bench.Clients.Protocol;

/// <summary>
/// Receipts of edits by clients. Latencies count from the scheduled start of an edit, so that a stall counts against every edit that it
/// delays. A newer version is a receipt of all older ones, because screens may skip versions.
/// </summary>
sealed class EditReceipts(int clients)
{
    const int Remembered = 4;

    readonly (long Version, long At)[] latestReceipts = new (long, long)[clients * Remembered];
    readonly bool[] isExempt = new bool[clients];
    readonly List<PendingEdit> pendingEdits = [];
    readonly List<PendingEdit> completedEdits = [];

    /// <summary>Exempts a client that was made to stop reading.</summary>
    public void SetExempt(int client, bool isSo) => isExempt[client] = isSo;

    public long GetNewestVersion(int client) => latestReceipts[client * Remembered].Version;

    public void AddReceipt(int client, long version, long at)
    {
        var own = latestReceipts.AsSpan(client * Remembered, Remembered);
        if (version <= own[0].Version)
            return;
        own[..^1].CopyTo(own[1..]);
        own[0] = (version, at);
        foreach (var edit in pendingEdits)
        {
            if (edit.Version <= version)
                edit.AddReceipt(client, at);
        }
    }

    /// <summary>Records an answered edit; its receipts may have come before the answer.</summary>
    /// <param name="begun">Timestamp at which the edit was scheduled.</param>
    public void ExpectVersion(long version, long begun)
    {
        var edit = new PendingEdit(version, begun, clients);
        for (var client = 0; client < clients; client++)
        {
            var own = latestReceipts.AsSpan(client * Remembered, Remembered);
            if (isExempt[client])
                edit.ExcludeClient(client);
            else if (own[0].Version >= version)
                edit.AddReceipt(client, FindEarliestReceipt(own, version));
        }

        pendingEdits.Add(edit);
        MoveCompleted();
    }

    /// <summary>Whether every edit has reached every client that is not exempt.</summary>
    public bool IsComplete
    {
        get
        {
            MoveCompleted();
            return pendingEdits.Count == 0;
        }
    }

    public int MissingCount => pendingEdits.Sum(edit => edit.MissingCount);

    /// <summary>The latencies (µs) since the last call.</summary>
    public Latencies TakeLatencies()
    {
        MoveCompleted();
        var latencies = new Latencies(
            [.. completedEdits.Select(edit => Quantiles.Compute(edit.LatenciesUs))],
            Quantiles.Compute([.. completedEdits.SelectMany(edit => edit.LatenciesUs)]),
            MissingCount);
        completedEdits.Clear();
        pendingEdits.Clear();
        return latencies;
    }

    static long FindEarliestReceipt(ReadOnlySpan<(long Version, long At)> own, long version)
    {
        var at = own[0].At;
        foreach (var receipt in own)
        {
            if (receipt.Version >= version)
                at = receipt.At;
        }

        return at;
    }

    void MoveCompleted()
    {
        completedEdits.AddRange(pendingEdits.Where(edit => edit.MissingCount == 0));
        pendingEdits.RemoveAll(edit => edit.MissingCount == 0);
    }

    sealed class PendingEdit(long version, long begun, int clients)
    {
        readonly bool[] hasReceipt = new bool[clients];
        readonly List<int> latenciesUs = new(clients);

        public long Version => version;

        public int MissingCount { get; private set; } = clients;

        public List<int> LatenciesUs => latenciesUs;

        public void AddReceipt(int client, long at)
        {
            if (hasReceipt[client])
                return;
            ExcludeClient(client);
            latenciesUs.Add((int)Stopwatch.GetElapsedTime(begun, at).TotalMicroseconds);
        }

        public void ExcludeClient(int client)
        {
            hasReceipt[client] = true;
            MissingCount--;
        }
    }
}
