using System.Collections.Concurrent;
using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;

namespace NgoDashboard.Bench.Clients.Sockets;

/// <summary>The server that the clients connect to, and how they behave.</summary>
/// <param name="Keys">Used in turn; empty for a server without keys.</param>
/// <param name="UsesSignalR">Whether they send SignalR's handshake and pings; the baseline needs none.</param>
/// <param name="Reconnects">Whether they reconnect after a lost connection, as a screen does.</param>
/// <param name="MaxConcurrentConnects">Number of clients that connect at the same time.</param>
sealed record LoadTarget(
    int Port, string Path, string[] Keys, bool UsesSignalR, bool Acknowledges, bool Reconnects, int MaxConcurrentConnects = 256);

/// <summary>
/// Simulates thousands of screens on one thread: they read frames, acknowledge after the delay of the frame, ping and reconnect. Work of
/// other threads runs on the same loop (<see cref="RunOnLoop"/>).
/// </summary>
sealed class ScreenSimulator : IDisposable
{
    static readonly long PingIntervalTicks = 5 * Stopwatch.Frequency;

    readonly LoadTarget destination;
    readonly SimulatedScreen[] clients;
    readonly Epoll poll = new();
    readonly byte[] buffer = new byte[1 << 20];
    readonly PriorityQueue<(int Client, ScheduledAction What), long> schedule = new();
    readonly ConcurrentQueue<Action> workItems = new();
    readonly Queue<int> connectQueue = new();
    readonly Random random = new(1);
    readonly MessageHandler messageHandler;
    long cachedAckVersion;
    byte[] cachedAckBytes = [];
    int connectingCount;
    long receivedAt;
    volatile bool isEnded;

    public ScreenSimulator(int count, LoadTarget destination)
    {
        this.destination = destination;
        clients = [.. Enumerable.Range(0, count).Select(_ => new SimulatedScreen())];
        EditReceipts = new(count);
        messageHandler = HandleMessage;
        foreach (var index in Enumerable.Range(0, count))
            connectQueue.Enqueue(index);
        new Thread(RunLoop) { IsBackground = true, Name = "swarm" }.Start();
    }

    enum ScheduledAction
    {
        Ping,
        Acknowledgement,
        Reconnect,
    }

    /// <summary>Use it on the loop's thread only.</summary>
    public EditReceipts EditReceipts { get; }

    /// <inheritdoc cref="EditReceipts"/>
    public ScreenContents ScreenContents { get; } = new();

    /// <summary>Number of open connections that were lost.</summary>
    public int LostConnections { get; private set; }

    public long ReceivedBytes { get; private set; }

    /// <summary>Number of received frames and differences.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes of frames, differences and province strips, without pings.</summary>
    public long FrameBytes { get; private set; }

    public long FirstConnectAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>Number of clients that have received and acknowledged a frame on their present connection.</summary>
    public int ReadyCount { get; private set; }

    /// <summary>Timestamp at which the last client became ready.</summary>
    public long LastReadyAt { get; private set; }

    public IReadOnlyList<SimulatedScreen> Clients => clients;

    /// <summary>Runs a function on the loop's thread.</summary>
    public Task<T> RunOnLoop<T>(Func<T> what)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        workItems.Enqueue(() =>
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

    /// <summary>Makes a number of clients, spread over all keys, stop or resume reading.</summary>
    public void SetStalled(int count, bool isSo)
    {
        foreach (var index in Enumerable.Range(0, count).Select(i => (int)((long)i * clients.Length / count)))
        {
            var client = clients[index];
            client.IsStalled = isSo;
            EditReceipts.SetExempt(index, isSo);
            if (client.Socket >= 0)
                poll.WatchSocket(client.Socket, isSo ? 0 : Epoll.Readable, index, isNew: false);
        }
    }

    public void Dispose() => isEnded = true;

    void RunLoop()
    {
        while (!isEnded)
        {
            while (workItems.TryDequeue(out var work))
                work();
            ConnectQueued();
            var now = Stopwatch.GetTimestamp();
            while (schedule.TryPeek(out _, out var at) && at <= now)
                RunScheduled(schedule.Dequeue());
            var waitMs = schedule.TryPeek(out _, out var next) ? (int)Math.Clamp((next - now) * 1000 / Stopwatch.Frequency, 1, 5) : 5;
            var count = poll.Wait(waitMs);
            for (var i = 0; i < count; i++)
            {
                var (events, index) = poll[i];
                if (clients[index].State == ClientState.Connecting && (events & ~Epoll.Readable) != 0)
                    SendUpgrade(index);
                else if (clients[index].Socket >= 0)
                    ReceiveFrom(index);
            }
        }

        foreach (var client in clients.Where(client => client.Socket >= 0))
            _ = LinuxSockets.Close(client.Socket);
        poll.Dispose();
    }

    void ConnectQueued()
    {
        while (connectingCount < destination.MaxConcurrentConnects && connectQueue.TryDequeue(out var index))
        {
            var client = clients[index];
            client.Reset();
            client.Socket = LinuxSockets.Connect(destination.Port);
            if (client.Socket < 0)
            {
                Disconnect(index);
                continue;
            }

            client.State = ClientState.Connecting;
            connectingCount++;
            poll.WatchSocket(client.Socket, Epoll.Writable, index, isNew: true);
        }
    }

    void SendUpgrade(int index)
    {
        var client = clients[index];
        var key = destination.Keys.Length == 0 ? null : destination.Keys[index % destination.Keys.Length];
        if (LinuxSockets.Send(client.Socket, HubMessageBytes.CreateUpgradeRequest(destination.Port, destination.Path, key)) < 0)
        {
            Disconnect(index);
            return;
        }

        client.State = ClientState.Upgrading;
        poll.WatchSocket(client.Socket, Epoll.Readable, index, isNew: false);
    }

    void ReceiveFrom(int index)
    {
        var client = clients[index];
        var length = client.CopyIncompleteFrameTo(buffer);
        var received = LinuxSockets.Receive(client.Socket, buffer.AsSpan(length));
        if (received == -1)
            return;
        if (received <= 0)
        {
            Disconnect(index);
            return;
        }

        receivedAt = Stopwatch.GetTimestamp();
        ReceivedBytes += received;
        var bytes = buffer.AsSpan(0, length + received);
        if (client.State == ClientState.Upgrading)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                client.SaveIncompleteFrame(bytes);
                return;
            }

            if (!bytes.StartsWith("HTTP/1.1 101"u8))
            {
                Disconnect(index);
                return;
            }

            OnUpgraded(index);
            bytes = bytes[(end + 4)..];
        }

