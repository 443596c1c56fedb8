using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>A change of one figure, and the scene that was on air when it came.</summary>
public sealed record HistoryLine(PastChange Change, Scene OnAir);

/// <summary>What the journal says of the past, the newest first. Reads the disk; safe on any thread.</summary>
public sealed class Record(Journal journal)
{
    public Task<IReadOnlyList<PastChange>> Latest(int count) => Task.Run(() => journal.Latest(count));

    public Task<IReadOnlyList<HistoryLine>> Of(FigureKey key) => Task.Run<IReadOnlyList<HistoryLine>>(
        () => [.. journal.Of(key).Select(line => new HistoryLine(line.Change, Scene.Of(line.Stage)))]);
}
