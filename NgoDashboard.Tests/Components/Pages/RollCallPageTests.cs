using System.Diagnostics;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Components.DeskPanels.RollCallDisplay;
using NgoDashboard.Components.Pages;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Components.Pages;

/// <summary>The roll call's page with four points, one in each state, or with thousands.</summary>
public sealed class RollCallPageTests : ComponentTest
{
    ConnectedScreens Calls => Services.GetRequiredService<ConnectedScreens>();

    [Fact]
    public void Grid_OfAFewPoints_NamesEachWithItsState()
    {
        AddFourPoints();

        var page = Page("");

        Assert.Equal("1/4 đang hiển thị bản 1", TextOf(page.Find("h2")));
        Assert.Equal(
            [
                "BTC Bộ Tài chính: Chưa vào", "CM Cà Mau: Mất kết nối lúc 14:30", "ĐB Điện Biên: Chưa hiển thị kịp", "HP Hải Phòng: Đang hiển thị",
            ],
            page.FindAll(".cell").Select(cell => $"{TextOf(cell.QuerySelector("b")!)} {cell.GetAttribute("title")}"));
        Assert.Equal(["4", "3", "1", "0", "1", "1", "1"], page.FindAll(".roll-filters b").Select(TextOf));
    }

    [Fact]
    public void Abbreviations_OfTheProvinces_AreAllDifferent()
    {
        var reference = PublishedData.Snapshot.Reference;

        var abbreviations = RollCallWords.ProvinceAbbreviations(reference, DisplayLanguage.Vietnamese);

        Assert.Equal(34, abbreviations.Values.Distinct().Count());
        Assert.All(abbreviations.Values, text => Assert.InRange(text.Length, 1, 4));
        Assert.Equal(["HCM", "LC", "LCa"], new[] { "79", "12", "15" }.Select(code => abbreviations[new(34, code)]));
    }

    [Theory]
    [InlineData("view=list", "Bộ Tài chính, Cà Mau, Điện Biên, Hải Phòng")]
    [InlineData("view=list&state=all", "Bộ Tài chính, Cà Mau, Điện Biên, Hải Phòng")]
    [InlineData("view=list&state=missing", "Bộ Tài chính, Cà Mau, Điện Biên")]
    [InlineData("view=list&state=gone", "Cà Mau")]
    [InlineData("view=list&state=showing", "Hải Phòng")]
    [InlineData("view=list&state=Showing", "Hải Phòng")]
    public void List_Filtered_HasThePointsOfThatState(string query, string names)
    {
        AddFourPoints();

        var page = Page(query);

        Assert.Equal(names, string.Join(", ", page.FindAll(".roll-list tbody th").Select(TextOf)));
    }

    [Fact]
    public void List_OfAPoint_TellsVersionDelayTimeScreensAndAddress()
    {
        AddFourPoints();

        var page = Page("view=list&state=showing");

        Assert.Equal(
            ["Hải Phòng", "Hải Phòng", "Đang hiển thị", "1", "0,3 s", "14:30:00", "2", "10.0.0.1, 10.0.0.2"],
            page.FindAll(".roll-list tbody tr:has(th) > *").Select(TextOf));
    }

    [Theory]
    [InlineData("dien bien", "Điện Biên")]
    [InlineData("TÀI", "Bộ Tài chính")]
    [InlineData("khong co", "")]
    public async Task List_Searched_FindsWithoutDiacritics(string typed, string names)
    {
        AddFourPoints();
        var page = Page("view=list");

        await page.Find(".roll-search input").InputAsync(new ChangeEventArgs { Value = typed });

        page.WaitForAssertion(() => Assert.Equal(names, string.Join(", ", page.FindAll(".roll-list tbody th").Select(TextOf))));
    }

    [Fact]
    public void Map_OfTheProvinces_TellsHowManyOfEachShow()
    {
        AddFourPoints();

        var page = Page("view=map");

        Assert.Equal([("Cà Mau", "0/1"), ("Điện Biên", "0/1"), ("Hải Phòng", "1/1")], ChartRows(page, "roll-map").Select(row => (row.Label, row.Text)));
        Assert.Equal(["1", "1", "4"], page.FindAll("live-chart tbody tr").Select(row => row.GetAttribute("data-level")));
        Assert.Equal(
            ["Trung ương 0/1 Bộ Tài chính", "Cà Mau 0/1 Cà Mau", "Điện Biên 0/1 Điện Biên", "Hải Phòng 1/1"],
            page.FindAll(".roll-list tbody tr").Select(TextOf));
    }

    [Fact]
    public async Task Header_ChosenByTheDesk_IsKeptAndToldToTheOthers()
    {
        var briefing = AddFourPoints();
        var (page, other) = (Page(""), Page(""));
        Assert.Equal([false, true, false], page.FindAll("input[type=radio]").Select(radio => radio.HasAttribute("checked")));

        await page.FindAll("input[type=radio]")[2].ChangeAsync(new ChangeEventArgs());

        other.WaitForAssertion(() => Assert.Equal([false, false, true], other.FindAll("input[type=radio]").Select(radio => radio.HasAttribute("checked"))));
        Assert.Equal(RollCallBadgeContent.Names, new RollCallBadgeSetting(new(briefing.Database)).Content);
    }

