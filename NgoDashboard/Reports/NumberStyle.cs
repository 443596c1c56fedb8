using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>How one column writes its numbers. Every column of every office has one; it is decided from all that stands in it.</summary>
public enum NumberStyle
{
    /// <summary>1.196.137,5</summary>
    Vietnamese,

    /// <summary>1,196,137.5</summary>
    English,
}

/// <summary>The style of a column, from its cells.</summary>
public static class ColumnStyles
{
    /// <summary>What one number tells: a style, or that it can be read in two ways, or nothing at all.</summary>
    /// <returns>The style, where the number can be read in one only.</returns>
    public static NumberStyle? Of(string number, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var (dots, commas) = (number.Count(c => c == '.'), number.Count(c => c == ','));
        if (dots + commas == 0)
            return null;
        if (TypedNumber.Read(number).Problem is { } problem)
        {
            isAmbiguous = problem == FindingKind.AmbiguousSeparators;
            return null;
        }

        if (dots > 0 && commas > 0)
            return number.LastIndexOf(',') > number.LastIndexOf('.') ? NumberStyle.Vietnamese : NumberStyle.English;
        var isGrouped = dots + commas > 1;
        return (dots > 0) == isGrouped ? NumberStyle.Vietnamese : NumberStyle.English;
    }

    /// <summary>
    /// One style where all that can be read in one way agree; null where nothing, or something else, is told by them. A column in which
    /// "145,8" stands beside "3,286,743" was put together from two offices, and each of its ambiguous numbers is asked for.
    /// </summary>
    public static NumberStyle? Of(IEnumerable<string> numbers, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var told = new HashSet<NumberStyle>();
        foreach (var number in numbers)
        {
            if (Of(number, out var isOpen) is { } style)
                told.Add(style);
            isAmbiguous |= isOpen;
        }

        isAmbiguous &= told.Count != 1;
        return told.Count == 1 ? told.Single() : null;
    }

    /// <summary>Reads a number that was ambiguous by itself.</summary>
    public static (decimal Value, FindingKind? Problem) Read(string number, NumberStyle? style)
    {
        var (value, problem) = TypedNumber.Read(number);
        if (problem != FindingKind.AmbiguousSeparators || style is not { } known)
            return (value, problem);
        // One separator before three digits: it groups, or it is the decimal sign.
        var separator = number.Contains('.', StringComparison.Ordinal) ? '.' : ',';
        var groups = (separator == '.') == (known == NumberStyle.Vietnamese);
        var negative = number.TrimStart().StartsWith('-');
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (negative)
            return (0, FindingKind.Negative);
        return (decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) / (groups ? 1 : 1000), null);
    }
}
