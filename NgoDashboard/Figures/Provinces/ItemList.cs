using System.Collections.Frozen;

namespace NgoDashboard.Figures.Provinces;

/// <summary>
/// The sectors, or the campaigns, of one version: those in use in reading-out order, and those that are retired. Immutable.
/// </summary>
sealed class ItemList<TItem>
    where TItem : ReferenceItem
{
    readonly FrozenDictionary<string, TItem> used;
    readonly FrozenDictionary<string, RetiredItem<TItem>> retired;

    public ItemList(IReadOnlyList<TItem> used, IEnumerable<RetiredItem<TItem>> retired)
    {
        Used = used;
        // By id, so that equal contents are in one order whatever happened to them.
        Retired = [.. retired.OrderBy(item => item.Item.Id, StringComparer.Ordinal)];
        this.used = used.ToFrozenDictionary(item => item.Id);
        this.retired = Retired.ToFrozenDictionary(item => item.Item.Id);
    }

    public IReadOnlyList<TItem> Used { get; }

    public IReadOnlyList<RetiredItem<TItem>> Retired { get; }

    public bool HasId(string id) => used.ContainsKey(id) || retired.ContainsKey(id);

    public TItem? FindUsed(string id) => used.GetValueOrDefault(id);

    /// <summary>Also a retired one, under the name that it had last.</summary>
    public TItem? FindOfAnyTime(string id) => FindUsed(id) ?? retired.GetValueOrDefault(id)?.Item;

    /// <summary>The id of the item that this one was merged into, over several merges; the id itself where it was not merged.</summary>
    public string Resolve(string id)
    {
        while (!used.ContainsKey(id) && retired.GetValueOrDefault(id)?.MergedInto is { } next)
            id = next;
        return id;
    }

    public ItemList<TItem> Add(TItem item, string? before)
    {
        var index = Used.Index().Where(one => one.Item.Id == before).Select(one => (int?)one.Index).FirstOrDefault() ?? Used.Count;
        return new([.. Used.Take(index), item, .. Used.Skip(index)], Retired);
    }

    public ItemList<TItem> Replace(TItem item) => new([.. Used.Select(one => one.Id == item.Id ? item : one)], Retired);

    /// <param name="into">With the names of the other among its aliases.</param>
    public ItemList<TItem> Merge(TItem merged, TItem into) => new(
        [.. Used.Where(one => one.Id != merged.Id).Select(one => one.Id == into.Id ? into : one)],
        [.. Retired, new(merged, into.Id)]);

    /// <summary>The content of an earlier list. What was added since is retired: its id is not given again.</summary>
    public ItemList<TItem> RevertTo(ItemList<TItem> earlier) => new(
        earlier.Used,
        [
            .. earlier.Retired,
            .. Retired.Where(item => !earlier.HasId(item.Item.Id)),
            .. Used.Where(item => !earlier.HasId(item.Id)).Select(item => new RetiredItem<TItem>(item, MergedInto: null)),
        ]);
}
