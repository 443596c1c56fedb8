using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Screens.Sending;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Handles acknowledgements before SignalR parses them, because thousands arrive after every frame, and parsing, dispatching and creating a
/// hub for each took a tenth of the server's CPU time. An acknowledgement in any other format goes on to
/// <see cref="BriefingHub.Painted"/>, which does the same.
/// </summary>
static class AcknowledgementFastPath
{
    /// <summary>What SignalR's JavaScript client and its .NET client write before and after the version.</summary>
    static readonly (byte[] Before, byte[] After)[] KnownFormats =
    [
        ("{\"target\":\"Painted\",\"arguments\":["u8.ToArray(), "],\"type\":1}\u001e"u8.ToArray()),
        ("{\"type\":1,\"target\":\"Painted\",\"arguments\":["u8.ToArray(), "]}\u001e"u8.ToArray()),
    ];

    /// <summary>Longer than either format with the longest number.</summary>
    const int MaxMessageBytes = 80;

    public static IConnectionBuilder UseAcknowledgementFastPath(this IConnectionBuilder connections)
    {
        var connectedScreens = connections.ApplicationServices.GetRequiredService<ConnectedScreens>();
        var delivery = connections.ApplicationServices.GetRequiredService<FrameDelivery>();
        return connections.Use(next => connection =>
        {
            connection.Transport = new AcknowledgementPipeReader(connection.Transport, version =>
            {
                connectedScreens.AcknowledgePainted(connection.ConnectionId, version);
                delivery.AcknowledgePainted(connection.ConnectionId, version);
            });
            return next(connection);
        });
    }

    /// <summary>Parses one complete acknowledgement at the beginning of the buffer.</summary>
    /// <param name="buffer">Advanced past it on success.</param>
    internal static bool TryParseAcknowledgement(ref ReadOnlySequence<byte> buffer, out long version)
    {
        Span<byte> copy = stackalloc byte[MaxMessageBytes];
        scoped var start = buffer.First.Span;
        if (start.Length < buffer.Length && start.Length < MaxMessageBytes)
        {
            // The start is spread over several segments, which is rare: copy it.
            var some = buffer.Slice(0, Math.Min(buffer.Length, MaxMessageBytes));
            some.CopyTo(copy);
            start = copy[..(int)some.Length];
        }

        foreach (var (before, after) in KnownFormats)
        {
            if (!start.StartsWith(before) || !Utf8Parser.TryParse(start[before.Length..], out version, out var digits)
                || !start[(before.Length + digits)..].StartsWith(after))
                continue;
            buffer = buffer.Slice(before.Length + digits + after.Length);
            return true;
        }

        version = 0;
        return false;
    }

    internal sealed class AcknowledgementPipeReader(IDuplexPipe transport, Action<long> painted) : PassThroughPipeReader(transport)
    {
        // Pooled, because every acknowledgement completes a read, which would otherwise allocate.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var read = await Inner.ReadAsync(cancellationToken);
                // CancelPendingRead wakes SignalR's read loop when the connection is ended.
                if (read.IsCanceled)
                    return read;
                var rest = read.Buffer;
                while (TryParseAcknowledgement(ref rest, out var version))
                    painted(version);
                if (rest.Length == read.Buffer.Length)
                    return read;
                // The rest is returned by the next read, for SignalR.
                Inner.AdvanceTo(rest.Start);
            }
        }
    }
}
