using System.Collections.Concurrent;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// Caches the totals and rankings of a snapshot, because every page shows the same ones. The next snapshot takes over the entries
/// that its changes cannot affect. Safe on any thread.
/// </summary>
sealed class TotalsCache
{
    readonly ConcurrentDictionary<CachePageKey, CachePage> pages;

    public TotalsCache() => pages = new();

    TotalsCache(IEnumerable<KeyValuePair<CachePageKey, CachePage>> sheets) => pages = new(sheets);

    public Total GetOrAddTotal(FigureKey key, Snapshot snapshot, Func<FigureKey, Snapshot, Total> add) =>
        PageFor(key).Totals.GetOrAdd(key, add, snapshot);

    /// <param name="whole">The national key whose provinces are ranked. The ranking depends on provinces' figures alone.</param>
    public IReadOnlyList<RankedProvince> GetOrAddRanking(
        FigureKey whole, Snapshot snapshot, Func<FigureKey, Snapshot, IReadOnlyList<RankedProvince>> rank) =>
        pages.GetOrAdd(new(whole.Period, IsNational: false), _ => new()).Rankings.GetOrAdd(whole, rank, snapshot);

    /// <summary>
    /// Copies the entries that these changes cannot affect: a sum has parts of the same period only, national sums depend on national
    /// and provincial figures, provincial sums on provincial figures alone.
    /// </summary>
    public TotalsCache CopyWithoutAffected(IReadOnlyCollection<FigureKey> changed) =>
        new(pages.Where(page =>
            !changed.Any(key => key.Period == page.Key.Period && (page.Key.IsNational || key.Province is not null))));

    CachePage PageFor(FigureKey key) => pages.GetOrAdd(new(key.Period, key.Province is null), _ => new());

    readonly record struct CachePageKey(Period Period, bool IsNational);

    sealed class CachePage
    {
        public ConcurrentDictionary<FigureKey, Total> Totals { get; } = new();

        public ConcurrentDictionary<FigureKey, IReadOnlyList<RankedProvince>> Rankings { get; } = new();
    }
}
