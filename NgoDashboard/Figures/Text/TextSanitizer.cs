using System.Globalization;
using System.Text;

namespace NgoDashboard.Figures.Text;

/// <summary>
/// The one rule for every text that reaches a screen, a list or a file: only what can be seen, in the order in which it is written. No
/// control character; none that turns the direction of the writing (U+202E makes "gpj.exe" of "exe.jpg"); none that is invisible, because
/// two names that look the same must be the same; no half of a letter. Texts are kept composed (NFC): one Vietnamese letter has one form.
/// Programs, which can mend what they send, are refused with a sentence (<see cref="IsDisplayable"/>); what people type or paste, and what
/// stands in files that others made, is cleaned (<see cref="SanitizeLine"/>, <see cref="SanitizeMultiline"/>), because nobody can find what cannot be seen.
/// </summary>
public static class TextSanitizer
{
    /// <summary>
    /// Invisible though Unicode counts them among letters, marks and symbols: the combining grapheme joiner, the fillers of Hangul and Khmer,
    /// the variation selectors of Mongolian, emoji and Han, the blank pattern of Braille, the sign that stands for an object.
    /// </summary>
    static readonly (int First, int Last)[] InvisibleRanges =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0), (0xFFFC, 0xFFFC), (0xE0100, 0xE01EF),
    ];

    /// <summary>Whether the text may be shown as it is.</summary>
    /// <param name="isMultiline">Whether it may have more lines than one: the body of a card, a proposal.</param>
    public static bool IsDisplayable(string text, bool isMultiline = false) => FindFirstForbidden(text, isMultiline) is null;

    /// <summary>The first character that may not stand in it; null where there is none. Half of a letter comes as U+FFFD.</summary>
    public static Rune? FindFirstForbidden(string text, bool isMultiline = false)
    {
        for (var at = 0; at < text.Length;)
        {
            if (IsCommonLetter(text[at]))
            {
                at++;
                continue;
            }

            if (!Rune.TryGetRuneAt(text, at, out var rune))
                return Rune.ReplacementChar;
            if (!IsVisibleRune(rune) && !(isMultiline && rune.Value == '\n'))
                return rune;
            at += rune.Utf16SequenceLength;
        }

        return null;
    }

    /// <summary>On one line, without what may not stand in it: a line break and a tab become a blank, everything else goes.</summary>
    public static string SanitizeLine(string? text) => Sanitize(text, isMultiline: false);

    /// <inheritdoc cref="SanitizeLine(string?)"/>
    /// <param name="maxLength">What is longer is cut, and says so by its last sign.</param>
    public static string SanitizeLine(string? text, int maxLength) => Truncate(SanitizeLine(text), maxLength);

    /// <summary>With its lines, parted by \n, and without whatever else may not stand in it.</summary>
    public static string SanitizeMultiline(string? text) => Sanitize(text, isMultiline: true);

    /// <summary>
    /// With a blank in place of halves of letters and of U+FFFE, which no normalisation takes: what somebody types into a search must not
    /// end their page.
    /// </summary>
    public static string ReplaceUnnormalizable(string text)
    {
        StringBuilder? mended = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune) && rune.Value != 0xFFFE)
                at += rune.Utf16SequenceLength - 1;
            else
                (mended ??= new(text))[at] = ' ';
        }

        return mended?.ToString() ?? text;
    }

    /// <summary>A blank is visible: it keeps words apart. U+2028 and U+2029 are line breaks, and as such no part of a line.</summary>
    public static bool IsVisibleRune(Rune rune) => !Array.Exists(InvisibleRanges, range => rune.Value >= range.First && rune.Value <= range.Last)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    /// <summary>The letters of nearly all texts here, so that a file of millions of cells is looked through in a moment.</summary>
    static bool IsCommonLetter(char letter) => letter is >= ' ' and < '\u007F' or >= '\u00A0' and < '\u0300' and not '\u00AD' or >= '\u1E00' and <= '\u1EFF';

    static string Sanitize(string? text, bool isMultiline)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Most texts are clean: they are looked through, and not written anew.
        var told = FindFirstForbidden(text, isMultiline) is null ? text : RemoveForbidden(text, isMultiline);
        // What is left out between a letter and its mark lets the two come together: composed afterwards.
        return told.Normalize(NormalizationForm.FormC).Trim();
    }

    static string RemoveForbidden(string text, bool isMultiline)
    {
        var clean = new StringBuilder(text.Length);
        var lines = text.ReplaceLineEndings("\n");
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] is '\n' or '\t' or '\v')
            {
                clean.Append(isMultiline && lines[at] == '\n' ? '\n' : ' ');
            }
            else if (Rune.TryGetRuneAt(lines, at, out var rune))
            {
                if (IsVisibleRune(rune))
                    clean.Append(lines, at, rune.Utf16SequenceLength);
                at += rune.Utf16SequenceLength - 1;
            }
        }

        return clean.ToString();
    }

    static string Truncate(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        // Not in the middle of a letter that takes two places.
        var end = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return text[..end] + "…";
    }
}
