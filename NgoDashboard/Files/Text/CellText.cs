using System.Text;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Files.Text;

/// <summary>The text of a cell in the one form in which all readers see it.</summary>
static class CellText
{
    /// <summary>Longer runs of blanks say nothing more, and patterns that look for something behind blanks look at each of them again.</summary>
    const int MaxBlankRun = 16;

    /// <summary>Without blanks around it, its letters composed: Windows-1258 writes tone marks apart, and some programs do in UTF-8 too.</summary>
    public static string Normalize(string text)
    {
        var tidy = TextSanitizer.ReplaceUnnormalizable(text).Trim();
        if (!tidy.IsNormalized())
            tidy = tidy.Normalize();
        return HasLongBlankRun(tidy) ? ShortenBlankRuns(tidy) : tidy;
    }

    static bool HasLongBlankRun(string text)
    {
        // Only every sixteenth letter need be looked at: a longer run holds one of them.
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
