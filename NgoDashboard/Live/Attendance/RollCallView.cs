using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Attendance;

/// <summary>
/// The current roll call, calculated once for all readers from the expected points, the connected screens and what is on air.
/// Singleton; thread-safe.
/// </summary>
public sealed class RollCallView(ConnectedScreens connectedScreens, Points points, LiveBriefing briefing, JournalStore journal)
{
    readonly Lock gate = new();
    CachedRollCall? cached;

    /// <summary>
    /// The same object while nothing has changed. The centre's points first, then province by province, the main hall of each before its
    /// other points, in Vietnamese order.
    /// </summary>
    public RollCall Current
    {
        get
        {
            lock (gate)
            {
                // Read the change count before the screens: a change in between then invalidates the cache on the next call.
                var (changes, expected) = (connectedScreens.ChangeCount, points.All);
                var (shown, meeting) = (briefing.Current, briefing.Newest.Meeting.OpenedVersion);
                if (cached is { } same && same.ChangeCount == changes && same.Expected == expected
                    && same.State == shown && same.MeetingVersion == meeting)
                    return same.RollCall;
                var sorted = cached is { } last && last.Expected == expected
                    ? last.Sorted
                    : SortedPoints(expected, shown.Snapshot.Reference);
                var openedAt = cached is { } before && before.MeetingVersion == meeting ? before.OpenedAt : journal.LoadInstant(meeting);
                var rollCall = RollCall.Create(
                    sorted,
                    connectedScreens.All,
                    point => connectedScreens.LastLeftDuring(meeting, openedAt, point),
                    shown,
                    cached?.RollCall);
                if (cached is { } unchanged && unchanged.RollCall.HasSameContent(rollCall))
                    rollCall = unchanged.RollCall;
                cached = new(changes, expected, shown, meeting, openedAt, sorted, rollCall);
                return rollCall;
            }
        }
    }

    /// <summary>Notifies after changes, at most twice a second, on a pool thread, in the subscriber's culture.</summary>
    /// <returns>Dispose to unsubscribe.</returns>
    public IDisposable Subscribe(Action subscriber)
    {
        var screenChanges = connectedScreens.Subscribe(subscriber);
        var pointChanges = points.Subscribe(connectedScreens.MarkChanged);
        return new Subscription(() =>
        {
            pointChanges.Dispose();
            screenChanges.Dispose();
        });
    }

    static ImmutableArray<Point> SortedPoints(ImmutableArray<Point> points, ReferenceData reference) =>
    [
        .. points.OrderBy(point => point.Province is not null)
            .ThenBy(
                point => point.Province is { } code ? reference.FindProvince(code)?.Name ?? code.ToString() : "",
                DisplayNames.VietnameseOrder)
            .ThenBy(point => point.Kind == PointKind.Local)
            .ThenBy(point => point.Name, DisplayNames.VietnameseOrder)
            .ThenBy(point => point.Id),
    ];

    sealed record CachedRollCall(
        long ChangeCount,
        ImmutableArray<Point> Expected,
        BriefingState State,
        long MeetingVersion,
        DateTimeOffset OpenedAt,
        ImmutableArray<Point> Sorted,
        RollCall RollCall);

    sealed class Subscription(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
