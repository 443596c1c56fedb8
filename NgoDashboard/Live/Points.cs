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

    /// <summary>The point of that name in that province.</summary>
    public Point? Find(string name, ProvinceCode? province) => known.ByName.GetValueOrDefault(Point.KeyOf(name, province));

    /// <summary>The point of that name in that province, or a new one.</summary>
    /// <exception cref="NotKeptException">The disk refuses.</exception>
    public Point Named(string name, ProvinceCode? province)
    {
        lock (gate)
            return Find(name, province) ?? Put([new(0, province is null ? PointKind.Ministry : PointKind.Province, province, Point.Tidy(name))])[0];
    }

    /// <summary>New points, whose id is 0, and changed ones; all or none.</summary>
    /// <returns>The same points with their ids.</returns>
    /// <exception cref="NotKeptException">The disk refuses, or two have the same name in one province; nothing was changed.</exception>
    public IReadOnlyList<Point> Put(IReadOnlyList<Point> points)
    {
        Point[] kept;
        lock (gate)
        {
            var changed = points.Select(point => point.Id).ToHashSet();
            // Names were looked at before, and another desk may have been quicker.
            if (points.Any(point => Find(point.Name, point.Province) is { } other && !changed.Contains(other.Id))
                || points.DistinctBy(point => Point.KeyOf(point.Name, point.Province)).Count() < points.Count)
                throw new NotKeptException(new StorageException("Two bridge points of one province have the same name."));
            kept = NotKeptException.Guard(() => store.Put([.. points.Select(Stored)]).Select(Of).ToArray());
            var now = kept.ToDictionary(point => point.Id);
            known = Known.Of([.. known.All.Select(point => now.Remove(point.Id, out var other) ? other : point), .. now.Values]);
        }

        notices.Tell();
        return kept;
    }

    /// <summary>Out of the register; what the journal and the attendance say of it stays.</summary>
    /// <exception cref="NotKeptException">The disk refuses; the point is still there.</exception>
    public void Remove(long id)
    {
        lock (gate)
        {
            NotKeptException.Guard(() => store.Mark(id, isRemoved: true));
            known = Known.Of(known.All.Where(point => point.Id != id));
        }

        notices.Tell();
    }

    /// <summary>A removed point, as it was. Its keys are not.</summary>
    /// <exception cref="NotKeptException">The disk refuses, or its name has been given to another.</exception>
    public void Restore(Point point)
    {
        lock (gate)
        {
            if (Find(point.Id) is not null)
                return;
            if (Find(point.Name, point.Province) is not null)
                throw new NotKeptException(new StorageException("Another bridge point has this name now."));
            NotKeptException.Guard(() => store.Mark(point.Id, isRemoved: false));
            known = Known.Of([.. known.All.Append(point).OrderBy(one => one.Id)]);
        }

        notices.Tell();
    }

    static Point Of(StoredPoint stored) => new(
        stored.Id, Kinds.First(pair => pair.Value == stored.Kind).Key, stored.Province is { } province ? ProvinceCode.Parse(province) : null, stored.Name, stored.Place);

    static StoredPoint Stored(Point point) => new(point.Id, Kinds[point.Kind], point.Province?.ToString(), point.Name, point.Place);

    sealed record Known(ImmutableArray<Point> All, FrozenDictionary<long, Point> ById, IReadOnlyDictionary<string, Point> ByName)
    {
        public static Known Of(IEnumerable<Point> points)
        {
            ImmutableArray<Point> all = [.. points];
            var byName = new Dictionary<string, Point>(all.Length, StringComparer.Ordinal);
            foreach (var point in all)
                byName.TryAdd(Point.KeyOf(point.Name, point.Province), point);
            return new(all, all.ToFrozenDictionary(point => point.Id), byName);
        }
    }
}