        var read = client.ReadFrames(bytes, messageHandler, index);
        if (read < 0)
            Disconnect(index);
        else
            client.SaveIncompleteFrame(bytes[read..]);
    }

    void OnUpgraded(int index)
    {
        connectingCount--;
        clients[index].State = ClientState.Open;
        if (!destination.UsesSignalR)
            return;
        Send(index, HubMessageBytes.Handshake);
        schedule.Enqueue((index, ScheduledAction.Ping), Stopwatch.GetTimestamp() + (long)(random.NextDouble() * PingIntervalTicks));
    }

    void HandleMessage(int index, ReadOnlySpan<byte> message)
    {
        if (HubMessageBytes.IsFrameOrStrip(message))
            FrameBytes += message.Length + 5;
        if (HubMessageBytes.ReadVersion(message) is not (> 0 and var version))
            return;
        Frames++;
        var client = clients[index];
        EditReceipts.AddReceipt(index, version, receivedAt);
        client.ContentId = ScreenContents.AddMessage(client.ContentId, message);
        if (!destination.Acknowledges)
        {
            MarkReady(client);
            return;
        }

        var isOwing = client.PendingAckVersion > 0;
        client.PendingAckVersion = version;
        if (isOwing)
            return;
        var (wait, spread) = HubMessageBytes.ReadAckDelayMs(message);
        if (wait + spread == 0)
            Acknowledge(index);
        else
        {
            var delayMs = wait + (random.NextDouble() * spread);
            schedule.Enqueue((index, ScheduledAction.Acknowledgement), receivedAt + (long)(delayMs * Stopwatch.Frequency / 1000));
        }
    }

    void RunScheduled((int Client, ScheduledAction What) what)
    {
        switch (what.What)
        {
            case ScheduledAction.Acknowledgement:
                Acknowledge(what.Client);
                break;
            case ScheduledAction.Ping when clients[what.Client].State == ClientState.Open:
                // As SignalR's client: no ping if the client has sent something else meanwhile.
                if (Stopwatch.GetTimestamp() - clients[what.Client].LastSentAt >= PingIntervalTicks)
                    Send(what.Client, HubMessageBytes.Ping);
                schedule.Enqueue(what, clients[what.Client].LastSentAt + PingIntervalTicks);
                break;
            case ScheduledAction.Reconnect:
                connectQueue.Enqueue(what.Client);
                break;
        }
    }

    void Acknowledge(int index)
    {
        var client = clients[index];
        if (client.PendingAckVersion == 0 || client.State != ClientState.Open)
            return;
        if (cachedAckVersion != client.PendingAckVersion)
            (cachedAckVersion, cachedAckBytes) = (client.PendingAckVersion, HubMessageBytes.CreatePaintedMessage(client.PendingAckVersion));
        Send(index, cachedAckBytes);
        client.PendingAckVersion = 0;
        MarkReady(client);
    }

    void MarkReady(SimulatedScreen client)
    {
        if (client.IsReady)
            return;
        (client.IsReady, client.Attempts) = (true, 0);
        ReadyCount++;
        LastReadyAt = Stopwatch.GetTimestamp();
    }

    void Send(int index, byte[] what)
    {
        clients[index].LastSentAt = Stopwatch.GetTimestamp();
        if (LinuxSockets.Send(clients[index].Socket, what) < 0)
            Disconnect(index);
    }

    /// <summary>Closes a connection and schedules the reconnect with the back-off and jitter of screen.js.</summary>
    void Disconnect(int index)
    {
        var client = clients[index];
        if (client.Socket >= 0)
            _ = LinuxSockets.Close(client.Socket);
        if (client.State is ClientState.Connecting or ClientState.Upgrading)
            connectingCount--;
        if (client.State == ClientState.Open)
            LostConnections++;
        if (client.IsReady)
            ReadyCount--;
        (client.Socket, client.State, client.IsReady) = (-1, ClientState.Disconnected, false);
        if (isEnded || !destination.Reconnects)
            return;
        var maxDelaysMs = (ReadOnlySpan<int>)[500, 1000, 2000, 3000];
        var wait = random.NextDouble() * maxDelaysMs[Math.Min(client.Attempts++, maxDelaysMs.Length - 1)];
        schedule.Enqueue((index, ScheduledAction.Reconnect), Stopwatch.GetTimestamp() + (long)(wait * Stopwatch.Frequency / 1000));
    }
}
