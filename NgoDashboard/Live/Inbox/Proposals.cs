using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Meeting;
using Names = NgoDashboard.Language.DisplayNames;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// What provinces propose or ask in words, in the order of the desk. What is changed is on the disk when the call returns. One for the
/// whole server; safe on any thread.
/// </summary>
public sealed class Proposals(ProposalStore store, SubmissionLimits limits, TimeProvider time)
{
    /// <summary>Of one province at once: a desk that has not answered fifty is not helped by one more.</summary>
    public const int MaxOpen = 50;

    readonly PersistedList<Proposal> proposals = new(store.LoadProposals());

    /// <summary>In the order that the desk gave them.</summary>
    public IReadOnlyList<Proposal> All => proposals.All;

    /// <summary>What that province has said, and no other, the first first: all that its officers are told of.</summary>
    public IReadOnlyList<Proposal> ForProvince(ProvinceCode province) => [.. proposals.All.Where(one => one.Province == province).OrderBy(one => one.Id)];

    public IDisposable Subscribe(Action notice) => proposals.Subscribe(notice);

    /// <exception cref="NotSavedException">The disk refuses; nothing is said.</exception>
    public Task<IReadOnlyList<Finding>> Submit(ProvinceCode province, Operator actor, string text) => proposals.Change<IReadOnlyList<Finding>>(rows =>
    {
        var said = TextSanitizer.SanitizeMultiline(text);
        var findings = new List<Finding>();
        if (said.Length == 0)
            findings.Add(new(FindingKind.ProposalMissing, "text"));
        if (said.Length > Proposal.MaxBodyLength)
            findings.Add(new(FindingKind.ProposalTooLong, "text", Proposal.MaxBodyLength));
        if (rows.Count(one => one.Province == province && one.State == ProposalState.Open) >= MaxOpen)
            findings.Add(new(FindingKind.TooManyOpen, "", MaxOpen));
        if (limits.Check([.. rows.Where(one => one.Province == province).Select(one => (one.KeyId, one.OccurredAt))], actor) is { } limit)
            findings.Add(limit);
        return findings.Count > 0
            ? (rows, findings)
            : (store.SaveProposals(rows.Add(new(0, province, actor.Name, actor.KeyId, time.GetUtcNow(), said))), []);
    });

    public Task<bool> Withdraw(ProvinceCode province, long id) =>
        ChangeState(id, ProposalState.Withdrawn, one => one.Province == province ? one with { AnsweredAt = time.GetUtcNow() } : null);

    public Task<bool> Answer(long id, Operator actor, string answer) => ChangeState(id, ProposalState.Answered, one => TextSanitizer.SanitizeMultiline(answer) is { Length: > 0 and <= Proposal.MaxAnswerLength } said
        ? one with { Answer = said, AnsweredBy = actor.Name, AnsweredAt = time.GetUtcNow() }
        : null);

    /// <summary>To that place among those that wait, counted from 0.</summary>
    public Task<bool> Move(long id, int index) => proposals.Change(rows => rows.Find(one => one.Id == id) is { State: ProposalState.Open } moved
        ? (store.SaveProposals(rows.MoveInQueue(moved, index, one => one.State == ProposalState.Open)), true)
        : ((IEnumerable<Proposal>)rows, false));

    /// <summary>As a card: as much of it as a card takes, by whole words.</summary>
    public static Scene ToScene(Proposal proposal, int year, ReferenceData reference) => new(SceneKinds.Text, year)
    {
        Title = Languages.RunInLanguage(Languages.Vietnamese, () => Words.Asked["proposal-card", Names.ForProvince(proposal.Province, reference)]),
        Text = Truncate(string.Join('\n', proposal.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(SceneRules.MaxLines))),
    };

    Task<bool> ChangeState(long id, ProposalState next, Func<Proposal, Proposal?> change) => proposals.Change(rows =>
        rows.Find(one => one.Id == id) is { } one && one.CanBecome(next) && change(one) is { } changed
            ? (store.SaveProposals(rows.Replace(one, changed with { State = next })), true)
            : ((IEnumerable<Proposal>)rows, false));

    static string Truncate(string text)
    {
        if (text.Length <= SceneRules.MaxTextLength)
            return text;
        var cut = text[..(SceneRules.MaxTextLength - 1)];
        var end = cut.LastIndexOfAny([' ', '\n']);
        return (end > SceneRules.MaxTextLength / 2 ? cut[..end] : cut).TrimEnd(' ', '\n', ',', ';', '.') + "…";
    }
}
