using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Screens.Frames;

namespace NgoDashboard.Screens.Sending;

/// <summary>
/// The way to one screen: at most one frame in flight, and when it is painted the newest, if that is another one. Nobody waits for
/// it: a screen that stops reading, or that does not acknowledge, is sent nothing more and holds up no one.
/// </summary>
/// <remarks>
/// A program that only listens has never acknowledged anything: until the <see cref="AckTimeout"/> it is paced by its transport alone.
/// </remarks>
/// <param name="own">The province whose screen it is.</param>
/// <param name="takesChanges">Whether it can do with the difference from what it has painted.</param>
/// <param name="write">Ends when the transport has taken it.</param>
sealed class ScreenConnection(LanguageFeed feed, ProvinceCode? own, bool takesChanges, Func<SerializedHubMessage, ValueTask> write, TimeProvider time)
{
    /// <summary>
    /// After this time a connection that owes an acknowledgement is dropped: its page hangs, and comes back anew. Longer than any
    /// projector needs to paint, and than the hub's own check for silent connections, which ends those that are gone.
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

    /// <summary>Whether an acknowledgement has not come within the bound.</summary>
    public bool IsOverdue
    {
        get
        {
            lock (gate)
                return acknowledgedVersion < sentVersion && time.GetElapsedTime(owedSince) >= AckTimeout;
        }
    }

    // Inside the gate. One that has never acknowledged anything owes nothing.
    bool CanSend => !isClosed && !isWriting && (acknowledgedVersion == 0 || acknowledgedVersion >= sentVersion);

    /// <summary>There is something newer: it is sent now, or when what is in flight is acknowledged.</summary>
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

    /// <summary>The screen has painted that version.</summary>
    public void Acknowledge(long version)
    {
        lock (gate)
            acknowledgedVersion = Math.Max(acknowledgedVersion, Math.Min(version, sentVersion));
        SendNewestIfIdle();
    }

    /// <summary>The server is there, and says so to a screen that has heard nothing for that time.</summary>
    public void PingIfSilent(TimeSpan silent)
    {
        lock (gate)
        {
            // What the transport has not taken yet says as much.
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

    /// <summary>Mostly the transport takes it at once, and nothing is left to wait for.</summary>
    void Send(Broadcast newest, long shown)
    {
        var message = takesChanges ? newest.DifferenceFrom(shown) : newest.WholeFrame;
        // First the strip: who acknowledges the frame has both. It is not older than the frame, for it was published before it.
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
            // Whatever is wrong with this one, those after it are sent theirs.
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
            // The connection is going down, and the hub forgets this line when it has.
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

        // It may have been acknowledged before the transport reported the sending, or nothing is owed.
        SendNewestIfIdle();
    }
}
