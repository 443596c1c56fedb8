using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Values;

/// <summary>
/// The period that a title, a header or a cell names. "Năm 2023" is the calendar year; the reporting year of Decree 58/2022 (15 December to
/// 14 December) is meant only if its days are written.
/// </summary>
public static partial class PeriodParser
{
    const int FirstYear = 1990;

    const int LastYear = 2100;

    const int DigitsOfYear = 4;

    /// <summary>
    /// The period of which a whole text consists, such as a cell or a header: "2023", "năm 2023", "2019–2022", "Q1/2024", "15/12/2022 đến
    /// 14/12/2023". Null if it says anything else.
    /// </summary>
    public static Period? ParseWhole(string text)
    {
        if (!HasYear(text))
            return null;
        var trimmed = NormalizeDates(text.Trim().TrimEnd('.', ':'));
        if (FindFirstMatch(trimmed) is not { } found)
            return null;
        // Any other word means something else: "Giải ngân 2023" is also a measure.
        var rest = TextFolding.Fold(trimmed.Remove(found.At, found.Length));
        return rest is "" or "nam" or "ca nam" or "ky" or "year" or "on" or "ngay" or "giai doan" or "tu" or "from" ? found.Period : null;
    }

    /// <summary>The first period that is named among other words; null if none is.</summary>
    public static Period? FindIn(string text) => HasYear(text) ? FindFirstMatch(NormalizeDates(text))?.Period : null;

    /// <summary>
    /// Whether the text has four digits in a row, without which it names no period. A cheap test first, because most texts have none and
    /// every regular expression costs more.
    /// </summary>
    static bool HasYear(string text)
    {
        var digits = 0;
        foreach (var letter in text)
        {
            digits = char.IsDigit(letter) ? digits + 1 : 0;
            if (digits == DigitsOfYear)
                return true;
        }

        return false;
    }

    /// <summary>
    /// The period that the lines above a table name. A period whose days are written takes precedence over the year in a heading; dates of
    /// signatures and years of decrees are ignored. Null if there are several.
    /// </summary>
    public static Period? FindInTitles(IEnumerable<string> lines)
    {
        Period[] named =
        [
            .. lines.Where(HasYear).Select(NormalizeDates)
                .Select(line => (Line: line, Period: FindIn(Signed().Replace(line, " "))))
                .Where(found => found.Period is { IsSingleDay: false } period
                    && !(MentionsPartOfYear(found.Line) && !IsNotWholeYears(period)))
                .Select(found => found.Period!.Value).Distinct(),
        ];
        Period[] days = [.. named.Where(IsNotWholeYears)];
        // Two different periods, such as a programme of seven years and the year of the report, leave it open.
        return days.Length == 1 ? days[0] : days.Length == 0 && named.Length == 1 ? named[0] : null;
    }

    /// <summary>The only year that the lines above a table name; null if they name none, or several.</summary>
    public static int? FindSingleYear(IEnumerable<string> lines)
    {
        int[] years = [.. lines.SelectMany(FindYears).Distinct()];
        return years.Length == 1 ? years[0] : null;
    }

    /// <summary>The years that a line above a table names, without dates of signatures and years of decrees.</summary>
    public static IEnumerable<int> FindYears(string line) =>
        HasYear(line) ? Years().Matches(Signed().Replace(NormalizeDates(line), " ")).Select(match => ParseGroup(match, 1)) : [];

    /// <summary>
    /// Inserts a year from another line into "Quý I", "6 tháng đầu năm" or "Cả năm"; any other text is returned as it is.
    /// </summary>
    public static string CompleteWithYear(string text, int year) =>
        text.Length <= SearchLimit.MaxCharacters && FindIn(text) is null && PartAlone().Match(text.Normalize()) is { Success: true } part
            ? text.Normalize().Insert(part.Index + part.Length, $" {year}") : text;

    /// <summary>
    /// Whether a text that begins with a digit names a period and is no number: "6 tháng đầu năm", "31/12/2023", "2023 (ước)".
    /// </summary>
    public static bool StartsWithPeriod(string text) => BeginsAsTime().IsMatch(text);

    /// <summary>
    /// Whether a line mentions months, a quarter or a half, maybe in words that are not parsed: "Bảy tháng đầu năm 2023".
    /// </summary>
    static bool MentionsPartOfYear(string line) => $" {TextFolding.Fold(line)} " is var words
        && (words.Contains(" thang ", StringComparison.Ordinal) || words.Contains(" quy ", StringComparison.Ordinal)
            || words.Contains(" nua ", StringComparison.Ordinal));

    static bool IsNotWholeYears(Period period) => period is not { From: { Month: 1, Day: 1 }, To: { Month: 12, Day: 31 } };

    /// <summary>The text without the period that it names.</summary>
    public static string RemovePeriod(string text)
    {
        if (!HasYear(text))
            return text;
        var plain = NormalizeDates(text);
        return FindFirstMatch(plain) is { } found ? Empty().Replace(plain.Remove(found.At, found.Length), " ") : text;
    }

