using System.Collections.Immutable;

namespace NgoDashboard.Figures.Provinces;

/// <summary>A year's rate before and after a version; null where the year has none.</summary>
public sealed record RateChange(int Year, ExchangeRate? Before, ExchangeRate? After);

/// <summary>An item as one version of the journal leaves it.</summary>
/// <param name="Ordinal">Its place in the list of those in use, from 0; 0 for a retired one.</param>
/// <param name="MergedInto">For a retired item: the id of that which it was merged into; null where its addition was undone.</param>
public sealed record ItemState<TItem>(TItem Item, int Ordinal, bool IsRetired, string? MergedInto)
    where TItem : ReferenceItem;

/// <summary>An item before and after a version.</summary>
/// <param name="Before">Null where the version added it.</param>
public sealed record ItemChange<TItem>(ItemState<TItem>? Before, ItemState<TItem> After)
    where TItem : ReferenceItem
{
    /// <summary>True where only its place in the list is another, because an item before it came or went.</summary>
    public bool IsOnlyMoved => Before is not null && Before with { Ordinal = After.Ordinal } == After;
}

/// <summary>What a version of the journal changes in the reference data: each changed rate and item, before and after.</summary>
public sealed record ReferenceChanges(
    ImmutableArray<RateChange> Rates, ImmutableArray<ItemChange<Sector>> Sectors, ImmutableArray<ItemChange<Campaign>> Campaigns)
{
    public static ReferenceChanges None { get; } = new([], [], []);

    public bool IsEmpty => Rates.IsEmpty && Sectors.IsEmpty && Campaigns.IsEmpty;

    public static ReferenceChanges Between(ReferenceData before, ReferenceData after) => new(
        [
            .. before.Rates.Concat(after.Rates).Select(rate => rate.Year).Distinct().Order()
                .Select(year => new RateChange(year, before.FindRate(year), after.FindRate(year)))
                .Where(change => change.Before != change.After),
        ],
        Between(before.SectorList, after.SectorList),
        Between(before.CampaignList, after.CampaignList));

    static ImmutableArray<ItemChange<TItem>> Between<TItem>(ItemList<TItem> before, ItemList<TItem> after)
        where TItem : ReferenceItem
    {
        var earlier = StatesOf(before).ToDictionary(state => state.Item.Id);
        return
        [
            .. StatesOf(after).Select(state => new ItemChange<TItem>(earlier.GetValueOrDefault(state.Item.Id), state))
                .Where(change => change.Before != change.After)
                .OrderBy(change => change.After.Item.Id, StringComparer.Ordinal),
        ];
    }

    static IEnumerable<ItemState<TItem>> StatesOf<TItem>(ItemList<TItem> list)
        where TItem : ReferenceItem =>
        list.Used.Select((item, ordinal) => new ItemState<TItem>(item, ordinal, IsRetired: false, MergedInto: null))
            .Concat(list.Retired.Select(item => new ItemState<TItem>(item.Item, Ordinal: 0, IsRetired: true, item.MergedInto)));
}
