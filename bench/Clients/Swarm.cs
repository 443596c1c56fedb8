using System.Collections.Concurrent;
using System.Diagnostics;

namespace NgoDashboard.Bench.Clients;

/// <summary>Where the clients go, and how they behave there.</summary>
/// <param name="Keys">Dealt out in turn; none where nobody asks for one.</param>
/// <param name="SpeaksHub">SignalR's handshake and pings; the floor needs none.</param>
/// <param name="Returns">Come back when the connection is lost, as a screen does.</param>
/// <param name="AtOnce">So many open a connection at the same time.</param>
sealed record Destination(int Port, string Path, string[] Keys, bool SpeaksHub, bool Acknowledges, bool Returns, int AtOnce = 256);

/// <summary>
/// Thousands of screens on one thread: they read, acknowledge within the time that they are told, ping, and come back. Everything
/// else that is asked of them is done on the same thread, between two looks at the sockets.
/// </summary>
sealed class Swarm : IDisposable
{
    static readonly long PingEvery = 5 * Stopwatch.Frequency;

    readonly Destination destination;
    readonly Client[] clients;
    readonly Poll poll = new();
    readonly byte[] buffer = new byte[1 << 20];
    readonly PriorityQueue<(int Client, Due What), long> due = new();
    readonly ConcurrentQueue<Action> asked = new();
    readonly Queue<int> toConnect = new();
    readonly Random random = new(1);
    readonly Heard heard;
    long acknowledgement;
    byte[] acknowledging = [];
    int onTheWay;
    long receivedAt;
    volatile bool isEnded;

    public Swarm(int count, Destination destination)
    {
        this.destination = destination;
        clients = [.. Enumerable.Range(0, count).Select(_ => new Client())];
        Receipts = new(count);
        heard = Hear;
        foreach (var index in Enumerable.Range(0, count))
            toConnect.Enqueue(index);
        new Thread(Run) { IsBackground = true, Name = "swarm" }.Start();
    }

    enum Due
    {
        Ping,
        Acknowledgement,
        Return,
    }

    /// <summary>Only on the swarm's own thread.</summary>
    public Receipts Receipts { get; }

    /// <inheritdoc cref="Receipts"/>
    public Pictures Pictures { get; } = new();

    /// <summary>Of a connection that was open and is not.</summary>
    public int Lost { get; private set; }

    public long BytesReceived { get; private set; }

    /// <summary>Frames and differences.</summary>
    public long Frames { get; private set; }

    /// <summary>Of them alone, and of the provinces' strips; not of pings.</summary>
    public long FrameBytes { get; private set; }

    public long BegunAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>How many have the first frame and have acknowledged it.</summary>
    public int Settled { get; private set; }

    /// <summary>When the last of them had, as a timestamp.</summary>
    public long SettledAt { get; private set; }

    public IReadOnlyList<Client> Clients => clients;

    /// <summary>Does it between two looks at the sockets.</summary>
    public Task<T> Ask<T>(Func<T> what)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked.Enqueue(() =>
        {
            try
            {
                done.SetResult(what());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }

    /// <summary>So many of them read no more, or again.</summary>
    public void Stall(int count, bool isSo)
    {
        // Every so many-th, over all keys.
        foreach (var index in Enumerable.Range(0, count).Select(i => (int)((long)i * clients.Length / count)))
        {
            var client = clients[index];
            client.IsStalled = isSo;
            Receipts.Exempt(index, isSo);
            if (client.Socket >= 0)
                poll.Watch(client.Socket, isSo ? 0 : Poll.Readable, index, isNew: false);
        }
    }

    public void Dispose() => isEnded = true;

    void Run()
    {
        while (!isEnded)
        {
            while (asked.TryDequeue(out var what))
                what();
            Connect();
            var now = Stopwatch.GetTimestamp();
            while (due.TryPeek(out _, out var at) && at <= now)
                Do(due.Dequeue());
            var count = poll.Wait(due.TryPeek(out _, out var next) ? (int)Math.Clamp((next - now) * 1000 / Stopwatch.Frequency, 1, 5) : 5);
            for (var i = 0; i < count; i++)
            {
                var (events, index) = poll[i];
                if (clients[index].State == ClientState.Connecting && (events & ~Poll.Readable) != 0)
                    Upgrade(index);
                else if (clients[index].Socket >= 0)
                    Read(index);
            }
        }

        foreach (var client in clients.Where(client => client.Socket >= 0))
            _ = Net.Close(client.Socket);
        poll.Dispose();
    }

    void Connect()
    {
        while (onTheWay < destination.AtOnce && toConnect.TryDequeue(out var index))
        {
            var client = clients[index];
            client.Clear();
            client.Socket = Net.Connect(destination.Port);
            if (client.Socket < 0)
            {
                Away(index);
                continue;
            }

            client.State = ClientState.Connecting;
            onTheWay++;
            poll.Watch(client.Socket, Poll.Writable, index, isNew: true);
        }
    }

    void Upgrade(int index)
    {
        var client = clients[index];
        var key = destination.Keys.Length == 0 ? null : destination.Keys[index % destination.Keys.Length];
        if (Net.Send(client.Socket, Speech.Upgrade(destination.Port, destination.Path, key)) < 0)
        {
            Away(index);
            return;
        }

        client.State = ClientState.Upgrading;
        poll.Watch(client.Socket, Poll.Readable, index, isNew: false);
    }

    void Read(int index)
    {
        var client = clients[index];
        var length = client.Restore(buffer);
        var received = Net.Receive(client.Socket, buffer.AsSpan(length));
        if (received == -1)
            return;
        if (received <= 0)
        {
            Away(index);
            return;
        }

        receivedAt = Stopwatch.GetTimestamp();
        BytesReceived += received;
        var bytes = buffer.AsSpan(0, length + received);
        if (client.State == ClientState.Upgrading)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                client.Keep(bytes);
                return;
            }

            if (!bytes.StartsWith("HTTP/1.1 101"u8))
            {
                Away(index);
                return;
            }

            Open(index);
            bytes = bytes[(end + 4)..];
        }

        var read = client.Read(bytes, heard, index);
        if (read < 0)
            Away(index);
        else
            client.Keep(bytes[read..]);
    }

