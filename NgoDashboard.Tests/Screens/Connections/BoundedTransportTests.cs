using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using NgoDashboard.Screens.Connections;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Screens.Connections;

public sealed class BoundedTransportTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accept_OverTheLimit_ClosesTheConnectionAndLogsItOnceAMinute()
    {
        var time = new TestClock();
        var log = new FakeLogger<BoundedTransport>();
        var connections = new OpenConnections(new(new ConnectionLimits(1, 1)));
        var transport = CreateTransport(connections, time, log);
        await using var listener = await transport.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), Cancellation);
        using var first = await Connect(listener);
        await using var accepted = await listener.AcceptAsync(Cancellation);
        Assert.NotNull(accepted);
        var next = listener.AcceptAsync(Cancellation).AsTask();

        // The times at which another connection comes, and how many messages the log then holds.
        foreach (var (after, messages) in ((TimeSpan, int)[])[(default, 1), (TimeSpan.FromSeconds(59.9), 1), (TimeSpan.FromSeconds(.1), 2), (TimeSpan.FromSeconds(1), 2)])
        {
            time.Advance(after);
            Assert.Equal(0, await ConnectAndReceive(listener));
            await Wait.Until(() => Task.FromResult(log.Collector.Count == messages), () => Task.FromResult($"{log.Collector.Count} messages"));
        }

        Assert.Equal((4L, 5L, 1), (connections.RefusedCount, connections.AcceptedCount, connections.OpenCount));
        Assert.False(next.IsCompleted);
        await accepted.DisposeAsync();
        using var second = await Connect(listener);
        await using var acceptedLater = await next;
        Assert.NotNull(acceptedLater);
    }

    /// <summary>A transport that refuses is passed over silently, and the server would have no limit.</summary>
    [Fact]
    public void Addresses_OfTheNetwork_AreServedAndPipesAreLeftToOthers()
    {
        var transport = CreateTransport(new(new(new ConnectionLimits(1, 1))), new TestClock(), new FakeLogger<BoundedTransport>());

        Assert.True(transport.CanBind(new IPEndPoint(IPAddress.Loopback, 0)));
        Assert.False(transport.CanBind(new NamedPipeEndPoint("briefing")));
    }

    static BoundedTransport CreateTransport(OpenConnections connections, TimeProvider time, ILogger<BoundedTransport> log) => new(
        new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), connections, time, log);

    static async Task<Socket> Connect(IConnectionListener listener)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.EndPoint, Cancellation);
        return socket;
    }

    /// <returns>The received bytes: 0 if the server closed or reset the connection.</returns>
    static async Task<int> ConnectAndReceive(IConnectionListener listener)
    {
        try
        {
            using var socket = await Connect(listener);
            return await socket.ReceiveAsync(new byte[1], Cancellation);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
