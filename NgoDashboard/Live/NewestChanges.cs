using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>At most one change of each figure, the latest first. A restart puts thousands into it, one after another.</summary>
sealed class NewestChanges
{
    readonly Dictionary<FigureKey, (AiredChange Change, int Ordinal)> ofFigures = [];

    public NewestChanges(ImmutableArray<AiredChange> before) => Put(before);

    public void Put(IEnumerable<AiredChange> changes)
    {
        foreach (var (ordinal, change) in changes.Index())
            ofFigures[change.Key] = (change, ordinal);
    }

    public void Remove(FigureKey key) => ofFigures.Remove(key);

    public AiredChange? Find(FigureKey key) => ofFigures.TryGetValue(key, out var found) ? found.Change : null;

    public ImmutableArray<AiredChange> Told() =>
        [.. ofFigures.Values.OrderByDescending(one => one.Change.Version).ThenBy(one => one.Ordinal).Select(one => one.Change)];
}
