namespace NgoDashboard.Reports.Values;

/// <summary>
/// Limits how much of a text is searched for periods and units, because the regular expressions take more than linear time and a cell may
/// hold 32,767 characters. The longest paragraphs above tables of real offices have some 800.
/// </summary>
static class SearchLimit
{
    public const int MaxCharacters = 1_000;

    public static string TruncateForSearch(string text) =>
        text.Length <= MaxCharacters ? text : text[..(char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];
}
