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
using Names = NgoDashboard.Language.DisplayNames;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// What provinces ask of their figures, and what became of it. What is changed is on the disk when the call returns. Whether one is on
/// air is read from the journal, so that undoing, taking again and restarting need no word of it. One for the whole server; safe on
/// any thread.
/// </summary>
public sealed class Amendments : IDisposable
{
    readonly AmendmentStore store;
    readonly AttachmentFolder files;
    readonly JournalStore journal;
    readonly LiveBriefing air;
    readonly Drafts drafts;
    readonly SubmissionLimits limits;
    readonly TimeProvider time;
    readonly PersistedList<Amendment> amendments;
    readonly ConcurrentDictionary<long, long> checkedVersions = new();
    readonly IDisposable subscription;

    public Amendments(AmendmentStore store, AttachmentFolder files, JournalStore journal, LiveBriefing air, Drafts drafts, SubmissionLimits limits, TimeProvider time)
    {
        (this.store, this.files, this.journal, this.air, this.drafts, this.limits, this.time) = (store, files, journal, air, drafts, limits, time);
        var all = store.LoadAmendments();
        files.RemoveUnreferenced(all.Select(one => one.Attachment?.StoredName).OfType<string>().ToHashSet());
        amendments = new(all.Select(WithAiredVersion));
        subscription = air.Subscribe(() => _ = RefreshAfterPublish()).Subscription;
    }

    /// <summary>In the order of their coming.</summary>
    public IReadOnlyList<Amendment> All => amendments.All;

    /// <summary>What that province has asked, and no other: all that its officers are told of.</summary>
    public IReadOnlyList<Amendment> ForProvince(ProvinceCode province) => [.. amendments.All.Where(one => one.Province == province)];

    /// <summary>What is asked of that figure and not settled yet.</summary>
    public IReadOnlyList<Amendment> OpenForFigure(FigureKey key) => [.. amendments.All.Where(one => one.Key == key && !one.IsClosed)];

    public Amendment? FindById(long id) => amendments.All.Find(one => one.Id == id);

    public IDisposable Subscribe(Action notice) => amendments.Subscribe(notice);

    /// <summary>Whose draft holds it; null where it is in none.</summary>
    public string? DraftOwnerName(Amendment amendment) => DraftOwner(amendment)?.Name;

    /// <summary>The file that was sent along; null where it is gone.</summary>
    public Stream? OpenAttachment(Attachment attachment) => files.OpenAttachment(attachment.StoredName);

    /// <summary>Asks, or says why not.</summary>
    /// <exception cref="NotSavedException">The disk refuses; nothing is asked.</exception>
    public Task<IReadOnlyList<Finding>> Submit(ProvinceCode province, Operator actor, Restatement restatement, Upload? upload = null) =>
        amendments.Change<IReadOnlyList<Finding>>(rows =>
        {
            var snapshot = air.Current.Snapshot;
            restatement = restatement with { Reason = TextSanitizer.SanitizeLine(restatement.Reason) };
            Amendment[] own = [.. rows.Where(one => one.Province == province)];
            var findings = AmendmentRules.Check(snapshot, province, restatement, own, upload);
            if (limits.Check([.. own.Select(one => (one.KeyId, one.OccurredAt))], actor, SubmissionLimits.MaxAmendmentsPerMeeting) is { } limit)
                findings = [.. findings, limit];
            var (kind, problem) = upload is null ? (null, null) : AttachmentContent.DetectUpload(upload);
            if (problem is not null)
                findings = [.. findings, problem];
            if (findings.Count > 0)
                return (rows, findings);

            var figure = snapshot.FindFigure(restatement.Key);
            var file = upload is null ? null : files.SaveAttachment(upload.Content);
            try
            {
                var asked = store.AddAmendment(new(0, province, actor.Name, actor.KeyId, time.GetUtcNow(), restatement.Key, restatement.Value, restatement.Qualifier, restatement.Reason)
                {
                    ValueWhenAsked = figure?.AdoptedStatement?.Value,
                    QualifierWhenAsked = figure?.AdoptedStatement?.Qualifier,
                    ExpectedVersion = figure?.Version ?? 0,
                    Attachment = file is null ? null : new(file, AttachmentContent.CleanFileName(upload!.Name, kind!.Value), kind.Value, upload.Content.Length),
                });
                return (rows.Add(asked), []);
            }
            catch (StorageException)
            {
                if (file is not null)
                    files.RemoveAttachment(file);
                throw;
            }
        });

    /// <summary>The province takes it back; the file goes with it.</summary>
    public Task<bool> Withdraw(ProvinceCode province, long id) => amendments.Change(one => one.Id == id && one.Province == province, one =>
    {
        if (!one.CanBecome(AmendmentState.Withdrawn))
            return null;
        var withdrawn = store.UpdateAmendment(one with { State = AmendmentState.Withdrawn, Attachment = null, AnsweredAt = time.GetUtcNow() });
        if (one.Attachment is { } attachment)
            files.RemoveAttachment(attachment.StoredName);
        return withdrawn;
    });

