using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

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

    [Fact]
    public void Cases_OfTheCollection_TellOfEveryFindingAndQuestionThereIs()
    {
        var told = string.Join('\n', ReportCases.All.Select(one => one.Expected));
        // Of what is too large, or ends or occupies the process that reads it, there are tests of their own; a note on a sum is a word of its line; a rule is told by its own name.
        string[] elsewhere = ["TooLarge", "TooManyRows", "TooManyCells", "NestedTooDeeply", "TooManyElements", "MemoryExceeded", "ProcessorTimeExceeded", "TimeExceeded", "ReaderCrashed", "Converted", "AlsoInDong", "Rule"];

        Assert.All(Enum.GetNames<ReportFindingKind>().Concat(Enum.GetNames<QuestionKind>()).Except(elsewhere), kind => Assert.Matches($@"\b{kind}\b", told));
    }

    [Fact]
    public void Owner_NamedByTheFileAlone_IsAskedWithThatProvinceFirst()
    {
        var file = ReportFiles.Read("Bao cao Lang Son 2023.xlsx", ReportBook.Of("Năm 2023\nChỉ tiêu|Thực hiện\nSố tổ chức|#12"), null, TestContext.Current.CancellationToken);

        var review = ReportReview.Of([file], Snapshot.Of(Published.Data.Reference, []), [], Replies.None, 2026, TestContext.Current.CancellationToken);

        Assert.Equal((QuestionKind.Owner, "63:20"), (review.Open.Single().Kind, review.Open.Single().Choices[0]));
    }

    [Fact]
    public void Overlap_WithSeveralWindows_NamesTheOneThatSharesMostDays()
    {
        FigureKey year(int of) => new(Period.ReportingYear(of), new ProvinceCode(63, "20"), null, null, Measure.Disbursed);
        var file = ReportFiles.Read("a.xlsx", ReportBook.Of("Năm 2022\nTỉnh|Giải ngân (USD)\nLạng Sơn|#5"), null, TestContext.Current.CancellationToken);
        var known = Snapshot.Of(Published.Data.Reference, Sample.Figures([(year(2023), Sample.Usd(4)), (year(2022), Sample.Usd(5)), (year(2021), Sample.Usd(6))]));

        var finding = ReportReview.Of([file], known, [], Replies.None, 2026, TestContext.Current.CancellationToken).Lines.Single().Findings.Single();

        Assert.Equal((ReportFindingKind.Overlaps, Period.ReportingYear(2022)), (finding.Kind, finding.Args[1]));
    }

    [Fact]
    public void Line_OfAFigureThatIsThere_TellsOldNewAndDifferenceWithSheetAndCell()
    {
        FigureKey key = new(Period.Year(2023), new ProvinceCode(63, "20"), null, null, Measure.Disbursed);
        var file = ReportFiles.Read("a.xlsx", ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#388"), null, TestContext.Current.CancellationToken);

        var line = ReportReview.Of([file], Snapshot.Of(Published.Data.Reference, Sample.Figures([(key, Sample.Usd(338))])), [], Replies.None, 2026, TestContext.Current.CancellationToken).Lines.Single();

        Assert.Equal((LineState.Changed, Sample.Usd(338), Sample.Usd(388), Sample.Usd(50)), (line.State, line.Before!.Value, line.Value, line.Difference(Published.Data.Reference)));
        Assert.Equal("Tổng hợp!B3", line.Where.ToString());
    }
}
