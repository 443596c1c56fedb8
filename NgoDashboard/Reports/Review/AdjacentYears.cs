using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Readings;

namespace NgoDashboard.Reports.Review;

/// <summary>
/// Finds the figure with which a new annual figure is compared: the same figure of the year before, or else of the year after. Both
/// province bases are searched, because the year before the merger was reported on the old one.
/// </summary>
/// <param name="claims">The reported values by their figure, because one import may hold both years.</param>
sealed class AdjacentYears(Snapshot snapshot, IReadOnlyDictionary<FigureKey, ReportedValue> claims)
{
    /// <summary>Null if the figure is not annual, or neither year is known.</summary>
    // For the year after, reported values are not searched: of two years in one report the later one carries the finding.
    public AdjacentYearFigure? FindAdjacent(FigureKey key) =>
        key.Period.WholeYear is { } year ? FindInYear(key, year - 1, ReportedOrAdopted) ?? FindInYear(key, year + 1, AdoptedValue) : null;

    Quantity? ReportedOrAdopted(FigureKey key) => claims.TryGetValue(key, out var claim) ? claim.Value : AdoptedValue(key);

    Quantity? AdoptedValue(FigureKey key) => snapshot.FindAdopted(key)?.Value;

    /// <summary>A year may be reported as a calendar year or as a reporting year (15 December to 14 December).</summary>
    static AdjacentYearFigure? FindInEitherPeriod(int year, Func<Period, AdjacentYearFigure?> find) =>
        find(Period.ForYear(year)) ?? find(Period.ForReportingYear(year));

    AdjacentYearFigure? FindInYear(FigureKey key, int year, Func<FigureKey, Quantity?> known) =>
        FindInEitherPeriod(year, period => FindOnEitherBasis(key with { Period = period }, known));

    AdjacentYearFigure? FindOnEitherBasis(FigureKey key, Func<FigureKey, Quantity?> known)
    {
        if (known(key) is { } own)
            return new(key, own);
        if (key.Province is not { } province)
            return null;
        if (province.IsCurrent)
            return SumPredecessors(key, snapshot.Reference.PredecessorsOf(province), known);
        // A province that was merged with others is only a part of its successor and cannot be compared with it.
        return snapshot.Reference.FindProvince(province)?.Successor is { } successor
            && snapshot.Reference.PredecessorsOf(successor).Count == 1
            && known(key with { Province = successor }) is { } later
            ? new(key with { Province = successor }, later)
            : null;
    }

    /// <summary>
    /// The sum over the predecessors of a merged province: money only, and only if all parts are known in one currency, because nothing is
    /// converted here.
    /// </summary>
    static AdjacentYearFigure? SumPredecessors(FigureKey key, IReadOnlyList<Province> predecessors, Func<FigureKey, Quantity?> known)
    {
        if (predecessors.Count == 0 || (predecessors.Count > 1 && !key.Measure.IsMoney))
            return null;
        Quantity[] parts = [.. predecessors.Select(province => known(key with { Province = province.Code })).OfType<Quantity>()];
        return parts.Length == predecessors.Count && parts.All(part => part.Unit == parts[0].Unit)
            ? new(parts is [_] ? key with { Province = predecessors[0].Code } : key, new(parts.Sum(part => part.MinorUnits), parts[0].Unit))
            : null;
    }
}

/// <summary>The figure of an adjacent year with which another is compared.</summary>
readonly record struct AdjacentYearFigure(FigureKey Key, Quantity Value);
