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
    /// <summary>As many as are looked through under pressure; more when they are asked for.</summary>
    public const int PageSize = 50;

    int shownLimit = PageSize;
    string query = "";
    (ImmutableArray<Edit> Of, string[] Folded) names;
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

    /// <summary>The doubts are not all told beside the list: each stands in its row.</summary>
    [Parameter] public bool ShowsDoubts { get; set; }

    /// <summary>What the rules would not let on air.</summary>
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
        doubtsByFigure = (ShowsDoubts ? Doubts : []).ToLookup(doubt => doubt.Key, doubt => doubt.Finding);
        if (!IsLong)
        {
            (query, shownLimit, matching, needingAttention, remaining) = ("", PageSize, Edits, [], Edits);
            return;
        }

        matching = FindMatching();
        var open = Drafts.All.FirstOrDefault(one => one.Operator.KeyId == Actor.KeyId)?.OpenFigure;
        var doubtful = Doubts.Select(doubt => doubt.Key).ToHashSet();
        var byNeed = matching.ToLookup(edit => HasConflict(edit) ? 0 : edit.Key == open || doubtful.Contains(edit.Key) ? 1 : 2);
        (needingAttention, remaining) = ([.. byNeed[0], .. byNeed[1]], [.. byNeed[2].Reverse()]);
    }

    ImmutableArray<Edit> FindMatching()
    {
        var words = TextFolding.FoldToWords(query);
        if (words.Length == 0)
            return Edits;
        // Kept while somebody types: to fold thousands of names takes longer than to look through them.
        if (names.Of != Edits)
            names = (Edits, [.. Edits.Select(edit => TextFolding.Fold(DisplayNames.ForFigure(edit.Key, Briefing.Snapshot.Reference)))]);
        return [.. Edits.Where((_, i) => words.All(word => names.Folded[i].Contains(word, StringComparison.Ordinal)))];
    }

    /// <summary>Somebody else has changed the figure, or is at it, or the rules say no.</summary>
    bool HasConflict(Edit edit) => DraftRow.IsStale(edit, Briefing) || editedElsewhere.Contains(edit.Key) || RejectedFigures.Contains(edit.Key);

    IEnumerable<OperatorDraft> OtherDraftsOf(FigureKey key) => editedElsewhere.Contains(key) ? Drafts.OthersEditing(Actor, key) : [];
}
