using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Exchange;
using NgoDashboard.Live;
using NgoDashboard.Reports;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Exchange;

/// <summary>What was doubtful in a report and taken all the same stands in the journal as the warnings of that take, whichever way it came.</summary>
public sealed class ReportDoubtsTests : IDisposable
{
    static readonly byte[] First = ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1000");

    /// <summary>Seven times as much, over what was committed, and a total that is not that of its parts.</summary>
    static readonly byte[] Doubtful = ReportBook.Of("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5000|#7000\nCao Bằng|#10|#9\nTổng cộng|#5010|#8000");

    static readonly string[] Expected =
    [
        "Lạng Sơn · năm 2023 · giải ngân: Thay đổi quá 5 lần", "Lạng Sơn · năm 2023 · giải ngân: Giải ngân 7.000 USD lớn hơn cam kết 5.000 USD",
        "a.xlsx Tổng hợp!C5: Tổng của cột “Giải ngân (USD)” là",
    ];

    readonly App app = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Take_ThroughTheApi_JournalsWhatWasAccepted()
    {
        await Post("?take=true", First);

        await Post("?take=true&accept=true", Doubtful);

        Told(Last().Warnings);
    }

    [Fact]
    public async Task Take_OfADraft_JournalsWhatWasAcceptedOnThePageOnce()
    {
        await Post("?take=true", First);
        var (imports, drafts, desk) = (app.Services.GetRequiredService<ReportImports>(), app.Services.GetRequiredService<Drafts>(), app.Services.GetRequiredService<Desk>());
        var who = app.OperatorOf(App.DeskKey);
        ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", Doubtful, null, Cancellation), Doubtful)];
        var review = imports.Review([chosen[0].File], Replies.None, Cancellation);
        await imports.Put(who, chosen, review, review.Lines.Where(line => line.State == LineState.Doubtful).Select(line => line.Key!.Value).ToHashSet());

        await desk.Take(drafts.Of(who) with { IsReviewed = true, Because = "Tỉnh đã xác nhận" }, who, Cancellation);

        Assert.Equal("Tỉnh đã xác nhận", Last().Because);
        Told(Last().Warnings);
    }

    [Fact]
    public async Task Take_ByTheCommand_JournalsWhatWasAccepted()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("b.xlsx"), First, Cancellation);
        await File.WriteAllBytesAsync(folder.File("a.xlsx"), Doubtful, Cancellation);
        await ImportProcess.Run(folder.File("briefing.db"), App.DeskKey, folder.File("b.xlsx"), "--take");

        var (code, said) = await ImportProcess.Run(folder.File("briefing.db"), App.DeskKey, folder.File("a.xlsx"), "--take", "--accept");

        Assert.True(code == 0, said);
        using var database = new Database(folder.File("briefing.db"));
        Told(new Journal(database).OfMeeting(1)!.Entries[^1].Warnings);
    }

    [Fact]
    public async Task Take_OfWhatIsNotDoubtful_HasNoWarnings()
    {
        await Post("?take=true", First);

        Assert.Empty(Last().Warnings);
    }

    /// <summary>Each of them once.</summary>
    static void Told(IReadOnlyList<string> warnings)
    {
        foreach (var expected in Expected)
            Assert.Single(warnings, warning => warning.StartsWith(expected, StringComparison.Ordinal));
        Assert.Equal(warnings.Distinct(), warnings);
    }

    PastEntry Last() => app.Services.GetRequiredService<Journal>().OfMeeting(1)!.Entries[^1];

    async Task Post(string query, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "a.xlsx" } };
        using var response = await app.Desk.PostAsync("/api/imports" + query, form, Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Text());
    }
}
