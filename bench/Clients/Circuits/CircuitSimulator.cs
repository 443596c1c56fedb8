using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Clients.Sockets;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>Simulates thousands of viewers with a circuit each. Their common counters are under one lock.</summary>
sealed class CircuitSimulator : IDisposable
{
    const int MaxConcurrentConnects = 64;

    /// <summary>As in Blazor's script: a viewer pings only if it has sent nothing else meanwhile.</summary>
    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    /// <summary>Time in which every circuit is checked once.</summary>
    static readonly TimeSpan PingRound = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    readonly EditReceipts receipts;
    readonly CircuitViewer[] circuits;
    readonly SemaphoreSlim connectLimit = new(MaxConcurrentConnects);
    readonly CancellationTokenSource end = new();

    public CircuitSimulator(int count, LoadTarget destination)
    {
        receipts = new(count);
        circuits = [.. Enumerable.Range(0, count).Select(index => new CircuitViewer(index, this))];
        _ = ConnectAll(destination.Port);
        _ = PingAll();
    }

    public IReadOnlyList<CircuitViewer> Circuits => circuits;

    public int ReadyCount { get; private set; }

    /// <summary>Timestamp at which the number of ready circuits last changed.</summary>
    public long LastReadyAt { get; private set; }

    public int LostConnections { get; private set; }

    /// <summary>The first error of any circuit.</summary>
    public string? FirstError { get; private set; }

    public long RenderBatches { get; private set; }

    public T ReadReceipts<T>(Func<EditReceipts, T> what)
    {
        lock (gate)
            return what(receipts);
    }

    public void AddReceipt(int index, long version, long at)
    {
        lock (gate)
        {
            RenderBatches++;
            receipts.AddReceipt(index, version, at);
        }
    }

    public void CountReady(bool isSo)
    {
        lock (gate)
        {
            ReadyCount += isSo ? 1 : -1;
            LastReadyAt = Stopwatch.GetTimestamp();
        }

        if (isSo)
            connectLimit.Release();
    }

    public void Dispose()
    {
        end.Cancel();
        foreach (var circuit in circuits)
            circuit.Dispose();
    }

    async Task ConnectAll(int port)
    {
        try
        {
            var operations = await PrerenderMarker.FetchAddOperation($"http://127.0.0.1:{port}/");
            foreach (var circuit in circuits)
            {
                await connectLimit.WaitAsync(end.Token);
                _ = RunCircuit(circuit, port, operations);
            }
        }
        catch (Exception failure)
        {
            FirstError ??= failure.Message;
        }
    }

    async Task RunCircuit(CircuitViewer circuit, int port, string operations)
    {
        try
        {
            await Task.Yield();
            await circuit.Run(port, operations, end.Token);
        }
        catch (Exception) when (end.IsCancellationRequested)
        {
            // The simulator is being disposed.
        }
        catch (Exception failure)
        {
            lock (gate)
            {
                LostConnections++;
                FirstError ??= failure.Message;
            }

            if (circuit.IsReady)
                CountReady(false);
            else
                connectLimit.Release();
            circuit.Dispose();
        }
    }

    async Task PingAll()
    {
        // In 50 parts, because pings of all circuits at once would delay a render batch.
        const int Parts = 50;
        using var timer = new PeriodicTimer(PingRound / Parts);
        for (var part = 0; await timer.WaitForNextTickAsync(end.Token); part = (part + 1) % Parts)
        {
            for (var index = part; index < circuits.Length; index += Parts)
            {
                try
                {
                    await circuits[index].PingIfIdle(PingInterval - PingRound);
                }
                catch (Exception)
                {
                    // The circuit's own read loop reports the failure.
                }
            }
        }
    }
}
