using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <param name="Rank">1 is the highest; equal values share a place; null where the figure is not published.</param>
/// <param name="ComparableValue">Cents, for comparing and drawing; the number shown stays as it was published.</param>
public sealed record RankedProvince(int? Rank, Province Province, Total Total, Quantity? ComparableValue);

/// <summary>Provinces of the 34 basis by one measure of one period.</summary>
public static class ProvinceRanking
{
    /// <returns>Highest first, then those not published, each group otherwise in the order of the reference.</returns>
    public static IReadOnlyList<RankedProvince> RankProvinces(Snapshot snapshot, FigureKey whole)
    {
        var rate = snapshot.VndPerUsd(whole.Period);
        var rows = snapshot.TotalsByProvince(whole, ProvinceCode.CurrentBasis)
            .Select(row => (row.Province, row.Total, Comparable: ToComparable(row.Total.Value, rate)))
            .OrderByDescending(row => row.Comparable?.MinorUnits ?? -1)
            .ToArray();
        var place = 0;
        return
        [
            .. rows.Select((row, index) =>
            {
                if (index == 0 || row.Comparable != rows[index - 1].Comparable)
                    place = index + 1;
                return new RankedProvince(row.Comparable is null ? null : place, row.Province, row.Total, row.Comparable);
            }),
        ];
    }

    /// <summary>The place of one province. A place among the few that published would be a place among the punctual: then there is none.</summary>
    public static (int Place, int Of)? FindRank(Snapshot snapshot, FigureKey key)
    {
        if (key.Province is not { IsCurrent: true } province)
            return null;
        var ranking = snapshot.TotalsCache.GetOrAddRanking(key with { Province = null }, snapshot, static (whole, snapshot) => RankProvinces(snapshot, whole));
        return ranking.All(row => row.Rank is not null) && ranking.FirstOrDefault(row => row.Province.Code == province) is { Rank: { } place }
            ? (place, ranking.Count)
            : null;
    }

    /// <summary>Money in dollars, other measures as they are.</summary>
    public static Quantity? ToComparable(Quantity? value, decimal? vndPerUsd) =>
        value is { Unit: Unit.Vnd } money ? money.ConvertTo(Unit.Usd, vndPerUsd) : value;
}
