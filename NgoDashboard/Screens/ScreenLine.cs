namespace NgoDashboard.Screens;

/// <summary>
/// The way to one connection: at most one frame in flight and one waiting, always the newest. Nobody waits for it: a screen that
/// stops reading keeps its one frame and holds up no one.
/// </summary>
/// <param name="send">Sends a frame to the connection; ends when the transport has taken it.</param>
sealed class ScreenLine(Func<Frame, Task> send, TimeProvider time) : IDisposable
{
    /// <summary>An acknowledgement that does not come in this time is not waited for: its page may be hidden or reloading.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    Frame? inFlight;
    Frame? waiting;
    bool isTaken;
    long acknowledged;
    long newest;
    ITimer? impatience;
    bool isClosed;

    /// <summary>A frame that is not newer than one offered before is dropped.</summary>
    public void Offer(Frame frame)
    {
        lock (gate)
        {
            if (isClosed || frame.Version <= newest)
                return;
            newest = frame.Version;
            waiting = frame;
            Advance();
        }
    }

    /// <summary>The screen has painted that version.</summary>
    public void Painted(long version)
    {
        lock (gate)
        {
            acknowledged = Math.Max(acknowledged, version);
            // Often it comes back before the transport has reported the sending: then that report lets go.
            if (isTaken && inFlight is { } frame && frame.Version <= acknowledged)
                LetGo(frame);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            waiting = null;
            impatience?.Dispose();
        }
    }

    // Inside the gate. The send itself runs outside of it: the transport may answer on the same thread.
    void Advance()
    {
        if (isClosed || inFlight is not null || waiting is null)
            return;
        (inFlight, waiting, isTaken) = (waiting, null, false);
        _ = Send(inFlight);
    }

    async Task Send(Frame frame)
    {
        await Task.Yield();
        var isSent = true;
        try
        {
            await send(frame);
        }
        catch (Exception)
        {
            // Mostly the connection is going down, and the hub forgets this line when it has. Where it is not, the next version
            // goes out: one frame that failed must not be the last.
            isSent = false;
        }

        lock (gate)
        {
            if (isClosed || inFlight != frame)
                return;
            isTaken = true;
            // A client that never acknowledges anything is paced by its transport alone.
            if (!isSent || acknowledged == 0 || acknowledged >= frame.Version)
                LetGo(frame);
            else
                impatience = Timer(frame);
        }
    }

    ITimer Timer(Frame frame)
    {
        impatience?.Dispose();
        return time.CreateTimer(
            _ =>
            {
                lock (gate)
                    LetGo(frame);
            },
            null, Patience, Timeout.InfiniteTimeSpan);
    }

    void LetGo(Frame frame)
    {
        if (isClosed || inFlight != frame)
            return;
        inFlight = null;
        Advance();
    }
}
