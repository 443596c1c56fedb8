using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Values;

/// <summary>Why a cell that should hold a number holds none, or what is doubtful about its number.</summary>
public enum NumberProblem
{
    NotANumber,
    Ambiguous,
    Negative,
    TooLarge,
    Error,
    Date,

    /// <summary>Stored, but its number format shows nothing.</summary>
    Hidden,

    /// <summary>Merged over several figures: how much belongs to which is not stated.</summary>
    MergedOverSeveral,
}

/// <summary>A parsed cell of a number column: "gần 145,8 tỷ đồng".</summary>
/// <param name="Value">As written, before its unit is applied; null if there is no number, which is not 0.</param>
/// <param name="Digits">The number alone, as text; null if the cell stores a real number, which has no separators to interpret.</param>
/// <param name="IsPercent">A percent sign stands beside it.</param>
/// <param name="AlsoStated">The same amount in another currency, as the cell adds it: "45.500 (1,06 tỷ đồng)".</param>
/// <param name="DisplayDivisor">What the number format divides by: 1000 where "#,##0," shows 45,500 as 46. Value is what is shown.</param>
public readonly record struct CellNumber(
    decimal? Value, string? Digits, Qualifier Qualifier = Qualifier.Exact, MoneyUnit Unit = default, bool IsPercent = false,
    NumberProblem? Problem = null, (decimal Value, MoneyUnit Unit)? AlsoStated = null, decimal DisplayDivisor = 1)
{
    /// <summary>Significant digits that a spreadsheet keeps; further digits are noise ("145.80000000000001").</summary>
    const int SignificantDigits = 15;

    /// <summary>
    /// In characters. A qualifier with a unit before the number is shorter; a longer text is a name that ends in a number.
    /// </summary>
    const int MaxPrefixLength = 40;

    /// <summary>How offices mark a cell without a value.</summary>
    static readonly HashSet<string> BlankMarks =
        ["", "-", "–", "—", "--", "---", "x", "…", "...", ".", "/", "n/a", "n.a", "n.a.", "na", "k", "ko", "không", "không có", "chưa có",
            "chưa công bố", "chưa có số liệu", "chưa có báo cáo", "chưa báo cáo", "không báo cáo", "không phát sinh", "không thực hiện",
            "chưa phát sinh", "chưa thực hiện", "chưa giải ngân", "không giải ngân", "chưa triển khai", "not published", "none", "nil"];

    /// <summary>Nouns that may follow a count, although the column's header has stated them.</summary>
    static readonly HashSet<string> CountedNouns =
        ["to chuc", "du an", "phi du an", "chuong trinh", "khoan", "quoc gia", "nuoc", "organisations", "organizations", "projects",
            "countries"];

    static readonly (string Words, Qualifier Qualifier)[] Qualifiers =
    [
        ("gần", Qualifier.Nearly), ("nearly", Qualifier.Nearly), ("dưới", Qualifier.Nearly), ("<", Qualifier.Nearly),
        ("hơn", Qualifier.Over), ("trên", Qualifier.Over), ("over", Qualifier.Over), ("more than", Qualifier.Over), (">", Qualifier.Over),
        ("≥", Qualifier.Over),
        ("khoảng", Qualifier.About), ("xấp xỉ", Qualifier.About), ("about", Qualifier.About), ("approx.", Qualifier.About),
        ("ước thực hiện", Qualifier.About), ("ước đạt", Qualifier.About), ("ước tính", Qualifier.About), ("ước khoảng", Qualifier.About),
        ("ước", Qualifier.About), ("tạm tính", Qualifier.About), ("~", Qualifier.About), ("≈", Qualifier.About),
    ];

    public bool IsBlank => Value is null && Problem is null;

    /// <summary>Whether the text names what is counted: "dự án", "tổ chức".</summary>
    public static bool IsCountedNoun(string text) => CountedNouns.Contains(TextFolding.Fold(text));

    /// <param name="style">The style of the column; null if it is unknown, and then an ambiguous number stays ambiguous.</param>
    public static CellNumber ParseCell(Cell? cell, SeparatorStyle? style = null) => cell switch
    {
        null => default,
        { Kind: CellKind.Error } => new(null, null, Problem: NumberProblem.Error),
        { Kind: CellKind.Date } => new(null, null, Problem: NumberProblem.Date),
        { Kind: CellKind.Boolean } => new(null, null, Problem: NumberProblem.NotANumber),
        { Kind: CellKind.Number } number => FromNumberCell(number),
        { } text => FromTextCell(text.Text, style),
    };

    /// <summary>Whether a cell looks as if it held a number, even an ambiguous or negative one.</summary>
    public static bool LooksLikeNumber(Cell cell) => cell.Kind switch
    {
        CellKind.Number => true,
        // Called for the names of every row too, most of which have no digit.
        CellKind.Text => cell.Text.AsSpan().ContainsAnyInRange('0', '9')
            && ParseCell(cell) is { IsBlank: false, Problem: null or NumberProblem.Ambiguous or NumberProblem.Negative },
        _ => false,
    };

    static CellNumber FromNumberCell(Cell cell)
    {
        if (cell.StoredNumber is not { } stored || !double.IsFinite(stored))
            return new(null, null, Problem: NumberProblem.NotANumber);
        if (Math.Abs(stored) >= 1e20)
            return new(null, null, Problem: NumberProblem.TooLarge);
        var value = RoundStoredNumber(cell.Text, stored);
        if (value < 0)
            return new(null, null, Problem: NumberProblem.Negative);
        var display = NumberFormat.Describe(cell.Format, value);
        if (display.IsHidden && value != 0)
            return new(null, null, Problem: NumberProblem.Hidden);
        var isPercent = display.Unit?.Contains('%', StringComparison.Ordinal) == true;
        return new((isPercent ? value * 100 : value) / display.Divisor, null,
            Unit: isPercent || display.Unit is null ? default : MoneyUnit.ParseCurrency(display.Unit), IsPercent: isPercent,
            DisplayDivisor: display.Divisor);
    }

    static decimal RoundStoredNumber(string text, double stored)
    {
        // With few enough digits it is what was typed; otherwise it was calculated or stored in binary.
        if (text.Count(char.IsAsciiDigit) <= SignificantDigits
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return exact;
        return decimal.Parse(
            stored.ToString("E" + (SignificantDigits - 1), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    static CellNumber FromTextCell(string written, SeparatorStyle? style)
    {
        var (text, remarks) = NumberCellText.SplitRemarks(NumberCellText.NormalizeSigns(written));
        if (BlankMarks.Contains(text.ToLowerInvariant()))
            return default;
        var number = FromPlainText(text, style);
        foreach (var remark in remarks)
            number = number.WithRemark(remark);
        return number;
    }

    /// <summary>"(ước)", "(USD)" and "(1,06 tỷ đồng)" say more about the number; any other remark leaves open what it means.</summary>
    CellNumber WithRemark(string remark)
    {
        if (NumberCellText.IsEstimate(remark))
            return this with { Qualifier = Qualifier == Qualifier.Exact ? Qualifier.About : Qualifier };
        if (MoneyUnit.ParseWhole(remark) is { } unit)
            return this with { Unit = Unit.WithDefaults(unit) };
        return FromPlainText(remark, null) is { Value: { } amount, Unit: { Currency: not null } other }
            ? this with { AlsoStated = (amount, other) }
            : new(null, null, Problem: NumberProblem.NotANumber);
    }

    static CellNumber FromPlainText(string text, SeparatorStyle? style)
    {
        var qualifier = RemoveQualifier(ref text);
        var isBracketed = text is ['(', .., ')'];
        if (isBracketed)
            text = text[1..^1].Trim();
        // The unit follows the last digit, or stands before the first: "USD 1,234,567".
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (first is < 0 or > MaxPrefixLength)
            return new(null, null, Problem: NumberProblem.NotANumber);
        var sign = first > 0 && text[first - 1] is '-' or '\u2212' ? 1 : 0;
        var (before, number, behind) = (text[..(first - sign)].Trim(), text[(first - sign)..(last + 1)], text[(last + 1)..].Trim());
        var isPercent = behind is "%";
        if (ParseUnits(before, isPercent ? "" : behind) is not { } unit)
            return new(null, null, Problem: NumberProblem.NotANumber);

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

    /// <summary>Removes the qualifier with which the text begins ("gần", "hơn" …).</summary>
    static Qualifier RemoveQualifier(ref string text)
    {
        foreach (var (words, qualifier) in Qualifiers)
        {
            if (text.StartsWith(words, StringComparison.OrdinalIgnoreCase) && text.Length > words.Length)
            {
                text = text[words.Length..].TrimStart();
                return qualifier;
            }
        }

        return Qualifier.Exact;
    }

    /// <summary>The unit in the texts around a number; null if one of them is neither a unit nor a counted noun.</summary>
    static MoneyUnit? ParseUnits(string before, string behind)
    {
        MoneyUnit unit = default;
        foreach (var text in (string[])[before, behind])
        {
            if (text.Length == 0 || IsCountedNoun(text))
                continue;
            if (MoneyUnit.ParseWhole(text) is not { } named)
                return null;
            unit = unit.WithDefaults(named);
        }

        return unit;
    }
}
