using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// Kestrel's socket transport with a connection limit that is checked on accept. Kestrel checks its own limit later, on a pool thread: in a
/// flood it accepts thousands of connections before it closes the first, and the process runs out of file descriptors. Here a connection
/// over the limit is closed before the next is accepted.
/// </summary>
sealed class BoundedTransport(
    SocketTransportFactory sockets, OpenConnections connections, TimeProvider time, ILogger<BoundedTransport> log)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    static readonly TimeSpan LogPause = TimeSpan.FromMinutes(1);

    readonly OpenConnections connections = connections;
    readonly Lock gate = new();
    long? loggedAt;

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken), this);

    /// <summary>At most once a minute, so that a flood of connections does not fill the log.</summary>
    void LogRefusal()
    {
        lock (gate)
        {
            if (loggedAt is { } last && time.GetElapsedTime(last) < LogPause)
                return;
            loggedAt = time.GetTimestamp();
        }

        log.LogWarning(
            "All {Limit} connections are in use: {Refused} more were closed so far. Those that are there stay.",
            connections.Limits.Connections, connections.RefusedCount);
    }

    sealed class Listener(IConnectionListener inner, BoundedTransport transport) : IConnectionListener
    {
        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var connection = await inner.AcceptAsync(cancellationToken);
                if (connection is null)
                    return null;
                if (transport.connections.TryAdd())
                    return new CountedConnection(connection, transport.connections);
                // Abort closes the socket immediately; the rest of the cleanup runs in the background.
                connection.Abort(new ConnectionAbortedException("As many connections as may be."));
                _ = connection.DisposeAsync().AsTask();
                transport.LogRefusal();
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    /// <summary>Counted until its socket is closed, because it holds a file descriptor until then.</summary>
    sealed class CountedConnection(ConnectionContext inner, OpenConnections connections) : ConnectionContext
    {
        int isGone;

        public override string ConnectionId
        {
            get => inner.ConnectionId;
            set => inner.ConnectionId = value;
        }

        public override IFeatureCollection Features => inner.Features;

        public override IDictionary<object, object?> Items
        {
            get => inner.Items;
            set => inner.Items = value;
        }

        public override IDuplexPipe Transport
        {
            get => inner.Transport;
            set => inner.Transport = value;
        }

        public override CancellationToken ConnectionClosed
        {
            get => inner.ConnectionClosed;
            set => inner.ConnectionClosed = value;
        }

        public override EndPoint? LocalEndPoint
        {
            get => inner.LocalEndPoint;
            set => inner.LocalEndPoint = value;
        }

        public override EndPoint? RemoteEndPoint
        {
            get => inner.RemoteEndPoint;
            set => inner.RemoteEndPoint = value;
        }

        public override void Abort() => inner.Abort();

        public override void Abort(ConnectionAbortedException abortReason) => inner.Abort(abortReason);

        public override async ValueTask DisposeAsync()
        {
            try
            {
                await inner.DisposeAsync();
                await base.DisposeAsync();
            }
            finally
            {
                if (Interlocked.Exchange(ref isGone, 1) == 0)
                    connections.Remove();
            }
        }
    }
}
