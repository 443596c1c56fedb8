using System.Collections.Frozen;
using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Points;

/// <summary>Bridge points that are found by their id and by their name. Immutable.</summary>
public sealed class PointIndex
{
    readonly FrozenDictionary<long, Point> byId;
    readonly Dictionary<string, Point> byName;

    PointIndex(ImmutableArray<Point> all)
    {
        All = all;
        byId = all.ToFrozenDictionary(point => point.Id);
        byName = new(all.Length, StringComparer.Ordinal);
        foreach (var point in all)
            byName.TryAdd(Point.UniqueNameKey(point.Name, point.Province), point);
    }

    public ImmutableArray<Point> All { get; }

    public static PointIndex Create(IEnumerable<Point> points) => new([.. points]);

    public Point? FindById(long? id) => id is { } known ? byId.GetValueOrDefault(known) : null;

    /// <summary>Compares by <see cref="Point.UniqueNameKey"/>.</summary>
    public Point? FindByName(string name, ProvinceCode? province) => byName.GetValueOrDefault(Point.UniqueNameKey(name, province));
}
