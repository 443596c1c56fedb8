using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>Rows that are no data: what they are is told by their texts.</summary>
static class RowText
{
    static readonly string[] Totals =
        ["tong cong", "tong so", "tong", "cong", "tong chung", "tong cong chung", "cong tong", "cong so", "total", "grand total", "sub total", "subtotal", "sum"];

    /// <summary>"Tổng cộng", "Cộng I", "Tổng số (I+II)": checked against its parts, and never added to them.</summary>
    public static bool IsTotal(string text)
    {
        var folded = Folding.Fold(text);
        return Totals.Any(total => folded == total || (folded.StartsWith(total + " ", StringComparison.Ordinal) && !folded.StartsWith("cong dong", StringComparison.Ordinal) && !folded.StartsWith("cong hoa", StringComparison.Ordinal)));
    }

    /// <summary>"(1) (2) (3)", "A B 1 2=3+4": the line below a head by which forms number their columns.</summary>
    public static bool IsNumbering(SheetRow row)
    {
        if (row.Cells.Length < 3)
            return false;
        var numbers = 0;
        foreach (var cell in row.Cells)
        {
            var text = cell.Text.Trim().Trim('(', ')', '[', ']');
            var own = text.Split('=')[0].Trim();
            if (own.Length is 0 or > 2 || !own.All(char.IsAsciiLetterOrDigit))
                return false;
            numbers += own.All(char.IsAsciiDigit) ? 1 : 0;
        }

        // Counted on from left to right; a row of small figures is not.
        int[] counted = [.. row.Cells.Select(cell => cell.Text.Trim().Trim('(', ')', '[', ']').Split('=')[0].Trim()).Where(text => text.All(char.IsAsciiDigit)).Select(int.Parse)];
        return numbers > 1 && counted.Zip(counted.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    /// <summary>"I", "IV", "A", "B.": what numbers a group where its rows are numbered 1, 2, 3.</summary>
    public static bool IsGroupNumber(string text)
    {
        var own = text.Trim().TrimEnd('.', ')');
        return own.Length is > 0 and <= 5 && (own.All(letter => letter is 'I' or 'V' or 'X') || own is [>= 'A' and <= 'H']);
    }
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

        (unit, minor, count) = (known.Unit, minor + known.Minor, count + 1);
        decimals = Math.Max(decimals, number.Value is { } written ? Math.Min((int)written.Scale, 6) : 0);
        Step = number.Value is > 0 and { } one && known.Whole > 0 ? known.Whole / one : Step;
    }

    public void Lack() => isWhole = false;

    /// <summary>In what its parts are: a total row often says no currency of its own.</summary>
    public MoneyUnit Unit => new(unit, null);

    decimal Step { get; set; } = 1;

    public Quantity? Sum => unit is { } known && count > 0 && minor <= Quantity.Limit ? new Quantity((long)minor, known) : null;

    /// <summary>Whether a written total is another. Parts that were rounded before they were added up may miss it by their rounding.</summary>
    public bool Differs(Quantity total)
    {
        if (!isWhole || Sum is not { } sum || sum.Unit != total.Unit)
            return false;
        var rounding = decimals == 0 ? 0 : count * 0.5m * Step / Power(decimals);
        return Math.Abs(sum.Whole - total.Whole) > rounding;
    }

    static decimal Power(int decimals) => decimals == 0 ? 1 : 10 * Power(decimals - 1);
}
