using System.Buffers.Binary;
using NgoDashboard.Bench.Clients.Protocol;

namespace NgoDashboard.Bench.Clients.Sockets;

enum ClientState
{
    Disconnected,
    Connecting,
    Upgrading,
    Open,
}

/// <summary>State of one simulated screen: its connection, incomplete frames and messages, and the content that it shows.</summary>
sealed class SimulatedScreen
{
    byte[] incompleteFrame = [];
    byte[] incompleteMessage = [];

    public int Socket { get; set; } = -1;

    public ClientState State { get; set; }

    /// <summary>Does not read; its pings go on.</summary>
    public bool IsStalled { get; set; }

    /// <summary>Timestamp of the last message that it sent.</summary>
    public long LastSentAt { get; set; }

    /// <summary>Number of attempts to reconnect since it was last ready.</summary>
    public int Attempts { get; set; }

    /// <summary>It has received and acknowledged a frame on this connection.</summary>
    public bool IsReady { get; set; }

    /// <summary>The version whose acknowledgement is scheduled; 0 for none.</summary>
    public long PendingAckVersion { get; set; }

    public int ContentId { get; set; }

    public void Reset()
    {
        (incompleteFrame, incompleteMessage, PendingAckVersion, ContentId) = ([], [], 0, 0);
    }

    /// <summary>Copies the incomplete frame of the last read to the start of the buffer.</summary>
    /// <returns>Its length.</returns>
    public int CopyIncompleteFrameTo(Span<byte> into)
    {
        incompleteFrame.CopyTo(into);
        return incompleteFrame.Length;
    }

    public void SaveIncompleteFrame(ReadOnlySpan<byte> bytes) => incompleteFrame = bytes.Length == 0 ? [] : bytes.ToArray();

    /// <summary>Parses whole WebSocket frames and calls the handler for every whole message.</summary>
    /// <returns>The number of bytes parsed; −1 if the server closes the connection.</returns>
    public int ReadFrames(ReadOnlySpan<byte> bytes, MessageHandler heard, int index)
    {
        var at = 0;
        while (bytes.Length - at >= 2)
        {
            var frame = bytes[at..];
            var (code, length, header) = (frame[0] & 0x0f, (long)(frame[1] & 0x7f), 2);
            if (length == 126)
            {
                if (frame.Length < 4)
                    break;
                (length, header) = (BinaryPrimitives.ReadUInt16BigEndian(frame[2..]), 4);
            }
            else if (length == 127)
            {
                if (frame.Length < 10)
                    break;
                (length, header) = (BinaryPrimitives.ReadInt64BigEndian(frame[2..]), 10);
            }

            if (frame.Length < header + length)
                break;
            if (code == 8)
                return -1;
            if (code <= 2)
                SplitMessages(frame.Slice(header, (int)length), heard, index);
            at += header + (int)length;
        }

        return at;
    }

    void SplitMessages(ReadOnlySpan<byte> payload, MessageHandler heard, int index)
    {
        while (payload.IndexOf(HubMessageBytes.RecordSeparator) is var end and >= 0)
        {
            if (incompleteMessage.Length == 0)
            {
                heard(index, payload[..end]);
            }
            else
            {
                heard(index, [.. incompleteMessage, .. payload[..end]]);
                incompleteMessage = [];
            }

            payload = payload[(end + 1)..];
        }

        if (payload.Length > 0)
            incompleteMessage = [.. incompleteMessage, .. payload];
    }
}

/// <summary>Handles a whole message, without its record separator.</summary>
delegate void MessageHandler(int client, ReadOnlySpan<byte> message);
