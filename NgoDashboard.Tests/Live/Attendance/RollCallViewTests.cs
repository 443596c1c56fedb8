using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Live.Attendance;

/// <summary>The roll call during a meeting: takes, holds, renamed points, another meeting.</summary>
public sealed class RollCallViewTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly ConnectedScreens connectedScreens;
    readonly RollCallView view;
    readonly Point langSon, haiPhong;

    public RollCallViewTests()
    {
        connectedScreens = new(briefing.LiveBriefing, briefing.Time);
        view = new(connectedScreens, briefing.Points, briefing.LiveBriefing, briefing.Journal);
        haiPhong = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        langSon = briefing.Points.FindOrAdd("Lạng Sơn", LangSon);
    }

    public void Dispose()
    {
        connectedScreens.Dispose();
        briefing.Dispose();
    }

    [Fact]
    public void Order_IsTheCentreThenVietnamese()
    {
        var (dang, ministry, commune) = (new Point(0, PointKind.Local, HaiPhong, "Đằng Giang"), new Point(0, PointKind.Ministry, null, "Bộ Ngoại giao"), new Point(0, PointKind.Local, HaiPhong, "An Dương"));
        briefing.Points.Save([dang, ministry, commune]);

        Assert.Equal(["Bộ Ngoại giao", "Hải Phòng", "An Dương", "Đằng Giang", "Lạng Sơn"], view.Current.Lines.Select(line => line.Point.Name));
    }

    [Fact]
    public async Task Version_ThatIsTaken_LeavesEverybodyBehindUntilTheyHavePaintedIt()
    {
        Connect("a", haiPhong, 1);
        Assert.Equal(1, view.Current.ShowingCount);

        await briefing.Take(Restate(National(), Usd(101)));
        Assert.Equal((2L, 0, PointState.Behind), (view.Current.Version, view.Current.ShowingCount, State(haiPhong)));
        connectedScreens.AcknowledgePainted("a", 2);
        Assert.Equal(PointState.Showing, State(haiPhong));
    }

    [Fact]
    public async Task Version_TakenBehindAHold_LeavesNobodyBehind()
    {
        Connect("a", haiPhong, 1);
        await briefing.Execute(new CoverCommand(Cover.Held));
        connectedScreens.AcknowledgePainted("a", 2);
        await briefing.Take(Restate(National(), Usd(101)));

        Assert.Equal((2L, PointState.Showing), (view.Current.Version, State(haiPhong)));
        await briefing.Execute(new CoverCommand(Cover.None));
        Assert.Equal((4L, PointState.Behind), (view.Current.Version, State(haiPhong)));
    }

    [Fact]
    public async Task Point_ThatWentInTheMeetingBefore_IsAbsentInThisOne()
    {
        Connect("a", haiPhong, 1);
        Connect("b", langSon, 1);
        connectedScreens.Leave("a");
        Assert.Equal((PointState.Disconnected, briefing.Time.GetUtcNow()), view.Current.Lines.Single(line => line.Point.Id == haiPhong.Id) is var line ? (line.State, line.Since) : default);
        briefing.Time.Advance(TimeSpan.FromMinutes(1));

        await briefing.Execute(new OpenMeetingCommand("Giao ban", new(2024, 4, 12)));
        connectedScreens.Leave("b");

        Assert.Equal((PointState.Absent, PointState.Disconnected), (State(haiPhong), State(langSon)));
    }

    [Fact]
    public void Point_RenamedOrTakenOffTheList_IsSoAtOnce()
    {
        Connect("a", haiPhong, 1);
        briefing.Points.Save([haiPhong with { Name = "Hội trường Thành ủy" }]);
        Assert.Contains(view.Current.Lines, line => line is { Point.Name: "Hội trường Thành ủy", State: PointState.Showing });

        briefing.Points.Remove(haiPhong.Id);
        Assert.Equal((1, 0, 1), (view.Current.ExpectedCount, view.Current.ShowingCount, view.Current.OtherScreens.Length));
    }

    [Fact]
    public void Roll_OfWhichNothingChanged_IsTheSame()
    {
        Connect("a", haiPhong, 1);
        var rollCall = view.Current;
        // Changes the count of changes, but nothing in the roll call.
        connectedScreens.AcknowledgePainted("a", 1);
        connectedScreens.Leave("unknown");

        Assert.Same(rollCall, view.Current);
    }

    void Connect(string connection, Point point, long painted)
    {
        connectedScreens.Join(connection, new(point.Id, point.Name));
        connectedScreens.AcknowledgePainted(connection, painted);
    }

    PointState State(Point point) => view.Current.Lines.Single(line => line.Point.Id == point.Id).State;
}
