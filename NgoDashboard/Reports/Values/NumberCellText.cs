using System.Text.RegularExpressions;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Values;

/// <summary>
/// The text of a number cell without what offices write around the number: separators of other keyboards and fonts, footnote marks, remarks
/// in brackets. Remarks are returned, because some of them change what the number means.
/// </summary>
static partial class NumberCellText
{
    const int FullWidthOffset = '！' - '!';

    const string FootnoteMarks = "*†‡¹²³⁴⁵⁶⁷⁸⁹⁰";

    static readonly HashSet<string> EstimateWords =
        ["uoc", "uoc tinh", "uoc thuc hien", "uoc th", "so uoc", "tam tinh", "so tam tinh", "so bo", "khoang", "estimate", "estimated",
            "approx"];

    /// <summary>Whether a remark says that the number is an estimate: "(ước)", "(tạm tính)".</summary>
    public static bool IsEstimate(string remark) => EstimateWords.Contains(TextFolding.Fold(remark));

    /// <summary>
    /// Blanks of every width become blanks, full-width signs become plain ones, and an apostrophe between digits, which groups thousands
    /// elsewhere, becomes a blank.
    /// </summary>
    public static string NormalizeSigns(string text)
    {
        var plain = string.Create(text.Length, text, (letters, original) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = ToPlainSign(original[i]);
        });
        return GroupingApostrophe().Replace(plain.Normalize().Trim(), " ");
    }

    static char ToPlainSign(char sign) => sign switch
    {
        >= '！' and <= '～' => (char)(sign - FullWidthOffset),
        '\u200b' or '\ufeff' => ' ',
        not '\n' when char.IsWhiteSpace(sign) => ' ',
        _ => sign,
    };

    /// <summary>Removes footnote marks and remarks from behind a number: "45.500*", "45.500 (ước)", "45.500⏎(1,06 tỷ đồng)".</summary>
    /// <returns>The number with its unit, and the remarks without brackets. The whole text where no number would be left.</returns>
    public static (string Number, IReadOnlyList<string> Remarks) SplitRemarks(string text)
    {
        List<string>? remarks = null;
        for (var isShorter = true; isShorter;)
        {
            var number = text.AsSpan().TrimEnd(FootnoteMarks).TrimEnd();
            var remark = "";
            if (number is [.., ')' or ']'] && number.LastIndexOfAny('(', '[') is >= 0 and var open)
            {
                remark = number[(open + 1)..^1].Trim().ToString();
                number = number[..open].TrimEnd();
            }

            isShorter = number.Length < text.Length && number.ContainsAnyInRange('0', '9');
            if (!isShorter)
                break;
            text = number.ToString();
            if (remark.Trim('*').Length > 0)
                (remarks ??= []).Add(remark);
        }

        return (text, (IReadOnlyList<string>?)remarks ?? []);
    }

    [GeneratedRegex(@"(?<=\d)['’ʼ′`](?=\d{3}(?!\d))")]
    private static partial Regex GroupingApostrophe();
}
