using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Live.State;

/// <summary>At most one change of each figure, the latest first. A restart puts thousands into it, one after another.</summary>
sealed class NewestChanges
{
    readonly Dictionary<FigureKey, (AiredChange Change, int Ordinal)> byFigure = [];

    public NewestChanges(ImmutableArray<AiredChange> before) => Add(before);

    public void Add(IEnumerable<AiredChange> changes)
    {
        foreach (var (ordinal, change) in changes.Index())
            byFigure[change.Key] = (change, ordinal);
    }

    public void Remove(FigureKey key) => byFigure.Remove(key);

    public AiredChange? FindChange(FigureKey key) => byFigure.TryGetValue(key, out var found) ? found.Change : null;

    public ImmutableArray<AiredChange> NewestFirst() =>
        [.. byFigure.Values.OrderByDescending(one => one.Change.Version).ThenBy(one => one.Ordinal).Select(one => one.Change)];
}
