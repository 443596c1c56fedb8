using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using NgoDashboard.Figures;

namespace NgoDashboard.Screens;

/// <summary>
/// The way to one screen: at most one frame in flight, and when it is painted the newest, if that is another one. Nobody waits for
/// it: a screen that stops reading, or that does not acknowledge, is sent nothing more and holds up no one.
/// </summary>
/// <remarks>
/// A program that only listens has never acknowledged anything: until the <see cref="Bound"/> it is paced by its transport alone.
/// </remarks>
/// <param name="own">The province whose screen it is.</param>
/// <param name="takesChanges">Whether it can do with the difference from what it has painted.</param>
/// <param name="write">Ends when the transport has taken it.</param>
sealed class ScreenLine(Feed feed, ProvinceCode? own, bool takesChanges, Func<SerializedHubMessage, ValueTask> write, TimeProvider time)
{
    /// <summary>
    /// After this time a connection that owes an acknowledgement is dropped: its page hangs, and comes back anew. Longer than any
    /// projector needs to paint, and than <see cref="SilentConnections.Patience"/>, which ends those that are gone.
    /// </summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    static readonly SerializedHubMessage Ping = new(PingMessage.Instance);

    readonly Lock gate = new();
    long sent;
    long acknowledged;
    long owedSince;
    long saidAt = time.GetTimestamp();
    SerializedHubMessage? strip;
    bool isWriting;
    bool isClosed;

    /// <summary>Whether an acknowledgement has not come within the bound.</summary>
    public bool IsOverdue
    {
        get
        {
            lock (gate)
                return acknowledged < sent && time.GetElapsedTime(owedSince) >= Bound;
        }
    }

    // Inside the gate. One that has never acknowledged anything owes nothing.
    bool IsFree => !isClosed && !isWriting && (acknowledged == 0 || acknowledged >= sent);

    /// <summary>There is something newer: it is sent now, or when what is in flight is acknowledged.</summary>
    public void Offer()
    {
        Broadcast? newest;
        long shown;
        lock (gate)
        {
            newest = feed.Newest;
            if (!IsFree || newest is null || newest.Version <= sent)
                return;
            saidAt = time.GetTimestamp();
            if (acknowledged > 0 || sent == 0)
                owedSince = saidAt;
            (shown, sent, isWriting) = (acknowledged, newest.Version, true);
        }

        Send(newest, shown);
    }

    /// <summary>The screen has painted that version.</summary>
    public void Painted(long version)
    {
        lock (gate)
            acknowledged = Math.Max(acknowledged, Math.Min(version, sent));
        Offer();
    }

    /// <summary>The server is there, and says so to a screen that has heard nothing for that time.</summary>
    public void KeepAlive(TimeSpan silent)
    {
        lock (gate)
        {
            // What the transport has not taken yet says as much.
            if (isClosed || isWriting || time.GetElapsedTime(saidAt) < silent)
                return;
            (saidAt, isWriting) = (time.GetTimestamp(), true);
        }

        After(Write(Ping));
    }

    public void Close()
    {
        lock (gate)
            isClosed = true;
    }

    /// <summary>Mostly the transport takes it at once, and nothing is left to wait for.</summary>
    void Send(Broadcast newest, long shown)
    {
        var message = takesChanges ? newest.After(shown) : newest.Whole;
        // First the strip: who acknowledges the frame has both. It is not older than the frame, for it was published before it.
        if (own is { } province && feed.Strip(province) is { } current && current != strip)
        {
            strip = current;
            _ = Wait(Both(current, message));
            return;
        }

        After(Write(message));
    }

    void After(ValueTask writing)
    {
        if (writing.IsCompletedSuccessfully)
            Sent();
        else
            _ = Wait(writing);
    }

    ValueTask Write(SerializedHubMessage message)
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

    async ValueTask Both(SerializedHubMessage first, SerializedHubMessage second)
    {
        await Write(first);
        await Write(second);
    }

    async Task Wait(ValueTask writing)
    {
        try
        {
            await writing;
        }
        catch (Exception)
        {
            // The connection is going down, and the hub forgets this line when it has.
        }

        Sent();
    }

    void Sent()
    {
        lock (gate)
        {
            isWriting = false;
            if (!IsFree)
                return;
        }

        // It may have been acknowledged before the transport reported the sending, or nothing is owed.
        Offer();
    }
}
