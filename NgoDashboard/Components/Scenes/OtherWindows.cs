using NgoDashboard.Figures;

namespace NgoDashboard.Components.Scenes;

/// <summary>Figures whose period is not a year: half-years, days, several years. Told with their window, never as a year's.</summary>
public static class OtherWindows
{
    extension(Snapshot snapshot)
    {
        /// <summary>Of the country or of one province with its predecessors, the latest first, campaigns after the rest.</summary>
        public IEnumerable<Figure> Windows(ProvinceCode? province)
        {
            var own = province is { } code
                ? snapshot.Reference.Predecessors(code).Select(old => (ProvinceCode?)old.Code).Append(code).ToHashSet()
                : [null];
            return snapshot.Figures
                .Where(figure => figure.Adopted is not null && figure.Key.Period.WholeYear is null && figure.Key.Sector is null && own.Contains(figure.Key.Province)
                                 && (province is not null || figure.Key.Campaign is null))
                .OrderByDescending(figure => figure.Key.Period.To)
                .ThenBy(figure => figure.Key.Period.From)
                .ThenBy(figure => figure.Key.Campaign is not null)
                .ThenBy(figure => figure.Key.Measure);
        }
    }
}
