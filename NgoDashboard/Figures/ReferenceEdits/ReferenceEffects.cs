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
        var stated = before.Figures.Where(figure => !figure.Statements.IsEmpty && figure.Key.Campaign is null)
            .Select(figure => figure.Key)
            .Where(key => areSectorsOthers || years.Contains(key.Period.To.Year))
            .ToLookup(key => key.Period);
        return Compare(before, after, stated.SelectMany(keys => EnclosingKeys(after.Reference, [.. keys])));
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

    /// <summary>
    /// The totals that may have these figures of one period among their parts: of their places, of the provinces that those became, and of
    /// the country, each for the sectors that are stated and for all of them.
    /// </summary>
    static IEnumerable<FigureKey> EnclosingKeys(ReferenceData reference, IReadOnlyList<FigureKey> stated)
    {
        ProvinceCode?[] places =
        [
            null,
            .. stated.Select(key => key.Province).OfType<ProvinceCode>().Distinct()
                .SelectMany(code => (ProvinceCode?[])[code, reference.FindProvince(code)?.Successor])
                .Where(code => code is not null).Distinct(),
        ];
        string?[] sectors =
        [
            null,
            .. stated.Select(key => key.Sector).OfType<string>().Select(reference.ResolveSector).Distinct()
                .Where(id => reference.FindSector(id) is not null),
        ];
        var measures = stated.Select(key => key.Measure).Distinct().ToArray();
        return
            from province in places
            from sector in sectors
            from measure in (Measure[])[.. measures.Where(measure => measure.IsAdditive), Measure.DisbursementRate]
            select new FigureKey(stated[0].Period, province, sector, null, measure);
    }
}
