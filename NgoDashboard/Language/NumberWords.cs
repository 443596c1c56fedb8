using System.Globalization;
using System.Text;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Language;

/// <summary>
/// Spells out quantities, because a typing error is noticed in words more easily than in digits: "bốn triệu không trăm năm mươi
/// nghìn USD".
/// </summary>
public static class NumberWords
{
    public static string SpellOut(Quantity quantity, DisplayLanguage language)
    {
        var whole = decimal.Truncate(quantity.WholeUnits);
        var fraction = Math.Abs(quantity.WholeUnits - whole);
        var words = language == DisplayLanguage.English ? EnglishNumber.SpellOut((long)whole) : VietnameseNumber.SpellOut((long)whole);
        if (fraction > 0)
            words += " " + language.Words.Desk["words-point"] + " " + SpellOutDigits(fraction, language);
        var unit = quantity.Unit switch
        {
            Unit.Percent => language.Words.Desk["words-percent"],
            Unit.Count => "",
            _ => language.DisplayNames.ForUnit(quantity.Unit),
        };
        return $"{words} {unit}".TrimEnd();
    }

    static string SpellOutDigits(decimal fraction, DisplayLanguage language)
    {
        var digits = fraction.ToString("0.####", CultureInfo.InvariantCulture)[2..];
        return string.Join(' ', digits.Select(digit => language == DisplayLanguage.English
            ? EnglishNumber.SpellOut(digit - '0')
            : VietnameseNumber.SpellOut(digit - '0')));
    }
}

/// <summary>Whole numbers in Vietnamese, with the irregular forms of one, five and a zero ten: mốt, lăm, linh.</summary>
static class VietnameseNumber
{
    static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

    public static string SpellOut(long number)
    {
        if (number == 0)
            return Digits[0];
        var words = new List<string>();
        Append(words, number, isFirst: true);
        return string.Join(' ', words);
    }

    // A billion (tỷ) is the highest named group. Above it the groups repeat: "nghìn tỷ", "triệu tỷ".
    static void Append(List<string> words, long number, bool isFirst)
    {
        var (billions, rest) = Math.DivRem(number, 1_000_000_000);
        if (billions > 0)
        {
            Append(words, billions, isFirst);
            words.Add("tỷ");
            isFirst = false;
        }

        foreach (var (size, name) in (ReadOnlySpan<(int, string)>)[(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")])
        {
            var group = (int)(rest / size % 1_000);
            if (group == 0)
                continue;
            AppendGroup(words, group, isFirst);
            if (name.Length > 0)
                words.Add(name);
            isFirst = false;
        }
    }

    static void AppendGroup(List<string> words, int group, bool isFirst)
    {
        var (hundreds, rest) = Math.DivRem(group, 100);
        var (tens, ones) = Math.DivRem(rest, 10);
        if (hundreds > 0 || !isFirst)
            words.AddRange([Digits[hundreds], "trăm"]);
        if (tens == 0 && ones > 0 && (hundreds > 0 || !isFirst))
            words.Add("linh");
        if (tens == 1)
            words.Add("mười");
        else if (tens > 1)
            words.AddRange([Digits[tens], "mươi"]);
        if (ones > 0)
            words.Add(ones switch { 1 when tens > 1 => "mốt", 5 when tens > 0 => "lăm", _ => Digits[ones] });
    }
}

static class EnglishNumber
{
    static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    static readonly (long Size, string Name)[] Groups =
    [
        (1_000_000_000_000_000, "quadrillion"),
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1_000, "thousand"),
    ];

    public static string SpellOut(long number)
    {
        if (number < 20)
            return Small[number];
        var words = new StringBuilder();
        foreach (var (size, name) in Groups)
        {
            if (number < size)
                continue;
            words.Append(SpellOut(number / size)).Append(' ').Append(name).Append(' ');
            number %= size;
        }

        if (number >= 100)
        {
            words.Append(Small[number / 100]).Append(" hundred ");
            number %= 100;
        }

        if (number >= 20)
            words.Append(Tens[number / 10]).Append(number % 10 > 0 ? "-" + Small[number % 10] : "");
        else if (number > 0)
            words.Append(Small[number]);
        return words.ToString().TrimEnd();
    }
}