    void Open(int index)
    {
        onTheWay--;
        clients[index].State = ClientState.Open;
        if (!destination.SpeaksHub)
            return;
        Say(index, Speech.Handshake);
        due.Enqueue((index, Due.Ping), Stopwatch.GetTimestamp() + (long)(random.NextDouble() * PingEvery));
    }

    void Hear(int index, ReadOnlySpan<byte> message)
    {
        if (Speech.IsOfFrames(message))
            FrameBytes += message.Length + 5;
        if (Speech.Version(message) is not (> 0 and var version))
            return;
        Frames++;
        var client = clients[index];
        Receipts.Receive(index, version, receivedAt);
        client.Content = Pictures.After(client.Content, message);
        if (!destination.Acknowledges)
        {
            Settle(client);
            return;
        }

        var isOwing = client.Owes > 0;
        client.Owes = version;
        if (isOwing)
            return;
        var (wait, spread) = Speech.Pace(message);
        if (wait + spread == 0)
            Acknowledge(index);
        else
            due.Enqueue((index, Due.Acknowledgement), receivedAt + (long)((wait + (random.NextDouble() * spread)) * Stopwatch.Frequency / 1000));
    }

    void Do((int Client, Due What) what)
    {
        switch (what.What)
        {
            case Due.Acknowledgement:
                Acknowledge(what.Client);
                break;
            case Due.Ping when clients[what.Client].State == ClientState.Open:
                // As SignalR's own client does: whoever has said something else in the meantime need not.
                if (Stopwatch.GetTimestamp() - clients[what.Client].SpokeAt >= PingEvery)
                    Say(what.Client, Speech.Ping);
                due.Enqueue(what, clients[what.Client].SpokeAt + PingEvery);
                break;
            case Due.Return:
                toConnect.Enqueue(what.Client);
                break;
        }
    }

    void Acknowledge(int index)
    {
        var client = clients[index];
        if (client.Owes == 0 || client.State != ClientState.Open)
            return;
        if (acknowledgement != client.Owes)
            (acknowledgement, acknowledging) = (client.Owes, Speech.Painted(client.Owes));
        Say(index, acknowledging);
        client.Owes = 0;
        Settle(client);
    }

    void Settle(Client client)
    {
        if (client.IsSettled)
            return;
        (client.IsSettled, client.Attempts) = (true, 0);
        Settled++;
        SettledAt = Stopwatch.GetTimestamp();
    }

    void Say(int index, byte[] what)
    {
        clients[index].SpokeAt = Stopwatch.GetTimestamp();
        if (Net.Send(clients[index].Socket, what) < 0)
            Away(index);
    }

    /// <summary>The connection is gone. As a screen does: the next attempt after a time that is drawn, from longer and longer ones.</summary>
    void Away(int index)
    {
        var client = clients[index];
        if (client.Socket >= 0)
            _ = Net.Close(client.Socket);
        if (client.State is ClientState.Connecting or ClientState.Upgrading)
            onTheWay--;
        if (client.State == ClientState.Open)
            Lost++;
        if (client.IsSettled)
            Settled--;
        (client.Socket, client.State, client.IsSettled) = (-1, ClientState.Away, false);
        if (isEnded || !destination.Returns)
            return;
        // As screen.js does.
        var most = (ReadOnlySpan<int>)[500, 1000, 2000, 3000];
        var wait = random.NextDouble() * most[Math.Min(client.Attempts++, most.Length - 1)];
        due.Enqueue((index, Due.Return), Stopwatch.GetTimestamp() + (long)(wait * Stopwatch.Frequency / 1000));
    }
}
