using System.Globalization;
using System.Text;

namespace NgoDashboard.Reports.Sheets;

/// <summary>One section of a number format: how numbers of one sign are displayed.</summary>
sealed class NumberFormatSection
{
    /// <summary>Of the section of negative numbers, where there are several.</summary>
    public const int NegativeIndex = 1;

    /// <summary>The sections of positive numbers, negative ones and zero; the fourth is for texts.</summary>
    const int MaxNumberSections = 3;

    /// <summary>Digits behind the decimal point that a number can have.</summary>
    const int MaxDecimals = 28;

    readonly StringBuilder prefix = new();
    readonly StringBuilder suffix = new();
    int wholeZeros, decimalZeros, decimals, thousands, openCommas;
    bool hasDigits, hasPoint, hasEnded, isGrouped, isGeneral, isPercent, isUnknown;
    (string Sign, decimal Limit)? condition;

    public static List<NumberFormatSection> ParseAll(string code)
    {
        var sections = new List<NumberFormatSection> { new() };
        foreach (var token in FormatToken.ParseAll(code))
        {
            if (token.Kind != FormatTokenKind.SectionEnd)
                sections[^1].Add(token);
            else if (sections.Count < MaxNumberSections)
                sections.Add(new());
            else
                break;
        }

        foreach (var section in sections)
            section.EndDigits();
        return sections;
    }

    /// <summary>The section by which a number is displayed.</summary>
    public static int FindIndex(List<NumberFormatSection> sections, decimal value) => sections.Count switch
    {
        1 => 0,
        2 => sections[0].Holds(value, value >= 0) ? 0 : 1,
        _ => sections[0].Holds(value, value > 0) ? 0 : sections[1].Holds(value, value < 0) ? 1 : 2,
    };

    /// <summary>The symbol of a currency in square brackets: "$VND-42A" is "VND".</summary>
    public static string CurrencySymbol(string bracket) => bracket[1..].Split('-')[0];

    /// <summary>Shows the stored number itself, whatever its size.</summary>
    public bool IsPlain => thousands == 0 && condition is null && (hasDigits || isGeneral || isUnknown);

    public NumberDisplay Describe()
    {
        var divisor = 1m;
        for (var i = 0; i < thousands; i++)
            divisor *= 1000;
        var unit = $"{prefix} {suffix}".Trim();
        return new(unit.Length == 0 ? null : unit, divisor, IsHidden: !hasDigits && !isGeneral && !isUnknown);
    }

    /// <returns>Null if the format is not reproduced here.</returns>
    public string? Display(decimal size, CultureInfo culture)
    {
        if (isUnknown)
            return null;
        var shown = isGeneral ? NumberFormat.DisplayGeneral(size, culture)
            : hasDigits ? DisplayDigits(size, culture)
            : "";
        return $"{prefix}{shown}{suffix}";
    }

    string DisplayDigits(decimal size, CultureInfo culture)
    {
        if (isPercent)
            size *= 100;
        for (var i = 0; i < thousands; i++)
            size /= 1000;
        var pattern = $"{(isGrouped ? "#," : "#")}{new string('0', wholeZeros)}.{new string('0', decimalZeros)}"
            + new string('#', decimals - decimalZeros);
        // A grouping comma has to stand before a digit.
        if (isGrouped && wholeZeros == 0)
            pattern = pattern.Insert(2, "#");
        return Math.Round(size, Math.Min(decimals, MaxDecimals), MidpointRounding.AwayFromZero).ToString(pattern, culture);
    }

    bool Holds(decimal value, bool bySign) => condition is not { } limited ? bySign : limited.Sign switch
    {
        ">" => value > limited.Limit,
        ">=" => value >= limited.Limit,
        "<" => value < limited.Limit,
        "<=" => value <= limited.Limit,
        "=" => value == limited.Limit,
        _ => value != limited.Limit,
    };

    void Add(FormatToken token)
    {
        switch (token.Kind)
        {
            case FormatTokenKind.General:
                isGeneral = true;
                hasEnded = true;
                break;
            case FormatTokenKind.Bracket when token.Text is ['$', ..]:
                AddText(CurrencySymbol(token.Text));
                break;
            case FormatTokenKind.Bracket:
                AddBracket(token.Text);
                break;
            case FormatTokenKind.Character:
                AddCharacter(token.Text[0]);
                break;
            default:
                AddText(token.Text);
                break;
        }
    }

    void AddCharacter(char sign)
    {
        switch (sign)
        {
            case '0' or '#' or '?':
                AddDigit(isZero: sign == '0');
                break;
            case ',' when hasDigits && !hasEnded:
                openCommas++;
                break;
            case '.' when !hasEnded && !hasPoint:
                EndDigits();
                (hasDigits, hasPoint) = (true, true);
                break;
            case '%':
                isPercent = true;
                AddText("%");
                break;
            case 'E' or 'e' or '/' when hasDigits:
            case '@':
                isUnknown = true;
                break;
            default:
                AddText(sign.ToString());
                break;
        }
    }

    void AddDigit(bool isZero)
    {
        // Digits on both sides of a text, as of telephone numbers.
        isUnknown |= hasEnded;
        isGrouped |= openCommas > 0;
        openCommas = 0;
        hasDigits = true;
        if (hasPoint)
            (decimals, decimalZeros) = (decimals + 1, isZero ? decimals + 1 : decimalZeros);
        else if (isZero || wholeZeros > 0)
            wholeZeros++;
    }

    /// <summary>Commas behind the last digit divide by a thousand each; those between digits group them.</summary>
    void EndDigits()
    {
        thousands += openCommas;
        openCommas = 0;
    }

    void AddText(string text)
    {
        if (hasDigits)
        {
            hasEnded = true;
            EndDigits();
        }

        (hasEnded ? suffix : prefix).Append(text);
    }

    /// <summary>A condition such as "&gt;=1000000"; colours change nothing.</summary>
    void AddBracket(string text)
    {
        var sign = text.Length - text.AsSpan().TrimStart("<>=").Length;
        if (sign > 0 && decimal.TryParse(text[sign..], NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
            condition = (text[..sign], limit);
        else
            isUnknown |= text is "h" or "hh" or "m" or "mm" or "s" or "ss";
    }
}
