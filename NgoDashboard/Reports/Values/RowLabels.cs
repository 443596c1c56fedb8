using System.Text.RegularExpressions;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Values;

/// <summary>Recognises rows that hold no data of their own by their texts: totals, parts, regions, column numbers.</summary>
static partial class RowLabels
{
    static readonly string[] Totals =
        ["tong cong", "tong so", "tong", "cong", "tong chung", "tong cong chung", "cong tong", "cong so"];

    /// <summary>Totals only as the whole text or with a number, because "Total Foundation" is a donor.</summary>
    static readonly HashSet<string> TotalsAlone =
        ["tc", "t c", "t cong", "total", "grand total", "sub total", "subtotal", "sum", "total amount", "total value", "sum total"];

    static readonly string[] PartPrefixes = ["trong do", "bao gom", "of which", "quy doi", "tuong duong"];

    /// <summary>Labels of the total in a province's own table.</summary>
    static readonly HashSet<string> Wholes = ["toan tinh", "toan thanh pho", "toan tp", "ca tinh", "ca thanh pho"];

    /// <summary>Parts of the country with several provinces, in addition to the regions of the reference data.</summary>
    static readonly HashSet<NameKey> Regions =
    [
        .. ((string[])
        [
            "mien bac", "mien trung", "mien nam", "khu vuc mien bac", "khu vuc mien trung", "khu vuc mien nam", "cac tinh mien bac",
            "cac tinh mien trung", "cac tinh mien nam", "phia bac", "phia nam", "cac tinh phia bac", "cac tinh phia nam",
            "mien trung tay nguyen", "mien trung va tay nguyen", "tay nguyen",
        ]).Select(NameKey.FromFolded),
    ];

    public static bool IsRegionLabel(string text) => Regions.Contains(NameKey.From(RemoveNumbering(text)));

    /// <summary>Texts that begin like a total once the tone marks are removed: "Công tác xã hội", "Tổng hợp".</summary>
    static readonly HashSet<string> NotTotals =
    [
        "cong tac", "cong trinh", "cong nghe", "cong dong", "cong hoa", "cong ty", "cong an", "cong nhan", "cong bang", "cong ich",
        "cong nghiep", "cong vien", "cong chuc", "cong cu",
        "tong hop", "tong ket", "tong cuc", "tong lanh", "tong quan", "tong the", "tong dai",
    ];

    /// <summary>
    /// Whether a text labels a total ("Tổng cộng", "Cộng I", "Tổng số (I+II)"), which is compared with its parts and never added to them.
    /// </summary>
    public static bool IsTotalLabel(string text)
    {
        // "ô" is not "ộ": "công" is no total.
        if (text.Normalize().TrimStart().StartsWith("công", StringComparison.OrdinalIgnoreCase))
            return false;
        var words = TextFolding.FoldToWords(text);
        var folded = string.Join(' ', words);
        if (words.Length > 1
            && (NotTotals.Contains($"{words[0]} {words[1]}") || folded.StartsWith("tong cong ty", StringComparison.Ordinal)))
            return false;
        return Wholes.Contains(folded) || Totals.Any(total => folded == total || folded.StartsWith(total + " ", StringComparison.Ordinal))
            || TotalsAlone.Contains(
                string.Join(' ', words.Where(word => !IsGroupNumber(word.ToUpperInvariant()) && !word.All(char.IsAsciiDigit))));
    }

    /// <summary>
    /// Whether the row is a part of the row above ("Trong đó: Oxfam"), or the same amount in another currency ("Quy đổi VND").
    /// </summary>
    public static bool IsPartOfRowAbove(string text) => Array.Exists(PartPrefixes, TextFolding.Fold(text).StartsWith);

    /// <summary>Whether a row is a remark or a source below a table: "Ghi chú: số liệu năm 2023 là", "Nguồn: Sở Ngoại vụ".</summary>
    public static bool IsNote(string text) =>
        text.AsSpan().TrimStart() is ['(', '*', ..] or ['*', ..] || Notes().IsMatch(SearchLimit.TruncateForSearch(text).Normalize());

    /// <summary>Whether a place stands for several that it does not name: "các tỉnh", "liên tỉnh", "nhiều địa phương".</summary>
    public static bool IsSeveralPlaces(string text) => TextFolding.Fold(text) is "cac tinh" or "nhieu tinh" or "lien tinh" or "mot so tinh"
        or "cac tinh thanh pho" or "cac tinh thanh" or "cac dia phuong" or "nhieu dia phuong" or "mot so dia phuong" or "toan vung"
        or "cac tinh khac" or "various provinces" or "several provinces" or "multiple provinces" or "provinces";

    /// <summary>Whether the text is a total label and nothing else, because in a column of measures "Tổng cam kết" is a measure.</summary>
    public static bool IsBareTotalLabel(string text) =>
        IsTotalLabel(text) && TextFolding.Fold(text) is var folded && (Totals.Contains(folded) || TotalsAlone.Contains(folded));

    /// <summary>The first text of a row that is no number of a list; empty if there is none.</summary>
    public static string FindFirstText(SheetRow row)
    {
        foreach (var cell in row.Cells)
        {
            if (cell.IsText && cell.Text.Any(char.IsLetter) && !IsGroupNumber(cell.Text))
                return cell.Text.Trim();
        }

        return "";
    }

    /// <summary>The text without the numbering of a list ("1.", "II -", "a)") and without a leading "Trong đó:".</summary>
    public static string RemoveNumbering(string text) => Numbering().Replace(text, "") is { Length: > 0 } plain ? plain : text;

    /// <summary>Whether the row numbers the columns, as forms do below their header: "(1) (2) (3)", "A B 1 2=3+4".</summary>
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

        // Column numbers are consecutive; a row of small figures is not.
        int[] counted = [.. row.Cells.Select(NumberedText).Where(text => text.All(char.IsAsciiDigit)).Select(int.Parse)];
        return numbers > 1 && counted.Zip(counted.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    /// <summary>"4" for "(4)=(5)+(6)".</summary>
    static string NumberedText(Cell cell) => cell.Text.Split('=')[0].Trim(' ', '(', ')', '[', ']');

    /// <summary>Whether a text numbers a group where its rows are numbered 1, 2, 3: "I", "IV", "A", "B.".</summary>
    public static bool IsGroupNumber(string text)
    {
        var own = text.Trim().TrimEnd('.', ')');
        return own.Length is > 0 and <= 5 && (own.All(letter => letter is 'I' or 'V' or 'X') || own is [>= 'A' and <= 'H']);
    }

    [GeneratedRegex(
        @"^\s*(?:(?:ghi chú|ghi chu|chú thích|chu thich|lưu ý|luu y|chú giải|note|notes|remarks?)(?!\p{L})|"
        + @"(?:nguồn|nguon|source|người lập|nguoi lap|ĐT|điện thoại|tel|email)(?:\s+(?:số liệu|so lieu|biểu|bieu|bảng|bang))?\s*[:：]|nguồn số liệu|nguon so lieu)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Notes();

    [GeneratedRegex(@"^\s*(?:(?:\d+(?:\.\d+)*|[IVX]+|[A-Ha-h])\s*[.)\-–:/]\s*|[-–—+•*]+\s*)?(?:(?i:trong đó|bao gồm|trong do|bao gom|of which)\s*[:,]?\s*)?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}
