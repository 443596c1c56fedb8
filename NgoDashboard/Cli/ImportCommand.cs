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

    const string RehearsalOption = "--rehearsal";

    const string CheckOption = "--check", TakeOption = "--take", AcceptOption = "--accept", KeyOption = "--key", ServerOption = "--server", PublisherOption = "--publisher", ReplyOption = "--reply";

    static readonly string[] Flags = [CheckOption, TakeOption, AcceptOption];

    static readonly string[] ValueOptions = [KeyOption, ServerOption, PublisherOption];

    /// <returns>0 where there is nothing to say, 1 where something is refused, open or doubtful, 2 where it could not be done or a reply answers nothing.</returns>
    public static async Task<int> Run(string[] args, WebApplication app, TextWriter output)
    {
        Languages.SetCurrent(Languages.Vietnamese);
        if (ImportArguments.Parse(args) is not { } said)
        {
            await output.WriteLineAsync(Words.Reports["usage"]);
            return 2;
        }

        var files = new List<(string Name, byte[] Content)>();
        foreach (var path in said.Files)
        {
            if (!File.Exists(path))
            {
                await output.WriteLineAsync(Words.Reports["no-such-file", path]);
                return 2;
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
                return 2;
            }
        }

        var key = said.ValueOf(KeyOption) ?? app.Configuration["Access:DeskKey"];
        try
        {
            // To look makes nothing: without a database the files are set beside the published figures that it would begin with.
            if (said.HasFlag(CheckOption) && !File.Exists(StoragePath.Resolve(app.Configuration, args.Contains(RehearsalOption))))
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
            return 2;
        }
    }

    static async Task<int> ReviewWithoutDatabase(
        (Figures.Provinces.ReferenceData Reference, IReadOnlyList<Figures.Cube.Figure> Figures) published, UploadedFileReader reader, int year, ImportArguments said, List<(string Name, byte[] Content)> files, TextWriter output)
    {
        var snapshot = Figures.Cube.Snapshot.Create(published.Reference, published.Figures);
        var chosen = await ReadFiles(reader, files);
        var review = ReportReview.Create([.. chosen.Select(one => one.File)], snapshot, [], said.Replies, year);
        return await WriteReview(ImportResponse.From(review, published.Reference, said.HasFlag(AcceptOption), said.Replies), output);
    }

    static async Task<int> RunOnDatabase(ImportArguments said, List<(string Name, byte[] Content)> files, string? key, IServiceProvider services, TextWriter output)
    {
        var (imports, air) = (services.GetRequiredService<ReportImporter>(), services.GetRequiredService<LiveBriefing>());
        var reference = air.Newest.Snapshot.Reference;
        var chosen = await ReadFiles(services.GetRequiredService<UploadedFileReader>(), files);
        var review = imports.Review([.. chosen.Select(one => one.File)], said.Replies);
        var answer = ImportResponse.From(review, reference, said.HasFlag(AcceptOption), said.Replies);
        if (said.HasFlag(TakeOption) && answer.Good)
        {
            if (services.GetRequiredService<Keyring>().FindBySecret(key) is not { Role: Roles.Desk } desk)
            {
                await output.WriteLineAsync(Words.Reports["no-key"]);
                return 2;
            }

            try
            {
                var outcome = await imports.TakeOnAir(new(desk.Id, desk.Label), chosen, review, services.GetRequiredService<Desk>(), said.ValueOf(PublisherOption), said.Replies);
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
            return 2;
        }

        var address = said.ValueOf(ServerOption) ?? StartupLinks.LocalUrl(configuration[WebHostDefaults.ServerUrlsKey]?.Split(';'));
        if (!Uri.TryCreate(address, UriKind.Absolute, out _))
        {
            await output.WriteLineAsync(Words.Reports["no-server", address]);
            return 2;
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
            var query = $"?take={said.HasFlag(TakeOption)}&accept={said.HasFlag(AcceptOption)}{(said.ValueOf(PublisherOption) is { } publisher ? $"&publisher={Uri.EscapeDataString(publisher)}" : "")}";
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
            return 2;
        }
    }

    static async Task<int> WriteNotTaken(TextWriter output)
    {
        await output.WriteLineAsync(Words.Reports["not-taken"]);
        return 2;
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
        return answer.Unheard.Count > 0 ? 2 : answer.Good ? 0 : 1;
    }

    /// <summary>What is said on the command line.</summary>
    sealed record ImportArguments(IReadOnlyList<string> Files, IReadOnlySet<string> SetFlags, IReadOnlyDictionary<string, string> Values, QuestionAnswers Replies)
    {
        public bool HasFlag(string flag) => SetFlags.Contains(flag);

        public string? ValueOf(string name) => Values.GetValueOrDefault(name);

        /// <returns>Null where it makes no sense.</returns>
        public static ImportArguments? Parse(string[] args)
        {
            var (files, told, values, replies) = (new List<string>(), new HashSet<string>(), new Dictionary<string, string>(), QuestionAnswers.None);
            for (var i = 1; i < args.Length; i++)
            {
                if (Flags.Contains(args[i]))
                    told.Add(args[i]);
                else if (args[i] == ReplyOption && i + 1 < args.Length && args[i + 1].LastIndexOf('=') is > 0 and var middle)
                    // Names of files and sheets are in the question, and may hold the sign; what is answered does not.
                    replies = replies.WithAnswer(args[++i][..middle], args[i][(middle + 1)..]);
                else if (ValueOptions.Contains(args[i]) && i + 1 < args.Length)
                    values[args[i]] = args[++i];
                else if (args[i].StartsWith("--", StringComparison.Ordinal))
                    return args[i] == RehearsalOption ? ImportArguments.Parse([.. args.Where(arg => arg != RehearsalOption)]) : null;
                else
                    files.Add(args[i]);
            }

            return files.Count > 0 && told.Contains(CheckOption) != told.Contains(TakeOption) ? new(files, told, values, replies) : null;
        }
    }
}
