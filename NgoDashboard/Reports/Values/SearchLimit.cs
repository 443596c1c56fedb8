namespace NgoDashboard.Reports.Values;

/// <summary>
/// How much of a text is searched for times and units: the work of the patterns grows faster than the text, and a cell may hold 32,767 letters.
/// The longest paragraphs above the tables of offices have some 800.
/// </summary>
static class SearchLimit
{
    public const int MaxCharacters = 1_000;

    public static string TruncateForSearch(string text) => text.Length <= MaxCharacters ? text : text[..(char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];
}
