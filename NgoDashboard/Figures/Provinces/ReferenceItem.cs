using NgoDashboard.Figures.Codes;

namespace NgoDashboard.Figures.Provinces;

/// <summary>The kinds of <see cref="ReferenceItem"/>.</summary>
public enum ItemKind
{
    [Code("sector")] Sector,
    [Code("campaign")] Campaign,
}

/// <summary>A sector or a campaign: a name of figures that the desk can change.</summary>
/// <param name="Id">Never changed and never given to another item: figures, scenes and the journal refer to it.</param>
/// <param name="Aliases">Other names, by which reports are understood.</param>
public abstract record ReferenceItem(string Id, string Name, string NameEn, IReadOnlyList<string> Aliases)
{
    /// <summary>By which the item is found; no two items of a kind share one.</summary>
    public abstract IEnumerable<string> AllNames { get; }

    public ItemKind ItemKind => this is Sector ? ItemKind.Sector : ItemKind.Campaign;

    // By content, because the record's own equality compares the list of aliases by reference.
    public virtual bool Equals(ReferenceItem? other) =>
        other is not null && EqualityContract == other.EqualityContract
        && (Id, Name, NameEn) == (other.Id, other.Name, other.NameEn) && Aliases.SequenceEqual(other.Aliases);

    public override int GetHashCode() => HashCode.Combine(Id, Name, NameEn, Aliases.Count);
}

/// <summary>A field of aid, as it is read out: reference data, never hard-coded. Short names fit a chart's label.</summary>
public sealed record Sector(
    string Id, string Name, string NameEn, string ShortName, string ShortNameEn, IReadOnlyList<string> Aliases)
    : ReferenceItem(Id, Name, NameEn, Aliases)
{
    public override IEnumerable<string> AllNames => [Id, Name, NameEn, ShortName, ShortNameEn, .. Aliases];
}

/// <summary>
/// A category of aid that sources report across sectors: a relief campaign, a kind of grant, a region of donors, a channel. It is
/// never a part of a sum, because the same money is counted in the sectors too.
/// </summary>
public sealed record Campaign(string Id, CampaignKind Kind, string Name, string NameEn, IReadOnlyList<string> Aliases)
    : ReferenceItem(Id, Name, NameEn, Aliases)
{
    public Campaign(string id, CampaignKind kind, string name, string nameEn)
        : this(id, kind, name, nameEn, [])
    {
    }

    public override IEnumerable<string> AllNames => [Id, Name, NameEn, .. Aliases];
}

/// <summary>What a <see cref="Campaign"/> distinguishes.</summary>
public enum CampaignKind
{
    [Code("campaign")] Campaign,
    [Code("grant")] Grant,
    [Code("origin")] Origin,
    [Code("channel")] Channel,
}

/// <summary>An item that is no longer used. It is kept for the names of what was on air, and so that its id is never given again.</summary>
/// <param name="MergedInto">The id of the item that it was merged into; null where its addition was undone.</param>
public sealed record RetiredItem<TItem>(TItem Item, string? MergedInto)
    where TItem : ReferenceItem;
