namespace NgoDashboard.Figures;

/// <param name="Place">1 is the highest; equal values share a place; null where the figure is not published.</param>
/// <param name="InDollars">Cents, for comparing and drawing; the number shown stays as it was published.</param>
public sealed record Ranked(int? Place, Province Province, Total Total, Quantity? InDollars);

/// <summary>Provinces of the 34 basis by one measure of one period.</summary>
public static class Ranking
{
    /// <returns>Highest first, then those not published, each group otherwise in the order of the reference.</returns>
    public static IReadOnlyList<Ranked> Of(Snapshot snapshot, FigureKey whole)
    {
        var rate = snapshot.Rate(whole.Period);
        var rows = snapshot.ByProvince(whole, ProvinceCode.Current)
            .Select(row => (row.Province, row.Total, Comparable: Comparable(row.Total.Value, rate)))
            .OrderByDescending(row => row.Comparable?.Minor ?? -1)
            .ToArray();
        var place = 0;
        return
        [
            .. rows.Select((row, index) =>
            {
                if (index == 0 || row.Comparable != rows[index - 1].Comparable)
                    place = index + 1;
                return new Ranked(row.Comparable is null ? null : place, row.Province, row.Total, row.Comparable);
            }),
        ];
    }

    /// <summary>The place of one province. A place among the few that published would be a place among the punctual: then there is none.</summary>
    public static (int Place, int Of)? PlaceOf(Snapshot snapshot, FigureKey key)
    {
        if (key.Province is not { IsCurrent: true } province)
            return null;
        var ranking = snapshot.Known.Ranking(key with { Province = null }, snapshot, static (whole, snapshot) => Of(snapshot, whole));
        return ranking.All(row => row.Place is not null) && ranking.FirstOrDefault(row => row.Province.Code == province) is { Place: { } place }
            ? (place, ranking.Count)
            : null;
    }

    /// <summary>Money in dollars, other measures as they are.</summary>
    public static Quantity? Comparable(Quantity? value, decimal? vndPerUsd) =>
        value is { Unit: Unit.Vnd } money ? money.In(Unit.Usd, vndPerUsd) : value;
}
