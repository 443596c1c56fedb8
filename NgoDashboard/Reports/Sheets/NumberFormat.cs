using System.Globalization;
using System.Text;

namespace NgoDashboard.Reports.Sheets;

/// <summary>
/// How a sheet displays a number or a date. The cells of a workbook share its formats. Where a format hides digits, divides by a thousand
/// or adds a unit, what an office saw differs from what its file stores.
/// </summary>
public sealed record NumberFormat
{
    /// <summary>In characters. Spreadsheets refuse longer codes.</summary>
    public const int MaxCodeLength = 255;

    /// <summary>Digits of the general format, the decimal point included as one.</summary>
    const int GeneralDigits = 11;

    /// <summary>The general format writes larger and smaller numbers with an exponent.</summary>
    const decimal MaxGeneral = 1e11m, MinGeneral = 1e-4m;

    /// <summary>Whether a number is shown as it is stored, but for rounding and separators.</summary>
    readonly bool isPlain;

    public NumberFormat(string code)
    {
        (Code, (IsDate, Unit)) = (code, ParseUnit(code));
        isPlain = IsDate || NumberFormatSection.ParseAll(code).TrueForAll(section => section.IsPlain);
    }

    /// <summary>As the workbook has it: <c>#,##0.0\ "tỷ đồng"</c>.</summary>
    public string Code { get; }

    /// <summary>Whether positive numbers are displayed as dates or times.</summary>
    public bool IsDate { get; }

    /// <summary>What stands beside a positive number: a unit, a currency, a percent sign; null if nothing does.</summary>
    public string? Unit { get; }

    /// <summary>How a number that is not negative is shown.</summary>
    /// <param name="format">Null for the general format.</param>
    public static NumberDisplay Describe(NumberFormat? format, decimal value)
    {
        if (format is null || format.isPlain)
            return new(format?.Unit);
        var sections = NumberFormatSection.ParseAll(format.Code);
        return sections[NumberFormatSection.FindIndex(sections, value)].Describe();
    }

    /// <param name="format">Null for the general format.</param>
    /// <returns>Null if the format is not reproduced here.</returns>
    internal static string? DisplayNumber(NumberFormat? format, decimal value, CultureInfo culture)
    {
        if (format is null)
            return DisplayGeneral(value, culture);
        // A time of less than a day, or a date before 1900.
        if (format.IsDate)
            return null;
        var sections = NumberFormatSection.ParseAll(format.Code);
        var index = NumberFormatSection.FindIndex(sections, value);
        // Only the section of negative numbers has a sign of its own.
        return sections[index].Display(Math.Abs(value), culture) is { } text
            ? (value < 0 && index != NumberFormatSection.NegativeIndex ? "-" : "") + text : null;
    }

    /// <inheritdoc cref="DisplayNumber"/>
    internal static string? DisplayDate(NumberFormat? format, DateOnly day, CultureInfo culture)
    {
        if (format is null)
            return day.ToString("d", culture);
        var (text, run) = (new StringBuilder(), "");
        foreach (var token in FormatToken.ParseAll(format.Code).TakeWhile(token => token.Kind != FormatTokenKind.SectionEnd)
            .Append(new(FormatTokenKind.Literal, "")))
        {
            var letter = token.Kind == FormatTokenKind.Character ? token.Text.ToLowerInvariant() : "";
            if (run.Length > 0 && (letter.Length == 0 || letter[0] != run[0]))
            {
                text.Append(DisplayDatePart(run, day, culture));
                run = "";
            }

            if (letter is "d" or "m" or "y")
                run += letter;
            else if (letter is "h" or "s" or "a" || token is { Kind: FormatTokenKind.Bracket, Text: not ['$', ..] })
                // A cell stores no time of day.
                return null;
            else if (token.Kind != FormatTokenKind.Bracket)
                text.Append(letter == "/" ? culture.DateTimeFormat.DateSeparator : token.Text);
        }

        return text.ToString();
    }

    internal static string DisplayGeneral(decimal value, CultureInfo culture)
    {
        var size = Math.Abs(value);
        if (size >= MaxGeneral || (size > 0 && size < MinGeneral))
            return value.ToString("0.#####E+00", culture);
        var wholeDigits = decimal.Truncate(size).ToString(CultureInfo.InvariantCulture).Length;
        return Math.Round(value, Math.Max(GeneralDigits - 1 - wholeDigits, 0), MidpointRounding.AwayFromZero)
            .ToString("0.##########", culture);
    }

    static string DisplayDatePart(string run, DateOnly day, CultureInfo culture) => run switch
    {
        ['y', ..] => day.ToString(run.Length > 2 ? "yyyy" : "yy", culture),
        ['m', 'm', 'm', 'm', 'm', ..] => day.ToString("MMMM", culture)[..1],
        "m" => day.ToString("%M", culture),
        ['m', ..] => day.ToString(run.ToUpperInvariant(), culture),
        "d" => day.ToString("%d", culture),
        _ => day.ToString(run.Length > 4 ? "dddd" : run, culture),
    };

    /// <summary>
    /// Parses the first section, that of positive numbers: quoted text is shown as it is, letters outside of quotes are parts of a date.
    /// </summary>
    static (bool IsDate, string? Unit) ParseUnit(string code)
    {
        var (unit, isDate) = (new StringBuilder(), false);
        foreach (var (kind, text) in FormatToken.ParseAll(code))
        {
            if (kind == FormatTokenKind.SectionEnd)
                break;
            if (kind == FormatTokenKind.Literal)
                unit.Append(text);
            // [$VND-42A] is a currency; [Red], [>100] and [h] are not.
            else if (kind == FormatTokenKind.Bracket && text is ['$', ..])
                unit.Append(NumberFormatSection.CurrencySymbol(text));
            else if (kind == FormatTokenKind.Bracket)
                isDate |= text is "h" or "hh" or "m" or "mm" or "s" or "ss";
            else if (text is "%" or "$" or "₫" or "€")
                unit.Append(text);
            else
                isDate |= text is "d" or "D" or "m" or "M" or "y" or "Y" or "h" or "H" or "s" or "S";
        }

        var trimmed = unit.ToString().Trim();
        return (isDate, isDate || trimmed.Length == 0 ? null : trimmed);
    }
}

/// <summary>How a number format shows a number.</summary>
/// <param name="Unit">What stands beside it: a unit, a currency, a percent sign; null if nothing does.</param>
/// <param name="Divisor">The shown number is the stored one divided by this: 1,000,000 for "#,##0.0,,".</param>
/// <param name="IsHidden">No digit is shown.</param>
public readonly record struct NumberDisplay(string? Unit, decimal Divisor = 1, bool IsHidden = false);
