using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Desk;

public sealed partial class DraftList
{
    /// <summary>As many as are looked through under pressure; more when they are asked for.</summary>
    public const int AtOnce = 50;

    int most = AtOnce;
    string sought = "";
    (ImmutableArray<Edit> Of, string[] Folded) names;
    HashSet<FigureKey> elsewhere = [];
    ILookup<FigureKey, Finding> told = Enumerable.Empty<Finding>().ToLookup(_ => default(FigureKey));
    IReadOnlyList<Edit> found = [];
    IReadOnlyList<Edit> asking = [];
    IReadOnlyList<Edit> quiet = [];

    [Inject] Drafts Drafts { get; set; } = null!;

    [Parameter, EditorRequired] public required OnAir Now { get; set; }

    [Parameter, EditorRequired] public required Operator Who { get; set; }

    [Parameter, EditorRequired] public required ImmutableArray<Edit> Edits { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Doubt> Doubts { get; set; }

    /// <summary>The doubts are not all told beside the list: each stands in its row.</summary>
    [Parameter] public bool TellsDoubts { get; set; }

    /// <summary>What the rules would not let on air.</summary>
    [Parameter, EditorRequired] public required IReadOnlySet<FigureKey> Refused { get; set; }

    [Parameter] public EventCallback<FigureKey> OnOpen { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<Edit>> OnDrop { get; set; }

    [Parameter] public EventCallback<Edit> OnKeep { get; set; }

    bool IsLong => Edits.Length > AtOnce;

    int Drawn => Math.Min(asking.Count, most) + Math.Min(quiet.Count, most);

    protected override void OnParametersSet() => Arrange();

    void Seek(string? typed)
    {
        (sought, most) = (typed ?? "", AtOnce);
        Arrange();
    }

    void More() => most += AtOnce;

    void Arrange()
    {
        elsewhere = [.. Drafts.All.Where(other => other.By.KeyId != Who.KeyId)
            .SelectMany(other => other.Draft.Edits.Select(edit => edit.Key).Concat(other.Editing is { } open ? [open] : []))];
        told = (TellsDoubts ? Doubts : []).ToLookup(doubt => doubt.Key, doubt => doubt.Finding);
        if (!IsLong)
        {
            (sought, most, found, asking, quiet) = ("", AtOnce, Edits, [], Edits);
            return;
        }

        found = Sought();
        var open = Drafts.All.FirstOrDefault(one => one.By.KeyId == Who.KeyId)?.Editing;
        var doubtful = Doubts.Select(doubt => doubt.Key).ToHashSet();
        var byNeed = found.ToLookup(edit => IsInTheWay(edit) ? 0 : edit.Key == open || doubtful.Contains(edit.Key) ? 1 : 2);
        (asking, quiet) = ([.. byNeed[0], .. byNeed[1]], [.. byNeed[2].Reverse()]);
    }

    ImmutableArray<Edit> Sought()
    {
        var words = Folding.Words(sought);
        if (words.Length == 0)
            return Edits;
        // Kept while somebody types: to fold thousands of names takes longer than to look through them.
        if (names.Of != Edits)
            names = (Edits, [.. Edits.Select(edit => Folding.Fold(Names.Of(edit.Key, Now.Snapshot.Reference)))]);
        return [.. Edits.Where((_, i) => words.All(word => names.Folded[i].Contains(word, StringComparison.Ordinal)))];
    }

    /// <summary>Somebody else has changed the figure, or is at it, or the rules say no.</summary>
    bool IsInTheWay(Edit edit) => DraftRow.IsStale(edit, Now) || elsewhere.Contains(edit.Key) || Refused.Contains(edit.Key);

    IEnumerable<Preparation> OthersAt(FigureKey key) => elsewhere.Contains(key) ? Drafts.OfOthers(Who, key) : [];
}
