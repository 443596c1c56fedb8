using System.Text;

namespace NgoDashboard.Figures.Text;

/// <summary>
/// The key by which names are compared, of provinces, sectors, countries and organisations, in reports as in data files: without case,
/// diacritics, blanks and hyphens, so that "HANOI", "Ha Noi" and "Hà-Nội" are one name. Single letters stay apart, because "T. T." may
/// stand for any two words. Never stored, so that the rule may change.
/// </summary>
public readonly record struct NameKey
{
    readonly string? text;

    NameKey(string text) => this.text = text;

    /// <summary>Empty for a text without letters and digits.</summary>
    public string Text => text ?? "";

    public static NameKey From(string name) => FromFolded(TextFolding.Fold(name));

    /// <param name="folded">The result of <see cref="TextFolding.Fold"/>, or some of its words.</param>
    public static NameKey FromFolded(string folded) => FromWords(folded.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <param name="words">Words of a folded text.</param>
    public static NameKey FromWords(ReadOnlySpan<string> words)
    {
        if (words is [var only])
            return new(only);
        var key = new StringBuilder();
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0 && (words[i].Length == 1 || words[i - 1].Length == 1))
                key.Append(' ');
            key.Append(words[i]);
        }

        return new(key.ToString());
    }
}
