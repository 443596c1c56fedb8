using System.Diagnostics;

namespace NgoDashboard.Bench.Clients;

/// <summary>Thousands of viewers with a circuit each. What is counted of all of them is under one lock.</summary>
sealed class CircuitSwarm : IDisposable
{
    const int MostOnTheWay = 64;

    /// <summary>As Blazor's own script: whoever has said something else in the meantime need not.</summary>
    static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    /// <summary>How often each is looked at.</summary>
    static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    readonly Receipts receipts;
    readonly Circuit[] circuits;
    readonly SemaphoreSlim onTheWay = new(MostOnTheWay);
    readonly CancellationTokenSource end = new();

    public CircuitSwarm(int count, Destination destination)
    {
        receipts = new(count);
        circuits = [.. Enumerable.Range(0, count).Select(index => new Circuit(index, this))];
        _ = Connect(destination.Port);
        _ = Ping();
    }

    public IReadOnlyList<Circuit> Circuits => circuits;

    public int Settled { get; private set; }

    /// <summary>As a timestamp.</summary>
    public long SettledAt { get; private set; }

    public int Lost { get; private set; }

    /// <summary>Why the first was lost.</summary>
    public string? Trouble { get; private set; }

    public long Batches { get; private set; }

    public T Ask<T>(Func<Receipts, T> what)
    {
        lock (gate)
            return what(receipts);
    }

    public void Receive(int index, long version, long at)
    {
        lock (gate)
        {
            Batches++;
            receipts.Receive(index, version, at);
        }
    }

    public void Settle(bool isSo)
    {
        lock (gate)
        {
            Settled += isSo ? 1 : -1;
            SettledAt = Stopwatch.GetTimestamp();
        }

        if (isSo)
            onTheWay.Release();
    }

    public void Dispose()
    {
        end.Cancel();
        foreach (var circuit in circuits)
            circuit.Dispose();
    }

    async Task Connect(int port)
    {
        try
        {
            var operations = await ViewerMarker.Read($"http://127.0.0.1:{port}/");
            foreach (var circuit in circuits)
            {
                await onTheWay.WaitAsync(end.Token);
                _ = Hold(circuit, port, operations);
            }
        }
        catch (Exception failure)
        {
            Trouble ??= failure.Message;
        }
    }

    async Task Hold(Circuit circuit, int port, string operations)
    {
        try
        {
            await Task.Yield();
            await circuit.Run(port, operations, end.Token);
        }
        catch (Exception) when (end.IsCancellationRequested)
        {
            // The swarm is at its end.
        }
        catch (Exception failure)
        {
            lock (gate)
            {
                Lost++;
                Trouble ??= failure.Message;
            }

            if (circuit.IsSettled)
                Settle(false);
            else
                onTheWay.Release();
            circuit.Dispose();
        }
    }

    async Task Ping()
    {
        // A part of them at a time: all at once would stand in the way of a render batch.
        const int Parts = 50;
        using var timer = new PeriodicTimer(Round / Parts);
        for (var part = 0; await timer.WaitForNextTickAsync(end.Token); part = (part + 1) % Parts)
        {
            for (var index = part; index < circuits.Length; index += Parts)
            {
                try
                {
                    await circuits[index].Ping(PingEvery - Round);
                }
                catch (Exception)
                {
                    // Its own reading finds out.
                }
            }
        }
    }
}
