namespace NgoDashboard.Screens.Sending;

/// <summary>
/// Sends what is newest and nothing else: at most one on the way and one waiting. Nobody waits for it; what was not taken when
/// something newer came is not sent at all.
/// </summary>
/// <param name="send">Ends when the transport has taken it.</param>
sealed class ConflatingSender<T>(Func<T, Task> send)
    where T : class
{
    readonly Lock gate = new();
    T? waiting;
    bool isSending;

    public void SendLatest(T what)
    {
        lock (gate)
        {
            waiting = what;
            if (isSending)
                return;
            isSending = true;
        }

        _ = Send();
    }

    async Task Send()
    {
        await Task.Yield();
        while (Next() is { } what)
        {
            try
            {
                await send(what);
            }
            catch (Exception)
            {
                // Mostly the connection is going down. Where it is not, the next one goes out.
            }
        }
    }

    T? Next()
    {
        lock (gate)
        {
            var next = waiting;
            (waiting, isSending) = (null, next is not null);
            return next;
        }
    }
}
