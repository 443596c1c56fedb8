using System.Globalization;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// The time span of a figure, both days included. A "year" may be the calendar year, a part of it up to the day of a report, or
/// the reporting year of Decree 58/2022 (15 December to 14 December), so both ends are stored.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public Period(DateOnly from, DateOnly to)
    {
        if (to < from)
            throw new ArgumentException($"A period cannot end on {to.ToIsoDate()} before it starts on {from.ToIsoDate()}.", nameof(to));
        (From, To) = (from, to);
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    /// <summary>A count "to this day" belongs to a single day, and must not overwrite the count of the year.</summary>
    public bool IsSingleDay => From == To;

    /// <summary>The year, calendar or reporting, that this period covers exactly; null if it is shorter or longer.</summary>
    public int? WholeYear =>
        this == ForYear(To.Year) || this == ForReportingYear(To.Year) ? To.Year : null;

    public static Period ForYear(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>The reporting year of Decree 58/2022 that ends on 14 December of that year.</summary>
    public static Period ForReportingYear(int year) => new(new DateOnly(year - 1, 12, 15), new DateOnly(year, 12, 14));

    /// <summary>Parses <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text?.Split('/') is not [var from, var to]
            || !TryParseDay(from, out var first) || !TryParseDay(to, out var last) || last < first)
            return false;
        period = new(first, last);
        return true;

        static bool TryParseDay(string text, out DateOnly day) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>Whether the whole period is reported under that year.</summary>
    public bool IsWithinYear(int year) => WholeYear is { } whole ? whole == year : From.Year == year && To.Year == year;

    public int CompareTo(Period other) => (To, From).CompareTo((other.To, other.From));

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}/{To:yyyy-MM-dd}");
}
