using NgoDashboard.Reports;

namespace NgoDashboard.Tests.Reports;

/// <summary>Every file of the collection is read as it must be: each figure, each question, each finding, and nothing else.</summary>
public sealed class ReportReviewTests
{
    public static TheoryData<string> Names => [.. ReportCases.All.Select(one => one.Name)];

    [Fact]
    public void Cases_OfTheCollection_AreManyAndEachIsThereOnce()
    {
        Assert.True(ReportCases.All.Count >= 40);
        Assert.Equal(ReportCases.All.Count, ReportCases.All.DistinctBy(one => one.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Review_OfAFile_TellsExactlyWhatIsInIt(string name)
    {
        var one = ReportCases.All.Single(other => other.Name == name);

        Assert.Equal(
            one.Expected.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            ReportCase.Told(one.Review()).Order(StringComparer.Ordinal));
    }
}
