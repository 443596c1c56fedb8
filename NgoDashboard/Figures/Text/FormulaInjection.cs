using System.Text;

namespace NgoDashboard.Figures.Text;

/// <summary>
/// A text that a spreadsheet would take for a formula once it opens the file, or once somebody edits the cell. Full-width signs count: some
/// programs read them as the narrow ones. So does what stands behind blanks, tabs, and signs that cannot be seen, because programs skip them.
/// </summary>
public static class FormulaInjection
{
    const string FormulaSigns = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    public static bool LooksLikeFormula(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // A leading tab or line break is dropped by some programs, and what follows it is run.
            if (Rune.IsWhiteSpace(rune) || !TextSanitizer.IsVisibleRune(rune))
                continue;
            return rune.IsBmp && FormulaSigns.Contains((char)rune.Value);
        }

        return false;
    }

    /// <summary>With an apostrophe before it where it looks like a formula: spreadsheets show such a cell as text.</summary>
    public static string EscapeFormula(string text) => LooksLikeFormula(text) ? "'" + text : text;
}
