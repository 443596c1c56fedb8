using System.Collections.Frozen;

namespace NgoDashboard.Figures.Provinces;

/// <summary>
/// Reference data of the figures: provinces on both bases, sectors, campaigns, yearly rates. Immutable, shared by all threads; the
/// lists are in reading-out order.
/// </summary>
public sealed class ReferenceData
{
    readonly FrozenDictionary<ProvinceCode, Province> provinces;
    readonly FrozenDictionary<string, Sector> sectors;
    readonly FrozenDictionary<string, Campaign> campaigns;
    readonly FrozenDictionary<int, ExchangeRate> rates;
    readonly FrozenDictionary<ProvinceCode, Province[]> predecessors;

    public ReferenceData(
        IReadOnlyList<Province> provinces,
        IReadOnlyList<Sector> sectors,
        IReadOnlyList<Campaign> campaigns,
        IReadOnlyList<ExchangeRate> rates)
    {
        (Provinces, Sectors, Campaigns, Rates) = (provinces, sectors, campaigns, rates);
        this.provinces = provinces.ToFrozenDictionary(province => province.Code);
        this.sectors = sectors.ToFrozenDictionary(sector => sector.Id);
        this.campaigns = campaigns.ToFrozenDictionary(campaign => campaign.Id);
        this.rates = rates.ToFrozenDictionary(rate => rate.Year);
        predecessors = provinces.Where(province => province.Successor is not null)
            .GroupBy(province => province.Successor!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public static ReferenceData Empty { get; } = new([], [], [], []);

    public IReadOnlyList<Province> Provinces { get; }

    public IReadOnlyList<Sector> Sectors { get; }

    public IReadOnlyList<Campaign> Campaigns { get; }

    public IReadOnlyList<ExchangeRate> Rates { get; }

    public Province? FindProvince(ProvinceCode code) => provinces.GetValueOrDefault(code);

    public Sector? FindSector(string id) => sectors.GetValueOrDefault(id);

    public Campaign? FindCampaign(string id) => campaigns.GetValueOrDefault(id);

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
}
