using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Api.Imports;

/// <summary>Accepted doubts of a report are journalled as warnings of the take, by API, draft and command.</summary>
[Trait("Tier", "Host")]
public sealed class ImportDoubtsTests : IDisposable
{
    static readonly byte[] First = TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1000");

    /// <summary>A jump by seven times, more than was committed, and a total that differs from its parts.</summary>
    static readonly byte[] Doubtful = TextWorkbook.Create("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5000|#7000\nCao Bằng|#10|#9\nTổng cộng|#5010|#8000");

    static readonly string[] Expected =
    [
        "Lạng Sơn · năm 2023 · giải ngân: Thay đổi quá 5 lần", "Lạng Sơn · năm 2023 · giải ngân: Giải ngân 7.000 USD lớn hơn cam kết 5.000 USD",
        "a.xlsx Tổng hợp!C5: Tổng của cột “Giải ngân (USD)” là",
    ];

    readonly TestApplication app = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Take_ThroughTheApi_JournalsWhatWasAccepted()
    {
        await Post("?take=true", First);

        await Post("?take=true&accept=true", Doubtful);

        AssertWarnings(Last().Warnings);
    }

    [Fact]
    public async Task Take_OfADraft_JournalsWhatWasAcceptedOnThePageOnce()
    {
        await Post("?take=true", First);
        var (imports, drafts, desk) = (app.Services.GetRequiredService<ReportImporter>(), app.Services.GetRequiredService<Drafts>(), app.Services.GetRequiredService<Desk>());
        var who = app.GetOperatorForKey(TestApplication.DeskKey);
        UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", Doubtful, null, Cancellation), Doubtful)];
        var review = imports.Review([chosen[0].File], QuestionAnswers.None, Cancellation);
        await imports.AddToDraft(who, chosen, review, review.Lines.Where(line => line.State == ReviewLineState.Doubtful).Select(line => line.Key!.Value).ToHashSet());

        await desk.Take(drafts.ForOperator(who) with { IsReviewed = true, OverrideReason = "Tỉnh đã xác nhận" }, who, Cancellation);

        Assert.Equal("Tỉnh đã xác nhận", Last().OverrideReason);
        AssertWarnings(Last().Warnings);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Take_ByTheCommand_JournalsWhatWasAccepted()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.GetFilePath("b.xlsx"), First, Cancellation);
        await File.WriteAllBytesAsync(folder.GetFilePath("a.xlsx"), Doubtful, Cancellation);
        await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), TestApplication.DeskKey, folder.GetFilePath("b.xlsx"), "--take");

        var (code, said) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), TestApplication.DeskKey, folder.GetFilePath("a.xlsx"), "--take", "--accept");

        Assert.True(code == 0, said);
        using var database = new Database(folder.GetFilePath("briefing.db"));
        AssertWarnings(new JournalStore(database).LoadMeeting(1)!.Entries[^1].Warnings);
    }

    [Fact]
    public async Task Take_OfWhatIsNotDoubtful_HasNoWarnings()
    {
        await Post("?take=true", First);

        Assert.Empty(Last().Warnings);
    }

    /// <summary>Each expected warning once, and no duplicates.</summary>
    static void AssertWarnings(IReadOnlyList<string> warnings)
    {
        foreach (var expected in Expected)
            Assert.Single(warnings, warning => warning.StartsWith(expected, StringComparison.Ordinal));
        Assert.Equal(warnings.Distinct(), warnings);
    }

    JournalEntryRecord Last() => app.Services.GetRequiredService<JournalStore>().LoadMeeting(1)!.Entries[^1];

    async Task Post(string query, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "a.xlsx" } };
        using var response = await app.DeskClient.PostAsync("/api/imports" + query, form, Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.ReadText());
    }
}
