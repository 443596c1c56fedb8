using System.Globalization;
using System.Text;

namespace NgoDashboard.Figures.Text;

/// <summary>
/// The one rule for every text that reaches a screen, a list or a file: visible characters only, in writing order. No control characters;
/// no bidirectional overrides (U+202E turns "exe.jpg" into "gpj.exe"); no invisible characters, because names that look equal must be
/// equal; no unpaired surrogates. Texts are stored in NFC, so that a Vietnamese letter has one form. API clients can correct their input
/// and are refused with a sentence (<see cref="IsDisplayable"/>); typed or pasted text and uploaded files are cleaned
/// (<see cref="SanitizeLine(string?)"/>, <see cref="SanitizeMultiline"/>), because their authors could not find an invisible character.
/// </summary>
public static class TextSanitizer
{
    /// <summary>
    /// Invisible although Unicode classifies them as letters, marks or symbols: the combining grapheme joiner, Hangul and Khmer fillers,
    /// the variation selectors of Mongolian, emoji and Han, the blank Braille pattern, the object replacement character.
    /// </summary>
    static readonly (int First, int Last)[] InvisibleRanges =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0), (0xFFFC, 0xFFFC), (0xE0100, 0xE01EF),
    ];

    /// <summary>Whether the text may be shown as it is.</summary>
    /// <param name="isMultiline">Whether it may have several lines, like the body of a card or a proposal.</param>
    public static bool IsDisplayable(string text, bool isMultiline = false) => FindFirstForbidden(text, isMultiline) is null;

    /// <summary>The first forbidden character; null if there is none. An unpaired surrogate is returned as U+FFFD.</summary>
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

    /// <summary>Makes one line of it: line breaks and tabs become blanks, other forbidden characters are removed.</summary>
    public static string SanitizeLine(string? text) => Sanitize(text, isMultiline: false);

    /// <inheritdoc cref="SanitizeLine(string?)"/>
    /// <param name="maxLength">In characters; a longer text is cut and ends with "…".</param>
    public static string SanitizeLine(string? text, int maxLength) => Truncate(SanitizeLine(text), maxLength);

    /// <summary>Keeps the lines, separated by \n, and removes other forbidden characters.</summary>
    public static string SanitizeMultiline(string? text) => Sanitize(text, isMultiline: true);

    /// <summary>
    /// Replaces unpaired surrogates and U+FFFE by blanks, because <see cref="string.Normalize()"/> throws on them: a search text must not
    /// end the page's circuit.
    /// </summary>
    public static string ReplaceUnnormalizable(string text)
    {
        StringBuilder? replaced = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune) && rune.Value != 0xFFFE)
                at += rune.Utf16SequenceLength - 1;
            else
                (replaced ??= new(text))[at] = ' ';
        }

        return replaced?.ToString() ?? text;
    }

    /// <summary>A blank counts as visible, because it separates words. U+2028 and U+2029 do not: they are line breaks.</summary>
    public static bool IsVisibleRune(Rune rune) =>
        !Array.Exists(InvisibleRanges, range => rune.Value >= range.First && rune.Value <= range.Last)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.Surrogate);

    /// <summary>Fast path for nearly all texts: Latin letters need no Unicode lookup. Files have millions of cells.</summary>
    static bool IsCommonLetter(char letter) =>
        letter is >= ' ' and < '\u007F' or >= '\u00A0' and < '\u0300' and not '\u00AD' or >= '\u1E00' and <= '\u1EFF';

    static string Sanitize(string? text, bool isMultiline)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Most texts are clean and need no copy.
        var clean = FindFirstForbidden(text, isMultiline) is null ? text : RemoveForbidden(text, isMultiline);
        // Composed afterwards, because a removed character may have separated a letter from its mark.
        return clean.Normalize(NormalizationForm.FormC).Trim();
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
        // Do not split a surrogate pair.
        var end = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return text[..end] + "…";
    }
}
