using System.Text;

namespace NgoDashboard.Files.OldFonts;

/// <summary>Divides texts into words and decodes them.</summary>
static class OldFontText
{
    /// <summary>Old fonts have no characters beyond those of Western Europe.</summary>
    const char LastWestern = '\u00FF';

    /// <summary>Whether the text may be of an old font: it has Western characters beyond ASCII, and none of Unicode's Vietnamese.</summary>
    public static bool IsCandidate(string text)
    {
        var hasWestern = false;
        foreach (var letter in text)
        {
            if (IsVietnameseUnicode(letter))
                return false;
            hasWestern |= letter is > '\u00A0' and <= LastWestern;
        }

        return hasWestern;
    }

    /// <summary>Whether the text has letters that only a Vietnamese text in Unicode has.</summary>
    public static bool HasVietnameseUnicode(string text)
    {
        // A report has a million texts.
        foreach (var letter in text)
        {
            if (letter > '\u00FF' && IsVietnameseUnicode(letter))
                return true;
        }

        return false;
    }

    /// <summary>The words with codes of an old font.</summary>
    public static IEnumerable<OldFontWord> FindWords(string text, OldFontCoding coding)
    {
        foreach (var (start, end) in DivideWords(text, coding))
        {
            var written = text[start..end];
            if (written.Any(letter => IsCode(letter, coding)))
                yield return new(written, Decode(written, coding), coding);
        }
    }

    /// <inheritdoc cref="OldFontWord.Convert"/>
    public static string Convert(string text, OldFontCoding coding, bool hasOldFont)
    {
        var (converted, copied) = (new StringBuilder(text.Length), 0);
        foreach (var (start, end) in DivideWords(text, coding))
        {
            converted.Append(text, copied, start - copied);
            var written = text[start..end];
            converted.Append(
                written.Any(letter => IsCode(letter, coding))
                    ? new OldFontWord(written, Decode(written, coding), coding).Convert(hasOldFont) : written);
            copied = end;
        }

        return converted.Append(text, copied, text.Length - copied).ToString().Normalize();
    }

    static IEnumerable<(int Start, int End)> DivideWords(string text, OldFontCoding coding)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && (char.IsLetter(text[end]) || IsCode(text[end], coding)))
                end++;
            if (end == start)
                continue;
            yield return (start, end);
            start = end;
        }
    }

    static bool IsVietnameseUnicode(char letter) =>
        letter is >= '\u1EA0' and <= '\u1EF9' or 'ă' or 'Ă' or 'đ' or 'Đ' or 'ĩ' or 'Ĩ' or 'ũ' or 'Ũ' or 'ơ' or 'Ơ' or 'ư' or 'Ư'
            or >= '\u0300' and <= '\u0323';

    static bool IsCode(char letter, OldFontCoding coding) =>
        coding == OldFontCoding.Tcvn3 ? Tcvn3Table.IsCode(letter) : VniTable.IsCode(letter);

    static string Decode(string written, OldFontCoding coding) =>
        coding == OldFontCoding.Tcvn3 ? Tcvn3Table.Decode(written) : VniTable.Decode(written);
}
