using System.Diagnostics;
using System.Net.Sockets;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>Counts the received bytes (still compressed) and records when the last came.</summary>
sealed class CountingStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public long ReceivedBytes { get; private set; }

    /// <summary>A timestamp.</summary>
    public long LastReceivedAt { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var received = await base.ReadAsync(buffer, cancellationToken);
        LastReceivedAt = Stopwatch.GetTimestamp();
        ReceivedBytes += received;
        return received;
    }
}
