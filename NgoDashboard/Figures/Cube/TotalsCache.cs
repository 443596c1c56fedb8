using System.Collections.Concurrent;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// What has been added up of a snapshot: the same for every page that shows it, so each is added up once. The snapshot that follows
/// takes over whatever its changes cannot have touched. Safe on any thread.
/// </summary>
sealed class TotalsCache
{
    readonly ConcurrentDictionary<CachePageKey, CachePage> sheets;

    public TotalsCache() => sheets = new();

    TotalsCache(IEnumerable<KeyValuePair<CachePageKey, CachePage>> sheets) => this.sheets = new(sheets);

    public Total GetOrAddTotal(FigureKey key, Snapshot snapshot, Func<FigureKey, Snapshot, Total> add) => PageFor(key).Totals.GetOrAdd(key, add, snapshot);

    /// <param name="whole">Of the country; its ranking is one of the provinces' figures.</param>
    public IReadOnlyList<RankedProvince> GetOrAddRanking(FigureKey whole, Snapshot snapshot, Func<FigureKey, Snapshot, IReadOnlyList<RankedProvince>> rank) =>
        sheets.GetOrAdd(new(whole.Period, IsNational: false), _ => new()).Rankings.GetOrAdd(whole, rank, snapshot);

    /// <summary>
    /// Sums are of parts of the same period; the country's of its own figures and the provinces', a province's of provinces' alone.
    /// </summary>
    public TotalsCache CopyWithoutAffected(IReadOnlyCollection<FigureKey> changed) =>
        new(sheets.Where(sheet => !changed.Any(key => key.Period == sheet.Key.Period && (sheet.Key.IsNational || key.Province is not null))));

    CachePage PageFor(FigureKey key) => sheets.GetOrAdd(new(key.Period, key.Province is null), _ => new());

    readonly record struct CachePageKey(Period Period, bool IsNational);

    sealed class CachePage
    {
        public ConcurrentDictionary<FigureKey, Total> Totals { get; } = new();

        public ConcurrentDictionary<FigureKey, IReadOnlyList<RankedProvince>> Rankings { get; } = new();
    }
}
