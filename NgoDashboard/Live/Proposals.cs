using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Storage;
using Names = NgoDashboard.Language.Names;

namespace NgoDashboard.Live;

/// <summary>
/// What provinces propose or ask in words, in the order of the desk. What is changed is on the disk when the call returns. One for the
/// whole server; safe on any thread.
/// </summary>
public sealed class Proposals(ProposalStore store, SentLimits limits, TimeProvider time)
{
    /// <summary>Of one province at once: a desk that has not answered fifty is not helped by one more.</summary>
    public const int MostOpen = 50;

    readonly Kept<Proposal> kept = new(store.All());

    /// <summary>In the order that the desk gave them.</summary>
    public IReadOnlyList<Proposal> All => kept.All;

    /// <summary>What that province has said, and no other, the first first: all that its officers are told of.</summary>
    public IReadOnlyList<Proposal> Of(ProvinceCode province) => [.. kept.All.Where(one => one.Province == province).OrderBy(one => one.Id)];

    public IDisposable Subscribe(Action notice) => kept.Subscribe(notice);

    /// <exception cref="NotKeptException">The disk refuses; nothing is said.</exception>
    public Task<IReadOnlyList<Finding>> Raise(ProvinceCode province, Operator who, string text) => kept.Change<IReadOnlyList<Finding>>(rows =>
    {
        var said = PlainText.Lines(text);
        var findings = new List<Finding>();
        if (said.Length == 0)
            findings.Add(new(FindingKind.ProposalMissing, "text"));
        if (said.Length > Proposal.LongestText)
            findings.Add(new(FindingKind.ProposalTooLong, "text", Proposal.LongestText));
        if (rows.Count(one => one.Province == province && one.State == ProposalState.Open) >= MostOpen)
            findings.Add(new(FindingKind.TooManyOpen, "", MostOpen));
        if (limits.Check([.. rows.Where(one => one.Province == province).Select(one => (one.KeyId, one.At))], who) is { } limit)
            findings.Add(limit);
        return findings.Count > 0
            ? (rows, findings)
            : (store.Put(rows.Add(new(0, province, who.Name, who.KeyId, time.GetUtcNow(), said))), []);
    });

    public Task<bool> Withdraw(ProvinceCode province, long id) =>
        Change(id, ProposalState.Withdrawn, one => one.Province == province ? one with { AnsweredAt = time.GetUtcNow() } : null);

    public Task<bool> Answer(long id, Operator who, string answer) => Change(id, ProposalState.Answered, one => PlainText.Lines(answer) is { Length: > 0 and <= Proposal.LongestAnswer } said
        ? one with { Answer = said, AnsweredBy = who.Name, AnsweredAt = time.GetUtcNow() }
        : null);

    /// <summary>To that place among those that wait, counted from 0.</summary>
    public Task<bool> Move(long id, int place) => kept.Change(rows => rows.Find(one => one.Id == id) is { State: ProposalState.Open } moved
        ? (store.Put(rows.Move(moved, place, one => one.State == ProposalState.Open)), true)
        : ((IEnumerable<Proposal>)rows, false));

    /// <summary>As a card: as much of it as a card takes, by whole words.</summary>
    public static Scene Card(Proposal proposal, int year, Reference reference) => new(SceneKinds.Text, year)
    {
        Title = Languages.In(Languages.Vietnamese, () => Words.Asked["proposal-card", Names.Of(proposal.Province, reference)]),
        Text = Cut(string.Join('\n', proposal.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(SceneRules.MostLines))),
    };

    Task<bool> Change(long id, ProposalState next, Func<Proposal, Proposal?> change) => kept.Change(rows =>
        rows.Find(one => one.Id == id) is { } one && one.May(next) && change(one) is { } changed
            ? (store.Put(rows.Replace(one, changed with { State = next })), true)
            : ((IEnumerable<Proposal>)rows, false));

    static string Cut(string text)
    {
        if (text.Length <= SceneRules.LongestText)
            return text;
        var cut = text[..(SceneRules.LongestText - 1)];
        var end = cut.LastIndexOfAny([' ', '\n']);
        return (end > SceneRules.LongestText / 2 ? cut[..end] : cut).TrimEnd(' ', '\n', ',', ';', '.') + "…";
    }
}
