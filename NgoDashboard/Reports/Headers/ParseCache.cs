using System.Diagnostics.CodeAnalysis;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// Caches the results of parsing texts during one review. The same texts are parsed again and again otherwise: a row may be the only line
/// of a header, the first of two or the second, and names repeat in every row. Cleared when full, because the sender of a file decides how
/// many texts it has. Not thread-safe.
/// </summary>
/// <typeparam name="TKey">The text, with everything else that its result depends on.</typeparam>
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