    [Fact]
    public async Task Grid_OfThousands_HasASquareForEachPointByProvince()
    {
        AddThousandsOfPoints();
        var page = Page("");
        Assert.Equal((34, 3_400), (page.FindAll(".roll-group").Count, page.FindAll("i.dot[role=img]").Count));

        Calls.Leave("0");
        await AwaitNotice();

        page.WaitForAssertion(() => Assert.Equal("3.399/3.400 đang hiển thị bản 1", TextOf(page.Find("h2"))));
        Assert.Equal("Điểm cầu xã 0 · Hà Nội: Mất kết nối lúc 14:30", Assert.Single(page.FindAll("i.dot.gone[role=img]")).GetAttribute("title"));
    }

    [Fact]
    public void Province_OfWhichNothingIsToBeSeen_IsNotDrawnAnew()
    {
        var reference = PublishedData.Snapshot.Reference;
        var line = new RollCallLine(new(1, PointKind.Local, new(34, "31"), "Điểm 1"), PointState.Showing, 1, SampleData.JournalStart, 1, null, "");
        IRenderedComponent<RollCallGroup> group = Render<RollCallGroup>(parameters => parameters.Add(one => one.Province, new(34, "31")).Add(one => one.Reference, reference).Add(one => one.Lines, [line]));

        // The next version, painted a little later, changes nothing about the square.
        group.Render(parameters => parameters.Add(one => one.Lines, [line with { PaintedVersion = 2, Delay = TimeSpan.FromSeconds(1), ScreenCount = 2 }]));
        Assert.Equal(1, group.RenderCount);
        group.Render(parameters => parameters.Add(one => one.Lines, [line with { State = PointState.Behind }]));
        Assert.Equal(2, group.RenderCount);
    }

    [Fact]
    public async Task List_OfThousands_DrawsTheRowsInViewAndIsQuicklyDrawnAnew()
    {
        AddThousandsOfPoints();
        var page = Page("view=list");
        var painted = page.RenderCount;

        // Only an upper bound for what would be noticed: it happens up to twice a second.
        var since = Stopwatch.StartNew();
        Calls.Leave("0");
        await AwaitNotice();
        page.WaitForState(() => page.RenderCount > painted);

        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.InRange(page.FindAll(".roll-list tbody th").Count, 1, 200);
    }

    /// <summary>
    /// A ministry that has not connected, and three provinces: one gone, one that has not acknowledged, one with two screens that show the
    /// version.
    /// </summary>
    TestBriefing AddFourPoints()
    {
        var briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        var points = briefing.Points.Save(
        [
            new(0, PointKind.Province, new(34, "31"), "Hải Phòng", "12 Lạch Tray"), new(0, PointKind.Province, new(34, "11"), "Điện Biên"),
            new(0, PointKind.Province, new(34, "96"), "Cà Mau"), new(0, PointKind.Ministry, null, "Bộ Tài chính"),
        ]);
        Calls.Join("a", new(points[0].Id, "Hải Phòng", Address: "10.0.0.1"));
        Calls.Join("b", new(points[0].Id, "Hải Phòng", Address: "10.0.0.2"));
        Calls.Join("c", new(points[1].Id, "Điện Biên"));
        Calls.Join("d", new(points[2].Id, "Cà Mau"));
        Calls.AcknowledgePainted("a", 1);
        Time.Advance(TimeSpan.FromSeconds(.3));
        Calls.AcknowledgePainted("b", 1);
        Calls.Leave("d");
        return briefing;
    }

    IReadOnlyList<Point> AddThousandsOfPoints()
    {
        var briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        var provinces = briefing.State.Snapshot.Reference.Provinces.Where(province => province.Code.IsCurrent).ToArray();
        var points = briefing.Points.Save([.. Enumerable.Range(0, 3_400).Select(i => new Point(0, PointKind.Local, provinces[i % 34].Code, $"Điểm cầu xã {i}"))]);
        for (var i = 0; i < points.Count; i++)
        {
            Calls.Join($"{i}", new(points[i].Id, points[i].Name));
            Calls.AcknowledgePainted($"{i}", 1);
        }

        return points;
    }

    IRenderedComponent<RollCallPage> Page(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/desk/roll-call?{query}");
        return Render<RollCallPage>();
    }

    /// <summary>Lets the roll call's conflated notification come, half a second after the change.</summary>
    async Task AwaitNotice()
    {
        await Wait.Until(() => Task.FromResult(Time.PendingTimers > 0), () => Task.FromResult("no notice is due"));
        Time.Advance(TimeSpan.FromSeconds(1));
    }
}
