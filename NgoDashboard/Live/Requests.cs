using System.Collections.Immutable;

namespace NgoDashboard.Live;

/// <summary>
/// Wishes that wait for a second person, at most one of each operator. In memory only: after a restart they are asked anew. Safe on
/// any thread.
/// </summary>
public sealed class Requests(TimeProvider time)
{
    readonly Lock gate = new();
    readonly Notices notices = new();
    ImmutableArray<Request> open = [];
    long last;

    public ImmutableArray<Request> Open
    {
        get
        {
            lock (gate)
                return open;
        }
    }

    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <summary>The asker, or anybody who finds it wrong, takes it away.</summary>
    public void Withdraw(long id) => Change(requests => requests.RemoveAll(request => request.Id == id));

    /// <summary>What was asked with a key that is revoked is not asked any more.</summary>
    internal void WithdrawAllOf(string keyId) => Change(requests => requests.RemoveAll(request => request.By.KeyId == keyId));

    internal Request Ask(Operator by, Wish wish)
    {
        Request? asked = null;
        Change(requests =>
        {
            asked = new(++last, by, wish, time.GetUtcNow());
            return requests.RemoveAll(request => request.By.KeyId == by.KeyId).Add(asked);
        });
        return asked!;
    }

    void Change(Func<ImmutableArray<Request>, ImmutableArray<Request>> change)
    {
        lock (gate)
            open = change(open);
        notices.Tell();
    }
}
