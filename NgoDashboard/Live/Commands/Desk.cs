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
/// The only writer. Wishes are done one after another: checked against the newest version, stored, then shown. One for the whole
/// server; safe on any thread.
/// </summary>
public sealed class Desk(JournalStore journal, LiveBriefing air, Approvals requests, LiveKeys keys, TimeProvider time, ILogger<Desk> log) : IDisposable
{
    readonly SemaphoreSlim writeLock = new(1, 1);

    /// <summary>Two live desk keys belong to two persons: only while there are, the rule of two can be switched on.</summary>
    public bool HasTwoPersons => keys.HasTwoPersons;

    /// <summary>Whether something is waiting for the disk just now.</summary>
    public StoringActivity StoringActivity { get; } = new();

    /// <summary>
    /// Puts a draft on air as one version, or says why not. When it returns <see cref="Committed"/>, the version is on the disk.
    /// </summary>
    /// <exception cref="ArgumentException">The draft is empty: there would be a version of nothing.</exception>
    public Task<DeskResult> Take(Draft draft, Operator actor, CancellationToken cancellation = default) => Execute(new TakeCommand(draft), actor, cancellation);

    /// <summary>Does it, or says why not; where the meeting asks for two people, asks the second.</summary>
    /// <exception cref="KeyRevokedException">The key of whoever asks is not live; nothing was done.</exception>
    public Task<DeskResult> Execute(DeskCommand command, Operator actor, CancellationToken cancellation = default) =>
        command is TakeCommand { Draft.IsEmpty: true }
            ? throw new ArgumentException("A draft without edits and without a scene changes nothing.", nameof(command))
            : RunExclusively(() => ExecuteExclusively(command, actor, confirmedBy: null), cancellation);

    /// <summary>The second person says yes: it is done now, checked against what is there now.</summary>
    /// <exception cref="KeyRevokedException">The key of whoever confirms is not live; nothing was done.</exception>
    public Task<DeskResult> Confirm(long approvalId, Operator actor, CancellationToken cancellation = default) => RunExclusively(
        () =>
        {
            keys.ThrowIfNotLive(actor.KeyId);
            if (requests.Pending.FirstOrDefault(open => open.Id == approvalId) is not { } asked)
                return new NoChange();
            if (!keys.AreTwoPersons(asked.RequestedBy.KeyId, actor.KeyId))
                return new SamePerson();
            var outcome = ExecuteExclusively(asked.Command, asked.RequestedBy, actor.Name);
            // A disk that was full may have room again; whatever else stopped it, its asker must look at it anew.
            if (outcome is not NotStored)
                requests.Withdraw(approvalId);
            return outcome;
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
            // The provider writes synchronously: on a pool thread, so that no circuit and no hub waits for the disk.
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            writeLock.Release();
        }
    }

