using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>Parts that exceed their whole. The desk is warned; the excess is never hidden or scaled away.</summary>
/// <param name="PartsValue">The sum of the stated parts (the largest one if the measure is not additive), in the whole's unit.</param>
public sealed record Excess(FigureKey Whole, Quantity WholeValue, Quantity PartsValue);

/// <summary>Compares stated parts with stated wholes.</summary>
public static class Reconciliation
{
    /// <summary>All wholes of the snapshot that their parts exceed, by period.</summary>
    public static IEnumerable<Excess> FindExcesses(Snapshot snapshot) =>
        snapshot.Figures.Where(figure => figure.AdoptedStatement is not null)
            .SelectMany(figure => FindExcessesOfWhole(snapshot, figure.Key))
            .OrderBy(excess => excess.Whole.Period);

    /// <summary>The excesses that involve this figure, as the whole or as a part.</summary>
    public static IEnumerable<Excess> FindExcessesAround(Snapshot snapshot, FigureKey key) => FindExcessesAround(snapshot, key, []);

    /// <inheritdoc cref="FindExcessesAround(Snapshot, FigureKey)"/>
    /// <param name="known">Cache of results by whole: a report states many parts of each whole, and they are added up only once.</param>
    public static IEnumerable<Excess> FindExcessesAround(Snapshot snapshot, FigureKey key, Dictionary<FigureKey, Excess[]> known)
    {
        var wholes = new List<FigureKey> { key };
        if (key.Province is not null)
            wholes.Add(key with { Province = null });
        if (key.Sector is not null)
            wholes.Add(key with { Sector = null });
        return wholes.SelectMany(whole =>
            known.TryGetValue(whole, out var found) ? found : known[whole] = [.. FindExcessesOfWhole(snapshot, whole)]);
    }

    static IEnumerable<Excess> FindExcessesOfWhole(Snapshot snapshot, FigureKey whole)
    {
        if (whole.Campaign is not null || whole.Measure == Measure.DisbursementRate || snapshot.FindAdopted(whole) is not { } stated)
            yield break;
        var reference = snapshot.Reference;
        if (whole.Sector is null && CompareParts(reference.Sectors.Select(sector => whole with { Sector = sector.Id })) is { } bySector)
            yield return bySector;
        if (whole.Province is not null)
            yield break;
        foreach (var basis in (int[])[ProvinceCode.CurrentBasis, ProvinceCode.OldBasis])
        {
            var provinces = reference.ProvincesOnBasis(basis);
            if (CompareParts(provinces.Select(province => whole with { Province = province.Code })) is { } byProvince)
                yield return byProvince;
        }

        Excess? CompareParts(IEnumerable<FigureKey> keys)
        {
            var rate = snapshot.VndPerUsd(whole.Period);
            var parts = keys.Select(snapshot.FindAdopted).OfType<Statement>()
                .Select(part => part.Value.ConvertTo(stated.Value.Unit, rate)?.MinorUnits).OfType<long>().ToArray();
            if (parts.Length == 0)
                return null;
            // Organisations and countries overlap between parts: their sum may exceed the whole, but no single part may.
            var sum = whole.Measure.IsAdditive ? parts.Sum() : parts.Max();
            return sum > stated.Value.MinorUnits ? new(whole, stated.Value, new Quantity(sum, stated.Value.Unit)) : null;
        }
    }
}
