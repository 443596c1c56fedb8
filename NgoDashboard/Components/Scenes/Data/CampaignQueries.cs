using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The relief campaigns with their published figures: national before provincial, money before counts.</summary>
public static class CampaignQueries
{
    extension(Snapshot snapshot)
    {
        /// <summary>The campaigns with at least one figure, the earliest first.</summary>
        public IReadOnlyList<(Campaign Campaign, IReadOnlyList<Figure> Figures)> ReliefCampaigns() =>
        [
            .. snapshot.Reference.Campaigns.Where(campaign => campaign.Kind == CampaignKind.Campaign)
                .Select(campaign => (campaign, Figures: snapshot.FiguresOf(campaign)))
                .Where(row => row.Figures.Count > 0)
                .OrderBy(row => row.Figures[0].Key.Period.From),
        ];

        IReadOnlyList<Figure> FiguresOf(Campaign campaign) =>
        [
            .. snapshot.Figures.Where(figure => figure.Key.Campaign == campaign.Id && figure.AdoptedStatement is not null)
                .OrderBy(figure => figure.Key.Province is not null)
                .ThenBy(figure => figure.Key.Sector is not null)
                .ThenBy(figure => figure.Key.Measure.SortOrder)
                .ThenByDescending(figure => figure.Key.Period)
                .ThenBy(figure => figure.Key.Province)
                .ThenBy(figure => figure.Key.Sector, StringComparer.Ordinal),
        ];
    }
}
