using System.Diagnostics.CodeAnalysis;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// What texts were read as in one review, so that each is read once: a row is looked at as one line of a head, as the first of two and as the
/// second, and the names of a list come again in every row. It forgets all when there are too many, for a file decides how many texts it has.
/// Not safe on several threads.
/// </summary>
/// <typeparam name="TKey">The text, and with what it was read.</typeparam>
sealed class ParseCache<TKey, TRead>
    where TKey : notnull
{
    const int MaxEntries = 50_000;

    readonly Dictionary<TKey, TRead> read = [];

    public bool TryGetValue(TKey text, [MaybeNullWhen(false)] out TRead found) => read.TryGetValue(text, out found);

    public TRead Store(TKey text, TRead found)
    {
        if (read.Count >= MaxEntries)
            read.Clear();
        read[text] = found;
        return found;
    }
}
