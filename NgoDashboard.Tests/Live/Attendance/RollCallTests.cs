using System.Collections.Immutable;
using CsCheck;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Live.Attendance;

/// <summary>The roll call without its view and its stores; version 7 is on air since 9:00.</summary>
public class RollCallTests
{
    const long Version = 7;

    static readonly DateTimeOffset Nine = new(2024, 4, 12, 9, 0, 0, VietnamTime.Offset);

    static readonly BriefingState Now = new(
        Version, Nine, NgoDashboard.Figures.Cube.Snapshot.Create(CountryReference, []), SampleData.CreateScene(SceneKinds.Overview), [], [], IsRehearsal: false);

    static readonly Gen<ConnectedScreen> AnyScreen =
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
    [InlineData(6, Version, PointState.NotDrawn)]
    [InlineData(0, Version, PointState.NotDrawn)]
    [InlineData(6, 6, PointState.Behind)]
    public void Point_OneOfWhoseScreensCouldNotDrawIt_IsNeverShowing(long painted, long received, PointState state)
    {
        var line = Line(Screen("a", 1, Version, 400), Screen("b", 1, painted, 900) with { ReceivedVersion = received });

        Assert.Equal((state, painted, true), (line.State, line.PaintedVersion, line.IsConnected));
        Assert.Equal(state == PointState.Showing ? 1 : 0, CreateRollCall([Screen("a", 1, Version, 400), Screen("b", 1, painted, 900) with { ReceivedVersion = received }]).ShowingCount);
    }

    [Fact]
    public void Point_WithoutAScreen_IsAbsentOrGone()
    {
        Assert.Equal((PointState.Absent, null), Line() is var absent ? (absent.State, absent.Since) : default);
        Assert.Equal((PointState.Disconnected, (DateTimeOffset?)Nine.AddMinutes(3)), CreateRollCall([], _ => Nine.AddMinutes(3)).Lines[0] is var gone ? (gone.State, gone.Since) : default);
    }

    [Fact]
    public void Point_ThatWentAndIsBack_IsNotGone() => Assert.Equal(PointState.Showing, CreateRollCall([Screen("a", 1, Version, 5)], _ => Nine).Lines[0].State);

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
        var rollCall = RollCall.Create([new(1, PointKind.Local, HaiPhong, "Tên mới")], [Screen("a", 1, Version, 5)], _ => null, Now);

