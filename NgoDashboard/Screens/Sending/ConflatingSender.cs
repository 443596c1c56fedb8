namespace NgoDashboard.Screens.Sending;

/// <summary>
/// Sends the newest message only: at most one is being sent and one is waiting; a newer message replaces the waiting one. Callers never
/// wait. Thread-safe.
/// </summary>
/// <param name="send">Completes when the transport has taken the message.</param>
sealed class ConflatingSender<T>(Func<T, Task> send)
    where T : class
{
    readonly Lock gate = new();
    T? waiting;
    bool isSending;

    public void SendLatest(T message)
    {
        lock (gate)
        {
            waiting = message;
            if (isSending)
                return;
            isSending = true;
        }

        _ = Send();
    }

    async Task Send()
    {
        await Task.Yield();
        while (TakeWaiting() is { } message)
        {
            try
            {
                await send(message);
            }
            catch (Exception)
            {
                // Usually the connection is closing. If it is not, the next message must still be sent.
            }
        }
    }

    T? TakeWaiting()
    {
        lock (gate)
        {
            var next = waiting;
            (waiting, isSending) = (null, next is not null);
            return next;
        }
    }
}
