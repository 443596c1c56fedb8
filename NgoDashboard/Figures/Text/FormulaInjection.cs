using System.Text;

namespace NgoDashboard.Figures.Text;

/// <summary>
/// Recognises and escapes texts that a spreadsheet would run as a formula when it opens the file or when the cell is edited. Full-width
/// signs count, because some programs read them as the narrow ones; leading white space and invisible characters are skipped, because
/// programs skip them too.
/// </summary>
public static class FormulaInjection
{
    const string FormulaSigns = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    public static bool LooksLikeFormula(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || !TextSanitizer.IsVisibleRune(rune))
                continue;
            return rune.IsBmp && FormulaSigns.Contains((char)rune.Value, StringComparison.Ordinal);
        }

        return false;
    }

    /// <summary>Puts an apostrophe before a text that looks like a formula: spreadsheets then show the cell as text.</summary>
    public static string EscapeFormula(string text) => LooksLikeFormula(text) ? "'" + text : text;
}
