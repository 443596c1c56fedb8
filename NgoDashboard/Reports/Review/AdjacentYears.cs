using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Readers;

namespace NgoDashboard.Reports.Review;

/// <summary>
/// What a figure of a whole year is held against beside what it says itself: the same figure of the year before, and where that is missing of
/// the year after. Looked for on both bases of provinces, for the year before the merger was reported on the other one.
/// </summary>
/// <param name="claims">What the reports say, by its figure: it would stand there, and one report may hold both years.</param>
sealed class AdjacentYears(Snapshot snapshot, IReadOnlyDictionary<FigureKey, ReportedValue> claims)
{
    /// <summary>Null where it is of no whole year, or of the other nothing is known.</summary>
    // What reports say is not looked up in the year after: of two years of one report the later one tells it.
    public AdjacentYearFigure? FindAdjacent(FigureKey key) => key.Period.WholeYear is { } year ? FindInYear(key, year - 1, ReportedOrAdopted) ?? FindInYear(key, year + 1, AdoptedValue) : null;

    Quantity? ReportedOrAdopted(FigureKey key) => claims.TryGetValue(key, out var claim) ? claim.Value : AdoptedValue(key);

    Quantity? AdoptedValue(FigureKey key) => snapshot.FindAdopted(key)?.Value;

    /// <summary>A year may be told in either of its windows.</summary>
    static AdjacentYearFigure? FindInEitherPeriod(int year, Func<Period, AdjacentYearFigure?> find) => find(Period.ForYear(year)) ?? find(Period.ForReportingYear(year));

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
        // What joined others is a part of its successor, and cannot be held against it.
        return snapshot.Reference.FindProvince(province)?.Successor is { } successor && snapshot.Reference.PredecessorsOf(successor).Count == 1
            && known(key with { Province = successor }) is { } later
            ? new(key with { Province = successor }, later)
            : null;
    }

    /// <summary>Of a unit that was merged only money adds up, and only where all its parts are known in one currency: nothing is converted here.</summary>
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

/// <summary>A figure that another is held against.</summary>
readonly record struct AdjacentYearFigure(FigureKey Key, Quantity Value);
