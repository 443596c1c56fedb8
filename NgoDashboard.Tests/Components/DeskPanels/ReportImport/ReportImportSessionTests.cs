using MudBlazor;
using NgoDashboard.Components.DeskPanels.ReportImport;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Language;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels.ReportImport;

/// <summary>The import without a page: real files, reviews and drafts.</summary>
public sealed class ReportImportSessionTests : IDisposable
{
    static readonly FigureKey CaoBang = new(Period.ForYear(2023), new ProvinceCode(63, "04"), null, null, Measure.Disbursed);

    readonly TestBriefing briefing = TestBriefing.CreateFromPublishedData();
    readonly InProcessFileReader reader = new();
    readonly ReportImportSession session;
    readonly List<(string Text, Severity Severity)> notices = [];

    public ReportImportSessionTests()
    {
        var imports = new ReportImporter(
            new(briefing.Database), new(briefing.Database), briefing.Drafts, briefing.LiveBriefing, briefing.Time);
        var reviews = new ReportReviewRunner(new FileReadingOptions(), imports, briefing.Drafts);
        session = new(reader, reviews, imports, briefing.LiveBriefing, briefing.Time, DisplayLanguage.Vietnamese) { Actor = TestBriefing.Operator };
        session.Notified += (text, severity) => notices.Add((text, severity));
    }

    public void Dispose()
    {
        session.Dispose();
        reader.Dispose();
        briefing.Dispose();
    }

