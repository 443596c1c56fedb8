using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>Whether a rate of a year can be, and whether it fits those of the years beside it.</summary>
public static class RateRules
{
    public const int FirstYear = 1986;
    public const int LastYear = 2100;

    /// <summary>
    /// From one year to the next the published rates of 1996 to 2023 changed by 4 % on average. A larger change than this is asked about:
    /// 1998 and the years about 2010 are true, a swapped digit is not.
    /// </summary>
    const double YearlyChange = 1.08;

    /// <summary>However far the next known year is.</summary>
    const double LargestChange = 1.6;

    static readonly int[] Factors = [10, 100, 1_000];

    public static IEnumerable<Finding> FindErrors(int year, decimal vndPerUsd)
    {
        if (year is < FirstYear or > LastYear)
            yield return new(FindingKind.InvalidYear, "year", $"{FirstYear}", $"{LastYear}");
        if (vndPerUsd <= 0 || vndPerUsd > ExchangeRate.Highest || vndPerUsd * 100 != decimal.Truncate(vndPerUsd * 100))
            yield return new(FindingKind.InvalidRate, "vndPerUsd", ExchangeRate.Highest);
    }

    /// <summary>At most one: the nearest year that the rate does not fit says enough.</summary>
    public static IEnumerable<Finding> FindDoubts(ReferenceData reference, int year, decimal vndPerUsd)
    {
        ExchangeRate?[] beside =
        [
            reference.Rates.LastOrDefault(rate => rate.Year < year),
            reference.Rates.FirstOrDefault(rate => rate.Year > year),
        ];
        return beside.OfType<ExchangeRate>().OrderBy(rate => Math.Abs(rate.Year - year))
            .Select(rate => FindDoubt(rate, year, vndPerUsd)).OfType<Finding>().Take(1);
    }

    static Finding? FindDoubt(ExchangeRate beside, int year, decimal vndPerUsd)
    {
        var ratio = (double)(Math.Max(beside.VndPerUsd, vndPerUsd) / Math.Min(beside.VndPerUsd, vndPerUsd));
        var limit = Math.Min(Math.Pow(YearlyChange, Math.Abs(beside.Year - year)), LargestChange);
        if (ratio <= limit)
            return null;
        foreach (var factor in Factors)
        {
            if (ratio / factor is >= 0.7 and <= 1.4)
                return new(FindingKind.RateFactor, "vndPerUsd", vndPerUsd, factor, beside.VndPerUsd, beside.Year);
        }

        return new(FindingKind.RateJump, "vndPerUsd", vndPerUsd, beside.VndPerUsd, beside.Year);
    }
}
