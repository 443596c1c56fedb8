using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Values;

/// <summary>Why there is no number in a cell that should hold one, or what is doubtful about the one that is there.</summary>
public enum NumberProblem
{
    NotANumber,
    Ambiguous,
    Negative,
    TooLarge,
    Error,
    Date,

    /// <summary>It is merged over several places: how much is of which, nobody has said.</summary>
    MergedOverSeveral,
}

/// <summary>What a cell of a column of numbers says: "gần 145,8 tỷ đồng".</summary>
/// <param name="Value">As written, before its unit; null where there is none, which is not 0.</param>
/// <param name="Digits">The number alone, as text; null where the cell holds a real number, whose writing says nothing.</param>
/// <param name="IsPercent">A percent sign stands beside it.</param>
public readonly record struct CellNumber(
    decimal? Value, string? Digits, Qualifier Qualifier = Qualifier.Exact, MoneyUnit Unit = default, bool IsPercent = false, NumberProblem? Problem = null)
{
    /// <summary>A spreadsheet keeps that many digits of a number; what follows is noise ("145.80000000000001").</summary>
    const int SignificantDigits = 15;

    /// <summary>No qualifier with its unit before a number is as long; a name that ends in one is.</summary>
    const int MaxPrefixLength = 40;

    /// <summary>How offices write that there is nothing to write.</summary>
    static readonly HashSet<string> BlankMarks = ["", "-", "–", "—", "--", "x", "X", "…", "...", ".", "/", "n/a", "N/A", "k", "không có", "chưa có", "chưa công bố", "chưa có số liệu", "not published"];

    /// <summary>What is counted may be written behind its number, though the head of the column has said it.</summary>
    static readonly HashSet<string> CountedNouns = ["to chuc", "du an", "phi du an", "chuong trinh", "khoan", "quoc gia", "nuoc", "organisations", "organizations", "projects", "countries"];

    static readonly (string Words, Qualifier Qualifier)[] Qualifiers =
    [
        ("gần", Qualifier.Nearly), ("nearly", Qualifier.Nearly), ("dưới", Qualifier.Nearly), ("<", Qualifier.Nearly),
        ("hơn", Qualifier.Over), ("trên", Qualifier.Over), ("over", Qualifier.Over), ("more than", Qualifier.Over), (">", Qualifier.Over), ("≥", Qualifier.Over),
        ("khoảng", Qualifier.About), ("about", Qualifier.About), ("ước", Qualifier.About), ("~", Qualifier.About), ("≈", Qualifier.About),
    ];

    public bool IsBlank => Value is null && Problem is null;

    /// <summary>"dự án", "tổ chức": in what something is counted.</summary>
    public static bool IsCountedNoun(string text) => CountedNouns.Contains(TextFolding.Fold(text));

    /// <param name="style">Of its column; null where it is not known, and then what is ambiguous stays so.</param>
    public static CellNumber ParseCell(Cell? cell, SeparatorStyle? style = null) => cell switch
    {
        null => default,
        { Kind: CellKind.Error } => new(null, null, Problem: NumberProblem.Error),
        { Kind: CellKind.Date } => new(null, null, Problem: NumberProblem.Date),
        { Kind: CellKind.Boolean } => new(null, null, Problem: NumberProblem.NotANumber),
        { Kind: CellKind.Number } number => FromNumberCell(number),
        { } text => FromTextCell(text.Text, style),
    };

    /// <summary>Whether a cell looks as if it held a number, whatever it turns out to be.</summary>
    public static bool LooksLikeNumber(Cell cell) => cell.Kind switch
    {
        CellKind.Number => true,
        // Names are looked at too, in every row: most have no digit.
        CellKind.Text => cell.Text.AsSpan().ContainsAnyInRange('0', '9') && ParseCell(cell) is { IsBlank: false, Problem: null or NumberProblem.Ambiguous or NumberProblem.Negative },
        _ => false,
    };

    static CellNumber FromNumberCell(Cell cell)
    {
        if (!double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var stored) || !double.IsFinite(stored))
            return new(null, null, Problem: NumberProblem.NotANumber);
        if (Math.Abs(stored) >= 1e20)
            return new(null, null, Problem: NumberProblem.TooLarge);
        var value = RoundStoredNumber(cell.Text, stored);
        var isPercent = cell.Format?.Contains('%', StringComparison.Ordinal) == true;
        if (value < 0)
            return new(null, null, Problem: NumberProblem.Negative);
        return new(isPercent ? value * 100 : value, null, Unit: isPercent || cell.Format is null ? default : MoneyUnit.ParseCurrency(cell.Format), IsPercent: isPercent);
    }

    static decimal RoundStoredNumber(string text, double stored)
    {
        // Short enough, it is what somebody typed; else what a program has computed or kept in binary.
        if (text.Count(char.IsAsciiDigit) <= SignificantDigits && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return exact;
        return decimal.Parse(stored.ToString("E" + (SignificantDigits - 1), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    static CellNumber FromTextCell(string written, SeparatorStyle? style)
    {
        var text = written.Trim().Replace('\u00a0', ' ').Replace('\u202f', ' ').Normalize();
        if (BlankMarks.Contains(text) || BlankMarks.Contains(text.ToLowerInvariant()))
            return default;
        var qualifier = Qualifier.Exact;
        foreach (var (words, meant) in Qualifiers)
        {
            if (text.StartsWith(words, StringComparison.OrdinalIgnoreCase) && text.Length > words.Length)
            {
                (qualifier, text) = (meant, text[words.Length..].TrimStart());
                break;
            }
        }

        var isBracketed = text is ['(', .., ')'];
        if (isBracketed)
            text = text[1..^1].Trim();
        // What follows the last digit is the unit; what stands before the first may be: "USD 1,234,567".
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (first is < 0 or > MaxPrefixLength)
            return new(null, null, Problem: NumberProblem.NotANumber);
        var sign = first > 0 && text[first - 1] is '-' or '\u2212' ? 1 : 0;
        var (before, number, behind) = (text[..(first - sign)].Trim(), text[(first - sign)..(last + 1)], text[(last + 1)..].Trim());
        var isPercent = behind is "%";
        MoneyUnit unit = default;
        foreach (var word in (string[])[before, isPercent ? "" : behind])
        {
            if (word.Length == 0 || IsCountedNoun(word))
                continue;
            if (MoneyUnit.ParseWhole(word) is not { } told)
                return new(null, null, Problem: NumberProblem.NotANumber);
            unit = unit.WithDefaults(told);
        }

        var (value, problem) = SeparatorStyles.ParseNumber(number, style);
        if (isBracketed && problem is null && value != 0)
            problem = FindingKind.Negative;
        return problem switch
        {
            null => new(value, number, qualifier, unit, isPercent),
            FindingKind.AmbiguousSeparators => new(null, number, qualifier, unit, isPercent, NumberProblem.Ambiguous),
            FindingKind.Negative => new(null, null, Problem: NumberProblem.Negative),
            FindingKind.TooLarge => new(null, null, Problem: NumberProblem.TooLarge),
            _ => new(null, null, Problem: NumberProblem.NotANumber),
        };
    }
}
