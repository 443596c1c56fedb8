using System.Globalization;
using System.Text;

namespace NgoDashboard.Figures;

/// <summary>
/// The one rule for every text that reaches a screen, a list or a file: only what can be seen, in the order in which it is written. No
/// control character; none that turns the direction of the writing (U+202E makes "gpj.exe" of "exe.jpg"); none that is invisible, because
/// two names that look the same must be the same; no half of a letter. Texts are kept composed (NFC): one Vietnamese letter has one form.
/// Programs, which can mend what they send, are refused with a sentence (<see cref="IsAllowed"/>); what people type or paste, and what
/// stands in files that others made, is cleaned (<see cref="OneLine"/>, <see cref="Lines"/>), because nobody can find what cannot be seen.
/// </summary>
public static class PlainText
{
    /// <summary>
    /// Invisible though Unicode counts them among letters, marks and symbols: the combining grapheme joiner, the fillers of Hangul and Khmer,
    /// the variation selectors of Mongolian, emoji and Han, the blank pattern of Braille, the sign that stands for an object.
    /// </summary>
    static readonly (int First, int Last)[] Invisible =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0), (0xFFFC, 0xFFFC), (0xE0100, 0xE01EF),
    ];

    /// <summary>Whether the text may be shown as it is.</summary>
    /// <param name="hasLines">Whether it may have more lines than one: the body of a card, a proposal.</param>
    public static bool IsAllowed(string text, bool hasLines = false) => FirstForbidden(text, hasLines) is null;

    /// <summary>The first character that may not stand in it; null where there is none. Half of a letter comes as U+FFFD.</summary>
    public static Rune? FirstForbidden(string text, bool hasLines = false)
    {
        for (var at = 0; at < text.Length;)
        {
            if (IsCommon(text[at]))
            {
                at++;
                continue;
            }

            if (!Rune.TryGetRuneAt(text, at, out var rune))
                return Rune.ReplacementChar;
            if (!IsVisible(rune) && !(hasLines && rune.Value == '\n'))
                return rune;
            at += rune.Utf16SequenceLength;
        }

        return null;
    }

    /// <summary>On one line, without what may not stand in it: a line break and a tab become a blank, everything else goes.</summary>
    public static string OneLine(string? text) => Cleaned(text, hasLines: false);

    /// <inheritdoc cref="OneLine(string?)"/>
    /// <param name="longest">What is longer is cut, and says so by its last sign.</param>
    public static string OneLine(string? text, int longest) => Cut(OneLine(text), longest);

    /// <summary>With its lines, parted by \n, and without whatever else may not stand in it.</summary>
    public static string Lines(string? text) => Cleaned(text, hasLines: true);

    /// <summary>
    /// With a blank in place of halves of letters and of U+FFFE, which no normalisation takes: what somebody types into a search must not
    /// end their page.
    /// </summary>
    public static string Normalizable(string text)
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
    public static bool IsVisible(Rune rune) => !Array.Exists(Invisible, range => rune.Value >= range.First && rune.Value <= range.Last)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    /// <summary>The letters of nearly all texts here, so that a file of millions of cells is looked through in a moment.</summary>
    static bool IsCommon(char letter) => letter is >= ' ' and < '\u007F' or >= '\u00A0' and < '\u0300' and not '\u00AD' or >= '\u1E00' and <= '\u1EFF';

    static string Cleaned(string? text, bool hasLines)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Most texts are clean: they are looked through, and not written anew.
        var told = FirstForbidden(text, hasLines) is null ? text : Rewritten(text, hasLines);
        // What is left out between a letter and its mark lets the two come together: composed afterwards.
        return told.Normalize(NormalizationForm.FormC).Trim();
    }

    static string Rewritten(string text, bool hasLines)
    {
        var clean = new StringBuilder(text.Length);
        var lines = text.ReplaceLineEndings("\n");
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] is '\n' or '\t' or '\v')
            {
                clean.Append(hasLines && lines[at] == '\n' ? '\n' : ' ');
            }
            else if (Rune.TryGetRuneAt(lines, at, out var rune))
            {
                if (IsVisible(rune))
                    clean.Append(lines, at, rune.Utf16SequenceLength);
                at += rune.Utf16SequenceLength - 1;
            }
        }

        return clean.ToString();
    }

    static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        // Not in the middle of a letter that takes two places.
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }
}
