using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.ChildProcess;

/// <summary>The reader with real child processes: their limits, lowered so far that small files exceed them, and their end.</summary>
public sealed class UploadedFileReaderTests
{
    /// <summary>
    /// Long enough for progress reports (every 500 rows), and longer than a pipe holds, so that the child waits until it is read.
    /// </summary>
    static readonly byte[] Long = Lines(60_000);

    static readonly byte[] Short = Lines(3);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Files_ReadByAChild_AreWhatTheLibraryReads()
    {
        using var reader = Reader(new());
        var book = TextWorkbook.WithComment(
            TextWorkbook.WithHiddenColumns(TextWorkbook.Create("Năm 2023|<\nTỉnh|Giải ngân|Ngày\nLạng Sơn|#1.5{triệu USD}|@2023-01-05\n~Cao Bằng|=7|!REF\n^|#5{triệu USD}|\u00A0gần 3 tỷ"), 3, 3), "B3", "Ước tính");

        AssertSame(ReportFileReader.ReadReport("a.xlsx", book, null, Cancellation), await reader.ReadReport("a.xlsx", book, null, Cancellation));
        AssertSame(ReportFileReader.ReadReport("a.csv", Long, null, Cancellation), await reader.ReadReport("a.csv", Long, null, Cancellation));
        var points = await reader.ReadPoints(ObjectWorkbook.Create(["Điểm cầu", "Tỉnh"], ["A", "=A1"], ["B", "Lạng Sơn"]), null, Cancellation);
        Assert.Equal([("A", false), ("0", true)], points.Sheet.Rows[1].Cells.Select(cell => (cell.Text, cell.IsFormula)));
        Assert.Equal((AttachmentKind.Xlsx, null), await reader.ReadAttachment(SampleUploads.CreateWorkbook(), null, Cancellation));
        Assert.Equal(FindingKind.AttachmentMacros, (await reader.ReadAttachment(SampleUploads.CreateWorkbook(parts: "xl/vbaProject.bin"), null, Cancellation)).Problem?.Kind);
    }

