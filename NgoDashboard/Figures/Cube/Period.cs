using System.Globalization;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// The window that a figure speaks of, both days included. A "year" may be the calendar year, a part of it up to the day of a
/// report, or the reporting year of Decree 58/2022 (15 December to 14 December): that is why both ends are kept.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public Period(DateOnly from, DateOnly to)
    {
        if (to < from)
            throw new ArgumentException($"A period cannot end on {to:O} before it starts on {from:O}.", nameof(to));
        (From, To) = (from, to);
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    /// <summary>A count "to this day" is of a day, and must not overwrite the count of the year.</summary>
    public bool IsSingleDay => From == To;

    /// <summary>The year that this whole period stands for, or null where it is shorter or longer than a year.</summary>
    public int? WholeYear =>
        this == ForYear(To.Year) || this == ForReportingYear(To.Year) ? To.Year : null;

    public static Period ForYear(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>The year of Decree 58/2022, that ends in that year.</summary>
    public static Period ForReportingYear(int year) => new(new DateOnly(year - 1, 12, 15), new DateOnly(year, 12, 14));

    /// <summary>Reads <see cref="ToString"/> back.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text?.Split('/') is not [var from, var to] || !TryDay(from, out var first) || !TryDay(to, out var last) || last < first)
            return false;
        period = new(first, last);
        return true;

        static bool TryDay(string text, out DateOnly day) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>Whether all of this period is told under that year's heading.</summary>
    public bool IsWithinYear(int year) => WholeYear is { } whole ? whole == year : From.Year == year && To.Year == year;

    public int CompareTo(Period other) => (To, From).CompareTo((other.To, other.From));

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}/{To:yyyy-MM-dd}");
}
