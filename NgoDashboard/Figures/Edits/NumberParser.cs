using System.Globalization;

namespace NgoDashboard.Figures.Edits;

/// <summary>
/// Parses a number as a Vietnamese office types it: 1.196.137 and 228,7; also 3,286,743 and 1 196 137. Ambiguous input ("1.234",
/// "1,234") is refused, because a wrong guess would be off by a factor of a thousand.
/// </summary>
public static class NumberParser
{
    /// <returns>The number, or why it is not one: <see cref="FindingKind.NotANumber"/>, <see cref="FindingKind.AmbiguousSeparators"/>,
    /// <see cref="FindingKind.Negative"/> or <see cref="FindingKind.TooLarge"/>.</returns>
    public static (decimal Value, FindingKind? Problem) ParseNumber(string? text)
    {
        // Pasted text groups digits with non-breaking spaces too, and its minus may be the typographic one.
        var typed = (text ?? "").Trim().Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('\u2212', '-');
        var negative = typed.StartsWith('-');
        if (negative)
            typed = typed[1..].TrimStart();
        if (typed.Contains(' ', StringComparison.Ordinal))
        {
            var groups = typed.Split(' ');
            if (!IsGrouped(groups[..^1].Append(groups[^1].Split(',', '.')[0]).ToArray()))
                return (0, FindingKind.NotANumber);
            typed = string.Concat(groups);
        }

        if (typed.Length == 0 || !char.IsAsciiDigit(typed[0]) || !char.IsAsciiDigit(typed[^1])
            || typed.Any(c => !char.IsAsciiDigit(c) && c is not ('.' or ',')))
            return (0, FindingKind.NotANumber);
        if (typed.Count(char.IsAsciiDigit) > 20)
            return (0, FindingKind.TooLarge);

        var (plain, problem) = ToInvariantDigits(typed);
        if (problem is not null)
            return (0, problem);
        var value = decimal.Parse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return negative && value != 0 ? (0, FindingKind.Negative) : (value, null);
    }

    /// <summary>Digits with at most one decimal point.</summary>
    static (string Plain, FindingKind? Problem) ToInvariantDigits(string typed)
    {
        var (dots, commas) = (typed.Count(c => c == '.'), typed.Count(c => c == ','));
        switch (dots, commas)
        {
            case (0, 0):
                return (typed, null);
            case ( > 0, > 0):
                {
                    // Both occur: the later one is the decimal separator and may occur once, the earlier one groups digits.
                    var decimalSeparator = typed.LastIndexOf('.') > typed.LastIndexOf(',') ? '.' : ',';
                    var parts = typed.Split(decimalSeparator);
                    return parts.Length == 2 && IsGrouped(parts[0].Split(decimalSeparator == '.' ? ',' : '.'))
                        ? (string.Concat(parts[0].Split('.', ',')) + "." + parts[1], null)
                        : ("", FindingKind.NotANumber);
                }

            default:
                {
                    var parts = typed.Split('.', ',');
                    if (parts.Length > 2)
                        return IsGrouped(parts) ? (string.Concat(parts), null) : ("", FindingKind.NotANumber);
                    // One separator before exactly three digits may group thousands or begin a fraction. A first group never starts
                    // with a zero and never has four digits, so "0,125" and "1234,567" can only be fractions.
                    var ambiguous = parts[1].Length == 3 && parts[0].Length <= 3 && parts[0] is not ['0', ..];
                    return ambiguous ? ("", FindingKind.AmbiguousSeparators) : (parts[0] + "." + parts[1], null);
                }
        }
    }

    static bool IsGrouped(string[] groups) =>
        groups[0].Length is >= 1 and <= 3 && groups[0][0] != '0'
        && groups.Skip(1).All(group => group.Length == 3 && group.All(char.IsAsciiDigit));
}
