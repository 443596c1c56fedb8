using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes;

/// <summary>The words under headline figures. Pure, in the reader's language.</summary>
public static class Headlines
{
    /// <summary>"▲ 5 so với 2022", in the unit of the figure now or in a given one; null where the two cannot be compared.</summary>
    public static (string Difference, string Against, bool IsUp)? Compared(Total now, Total before, int yearBefore, MoneyScale? scale = null)
    {
        // A difference with a partial sum would be a difference of coverage.
        if (now.Value is not { } value || before.Value is not { } old || value.Unit != old.Unit
            || now.Basis == Basis.Partial || before.Basis == Basis.Partial || value == old)
            return null;
        var difference = new Quantity(Math.Abs(value.Minor - old.Minor), value.Unit);
        var text = scale is null ? Numbers.In(difference, Numbers.MagnitudeOf(value)).Number : MoneyScale.Number(difference.Whole / Numbers.Factor(scale.Magnitude));
        var isUp = value.Minor > old.Minor;
        return (Words.Stage[isUp ? "up" : "down", text], Words.Stage["compared", yearBefore], isUp);
    }

    /// <summary>
    /// A count of a year, else the latest count of a day or a part of a year up to the end of that year, with the words that say
    /// which.
    /// </summary>
    public static (Total Total, FigureKey Key, string? Note) LatestCount(Snapshot snapshot, Measure measure, int year, ProvinceCode? province = null, string? sector = null)
    {
        var ofYear = new FigureKey(Period.Year(year), province, sector, null, measure);
        var other = snapshot.Figures
            .Where(figure => figure.Adopted is not null && figure.Key.Measure == measure && figure.Key.Province == province
                             && figure.Key.Sector == sector && figure.Key.Campaign is null
                             && figure.Key.Period.To.Year <= year && figure.Key.Period != ofYear.Period
                             && figure.Key.Period.From.Year == figure.Key.Period.To.Year)
            .OrderByDescending(figure => figure.Key.Period)
            .FirstOrDefault();
        var total = snapshot.Total(ofYear);
        if (total.Value is not null)
        {
            // Both counts are true, of a year and of a day: the one must not pass for the other.
            var day = other is { Key.Period: { IsDay: true } period } && period.To.Year == year ? other : null;
            return (total, ofYear, day is null || day.Adopted!.Value == total.Value
                ? Words.Stage["of-year", year]
                : Words.Stage["earlier", Names.Short(day.Key.Period), MoneyScale.Number(day.Adopted!.Value.Whole)]);
        }

        return other is null ? (total, ofYear, null) : (Total.Stated(other.Adopted!), other.Key, Names.Short(other.Key.Period));
    }

    /// <summary>The rate of an earlier year, for a year that has none.</summary>
    public static string? EarlierRate(Snapshot snapshot, int year)
    {
        for (var earlier = year - 1; earlier > year - 4; earlier--)
        {
            if (snapshot.Total(FigureKey.National(earlier, Measure.DisbursementRate)).Value is { } rate)
                return $"{Words.Stage["unpublished"]} · {Words.Stage["earlier", earlier, Words.Subject["percent", MoneyScale.Number(rate.Whole)]]}";
        }

        return null;
    }
}
