using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Values;

/// <summary>Rows that are no data: what they are is told by their texts.</summary>
static partial class RowClassifier
{
    static readonly string[] Totals =
        ["tong cong", "tong so", "tong", "cong", "tong chung", "tong cong chung", "cong tong", "cong so"];

    /// <summary>These alone, or with a number: "Total Foundation" gives grants.</summary>
    static readonly HashSet<string> TotalsAlone =
        ["tc", "t c", "t cong", "total", "grand total", "sub total", "subtotal", "sum", "total amount", "total value", "sum total"];

    static readonly string[] PartPrefixes = ["trong do", "bao gom", "of which", "quy doi", "tuong duong"];

    /// <summary>In a province's own table, what is told of all of it.</summary>
    static readonly HashSet<string> Wholes = ["toan tinh", "toan thanh pho", "toan tp", "ca tinh", "ca thanh pho"];

    /// <summary>Parts of the country that hold several provinces. Those of the reference are known beside these.</summary>
    static readonly HashSet<string> Regions =
    [
        "mien bac", "mien trung", "mien nam", "khu vuc mien bac", "khu vuc mien trung", "khu vuc mien nam", "cac tinh mien bac", "cac tinh mien trung", "cac tinh mien nam",
        "phia bac", "phia nam", "cac tinh phia bac", "cac tinh phia nam", "mien trung tay nguyen", "mien trung va tay nguyen", "tay nguyen",
    ];

    public static bool IsRegionLabel(string text) => Regions.Contains(TextFolding.Fold(RemoveNumbering(text)));

    /// <summary>What begins as a total does without its tone marks, and is none: "Công tác xã hội", "Tổng hợp".</summary>
    static readonly HashSet<string> NotTotals =
    [
        "cong tac", "cong trinh", "cong nghe", "cong dong", "cong hoa", "cong ty", "cong an", "cong nhan", "cong bang", "cong ich", "cong nghiep", "cong vien", "cong chuc", "cong cu",
        "tong hop", "tong ket", "tong cuc", "tong lanh", "tong quan", "tong the", "tong dai",
    ];

    /// <summary>"Tổng cộng", "Cộng I", "Tổng số (I+II)": checked against its parts, and never added to them.</summary>
    public static bool IsTotalLabel(string text)
    {
        // ô is not ộ.
        if (text.Normalize().TrimStart().StartsWith("công", StringComparison.OrdinalIgnoreCase))
            return false;
        var words = TextFolding.FoldToWords(text);
        var folded = string.Join(' ', words);
        if (words.Length > 1 && (NotTotals.Contains($"{words[0]} {words[1]}") || folded.StartsWith("tong cong ty", StringComparison.Ordinal)))
            return false;
        return Wholes.Contains(folded) || Totals.Any(total => folded == total || folded.StartsWith(total + " ", StringComparison.Ordinal))
            || TotalsAlone.Contains(string.Join(' ', words.Where(word => !IsGroupNumber(word.ToUpperInvariant()) && !word.All(char.IsAsciiDigit))));
    }

    /// <summary>"Trong đó: Oxfam", "Quy đổi VND": a part of the row above, or the same once more.</summary>
    public static bool IsPartOfRowAbove(string text) => Array.Exists(PartPrefixes, TextFolding.Fold(text).StartsWith);

    /// <summary>"Tổng cộng" and nothing else: in a column of measures "Tổng cam kết" is one of them.</summary>
    public static bool IsBareTotalLabel(string text) => IsTotalLabel(text) && TextFolding.Fold(text) is var folded && (Totals.Contains(folded) || TotalsAlone.Contains(folded));

    /// <summary>Without the "1.", "II -" or "a)" by which lists number what they name, and the "Trong đó:" before its parts.</summary>
    public static string RemoveNumbering(string text) => Numbering().Replace(text, "") is { Length: > 0 } plain ? plain : text;

