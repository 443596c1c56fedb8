using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>Applies an edit of the reference data to a snapshot. Pure, so that its effects can be shown before it is taken.</summary>
public static class SnapshotReferenceEdits
{
    /// <param name="edit">One that <see cref="ReferenceEditRules"/> does not refuse.</param>
    /// <param name="version">The version that the edit will get.</param>
    /// <param name="reason">For the figures that a merger moves.</param>
    public static (Snapshot Next, ImmutableArray<FigureChange> Changes) ApplyReferenceEdit(
        this Snapshot snapshot, ReferenceEdit edit, long version, string reason)
    {
        var next = ApplyTo(snapshot.Reference, edit, version);
        if (edit is not ItemMerger merger)
            return (snapshot.WithReference(next), []);
        var (figures, changes) = MergedFigures.Move(snapshot, merger, version, reason);
        return (snapshot.WithFigures(figures).WithReference(next), changes);
    }

    static ReferenceData ApplyTo(ReferenceData reference, ReferenceEdit edit, long version) => edit switch
    {
        RateSetting setting => reference.WithRates(
            [
                .. reference.Rates.Where(rate => rate.Year != setting.Year),
                new(setting.Year, setting.VndPerUsd, setting.Source, IsConfirmed: true),
            ],
            version),
        RateRemoval removal => reference.WithRates(reference.Rates.Where(rate => rate.Year != removal.Year), version),
        ItemAddition { Item: Sector sector } addition =>
            reference.WithSectors(Add(reference.SectorList, sector, addition.Before), version),
        ItemAddition { Item: Campaign campaign } addition =>
            reference.WithCampaigns(Add(reference.CampaignList, campaign, addition.Before), version),
        ItemRenaming { Item: Sector sector } => reference.WithSectors(reference.SectorList.Replace(WithDistinctAliases(sector)), version),
        ItemRenaming { Item: Campaign campaign } =>
            reference.WithCampaigns(reference.CampaignList.Replace(WithDistinctAliases(campaign)), version),
        ItemMerger { Kind: ItemKind.Sector } merger => reference.WithSectors(Merge(reference.SectorList, merger), version),
        ItemMerger merger => reference.WithCampaigns(Merge(reference.CampaignList, merger), version),
        _ => throw new ArgumentException($"No rule for an edit of type {edit.GetType().Name}.", nameof(edit)),
    };

    static ItemList<TItem> Add<TItem>(ItemList<TItem> list, TItem item, string? before)
        where TItem : ReferenceItem =>
        list.Add(WithDistinctAliases(item with { Id = ItemIds.CreateId(item, list.HasId) }), before);

    static ItemList<TItem> Merge<TItem>(ItemList<TItem> list, ItemMerger merger)
        where TItem : ReferenceItem
    {
        var (merged, into) = (list.FindUsed(merger.MergedId)!, list.FindUsed(merger.IntoId)!);
        // The id too, because files that this program wrote name items by it.
        return list.Merge(merged, WithDistinctAliases(into with { Aliases = [.. into.Aliases, .. merged.AllNames] }));
    }

    static TItem WithDistinctAliases<TItem>(TItem item)
        where TItem : ReferenceItem => item with { Aliases = ItemNames.DistinctAliases(item, item.Aliases) };
}
