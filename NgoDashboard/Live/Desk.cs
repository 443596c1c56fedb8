using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// The only writer. Wishes are done one after another: checked against the newest version, stored, then shown. One for the whole
/// server; safe on any thread.
/// </summary>
public sealed class Desk(Journal journal, Air air, Requests requests, LiveKeys keys, TimeProvider time, ILogger<Desk> log) : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Two live desk keys belong to two persons: only while there are, the rule of two can be switched on.</summary>
    public bool HasTwoPersons => keys.HasTwoPersons;

    /// <summary>Whether something is waiting for the disk just now.</summary>
    public StoringNotice Storing { get; } = new();

    /// <summary>
    /// Puts a draft on air as one version, or says why not. When it returns <see cref="Taken"/>, the version is on the disk.
    /// </summary>
    /// <exception cref="ArgumentException">The draft is empty: there would be a version of nothing.</exception>
    public Task<Outcome> Take(Draft draft, Operator who, CancellationToken cancellation = default) => Do(new TakeWish(draft), who, cancellation);

    /// <summary>Does it, or says why not; where the meeting asks for two people, asks the second.</summary>
    /// <exception cref="KeyRevokedException">The key of whoever asks is not live; nothing was done.</exception>
    public Task<Outcome> Do(Wish wish, Operator who, CancellationToken cancellation = default) =>
        wish is TakeWish { Draft.IsEmpty: true }
            ? throw new ArgumentException("A draft without edits and without a scene changes nothing.", nameof(wish))
            : InTurn(() => DoInTurn(wish, who, confirmedBy: null), cancellation);

    /// <summary>The second person says yes: it is done now, checked against what is there now.</summary>
    /// <exception cref="KeyRevokedException">The key of whoever confirms is not live; nothing was done.</exception>
    public Task<Outcome> Confirm(long request, Operator who, CancellationToken cancellation = default) => InTurn(
        () =>
        {
            keys.Demand(who.KeyId);
            if (requests.Open.FirstOrDefault(open => open.Id == request) is not { } asked)
                return new Nothing();
            if (!keys.AreTwoPersons(asked.By.KeyId, who.KeyId))
                return new SamePerson();
            var outcome = DoInTurn(asked.Wish, asked.By, who.Name);
            // A disk that was full may have room again; whatever else stopped it, its asker must look at it anew.
            if (outcome is not NotStored)
                requests.Withdraw(request);
            return outcome;
        },
        cancellation);

    /// <inheritdoc cref="LiveKeys.AreTwoPersons"/>
    public bool AreTwoPersons(string one, string other) => keys.AreTwoPersons(one, other);

    public void Dispose() => turn.Dispose();

    async Task<Outcome> InTurn(Func<Outcome> work, CancellationToken cancellation)
    {
        using var storing = Storing.Begin();
        await turn.WaitAsync(cancellation);
        try
        {
            // The provider writes synchronously: on a pool thread, so that no circuit and no hub waits for the disk.
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    Outcome DoInTurn(Wish wish, Operator who, string? confirmedBy)
    {
        // In its turn, and not when it was asked: the one before may have revoked the key. At the console there is none, only a keyring.
        if (!who.IsConsole)
            keys.Demand(who.KeyId);
        else if (wish is not IssueKeyCommand)
            throw new ArgumentException("The console issues keys and does nothing else.", nameof(wish));
        var before = air.Newest;
        // As the clock says it, also where it was set back: the version gives the order, and a clock that was once ahead must not stamp
        // every later version with the future.
        var blank = new JournalEntry(before.Version + 1, time.GetUtcNow(), who.Name, who.IsConsole ? null : who.KeyId, EntryKind.Take)
        {
            ConfirmedBy = confirmedBy,
        };
        try
        {
            var prepared = wish switch
            {
                TakeWish { Over: { } over } when over != before.Version => new Nothing(),
                TakeWish take => Prepare(before, take.Draft, blank),
                UndoWish undo => Back(before, Meant(undo.Version, before.Steps.Undoable), blank),
                RedoWish redo => Back(before, Meant(redo.Version, before.Steps.Redoable), blank),
                CoverWish cover => Covered(before, cover.Cover, blank),
                DismissWish dismiss => Dismissed(before, dismiss.Corrections, blank),
                MeetingWish meeting => Held(before, new(before.Meeting.Opened, Named(meeting.Name), meeting.HeldOn, meeting.NeedsTwo), blank),
                OpenWish open => Held(before, new(blank.Version, Named(open.Name), open.HeldOn, before.Meeting.NeedsTwo), blank),
                IssueKeyCommand issue => Issued(before, issue.Key, who, blank),
                RevokeKeyCommand revoke => Revoked(before, keys.Desk(revoke.KeyId), blank),
                ApproveKeyCommand approve => Approved(before, keys.Desk(approve.KeyId), who, blank),
                _ => throw new ArgumentException($"The desk does not know how to do {wish.GetType().Name}.", nameof(wish)),
            };
            if (prepared is not Ready(var entry, var snapshot) ready)
                return prepared;
            if (before.Meeting.NeedsTwo && wish.NeedsSecond && confirmedBy is null)
                return new Awaiting(requests.Ask(who, wish.AskedOf(before)));
            // Made before it is stored: what cannot be shown must not stand in the journal, where a restart would meet it again.
            var next = before.After(entry, snapshot);
            journal.Append(entry, entry.Changes.Select(change => snapshot.Find(change.Key)!), ready.Key);
            if (ready.Key is { } key)
                Follow(key);
            air.Publish(next);
            return new Taken(next);
        }
        catch (StorageException broken)
        {
            log.LogError(broken, "Version {Version} could not be stored: nothing was put on air.", blank.Version);
            return new NotStored(broken.Sentence);
        }
    }

    static Outcome Prepare(OnAir before, Draft draft, JournalEntry blank)
    {
        var findings = EditRules.Check(before.Snapshot, draft.IsReviewed ? [.. draft.Edits.Select(edit => edit with { IsAccepted = true })] : draft.Edits);
        if (draft.Scene is { } scene)
            findings = [.. findings, SceneRules.Check(scene, before.Snapshot.Reference)];
        if (findings.Any(list => list.Count > 0))
            return new NotTaken(findings);
        var doubts = draft.IsReviewed ? Review.Of(before, draft) : [];
        if (doubts.Count > 0 && PlainText.OneLine(draft.Because).Length == 0)
            return new Doubted(doubts);
        var (snapshot, changes) = before.Snapshot.Apply(draft.Edits, blank.Version, VietNam.Day(blank.At), blank.Who);
        var entry = blank with
        {
            Changes = changes,
            Stage = draft.ToStage(),
            // The record is one document, in the language of the meeting, whoever reads it later.
            Warnings = Languages.In(Languages.Vietnamese, () => doubts.Select(doubt => doubt.Sentence(before.Snapshot.Reference))
                .Concat(draft.Accepted.Select(doubt => doubt.Sentence)).Distinct().ToImmutableArray()),
            Because = doubts.Count > 0 ? PlainText.OneLine(draft.Because, EditRules.LongestReason) : null,
        };
        return new Ready(entry, snapshot);
    }

    static long? Meant(long? version, long? last) => version is null || version == last ? last : null;

    /// <summary>To the state before that version: its figures as they were, all sources with them, and its scene.</summary>
    Outcome Back(OnAir before, long? version, JournalEntry blank)
    {
        if (version is not { } undone)
            return new Nothing();
        var step = journal.Step(undone);
        var isRedo = undone == before.Steps.Redoable;
        var (snapshot, changes) = before.Snapshot.PutBack(
            step.Changes.Select(change => change.Key), step.Before.Snapshot, blank.Version, Languages.In(Languages.Vietnamese, () => Words.Desk[isRedo ? "redone" : "undone", undone]));
        var entry = blank with
        {
            Kind = EntryKind.Undo,
            Undoes = undone,
            // A correction that was taken back is none; put on air again, it is one again.
            Changes = isRedo ? [.. changes.Select(change => change with { IsCorrection = step.Ended.Contains(change.Key) })] : changes,
            Ended = [.. step.Changes.Where(change => change.IsCorrection && before.Corrections.Any(standing => standing.Key == change.Key)).Select(change => change.Key)],
            Stage = step.HasScene ? step.Before.Stage : null,
        };
        return new Ready(entry, snapshot);
    }

    static Outcome Covered(OnAir before, Cover cover, JournalEntry blank)
    {
        // From the card back to a held picture would be a step that nobody has seen: first let go.
        if (cover == before.Cover || (cover == Cover.Held && before.Cover == Cover.Blank))
            return new Nothing();
        var kind = cover switch { Cover.Held => EntryKind.Hold, Cover.Blank => EntryKind.Blank, _ => EntryKind.Release };
        return new Ready(blank with { Kind = kind }, before.Snapshot);
    }

    static Outcome Dismissed(OnAir before, ImmutableArray<FigureKey> corrections, JournalEntry blank)
    {
        ImmutableArray<FigureKey> ended = [.. before.Corrections.Select(correction => correction.Key).Where(corrections.Contains)];
        return ended.IsEmpty ? new Nothing() : new Ready(blank with { Kind = EntryKind.Dismiss, Ended = ended }, before.Snapshot);
    }

    /// <summary>Typed by people, and shown on every screen: cleaned.</summary>
    static string Named(string name) => PlainText.OneLine(name, Meeting.LongestName);

    Outcome Held(OnAir before, Meeting meeting, JournalEntry blank)
    {
        if (meeting == before.Meeting)
            return new Nothing();
        // Once it holds it stays, also where a revoked key leaves one person alone: the page says how to get the second.
        return meeting.NeedsTwo && !before.Meeting.NeedsTwo && !keys.HasTwoPersons
            ? new NoSecondPerson()
            : new Ready(blank with { Kind = EntryKind.Meeting, Meeting = meeting.ToEntry() }, before.Snapshot);
    }

    static Ready Issued(OnAir before, StoredKey key, Operator who, JournalEntry blank) =>
        Entry(before, key with { IssuedBy = who.IsConsole ? null : who.KeyId, ApprovedBy = null }, blank);

    static Outcome Revoked(OnAir before, StoredKey? key, JournalEntry blank) =>
        key is { RevokedAt: null, Hash.Length: > 0 } ? Entry(before, key.RevokedOn(blank.At), blank) : new Nothing();

    Outcome Approved(OnAir before, StoredKey? key, Operator who, JournalEntry blank)
    {
        // A key of the console needs no approval, and one approval is enough. That of the settings has no row, and so no hash.
        if (key is not { RevokedAt: null, Hash.Length: > 0, IssuedBy: not null, ApprovedBy: null })
            return new Nothing();
        return keys.AreTwoPersons(key.Id, who.KeyId)
            ? Entry(before, key with { ApprovedBy = who.KeyId }, blank with { ConfirmedBy = who.Name })
            : new SamePerson();
    }

    static Ready Entry(OnAir before, StoredKey key, JournalEntry blank) => new(
        blank with { Kind = EntryKind.Key, Key = new(key.Id, key.Role, key.Label, key.IssuedBy, key.RevokedAt is not null) }, before.Snapshot) { Key = key };

    /// <summary>Still in the turn: nothing is done with the key after the version that revoked it.</summary>
    void Follow(StoredKey key)
    {
        keys.Change(key);
        if (key.RevokedAt is not null)
            requests.WithdrawAllOf(key.Id);
    }

    /// <summary>Nothing stands in its way: what is to be stored, and the figures after it.</summary>
    sealed record Ready(JournalEntry Entry, Snapshot Snapshot) : Outcome
    {
        /// <summary>The key that the entry is about, as it is from now on.</summary>
        public StoredKey? Key { get; init; }
    }
}
