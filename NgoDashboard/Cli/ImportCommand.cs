using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
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
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Cli;

/// <summary>
/// <c>import FILE… --check</c> and <c>--take</c>: the same review as on the desk's page, in a console; its questions are answered by
/// <c>--reply ID=ANSWER</c>. Where a server has the database, that
/// server is asked, for it is the only writer; else the database is opened here.
/// </summary>
public static class ImportCommand
{
    public const string Name = "import";

    /// <summary>The exit code where it could not be done, or a reply answers no question.</summary>
    public const int NotDone = 2;

    const string ReplyOption = "--reply";

    internal static Command Create(TextWriter output)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = Words.Cli["import-files"] };
        var check = new Option<bool>("--check") { Description = Words.Cli["import-check"] };
        var take = new Option<bool>("--take") { Description = Words.Cli["import-take"] };
        var accept = new Option<bool>("--accept") { Description = Words.Cli["import-accept"] };
        var key = new Option<string?>("--key") { Description = Words.Cli["import-key"] };
        var server = new Option<string?>("--server") { Description = Words.Cli["import-server"] };
        var publisher = new Option<string?>("--publisher") { Description = Words.Cli["import-publisher"] };
        var replies = new Option<string[]>(ReplyOption) { Description = Words.Cli["import-reply"] };
        var command = new Command(Name, Words.Cli[Name]) { files, check, take, accept, key, server, publisher, replies };
        command.Validators.Add(result =>
        {
            if (result.GetValue(check) == result.GetValue(take) || (result.GetValue(replies) ?? []).Any(reply => reply.LastIndexOf('=') <= 0))
                result.AddError(Words.Cli[$"usage-{Name}"]);
        });
        command.SetAction(async (arguments, _) =>
        {
            await using var app = ServeCommand.CreateBuilder(arguments).Build();
            var path = StoragePath.Resolve(app.Configuration, arguments.GetValue(CommandLine.RehearsalOption));
            return await Run(
                new(
                    arguments.GetRequiredValue(files), arguments.GetValue(take), arguments.GetValue(accept), arguments.GetValue(key),
                    arguments.GetValue(server), arguments.GetValue(publisher), ParseReplies(arguments.GetValue(replies) ?? [])),
                path, app, output);
        });
        return command;
    }

    /// <returns>0 where there is nothing to say, 1 where something is refused, open or doubtful, else <see cref="NotDone"/>.</returns>
    static async Task<int> Run(ImportArguments said, string database, WebApplication app, TextWriter output)
    {
        var files = new List<(string Name, byte[] Content)>();
        foreach (var path in said.Files)
        {
            if (!File.Exists(path))
            {
                await output.WriteLineAsync(Words.Reports["no-such-file", path]);
                return NotDone;
            }

            try
            {
                // One byte more than may be read is enough to say so.
                await using var file = File.OpenRead(path);
                var content = new byte[Math.Min(file.Length, ReportFileReader.MaxBytes + 1L)];
                await file.ReadExactlyAsync(content);
                files.Add((UploadedFileName.MakeUnique(Path.GetFileName(path), files.Select(one => one.Name)), content));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                await output.WriteLineAsync($"{path}: {refused.Message}");
                return NotDone;
            }
        }

        var key = said.Key ?? app.Configuration["Access:DeskKey"];
        try
        {
            // To look makes nothing: without a database the files are set beside the published figures that it would begin with.
            if (!said.Takes && !File.Exists(database))
                return await ReviewWithoutDatabase(DataFolder.LoadReferenceAndFigures(), app.Services.GetRequiredService<UploadedFileReader>(), VietnamTime.LocalDay(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()).Year, said, files, output);
            app.Services.GetRequiredService<Database>();
            return await RunOnDatabase(said, files, key, app.Services, output);
        }
        catch (DatabaseInUseException)
        {
            return await RunOnServer(said, files, key, app.Configuration, output);
        }
        catch (Exception broken) when (broken is StorageException or DataFileException)
        {
            await output.WriteLineAsync((broken as StorageException)?.Sentence ?? broken.Message);
            return NotDone;
        }
    }

    static async Task<int> ReviewWithoutDatabase(
        (Figures.Provinces.ReferenceData Reference, IReadOnlyList<Figures.Cube.Figure> Figures) published, UploadedFileReader reader, int year, ImportArguments said, List<(string Name, byte[] Content)> files, TextWriter output)
    {
        var snapshot = Figures.Cube.Snapshot.Create(published.Reference, published.Figures);
        var chosen = await ReadFiles(reader, files);
        var review = ReportReview.Create([.. chosen.Select(one => one.File)], snapshot, [], said.Replies, year);
        return await WriteReview(ImportResponse.From(review, published.Reference, said.AcceptsDoubts, said.Replies), output);
    }

    static async Task<int> RunOnDatabase(ImportArguments said, List<(string Name, byte[] Content)> files, string? key, IServiceProvider services, TextWriter output)
    {
        var (imports, air) = (services.GetRequiredService<ReportImporter>(), services.GetRequiredService<LiveBriefing>());
        var reference = air.Newest.Snapshot.Reference;
        var chosen = await ReadFiles(services.GetRequiredService<UploadedFileReader>(), files);
        var review = imports.Review([.. chosen.Select(one => one.File)], said.Replies);
        var answer = ImportResponse.From(review, reference, said.AcceptsDoubts, said.Replies);
        if (said.Takes && answer.Good)
        {
            if (services.GetRequiredService<Keyring>().FindBySecret(key) is not { Role: Roles.Desk } desk)
            {
                await output.WriteLineAsync(Words.Reports["no-key"]);
                return NotDone;
            }

            try
            {
                var outcome = await imports.TakeOnAir(new(desk.Id, desk.Label), chosen, review, services.GetRequiredService<Desk>(), said.Publisher, said.Replies);
                if (outcome is Committed taken)
                    answer = answer with { Version = taken.State.Version };
                else if (outcome is not null)
                    return await WriteNotTaken(output);
            }
            catch (NotSavedException)
            {
                return await WriteNotTaken(output);
            }
        }

        return await WriteReview(answer, output);
    }

    /// <summary>As on the server, a child process each: a file that ends it costs no more than its own line.</summary>
    static async Task<IReadOnlyList<UploadedReport>> ReadFiles(UploadedFileReader reader, List<(string Name, byte[] Content)> files)
    {
        var chosen = new List<UploadedReport>();
        foreach (var (name, content) in files)
            chosen.Add(new(await reader.ReadReport(name, content), content));
        return chosen;
    }

    static async Task<int> RunOnServer(ImportArguments said, List<(string Name, byte[] Content)> files, string? key, IConfiguration configuration, TextWriter output)
    {
        if (key is null)
        {
            await output.WriteLineAsync(Words.Reports["no-key"]);
            return NotDone;
        }

        var address = said.Server ?? StartupLinks.LocalUrl(configuration[WebHostDefaults.ServerUrlsKey]?.Split(';'));
        if (!Uri.TryCreate(address, UriKind.Absolute, out _))
        {
            await output.WriteLineAsync(Words.Reports["no-server", address]);
            return NotDone;
        }

        using var client = new HttpClient { BaseAddress = new(address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("vi"));
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "file", name);
        }

        form.Add(new StringContent(JsonSerializer.Serialize(said.Replies.ById)), "replies");

        try
        {
            var query = $"?take={said.Takes}&accept={said.AcceptsDoubts}{(said.Publisher is { } publisher ? $"&publisher={Uri.EscapeDataString(publisher)}" : "")}";
            using var response = await client.PostAsync("/api/imports" + query, form);
            if (response.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.UnprocessableEntity
                && await response.Content.ReadFromJsonAsync<ImportResponse>() is { Lines: not null } answer)
                return await WriteReview(answer, output);
            if (response.StatusCode == System.Net.HttpStatusCode.Accepted)
            {
                // Sent again, a second person would be asked twice.
                await output.WriteLineAsync(Words.Exchange["needs-second"]);
                return 1;
            }

            return await WriteNotTaken(output);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            await output.WriteLineAsync(Words.Reports["no-server", address]);
            return NotDone;
        }
    }

    static async Task<int> WriteNotTaken(TextWriter output)
    {
        await output.WriteLineAsync(Words.Reports["not-taken"]);
        return NotDone;
    }

    static int CountOf(ImportResponse answer, ReviewLineState state) => answer.Counts[ImportLineResponse.ToCode(state)];

    static async Task<int> WriteReview(ImportResponse answer, TextWriter output)
    {
        foreach (var finding in answer.Findings)
            await output.WriteLineAsync($"{finding.File}{(finding.Cell is { } cell ? $" {cell}" : "")}: {finding.Message}");
        foreach (var line in answer.Lines.Where(line => line is { Measure: not null, Messages.Count: > 0 }))
            await output.WriteLineAsync($"{line.File} {line.Sheet}!{line.Cell}: {string.Join(' ', line.Messages)}");
        foreach (var question in answer.Questions)
        {
            await output.WriteLineAsync($"{question.File} {question.Cell}: {question.Message}");
            // As it is said back.
            foreach (var choice in question.Choices)
                await output.WriteLineAsync($"    {ReplyOption} '{question.Id}={choice.Value}'  {choice.Text}");
        }

        foreach (var reply in answer.Unheard)
            await output.WriteLineAsync(reply.Message);

        await output.WriteLineAsync(Words.Reports["counts", CountOf(answer, ReviewLineState.New), CountOf(answer, ReviewLineState.Changed), CountOf(answer, ReviewLineState.Unchanged), CountOf(answer, ReviewLineState.Doubtful), CountOf(answer, ReviewLineState.Refused) + CountOf(answer, ReviewLineState.Asked)]);
        if (answer.Version is { } version)
            await output.WriteLineAsync(Words.Reports["taken", version.ToString(CultureInfo.InvariantCulture)]);
        return answer.Unheard.Count > 0 ? NotDone : answer.Good ? 0 : 1;
    }

    /// <summary>At the last equals sign, because the names of files and sheets in a question's id may hold one, and no answer does.</summary>
    static QuestionAnswers ParseReplies(IEnumerable<string> replies) => replies.Aggregate(
        QuestionAnswers.None,
        (answers, reply) => reply.LastIndexOf('=') is var middle ? answers.WithAnswer(reply[..middle], reply[(middle + 1)..]) : answers);

    /// <summary>What is said on the command line.</summary>
    /// <param name="Takes">Puts on air what is good; otherwise it is only checked.</param>
    sealed record ImportArguments(
        IReadOnlyList<string> Files, bool Takes, bool AcceptsDoubts, string? Key, string? Server, string? Publisher, QuestionAnswers Replies);
}
