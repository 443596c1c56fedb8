using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Tests.TestKit.Samples;
using Point = NgoDashboard.Meeting.Points.Point;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Attendance;

/// <summary>The roll as the meeting goes on: takes, holds, renamed points, another meeting.</summary>
public sealed class RollCallViewTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly ConnectedScreens calls;
    readonly RollCallView book;
    readonly Point langSon, haiPhong;

    public RollCallViewTests()
    {
        calls = new(briefing.LiveBriefing, briefing.Time);
        book = new(calls, briefing.Points, briefing.LiveBriefing, briefing.Journal);
        haiPhong = briefing.Points.FindOrAdd("Hải Phòng", HaiPhong);
        langSon = briefing.Points.FindOrAdd("Lạng Sơn", LangSon);
    }

    public void Dispose()
    {
        calls.Dispose();
        briefing.Dispose();
    }

    [Fact]
    public void Order_IsTheCentreThenVietnamese()
    {
        var (dang, ministry, commune) = (new Point(0, PointKind.Local, HaiPhong, "Đằng Giang"), new Point(0, PointKind.Ministry, null, "Bộ Ngoại giao"), new Point(0, PointKind.Local, HaiPhong, "An Dương"));
        briefing.Points.Save([dang, ministry, commune]);

        Assert.Equal(["Bộ Ngoại giao", "Hải Phòng", "An Dương", "Đằng Giang", "Lạng Sơn"], book.Current.Lines.Select(line => line.Point.Name));
    }

    [Fact]
    public async Task Version_ThatIsTaken_LeavesEverybodyBehindUntilTheyHavePaintedIt()
    {
        Connect("a", haiPhong, 1);
        Assert.Equal(1, book.Current.ShowingCount);

        await briefing.Take(Restate(National(), Usd(101)));
        Assert.Equal((2L, 0, PointState.Behind), (book.Current.Version, book.Current.ShowingCount, State(haiPhong)));
        calls.AcknowledgePainted("a", 2);
        Assert.Equal(PointState.Showing, State(haiPhong));
    }

    [Fact]
    public async Task Version_TakenBehindAHold_LeavesNobodyBehind()
    {
        Connect("a", haiPhong, 1);
        await briefing.Execute(new CoverCommand(Cover.Held));
        calls.AcknowledgePainted("a", 2);
        await briefing.Take(Restate(National(), Usd(101)));

        Assert.Equal((2L, PointState.Showing), (book.Current.Version, State(haiPhong)));
        await briefing.Execute(new CoverCommand(Cover.None));
        Assert.Equal((4L, PointState.Behind), (book.Current.Version, State(haiPhong)));
    }

    [Fact]
    public async Task Point_ThatWentInTheMeetingBefore_IsAbsentInThisOne()
    {
        Connect("a", haiPhong, 1);
        Connect("b", langSon, 1);
        calls.Leave("a");
        Assert.Equal((PointState.Gone, briefing.Time.Now), book.Current.Lines.Single(line => line.Point.Id == haiPhong.Id) is var line ? (line.State, line.Since) : default);
        briefing.Time.Advance(TimeSpan.FromMinutes(1));

        await briefing.Execute(new OpenMeetingCommand("Giao ban", new(2024, 4, 12)));
        calls.Leave("b");

        Assert.Equal((PointState.Absent, PointState.Gone), (State(haiPhong), State(langSon)));
    }

    [Fact]
    public void Point_RenamedOrTakenOffTheList_IsSoAtOnce()
    {
        Connect("a", haiPhong, 1);
        briefing.Points.Save([haiPhong with { Name = "Hội trường Thành ủy" }]);
        Assert.Contains(book.Current.Lines, line => line is { Point.Name: "Hội trường Thành ủy", State: PointState.Showing });

        briefing.Points.Remove(haiPhong.Id);
        Assert.Equal((1, 0, 1), (book.Current.ExpectedCount, book.Current.ShowingCount, book.Current.OtherScreens.Length));
    }

    [Fact]
    public void Roll_OfWhichNothingChanged_IsTheSame()
    {
        Connect("a", haiPhong, 1);
        var roll = book.Current;
        // Nothing that anybody could see.
        calls.AcknowledgePainted("a", 1);
        calls.Leave("unknown");

        Assert.Same(roll, book.Current);
    }

    void Connect(string connection, Point point, long painted)
    {
        calls.Join(connection, new(point.Id, point.Name));
        calls.AcknowledgePainted(connection, painted);
    }

    PointState State(Point point) => book.Current.Lines.Single(line => line.Point.Id == point.Id).State;
}
