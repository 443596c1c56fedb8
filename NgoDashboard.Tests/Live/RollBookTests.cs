using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using Point = NgoDashboard.Live.Point;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

/// <summary>The roll as the meeting goes on: takes, holds, renamed points, another meeting.</summary>
public sealed class RollBookTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100))]);
    readonly RollCall calls;
    readonly RollBook book;
    readonly Point langSon, haiPhong;

    public RollBookTests()
    {
        calls = new(briefing.Air, briefing.Time);
        book = new(calls, briefing.Points, briefing.Air, briefing.Journal);
        haiPhong = briefing.Points.Named("Hải Phòng", HaiPhong);
        langSon = briefing.Points.Named("Lạng Sơn", LangSon);
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
        briefing.Points.Put([dang, ministry, commune]);

        Assert.Equal(["Bộ Ngoại giao", "Hải Phòng", "An Dương", "Đằng Giang", "Lạng Sơn"], book.Now.Lines.Select(line => line.Point.Name));
    }

    [Fact]
    public async Task Version_ThatIsTaken_LeavesEverybodyBehindUntilTheyHavePaintedIt()
    {
        Come("a", haiPhong, 1);
        Assert.Equal(1, book.Now.Showing);

        await briefing.Take(Say(Nation(), Usd(101)));
        Assert.Equal((2L, 0, PointState.Behind), (book.Now.Version, book.Now.Showing, State(haiPhong)));
        calls.Painted("a", 2);
        Assert.Equal(PointState.Showing, State(haiPhong));
    }

    [Fact]
    public async Task Version_TakenBehindAHold_LeavesNobodyBehind()
    {
        Come("a", haiPhong, 1);
        await briefing.Do(new CoverWish(Cover.Held));
        calls.Painted("a", 2);
        await briefing.Take(Say(Nation(), Usd(101)));

        Assert.Equal((2L, PointState.Showing), (book.Now.Version, State(haiPhong)));
        await briefing.Do(new CoverWish(Cover.None));
        Assert.Equal((4L, PointState.Behind), (book.Now.Version, State(haiPhong)));
    }

    [Fact]
    public async Task Point_ThatWentInTheMeetingBefore_IsAbsentInThisOne()
    {
        Come("a", haiPhong, 1);
        Come("b", langSon, 1);
        calls.Leave("a");
        Assert.Equal((PointState.Gone, briefing.Time.Now), book.Now.Lines.Single(line => line.Point.Id == haiPhong.Id) is var line ? (line.State, line.Since) : default);
        briefing.Time.Move(TimeSpan.FromMinutes(1));

        await briefing.Do(new OpenWish("Giao ban", new(2024, 4, 12)));
        calls.Leave("b");

        Assert.Equal((PointState.Absent, PointState.Gone), (State(haiPhong), State(langSon)));
    }

    [Fact]
    public void Point_RenamedOrTakenOffTheList_IsSoAtOnce()
    {
        Come("a", haiPhong, 1);
        briefing.Points.Put([haiPhong with { Name = "Hội trường Thành ủy" }]);
        Assert.Contains(book.Now.Lines, line => line is { Point.Name: "Hội trường Thành ủy", State: PointState.Showing });

        briefing.Points.Remove(haiPhong.Id);
        Assert.Equal((1, 0, 1), (book.Now.Expected, book.Now.Showing, book.Now.Others.Length));
    }

    [Fact]
    public void Roll_OfWhichNothingChanged_IsTheSame()
    {
        Come("a", haiPhong, 1);
        var roll = book.Now;
        // Nothing that anybody could see.
        calls.Painted("a", 1);
        calls.Leave("unknown");

        Assert.Same(roll, book.Now);
    }

    void Come(string connection, Point point, long painted)
    {
        calls.Join(connection, new(point.Id, point.Name));
        calls.Painted(connection, painted);
    }

    PointState State(Point point) => book.Now.Lines.Single(line => line.Point.Id == point.Id).State;
}
