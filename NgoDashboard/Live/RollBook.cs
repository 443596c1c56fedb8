using System.Collections.Immutable;
using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// The roll as it is now, made once for all who look: of the points that are expected, the connections, and what is on air. One for
/// the whole server; safe on any thread.
/// </summary>
public sealed class RollBook(RollCall rollCall, Points points, Air air, Journal journal)
{
    readonly Lock gate = new();
    Known? known;

    /// <summary>
    /// The same object while nothing has changed. The centre's points first, then province by province, its main hall before the
    /// others, in Vietnamese order.
    /// </summary>
    public Roll Now
    {
        get
        {
            lock (gate)
            {
                // Before anything that it stands for is read: what changes meanwhile is read the next time.
                var (changes, expected, shown, meeting) = (rollCall.Changes, points.All, air.Current, air.Newest.Meeting.Opened);
                if (known is { } same && same.Changes == changes && same.Expected == expected && same.Shown == shown && same.Meeting == meeting)
                    return same.Roll;
                var sorted = known is { } last && last.Expected == expected ? last.Sorted : Sorted(expected, shown.Snapshot.Reference);
                var openedAt = known is { } before && before.Meeting == meeting ? before.OpenedAt : journal.At(meeting);
                var roll = Roll.Of(sorted, rollCall.Present, point => rollCall.LeftIn(meeting, openedAt, point), shown, known?.Roll);
                if (known is { } unchanged && unchanged.Roll.IsSame(roll))
                    roll = unchanged.Roll;
                known = new(changes, expected, shown, meeting, openedAt, sorted, roll);
                return roll;
            }
        }
    }

    /// <summary>Notices after changes, at most two a second, on a thread of the pool, in the subscriber's culture.</summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber)
    {
        var calls = rollCall.Subscribe(subscriber);
        var register = points.Subscribe(rollCall.Touch);
        return new Subscription(() =>
        {
            register.Dispose();
            calls.Dispose();
        });
    }

    static ImmutableArray<Point> Sorted(ImmutableArray<Point> points, Reference reference) =>
    [
        .. points.OrderBy(point => point.Province is not null)
            .ThenBy(point => point.Province is { } code ? reference.Province(code)?.Name ?? code.ToString() : "", Language.Names.VietnameseOrder)
            .ThenBy(point => point.Kind == PointKind.Local)
            .ThenBy(point => point.Name, Language.Names.VietnameseOrder)
            .ThenBy(point => point.Id),
    ];

    sealed record Known(
        long Changes, ImmutableArray<Point> Expected, OnAir Shown, long Meeting, DateTimeOffset OpenedAt, ImmutableArray<Point> Sorted, Roll Roll);

    sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