    [Trait("Tier", "Process")]
    [Theory]
    [InlineData(40, 1_000)]
    [InlineData(400, 60)]
    public async Task File_ThatTakesTooMuchMemory_IsToldSo(int heap, int resident)
    {
        // Once the runtime of the child enforces the limit, once the parent's polling does.
        using var reader = Reader(new() { HeapLimitBytes = heap * 1024L * 1024, MostResidentBytes = resident * 1024L * 1024, PollInterval = TimeSpan.FromMilliseconds(10) });
        var wide = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 6_000).Select(i => string.Concat(Enumerable.Range(0, 200).Select(j => $"a{i}b{j};")) + "\n")));

        var finding = Assert.Single((await reader.ReadReport("a.csv", wide, null, Cancellation)).Findings);

        Assert.Equal((ReportFindingKind.MemoryExceeded, resident), (finding.Kind, finding.Args[0]));
        Assert.Contains(resident.ToString("N0", CultureInfo.CurrentCulture), finding.ToSentence(PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese), StringComparison.Ordinal);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task File_ThatTakesTooMuchTime_IsToldSo()
    {
        using var busy = Reader(new() { MostProcessorTime = TimeSpan.FromMilliseconds(10), PollInterval = TimeSpan.FromMilliseconds(5) });
        using var late = Reader(new() { MostTime = TimeSpan.FromMilliseconds(10), PollInterval = TimeSpan.FromMilliseconds(5) });

        Assert.Equal(ReportFindingKind.ProcessorTimeExceeded, Assert.Single((await busy.ReadReport("a.csv", Long, null, Cancellation)).Findings).Kind);
        Assert.Equal(ReportFindingKind.TimeExceeded, Assert.Single((await late.ReadReport("a.csv", Long, null, Cancellation)).Findings).Kind);
        Assert.Equal(PointFaultKind.TimeExceeded, (await late.ReadPoints(Short, null, Cancellation)).Fault);
        Assert.Equal(FindingKind.AttachmentTimeExceeded, (await late.ReadAttachment(SampleUploads.CreateWorkbook(), null, Cancellation)).Problem?.Kind);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Child_ThatDies_IsToldAndTheNextFileIsRead()
    {
        using var reader = Reader(new());
        var child = await Spare(reader);

        var broken = await reader.ReadReport("a.csv", Long, new Watcher(_ => End(child)), Cancellation);
        var next = await reader.ReadReport("b.csv", Short, null, Cancellation);

        Assert.Equal(ReportFindingKind.ReaderCrashed, Assert.Single(broken.Findings).Kind);
        Assert.Equal(3, next.Sheets[0].Rows.Count);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Child_OfACallerThatIsGone_IsGoneToo()
    {
        using var reader = Reader(new());
        var child = await Spare(reader);
        using var caller = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadReport("a.csv", Long, new Watcher(_ => caller.Cancel()), caller.Token));

        Assert.True(IsGone(child));
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Child_ThatStandsReady_ReadsOneFileAndAnotherFollowsIt()
    {
        using var reader = Reader(new());
        var first = await Spare(reader);

        await reader.ReadReport("a.csv", Short, null, Cancellation);

        Assert.True(IsGone(first));
        Assert.NotEqual(first, await Spare(reader));
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Child_ThatStandsReadyForNobody_EndsAfterItsTime()
    {
        var time = new TestClock();
        using var reader = new UploadedFileReader(new FileReadingOptions(), time, NullLogger<UploadedFileReader>.Instance);
        var child = await Spare(reader);

        time.Advance(new FileReadingOptions().SpareLifetime);

        Assert.Null(reader.SpareProcessId);
        await UntilGone(child);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Reader_ThatIsDisposed_LeavesNoChild()
    {
        var reader = Reader(new());
        var child = await Spare(reader);

        reader.Dispose();

        await UntilGone(child);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Child_WhoseParentIsGone_EndsByItself()
    {
        using var child = Process.Start(ChildProgram.CreateStartInfo(new(), isWarm: false))!;

        new FileReadRequest(UploadedFileKind.Report, "a.csv", Long).WriteTo(child.StandardInput.BaseStream);
        child.StandardInput.Close();

        // It has an answer that no process reads, and would wait for ever.
        await child.WaitForExitAsync(Cancellation);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task File_BeyondThoseThatAreRead_WaitsWithItsPlace_AndBeyondThoseThatWaitIsRefused()
    {
        using var reader = Reader(new() { AtOnce = 1, MostWaiting = 1 });
        using var isReading = new SemaphoreSlim(0);
        using var mayGoOn = new ManualResetEventSlim();
        var places = new List<int>();
        var first = reader.ReadReport("a.csv", Long, new Watcher(progress =>
        {
            if (progress.Rows != 500)
                return;
            isReading.Release();
            mayGoOn.Wait(Cancellation);
        }), Cancellation);
        await isReading.WaitAsync(Cancellation);

        var second = reader.ReadReport("b.csv", Short, new Watcher(progress => places.Add(progress.QueuePosition)), Cancellation);
        await Assert.ThrowsAsync<ReadingQueueFullException>(() => reader.ReadReport("c.csv", Short, null, Cancellation));
        Assert.Equal([1], places);
        mayGoOn.Set();

        Assert.Equal((60_000, 3), ((await first).Sheets[0].Rows.Count, (await second).Sheets[0].Rows.Count));
    }

    [Fact]
    public void Child_OfAServer_IsGivenNoKeyAndNoSetting()
    {
        Environment.SetEnvironmentVariable("Access__DeskKey", TestApplication.DeskKey);
        var start = ChildProgram.CreateStartInfo(new() { HeapLimitBytes = 0x1000 }, isWarm: false);
        Environment.SetEnvironmentVariable("Access__DeskKey", null);

        Assert.DoesNotContain("Access__DeskKey", start.Environment.Keys);
        Assert.Equal("1000", start.Environment["DOTNET_GCHeapHardLimit"]);
    }

    static UploadedFileReader Reader(FileReadingOptions options) => new(options, TimeProvider.System, NullLogger<UploadedFileReader>.Instance);

    static byte[] Lines(int rows) => HostileFiles.Lines(rows, i => $"Lạng Sơn;{i}");

    static async Task<int> Spare(UploadedFileReader reader)
    {
        reader.StartSpareProcess();
        await Wait.Until(() => Task.FromResult(reader.SpareProcessId is not null), () => Task.FromResult("no child stands ready"));
        return reader.SpareProcessId!.Value;
    }

    static void End(int child)
    {
        using var process = Process.GetProcessById(child);
        process.Kill();
    }

    static Task UntilGone(int child) => Wait.Until(() => Task.FromResult(IsGone(child)), () => Task.FromResult($"child {child} still runs"));

    static bool IsGone(int child)
    {
        try
        {
            using var process = Process.GetProcessById(child);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    static void AssertSame(ReportFile expected, ReportFile read)
    {
        Assert.Equal((expected.FileName, expected.Sha256), (read.FileName, read.Sha256));
        Assert.Equal(expected.Findings.Select(finding => (finding.Kind, finding.Location, string.Join('|', finding.Args))), read.Findings.Select(finding => (finding.Kind, finding.Location, string.Join('|', finding.Args))));
        Assert.Equal(expected.Sheets.Select(sheet => (sheet.Name, sheet.HiddenRowCount)), read.Sheets.Select(sheet => (sheet.Name, sheet.HiddenRowCount)));
        foreach (var (one, other) in expected.Sheets.Zip(read.Sheets))
        {
            Assert.Equal(one.MergedCells.All, other.MergedCells.All);
            Assert.Equal(one.HiddenColumns, other.HiddenColumns);
            Assert.Equal(one.Comments, other.Comments);
            Assert.Equal(one.Rows.Select(row => (row.RowNumber, row.IsHidden, row.FieldCount)), other.Rows.Select(row => (row.RowNumber, row.IsHidden, row.FieldCount)));
            Assert.Equal(one.Rows.SelectMany(row => row.Cells), other.Rows.SelectMany(row => row.Cells));
        }
    }

    sealed class Watcher(Action<FileProgress> watch) : IProgress<FileProgress>
    {
        public void Report(FileProgress value) => watch(value);
    }
}
