using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>Parts that exceed their whole: never hidden, never scaled, told to the desk.</summary>
/// <param name="PartsValue">The stated parts added up, or the one part that is already too much, in the unit of the whole.</param>
public sealed record Excess(FigureKey Whole, Quantity WholeValue, Quantity PartsValue);

/// <summary>Holds stated parts against stated wholes.</summary>
public static class Reconciliation
{
    /// <summary>Every whole of the snapshot that its parts exceed.</summary>
    public static IEnumerable<Excess> FindExcesses(Snapshot snapshot) =>
        snapshot.Figures.Where(figure => figure.AdoptedStatement is not null)
            .SelectMany(figure => FindExcessesOfWhole(snapshot, figure.Key))
            .OrderBy(excess => excess.Whole.Period);

    /// <summary>Those in which this figure takes part, as the whole or as a part.</summary>
    public static IEnumerable<Excess> FindExcessesAround(Snapshot snapshot, FigureKey key) => FindExcessesAround(snapshot, key, []);

    /// <inheritdoc cref="FindExcessesAround(Snapshot, FigureKey)"/>
    /// <param name="known">What was found of wholes already: a report states many parts of each, and its parts are added up once.</param>
    public static IEnumerable<Excess> FindExcessesAround(Snapshot snapshot, FigureKey key, Dictionary<FigureKey, Excess[]> known)
    {
        var wholes = new List<FigureKey> { key };
        if (key.Province is not null)
            wholes.Add(key with { Province = null });
        if (key.Sector is not null)
            wholes.Add(key with { Sector = null });
        return wholes.SelectMany(whole => known.TryGetValue(whole, out var found) ? found : known[whole] = [.. FindExcessesOfWhole(snapshot, whole)]);
    }

    static IEnumerable<Excess> FindExcessesOfWhole(Snapshot snapshot, FigureKey whole)
    {
        if (whole.Campaign is not null || whole.Measure == Measure.DisbursementRate || snapshot.FindAdopted(whole) is not { } stated)
            yield break;
        var reference = snapshot.Reference;
        if (whole.Sector is null && Over(reference.Sectors.Select(sector => whole with { Sector = sector.Id })) is { } bySector)
            yield return bySector;
        if (whole.Province is not null)
            yield break;
        foreach (var basis in (int[])[ProvinceCode.CurrentBasis, ProvinceCode.OldBasis])
        {
            if (Over(reference.ProvincesOnBasis(basis).Select(province => whole with { Province = province.Code })) is { } byProvince)
                yield return byProvince;
        }

        Excess? Over(IEnumerable<FigureKey> keys)
        {
            var rate = snapshot.VndPerUsd(whole.Period);
            var parts = keys.Select(snapshot.FindAdopted).OfType<Statement>()
                .Select(part => part.Value.ConvertTo(stated.Value.Unit, rate)?.MinorUnits).OfType<long>().ToArray();
            if (parts.Length == 0)
                return null;
            // One organisation works in many provinces: such parts may exceed the whole together, but none alone.
            var sum = whole.Measure.IsAdditive ? parts.Sum() : parts.Max();
            return sum > stated.Value.MinorUnits ? new(whole, stated.Value, new Quantity(sum, stated.Value.Unit)) : null;
        }
    }
}
