using System.Collections.Concurrent;

namespace NgoDashboard.Figures;

/// <summary>
/// What has been added up of a snapshot: the same for every page that shows it, so each is added up once. The snapshot that follows
/// takes over whatever its changes cannot have touched. Safe on any thread.
/// </summary>
sealed class KnownTotals
{
    readonly ConcurrentDictionary<Part, Sheet> sheets;

    public KnownTotals() => sheets = new();

    KnownTotals(IEnumerable<KeyValuePair<Part, Sheet>> sheets) => this.sheets = new(sheets);

    public Total Total(FigureKey key, Snapshot snapshot, Func<FigureKey, Snapshot, Total> add) => SheetOf(key).Totals.GetOrAdd(key, add, snapshot);

    /// <param name="whole">Of the country; its ranking is one of the provinces' figures.</param>
    public IReadOnlyList<Ranked> Ranking(FigureKey whole, Snapshot snapshot, Func<FigureKey, Snapshot, IReadOnlyList<Ranked>> rank) =>
        sheets.GetOrAdd(new(whole.Period, IsNational: false), _ => new()).Rankings.GetOrAdd(whole, rank, snapshot);

    /// <summary>
    /// Sums are of parts of the same period; the country's of its own figures and the provinces', a province's of provinces' alone.
    /// </summary>
    public KnownTotals After(IReadOnlyCollection<FigureKey> changed) =>
        new(sheets.Where(sheet => !changed.Any(key => key.Period == sheet.Key.Period && (sheet.Key.IsNational || key.Province is not null))));

    Sheet SheetOf(FigureKey key) => sheets.GetOrAdd(new(key.Period, key.Province is null), _ => new());

    readonly record struct Part(Period Period, bool IsNational);

    sealed class Sheet
    {
        public ConcurrentDictionary<FigureKey, Total> Totals { get; } = new();

        public ConcurrentDictionary<FigureKey, IReadOnlyList<Ranked>> Rankings { get; } = new();
    }
}
