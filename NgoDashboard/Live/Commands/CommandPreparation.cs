using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Commands;

/// <summary>
/// Validates a command against the newest version and creates the journal entry that would carry it out. Changes nothing and stores
/// nothing: that is <see cref="Desk"/>'s part, whose write lock the caller holds, so that what is checked here still holds when it is
/// stored.
/// </summary>
/// <param name="before">The newest version, which the command follows.</param>
/// <param name="template">Version, time and actor of the new entry.</param>
/// <param name="keys">Read, because some commands need a second person.</param>
/// <param name="loadUndoStep">What a version changed and the state before it; only called to undo or redo.</param>
sealed class CommandPreparation(
    BriefingState before, JournalEntry template, Operator actor, LiveKeys keys, Func<long, UndoStepRecord> loadUndoStep)
{
    /// <returns>A <see cref="PreparedEntry"/>, or the result that says why nothing is to be stored.</returns>
    public DeskResult Prepare(DeskCommand command) => command switch
    {
        TakeCommand { ExpectedVersion: { } expected } when expected != before.Version => new NoChange(),
        TakeCommand take => PrepareTake(take.Draft),
        UndoCommand undo => PrepareUndo(VersionIfLast(undo.Version, before.UndoHistory.UndoableVersion)),
        RedoCommand redo => PrepareUndo(VersionIfLast(redo.Version, before.UndoHistory.RedoableVersion)),
        ChangeReferenceCommand change => ReferencePreparation.Prepare(before, template, change),
        CoverCommand cover => PrepareCover(cover.Cover),
        DismissCorrectionsCommand dismiss => PrepareDismissal(dismiss.Corrections),
        ChangeMeetingCommand meeting => PrepareMeetingChange(
            new(before.Meeting.OpenedVersion, CleanName(meeting.Name), meeting.HeldOn, meeting.RequiresApproval)),
        OpenMeetingCommand open => PrepareMeetingChange(
            new(template.Version, CleanName(open.Name), open.HeldOn, before.Meeting.RequiresApproval)),
        IssueKeyCommand issue => PrepareKeyIssue(issue.Key),
        RevokeKeyCommand revoke => PrepareKeyRevocation(keys.FindDeskKey(revoke.KeyId)),
        ApproveKeyCommand approve => PrepareKeyApproval(keys.FindDeskKey(approve.KeyId)),
        _ => throw new ArgumentException($"The desk does not know how to do {command.GetType().Name}.", nameof(command)),
    };

    DeskResult PrepareTake(Draft draft)
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
            Stage = (draft with { Scene = draft.Scene?.Resolve(before.Snapshot.Reference) }).ToStageEntry(),
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
    DeskResult PrepareUndo(long? version)
    {
        if (version is not { } undone)
            return new NoChange();
        var step = loadUndoStep(undone);
        var isRedo = undone == before.UndoHistory.RedoableVersion;
        var reason = DisplayLanguage.Vietnamese.Words.Desk[isRedo ? "redone" : "undone", undone];
        var (snapshot, changes) = before.Snapshot.RevertFigures(
            step.Changes.Select(change => change.Key), step.StateBefore.Snapshot, template.Version, reason);
        if (step.ChangesReference)
        {
            snapshot = snapshot.WithReference(
                snapshot.Reference.RevertTo(step.StateBefore.Snapshot.Reference, template.Version));
        }

        var entry = template with
        {
            Kind = EntryKind.Undo,
            Undoes = undone,
            ReferenceChanges = ReferenceChanges.Between(before.Snapshot.Reference, snapshot.Reference),
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

    DeskResult PrepareCover(Cover cover)
    {
        // Blank to Held is not possible, because the held picture would be one that the screens never showed: release first.
        if (cover == before.Cover || (cover == Cover.Held && before.Cover == Cover.Blank))
            return new NoChange();
        var kind = cover switch { Cover.Held => EntryKind.Hold, Cover.Blank => EntryKind.Blank, _ => EntryKind.Release };
        return new PreparedEntry(template with { Kind = kind }, before.Snapshot);
    }

    DeskResult PrepareDismissal(ImmutableArray<FigureKey> corrections)
    {
        ImmutableArray<FigureKey> ended = [.. before.Corrections.Select(correction => correction.Key).Where(corrections.Contains)];
        return ended.IsEmpty
            ? new NoChange()
            : new PreparedEntry(template with { Kind = EntryKind.Dismiss, EndedCorrections = ended }, before.Snapshot);
    }

    /// <summary>Sanitized, because operators type the name and every screen shows it.</summary>
    static string CleanName(string name) => TextSanitizer.SanitizeLine(name, MeetingDetails.MaxNameLength);

    DeskResult PrepareMeetingChange(MeetingDetails meeting)
    {
        if (meeting == before.Meeting)
            return new NoChange();
        // Only switching it on is checked. It stays on where a revoked key leaves one person alone; the page says how to get a second.
        return meeting.RequiresApproval && !before.Meeting.RequiresApproval && !keys.HasTwoPersons
            ? new NoSecondPerson()
            : new PreparedEntry(template with { Kind = EntryKind.Meeting, Meeting = meeting.ToEntry() }, before.Snapshot);
    }

    PreparedEntry PrepareKeyIssue(KeyRecord key) =>
        PrepareKeyEntry(key with { IssuedBy = actor.IsConsole ? null : actor.KeyId, ApprovedBy = null });

    DeskResult PrepareKeyRevocation(KeyRecord? key) =>
        key is { RevokedAt: null, Hash.Length: > 0 }
            ? PrepareKeyEntry(key.AsRevoked(template.OccurredAt))
            : new NoChange();

    DeskResult PrepareKeyApproval(KeyRecord? key)
    {
        // A key that the console issued (IssuedBy is null) needs no approval, and one approval is enough. The key of the settings has
        // no row, and so no hash.
        if (key is not { RevokedAt: null, Hash.Length: > 0, IssuedBy: not null, ApprovedBy: null })
            return new NoChange();
        return keys.AreTwoPersons(key.Id, actor.KeyId)
            ? PrepareKeyEntry(key with { ApprovedBy = actor.KeyId }, confirmedBy: actor.Name)
            : new SamePerson();
    }

    PreparedEntry PrepareKeyEntry(KeyRecord key, string? confirmedBy = null) => new(
        template with
        {
            Kind = EntryKind.Key,
            Key = new(key.Id, key.Role, key.Label, key.IssuedBy, key.RevokedAt is not null),
            ConfirmedBy = confirmedBy ?? template.ConfirmedBy,
        },
        before.Snapshot)
    {
        Key = key,
    };
}

/// <summary>A valid command: the entry to store, and the figures after it.</summary>
sealed record PreparedEntry(JournalEntry Entry, Snapshot Snapshot) : DeskResult
{
    /// <summary>The new state of the key that the entry is about; null where it is about none.</summary>
    public KeyRecord? Key { get; init; }
}