    DeskResult ExecuteExclusively(DeskCommand command, Operator actor, string? confirmedBy)
    {
        // In its turn, and not when it was asked: the one before may have revoked the key. At the console there is none, only a keyring.
        if (!actor.IsConsole)
            keys.ThrowIfNotLive(actor.KeyId);
        else if (command is not IssueKeyCommand)
            throw new ArgumentException("The console issues keys and does nothing else.", nameof(command));
        var before = air.Newest;
        // As the clock says it, also where it was set back: the version gives the order, and a clock that was once ahead must not stamp
        // every later version with the future.
        var blank = new JournalEntry(before.Version + 1, time.GetUtcNow(), actor.Name, actor.IsConsole ? null : actor.KeyId, EntryKind.Take)
        {
            ConfirmedBy = confirmedBy,
        };
        try
        {
            var prepared = command switch
            {
                TakeCommand { ExpectedVersion: { } over } when over != before.Version => new NoChange(),
                TakeCommand take => PrepareTake(before, take.Draft, blank),
                UndoCommand undo => PrepareUndo(before, VersionIfLast(undo.Version, before.UndoHistory.UndoableVersion), blank),
                RedoCommand redo => PrepareUndo(before, VersionIfLast(redo.Version, before.UndoHistory.RedoableVersion), blank),
                CoverCommand cover => PrepareCover(before, cover.Cover, blank),
                DismissCorrectionsCommand dismiss => PrepareDismissal(before, dismiss.Corrections, blank),
                ChangeMeetingCommand meeting => PrepareMeetingChange(before, new(before.Meeting.OpenedVersion, CleanName(meeting.Name), meeting.HeldOn, meeting.RequiresApproval), blank),
                OpenMeetingCommand open => PrepareMeetingChange(before, new(blank.Version, CleanName(open.Name), open.HeldOn, before.Meeting.RequiresApproval), blank),
                IssueKeyCommand issue => PrepareKeyIssue(before, issue.Key, actor, blank),
                RevokeKeyCommand revoke => PrepareKeyRevocation(before, keys.FindDeskKey(revoke.KeyId), blank),
                ApproveKeyCommand approve => PrepareKeyApproval(before, keys.FindDeskKey(approve.KeyId), actor, blank),
                _ => throw new ArgumentException($"The desk does not know how to do {command.GetType().Name}.", nameof(command)),
            };
            if (prepared is not PreparedEntry(var entry, var snapshot) ready)
                return prepared;
            if (before.Meeting.RequiresApproval && command.IsSubjectToApproval && confirmedBy is null)
                return new AwaitingApproval(requests.Add(actor, command.PinTo(before)));
            // Made before it is stored: what cannot be shown must not stand in the journal, where a restart would meet it again.
            var next = before.Apply(entry, snapshot);
            journal.AppendEntry(entry, entry.Changes.Select(change => snapshot.FindFigure(change.Key)!), ready.Key);
            if (ready.Key is { } key)
                ApplyKeyChange(key);
            air.Publish(next);
            return new Committed(next);
        }
        catch (StorageException broken)
        {
            log.LogError(broken, "Version {Version} could not be stored: nothing was put on air.", blank.Version);
            return new NotStored(broken.Sentence);
        }
    }

    static DeskResult PrepareTake(BriefingState before, Draft draft, JournalEntry template)
    {
        var findings = EditRules.CheckEdits(before.Snapshot, draft.IsReviewed ? [.. draft.Edits.Select(edit => edit with { IsAccepted = true })] : draft.Edits);
        if (draft.Scene is { } scene)
            findings = [.. findings, SceneRules.Check(scene, before.Snapshot.Reference)];
        if (findings.Any(list => list.Count > 0))
            return new Rejected(findings);
        var doubts = draft.IsReviewed ? DraftReview.FindDoubts(before, draft) : [];
        if (doubts.Count > 0 && TextSanitizer.SanitizeLine(draft.OverrideReason).Length == 0)
            return new NeedsReason(doubts);
        var (snapshot, changes) = before.Snapshot.ApplyEdits(draft.Edits, template.Version, VietnamTime.LocalDay(template.OccurredAt), template.Actor);
        var entry = template with
        {
            Changes = changes,
            Stage = draft.ToStageEntry(),
            // The record is one document, in the language of the meeting, whoever reads it later.
            Warnings = Languages.RunInLanguage(Languages.Vietnamese, () => doubts.Select(doubt => doubt.Sentence(before.Snapshot.Reference))
                .Concat(draft.AcceptedDoubts.Select(doubt => doubt.Sentence)).Distinct().ToImmutableArray()),
            OverrideReason = doubts.Count > 0 ? TextSanitizer.SanitizeLine(draft.OverrideReason, EditRules.MaxReasonLength) : null,
        };
        return new PreparedEntry(entry, snapshot);
    }

    static long? VersionIfLast(long? version, long? last) => version is null || version == last ? last : null;

    /// <summary>To the state before that version: its figures as they were, all sources with them, and its scene.</summary>
    DeskResult PrepareUndo(BriefingState before, long? version, JournalEntry template)
    {
        if (version is not { } undone)
            return new NoChange();
        var step = journal.LoadUndoStep(undone);
        var isRedo = undone == before.UndoHistory.RedoableVersion;
        var (snapshot, changes) = before.Snapshot.RevertFigures(
            step.Changes.Select(change => change.Key), step.StateBefore.Snapshot, template.Version, Languages.RunInLanguage(Languages.Vietnamese, () => Words.Desk[isRedo ? "redone" : "undone", undone]));
        var entry = template with
        {
            Kind = EntryKind.Undo,
            Undoes = undone,
            // A correction that was taken back is none; put on air again, it is one again.
            Changes = isRedo ? [.. changes.Select(change => change with { IsCorrection = step.EndedCorrections.Contains(change.Key) })] : changes,
            EndedCorrections = [.. step.Changes.Where(change => change.IsCorrection && before.Corrections.Any(standing => standing.Key == change.Key)).Select(change => change.Key)],
            Stage = step.HasScene ? step.StateBefore.Stage : null,
        };
        return new PreparedEntry(entry, snapshot);
    }

