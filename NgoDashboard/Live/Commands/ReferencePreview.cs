using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Language;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Commands;

/// <summary>A scene that reads otherwise after a change of the reference data.</summary>
/// <param name="Totals">Its totals that change; empty where only a name does.</param>
public sealed record SceneEffect(Scene Scene, bool IsOnAir, ImmutableArray<TotalEffect> Totals);

/// <summary>What a change of the reference data would do, before it is taken. Pure.</summary>
/// <param name="Errors">Why it is refused; the rest is empty then, but for the conflicts.</param>
/// <param name="Doubts">What is asked first.</param>
/// <param name="Conflicts">The figures of which a merger has to say which value is shown.</param>
/// <param name="After">The state's figures and reference data after it.</param>
/// <param name="Totals">All totals that change, the national ones first.</param>
/// <param name="FigureCount">The figures of the item, or of the rate's year that are amounts of money.</param>
/// <param name="Scenes">On air first, then in the order of the agenda.</param>
public sealed record ReferencePreview(
    IReadOnlyList<Finding> Errors,
    IReadOnlyList<Doubt> Doubts,
    IReadOnlyList<MergeConflict> Conflicts,
    ReferenceChanges Changes,
    Snapshot After,
    ImmutableArray<TotalEffect> Totals,
    int FigureCount,
    ImmutableArray<SceneEffect> Scenes)
{
    public static ReferencePreview Create(BriefingState newest, ReferenceEdit edit, params IReadOnlyList<Scene> agenda)
    {
        var before = newest.Snapshot;
        var conflicts = edit is ItemMerger { Kind: var kind, MergedId: var merged, IntoId: var into } merger
            && before.Reference.FindItem(kind, merged) is not null && before.Reference.FindItem(kind, into) is not null
                ? ReferenceEditRules.FindConflicts(before, merger)
                : [];
        if (ReferenceEditRules.FindErrors(before, edit) is { Count: > 0 } errors)
            return new(errors, [], conflicts, ReferenceChanges.None, before, [], FiguresOf(before, edit), []);
        var (after, _) = before.ApplyReferenceEdit(edit, newest.Version + 1, reason: "");
        var changes = ReferenceChanges.Between(before.Reference, after.Reference);
        SceneEffect[] scenes =
        [
            CompareScene(newest.Scene, isOnAir: true, before, after),
            .. agenda.Distinct().Where(scene => scene != newest.Scene)
                .Select(scene => CompareScene(scene, isOnAir: false, before, after)),
        ];
        return new(
            [], ReferencePreparation.FindDoubts(newest, after, edit), conflicts, changes, after, ReferenceEffects.Calculate(before, after),
            FiguresOf(before, edit),
            [.. scenes.Where(scene => !scene.Totals.IsEmpty || ShowsChangedName(scene.Scene, changes))]);
    }

    public bool IsEmpty => Changes.IsEmpty;

    /// <summary>What is changed, a sentence each.</summary>
    public IReadOnlyList<string> DescribeChanges(DisplayLanguage language) => Changes.Describe(After.Reference, language);

    static SceneEffect CompareScene(Scene scene, bool isOnAir, Snapshot before, Snapshot after)
    {
        var resolved = scene.Resolve(after.Reference);
        // A sector that is retired has no total of its own any more; its scene becomes that of the other one.
        var keys = SceneTotals.TotalsOf(resolved, after.Reference);
        return new(scene, isOnAir, ReferenceEffects.Compare(before, after, keys));
    }

    /// <summary>Whether a chart, a table or a title of the scene names an item that is another now.</summary>
    static bool ShowsChangedName(Scene scene, ReferenceChanges changes)
    {
        var sectors = changes.Sectors.Where(change => !change.IsOnlyMoved).Select(change => change.After.Item.Id).ToHashSet();
        return (sectors.Count > 0 && scene.Kind == SceneKinds.Sectors)
            || (scene.Sector is { } own && sectors.Contains(own))
            || (scene.Kind is SceneKinds.Relief or SceneKinds.Programme && changes.Campaigns.Any(change => !change.IsOnlyMoved));
    }

    static int FiguresOf(Snapshot snapshot, ReferenceEdit edit) =>
        snapshot.Figures.Count(figure => !figure.Statements.IsEmpty && IsConcerned(figure, edit));

    static bool IsConcerned(Figure figure, ReferenceEdit edit) => edit switch
    {
        RateSetting { Year: var year } => IsMoneyOf(figure, year),
        RateRemoval { Year: var year } => IsMoneyOf(figure, year),
        ItemRenaming { Item: var item } => IsOf(figure.Key, item.ItemKind, item.Id),
        ItemMerger { Kind: var kind, MergedId: var id } => IsOf(figure.Key, kind, id),
        _ => false,
    };

    static bool IsMoneyOf(Figure figure, int year) => figure.Key.Period.To.Year == year && figure.Key.Measure.IsMoney;

    static bool IsOf(FigureKey key, ItemKind kind, string id) => (kind == ItemKind.Sector ? key.Sector : key.Campaign) == id;
}
