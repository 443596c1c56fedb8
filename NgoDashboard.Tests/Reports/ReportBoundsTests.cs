using System.Text;
using NgoDashboard.Exchange;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Reports;

/// <summary>How much is read of a file, and who is told of it meanwhile.</summary>
public sealed class ReportBoundsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void File_OfMoreThanFiftyMegabytes_IsNotRead() => Assert.Equal([ReportFindingKind.TooLarge], Found(new byte[ReportFiles.Longest + 1]));

    [Fact]
    public void File_OfTooManyRows_IsNotRead() => Assert.Equal([ReportFindingKind.TooManyRows], Found(Rows(ReportFiles.MostRows + 1)));

    /// <summary>Few rows, but as wide as none is.</summary>
    [Fact]
    public void File_OfTooManyCells_IsNotRead() => Assert.Equal([ReportFindingKind.TooManyCells], Found(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("1;", 400)) + "\n", 11_000)))));

    [Fact]
    public void File_OfManyRows_TellsHowFarItIsRead()
    {
        var told = new Telltale();

        ReportFiles.Read("a.csv", Rows(2_000), told, Cancellation);

        Assert.Equal([500, 1_000, 1_500, 2_000], told.Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_ThatNobodyWaitsFor_IsNotReadToItsEnd(bool isWorkbook)
    {
        using var source = new CancellationTokenSource();
        var told = new Telltale(source.Cancel);
        var file = isWorkbook ? ReportBook.Of(string.Join('\n', Enumerable.Repeat("#1|#2", 2_000))) : Rows(2_000);

        Assert.Throws<OperationCanceledException>(() => ReportFiles.Read("tep", file, told, source.Token));
        Assert.Equal([500], told.Rows);
    }

    static IEnumerable<ReportFindingKind> Found(byte[] file) => ReportFiles.Read("a.csv", file, null, Cancellation).Findings.Select(finding => finding.Kind);

    static byte[] Rows(int count) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1;2\n", count)));

    sealed class Telltale(Action? heard = null) : IProgress<int>
    {
        public List<int> Rows { get; } = [];

        public void Report(int value)
        {
            Rows.Add(value);
            heard?.Invoke();
        }
    }
}
