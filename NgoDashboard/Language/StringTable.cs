using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace NgoDashboard.Language;

/// <summary>
/// The texts of one part of the interface in one language, from its .resx files: Vietnamese in Name.resx, English in Name.en.resx.
/// </summary>
public sealed class StringTable(string name, CultureInfo culture)
{
    /// <summary>Shared by the languages: a resource manager holds the texts of all of them.</summary>
    static readonly ConcurrentDictionary<string, ResourceManager> Managers = new();

    readonly ResourceManager resources =
        Managers.GetOrAdd(name, static table => new($"NgoDashboard.Language.{table}", typeof(StringTable).Assembly));

    public string Name => name;

    /// <exception cref="MissingManifestResourceException">No text has this key: a programming error, found by ResourcesTests.</exception>
    public string this[string key] =>
        resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"{name}.resx has no text '{key}'.");

    /// <summary>The text with its placeholders filled in; numbers and dates among them are formatted in the language.</summary>
    public string this[string key, params ReadOnlySpan<object?> args] => string.Format(culture, this[key], args);

    /// <summary>The keys of one language alone, without fallback to the other.</summary>
    public IEnumerable<string> Keys(CultureInfo resourceCulture) =>
        resources.GetResourceSet(resourceCulture, createIfNotExists: true, tryParents: false)?
            .Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key) ?? [];
}
