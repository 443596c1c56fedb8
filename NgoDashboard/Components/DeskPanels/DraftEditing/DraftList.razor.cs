using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.DeskPanels.DraftEditing;

public sealed partial class DraftList
{
    /// <summary>Rows that are rendered at first, as many as an operator reviews under time pressure; "more" adds the same number.</summary>
    public const int PageSize = 50;

    int shownLimit = PageSize;
    string query = "";
    (ImmutableArray<Edit> Edits, string[] Names) foldedNames;
    HashSet<FigureKey> editedElsewhere = [];
    ILookup<FigureKey, Finding> doubtsByFigure = Enumerable.Empty<Finding>().ToLookup(_ => default(FigureKey));
    IReadOnlyList<Edit> matching = [];
    IReadOnlyList<Edit> needingAttention = [];
    IReadOnlyList<Edit> remaining = [];

    [Inject] Drafts Drafts { get; set; } = null!;

    [Parameter, EditorRequired] public required BriefingState Briefing { get; set; }

    [Parameter, EditorRequired] public required Operator Actor { get; set; }

    [Parameter, EditorRequired] public required ImmutableArray<Edit> Edits { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Doubt> Doubts { get; set; }

    /// <summary>True if the panel cannot list all doubts: then each row shows its own.</summary>
    [Parameter] public bool ShowsDoubts { get; set; }

    /// <summary>Figures whose edits were rejected by the rules.</summary>
    [Parameter, EditorRequired] public required IReadOnlySet<FigureKey> RejectedFigures { get; set; }

    [Parameter] public EventCallback<FigureKey> OnOpen { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<Edit>> OnDrop { get; set; }

    [Parameter] public EventCallback<Edit> OnKeepMine { get; set; }

    bool IsLong => Edits.Length > PageSize;

    int DrawnCount => Math.Min(needingAttention.Count, shownLimit) + Math.Min(remaining.Count, shownLimit);

    protected override void OnParametersSet() => Arrange();

    void Search(string? typed)
    {
        (query, shownLimit) = (typed ?? "", PageSize);
        Arrange();
    }

    void ShowMore() => shownLimit += PageSize;

    void Arrange()
    {
        editedElsewhere = [.. Drafts.All.Where(other => other.Operator.KeyId != Actor.KeyId)
            .SelectMany(other => other.Draft.Edits.Select(edit => edit.Key).Concat(other.OpenFigure is { } open ? [open] : []))];
        doubtsByFigure = (ShowsDoubts ? Doubts : []).Where(doubt => doubt.Key is not null)
            .ToLookup(doubt => doubt.Key!.Value, doubt => doubt.Finding);
        if (!IsLong)
        {
            (query, shownLimit, matching, needingAttention, remaining) = ("", PageSize, Edits, [], Edits);
            return;
        }

        matching = FindMatching();
        var open = Drafts.All.FirstOrDefault(draft => draft.Operator.KeyId == Actor.KeyId)?.OpenFigure;
        var doubtful = Doubts.Select(doubt => doubt.Key).ToHashSet();
        var byUrgency = matching.ToLookup(edit => HasConflict(edit) ? 0 : edit.Key == open || doubtful.Contains(edit.Key) ? 1 : 2);
        (needingAttention, remaining) = ([.. byUrgency[0], .. byUrgency[1]], [.. byUrgency[2].Reverse()]);
    }

    ImmutableArray<Edit> FindMatching()
    {
        var words = TextFolding.FoldToWords(query);
        if (words.Length == 0)
            return Edits;
        // Cached while the user types, because folding thousands of names takes longer than searching them.
        if (foldedNames.Edits != Edits)
        {
            var reference = Briefing.Snapshot.Reference;
            foldedNames = (Edits, [.. Edits.Select(edit => TextFolding.Fold(DisplayNames.ForFigure(edit.Key, reference)))]);
        }

        return [.. Edits.Where((_, i) => words.All(word => foldedNames.Names[i].Contains(word, StringComparison.Ordinal)))];
    }

    /// <summary>True if another operator has changed or is editing this figure, or if the rules rejected the edit.</summary>
    bool HasConflict(Edit edit) =>
        DraftRow.IsStale(edit, Briefing) || editedElsewhere.Contains(edit.Key) || RejectedFigures.Contains(edit.Key);

    IEnumerable<OperatorDraft> OtherDraftsOf(FigureKey key) => editedElsewhere.Contains(key) ? Drafts.OthersEditing(Actor, key) : [];
}
