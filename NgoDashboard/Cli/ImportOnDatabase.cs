using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Api.Imports;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.State;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Cli;

/// <summary>
/// The part of <see cref="ImportCommand"/> that works without a server. Both methods return the exit code, see <see cref="ImportCommand"/>.
/// </summary>
static class ImportOnDatabase
{
    /// <summary>Compares the files with the published figures, which a new database would contain; creates none.</summary>
    public static async Task<int> ReviewWithoutDatabase(
        (ReferenceData Reference, IReadOnlyList<Figure> Figures) published,
        UploadedFileReader reader,
        int year,
        ImportArguments arguments,
        List<(string Name, byte[] Content)> files,
        TextWriter output)
    {
        var snapshot = Snapshot.Create(published.Reference, published.Figures);
        var reports = await ReadFiles(reader, files);
        var review = ReportReview.Create([.. reports.Select(report => report.File)], snapshot, [], arguments.Replies, year);
        var answer = ImportResponse.From(review, published.Reference, CommandLine.Language, arguments.AcceptsDoubts, arguments.Replies);
        return await ImportOutput.WriteReview(answer, output);
    }

    public static async Task<int> Run(
        ImportArguments arguments,
        List<(string Name, byte[] Content)> files,
        string? key,
        IServiceProvider services,
        TextWriter output)
    {
        var (imports, briefing) = (services.GetRequiredService<ReportImporter>(), services.GetRequiredService<LiveBriefing>());
        var reference = briefing.Newest.Snapshot.Reference;
        var reports = await ReadFiles(services.GetRequiredService<UploadedFileReader>(), files);
        var review = imports.Review([.. reports.Select(report => report.File)], arguments.Replies);
        var answer = ImportResponse.From(review, reference, CommandLine.Language, arguments.AcceptsDoubts, arguments.Replies);
        if (arguments.Takes && answer.Good)
        {
            if (services.GetRequiredService<Keyring>().FindBySecret(key) is not { Role: Roles.Desk } desk)
            {
                await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-key"]);
                return ImportCommand.NotDone;
            }

            try
            {
                var result = await imports.TakeOnAir(
                    new(desk.Id, desk.Label),
                    reports,
                    review,
                    services.GetRequiredService<Desk>(),
                    arguments.Publisher,
                    arguments.Replies);
                if (result is Committed committed)
                    answer = answer with { Version = committed.State.Version };
                else if (result is not null)
                    return await ImportOutput.WriteNotTaken(output);
            }
            catch (NotSavedException)
            {
                return await ImportOutput.WriteNotTaken(output);
            }
        }

        return await ImportOutput.WriteReview(answer, output);
    }

    /// <summary>Each in a child process, as on the server: a file that crashes the reader only spoils its own result.</summary>
    static async Task<IReadOnlyList<UploadedReport>> ReadFiles(UploadedFileReader reader, List<(string Name, byte[] Content)> files)
    {
        var reports = new List<UploadedReport>();
        foreach (var (name, content) in files)
            reports.Add(new(await reader.ReadReport(name, content), content));
        return reports;
    }
}
