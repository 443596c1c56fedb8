using System.Text;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.Parsing;

/// <summary>How much of a file is read, and how its progress is reported.</summary>
[Trait("Tier", "Long")]
public sealed class ReportBoundsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void File_OfMoreThanFiftyMegabytes_IsNotRead() => Assert.Equal([ReportFindingKind.TooLarge], ReadFindings(new byte[ReportFileReader.MaxBytes + 1]));

    [Fact]
    public void File_OfTooManyRows_IsNotRead() => Assert.Equal([ReportFindingKind.TooManyRows], ReadFindings(Rows(ReportFileReader.MaxRows + 1)));

    /// <summary>Few rows, but wider than any real ones.</summary>
    [Fact]
    public void File_OfTooManyCells_IsNotRead() => Assert.Equal([ReportFindingKind.TooManyCells], ReadFindings(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("1;", 400)) + "\n", 11_000)))));

    [Fact]
    public void File_OfManyRows_TellsHowFarItIsRead()
    {
        var progress = new RecordingProgress();

        ReportFileReader.ReadReport("a.csv", Rows(2_000), progress, Cancellation);

        Assert.Equal([500, 1_000, 1_500, 2_000], progress.Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_ThatNobodyWaitsFor_IsNotReadToItsEnd(bool isWorkbook)
    {
        using var source = new CancellationTokenSource();
        var progress = new RecordingProgress(source.Cancel);
        var file = isWorkbook ? TextWorkbook.Create(string.Join('\n', Enumerable.Repeat("#1|#2", 2_000))) : Rows(2_000);

        Assert.Throws<OperationCanceledException>(() => ReportFileReader.ReadReport("tep", file, progress, source.Token));
        Assert.Equal([500], progress.Rows);
    }

    static IEnumerable<ReportFindingKind> ReadFindings(byte[] file) => ReportFileReader.ReadReport("a.csv", file, null, Cancellation).Findings.Select(finding => finding.Kind);

    static byte[] Rows(int count) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1;2\n", count)));

    sealed class RecordingProgress(Action? onReport = null) : IProgress<int>
    {
        public List<int> Rows { get; } = [];

        public void Report(int value)
        {
            Rows.Add(value);
            onReport?.Invoke();
        }
    }
}