        Assert.Equal("Tên mới", Assert.Single(rollCall.Lines).Point.Name);
    }

    [Fact]
    public void Others_WithAnotherKeyOrAPointThatWasTakenOffTheList_AreNotCounted()
    {
        var rollCall = CreateRollCall([Screen("a", 1, Version, 5), Screen("desk", null, Version, 5), Screen("old", 99, Version, 5)]);

        Assert.Equal((1, 1, 1), (rollCall.ExpectedCount, rollCall.ShowingCount, rollCall.ConnectedCount));
        Assert.Equal(["desk", "old"], rollCall.OtherScreens.Select(other => other.ConnectionId));
    }

    [Fact]
    public void Others_InAnyOrder_AreListedInTheOrderInWhichTheyConnected()
    {
        var rollCall = CreateRollCall(
            [
                Screen("late", null, Version, 5) with { ConnectedAt = Nine.AddMinutes(2) },
                Screen("b", null, Version, 5) with { ConnectedAt = Nine.AddMinutes(1) },
                Screen("a", null, Version, 5) with { ConnectedAt = Nine.AddMinutes(1) },
                Screen("first", 99, Version, 5),
            ]);

        Assert.Equal(["first", "a", "b", "late"], rollCall.OtherScreens.Select(other => other.ConnectionId));
    }

    [Fact]
    public void Lines_OfWhichNothingChanged_AreTheSameObjects()
    {
        var before = CreateRollCall([Screen("a", 1, Version, 5)]);
        var after = RollCall.Create(Points(2), [Screen("a", 1, Version, 5), Screen("b", 2, Version, 5)], _ => null, Now, RollCall.Create(Points(2), [Screen("a", 1, Version, 5)], _ => null, Now));

        Assert.Equal(before.Lines[0], after.Lines[0]);
        var known = RollCall.Create(Points(2), [Screen("a", 1, Version, 5)], _ => null, Now);
        Assert.Same(known.Lines[0], RollCall.Create(Points(2), [Screen("a", 1, Version, 5), Screen("b", 2, Version, 5)], _ => null, Now, known).Lines[0]);
    }

    [Fact]
    public void Roll_OfAnyConnections_CountsEveryPointOnceAndEveryConnectionOnce() =>
        AnyScreen.Array[0, 40].Sample(any =>
        {
            ConnectedScreen[] present = [.. any.DistinctBy(screen => screen.ConnectionId)];
            // Points 1 to 4 are expected; 5 and 6 were removed. Of those without a screen, the even ones were connected before.
            var rollCall = RollCall.Create(Points(4), present, point => point % 2 == 0 ? Nine : null, Now);

            Assert.Equal([1L, 2, 3, 4], rollCall.Lines.Select(line => line.Point.Id));
            Assert.Equal(present.Length, rollCall.Lines.Sum(line => line.ScreenCount) + rollCall.OtherScreens.Length);
            Assert.Equal(4, Enum.GetValues<PointState>().Sum(rollCall.CountIn));
            Assert.Equal(rollCall.ShowingCount, rollCall.CountIn(PointState.Showing));
            Assert.Equal(rollCall.ConnectedCount, rollCall.ShowingCount + rollCall.CountIn(PointState.Behind));
            foreach (var line in rollCall.Lines)
            {
                ConnectedScreen[] own = [.. present.Where(screen => screen.Owner.PointId == line.Point.Id)];
                Assert.Equal(own.Length > 0 && own.All(screen => screen.PaintedVersion == Version), line.State == PointState.Showing);
                Assert.Equal(own.Length == 0 ? line.Point.Id % 2 == 0 ? PointState.Disconnected : PointState.Absent : line.State, line.State);
                Assert.Equal(own.Length == 0 ? 0 : own.Min(screen => screen.PaintedVersion), line.PaintedVersion);
            }
        });

    [Theory]
    [InlineData(3, 3, 0, RollCallBadgeContent.Count, "3/3 điểm cầu")]
    [InlineData(3, 2, 0, RollCallBadgeContent.Count, "2/3 điểm cầu")]
    // A connected point that is behind counts as connected.
    [InlineData(3, 2, 1, RollCallBadgeContent.Count, "2/3 điểm cầu")]
    [InlineData(3, 2, 0, RollCallBadgeContent.Names, "2/3 · vắng Điểm 3")]
    [InlineData(4, 2, 0, RollCallBadgeContent.Names, "2/4 · vắng Điểm 3, Điểm 4")]
    [InlineData(9, 2, 0, RollCallBadgeContent.Names, "2/9 · vắng Điểm 3, Điểm 4 +5")]
    [InlineData(3, 3, 0, RollCallBadgeContent.Names, "3/3 điểm cầu")]
    [InlineData(3, 2, 0, RollCallBadgeContent.Nothing, "")]
    [InlineData(0, 0, 0, RollCallBadgeContent.Count, "")]
    public void Header_OfARoll_SaysWhatTheDeskChose(int expected, int there, int behind, RollCallBadgeContent content, string text)
    {
        var rollCall = RollCall.Create(
            Points(expected), [.. Enumerable.Range(1, there).Select(i => Screen($"{i}", i, i <= behind ? 0 : Version, 5))], _ => null, Now);

        Assert.Equal(text, RollCallBadgeSetting.BadgeText(rollCall, content, DisplayLanguage.Vietnamese));
    }

    [Theory]
    [InlineData(1, "0/1 · vắng Hội trường Ủy ban nhân dân tỉnh")]
    [InlineData(2, "0/2 · vắng Hội trường Ủy ban nhân dân tỉnh +1")]
    public void Header_WhereTheFirstNameIsTooLong_SaysItAllTheSame(int expected, string text)
    {
        var points = Points(expected).Select(point => point with { Name = "Hội trường Ủy ban nhân dân tỉnh" });

        Assert.Equal(text, RollCallBadgeSetting.BadgeText(RollCall.Create([.. points], [], _ => null, Now), RollCallBadgeContent.Names, DisplayLanguage.Vietnamese));
    }

    static RollCallLine Line(params ConnectedScreen[] present) => CreateRollCall(present).Lines[0];

    static RollCall CreateRollCall(IReadOnlyCollection<ConnectedScreen> present, Func<long, DateTimeOffset?>? leftAt = null) => RollCall.Create(Points(1), present, leftAt ?? (_ => null), Now);

    static ImmutableArray<Point> Points(int count) => [.. Enumerable.Range(1, count).Select(i => new Point(i, PointKind.Local, HaiPhong, $"Điểm {i}"))];

    static ConnectedScreen Screen(string connection, long? point, long painted, int? delay) => new(
        connection, new(point, $"Điểm {point}"), Nine, painted, painted > 0 ? Nine : null, painted > 0 && delay is { } known ? TimeSpan.FromMilliseconds(known) : null);
}
