using System.Collections.Immutable;
using CsCheck;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Tests.TestKit.Samples;
using Point = NgoDashboard.Meeting.Points.Point;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Attendance;

/// <summary>The roll from its parts alone; version 7 is on air since nine.</summary>
public class RollCallTests
{
    const long Version = 7;

    static readonly DateTimeOffset Nine = new(2024, 4, 12, 9, 0, 0, VietnamTime.Offset);

    static readonly BriefingState Now = new(
        Version, Nine, NgoDashboard.Figures.Cube.Snapshot.Create(CountryReference, []), SampleData.CreateScene(SceneKinds.Overview), [], [], IsRehearsal: false);

    static readonly Gen<ConnectedScreen> AnyPresence =
        from point in Gen.Long[0, 6]
        from connection in Gen.Int[0, 1_000_000]
        from painted in Gen.Long[0, Version]
        from delay in Gen.Int[0, 5_000]
        select Screen($"{connection}", point == 0 ? null : point, painted, delay);

    [Fact]
    public void Point_WhoseScreensAllPaintedIt_IsShowing()
    {
        var line = Line(Screen("a", 1, Version, 400), Screen("b", 1, Version, 2_100));

        Assert.Equal((PointState.Showing, 2, Version, (TimeSpan?)TimeSpan.FromSeconds(2.1)), (line.State, line.ScreenCount, line.PaintedVersion, line.Delay));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Point_OneOfWhoseScreensHasNot_IsBehindAtTheLowestOfThem(long painted)
    {
        var line = Line(Screen("a", 1, Version, 400), Screen("b", 1, painted, painted == 0 ? null : 900));

        Assert.Equal(
            (PointState.Behind, painted, painted == 0 ? null : TimeSpan.FromSeconds(.9)),
            (line.State, line.PaintedVersion, line.Delay));
    }

    [Theory]
    [InlineData(Version, 0, PointState.Showing)]
    [InlineData(6, Version, PointState.Undrawn)]
    [InlineData(0, Version, PointState.Undrawn)]
    [InlineData(6, 6, PointState.Behind)]
    public void Point_OneOfWhoseScreensCouldNotDrawIt_IsNeverShowing(long painted, long received, PointState state)
    {
        var line = Line(Screen("a", 1, Version, 400), Screen("b", 1, painted, 900) with { ReceivedVersion = received });

        Assert.Equal((state, painted, true), (line.State, line.PaintedVersion, line.IsConnected));
        Assert.Equal(state == PointState.Showing ? 1 : 0, Of([Screen("a", 1, Version, 400), Screen("b", 1, painted, 900) with { ReceivedVersion = received }]).ShowingCount);
    }

    [Fact]
    public void Point_WithoutAScreen_IsAbsentOrGone()
    {
        Assert.Equal((PointState.Absent, null), Line() is var absent ? (absent.State, absent.Since) : default);
        Assert.Equal((PointState.Gone, (DateTimeOffset?)Nine.AddMinutes(3)), Of([], _ => Nine.AddMinutes(3)).Lines[0] is var gone ? (gone.State, gone.Since) : default);
    }

    [Fact]
    public void Point_ThatWentAndIsBack_IsNotGone() => Assert.Equal(PointState.Showing, Of([Screen("a", 1, Version, 5)], _ => Nine).Lines[0].State);

    [Fact]
    public void Point_WithSeveralScreens_IsThereSinceTheFirstAndTellsAllAddresses()
    {
        var line = Line(
            Screen("a", 1, Version, 5) with { ConnectedAt = Nine.AddMinutes(2), Owner = new(1, "", null, "10.0.0.2") },
            Screen("b", 1, Version, 5) with { ConnectedAt = Nine.AddMinutes(1), Owner = new(1, "", null, "10.0.0.1") });

        Assert.Equal((Nine.AddMinutes(1), "10.0.0.1, 10.0.0.2"), (line.Since, line.Address));
    }

    [Fact]
    public void Point_ThatWasRenamed_HasItsNewName()
    {
        var roll = RollCall.Create([new(1, PointKind.Local, HaiPhong, "Tên mới")], [Screen("a", 1, Version, 5)], _ => null, Now);

        Assert.Equal("Tên mới", Assert.Single(roll.Lines).Point.Name);
    }

    [Fact]
    public void Others_WithAnotherKeyOrAPointThatWasTakenOffTheList_AreNotCounted()
    {
        var roll = Of([Screen("a", 1, Version, 5), Screen("desk", null, Version, 5), Screen("old", 99, Version, 5)]);

        Assert.Equal((1, 1, 1), (roll.ExpectedCount, roll.ShowingCount, roll.ConnectedCount));
        Assert.Equal(["desk", "old"], roll.OtherScreens.Select(other => other.ConnectionId));
    }

    [Fact]
    public void Lines_OfWhichNothingChanged_AreTheSameObjects()
    {
        var before = Of([Screen("a", 1, Version, 5)]);
        var after = RollCall.Create(Points(2), [Screen("a", 1, Version, 5), Screen("b", 2, Version, 5)], _ => null, Now, RollCall.Create(Points(2), [Screen("a", 1, Version, 5)], _ => null, Now));

        Assert.Equal(before.Lines[0], after.Lines[0]);
        var known = RollCall.Create(Points(2), [Screen("a", 1, Version, 5)], _ => null, Now);
        Assert.Same(known.Lines[0], RollCall.Create(Points(2), [Screen("a", 1, Version, 5), Screen("b", 2, Version, 5)], _ => null, Now, known).Lines[0]);
    }

    [Fact]
    public void Roll_OfAnyConnections_CountsEveryPointOnceAndEveryConnectionOnce() =>
        AnyPresence.Array[0, 40].Sample(any =>
        {
            ConnectedScreen[] present = [.. any.DistinctBy(one => one.ConnectionId)];
            // Four are expected: the fifth and the sixth were taken off the list. Of those that are away, the even ones were here.
            var roll = RollCall.Create(Points(4), present, point => point % 2 == 0 ? Nine : null, Now);

            Assert.Equal([1L, 2, 3, 4], roll.Lines.Select(line => line.Point.Id));
            Assert.Equal(present.Length, roll.Lines.Sum(line => line.ScreenCount) + roll.OtherScreens.Length);
            Assert.Equal(4, Enum.GetValues<PointState>().Sum(roll.CountIn));
            Assert.Equal(roll.ShowingCount, roll.CountIn(PointState.Showing));
            Assert.Equal(roll.ConnectedCount, roll.ShowingCount + roll.CountIn(PointState.Behind));
            foreach (var line in roll.Lines)
            {
                ConnectedScreen[] own = [.. present.Where(one => one.Owner.PointId == line.Point.Id)];
                Assert.Equal(own.Length > 0 && own.All(one => one.PaintedVersion == Version), line.State == PointState.Showing);
                Assert.Equal(own.Length == 0 ? line.Point.Id % 2 == 0 ? PointState.Gone : PointState.Absent : line.State, line.State);
                Assert.Equal(own.Length == 0 ? 0 : own.Min(one => one.PaintedVersion), line.PaintedVersion);
            }
        });

    [Theory]
    [InlineData(3, 3, 0, RollCallBadgeContent.Count, "3/3 điểm cầu")]
    [InlineData(3, 2, 0, RollCallBadgeContent.Count, "2/3 điểm cầu")]
    // Who is there and slow is there.
    [InlineData(3, 2, 1, RollCallBadgeContent.Count, "2/3 điểm cầu")]
    [InlineData(3, 2, 0, RollCallBadgeContent.Names, "2/3 · vắng Điểm 3")]
    [InlineData(4, 2, 0, RollCallBadgeContent.Names, "2/4 · vắng Điểm 3, Điểm 4")]
    [InlineData(9, 2, 0, RollCallBadgeContent.Names, "2/9 · vắng Điểm 3, Điểm 4 +5")]
    [InlineData(3, 3, 0, RollCallBadgeContent.Names, "3/3 điểm cầu")]
    [InlineData(3, 2, 0, RollCallBadgeContent.Nothing, "")]
    [InlineData(0, 0, 0, RollCallBadgeContent.Count, "")]
    public void Header_OfARoll_SaysWhatTheDeskChose(int expected, int there, int behind, RollCallBadgeContent told, string text)
    {
        var roll = RollCall.Create(
            Points(expected), [.. Enumerable.Range(1, there).Select(i => Screen($"{i}", i, i <= behind ? 0 : Version, 5))], _ => null, Now);

        Assert.Equal(text, RollCallBadgeSetting.BadgeText(roll, told));
    }

    static RollCallLine Line(params ConnectedScreen[] present) => Of(present).Lines[0];

    static RollCall Of(IReadOnlyCollection<ConnectedScreen> present, Func<long, DateTimeOffset?>? leftAt = null) => RollCall.Create(Points(1), present, leftAt ?? (_ => null), Now);

    static ImmutableArray<Point> Points(int count) => [.. Enumerable.Range(1, count).Select(i => new Point(i, PointKind.Local, HaiPhong, $"Điểm {i}"))];

    static ConnectedScreen Screen(string connection, long? point, long painted, int? delay) => new(
        connection, new(point, $"Điểm {point}"), Nine, painted, painted > 0 ? Nine : null, painted > 0 && delay is { } known ? TimeSpan.FromMilliseconds(known) : null);
}
