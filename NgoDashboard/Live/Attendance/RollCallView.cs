using System.Collections.Immutable;
using System.Globalization;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Attendance;

/// <summary>
/// The roll as it is now, made once for all who look: of the points that are expected, the connections, and what is on air. One for
/// the whole server; safe on any thread.
/// </summary>
public sealed class RollCallView(ConnectedScreens rollCall, Points points, LiveBriefing air, JournalStore journal)
{
    readonly Lock gate = new();
    CachedRollCall? cached;

    /// <summary>
    /// The same object while nothing has changed. The centre's points first, then province by province, its main hall before the
    /// others, in Vietnamese order.
    /// </summary>
    public RollCall Current
    {
        get
        {
            lock (gate)
            {
                // Before anything that it stands for is read: what changes meanwhile is read the next time.
                var (changes, expected, shown, meeting) = (rollCall.ChangeCount, points.All, air.Current, air.Newest.Meeting.OpenedVersion);
                if (cached is { } same && same.ChangeCount == changes && same.Expected == expected && same.State == shown && same.MeetingVersion == meeting)
                    return same.RollCall;
                var sorted = cached is { } last && last.Expected == expected ? last.Sorted : SortedPoints(expected, shown.Snapshot.Reference);
                var openedAt = cached is { } before && before.MeetingVersion == meeting ? before.OpenedAt : journal.LoadInstant(meeting);
                var roll = RollCall.Create(sorted, rollCall.All, point => rollCall.LastLeftDuring(meeting, openedAt, point), shown, cached?.RollCall);
                if (cached is { } unchanged && unchanged.RollCall.HasSameContent(roll))
                    roll = unchanged.RollCall;
                cached = new(changes, expected, shown, meeting, openedAt, sorted, roll);
                return roll;
            }
        }
    }

    /// <summary>Notices after changes, at most two a second, on a thread of the pool, in the subscriber's culture.</summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber)
    {
        var calls = rollCall.Subscribe(subscriber);
        var register = points.Subscribe(rollCall.MarkChanged);
        return new Subscription(() =>
        {
            register.Dispose();
            calls.Dispose();
        });
    }

    static ImmutableArray<Point> SortedPoints(ImmutableArray<Point> points, ReferenceData reference) =>
    [
        .. points.OrderBy(point => point.Province is not null)
            .ThenBy(point => point.Province is { } code ? reference.FindProvince(code)?.Name ?? code.ToString() : "", Language.DisplayNames.VietnameseOrder)
            .ThenBy(point => point.Kind == PointKind.Local)
            .ThenBy(point => point.Name, Language.DisplayNames.VietnameseOrder)
            .ThenBy(point => point.Id),
    ];

    sealed record CachedRollCall(
        long ChangeCount, ImmutableArray<Point> Expected, BriefingState State, long MeetingVersion, DateTimeOffset OpenedAt, ImmutableArray<Point> Sorted, RollCall RollCall);

    sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
