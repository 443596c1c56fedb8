using System.Collections.Frozen;
using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.BridgePoints;

/// <summary>
/// The bridge points that are expected. What is changed is on the disk when the call returns. One for the whole server; safe on any
/// thread; reading touches no disk.
/// </summary>
public sealed class Points
{
    static readonly Dictionary<PointKind, string> KindCodes = new()
    {
        [PointKind.Province] = "province",
        [PointKind.Ministry] = "ministry",
        [PointKind.Local] = "local",
    };

    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    readonly PointStore store;
    volatile PointIndex index;

    public Points(PointStore store)
    {
        this.store = store;
        index = PointIndex.Create(store.LoadPoints().Select(ToPoint));
    }

    /// <summary>In the order of their coming.</summary>
    public ImmutableArray<Point> All => index.All;

    public Point? FindById(long? id) => id is { } one ? index.ById.GetValueOrDefault(one) : null;

    /// <summary>Notices after changes, on a thread of the pool, in the subscriber's culture.</summary>
    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <summary>The point of that name in that province.</summary>
    public Point? FindByName(string name, ProvinceCode? province) => index.ByName.GetValueOrDefault(Point.UniqueNameKey(name, province));

    /// <summary>The point of that name in that province, or a new one.</summary>
    /// <exception cref="NotSavedException">The disk refuses.</exception>
    public Point FindOrAdd(string name, ProvinceCode? province)
    {
        lock (gate)
            return FindByName(name, province) ?? Save([new(0, province is null ? PointKind.Ministry : PointKind.Province, province, Point.NormalizeName(name))])[0];
    }

    /// <summary>New points, whose id is 0, and changed ones; all or none.</summary>
    /// <returns>The same points with their ids.</returns>
    /// <exception cref="NotSavedException">The disk refuses, or two have the same name in one province; nothing was changed.</exception>
    public IReadOnlyList<Point> Save(IReadOnlyList<Point> points)
    {
        Point[] kept;
        lock (gate)
        {
            var changed = points.Select(point => point.Id).ToHashSet();
            // Names were looked at before, and another desk may have been quicker.
            if (points.Any(point => FindByName(point.Name, point.Province) is { } other && !changed.Contains(other.Id))
                || points.DistinctBy(point => Point.UniqueNameKey(point.Name, point.Province)).Count() < points.Count)
                throw new NotSavedException(new StorageException("Two bridge points of one province have the same name."));
            kept = NotSavedException.Guard(() => store.SavePoints([.. points.Select(ToRecord)]).Select(ToPoint).ToArray());
            var now = kept.ToDictionary(point => point.Id);
            index = PointIndex.Create([.. index.All.Select(point => now.Remove(point.Id, out var other) ? other : point), .. now.Values]);
        }

        notifier.Notify();
        return kept;
    }

    /// <summary>Out of the register; what the journal and the attendance say of it stays.</summary>
    /// <exception cref="NotSavedException">The disk refuses; the point is still there.</exception>
    public void Remove(long id)
    {
        lock (gate)
        {
            NotSavedException.Guard(() => store.SetRemoved(id, isRemoved: true));
            index = PointIndex.Create(index.All.Where(point => point.Id != id));
        }

        notifier.Notify();
    }

    /// <summary>A removed point, as it was. Its keys are not.</summary>
    /// <exception cref="NotSavedException">The disk refuses, or its name has been given to another.</exception>
    public void Restore(Point point)
    {
        lock (gate)
        {
            if (FindById(point.Id) is not null)
                return;
            if (FindByName(point.Name, point.Province) is not null)
                throw new NotSavedException(new StorageException("Another bridge point has this name now."));
            NotSavedException.Guard(() => store.SetRemoved(point.Id, isRemoved: false));
            index = PointIndex.Create([.. index.All.Append(point).OrderBy(one => one.Id)]);
        }

        notifier.Notify();
    }

    static Point ToPoint(PointRecord stored) => new(
        stored.Id, KindCodes.First(pair => pair.Value == stored.Kind).Key, stored.Province is { } province ? ProvinceCode.Parse(province) : null, stored.Name, stored.Place);

    static PointRecord ToRecord(Point point) => new(point.Id, KindCodes[point.Kind], point.Province?.ToString(), point.Name, point.Place);

    sealed record PointIndex(ImmutableArray<Point> All, FrozenDictionary<long, Point> ById, IReadOnlyDictionary<string, Point> ByName)
    {
        public static PointIndex Create(IEnumerable<Point> points)
        {
            ImmutableArray<Point> all = [.. points];
            var byName = new Dictionary<string, Point>(all.Length, StringComparer.Ordinal);
            foreach (var point in all)
                byName.TryAdd(Point.UniqueNameKey(point.Name, point.Province), point);
            return new(all, all.ToFrozenDictionary(point => point.Id), byName);
        }
    }
}
