using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Rehearsal;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Rehearsal;

/// <summary>Years between, before and after published ones. Made-up values carry up to 0.8 % of noise.</summary>
public sealed class RehearsalNationalFiguresTests
{
    [Theory]
    [InlineData(2016, 1_000)]
    [InlineData(2018, 2_000)]
    [InlineData(2019, 3_000)]
    [InlineData(2020, 4_000)]
    [InlineData(2022, 3_000)]
    // Without growth the nearest published year goes on.
    [InlineData(2015, 1_000)]
    [InlineData(2025, 2_000)]
    public void Count_OfAnyYear_FollowsThePublishedNeighbours(int year, long expected)
    {
        var figures = new RehearsalNationalFigures(CreateSnapshot(
            (National(Measure.Projects, 2016), Count(1_000)),
            (National(Measure.Projects, 2018), Count(2_000)),
            (National(Measure.Projects, 2020), Count(4_000)),
            (National(Measure.Projects, 2024), Count(2_000))));

        AssertNear(expected, figures.Count(Measure.Projects, year));
    }

    [Theory]
    [InlineData(Measure.Countries, 32)]
    [InlineData(Measure.Organisations, 450)]
    [InlineData(Measure.Projects, 2_600)]
    [InlineData(Measure.NonProjects, 900)]
    public void Count_WithNothingPublished_IsOfAPlausibleSize(Measure measure, long expected) =>
        AssertNear(expected, new RehearsalNationalFigures(CreateSnapshot()).Count(measure, 2020));

    [Fact]
    public void Disbursed_BeyondThePublishedYears_GrowsByTwelveThousandthsAYear()
    {
        var figures = new RehearsalNationalFigures(CreateSnapshot((National(year: 2020), Usd(200_000_000))));

        Assert.Equal(200_000_000_00, figures.Disbursed(2020));
        AssertNear(200_000_000_00 * 1_048 / 1_000, figures.Disbursed(2024));
        AssertNear(200_000_000_00 * 964 / 1_000, figures.Disbursed(2017));
        Assert.Equal(0, figures.Disbursed(2024) % 1_000_000);
    }

    static void AssertNear(long expected, long actual) =>
        Assert.InRange(actual, Math.Floor(expected * .991m), Math.Ceiling(expected * 1.009m));
}
