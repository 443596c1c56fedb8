using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>A province with its place in a ranking.</summary>
/// <param name="Rank">1 is the highest; equal values share a rank; null if the figure is not published.</param>
/// <param name="ComparableValue">Money in US dollars, for sorting and drawing; the number shown stays as it was published.</param>
public sealed record RankedProvince(int? Rank, Province Province, Total Total, Quantity? ComparableValue);

/// <summary>Ranks the provinces of the 34 basis by one measure in one period.</summary>
public static class ProvinceRanking
{
    /// <returns>Highest first, then the provinces without a published figure; ties in the order of the reference data.</returns>
    public static IReadOnlyList<RankedProvince> RankProvinces(Snapshot snapshot, FigureKey whole)
    {
        var rate = snapshot.VndPerUsd(whole.Period);
        var rows = snapshot.TotalsByProvince(whole, ProvinceCode.CurrentBasis)
            .Select(row => (row.Province, row.Total, Comparable: ToComparable(row.Total.Value, rate)))
            .OrderByDescending(row => row.Comparable?.MinorUnits ?? -1)
            .ToArray();
        var rank = 0;
        return
        [
            .. rows.Select((row, index) =>
            {
                if (index == 0 || row.Comparable != rows[index - 1].Comparable)
                    rank = index + 1;
                return new RankedProvince(row.Comparable is null ? null : rank, row.Province, row.Total, row.Comparable);
            }),
        ];
    }

    /// <summary>
    /// The rank of one province; null until every province has published, because a rank among the early reporters would mislead.
    /// </summary>
    public static (int Place, int Of)? FindRank(Snapshot snapshot, FigureKey key)
    {
        if (key.Province is not { IsCurrent: true } province)
            return null;
        var ranking = snapshot.TotalsCache.GetOrAddRanking(
            key with { Province = null }, snapshot, static (whole, snapshot) => RankProvinces(snapshot, whole));
        return ranking.All(row => row.Rank is not null)
            && ranking.FirstOrDefault(row => row.Province.Code == province) is { Rank: { } rank }
                ? (rank, ranking.Count)
                : null;
    }

    /// <summary>Money in US dollars (null without a rate), other measures unchanged.</summary>
    public static Quantity? ToComparable(Quantity? value, decimal? vndPerUsd) =>
        value is { Unit: Unit.Vnd } money ? money.ConvertTo(Unit.Usd, vndPerUsd) : value;
}
