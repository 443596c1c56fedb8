using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>What the journal says of the past, the newest first. Reads the disk; safe on any thread.</summary>
public sealed class Record(Journal journal)
{
    public Task<IReadOnlyList<PastChange>> Latest(int count) => Task.Run(() => journal.Latest(count));

    public Task<IReadOnlyList<PastChange>> Of(FigureKey key) => Task.Run(() => journal.Of(key));
}
