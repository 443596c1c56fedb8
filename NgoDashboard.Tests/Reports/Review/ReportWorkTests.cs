using System.Text;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Review;

/// <summary>
/// How the work of a review grows with its file. Counted in visited rows and allocated bytes, which are the same on every machine: twice
/// the rows may take little more than twice the work.
/// </summary>
[Trait("Tier", "Long")]
public sealed class ReportWorkTests
{
    const double MostGrowth = 2.3;

    static readonly Snapshot Published = Snapshot.Create(TestKit.Samples.PublishedData.ReferenceAndFigures.Reference, []);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Shapes => [.. Makers.Keys];

    static Dictionary<string, Func<int, byte[]>> Makers { get; } = new()
    {
        ["heads in every row"] = HostileFiles.HeadersInEveryRow,
        ["one head again under titles"] = HostileFiles.SameHeaderUnderTitles,
        ["tables beside each other in every row"] = HostileFiles.TablesBesideEachOther,
        ["lines that might be heads"] = rows => HostileFiles.Lines(rows, i => $"Ghi chú năm 20{10 + (i % 80)};việc {i}"),
        ["a question in every row"] = rows => HostileFiles.Lines(rows, i => i == 0 ? "Tỉnh;Giải ngân (USD);Năm" : $"Nơi số {i};5;2020"),
        ["tables that do not say whose they are"] = rows => HostileFiles.Lines(rows, i => (i % 3) switch { 0 => "Lĩnh vực;Giải ngân", 1 => "Y tế;5", _ => $"Bảng {i} USD năm 2020" }),
        ["groups in every row"] = rows => HostileFiles.Lines(rows, i => i == 0 ? "TT;Tỉnh;Giải ngân (USD);Năm" : i % 2 == 0 ? "II;Y tế;4;2020" : "1;Lạng Sơn;4;2020"),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Review_OfTwiceTheRows_TakesTwiceTheWork(string shape)
    {
        // A first run, so that what is allocated only once does not count.
        MeasureAllocatedBytes(Makers[shape](300));

        var (few, many) = (MeasureAllocatedBytes(Makers[shape](1_500)), MeasureAllocatedBytes(Makers[shape](3_000)));

        Assert.InRange((double)many / few, 1, MostGrowth);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_OfASheet_AreLookedAtAFewTimesEach(string shape)
    {
        const int Rows = 2_000;
        var sheet = ReportFileReader.ReadReport("a.csv", Makers[shape](Rows), null, Cancellation).Sheets[0];
        var finder = new TableFinder("a.csv", new(Published.Reference, []), new(QuestionAnswers.None, new(Published.Reference, [])), Cancellation);

        finder.FindTables(sheet);

        // Once as a line and once below the header above it; for three tables beside each other the same for each, and once to slice them.
        Assert.InRange(finder.VisitedRowCount, Rows, 12 * Rows);
    }

    [Fact]
    public void Heads_OfAWideSheet_AreReadOncePerText()
    {
        var wide = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Tỉnh;" + string.Join(';', Enumerable.Range(0, 390).Select(i => i % 2 == 0 ? "Tổng số" : "Năm 2023")) + "\n", 40)));
        var once = MeasureAllocatedBytes(wide[..(wide.Length / 2)]);

        Assert.InRange((double)MeasureAllocatedBytes(wide) / once, 1, MostGrowth);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Review_ThatNobodyWaitsFor_Stops(string shape)
    {
        var file = ReportFileReader.ReadReport("a.csv", Makers[shape](300), null, Cancellation);

        Assert.Throws<OperationCanceledException>(() => ReportReview.Create([file], Published, [], QuestionAnswers.None, 2026, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Merges_OverEachOther_AreKeptOnceForEachPlace()
    {
        var merges = new MergedCells(Enumerable.Range(1, 1_000).Select(line => new MergedRange(line, 0, 1_000, 0)));

        Assert.Equal(new MergedRange(1, 0, 1_000, 0), merges.FindRange(500, 0));
        Assert.True(merges.HasVerticalMergeFrom(0, 1));
        Assert.False(merges.HasVerticalMergeFrom(0, 2));
    }

    [Fact]
    public void Names_MergedDownInHundredsOfColumns_DoNotFillEachOfThem()
    {
        var (columns, rows) = (300, 200);
        var cells = Enumerable.Range(0, columns).Select(column => new Cell(column, CellKind.Text, "Tỉnh")).Append(new(columns, CellKind.Text, "Giải ngân (USD)")).ToArray();
        var names = Enumerable.Range(0, columns).Select(column => new Cell(column, CellKind.Text, "Lạng Sơn")).Append(new(columns, CellKind.Number, "5")).ToArray();
        var sheet = new Sheet("", [new(1, cells), new(2, names), .. Enumerable.Range(3, rows).Select(line => new SheetRow(line, [new(columns, CellKind.Number, "5")]))])
        {
            MergedCells = new(Enumerable.Range(0, columns).Select(column => new MergedRange(2, column, rows + 2, column))),
        };

        var table = Assert.Single(ReportTable.FindTables("a", sheet, new(Published.Reference, []), new(QuestionAnswers.None, new(Published.Reference, [])), Cancellation));

        Assert.InRange(table.Rows.Sum(row => row.Cells.Length), rows, 40 * rows);
        Assert.Equal("Lạng Sơn", table.Rows[^1].FindCell(0)?.Text);
    }

    static long MeasureAllocatedBytes(byte[] content)
    {
        var file = ReportFileReader.ReadReport("a.csv", content, null, Cancellation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReportSendBack.CreateFiles(ReportReview.Create([file], Published, [], QuestionAnswers.None, 2026, Cancellation), Published.Reference, DisplayLanguage.Vietnamese);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
