using System.Collections.Concurrent;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Storage;
using Names = NgoDashboard.Language.Names;

namespace NgoDashboard.Live;

/// <summary>
/// What provinces ask of their figures, and what became of it. What is changed is on the disk when the call returns. Whether one is on
/// air is read from the journal, so that undoing, taking again and restarting need no word of it. One for the whole server; safe on
/// any thread.
/// </summary>
public sealed class Amendments : IDisposable
{
    readonly AmendmentStore store;
    readonly AttachmentFolder files;
    readonly Journal journal;
    readonly Air air;
    readonly Drafts drafts;
    readonly SentLimits limits;
    readonly TimeProvider time;
    readonly Kept<Amendment> kept;
    readonly ConcurrentDictionary<long, long> looked = new();
    readonly IDisposable subscription;

    public Amendments(AmendmentStore store, AttachmentFolder files, Journal journal, Air air, Drafts drafts, SentLimits limits, TimeProvider time)
    {
        (this.store, this.files, this.journal, this.air, this.drafts, this.limits, this.time) = (store, files, journal, air, drafts, limits, time);
        var all = store.All();
        files.Sweep(all.Select(one => one.Attachment?.File).OfType<string>().ToHashSet());
        kept = new(all.Select(Looked));
        subscription = air.Subscribe(() => _ = Follow()).Subscription;
    }

    /// <summary>In the order of their coming.</summary>
    public IReadOnlyList<Amendment> All => kept.All;

    /// <summary>What that province has asked, and no other: all that its officers are told of.</summary>
    public IReadOnlyList<Amendment> Of(ProvinceCode province) => [.. kept.All.Where(one => one.Province == province)];

    /// <summary>What is asked of that figure and not settled yet.</summary>
    public IReadOnlyList<Amendment> Of(FigureKey key) => [.. kept.All.Where(one => one.Key == key && !one.IsClosed)];

    public Amendment? Find(long id) => kept.All.Find(one => one.Id == id);

    public IDisposable Subscribe(Action notice) => kept.Subscribe(notice);

    /// <summary>Whose draft holds it; null where it is in none.</summary>
    public string? Holder(Amendment amendment) => Holding(amendment)?.Name;

    /// <summary>The file that was sent along; null where it is gone.</summary>
    public Stream? Open(Attachment attachment) => files.Open(attachment.File);

    /// <summary>Asks, or says why not.</summary>
    /// <exception cref="NotKeptException">The disk refuses; nothing is asked.</exception>
    public Task<IReadOnlyList<Finding>> Ask(ProvinceCode province, Operator who, Restatement wish, Upload? upload = null) =>
        kept.Change<IReadOnlyList<Finding>>(rows =>
        {
            var snapshot = air.Current.Snapshot;
            wish = wish with { Reason = PlainText.OneLine(wish.Reason) };
            Amendment[] own = [.. rows.Where(one => one.Province == province)];
            var findings = AmendmentRules.Check(snapshot, province, wish, own, upload);
            if (limits.Check([.. own.Select(one => (one.KeyId, one.At))], who, SentLimits.MostAmendmentsInAMeeting) is { } limit)
                findings = [.. findings, limit];
            var (kind, problem) = upload is null ? (null, null) : AttachmentContent.Checked(upload);
            if (problem is not null)
                findings = [.. findings, problem];
            if (findings.Count > 0)
                return (rows, findings);

            var figure = snapshot.Find(wish.Key);
            var file = upload is null ? null : files.Keep(upload.Content);
            try
            {
                var asked = store.Add(new(0, province, who.Name, who.KeyId, time.GetUtcNow(), wish.Key, wish.Value, wish.Qualifier, wish.Reason)
                {
                    Stood = figure?.Adopted?.Value,
                    StoodQualifier = figure?.Adopted?.Qualifier,
                    Seen = figure?.Version ?? 0,
                    Attachment = file is null ? null : new(file, AttachmentContent.Name(upload!.Name, kind!.Value), kind.Value, upload.Content.Length),
                });
                return (rows.Add(asked), []);
            }
            catch (StorageException)
            {
                if (file is not null)
                    files.Remove(file);
                throw;
            }
        });

    /// <summary>The province takes it back; the file goes with it.</summary>
    public Task<bool> Withdraw(ProvinceCode province, long id) => kept.Change(one => one.Id == id && one.Province == province, one =>
    {
        if (!one.May(AmendmentState.Withdrawn))
            return null;
        var withdrawn = store.Put(one with { State = AmendmentState.Withdrawn, Attachment = null, AnsweredAt = time.GetUtcNow() });
        if (one.Attachment is { } attachment)
            files.Remove(attachment.File);
        return withdrawn;
    });

