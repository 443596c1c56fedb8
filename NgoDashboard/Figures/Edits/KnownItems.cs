using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Edits;

/// <summary>Whether a sector or a campaign is in use.</summary>
public static class KnownItems
{
    /// <summary>The finding for an item that is not in use; it names the one that it was merged into.</summary>
    public static IEnumerable<Finding> FindUnknown(ReferenceData reference, ItemKind kind, string id, string field)
    {
        if (reference.FindItem(kind, id) is not null)
            yield break;
        yield return reference.FindResolved(kind, id) is { } into
            ? new(FindingKind.ItemMerged, field, reference.FindItemOfAnyTime(kind, id)!, into)
            : new(kind == ItemKind.Sector ? FindingKind.UnknownSector : FindingKind.UnknownCampaign, field, id);
    }
}
