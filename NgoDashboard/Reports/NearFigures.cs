using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// What a figure of a whole year is held against beside what it says itself: the same figure of the year before, and where that is missing of
/// the year after. Looked for on both bases of provinces, for the year before the merger was reported on the other one.
/// </summary>
/// <param name="claims">What the reports say, by its figure: it would stand there, and one report may hold both years.</param>
sealed class NearFigures(Snapshot snapshot, IReadOnlyDictionary<FigureKey, Claim> claims)
{
    /// <summary>Null where it is of no whole year, or of the other nothing is known.</summary>
    // What reports say is not looked up in the year after: of two years of one report the later one tells it.
    public NearFigure? Of(FigureKey key) => key.Period.WholeYear is { } year ? OfYear(key, year - 1, Known) ?? OfYear(key, year + 1, Stated) : null;

    Quantity? Known(FigureKey key) => claims.TryGetValue(key, out var claim) ? claim.Value : Stated(key);

    Quantity? Stated(FigureKey key) => snapshot.Stated(key)?.Value;

    /// <summary>A year may be told in either of its windows.</summary>
    static NearFigure? OnEitherWindow(int year, Func<Period, NearFigure?> find) => find(Period.Year(year)) ?? find(Period.ReportingYear(year));

    NearFigure? OfYear(FigureKey key, int year, Func<FigureKey, Quantity?> known) =>
        OnEitherWindow(year, period => OnEitherBasis(key with { Period = period }, known));

    NearFigure? OnEitherBasis(FigureKey key, Func<FigureKey, Quantity?> known)
    {
        if (known(key) is { } own)
            return new(key, own);
        if (key.Province is not { } province)
            return null;
        if (province.IsCurrent)
            return OfPredecessors(key, snapshot.Reference.Predecessors(province), known);
        // What joined others is a part of its successor, and cannot be held against it.
        return snapshot.Reference.Province(province)?.Successor is { } successor && snapshot.Reference.Predecessors(successor).Count == 1
            && known(key with { Province = successor }) is { } later
            ? new(key with { Province = successor }, later)
            : null;
    }

    /// <summary>Of a unit that was merged only money adds up, and only where all its parts are known in one currency: nothing is converted here.</summary>
    static NearFigure? OfPredecessors(FigureKey key, IReadOnlyList<Province> predecessors, Func<FigureKey, Quantity?> known)
    {
        if (predecessors.Count == 0 || (predecessors.Count > 1 && !key.Measure.IsMoney))
            return null;
        Quantity[] parts = [.. predecessors.Select(province => known(key with { Province = province.Code })).OfType<Quantity>()];
        return parts.Length == predecessors.Count && parts.All(part => part.Unit == parts[0].Unit)
            ? new(parts is [_] ? key with { Province = predecessors[0].Code } : key, new(parts.Sum(part => part.Minor), parts[0].Unit))
            : null;
    }
}

/// <summary>A figure that another is held against.</summary>
readonly record struct NearFigure(FigureKey Key, Quantity Value);
