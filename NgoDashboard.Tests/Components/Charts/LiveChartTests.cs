using Bunit;
using NgoDashboard.Components.Charts;

namespace NgoDashboard.Tests.Components.Charts;

/// <summary>The picture is drawn from the table that the component renders, so the table is what is tested.</summary>
public sealed class LiveChartTests : ComponentTest
{
    static readonly DateTimeOffset Changed = DateTimeOffset.FromUnixTimeSeconds(1_712_907_060);

    static readonly ChartRow[] Years =
    [
        new("2020", 220_700_000, "220,7"),
        new("2021", 232_900_000.5m, ">232,9", ChartRowState.Partial, Rank: 1),
        new("2022", null, "chưa công bố", ChartRowState.Unpublished, Key: "34:31"),
        new("2023", 228_700_000, ">228,7", ChartRowState.InFocus, Changed, "34:20", Level: 3),
        new("rest", 95_300_000, "95,3", ChartRowState.Remainder),
    ];

    [Fact]
    public void Chart_OfRows_IsATableWithNumbersForThePicture()
    {
        var drawn = Chart(Years);

        Assert.Equal(
            [
                ("2020", "220700000", "220,7", ""), ("2021", "232900000.5", ">232,9", "part"), ("2022", null, "chưa công bố", "none"),
                ("2023", "228700000", ">228,7", "now"), ("rest", "95300000", "95,3", "rest"),
            ],
            ComponentTest.ChartRows(drawn, "years"));
    }

    [Fact]
    public void Chart_ForTheElement_SaysItsKindAndName()
    {
        var chart = Chart(Years).Find("live-chart");

        Assert.Equal(("years", "columns", "Giải ngân"), (chart.Id, chart.GetAttribute("kind"), chart.GetAttribute("label")));
        Assert.Equal("quần đảo", chart.GetAttribute("hoangsa"));
        Assert.Equal("Giải ngân", chart.QuerySelector("caption")!.TextContent);
        Assert.Equal(["Năm", "triệu USD"], chart.QuerySelectorAll("thead th[scope=col]").Select(head => head.TextContent));
    }

    [Fact]
    public void Row_WithMarks_CarriesThemForTheElement()
    {
        var rows = Chart(Years).FindAll("tbody tr");

        Assert.Equal("1712907060", rows[3].GetAttribute("data-chg"));
        Assert.Equal("34:20", rows[3].GetAttribute("data-key"));
        Assert.Equal("3", rows[3].GetAttribute("data-level"));
        Assert.Equal("1", rows[1].GetAttribute("data-rank"));
        Assert.All(new[] { "data-chg", "data-key", "data-level", "data-rank", "class" }, name => Assert.Null(rows[0].GetAttribute(name)));
    }

    [Fact]
    public void Value_InAnyCulture_IsWrittenForPrograms() =>
        Assert.Equal("1234.5", ComponentTest.ChartRows(Chart([new("a", 1234.5m, "1.234,5")]), "years").Single().Value);

    [Fact]
    public void Update_OfOneRow_ChangesItsCellAndNothingElse()
    {
        var drawn = Chart(Years);
        var before = drawn.Markup;

        drawn.Render(parameters => parameters.Add(chart => chart.Rows, [Years[0] with { Value = 221_000_000, DisplayText = "221" }, .. Years[1..]]));

        Assert.Equal(before.Replace("value=\"220700000\">220,7<", "value=\"221000000\">221<", StringComparison.Ordinal), drawn.Markup);
        Assert.NotEqual(before, drawn.Markup);
    }

    IRenderedComponent<LiveChart> Chart(ChartRow[] rows) => Render<LiveChart>(parameters => parameters
        .Add(chart => chart.Id, "years").Add(chart => chart.Kind, ChartKind.Columns).Add(chart => chart.Caption, "Giải ngân")
        .Add(chart => chart.Heading, "Năm").Add(chart => chart.Unit, "triệu USD").Add(chart => chart.Rows, rows)
        .AddUnmatched("hoangsa", "quần đảo"));
}
