using System.Collections.Frozen;

namespace NgoDashboard.Figures.Provinces;

/// <summary>
/// Reference data of the figures: provinces on both bases, sectors, campaigns, yearly rates. Immutable, shared by all threads; the
/// lists are in reading-out order. Each version of the journal has its own: the desk changes sectors, campaigns and rates.
/// </summary>
public sealed class ReferenceData
{
    readonly FrozenDictionary<ProvinceCode, Province> provinces;
    readonly ItemList<Sector> sectors;
    readonly ItemList<Campaign> campaigns;
    readonly FrozenDictionary<int, ExchangeRate> rates;
    readonly FrozenDictionary<ProvinceCode, Province[]> predecessors;

    public ReferenceData(
        IReadOnlyList<Province> provinces,
        IReadOnlyList<Sector> sectors,
        IReadOnlyList<Campaign> campaigns,
        IReadOnlyList<ExchangeRate> rates)
        : this(provinces, new ItemList<Sector>(sectors, []), new ItemList<Campaign>(campaigns, []), rates, version: 0)
    {
    }

    internal ReferenceData(
        IReadOnlyList<Province> provinces,
        ItemList<Sector> sectors,
        ItemList<Campaign> campaigns,
        IEnumerable<ExchangeRate> rates,
        long version)
    {
        (Provinces, this.sectors, this.campaigns, Version) = (provinces, sectors, campaigns, version);
        Rates = [.. rates.OrderBy(rate => rate.Year)];
        this.provinces = provinces.ToFrozenDictionary(province => province.Code);
        this.rates = Rates.ToFrozenDictionary(rate => rate.Year);
        predecessors = provinces.Where(province => province.Successor is not null)
            .GroupBy(province => province.Successor!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public static ReferenceData Empty { get; } = new([], [], [], []);

    /// <summary>The version of the journal that last changed it; 0 before it is in a journal.</summary>
    public long Version { get; }

    public IReadOnlyList<Province> Provinces { get; }

    public IReadOnlyList<Sector> Sectors => sectors.Used;

    public IReadOnlyList<Campaign> Campaigns => campaigns.Used;

    public IReadOnlyList<ExchangeRate> Rates { get; }

    internal ItemList<Sector> SectorList => sectors;

    internal ItemList<Campaign> CampaignList => campaigns;

    public Province? FindProvince(ProvinceCode code) => provinces.GetValueOrDefault(code);

    public Sector? FindSector(string id) => sectors.FindUsed(id);

    public Campaign? FindCampaign(string id) => campaigns.FindUsed(id);

    /// <summary>Also a retired one, for the names of figures that were on air.</summary>
    public Sector? FindSectorOfAnyTime(string id) => sectors.FindOfAnyTime(id);

    /// <inheritdoc cref="FindSectorOfAnyTime"/>
    public Campaign? FindCampaignOfAnyTime(string id) => campaigns.FindOfAnyTime(id);

    /// <summary>The id of the sector that this one was merged into; the id itself where it was not merged.</summary>
    public string ResolveSector(string id) => sectors.Resolve(id);

    public ReferenceItem? FindItem(ItemKind kind, string id) => kind == ItemKind.Sector ? FindSector(id) : FindCampaign(id);

    /// <inheritdoc cref="FindSectorOfAnyTime"/>
    public ReferenceItem? FindItemOfAnyTime(ItemKind kind, string id) =>
        kind == ItemKind.Sector ? FindSectorOfAnyTime(id) : FindCampaignOfAnyTime(id);

    /// <summary>The item that this one was merged into; itself where it was not merged; null where no item in use is meant.</summary>
    public ReferenceItem? FindResolved(ItemKind kind, string id) =>
        FindItem(kind, kind == ItemKind.Sector ? sectors.Resolve(id) : campaigns.Resolve(id));

    public ExchangeRate? FindRate(int year) => rates.GetValueOrDefault(year);

    /// <summary>Đồng per US dollar in that year; null if the year has no rate, in which case nothing is converted.</summary>
    public decimal? VndPerUsd(int year) => rates.GetValueOrDefault(year)?.VndPerUsd;

    /// <summary>
    /// The rate of the year or, without one, of the nearest year that has one. For plausibility checks only: a mistaken currency is
    /// off by a factor of 20,000, and the newest years often have no rate yet. Amounts that are shown are converted at their own
    /// year's rate or not at all.
    /// </summary>
    public decimal? NearestVndPerUsd(int year) => VndPerUsd(year) ?? Rates.MinBy(rate => Math.Abs(rate.Year - year))?.VndPerUsd;

    public IEnumerable<Province> ProvincesOnBasis(int basis) => Provinces.Where(province => province.Code.Basis == basis);

    /// <summary>The units of the 63 basis that became a unit of the 34 basis, often including its namesake.</summary>
    public IReadOnlyList<Province> PredecessorsOf(ProvinceCode current) => predecessors.GetValueOrDefault(current) ?? [];

    internal ReferenceData WithRates(IEnumerable<ExchangeRate> changed, long version) =>
        new(Provinces, sectors, campaigns, changed, version);

    internal ReferenceData WithSectors(ItemList<Sector> changed, long version) => new(Provinces, changed, campaigns, Rates, version);

    internal ReferenceData WithCampaigns(ItemList<Campaign> changed, long version) => new(Provinces, sectors, changed, Rates, version);

    /// <summary>The content of an earlier version, under a new one: an undo. Ids that were given since stay given.</summary>
    public ReferenceData RevertTo(ReferenceData earlier, long version) => new(
        Provinces, sectors.RevertTo(earlier.sectors), campaigns.RevertTo(earlier.campaigns), earlier.Rates, version);
}
