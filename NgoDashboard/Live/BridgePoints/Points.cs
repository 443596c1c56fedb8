using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Live.BridgePoints;

/// <summary>
/// The register of expected bridge points. A change is on disk when the call returns; reads come from memory. Singleton; thread-safe.
/// </summary>
public sealed class Points
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    readonly PointStore store;
    volatile PointIndex index;

    public Points(PointStore store)
    {
        this.store = store;
        index = PointIndex.Create(store.LoadPoints().Select(ToPoint));
    }

    /// <summary>In order of their ids.</summary>
    public ImmutableArray<Point> All => index.All;

    /// <summary>The register as it is now; it does not change with later writes.</summary>
    public PointIndex Index => index;

    public Point? FindById(long? id) => index.FindById(id);

    /// <summary>Notifies after changes, on a pool thread, in the subscriber's culture.</summary>
    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <inheritdoc cref="PointIndex.FindByName"/>
    public Point? FindByName(string name, ProvinceCode? province) => index.FindByName(name, province);

    /// <exception cref="NotSavedException">The write of a new point failed.</exception>
    public Point FindOrAdd(string name, ProvinceCode? province)
    {
        lock (gate)
        {
            return FindByName(name, province)
                ?? Save([new(0, province is null ? PointKind.Ministry : PointKind.Province, province, Point.NormalizeName(name))])[0];
        }
    }

    /// <summary>Inserts the points whose id is 0 and updates the others, in one transaction.</summary>
    /// <returns>The same points with their ids.</returns>
    /// <exception cref="NotSavedException">The write failed, or a name would occur twice in one province; nothing was changed.</exception>
    public IReadOnlyList<Point> Save(IReadOnlyList<Point> points)
    {
        Point[] saved;
        lock (gate)
        {
            var changed = points.Select(point => point.Id).ToHashSet();
            // The caller has validated the names, but another desk may have saved in the meantime.
            if (points.Any(point => FindByName(point.Name, point.Province) is { } other && !changed.Contains(other.Id))
                || points.DistinctBy(point => Point.UniqueNameKey(point.Name, point.Province)).Count() < points.Count)
                throw new NotSavedException(language => language.Words.Points["not-saved-same-name"]);
            saved = NotSavedException.Guard(() => store.SavePoints([.. points.Select(ToRecord)]).Select(ToPoint).ToArray());
            var now = saved.ToDictionary(point => point.Id);
            index = PointIndex.Create([.. index.All.Select(point => now.Remove(point.Id, out var other) ? other : point), .. now.Values]);
        }

        notifier.Notify();
        return saved;
    }

    /// <summary>Marks the point as removed; its journal entries and attendance stay.</summary>
    /// <exception cref="NotSavedException">The write failed; the point is still there.</exception>
    public void Remove(long id)
    {
        lock (gate)
        {
            NotSavedException.Guard(() => store.SetRemoved(id, isRemoved: true));
            index = PointIndex.Create(index.All.Where(point => point.Id != id));
        }

        notifier.Notify();
    }

    /// <summary>Restores a removed point. Its keys stay revoked.</summary>
    /// <exception cref="NotSavedException">The write failed, or another point has taken the name.</exception>
    public void Restore(Point point)
    {
        lock (gate)
        {
            if (FindById(point.Id) is not null)
                return;
            if (FindByName(point.Name, point.Province) is not null)
                throw new NotSavedException(language => language.Words.Points["not-restored-name-taken"]);
            NotSavedException.Guard(() => store.SetRemoved(point.Id, isRemoved: false));
            index = PointIndex.Create([.. index.All.Append(point).OrderBy(known => known.Id)]);
        }

        notifier.Notify();
    }

    static Point ToPoint(PointRecord stored) => new(
        stored.Id,
        SqlMapping.ParseCode<PointKind>(stored.Kind),
        stored.Province is { } province ? ProvinceCode.Parse(province) : null,
        stored.Name,
        stored.Place);

    static PointRecord ToRecord(Point point) => new(point.Id, point.Kind.ToCode(), point.Province?.ToString(), point.Name, point.Place);
}
