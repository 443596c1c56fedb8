namespace NgoDashboard.Reports;

/// <summary>
/// How much of a text is searched for times and units: the work of the patterns grows faster than the text, and a cell may hold 32,767 letters.
/// The longest paragraphs above the tables of offices have some 800.
/// </summary>
static class LongText
{
    public const int Most = 1_000;

    public static string Beginning(string text) => text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)];
}
