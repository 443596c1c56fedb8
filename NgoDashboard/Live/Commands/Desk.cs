using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Commands;

/// <summary>
/// The only writer of the journal. Commands run one at a time: validated against the newest version (<see cref="CommandPreparation"/>),
/// stored, then shown. Singleton; thread-safe.
/// </summary>
public sealed class Desk(
    JournalStore journal, LiveBriefing briefing, Approvals approvals, LiveKeys keys, TimeProvider time, ILogger<Desk> log) : IDisposable
{
    readonly SemaphoreSlim writeLock = new(1, 1);

    /// <summary>Whether live desk keys belong to at least two persons: otherwise approval cannot be required.</summary>
    public bool HasTwoPersons => keys.HasTwoPersons;

    public StoringActivity StoringActivity { get; } = new();

    /// <summary>
    /// Puts a draft on air as one version. On <see cref="Committed"/> the version is on disk; any other result says why it is not.
    /// </summary>
    /// <exception cref="ArgumentException">The draft is empty, so the version would change nothing.</exception>
    public Task<DeskResult> Take(Draft draft, Operator actor, CancellationToken cancellation = default) =>
        Execute(new TakeCommand(draft), actor, cancellation);

    /// <summary>Executes the command; where it is subject to approval and the meeting requires it, only requests the approval.</summary>
    /// <exception cref="KeyRevokedException">The operator's key is not live; nothing was done.</exception>
    public Task<DeskResult> Execute(DeskCommand command, Operator actor, CancellationToken cancellation = default) =>
        command is TakeCommand { Draft.IsEmpty: true }
            ? throw new ArgumentException("A draft without edits and without a scene changes nothing.", nameof(command))
            : RunExclusively(() => ExecuteExclusively(command, actor, confirmedBy: null), cancellation);

    /// <summary>Executes a pending command on the second person's approval, validated against the version that is newest now.</summary>
    /// <exception cref="KeyRevokedException">The key of one of the two operators is not live; nothing was done.</exception>
    public Task<DeskResult> Confirm(long approvalId, Operator actor, CancellationToken cancellation = default) => RunExclusively(
        () =>
        {
            keys.ThrowIfNotLive(actor.KeyId);
            if (approvals.Pending.FirstOrDefault(pending => pending.Id == approvalId) is not { } approval)
                return new NoChange();
            if (!keys.AreTwoPersons(approval.RequestedBy.KeyId, actor.KeyId))
                return new SamePerson();
            var result = ExecuteExclusively(approval.Command, approval.RequestedBy, actor.Name);
            // After NotStored it can be approved again, because a full disk may have room later; otherwise it is done with.
            if (result is not NotStored)
                approvals.Withdraw(approvalId);
            return result;
        },
        cancellation);

    /// <inheritdoc cref="LiveKeys.AreTwoPersons"/>
    public bool AreTwoPersons(string one, string other) => keys.AreTwoPersons(one, other);

    public void Dispose() => writeLock.Dispose();

    async Task<DeskResult> RunExclusively(Func<DeskResult> work, CancellationToken cancellation)
    {
        using var storing = StoringActivity.Begin();
        await writeLock.WaitAsync(cancellation);
        try
        {
            // On a pool thread, because the SQLite provider writes synchronously: otherwise a circuit or the hub would wait for the disk.
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            writeLock.Release();
        }
    }

    DeskResult ExecuteExclusively(DeskCommand command, Operator actor, string? confirmedBy)
    {
        // Checked under the write lock, because the previous command may have revoked the key. The console has no key.
        if (!actor.IsConsole)
            keys.ThrowIfNotLive(actor.KeyId);
        else if (command is not IssueKeyCommand)
            throw new ArgumentException("The console issues keys and does nothing else.", nameof(command));
        var before = briefing.Newest;
        var keyId = actor.IsConsole ? null : actor.KeyId;
        // The clock's time, even where the clock was set back: the version gives the order, and otherwise a clock that was ahead once would
        // stamp all later versions with a future time.
        var template = new JournalEntry(before.Version + 1, time.GetUtcNow(), actor.Name, keyId, EntryKind.Take)
        {
            ConfirmedBy = confirmedBy,
        };
        try
        {
            var prepared = new CommandPreparation(before, template, actor, keys, journal.LoadUndoStep).Prepare(command);
            if (prepared is not PreparedEntry(var entry, var snapshot) accepted)
                return prepared;
            if (before.Meeting.RequiresApproval && command.IsSubjectToApproval && confirmedBy is null)
                return new AwaitingApproval(approvals.Add(actor, command.PinTo(before)));
            // Applied before storing: an entry whose application throws must not enter the journal, because every restart would fail on it.
            var next = before.Apply(entry, snapshot);
            journal.AppendEntry(entry, entry.Changes.Select(change => snapshot.FindFigure(change.Key)!), accepted.Key);
            if (accepted.Key is { } key)
                ApplyKeyChange(key);
            briefing.Publish(next);
            return new Committed(next);
        }
        catch (StorageException failure)
        {
            log.LogError(failure, "Version {Version} could not be stored: nothing was put on air.", template.Version);
            return new NotStored(failure);
        }
    }

    /// <summary>Call under the write lock, so that no command with the key runs after the version that revoked it.</summary>
    void ApplyKeyChange(KeyRecord key)
    {
        keys.SetKeyAndNotify(key);
        if (key.RevokedAt is not null)
            approvals.WithdrawAllOfKey(key.Id);
    }
}