    /// <summary>"(1) (2) (3)", "A B 1 2=3+4": the line below a head by which forms number their columns.</summary>
    public static bool IsColumnNumbering(SheetRow row)
    {
        if (row.Cells.Length < 3)
            return false;
        var numbers = 0;
        foreach (var cell in row.Cells)
        {
            var own = NumberedText(cell);
            if (own.Length is 0 or > 2 || !own.All(char.IsAsciiLetterOrDigit))
                return false;
            numbers += own.All(char.IsAsciiDigit) ? 1 : 0;
        }

        // Counted on from left to right; a row of small figures is not.
        int[] counted = [.. row.Cells.Select(NumberedText).Where(text => text.All(char.IsAsciiDigit)).Select(int.Parse)];
        return numbers > 1 && counted.Zip(counted.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    /// <summary>Of "(4)=(5)+(6)" the 4.</summary>
    static string NumberedText(Cell cell) => cell.Text.Split('=')[0].Trim(' ', '(', ')', '[', ']');

    /// <summary>"I", "IV", "A", "B.": what numbers a group where its rows are numbered 1, 2, 3.</summary>
    public static bool IsGroupNumber(string text)
    {
        var own = text.Trim().TrimEnd('.', ')');
        return own.Length is > 0 and <= 5 && (own.All(letter => letter is 'I' or 'V' or 'X') || own is [>= 'A' and <= 'H']);
    }

    [GeneratedRegex(@"^\s*(?:(?:\d+(?:\.\d+)*|[IVX]+|[A-Ha-h])\s*[.)\-–:/]\s*|[-–—+•*]+\s*)?(?:(?i:trong đó|bao gồm|trong do|bao gom|of which)\s*[:,]?\s*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}

/// <summary>Rates at which offices reckon.</summary>
static class ExchangeRateCheck
{
    /// <summary>A fixed rate differs from the year's average by no more than such a part; past it, one of two amounts is wrong.</summary>
    const decimal Tolerance = .1m;

    /// <summary>Whether both are one amount, as far as the rate tells.</summary>
    public static bool AreSameAmount(Quantity dollars, Quantity dong, decimal? vndPerUsd) =>
        vndPerUsd is { } rate && dollars.MinorUnits > 0 && Math.Abs((dong.WholeUnits / dollars.WholeUnits) - rate) <= rate * Tolerance;
}

/// <summary>What has been added up of one column, to be compared with a total that is written.</summary>
sealed class RunningSum
{
    Unit? unit;
    Int128 minor;
    int count;
    int decimals;
    bool isWhole = true;

    public void Add(Quantity? value, CellNumber number)
    {
        if (value is not { } known || (unit is { } first && first != known.Unit))
        {
            isWhole = false;
            return;
        }

        (unit, minor, count) = (known.Unit, minor + known.MinorUnits, count + 1);
        decimals = Math.Max(decimals, number.Value is { } written ? Math.Min((int)written.Scale, 6) : 0);
        WholeUnitsPerWritten = number.Value is > 0 and { } one && known.WholeUnits > 0 ? known.WholeUnits / one : WholeUnitsPerWritten;
    }

    /// <summary>In what its parts are: a total row often says no currency of its own.</summary>
    public MoneyUnit Unit => unit is { IsMoney: true } ? new(unit, null) : default;

    decimal WholeUnitsPerWritten { get; set; } = 1;

    public Quantity? Sum => unit is { } known && count > 0 && minor <= Quantity.MaxMinorUnits ? new Quantity((long)minor, known) : null;

    /// <summary>Whether a written total is another. Parts that were rounded before they were added up may miss it by their rounding.</summary>
    public bool DiffersFrom(Quantity total)
    {
        if (!isWhole || Sum is not { } sum || sum.Unit != total.Unit)
            return false;
        var rounding = decimals == 0 ? 0 : count * 0.5m * WholeUnitsPerWritten / PowerOfTen(decimals);
        return Math.Abs(sum.WholeUnits - total.WholeUnits) > rounding;
    }

    static decimal PowerOfTen(int decimals) => decimals == 0 ? 1 : 10 * PowerOfTen(decimals - 1);
}
