using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>Names of items, compared as reports are read: without case, diacritics, blanks and hyphens.</summary>
static class ItemNames
{
    /// <summary>Without aliases that say nothing, or the same as another name of the item.</summary>
    public static IReadOnlyList<string> DistinctAliases(ReferenceItem item, IEnumerable<string> aliases)
    {
        var seen = (item with { Aliases = [] }).AllNames.Select(NameKey.From).ToHashSet();
        return [.. aliases.Where(alias => NameKey.From(alias) is { Text.Length: > 0 } key && seen.Add(key))];
    }

    /// <summary>The first of the item's names that another item has, and that item; null if it shares none.</summary>
    public static (string Name, ReferenceItem Other)? FindShared(ReferenceItem item, IEnumerable<ReferenceItem> others)
    {
        var taken = new Dictionary<NameKey, ReferenceItem>();
        foreach (var other in others.Where(other => other.Id != item.Id))
        {
            foreach (var name in other.AllNames)
                taken.TryAdd(NameKey.From(name), other);
        }

        foreach (var name in item.AllNames.Where(name => name.Length > 0))
        {
            if (taken.TryGetValue(NameKey.From(name), out var other))
                return (name, other);
        }

        return null;
    }
}