    /// <summary>Into the draft of that operator, where it waits for the take like any other edit.</summary>
    /// <exception cref="NotSavedException">The disk refuses; it waits as before.</exception>
    public async Task<bool> Accept(long id, Operator actor)
    {
        // First the state: a draft that holds what nobody has accepted could go on air unseen.
        if (!await ChangeState(id, AmendmentState.Accepted, one => one with { AnsweredBy = actor.Name, AnsweredAt = time.GetUtcNow(), AcceptedOverVersion = air.Newest.Version }))
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

    /// <summary>What was accepted and has left the draft, or was taken back, into a draft again.</summary>
    public Task ReturnToDraft(long id, Operator actor) =>
        FindById(id) is { State: AmendmentState.Accepted, AiredInVersion: null } accepted ? drafts.AddEdits(actor, ToEdit(accepted)) : Task.CompletedTask;

    /// <param name="answer">Why, as the province reads it.</param>
    public Task<bool> Refuse(long id, Operator actor, string answer) => ChangeAndDropFromDraft(id, () => TextSanitizer.SanitizeLine(answer).Length == 0
        ? Task.FromResult(false)
        : ChangeState(id, AmendmentState.Refused, one => one with
        {
            Answer = TextSanitizer.SanitizeLine(answer, Amendment.MaxAnswerLength),
            AnsweredBy = actor.Name,
            AnsweredAt = time.GetUtcNow(),
            AcceptedOverVersion = null,
        }));

    /// <summary>It waits again, as if nobody had looked at it.</summary>
    public Task<bool> Reopen(long id) => ChangeAndDropFromDraft(id, () => ChangeState(id, AmendmentState.Open, one => one with { Answer = null, AnsweredBy = null, AnsweredAt = null, AcceptedOverVersion = null }));

    public void Dispose() => subscription.Dispose();

    Task<bool> ChangeState(long id, AmendmentState next, Func<Amendment, Amendment> change) =>
        amendments.Change(one => one.Id == id, one => WithAiredVersion(one).CanBecome(next) ? store.UpdateAmendment(change(one) with { State = next }) : null);

    /// <summary>What is no longer accepted is in no draft either.</summary>
    async Task<bool> ChangeAndDropFromDraft(long id, Func<Task<bool>> change)
    {
        var holder = FindById(id) is { } one ? DraftOwner(one) : null;
        if (!await change())
            return false;
        if (holder is not null)
            await drafts.RemoveEdits(holder, FindById(id)!.Key);
        return true;
    }

    Operator? DraftOwner(Amendment amendment) => amendment.State != AmendmentState.Accepted ? null
        : drafts.All.FirstOrDefault(one => one.Draft.Edits.Any(amendment.IsMadeBy))?.Operator;

    /// <summary>The province is the source; the reason names the request. In the language of the meeting, as all that is journalled.</summary>
    Restatement ToEdit(Amendment amendment) => Languages.RunInLanguage(Languages.Vietnamese, () =>
    {
        var newest = air.Newest.Snapshot;
        var name = Names.ForProvince(amendment.Province, newest.Reference);
        var reason = Words.Asked["edit-reason", amendment.Id, name, amendment.Reason];
        return new Restatement(
            amendment.Key, amendment.Value, amendment.Qualifier,
            new(name, Words.Asked["edit-source", name], null, VietnamTime.LocalDay(amendment.OccurredAt).ToString("yyyy-MM-dd", null)),
            TextSanitizer.SanitizeLine(reason, EditRules.MaxReasonLength),
            newest.FindFigure(amendment.Key)?.Version)
        {
            IsCorrection = newest.FindAdopted(amendment.Key) is not null,
        };
    });

    Task RefreshAfterPublish() => amendments.All.Any(NeedsJournalLookup) ? amendments.Change(rows => (rows.Select(WithAiredVersion), true)) : Task.CompletedTask;

    bool NeedsJournalLookup(Amendment one) => one.State == AmendmentState.Accepted && checkedVersions.GetValueOrDefault(one.Id, -1) != FigureVersion(one);

    long FigureVersion(Amendment one) => air.Newest.Snapshot.FindFigure(one.Key)?.Version ?? 0;

    /// <summary>With what the journal says of it now. Read only where its figure has changed since.</summary>
    Amendment WithAiredVersion(Amendment one)
    {
        if (!NeedsJournalLookup(one))
            return one.State == AmendmentState.Accepted ? one : one with { AiredInVersion = null };
        checkedVersions[one.Id] = FigureVersion(one);
        return one with { AiredInVersion = one.FindAiringVersion(journal.LoadFigureHistory(one.Key).Select(entry => entry.Change).Reverse()) };
    }
}
