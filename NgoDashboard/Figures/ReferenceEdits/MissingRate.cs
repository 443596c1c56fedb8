using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>A year that has money and no rate.</summary>
/// <param name="TotalCount">
/// The totals that stay partial, or are not published, only because there is no rate to add up two currencies.
/// </param>
public sealed record MissingRate(int Year, int TotalCount)
{
    /// <summary>The newest year first.</summary>
    public static ImmutableArray<MissingRate> Find(Snapshot snapshot) =>
    [
        .. snapshot.Figures.Where(figure => figure.AdoptedStatement?.Value.Unit.IsMoney == true)
            .Select(figure => figure.Key.Period.To.Year).Distinct()
            .Where(year => snapshot.Reference.FindRate(year) is null)
            .OrderDescending()
            .Select(year => new MissingRate(year, CountTotals(snapshot, year))),
    ];

    static int CountTotals(Snapshot snapshot, int year)
    {
        // Any rate tells which totals wait for one; the nearest known one is at hand.
        if (snapshot.Reference.NearestVndPerUsd(year) is not { } nearest)
            return 0;
        var source = new RateSource("");
        var (after, _) = snapshot.ApplyReferenceEdit(new RateSetting(year, nearest, source), snapshot.Reference.Version, reason: "");
        return ReferenceEffects.Calculate(snapshot, after).Length;
    }
}
