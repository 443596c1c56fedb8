using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Reports.Readings;

/// <summary>The key of one part of a total, and which of its coordinates its own row gives.</summary>
/// <param name="IsProvinceOfRow">The row names the province, and not a heading, a column or the lines above the table.</param>
readonly record struct PartKey(FigureKey Key, bool IsProvinceOfRow, bool IsSectorOfRow);

/// <summary>A place that is the whole of several provinces: the country (null), or the province into which they were merged.</summary>
readonly record struct WholePlace(ProvinceCode? Province);

/// <summary>What the parts of a total have in common, from which the figure follows that the total is.</summary>
/// <param name="First">The key of the first part; null as long as there is none.</param>
readonly record struct SharedKey(
    FigureKey? First, bool DoesPeriodVary = false, bool DoesProvinceVary = false, bool DoesSectorVary = false,
    bool DoesCampaignVary = false)
{
    public SharedKey With(PartKey part)
    {
        if (First is not { } first)
            return new(part.Key, DoesProvinceVary: part.IsProvinceOfRow, DoesSectorVary: part.IsSectorOfRow);
        var (key, isProvinceOfRow, isSectorOfRow) = part;
        return this with
        {
            DoesPeriodVary = DoesPeriodVary || key.Period != first.Period,
            DoesProvinceVary = DoesProvinceVary || isProvinceOfRow || key.Province != first.Province,
            DoesSectorVary = DoesSectorVary || isSectorOfRow || key.Sector != first.Sector,
            DoesCampaignVary = DoesCampaignVary || key.Campaign != first.Campaign,
        };
    }

    /// <summary>
    /// The figure that the total is: of the province if its sectors were added up, of the country if all provinces were. Null where the
    /// parts make no figure, such as those of several years or of some provinces.
    /// </summary>
    /// <param name="whole">Of what several provinces are the whole; null if they are no whole.</param>
    public FigureKey? ToTotalKey(WholePlace? whole) =>
        First is not { } first || DoesPeriodVary || DoesCampaignVary || (DoesProvinceVary && whole is null) ? null
        : first with
        {
            Province = DoesProvinceVary ? whole!.Value.Province : first.Province,
            Sector = DoesSectorVary ? null : first.Sector,
        };
}
