using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;

namespace NgoDashboard.Reports.Review;

/// <summary>Finds two periods of one figure of which one must be a mistake.</summary>
static class PeriodOverlap
{
    /// <summary>
    /// The known period that shares most days with this one, if one of the two must be a mistake: they are about equally long, as the
    /// reporting year and the calendar year; or both are parts of years and neither contains the other, as nine months and the second half.
    /// A half-year is a part of its year, and a period of several years contains its years.
    /// </summary>
    public static IEnumerable<ReportFinding> Find(ReportedValue claim, IEnumerable<Period> known)
    {
        var period = claim.Key.Period;
        var doubled = known.Take(MaxPeriods).Where(other => AreSamePeriodTwice(period, other)).ToList();
        if (doubled.Count > 0)
            yield return new(ReportFindingKind.Overlaps, claim.File, claim.Location, period,
                doubled.MaxBy(other => SharedDays(period, other)));
    }

    static bool AreSamePeriodTwice(Period one, Period other) =>
        one != other && !one.IsSingleDay && !other.IsSingleDay && SharedDays(one, other) > 0
        && (Math.Abs(LengthInDays(one) - LengthInDays(other)) < MaxDaysApart
            || (LengthInDays(one) <= DaysOfYear && LengthInDays(other) <= DaysOfYear && !ContainsPeriod(one, other)
                && !ContainsPeriod(other, one)));

    static bool ContainsPeriod(Period whole, Period part) => whole.From <= part.From && part.To <= whole.To;

    static int SharedDays(Period one, Period other) =>
        Math.Min(one.To.DayNumber, other.To.DayNumber) - Math.Max(one.From.DayNumber, other.From.DayNumber) + 1;

    /// <summary>In days. Periods whose lengths differ by less than a month are meant to be the same.</summary>
    const int MaxDaysApart = 28;

    const int DaysOfYear = 366;

    /// <summary>The number of a figure's periods is bounded, because each is compared with each.</summary>
    const int MaxPeriods = 500;

    static int LengthInDays(Period period) => period.To.DayNumber - period.From.DayNumber + 1;
}
