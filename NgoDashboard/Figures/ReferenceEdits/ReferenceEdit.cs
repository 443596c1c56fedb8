using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>A requested change of the reference data.</summary>
/// <param name="ExpectedVersion">
/// The version that the editor saw; the edit is refused if what it is about changed since. Null: no check.
/// </param>
public abstract record ReferenceEdit(long? ExpectedVersion);

/// <summary>A year's rate, new or in place of another.</summary>
public sealed record RateSetting(int Year, decimal VndPerUsd, RateSource Source, long? ExpectedVersion = null)
    : ReferenceEdit(ExpectedVersion);

/// <summary>Leaves the year without a rate: amounts in two currencies are not added up any more.</summary>
public sealed record RateRemoval(int Year, long? ExpectedVersion = null) : ReferenceEdit(ExpectedVersion);

/// <param name="Item">Its id is empty: it is made from the name.</param>
/// <param name="Before">The id of the item that it stands before in the reading-out order; null for the end of the list.</param>
public sealed record ItemAddition(ReferenceItem Item, string? Before = null, long? ExpectedVersion = null) : ReferenceEdit(ExpectedVersion);

/// <summary>Other names for the item with this id.</summary>
public sealed record ItemRenaming(ReferenceItem Item, long? ExpectedVersion = null) : ReferenceEdit(ExpectedVersion);

/// <summary>
/// Makes two items one: the names of the first become aliases of the other, and its figures statements of the other's figures. Where both
/// state a value, and not the same, the editor says which is shown: neither is added to the other nor dropped.
/// </summary>
/// <param name="Adopted">Of figures of the other item (by their keys): the id of the statement that is to be shown.</param>
public sealed record ItemMerger(
    ItemKind Kind, string MergedId, string IntoId, ImmutableDictionary<FigureKey, long> Adopted, long? ExpectedVersion = null)
    : ReferenceEdit(ExpectedVersion);
