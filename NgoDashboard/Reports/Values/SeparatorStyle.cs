using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Edits;

namespace NgoDashboard.Reports.Values;

/// <summary>How a column writes its numbers. Detected from all its numbers, because every column uses one style.</summary>
public enum SeparatorStyle
{
    /// <summary>1.196.137,5</summary>
    [Code("vi")] Vietnamese,

    /// <summary>1,196,137.5</summary>
    [Code("en")] English,
}

/// <summary>Detects the separator style of a column and applies it.</summary>
public static class SeparatorStyles
{
    /// <summary>Detects the style of one number, or that it is ambiguous.</summary>
    /// <returns>The style, if the number can be read in only one way; otherwise null.</returns>
    public static SeparatorStyle? DetectStyle(string number, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var (dots, commas) = (number.Count(c => c == '.'), number.Count(c => c == ','));
        if (dots + commas == 0)
            return null;
        if (NumberParser.ParseNumber(number).Problem is { } problem)
        {
            isAmbiguous = problem == FindingKind.AmbiguousSeparators;
            return null;
        }

        if (dots > 0 && commas > 0)
            return number.LastIndexOf(',') > number.LastIndexOf('.') ? SeparatorStyle.Vietnamese : SeparatorStyle.English;
        var isGrouped = dots + commas > 1;
        return (dots > 0) == isGrouped ? SeparatorStyle.Vietnamese : SeparatorStyle.English;
    }

    /// <summary>
    /// The style on which all unambiguous numbers agree; null if there is none. A column with both "145,8" and "3,286,743" was merged from
    /// two offices, and each of its ambiguous numbers is asked about.
    /// </summary>
    public static SeparatorStyle? DetectStyle(IEnumerable<string> numbers, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var styles = new HashSet<SeparatorStyle>();
        foreach (var number in numbers)
        {
            if (DetectStyle(number, out var isOpen) is { } style)
                styles.Add(style);
            isAmbiguous |= isOpen;
        }

        isAmbiguous &= styles.Count != 1;
        return styles.Count == 1 ? styles.Single() : null;
    }

    /// <summary>Parses a number, by the column's style if it is ambiguous by itself.</summary>
    public static (decimal Value, FindingKind? Problem) ParseNumber(string number, SeparatorStyle? style)
    {
        var (value, problem) = NumberParser.ParseNumber(number);
        if (problem != FindingKind.AmbiguousSeparators || style is not { } known)
            return (value, problem);
        // One separator before three digits is a group separator or the decimal sign.
        var separator = number.Contains('.', StringComparison.Ordinal) ? '.' : ',';
        var groups = (separator == '.') == (known == SeparatorStyle.Vietnamese);
        var negative = number.TrimStart().StartsWith('-');
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (negative)
            return (0, FindingKind.Negative);
        return (decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) / (groups ? 1 : 1000), null);
    }
}
