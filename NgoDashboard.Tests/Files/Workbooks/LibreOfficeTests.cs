using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.Api.Imports;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Files.Workbooks;

/// <summary>Only where LibreOffice is installed; elsewhere the rules of the format must do (<see cref="RoundTripTests"/>).</summary>
[Trait("Tier", "Process")]
public class LibreOfficeTests(TestApplication app) : IClassFixture<TestApplication>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workbooks_SavedAnewByLibreOffice_ComeBackWithNothingToReview()
    {
        Assert.SkipWhen(LibreOffice.ExecutablePath is null, "LibreOffice is not installed here.");
        using var folder = new TempFolder();
        string[] paths = [.. RoundTripTests.Files.Select(file => file.Data).Where(path => path.Contains("xlsx", StringComparison.Ordinal) || path.StartsWith("/api/form", StringComparison.Ordinal))];
        string[] files = [.. paths.Select((_, i) => folder.GetFilePath($"{i}.xlsx"))];
        var record = folder.GetFilePath("record.xlsx");
        foreach (var (path, file) in paths.Zip(files).Append(("/api/record?format=xlsx", record)))
            await File.WriteAllBytesAsync(file, await app.DeskClient.GetByteArrayAsync(path, Cancellation), Cancellation);

        var output = await LibreOffice.ConvertToXlsx([.. files, record], folder.GetFilePath("saved"), folder.GetFilePath("profile"));

        // The record is no list of figures, so it only has to open.
        Assert.True(File.Exists(Path.Combine(folder.GetFilePath("saved"), "record.xlsx")), output);
        foreach (var (path, file) in paths.Zip(files))
        {
            var saved = Path.Combine(folder.GetFilePath("saved"), Path.GetFileName(file));
            Assert.True(File.Exists(saved), $"{path} did not open: {output}");
            var review = app.Services.GetRequiredService<ReportImporter>().Review([ReportFileReader.ReadReport("tep.xlsx", await File.ReadAllBytesAsync(saved, Cancellation), null, Cancellation)], QuestionAnswers.None, Cancellation);
            Assert.Empty(review.Questions.Select(question => $"{path}: {question}"));
            Assert.Empty(review.Findings.Select(finding => $"{path}: {finding}"));
            Assert.Empty(review.Lines.Where(line => line.State != ReviewLineState.Unchanged).Select(line => $"{path}: {line}"));
        }
    }
}
