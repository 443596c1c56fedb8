using System.Buffers;

namespace NgoDashboard.Files.OldFonts;

/// <summary>A word of a text with at least one character that is a code of an old font, and what it is if it is decoded.</summary>
readonly record struct OldFontWord(string Written, string Decoded, OldFontCoding Coding)
{
    /// <summary>Nobody writes them inside of words, but they are letters in old fonts, so that one proves the font.</summary>
    static readonly SearchValues<char> Signs = SearchValues.Create("¡¢£¤¥¦§¨©«¬\u00AD®¶·¸¹»¼½¾×÷");

    bool HasSign => Written.AsSpan().ContainsAny(Signs);

    /// <summary>A single character proves nothing: "3 × 4", "« … »".</summary>
    public bool IsNeutral => Written.Length == 1;

    public bool IsSyllable => VietnameseSyllable.IsSyllable(Decoded) || VietnameseSyllable.IsAbbreviation(Decoded);

    /// <summary>
    /// Whether it is a Vietnamese syllable in its old font and can be no word of Unicode: with a sign among its letters, with a capital
    /// behind a small letter ("tØnh"), or with the mark of a vowel as a letter of its own ("naêm").
    /// </summary>
    public bool IsProof => Written.Length > 1 && IsSyllable && !VietnameseSyllable.IsSyllable(Written)
        && (Coding == OldFontCoding.Vni || HasSign || HasCapitalInside);

    /// <summary>The word as it is to be read.</summary>
    /// <param name="hasOldFont">Whether the cell has such a font: then joined syllables and single letters are decoded too.</param>
    public string Convert(bool hasOldFont)
    {
        // "§" and "®" are "Đ" and "đ" behind an amount.
        if (Written.Length == 1)
            return hasOldFont || Written is "§" or "®" ? Decoded : Written;
        // A Western name among Vietnamese words stays as it is.
        return IsSyllable || HasSign || HasCapitalInside || (hasOldFont && VietnameseSyllable.IsJoinedSyllables(Decoded))
            ? WithCapitals(Decoded) : Written;
    }

    /// <summary>TCVN3 has no capitals with tones, so that a word in capitals has small letters among them: "L¹NG".</summary>
    string WithCapitals(string decoded) =>
        Coding == OldFontCoding.Tcvn3 && Written.Skip(1).Any(char.IsAsciiLetterUpper) && !Written.Any(char.IsAsciiLetterLower)
            ? decoded.ToUpperInvariant() : decoded;

    bool HasCapitalInside
    {
        get
        {
            for (var i = 1; i < Written.Length; i++)
            {
                if (Written[i] > '\u007F' && char.IsUpper(Written[i]) && char.IsLower(Written[i - 1]))
                    return true;
            }

            return false;
        }
    }
}
