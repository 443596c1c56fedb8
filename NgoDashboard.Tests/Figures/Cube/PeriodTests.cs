using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Tests.Figures.Cube;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2023-01-01", "2023-12-31", 2023)]
    // The reporting year of Decree 58/2022.
    [InlineData("2022-12-15", "2023-12-14", 2023)]
    [InlineData("2023-01-01", "2023-06-30", null)]
    [InlineData("2022-12-15", "2023-12-15", null)]
    [InlineData("2020-01-01", "2022-12-31", null)]
    [InlineData("2023-12-31", "2023-12-31", null)]
    public void WholeYear_Window_IsTheYearThatItStandsFor(string from, string to, int? year) => Assert.Equal(year, ParsePeriod(from, to).WholeYear);

    [Theory]
    [InlineData("2023-01-01", "2023-08-31", true)]
    [InlineData("2023-04-12", "2023-04-12", true)]
    [InlineData("2022-12-15", "2023-12-14", true)]
    [InlineData("2022-12-15", "2023-01-14", false)]
    [InlineData("2020-01-01", "2023-12-31", false)]
    public void IsWithinYear_Window_IsToldUnderThatYear(string from, string to, bool expected) => Assert.Equal(expected, ParsePeriod(from, to).IsWithinYear(2023));

    [Fact]
    public void IsDay_OneDay_IsNotItsYear()
    {
        Assert.True(ParsePeriod("2022-12-31", "2022-12-31").IsSingleDay);
        Assert.NotEqual(Period.ForYear(2022), ParsePeriod("2022-12-31", "2022-12-31"));
    }

    [Fact]
    public void Period_EndBeforeStart_IsRefused() => Assert.Throws<ArgumentException>(() => ParsePeriod("2023-01-02", "2023-01-01"));

    [Fact]
    public void Order_Periods_GoesByEndAndThenByStart()
    {
        Period[] ordered = [ParsePeriod("2020-01-01", "2020-12-31"), ParsePeriod("2020-06-01", "2020-12-31"), ParsePeriod("2019-01-01", "2021-06-30")];

        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.True(ordered[0] < ordered[1] && ordered[2] >= ordered[1]);
    }

    static Period ParsePeriod(string from, string to) => new(DateOnly.Parse(from, null), DateOnly.Parse(to, null));
}
