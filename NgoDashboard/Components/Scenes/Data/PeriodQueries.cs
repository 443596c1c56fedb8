using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>
/// Figures whose period is not a year: half-years, days, several years. Shown with their period, never as a year's figure.
/// </summary>
public static class PeriodQueries
{
    extension(Snapshot snapshot)
    {
        /// <summary>
        /// Of the country, or of one province with its predecessors; the latest first, campaigns last. For a merged province also its
        /// predecessors' counts of that year: they cannot be summed to a figure of the successor, but they are known.
        /// </summary>
        public IEnumerable<Figure> FiguresOfOtherPeriods(ProvinceCode? province, int? year, string? sector = null)
        {
            var predecessors = province is { } code
                ? snapshot.Reference.PredecessorsOf(code).Select(predecessor => predecessor.Code).ToHashSet()
                : [];
            return snapshot.Figures
                .Where(figure => figure.AdoptedStatement is not null && figure.Key.Sector == sector)
                .Where(figure => province is not null || figure.Key.Campaign is null)
                .Where(figure => figure.Key.Province == province || (figure.Key.Province is { } own && predecessors.Contains(own)))
                .Where(figure => figure.Key.Period.WholeYear is not { } whole
                                 || (whole == year && predecessors.Count > 1
                                     && figure.Key.Province != province && !figure.Key.Measure.IsMoney))
                .OrderByDescending(figure => figure.Key.Period.WholeYear is not null)
                .ThenByDescending(figure => figure.Key.Period)
                .ThenBy(figure => figure.Key.Campaign is not null)
                .ThenBy(figure => figure.Key.Measure.SortOrder);
        }

        /// <summary>National figures of more than one year. Their periods overlap, so they must never be summed.</summary>
        public IEnumerable<Figure> FiguresOfMultiYearPeriods() =>
            snapshot.FiguresOfOtherPeriods(null, null).Where(figure => figure.Key.Period.From.Year < figure.Key.Period.To.Year);
    }
}