    [Fact]
    public async Task Files_ThatWereReviewed_ArePutIntoTheDraftAndTheSessionIsEmpty()
    {
        await session.AddFiles([Report("a.xlsx", "Cao Bằng|#5")]);
        Assert.Equal((1, 0, true), (session.ReadyCount, session.DoubtCount, session.CanPutIntoDraft));
        session.Publisher = "Sở Ngoại vụ";

        await session.PutIntoDraft();

        var edit = Assert.IsType<Restatement>(Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits));
        Assert.Equal((CaoBang, Usd(5), "Sở Ngoại vụ"), (edit.Key, edit.Value, edit.Source!.Publisher));
        Assert.Equal([(DisplayLanguage.Vietnamese.Words.Reports["is-put", 1], Severity.Success)], notices);
        Assert.Empty(session.Files);
        Assert.Null(session.Current);
    }

    [Fact]
    public async Task File_ThatIsThereAlready_IsSaidAndNotAddedAgain()
    {
        var report = Report("a.xlsx", "Cao Bằng|#5");
        await session.AddFiles([report]);

        await session.AddFiles([report with { Name = "b.xlsx" }]);

        Assert.Equal([(DisplayLanguage.Vietnamese.Words.Reports["there-already", "b.xlsx"], Severity.Normal)], notices);
        Assert.Equal("a.xlsx", Assert.Single(session.Files).File.FileName);
    }

    [Fact]
    public async Task Files_OfWhichOneIsBrokenOff_AreReadWithoutIt()
    {
        var broken = Report("a.xlsx", "Cao Bằng|#5") with { OnOpen = _ => throw new IOException() };

        await session.AddFiles([broken, Report("b.xlsx", "Cao Bằng|#5")]);

        Assert.Equal([(DisplayLanguage.Vietnamese.Words.Reports["broken-off", "a.xlsx"], Severity.Error)], notices);
        Assert.Equal((1, null), (session.ReadyCount, session.ReadingStatus));
    }

    [Fact]
    public async Task Files_BeyondTheLimit_AreNotReadAndThatIsSaid()
    {
        var opened = 0;
        var broken = new ChosenFile("a.csv", [1]) { OnOpen = _ => throw new IOException($"{++opened}") };

        await session.AddFiles([.. Enumerable.Repeat(broken, ReportUpload.MaxFiles + 1)]);

        Assert.Equal(ReportUpload.MaxFiles, opened);
        Assert.Equal((DisplayLanguage.Vietnamese.Words.Reports["too-many-files", ReportUpload.MaxFiles], Severity.Warning), notices[^1]);
    }

    [Fact]
    public async Task Reading_ThatIsCancelled_KeepsTheFilesThatWereRead()
    {
        var cancelled = Report("b.xlsx", "Cao Bằng|#6") with
        {
            OnOpen = token =>
            {
                session.CancelReading();
                token.ThrowIfCancellationRequested();
            },
        };

        await session.AddFiles([Report("a.xlsx", "Cao Bằng|#5"), cancelled, Report("c.xlsx", "Cao Bằng|#7")]);

        Assert.Equal([(DisplayLanguage.Vietnamese.Words.Reports["cancelled"], Severity.Normal)], notices);
        Assert.Equal(("a.xlsx", 1), (Assert.Single(session.Files).File.FileName, session.ReadyCount));
    }

    [Fact]
    public async Task Reading_OfAPageThatWasClosed_SaysNothingAndReviewsNothing()
    {
        var closing = Report("a.xlsx", "Cao Bằng|#5") with { OnOpen = _ => session.Dispose() };

        await session.AddFiles([closing]);

        Assert.Empty(notices);
        Assert.Null(session.Current);
    }

    [Fact]
    public async Task Status_WhileAFileIsRead_NamesItAndIsShown()
    {
        var shown = new List<string?>();
        session.Changed += () => shown.Add(session.ReadingStatus);

        await session.AddFiles([Report("a.xlsx", "Cao Bằng|#5")]);

        Assert.Equal(DisplayLanguage.Vietnamese.Words.Reports["reading", "a.xlsx", 0], shown[0]);
        Assert.Null(shown[^1]);
    }

    [Fact]
    public async Task Acceptance_OfAFigureThatTheDraftHoldsOtherwise_StaysUntilTheDraftChanges()
    {
        await Prepare(Usd(7));
        await session.AddFiles([Report("a.xlsx", "Cao Bằng|#5")]);
        Assert.Equal([CaoBang], session.Current!.DraftConflicts.Keys);
        Assert.Equal(0, session.ReadyCount);

        session.AcceptAll(true);
        await session.ReviewFiles();
        Assert.Equal(1, session.ReadyCount);
        session.Accept((CaoBang, false));
        Assert.Equal(0, session.ReadyCount);
        session.Accept((CaoBang, true));

        await Prepare(Usd(8));
        await session.ReviewFiles();
        Assert.Empty(session.Accepted);
        Assert.Equal(0, session.ReadyCount);
    }

    [Fact]
    public async Task Put_AfterTheDraftChangedMeanwhile_ShowsTheNewReviewAndPutsNothing()
    {
        await session.AddFiles([Report("a.xlsx", "Cao Bằng|#5")]);
        await Prepare(Usd(7));

        await session.PutIntoDraft();

        Assert.Equal([(DisplayLanguage.Vietnamese.Words.Reports["changed-meanwhile"], Severity.Warning)], notices);
        Assert.Equal(ReviewLineState.Doubtful, Assert.Single(session.Current!.Review.Lines).State);
        Assert.Equal(Usd(7), ((Restatement)Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits)).Value);
    }

    [Fact]
    public async Task Question_ThatIsAnswered_MakesItsLineReady()
    {
        await session.AddFiles([Report("a.xlsx", "Cao Bằnk|#5")]);
        var question = Assert.Single(session.Current!.Review.OpenQuestions);
        Assert.Equal(0, session.ReadyCount);

        await session.Reply([(question.Id, "63:04")]);

        Assert.Empty(session.Current!.Review.OpenQuestions);
        Assert.Equal(1, session.ReadyCount);
    }

    [Fact]
    public async Task LastFile_ThatIsRemoved_LeavesNoReview()
    {
        await session.AddFiles([Report("a.xlsx", "Cao Bằng|#5")]);

        await session.RemoveFile(session.Files[0]);

        Assert.Equal((null, 0, false), (session.Current, session.ReadyCount, session.CanPutIntoDraft));
    }

    static ChosenFile Report(string name, string row) => new(name, TextWorkbook.Create($"Năm 2023\nTỉnh|Giải ngân (USD)\n{row}"));

    async Task Prepare(Quantity value) =>
        await briefing.Drafts.AddEdits(TestBriefing.Operator, new Restatement(CaoBang, value, Qualifier.Exact, null, "Theo điện thoại"));
}