    /// <summary>
    /// Writes dates as the patterns expect them: "30 April 2024" as "30/4/2024", "sáu tháng" as "6 tháng", letters composed.
    /// </summary>
    static string NormalizeDates(string text) => OpenEnded().Replace(SpelledMonths().Replace(Spelled().Replace(
        Named().Replace(WithAsciiDigits(SearchLimit.TruncateForSearch(text).Normalize()),
            named => $"{named.Groups[1].Value}/{MonthNumber(named.Groups[2].Value)}/{named.Groups[3].Value}"),
        "$1/$2/$3"),
        spelled => $"{3 * (1 + Array.IndexOf(SpelledQuarterMonths, spelled.Groups[1].Value.ToLowerInvariant()))} tháng"),
        // "Từ 2021 đến nay" and "năm học 2022-2023" are no year's, and the year that begins them is not their period.
        " ");

    static int MonthNumber(string englishName) => Array.IndexOf(EnglishMonths, englishName[..3].ToLowerInvariant()) + 1;

    static readonly string[] SpelledQuarterMonths = ["ba", "sáu", "chín"];

    /// <summary>\d also matches digits of other scripts, which int.Parse does not accept.</summary>
    static string WithAsciiDigits(string text) => text.Any(letter => char.IsDigit(letter) && !char.IsAsciiDigit(letter))
        ? string.Concat(text.Select(letter => char.IsDigit(letter) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)) : letter))
        : text;

    static (Period Period, int At, int Length)? FindFirstMatch(string text)
    {
        foreach (var (pattern, read) in Patterns)
        {
            foreach (Match match in pattern().Matches(text))
            {
                if (read(match) is { } period)
                    return (period, match.Index, match.Length);
            }
        }

        return null;
    }

    static readonly (Func<Regex> Pattern, Func<Match, Period?> Read)[] Patterns =
    [
        (Days, match => FromDays(ParseDay(match, 1), ParseDay(match, 4))),
        (IsoDays, match => FromDays(ParseIsoDay(match.Groups[1].Value), ParseIsoDay(match.Groups[2].Value))),
        (MonthsOfYears, match => FromMonths(ParseGroup(match, 2), ParseGroup(match, 1), ParseGroup(match, 4), ParseGroup(match, 3))),
        (YearToMonth, match => FromMonths(ParseGroup(match, 1), 1, ParseGroup(match, 3), ParseGroup(match, 2))),
        (Months, match => FromMonths(ParseGroup(match, 3), ParseGroup(match, 1), ParseGroup(match, 2))),
        (MonthsOfYear, match => FromMonths(ParseGroup(match, 1), 1, ParseGroup(match, 2))),
        (FirstMonths, match => FromMonths(ParseGroup(match, 2), 1, ParseGroup(match, 1))),
        (LastMonths, match => ParseGroup(match, 1) is >= 1 and <= 12 and var count ? FromMonths(ParseGroup(match, 2), 13 - count, 12)
            : null),
        (Quarters, match => FromQuarter(match.Groups[1].Value, ParseGroup(match, 2))),
        (UntilDay, match => ParseDay(match, 1) is { } day ? FromDays(new DateOnly(day.Year, 1, 1), day) : null),
        (OneDay, match => FromDays(ParseDay(match, 1), ParseDay(match, 1))),
        (IsoDayAlone, match => FromDays(ParseIsoDay(match.Value), ParseIsoDay(match.Value))),
        (Spans, match => FromYears(ParseGroup(match, 1), ParseGroup(match, 2))),
        (Years, match => FromYears(ParseGroup(match, 1), ParseGroup(match, 1))),
    ];

    static int ParseGroup(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    static DateOnly? ParseDay(Match match, int first) =>
        ParseGroup(match, first + 2) is >= FirstYear and <= LastYear and var year
        && ParseGroup(match, first + 1) is >= 1 and <= 12 and var month
        && ParseGroup(match, first) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    static DateOnly? ParseIsoDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear ? day : null;

    static Period? FromDays(DateOnly? from, DateOnly? to) =>
        from is { } first && to is { } last && first <= last ? new Period(first, last) : null;

    static Period? FromYears(int from, int to) =>
        from is >= FirstYear and <= LastYear && to >= from && to <= LastYear
            ? new Period(new DateOnly(from, 1, 1), new DateOnly(to, 12, 31)) : null;

    static Period? FromMonths(int year, int from, int to) => to >= from ? FromMonths(year, from, year, to) : null;

    static Period? FromMonths(int firstYear, int from, int lastYear, int to) =>
        firstYear >= FirstYear && lastYear <= LastYear && from is >= 1 and <= 12 && to is >= 1 and <= 12
            ? FromDays(new DateOnly(firstYear, from, 1), new DateOnly(lastYear, to, DateTime.DaysInMonth(lastYear, to)))
            : null;

    static Period? FromQuarter(string quarter, int year)
    {
        var number = quarter.ToUpperInvariant() switch { "1" or "I" => 1, "2" or "II" => 2, "3" or "III" => 3, "4" or "IV" => 4, _ => 0 };
        return number == 0 ? null : FromMonths(year, (3 * number) - 2, 3 * number);
    }

    static readonly string[] EnglishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
}
