using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Live.State;

/// <summary>The latest change of each figure. Mutable, because a restart adds thousands of changes one by one.</summary>
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
        [.. byFigure.Values.OrderByDescending(entry => entry.Change.Version).ThenBy(entry => entry.Ordinal).Select(entry => entry.Change)];
}
