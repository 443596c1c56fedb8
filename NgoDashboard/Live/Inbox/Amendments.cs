using System.Collections.Concurrent;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Files.Documents;
using NgoDashboard.Language;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// The corrections that provinces request for their figures, and their state. A change is on disk when its task completes. Whether an
/// amendment is on air is derived from the journal, so that undo, redo and restart need no bookkeeping here. Singleton; thread-safe.
/// </summary>
public sealed class Amendments : IDisposable
{
    readonly AmendmentStore store;
    readonly AttachmentFolder files;
    readonly JournalStore journal;
    readonly LiveBriefing briefing;
    readonly Drafts drafts;
    readonly SubmissionLimits limits;
    readonly TimeProvider time;
    readonly PersistedList<Amendment> amendments;
    readonly ConcurrentDictionary<long, long> checkedVersions = new();
    readonly IDisposable subscription;

    public Amendments(
        AmendmentStore store,
        AttachmentFolder files,
        JournalStore journal,
        LiveBriefing briefing,
        Drafts drafts,
        SubmissionLimits limits,
        TimeProvider time)
    {
        (this.store, this.files, this.journal, this.briefing) = (store, files, journal, briefing);
        (this.drafts, this.limits, this.time) = (drafts, limits, time);
        var all = store.LoadAmendments();
        files.RemoveUnreferenced(all.Select(amendment => amendment.Attachment?.StoredName).OfType<string>().ToHashSet());
        amendments = new(all.Select(WithAiredVersion));
        subscription = briefing.Subscribe(() => _ = RefreshAfterPublish()).Subscription;
    }

    /// <summary>In order of submission.</summary>
    public IReadOnlyList<Amendment> All => amendments.All;

    /// <summary>The province's own amendments: the only ones that its officers may read.</summary>
    public IReadOnlyList<Amendment> ForProvince(ProvinceCode province) =>
        [.. amendments.All.Where(amendment => amendment.Province == province)];

    public IReadOnlyList<Amendment> OpenForFigure(FigureKey key) =>
        [.. amendments.All.Where(amendment => amendment.Key == key && !amendment.IsClosed)];

    public Amendment? FindById(long id) => amendments.All.Find(amendment => amendment.Id == id);

    public IDisposable Subscribe(Action notice) => amendments.Subscribe(notice);

    /// <summary>The name of the operator whose draft contains it; null where none does.</summary>
    public string? DraftOwnerName(Amendment amendment) => DraftOwner(amendment)?.Name;

    /// <returns>Null where the file does not exist any more.</returns>
    public Stream? OpenAttachment(Attachment attachment) => files.OpenAttachment(attachment.StoredName);

    /// <returns>Why the amendment was rejected; empty where it was submitted.</returns>
    /// <exception cref="NotSavedException">The write failed; nothing was submitted.</exception>
    public Task<IReadOnlyList<Finding>> Submit(ProvinceCode province, Operator actor, Restatement restatement, Upload? upload = null) =>
        amendments.Change<IReadOnlyList<Finding>>(rows =>
        {
            var snapshot = briefing.Current.Snapshot;
            restatement = restatement with { Reason = TextSanitizer.SanitizeLine(restatement.Reason) };
            Amendment[] own = [.. rows.Where(amendment => amendment.Province == province)];
            var findings = AmendmentRules.Check(snapshot, province, restatement, own, upload);
            var sent = own.Select(amendment => (amendment.KeyId, amendment.OccurredAt)).ToArray();
            if (limits.Check(sent, actor, SubmissionLimits.MaxAmendmentsPerMeeting) is { } limit)
                findings = [.. findings, limit];
            var (kind, problem) = upload is null ? (null, null) : AttachmentContent.DetectUpload(upload);
            if (problem is not null)
                findings = [.. findings, problem];
            if (findings.Count > 0)
                return (rows, findings);

            var figure = snapshot.FindFigure(restatement.Key);
            var submitted = new Amendment(
                0, province, actor.Name, actor.KeyId, time.GetUtcNow(),
                restatement.Key, restatement.Value, restatement.Qualifier, restatement.Reason)
            {
                ValueWhenAsked = figure?.AdoptedStatement?.Value,
                QualifierWhenAsked = figure?.AdoptedStatement?.Qualifier,
                ExpectedVersion = figure?.Version ?? 0,
            };
            return (rows.Add(AddWithAttachment(submitted, upload, kind)), []);
        });

    /// <summary>Saves the file before the row, and deletes it where storing the row fails.</summary>
    Amendment AddWithAttachment(Amendment submitted, Upload? upload, AttachmentKind? kind)
    {
        if (upload is null)
            return store.AddAmendment(submitted);
        var file = files.SaveAttachment(upload.Content);
        try
        {
            return store.AddAmendment(submitted with
            {
                Attachment = new(file, AttachmentContent.CleanFileName(upload.Name, kind!.Value), kind.Value, upload.Content.Length),
            });
        }
        catch (StorageException)
        {
            files.RemoveAttachment(file);
            throw;
        }
    }

    /// <summary>By the province; also deletes the attachment.</summary>
    public Task<bool> Withdraw(ProvinceCode province, long id) => amendments.Change(
        amendment => amendment.Id == id && amendment.Province == province,
        amendment =>
        {
            if (!amendment.CanBecome(AmendmentState.Withdrawn))
                return null;
            var withdrawn = store.UpdateAmendment(
                amendment with { State = AmendmentState.Withdrawn, Attachment = null, AnsweredAt = time.GetUtcNow() });
            if (amendment.Attachment is { } attachment)
                files.RemoveAttachment(attachment.StoredName);
            return withdrawn;
        });

