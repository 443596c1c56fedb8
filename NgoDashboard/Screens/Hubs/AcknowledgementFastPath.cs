using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Screens.Sending;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Takes the acknowledgements out of what screens say before SignalR looks at it: thousands come after every frame, all alike, and to
/// read each, find its method and make a hub for it was a tenth of what the server did. One that is written in any other way goes on to
/// <see cref="BriefingHub.Painted"/>, which does the same.
/// </summary>
static class AcknowledgementFastPath
{
    /// <summary>What the clients of SignalR write around the number: the one for browsers, and that for programs in .NET.</summary>
    static readonly (byte[] Before, byte[] After)[] KnownFormats =
    [
        ("{\"target\":\"Painted\",\"arguments\":["u8.ToArray(), "],\"type\":1}\u001e"u8.ToArray()),
        ("{\"type\":1,\"target\":\"Painted\",\"arguments\":["u8.ToArray(), "]}\u001e"u8.ToArray()),
    ];

    /// <summary>More than any of them has, with the longest number.</summary>
    const int MaxMessageBytes = 80;

    public static IConnectionBuilder UseAcknowledgementFastPath(this IConnectionBuilder connections)
    {
        var (rollCall, delivery) = (connections.ApplicationServices.GetRequiredService<ConnectedScreens>(), connections.ApplicationServices.GetRequiredService<FrameDelivery>());
        return connections.Use(next => connection =>
        {
            connection.Transport = new AcknowledgementPipeReader(connection.Transport, version =>
            {
                rollCall.AcknowledgePainted(connection.ConnectionId, version);
                delivery.AcknowledgePainted(connection.ConnectionId, version);
            });
            return next(connection);
        });
    }

    /// <summary>Takes a whole one from the beginning of what is there.</summary>
    /// <param name="buffer">What comes after it, where there was one.</param>
    internal static bool TryParseAcknowledgement(ref ReadOnlySequence<byte> buffer, out long version)
    {
        Span<byte> copy = stackalloc byte[MaxMessageBytes];
        scoped var start = buffer.First.Span;
        if (start.Length < buffer.Length && start.Length < MaxMessageBytes)
        {
            // In pieces: seldom, and short.
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
        // A read ends with every acknowledgement: pooled, it leaves nothing to collect.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var read = await Inner.ReadAsync(cancellationToken);
                // Whoever ends the connection wakes SignalR by this.
                if (read.IsCanceled)
                    return read;
                var rest = read.Buffer;
                while (TryParseAcknowledgement(ref rest, out var version))
                    painted(version);
                if (rest.Length == read.Buffer.Length)
                    return read;
                // What is left is read anew, and is SignalR's.
                Inner.AdvanceTo(rest.Start);
            }
        }
    }
}