    static DeskResult PrepareCover(BriefingState before, Cover cover, JournalEntry template)
    {
        // From the card back to a held picture would be a step that nobody has seen: first let go.
        if (cover == before.Cover || (cover == Cover.Held && before.Cover == Cover.Blank))
            return new NoChange();
        var kind = cover switch { Cover.Held => EntryKind.Hold, Cover.Blank => EntryKind.Blank, _ => EntryKind.Release };
        return new PreparedEntry(template with { Kind = kind }, before.Snapshot);
    }

    static DeskResult PrepareDismissal(BriefingState before, ImmutableArray<FigureKey> corrections, JournalEntry template)
    {
        ImmutableArray<FigureKey> ended = [.. before.Corrections.Select(correction => correction.Key).Where(corrections.Contains)];
        return ended.IsEmpty ? new NoChange() : new PreparedEntry(template with { Kind = EntryKind.Dismiss, EndedCorrections = ended }, before.Snapshot);
    }

    /// <summary>Typed by people, and shown on every screen: cleaned.</summary>
    static string CleanName(string name) => TextSanitizer.SanitizeLine(name, MeetingDetails.MaxNameLength);

    DeskResult PrepareMeetingChange(BriefingState before, MeetingDetails meeting, JournalEntry template)
    {
        if (meeting == before.Meeting)
            return new NoChange();
        // Once it holds it stays, also where a revoked key leaves one person alone: the page says how to get the second.
        return meeting.RequiresApproval && !before.Meeting.RequiresApproval && !keys.HasTwoPersons
            ? new NoSecondPerson()
            : new PreparedEntry(template with { Kind = EntryKind.Meeting, Meeting = meeting.ToEntry() }, before.Snapshot);
    }

    static PreparedEntry PrepareKeyIssue(BriefingState before, KeyRecord key, Operator actor, JournalEntry template) =>
        PrepareKeyEntry(before, key with { IssuedBy = actor.IsConsole ? null : actor.KeyId, ApprovedBy = null }, template);

    static DeskResult PrepareKeyRevocation(BriefingState before, KeyRecord? key, JournalEntry template) =>
        key is { RevokedAt: null, Hash.Length: > 0 } ? PrepareKeyEntry(before, key.AsRevoked(template.OccurredAt), template) : new NoChange();

    DeskResult PrepareKeyApproval(BriefingState before, KeyRecord? key, Operator actor, JournalEntry template)
    {
        // A key of the console needs no approval, and one approval is enough. That of the settings has no row, and so no hash.
        if (key is not { RevokedAt: null, Hash.Length: > 0, IssuedBy: not null, ApprovedBy: null })
            return new NoChange();
        return keys.AreTwoPersons(key.Id, actor.KeyId)
            ? PrepareKeyEntry(before, key with { ApprovedBy = actor.KeyId }, template with { ConfirmedBy = actor.Name })
            : new SamePerson();
    }

    static PreparedEntry PrepareKeyEntry(BriefingState before, KeyRecord key, JournalEntry template) => new(
        template with { Kind = EntryKind.Key, Key = new(key.Id, key.Role, key.Label, key.IssuedBy, key.RevokedAt is not null) }, before.Snapshot) { Key = key };

    /// <summary>Still in the turn: nothing is done with the key after the version that revoked it.</summary>
    void ApplyKeyChange(KeyRecord key)
    {
        keys.SetKeyAndNotify(key);
        if (key.RevokedAt is not null)
            requests.WithdrawAllOfKey(key.Id);
    }

    /// <summary>Nothing stands in its way: what is to be stored, and the figures after it.</summary>
    sealed record PreparedEntry(JournalEntry Entry, Snapshot Snapshot) : DeskResult
    {
        /// <summary>The key that the entry is about, as it is from now on.</summary>
        public KeyRecord? Key { get; init; }
    }
}
