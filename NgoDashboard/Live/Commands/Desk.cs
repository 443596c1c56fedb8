using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Commands;

/// <summary>
/// The only writer of the journal. Commands run one at a time: validated against the newest version, stored, then shown. Singleton;
/// thread-safe.
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
            var prepared = Prepare(command, actor, before, template);
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

    /// <returns>A <see cref="PreparedEntry"/>, or the result that says why nothing is to be stored.</returns>
    DeskResult Prepare(DeskCommand command, Operator actor, BriefingState before, JournalEntry template) => command switch
    {
        TakeCommand { ExpectedVersion: { } expected } when expected != before.Version => new NoChange(),
        TakeCommand take => PrepareTake(before, take.Draft, template),
        UndoCommand undo => PrepareUndo(before, VersionIfLast(undo.Version, before.UndoHistory.UndoableVersion), template),
        RedoCommand redo => PrepareUndo(before, VersionIfLast(redo.Version, before.UndoHistory.RedoableVersion), template),
        CoverCommand cover => PrepareCover(before, cover.Cover, template),
        DismissCorrectionsCommand dismiss => PrepareDismissal(before, dismiss.Corrections, template),
        ChangeMeetingCommand meeting => PrepareMeetingChange(
            before,
            new(before.Meeting.OpenedVersion, CleanName(meeting.Name), meeting.HeldOn, meeting.RequiresApproval),
            template),
        OpenMeetingCommand open => PrepareMeetingChange(
            before, new(template.Version, CleanName(open.Name), open.HeldOn, before.Meeting.RequiresApproval), template),
        IssueKeyCommand issue => PrepareKeyIssue(before, issue.Key, actor, template),
        RevokeKeyCommand revoke => PrepareKeyRevocation(before, keys.FindDeskKey(revoke.KeyId), template),
        ApproveKeyCommand approve => PrepareKeyApproval(before, keys.FindDeskKey(approve.KeyId), actor, template),
        _ => throw new ArgumentException($"The desk does not know how to do {command.GetType().Name}.", nameof(command)),
    };

    static DeskResult PrepareTake(BriefingState before, Draft draft, JournalEntry template)
    {
        var findings = EditRules.CheckEdits(
            before.Snapshot, draft.IsReviewed ? [.. draft.Edits.Select(edit => edit with { IsAccepted = true })] : draft.Edits);
        if (draft.Scene is { } scene)
            findings = [.. findings, SceneRules.Check(scene, before.Snapshot.Reference)];
        if (findings.Any(list => list.Count > 0))
            return new Rejected(findings);
        var doubts = draft.IsReviewed ? DraftReview.FindDoubts(before, draft) : [];
        if (doubts.Count > 0 && TextSanitizer.SanitizeLine(draft.OverrideReason).Length == 0)
            return new NeedsReason(doubts);
        var (snapshot, changes) = before.Snapshot.ApplyEdits(
            draft.Edits, template.Version, VietnamTime.LocalDay(template.OccurredAt), template.Actor);
        var entry = template with
        {
            Changes = changes,
            Stage = draft.ToStageEntry(),
            // In Vietnamese, whatever the operator's language, because the record is one document.
            Warnings =
            [
                .. doubts.Select(doubt => doubt.ToSentence(before.Snapshot.Reference, DisplayLanguage.Vietnamese))
                    .Concat(draft.AcceptedDoubts.Select(doubt => doubt.Sentence)).Distinct(),
            ],
            OverrideReason = doubts.Count > 0 ? TextSanitizer.SanitizeLine(draft.OverrideReason, EditRules.MaxReasonLength) : null,
        };
        return new PreparedEntry(entry, snapshot);
    }

    static long? VersionIfLast(long? version, long? last) => version is null || version == last ? last : null;

    /// <summary>Back to the state before that version: its figures with all their sources, and its scene.</summary>
    DeskResult PrepareUndo(BriefingState before, long? version, JournalEntry template)
    {
        if (version is not { } undone)
            return new NoChange();
        var step = journal.LoadUndoStep(undone);
        var isRedo = undone == before.UndoHistory.RedoableVersion;
        var reason = DisplayLanguage.Vietnamese.Words.Desk[isRedo ? "redone" : "undone", undone];
        var (snapshot, changes) = before.Snapshot.RevertFigures(
            step.Changes.Select(change => change.Key), step.StateBefore.Snapshot, template.Version, reason);
        var entry = template with
        {
            Kind = EntryKind.Undo,
            Undoes = undone,
            // An undone correction is no longer one; a redo makes it a correction again.
            Changes = isRedo
                ? [.. changes.Select(change => change with { IsCorrection = step.EndedCorrections.Contains(change.Key) })]
                : changes,
            EndedCorrections =
            [
                .. step.Changes.Where(change => change.IsCorrection && before.Corrections.Any(standing => standing.Key == change.Key))
                    .Select(change => change.Key),
            ],
            Stage = step.HasScene ? step.StateBefore.Stage : null,
        };
        return new PreparedEntry(entry, snapshot);
    }

    static DeskResult PrepareCover(BriefingState before, Cover cover, JournalEntry template)
    {
        // Blank to Held is not possible, because the held picture would be one that the screens never showed: release first.
        if (cover == before.Cover || (cover == Cover.Held && before.Cover == Cover.Blank))
            return new NoChange();
        var kind = cover switch { Cover.Held => EntryKind.Hold, Cover.Blank => EntryKind.Blank, _ => EntryKind.Release };
        return new PreparedEntry(template with { Kind = kind }, before.Snapshot);
    }

    static DeskResult PrepareDismissal(BriefingState before, ImmutableArray<FigureKey> corrections, JournalEntry template)
    {
        ImmutableArray<FigureKey> ended = [.. before.Corrections.Select(correction => correction.Key).Where(corrections.Contains)];
        return ended.IsEmpty
            ? new NoChange()
            : new PreparedEntry(template with { Kind = EntryKind.Dismiss, EndedCorrections = ended }, before.Snapshot);
    }

    /// <summary>Sanitized, because operators type the name and every screen shows it.</summary>
    static string CleanName(string name) => TextSanitizer.SanitizeLine(name, MeetingDetails.MaxNameLength);

    DeskResult PrepareMeetingChange(BriefingState before, MeetingDetails meeting, JournalEntry template)
    {
        if (meeting == before.Meeting)
            return new NoChange();
        // Only switching it on is checked. It stays on where a revoked key leaves one person alone; the page says how to get a second.
        return meeting.RequiresApproval && !before.Meeting.RequiresApproval && !keys.HasTwoPersons
            ? new NoSecondPerson()
            : new PreparedEntry(template with { Kind = EntryKind.Meeting, Meeting = meeting.ToEntry() }, before.Snapshot);
    }

    static PreparedEntry PrepareKeyIssue(BriefingState before, KeyRecord key, Operator actor, JournalEntry template) =>
        PrepareKeyEntry(before, key with { IssuedBy = actor.IsConsole ? null : actor.KeyId, ApprovedBy = null }, template);

    static DeskResult PrepareKeyRevocation(BriefingState before, KeyRecord? key, JournalEntry template) =>
        key is { RevokedAt: null, Hash.Length: > 0 }
            ? PrepareKeyEntry(before, key.AsRevoked(template.OccurredAt), template)
            : new NoChange();

    DeskResult PrepareKeyApproval(BriefingState before, KeyRecord? key, Operator actor, JournalEntry template)
    {
        // A key that the console issued (IssuedBy is null) needs no approval, and one approval is enough. The key of the settings has
        // no row, and so no hash.
        if (key is not { RevokedAt: null, Hash.Length: > 0, IssuedBy: not null, ApprovedBy: null })
            return new NoChange();
        return keys.AreTwoPersons(key.Id, actor.KeyId)
            ? PrepareKeyEntry(before, key with { ApprovedBy = actor.KeyId }, template with { ConfirmedBy = actor.Name })
            : new SamePerson();
    }

    static PreparedEntry PrepareKeyEntry(BriefingState before, KeyRecord key, JournalEntry template) => new(
        template with { Kind = EntryKind.Key, Key = new(key.Id, key.Role, key.Label, key.IssuedBy, key.RevokedAt is not null) },
        before.Snapshot)
    {
        Key = key,
    };

    /// <summary>Call under the write lock, so that no command with the key runs after the version that revoked it.</summary>
    void ApplyKeyChange(KeyRecord key)
    {
        keys.SetKeyAndNotify(key);
        if (key.RevokedAt is not null)
            approvals.WithdrawAllOfKey(key.Id);
    }

    /// <summary>A valid command: the entry to store, and the figures after it.</summary>
    sealed record PreparedEntry(JournalEntry Entry, Snapshot Snapshot) : DeskResult
    {
        /// <summary>The new state of the key that the entry is about; null where it is about none.</summary>
        public KeyRecord? Key { get; init; }
    }
}
