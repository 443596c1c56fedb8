using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Screens.Frames;

namespace NgoDashboard.Screens.Sending;

/// <summary>
/// Sends frames to one screen. At most one unacknowledged frame is in flight; on acknowledgement the newest frame is sent. A slow client
/// blocks no other, because no caller awaits the write. Thread-safe.
/// </summary>
/// <remarks>
/// A client that only listens never acknowledges: until the <see cref="AckTimeout"/> only its transport limits the sending.
/// </remarks>
/// <param name="own">The province of the screen; null for one of the whole country.</param>
/// <param name="takesChanges">Whether the client accepts differences.</param>
/// <param name="write">Completes when the transport has taken the message.</param>
sealed class ScreenConnection(
    LanguageFeed feed, ProvinceCode? own, bool takesChanges, Func<SerializedHubMessage, ValueTask> write, TimeProvider time)
{
    /// <summary>
    /// A connection that owes an acknowledgement for this long is aborted, so that a hanging page reconnects. Longer than any projector
    /// needs to paint, and than the timeout of silent connections, which ends those that are gone.
    /// </summary>
    public static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(60);

    static readonly SerializedHubMessage Ping = new(PingMessage.Instance);

    readonly Lock gate = new();
    long sentVersion;
    long acknowledgedVersion;
    long owedSince;
    long writtenAt = time.GetTimestamp();
    SerializedHubMessage? strip;
    bool isWriting;
    bool isClosed;

    /// <summary>Whether an acknowledgement is missing for <see cref="AckTimeout"/>.</summary>
    public bool IsOverdue
    {
        get
        {
            lock (gate)
                return acknowledgedVersion < sentVersion && time.GetElapsedTime(owedSince) >= AckTimeout;
        }
    }

    // Call under the lock. A client that has never acknowledged is sent newer frames all the same, until it is overdue.
    bool CanSend => !isClosed && !isWriting && (acknowledgedVersion == 0 || acknowledgedVersion >= sentVersion);

    /// <summary>Sends the newest frame now, or when the frame in flight is acknowledged.</summary>
    public void SendNewestIfIdle()
    {
        Broadcast? newest;
        long shown;
        lock (gate)
        {
            newest = feed.Newest;
            if (!CanSend || newest is null || newest.Version <= sentVersion)
                return;
            writtenAt = time.GetTimestamp();
            if (acknowledgedVersion > 0 || sentVersion == 0)
                owedSince = writtenAt;
            (shown, sentVersion, isWriting) = (acknowledgedVersion, newest.Version, true);
        }

        Send(newest, shown);
    }

    public void Acknowledge(long version)
    {
        lock (gate)
            acknowledgedVersion = Math.Max(acknowledgedVersion, Math.Min(version, sentVersion));
        SendNewestIfIdle();
    }

    /// <summary>Sends a keep-alive ping where nothing was sent for that time.</summary>
    public void PingIfSilent(TimeSpan silent)
    {
        lock (gate)
        {
            // Data that the transport is still sending keeps the connection alive as well.
            if (isClosed || isWriting || time.GetElapsedTime(writtenAt) < silent)
                return;
            (writtenAt, isWriting) = (time.GetTimestamp(), true);
        }

        CompleteWhenWritten(TryWrite(Ping));
    }

    public void Close()
    {
        lock (gate)
            isClosed = true;
    }

    /// <summary>Usually the transport takes the message synchronously, so that there is nothing to await.</summary>
    void Send(Broadcast newest, long shown)
    {
        var message = takesChanges ? newest.DifferenceFrom(shown) : newest.WholeFrame;
        // The strip first, so that an acknowledged frame implies both. It is not older than the frame, because it was published before it.
        if (own is { } province && feed.StripOf(province) is { } current && current != strip)
        {
            strip = current;
            _ = CompleteAfter(WriteBoth(current, message));
            return;
        }

        CompleteWhenWritten(TryWrite(message));
    }

    void CompleteWhenWritten(ValueTask writing)
    {
        if (writing.IsCompletedSuccessfully)
            OnWritten();
        else
            _ = CompleteAfter(writing);
    }

    ValueTask TryWrite(SerializedHubMessage message)
    {
        try
        {
            return write(message);
        }
        catch (Exception failure)
        {
            // As a failed task, so that the caller's loop goes on to the other connections.
            return ValueTask.FromException(failure);
        }
    }

    async ValueTask WriteBoth(SerializedHubMessage first, SerializedHubMessage second)
    {
        await TryWrite(first);
        await TryWrite(second);
    }

    async Task CompleteAfter(ValueTask writing)
    {
        try
        {
            await writing;
        }
        catch (Exception)
        {
            // The connection is closing; the hub's OnDisconnectedAsync removes it.
        }

        OnWritten();
    }

    void OnWritten()
    {
        lock (gate)
        {
            isWriting = false;
            if (!CanSend)
                return;
        }

        // The acknowledgement may have arrived before the transport completed the write, or the client owes none.
        SendNewestIfIdle();
    }
}
