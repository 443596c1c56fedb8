using System.Collections.Immutable;

namespace NgoDashboard.Live.Commands;

/// <summary>
/// Commands awaiting approval by a second person, at most one per operator. In memory only: lost on restart, so the operator must submit
/// again. Thread-safe.
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

    /// <summary>By the operator who submitted it, or by any other operator who rejects it.</summary>
    public void Withdraw(long id) => Change(approvals => approvals.RemoveAll(approval => approval.Id == id));

    /// <summary>For a key that has been revoked.</summary>
    internal void WithdrawAllOfKey(string keyId) =>
        Change(approvals => approvals.RemoveAll(approval => approval.RequestedBy.KeyId == keyId));

    internal PendingApproval Add(Operator requestedBy, DeskCommand command)
    {
        PendingApproval? added = null;
        Change(approvals =>
        {
            added = new(++lastId, requestedBy, command, time.GetUtcNow());
            return approvals.RemoveAll(approval => approval.RequestedBy.KeyId == requestedBy.KeyId).Add(added);
        });
        return added!;
    }

    void Change(Func<ImmutableArray<PendingApproval>, ImmutableArray<PendingApproval>> change)
    {
        lock (gate)
            pending = change(pending);
        notifier.Notify();
    }
}
