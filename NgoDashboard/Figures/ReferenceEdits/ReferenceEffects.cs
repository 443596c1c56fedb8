using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>The totals that read otherwise after a change of the reference data: another value, or another number of parts. Pure.</summary>
public static class ReferenceEffects
{
    /// <summary>National totals first, the newest first; then those of places.</summary>
    public static ImmutableArray<TotalEffect> Calculate(Snapshot before, Snapshot after)
    {
        var years = before.Reference.Rates.Concat(after.Reference.Rates).Select(rate => rate.Year).Distinct()
            .Where(year => before.Reference.VndPerUsd(year) != after.Reference.VndPerUsd(year)).ToHashSet();
        // A list of sectors changes the number of parts in every period; a rate only the periods that end in its year.
        var areSectorsOthers = !before.Reference.Sectors.Select(sector => sector.Id)
            .SequenceEqual(after.Reference.Sectors.Select(sector => sector.Id));
        if (!areSectorsOthers && years.Count == 0)
            return [];
        var periods = before.Figures.Where(figure => !figure.Statements.IsEmpty).Select(figure => figure.Key.Period).Distinct()
            .Where(period => areSectorsOthers || years.Contains(period.To.Year));
        return Compare(before, after, periods.SelectMany(period => KeysOf(after, period)));
    }

    /// <summary>Those of the keys whose totals read otherwise.</summary>
    public static ImmutableArray<TotalEffect> Compare(Snapshot before, Snapshot after, IEnumerable<FigureKey> keys) =>
    [
        .. keys.Distinct().Select(key => new TotalEffect(key, before.GetTotal(key), after.GetTotal(key)))
            .Where(effect => ReadingOf(effect.Before) != ReadingOf(effect.After))
            .OrderBy(effect => effect.Key.Province is not null).ThenByDescending(effect => effect.Key.Period)
            .ThenBy(effect => effect.Key.Sector is not null).ThenBy(effect => effect.Key.Measure.SortOrder)
            .ThenBy(effect => effect.Key.ToKeyString(), StringComparer.Ordinal),
    ];

    static (TotalKind, Quantity?, Qualifier, int, int) ReadingOf(Total total) =>
        (total.Kind, total.Value, total.Qualifier, total.KnownPartCount, total.PartCount);

    /// <summary>Of the measures that are added up, and the rate of two of them.</summary>
    static IEnumerable<FigureKey> KeysOf(Snapshot after, Period period)
    {
        var measures = MeasureRules.All.Where(measure => measure.IsAdditive || measure == Measure.DisbursementRate).ToArray();
        var sectors = after.Reference.Sectors.Select(sector => sector.Id).Prepend(null).ToArray();
        return
            from province in after.Reference.Provinces.Select(province => (ProvinceCode?)province.Code).Prepend(null)
            from sector in sectors
            from measure in measures
            select new FigureKey(period, province, sector, null, measure);
    }
}
