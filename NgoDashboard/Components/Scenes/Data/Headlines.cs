using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The texts under headline figures.</summary>
public static class Headlines
{
    /// <summary>"▲ 5 so với 2022", in the unit of the current figure or in the given one; null if the two cannot be compared.</summary>
    public static (string Difference, string Against, bool IsUp)? CompareToYear(
        Total now, Total before, int yearBefore, DisplayLanguage language, MoneyScale? scale = null)
    {
        // A difference with a partial sum would be a difference in coverage.
        if (now.Value is not { } value || before.Value is not { } old || value.Unit != old.Unit
            || now.Kind == TotalKind.Partial || before.Kind == TotalKind.Partial || value == old)
            return null;
        var difference = new Quantity(Math.Abs(value.MinorUnits - old.MinorUnits), value.Unit);
        var text = scale is null
            ? language.Numbers.FormatInMagnitude(difference, Numbers.MagnitudeOf(value)).Number
            : MoneyScale.FormatNumber(difference.WholeUnits / Numbers.FactorOfMagnitude(scale.Magnitude), language);
        var isUp = value.MinorUnits > old.MinorUnits;
        return (language.Words.Stage[isUp ? "up" : "down", text], language.Words.Stage["compared", yearBefore], isUp);
    }

    /// <summary>
    /// The count of a year, otherwise the latest count of a day or a part of a year up to the end of that year, with a note that says
    /// which.
    /// </summary>
    public static (Total Total, FigureKey Key, string? Note) LatestCount(
        Snapshot snapshot, Measure measure, int year, DisplayLanguage language, ProvinceCode? province = null, string? sector = null)
    {
        var ofYear = new FigureKey(Period.ForYear(year), province, sector, null, measure);
        var other = snapshot.Figures
            .Where(figure => figure.AdoptedStatement is not null && figure.Key.Measure == measure && figure.Key.Province == province
                             && figure.Key.Sector == sector && figure.Key.Campaign is null
                             && figure.Key.Period.To.Year <= year && figure.Key.Period != ofYear.Period
                             && figure.Key.Period.From.Year == figure.Key.Period.To.Year)
            .OrderByDescending(figure => figure.Key.Period)
            .FirstOrDefault();
        var total = snapshot.GetTotal(ofYear);
        if (total.Value is not null)
        {
            // Both counts are true, that of the year and that of a day: the note says which one is shown.
            var day = other is { Key.Period: { IsSingleDay: true } period } && period.To.Year == year ? other : null;
            return (total, ofYear, day is null || day.AdoptedStatement!.Value == total.Value
                ? language.Words.Stage["of-year", year]
                : language.Words.Stage[
                    "earlier",
                    language.DisplayNames.ShortForPeriod(day.Key.Period),
                    MoneyScale.FormatNumber(day.AdoptedStatement!.Value.WholeUnits, language)]);
        }

        return other is null
            ? (total, ofYear, null)
            : (Total.FromStatement(other.AdoptedStatement!), other.Key, language.DisplayNames.ShortForPeriod(other.Key.Period));
    }

    /// <summary>The rate of the latest of the three years before, for a year without one; null if there is none.</summary>
    public static string? EarlierRate(Snapshot snapshot, int year, DisplayLanguage language)
    {
        for (var earlier = year - 1; earlier > year - 4; earlier--)
        {
            if (snapshot.GetTotal(FigureKey.National(earlier, Measure.DisbursementRate)).Value is not { } rate)
                continue;
            var percent = language.Words.Subject["percent", MoneyScale.FormatNumber(rate.WholeUnits, language)];
            return $"{language.Words.Stage["unpublished"]} · {language.Words.Stage["earlier", earlier, percent]}";
        }

        return null;
    }
}
