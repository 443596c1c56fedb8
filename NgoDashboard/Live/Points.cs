using System.Collections.Frozen;
using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// The bridge points that are expected. What is changed is on the disk when the call returns. One for the whole server; safe on any
/// thread; reading touches no disk.
/// </summary>
public sealed class Points
{
    static readonly Dictionary<PointKind, string> Kinds = new()
    {
        [PointKind.Province] = "province",
        [PointKind.Ministry] = "ministry",
        [PointKind.Local] = "local",
    };

    readonly Lock gate = new();
    readonly Notices notices = new();
    readonly PointStore store;
    volatile Known known;

    public Points(PointStore store)
    {
        this.store = store;
        known = Known.Of(store.All().Select(Of));
    }

    /// <summary>In the order of their coming.</summary>
    public ImmutableArray<Point> All => known.All;

    public Point? Find(long? id) => id is { } one ? known.ById.GetValueOrDefault(one) : null;

    /// <summary>Notices after changes, on a thread of the pool, in the subscriber's culture.</summary>
    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <summary>The point of that name in that province, or a new one.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public Point Named(string name, ProvinceCode? province)
    {
        lock (gate)
        {
            return known.All.FirstOrDefault(point => point.Province == province && point.Name == name)
                ?? Put([new(0, province is null ? PointKind.Ministry : PointKind.Province, province, name)])[0];
        }
    }

    /// <summary>New points, whose id is 0, and changed ones; all or none.</summary>
    /// <returns>The same points with their ids.</returns>
    /// <exception cref="StorageException">The disk refuses, or two have the same name in one province; nothing was changed.</exception>
    public IReadOnlyList<Point> Put(IReadOnlyList<Point> points)
    {
        Point[] kept;
        lock (gate)
        {
            kept = [.. store.Put([.. points.Select(Stored)]).Select(Of)];
            var changed = kept.ToDictionary(point => point.Id);
            known = Known.Of([.. known.All.Select(point => changed.Remove(point.Id, out var now) ? now : point), .. changed.Values]);
        }

        notices.Tell();
        return kept;
    }

    /// <exception cref="StorageException">The disk refuses; the point is still there.</exception>
    public void Remove(long id)
    {
        lock (gate)
        {
            store.Remove(id);
            known = Known.Of(known.All.Where(point => point.Id != id));
        }

        notices.Tell();
    }

    static Point Of(StoredPoint stored) => new(
        stored.Id, Kinds.First(pair => pair.Value == stored.Kind).Key, stored.Province is { } province ? ProvinceCode.Parse(province) : null, stored.Name, stored.Place);

    static StoredPoint Stored(Point point) => new(point.Id, Kinds[point.Kind], point.Province?.ToString(), point.Name, point.Place);

    sealed record Known(ImmutableArray<Point> All, FrozenDictionary<long, Point> ById)
    {
        public static Known Of(IEnumerable<Point> points)
        {
            ImmutableArray<Point> all = [.. points];
            return new(all, all.ToFrozenDictionary(point => point.Id));
        }
    }
}
