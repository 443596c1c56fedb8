using System.Globalization;
using System.Text;

namespace NgoDashboard.Figures.Text;

/// <summary>
/// Normalises text for search and comparison: lower case, no diacritics, đ as d, one blank between words. So "quang tri",
/// "QUẢNG TRỊ" and "Quảng  Trị" are equal, as are Hoà and Hòa.
/// </summary>
public static class TextFolding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in TextSanitizer.ReplaceUnnormalizable(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(c))
                folded.Append(c is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    public static string[] FoldToWords(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
