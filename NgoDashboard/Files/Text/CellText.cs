using System.Text;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Files.Text;

/// <summary>Normalises the text of a cell, so that all readers see the same form.</summary>
static class CellText
{
    /// <summary>
    /// In characters. Longer runs of blanks add nothing, and regular expressions that search behind blanks visit each of them again.
    /// </summary>
    const int MaxBlankRun = 16;

    /// <summary>
    /// Trims the text, shortens runs of blanks and composes letters, because Windows-1258, and some programs in UTF-8, write tone marks
    /// separately.
    /// </summary>
    public static string Normalize(string text)
    {
        var tidy = TextSanitizer.ReplaceUnnormalizable(text).Trim();
        if (!tidy.IsNormalized())
            tidy = tidy.Normalize();
        return HasLongBlankRun(tidy) ? ShortenBlankRuns(tidy) : tidy;
    }

    static bool HasLongBlankRun(string text)
    {
        // Only every sixteenth character is checked, because a longer run contains one of them.
        for (var i = MaxBlankRun; i < text.Length; i += MaxBlankRun)
        {
            if (!char.IsWhiteSpace(text[i]))
                continue;
            var (first, last) = (i, i);
            while (first > 0 && char.IsWhiteSpace(text[first - 1]))
                first--;
            while (last + 1 < text.Length && char.IsWhiteSpace(text[last + 1]))
                last++;
            if (last - first >= MaxBlankRun)
                return true;
        }

        return false;
    }

    static string ShortenBlankRuns(string text)
    {
        var (shortened, blanks) = (new StringBuilder(text.Length), 0);
        foreach (var letter in text)
        {
            blanks = char.IsWhiteSpace(letter) ? blanks + 1 : 0;
            if (blanks <= MaxBlankRun)
                shortened.Append(letter);
        }

        return shortened.ToString();
    }
}
