using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// Proposals and questions that provinces send as text. A change is on disk when its task completes. Singleton; thread-safe.
/// </summary>
public sealed class Proposals(ProposalStore store, SubmissionLimits limits, TimeProvider time)
{
    /// <summary>Open proposals of one province at a time: more than the desk can answer during a meeting.</summary>
    public const int MaxOpen = 50;

    readonly PersistedList<Proposal> proposals = new(store.LoadProposals());

    /// <summary>In the order that the desk has arranged.</summary>
    public IReadOnlyList<Proposal> All => proposals.All;

    /// <summary>The province's own proposals, in order of submission: the only ones that its officers may read.</summary>
    public IReadOnlyList<Proposal> ForProvince(ProvinceCode province) =>
        [.. proposals.All.Where(proposal => proposal.Province == province).OrderBy(proposal => proposal.Id)];

    public IDisposable Subscribe(Action notice) => proposals.Subscribe(notice);

    /// <returns>Why the proposal was rejected; empty where it was submitted.</returns>
    /// <exception cref="NotSavedException">The write failed; nothing was submitted.</exception>
    public Task<IReadOnlyList<Finding>> Submit(ProvinceCode province, Operator actor, string text) =>
        proposals.Change<IReadOnlyList<Finding>>(rows =>
        {
            var body = TextSanitizer.SanitizeMultiline(text);
            var own = rows.Where(proposal => proposal.Province == province).ToArray();
            var findings = new List<Finding>();
            if (body.Length == 0)
                findings.Add(new(FindingKind.ProposalMissing, "text"));
            if (body.Length > Proposal.MaxBodyLength)
                findings.Add(new(FindingKind.ProposalTooLong, "text", Proposal.MaxBodyLength));
            if (own.Count(proposal => proposal.State == ProposalState.Open) >= MaxOpen)
                findings.Add(new(FindingKind.TooManyOpen, "", MaxOpen));
            if (limits.Check([.. own.Select(proposal => (proposal.KeyId, proposal.OccurredAt))], actor) is { } limit)
                findings.Add(limit);
            return findings.Count > 0
                ? (rows, findings)
                : (store.SaveProposals(rows.Add(new(0, province, actor.Name, actor.KeyId, time.GetUtcNow(), body))), []);
        });

    public Task<bool> Withdraw(ProvinceCode province, long id) => ChangeState(id, ProposalState.Withdrawn, proposal =>
        proposal.Province == province ? proposal with { AnsweredAt = time.GetUtcNow() } : null);

    public Task<bool> Answer(long id, Operator actor, string answer) => ChangeState(id, ProposalState.Answered, proposal =>
        TextSanitizer.SanitizeMultiline(answer) is { Length: > 0 and <= Proposal.MaxAnswerLength } sanitized
            ? proposal with { Answer = sanitized, AnsweredBy = actor.Name, AnsweredAt = time.GetUtcNow() }
            : null);

    /// <param name="index">The new position among the open proposals, counted from 0.</param>
    public Task<bool> Move(long id, int index) => proposals.Change(rows =>
        rows.Find(proposal => proposal.Id == id) is { State: ProposalState.Open } moved
            ? (store.SaveProposals(rows.MoveInQueue(moved, index, proposal => proposal.State == ProposalState.Open)), true)
            : ((IEnumerable<Proposal>)rows, false));

    /// <summary>The proposal as a text scene, shortened at a word to the length and lines that a card has room for.</summary>
    public static Scene ToScene(Proposal proposal, int year, ReferenceData reference) => new(SceneKinds.Text, year)
    {
        // In Vietnamese, because the scene is stored and shown to the whole country.
        Title = DisplayLanguage.Vietnamese.Words.Inbox[
            "proposal-card", DisplayLanguage.Vietnamese.DisplayNames.ForProvince(proposal.Province, reference)],
        Text = Truncate(string.Join(
            '\n',
            proposal.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(SceneRules.MaxLines))),
    };

    Task<bool> ChangeState(long id, ProposalState next, Func<Proposal, Proposal?> change) => proposals.Change(rows =>
        rows.Find(proposal => proposal.Id == id) is { } proposal && proposal.CanBecome(next) && change(proposal) is { } changed
            ? (store.SaveProposals(rows.Replace(proposal, changed with { State = next })), true)
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
