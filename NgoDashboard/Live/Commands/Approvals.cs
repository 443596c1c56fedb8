using System.Collections.Immutable;

namespace NgoDashboard.Live.Commands;

/// <summary>
/// Wishes that wait for a second person, at most one of each operator. In memory only: after a restart they are asked anew. Safe on
/// any thread.
/// </summary>
public sealed class Approvals(TimeProvider time)
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    ImmutableArray<PendingApproval> pending = [];
    long lastId;

    public ImmutableArray<PendingApproval> Pending
    {
        get
        {
            lock (gate)
                return pending;
        }
    }

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <summary>The asker, or anybody who finds it wrong, takes it away.</summary>
    public void Withdraw(long id) => Change(requests => requests.RemoveAll(request => request.Id == id));

    /// <summary>What was asked with a key that is revoked is not asked any more.</summary>
    internal void WithdrawAllOfKey(string keyId) => Change(requests => requests.RemoveAll(request => request.RequestedBy.KeyId == keyId));

    internal PendingApproval Add(Operator requestedBy, DeskCommand command)
    {
        PendingApproval? asked = null;
        Change(requests =>
        {
            asked = new(++lastId, requestedBy, command, time.GetUtcNow());
            return requests.RemoveAll(request => request.RequestedBy.KeyId == requestedBy.KeyId).Add(asked);
        });
        return asked!;
    }

    void Change(Func<ImmutableArray<PendingApproval>, ImmutableArray<PendingApproval>> change)
    {
        lock (gate)
            pending = change(pending);
        notifier.Notify();
    }
}
