using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.Reports.Cases;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Review;

/// <summary>Every file of the collection is read exactly as expected: each figure, each question, each finding, and nothing else.</summary>
public sealed class ReportReviewTests
{
    public static TheoryData<string> Names => [.. BenchReportCases.All.Select(testCase => testCase.Name)];

    [Fact]
    public void Cases_OfTheCollection_AreManyAndEachIsThereOnce()
    {
        Assert.True(BenchReportCases.All.Count >= 40);
        Assert.Equal(BenchReportCases.All.Count, BenchReportCases.All.DistinctBy(testCase => testCase.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Review_OfAFile_TellsExactlyWhatIsInIt(string name)
    {
        var testCase = BenchReportCases.All.Single(other => other.Name == name);

        var differences = testCase.FindDifferences();

        // All of them, because xUnit shortens a text.
        Assert.True(differences.Length == 0, $"\n{differences}");
    }

    [Fact]
    public void Cases_OfTheCollection_TellOfEveryFindingAndQuestionThereIs()
    {
        var expected = string.Join('\n', BenchReportCases.All.Select(testCase => testCase.Expected));
        // What is too large, or ends or occupies the reading process, has tests of its own; a converted sum is a word of its line; a rule
        // has its own name.
        string[] elsewhere = ["TooLarge", "TooManyRows", "TooManyCells", "NestedTooDeeply", "TooManyElements", "MemoryExceeded", "ProcessorTimeExceeded", "TimeExceeded", "ReaderCrashed", "Converted", "AlsoStatedInVnd", "EditRule", "Organisation"];

        Assert.All(Enum.GetNames<ReportFindingKind>().Concat(Enum.GetNames<QuestionKind>()).Except(elsewhere), kind => Assert.Matches($@"\b{kind}\b", expected));
    }

    [Fact]
    public void Owner_NamedByTheFileAlone_IsAskedWithThatProvinceFirst()
    {
        var file = ReportFileReader.ReadReport("Bao cao Lang Son 2023.xlsx", TextWorkbook.Create("Năm 2023\nChỉ tiêu|Thực hiện\nSố tổ chức|#12"), null, TestContext.Current.CancellationToken);

        var review = ReportReview.Create([file], Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, []), [], QuestionAnswers.None, 2026, TestContext.Current.CancellationToken);

        Assert.Equal((QuestionKind.Owner, "63:20"), (review.OpenQuestions.Single().Kind, review.OpenQuestions.Single().Choices[0]));
    }

    [Fact]
    public void Overlap_WithSeveralWindows_NamesTheOneThatSharesMostDays()
    {
        FigureKey year(int of) => new(Period.ForReportingYear(of), new ProvinceCode(63, "20"), null, null, Measure.Disbursed);
        var file = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create("Năm 2022\nTỉnh|Giải ngân (USD)\nLạng Sơn|#5"), null, TestContext.Current.CancellationToken);
        var known = Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, SampleData.CreateFigures([(year(2023), SampleData.Usd(4)), (year(2022), SampleData.Usd(5)), (year(2021), SampleData.Usd(6))]));

        var finding = ReportReview.Create([file], known, [], QuestionAnswers.None, 2026, TestContext.Current.CancellationToken).Lines.Single().Findings.Single();

        Assert.Equal((ReportFindingKind.Overlaps, Period.ForReportingYear(2022)), (finding.Kind, finding.Args[1]));
    }

    [Fact]
    public void Line_OfAFigureThatIsThere_TellsOldNewAndDifferenceWithSheetAndCell()
    {
        FigureKey key = new(Period.ForYear(2023), new ProvinceCode(63, "20"), null, null, Measure.Disbursed);
        var file = ReportFileReader.ReadReport("a.xlsx", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#388"), null, TestContext.Current.CancellationToken);

        var line = ReportReview.Create([file], Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, SampleData.CreateFigures([(key, SampleData.Usd(338))])), [], QuestionAnswers.None, 2026, TestContext.Current.CancellationToken).Lines.Single();

        Assert.Equal((ReviewLineState.Changed, SampleData.Usd(338), SampleData.Usd(388), SampleData.Usd(50)), (line.State, line.CurrentStatement!.Value, line.Value, line.Difference(PublishedData.ReferenceAndFigures.Reference)));
        Assert.Equal("Tổng hợp!B3", line.Location.ToString());
    }
}