    /// <summary>Accepts it and adds its edit to the operator's draft, where it waits for a take like any other edit.</summary>
    /// <exception cref="NotSavedException">The write failed; the amendment is open as before.</exception>
    public async Task<bool> Accept(long id, Operator actor)
    {
        // The state first: otherwise a failure in between leaves an edit in the draft that could go on air without being accepted.
        var isAccepted = await ChangeState(id, AmendmentState.Accepted, amendment => amendment with
        {
            AnsweredBy = actor.Name,
            AnsweredAt = time.GetUtcNow(),
            AcceptedOverVersion = briefing.Newest.Version,
        });
        if (!isAccepted)
            return false;
        try
        {
            await ReturnToDraft(id, actor);
            return true;
        }
        catch (NotSavedException)
        {
            await Reopen(id);
            throw;
        }
    }

    /// <summary>Adds an accepted amendment to the draft again, after its edit was removed from the draft or its take was undone.</summary>
    public Task ReturnToDraft(long id, Operator actor) =>
        FindById(id) is { State: AmendmentState.Accepted, AiredInVersion: null } accepted
            ? drafts.AddEdits(actor, ToEdit(accepted))
            : Task.CompletedTask;

    /// <param name="answer">The reason that the province reads; without one, nothing is done.</param>
    public Task<bool> Refuse(long id, Operator actor, string answer) => TextSanitizer.SanitizeLine(answer).Length == 0
        ? Task.FromResult(false)
        : ChangeAndDropFromDraft(id, () => ChangeState(id, AmendmentState.Refused, amendment => amendment with
        {
            Answer = TextSanitizer.SanitizeLine(answer, Amendment.MaxAnswerLength),
            AnsweredBy = actor.Name,
            AnsweredAt = time.GetUtcNow(),
            AcceptedOverVersion = null,
        }));

    /// <summary>Back to open, without an answer.</summary>
    public Task<bool> Reopen(long id) => ChangeAndDropFromDraft(id, () => ChangeState(id, AmendmentState.Open, amendment => amendment with
    {
        Answer = null,
        AnsweredBy = null,
        AnsweredAt = null,
        AcceptedOverVersion = null,
    }));

    public void Dispose() => subscription.Dispose();

    Task<bool> ChangeState(long id, AmendmentState next, Func<Amendment, Amendment> change) =>
        amendments.Change(
            amendment => amendment.Id == id,
            amendment => WithAiredVersion(amendment).CanBecome(next)
                ? store.UpdateAmendment(change(amendment) with { State = next })
                : null);

    /// <summary>Changes the state, then removes the edit from the draft that contains it.</summary>
    async Task<bool> ChangeAndDropFromDraft(long id, Func<Task<bool>> change)
    {
        var draftOwner = FindById(id) is { } amendment ? DraftOwner(amendment) : null;
        if (!await change())
            return false;
        if (draftOwner is not null)
            await drafts.RemoveEdits(draftOwner, FindById(id)!.Key);
        return true;
    }

    Operator? DraftOwner(Amendment amendment) => amendment.State != AmendmentState.Accepted ? null
        : drafts.All.FirstOrDefault(draft => draft.Draft.Edits.Any(amendment.IsMadeBy))?.Operator;

    /// <summary>The edit with the province as its source. In Vietnamese, because the journal stores its texts.</summary>
    Restatement ToEdit(Amendment amendment)
    {
        var language = DisplayLanguage.Vietnamese;
        var newest = briefing.Newest.Snapshot;
        var name = language.DisplayNames.ForProvince(amendment.Province, newest.Reference);
        var reason = language.Words.Inbox["edit-reason", amendment.Id, name, amendment.Reason];
        return new Restatement(
            amendment.Key, amendment.Value, amendment.Qualifier,
            new(name, language.Words.Inbox["edit-source", name], null, VietnamTime.LocalDay(amendment.OccurredAt).ToIsoDate()),
            TextSanitizer.SanitizeLine(reason, EditRules.MaxReasonLength),
            newest.FindFigure(amendment.Key)?.Version)
        {
            IsCorrection = newest.FindAdopted(amendment.Key) is not null,
        };
    }

    Task RefreshAfterPublish() => amendments.All.Any(NeedsJournalLookup)
        ? amendments.Change(rows => (rows.Select(WithAiredVersion), true))
        : Task.CompletedTask;

    /// <summary>Also false for a figure of version 0: it has no statement, so nothing of it is on air.</summary>
    bool NeedsJournalLookup(Amendment amendment) => amendment.State == AmendmentState.Accepted
        && checkedVersions.GetValueOrDefault(amendment.Id) != FigureVersion(amendment);

    long FigureVersion(Amendment amendment) => briefing.Newest.Snapshot.FindFigure(amendment.Key)?.Version ?? 0;

    /// <summary>With the version that it is on air with, from the journal; reads that only where the figure has changed since.</summary>
    Amendment WithAiredVersion(Amendment amendment)
    {
        if (!NeedsJournalLookup(amendment))
            return amendment.State == AmendmentState.Accepted ? amendment : amendment with { AiredInVersion = null };
        checkedVersions[amendment.Id] = FigureVersion(amendment);
        var changes = journal.LoadFigureHistory(amendment.Key).Select(entry => entry.Change).Reverse();
        return amendment with { AiredInVersion = amendment.FindAiringVersion(changes) };
    }
}
