using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Api.Imports;
using NgoDashboard.Files;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.State;
using NgoDashboard.Reports.Review;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Cli;

/// <summary>
/// <c>import FILE… --check</c> and <c>--take</c>: the review of the desk's import page, on the console; <c>--reply ID=ANSWER</c> answers
/// its questions. If a server has opened the database, the command calls that server, because it is the only writer; otherwise it opens
/// the database itself.
/// </summary>
public static class ImportCommand
{
    public const string Name = "import";

    /// <summary>The exit code if it could not be done, or a reply matches no question.</summary>
    public const int NotDone = 2;

    internal static Command Create(TextWriter output)
    {
        var command = new Command(Name, CommandLine.Language.Words.Cli[Name]);
        ImportArguments.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            await using var app = ServeCommand.CreateBuilder(parsed).Build();
            try
            {
                // A wrong setting is reported before anything is read.
                app.Services.GetRequiredService<AccessOptions>();
                return await Run(ImportArguments.From(parsed, CommandLine.ResolveDatabase(app.Configuration, parsed)), app, output);
            }
            catch (Exception broken) when (ServeCommand.Explain(broken, app) is { } sentence)
            {
                await Console.Error.WriteLineAsync(sentence);
                return 1;
            }
        });
        return command;
    }

    /// <returns>0 if the import is good, 1 if something is refused, open or doubtful, else <see cref="NotDone"/>.</returns>
    static async Task<int> Run(ImportArguments arguments, WebApplication app, TextWriter output)
    {
        if (await LoadFiles(arguments.Files, output) is not { } files)
            return NotDone;

        var key = arguments.Key ?? app.Configuration["Access:DeskKey"];
        try
        {
            // A check creates no database: without one, the files are compared with the published figures that a new one would contain.
            if (!arguments.Takes && !File.Exists(arguments.Database))
            {
                var year = VietnamTime.LocalDay(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()).Year;
                var reader = app.Services.GetRequiredService<UploadedFileReader>();
                return await ReviewWithoutDatabase(DataFolder.LoadReferenceAndFigures(), reader, year, arguments, files, output);
            }

            app.Services.GetRequiredService<Database>();
            return await RunOnDatabase(arguments, files, key, app.Services, output);
        }
        catch (DatabaseInUseException)
        {
            return await RunOnServer(arguments, files, key, app.Configuration, output);
        }
        catch (Exception broken) when (broken is StorageException or DataFileException)
        {
            await output.WriteLineAsync((broken as StorageException)?.ToSentence(CommandLine.Language) ?? broken.Message);
            return NotDone;
        }
    }

    /// <returns>Null if a file cannot be read, which the output then says.</returns>
    static async Task<List<(string Name, byte[] Content)>?> LoadFiles(IReadOnlyList<string> paths, TextWriter output)
    {
        var files = new List<(string Name, byte[] Content)>();
        foreach (var path in paths)
        {
            if (!File.Exists(path))
            {
                await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-such-file", path]);
                return null;
            }

            try
            {
                // One byte over the limit is enough for the review to refuse the file.
                await using var file = File.OpenRead(path);
                var content = new byte[Math.Min(file.Length, ReportFileReader.MaxBytes + 1L)];
                await file.ReadExactlyAsync(content);
                files.Add((UploadedFileName.MakeUnique(Path.GetFileName(path), files.Select(loaded => loaded.Name)), content));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                await output.WriteLineAsync($"{path}: {refused.Message}");
                return null;
            }
        }

        return files;
    }

    static async Task<int> ReviewWithoutDatabase(
        (Figures.Provinces.ReferenceData Reference, IReadOnlyList<Figures.Cube.Figure> Figures) published,
        UploadedFileReader reader,
        int year,
        ImportArguments arguments,
        List<(string Name, byte[] Content)> files,
        TextWriter output)
    {
        var snapshot = Figures.Cube.Snapshot.Create(published.Reference, published.Figures);
        var reports = await ReadFiles(reader, files);
        var review = ReportReview.Create([.. reports.Select(report => report.File)], snapshot, [], arguments.Replies, year);
        var answer = ImportResponse.From(review, published.Reference, CommandLine.Language, arguments.AcceptsDoubts, arguments.Replies);
        return await ImportOutput.WriteReview(answer, output);
    }

    static async Task<int> RunOnDatabase(
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
                return NotDone;
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

    static async Task<int> RunOnServer(
        ImportArguments arguments,
        List<(string Name, byte[] Content)> files,
        string? key,
        IConfiguration configuration,
        TextWriter output)
    {
        if (key is null)
        {
            await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-key"]);
            return NotDone;
        }

        var address = arguments.Server
            ?? StartupLinks.LocalUrl(configuration[WebHostDefaults.ServerUrlsKey]?.Split(';'));
        if (!Uri.TryCreate(address, UriKind.Absolute, out _))
        {
            await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-server", address]);
            return NotDone;
        }

        using var client = new HttpClient { BaseAddress = new(address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("vi"));
        using var form = new MultipartFormDataContent();
        AddFiles(form, files);
        form.Add(new StringContent(JsonSerializer.Serialize(arguments.Replies.ById)), "replies");
        var query = $"?take={arguments.Takes}&accept={arguments.AcceptsDoubts}";
        if (arguments.Publisher is { } publisher)
            query += $"&publisher={Uri.EscapeDataString(publisher)}";
        try
        {
            using var response = await client.PostAsync("/api/imports" + query, form);
            return await WriteServerAnswer(response, output);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-server", address]);
            return NotDone;
        }
    }

    static void AddFiles(MultipartFormDataContent form, List<(string Name, byte[] Content)> files)
    {
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "file", name);
        }
    }

    static async Task<int> WriteServerAnswer(HttpResponseMessage response, TextWriter output)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity
            && await response.Content.ReadFromJsonAsync<ImportResponse>() is { Lines: not null } answer)
            return await ImportOutput.WriteReview(answer, output);
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            // Not sent again: that would ask for a second approval.
            await output.WriteLineAsync(CommandLine.Language.Words.Exchange["needs-second"]);
            return 1;
        }

        return await ImportOutput.WriteNotTaken(output);
    }
}
