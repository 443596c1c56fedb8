using NgoDashboard.Figures.Edits;

namespace NgoDashboard.Reports.Values;

/// <summary>How one column writes its numbers. Every column of every office has one; it is decided from all that stands in it.</summary>
public enum SeparatorStyle
{
    /// <summary>1.196.137,5</summary>
    Vietnamese,

    /// <summary>1,196,137.5</summary>
    English,
}

/// <summary>The style of a column, from its cells.</summary>
public static class SeparatorStyles
{
    /// <summary>What one number tells: a style, or that it can be read in two ways, or nothing at all.</summary>
    /// <returns>The style, where the number can be read in one only.</returns>
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
    /// One style where all that can be read in one way agree; null where nothing, or something else, is told by them. A column in which
    /// "145,8" stands beside "3,286,743" was put together from two offices, and each of its ambiguous numbers is asked for.
    /// </summary>
    public static SeparatorStyle? DetectStyle(IEnumerable<string> numbers, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var told = new HashSet<SeparatorStyle>();
        foreach (var number in numbers)
        {
            if (DetectStyle(number, out var isOpen) is { } style)
                told.Add(style);
            isAmbiguous |= isOpen;
        }

        isAmbiguous &= told.Count != 1;
        return told.Count == 1 ? told.Single() : null;
    }

    /// <summary>Reads a number that was ambiguous by itself.</summary>
    public static (decimal Value, FindingKind? Problem) ParseNumber(string number, SeparatorStyle? style)
    {
        var (value, problem) = NumberParser.ParseNumber(number);
        if (problem != FindingKind.AmbiguousSeparators || style is not { } known)
            return (value, problem);
        // One separator before three digits: it groups, or it is the decimal sign.
        var separator = number.Contains('.', StringComparison.Ordinal) ? '.' : ',';
        var groups = (separator == '.') == (known == SeparatorStyle.Vietnamese);
        var negative = number.TrimStart().StartsWith('-');
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (negative)
            return (0, FindingKind.Negative);
        return (decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) / (groups ? 1 : 1000), null);
    }
}