    /// <summary>Into the draft of that operator, where it waits for the take like any other edit.</summary>
    /// <exception cref="NotKeptException">The disk refuses; it waits as before.</exception>
    public async Task<bool> Accept(long id, Operator who)
    {
        // First the state: a draft that holds what nobody has accepted could go on air unseen.
        if (!await Change(id, AmendmentState.Accepted, one => one with { AnsweredBy = who.Name, AnsweredAt = time.GetUtcNow(), AcceptedOver = air.Newest.Version }))
            return false;
        try
        {
            await PutBack(id, who);
            return true;
        }
        catch (NotKeptException)
        {
            await Reopen(id);
            throw;
        }
    }

    /// <summary>What was accepted and has left the draft, or was taken back, into a draft again.</summary>
    public Task PutBack(long id, Operator who) =>
        Find(id) is { State: AmendmentState.Accepted, AiredAs: null } accepted ? drafts.Put(who, EditOf(accepted)) : Task.CompletedTask;

    /// <param name="answer">Why, as the province reads it.</param>
    public Task<bool> Refuse(long id, Operator who, string answer) => Leave(id, () => PlainText.OneLine(answer).Length == 0
        ? Task.FromResult(false)
        : Change(id, AmendmentState.Refused, one => one with
        {
            Answer = PlainText.OneLine(answer, Amendment.LongestAnswer),
            AnsweredBy = who.Name,
            AnsweredAt = time.GetUtcNow(),
            AcceptedOver = null,
        }));

    /// <summary>It waits again, as if nobody had looked at it.</summary>
    public Task<bool> Reopen(long id) => Leave(id, () => Change(id, AmendmentState.Open, one => one with { Answer = null, AnsweredBy = null, AnsweredAt = null, AcceptedOver = null }));

    public void Dispose() => subscription.Dispose();

    Task<bool> Change(long id, AmendmentState next, Func<Amendment, Amendment> change) =>
        kept.Change(one => one.Id == id, one => Looked(one).May(next) ? store.Put(change(one) with { State = next }) : null);

    /// <summary>What is no longer accepted is in no draft either.</summary>
    async Task<bool> Leave(long id, Func<Task<bool>> change)
    {
        var holder = Find(id) is { } one ? Holding(one) : null;
        if (!await change())
            return false;
        if (holder is not null)
            await drafts.Drop(holder, Find(id)!.Key);
        return true;
    }

    Operator? Holding(Amendment amendment) => amendment.State != AmendmentState.Accepted ? null
        : drafts.All.FirstOrDefault(one => one.Draft.Edits.Any(amendment.IsIn))?.By;

    /// <summary>The province is the source; the reason names the request. In the language of the meeting, as all that is journalled.</summary>
    Restatement EditOf(Amendment asked) => Languages.In(Languages.Vietnamese, () =>
    {
        var newest = air.Newest.Snapshot;
        var name = Names.Of(asked.Province, newest.Reference);
        var reason = Words.Asked["edit-reason", asked.Id, name, asked.Reason];
        return new Restatement(
            asked.Key, asked.Value, asked.Qualifier,
            new(name, Words.Asked["edit-source", name], null, VietNam.Day(asked.At).ToString("yyyy-MM-dd", null)),
            PlainText.OneLine(reason, EditRules.LongestReason),
            newest.Find(asked.Key)?.Version)
        {
            IsCorrection = newest.Stated(asked.Key) is not null,
        };
    });

    Task Follow() => kept.All.Any(IsBehind) ? kept.Change(rows => (rows.Select(Looked), true)) : Task.CompletedTask;

    bool IsBehind(Amendment one) => one.State == AmendmentState.Accepted && looked.GetValueOrDefault(one.Id, -1) != FigureVersion(one);

    long FigureVersion(Amendment one) => air.Newest.Snapshot.Find(one.Key)?.Version ?? 0;

    /// <summary>With what the journal says of it now. Read only where its figure has changed since.</summary>
    Amendment Looked(Amendment one)
    {
        if (!IsBehind(one))
            return one.State == AmendmentState.Accepted ? one : one with { AiredAs = null };
        looked[one.Id] = FigureVersion(one);
        return one with { AiredAs = one.AiredBy(journal.Of(one.Key).Select(entry => entry.Change).Reverse()) };
    }
}
