using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Reports.Review;

/// <summary>A figure with which another is compared.</summary>
readonly record struct KnownFigure(FigureKey Key, Quantity Value);

/// <summary>
/// What is plausible for a figure of which nothing is known: not more than the whole country in its newest year, and not far outside of
/// what other provinces have. Learnt from all that is stored.
/// </summary>
sealed class PlausibleRange(Snapshot snapshot)
{
    /// <summary>
    /// How many times the largest province may be exceeded. Of the published figures of one measure the largest is some six times the
    /// median, so another province may well have a few times the largest that is known.
    /// </summary>
    const int MaxFactor = 4;

    /// <summary>Fewer known provinces than this tell no range.</summary>
    const int MinKnownProvinces = 3;

    readonly ILookup<Measure, KnownFigure> provinces = snapshot.Figures
        .Where(figure => figure.AdoptedStatement is not null && IsYearOrPart(figure.Key.Period)
            && figure.Key is { Province: not null, Sector: null, Campaign: null })
        .ToLookup(figure => figure.Key.Measure, figure => new KnownFigure(figure.Key, figure.AdoptedStatement!.Value));

    readonly Dictionary<Measure, KnownFigure> nation = snapshot.Figures
        .Where(figure => figure.AdoptedStatement is not null && figure.Key.Period.WholeYear is not null
            && figure.Key is { Province: null, Sector: null, Campaign: null })
        .GroupBy(figure => figure.Key.Measure)
        .ToDictionary(group => group.Key, group => group.MaxBy(figure => figure.Key.Period.To) is { } newest
            ? new KnownFigure(newest.Key, newest.AdoptedStatement!.Value) : default);

    /// <summary>The whole country's newest figure, if this one of a part of it, or of a part of a year, is larger.</summary>
    public KnownFigure? FindExceededNation(FigureKey key, Quantity value) =>
        key is { Province: null, Sector: null } && key.Period.WholeYear is not null ? null
        : IsYearOrPart(key.Period) && nation.TryGetValue(key.Measure, out var whole) && Compare(value, whole.Value, key) > 0 ? whole : null;

    /// <summary>The largest figure of a province, if this one of a province is several times larger.</summary>
    public KnownFigure? FindExceededProvince(FigureKey key, Quantity value)
    {
        if (key.Province is null || !IsYearOrPart(key.Period)
            || provinces[key.Measure].Select(known => known.Key.Province).Distinct().Count() < MinKnownProvinces)
            return null;
        var largest = provinces[key.Measure].MaxBy(known => ToComparable(known.Value, known.Key.Period) ?? 0);
        return ToComparable(value, key.Period) is { } amount && ToComparable(largest.Value, largest.Key.Period) is { } most
            && amount > most * MaxFactor ? largest : null;
    }

    static bool IsYearOrPart(Period period) => period.To.DayNumber - period.From.DayNumber <= 366;

    int Compare(Quantity value, Quantity other, FigureKey key) =>
        value.Unit == other.Unit ? value.MinorUnits.CompareTo(other.MinorUnits)
        : ToComparable(value, key.Period) is { } one && ToComparable(other, key.Period) is { } two ? one.CompareTo(two) : 0;

    /// <summary>In dollars at the nearest known rate, because amounts of different currencies are compared; counts as they are.</summary>
    decimal? ToComparable(Quantity value, Period period) => !value.Unit.IsMoney ? value.WholeUnits
        : value.ConvertTo(Unit.Usd, snapshot.Reference.NearestVndPerUsd(period.To.Year))?.WholeUnits;
}
