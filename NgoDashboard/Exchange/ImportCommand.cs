using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Exchange.SentFiles;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Reports;
using NgoDashboard.Storage;

namespace NgoDashboard.Exchange;

/// <summary>
/// <c>import FILE… --check</c> and <c>--take</c>: the same review as on the desk's page, in a console; its questions are answered by
/// <c>--reply ID=ANSWER</c>. Where a server has the database, that
/// server is asked, for it is the only writer; else the database is opened here.
/// </summary>
public static class ImportCommand
{
    public const string Name = "import";

    const string Rehearsal = "--rehearsal";

    const string Check = "--check", Take = "--take", Accept = "--accept", Key = "--key", Address = "--server", Publisher = "--publisher", Reply = "--reply";

    static readonly string[] Flags = [Check, Take, Accept];

    static readonly string[] Valued = [Key, Address, Publisher];

    /// <returns>0 where there is nothing to say, 1 where something is refused, open or doubtful, 2 where it could not be done or a reply answers nothing.</returns>
    public static async Task<int> Run(string[] args, WebApplication app, TextWriter output)
    {
        Languages.Use(Languages.Vietnamese);
        if (Said.Of(args) is not { } said)
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
                var content = new byte[Math.Min(file.Length, ReportFiles.Longest + 1L)];
                await file.ReadExactlyAsync(content);
                files.Add((ReportFileName.For(Path.GetFileName(path), files.Select(one => one.Name)), content));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                await output.WriteLineAsync($"{path}: {refused.Message}");
                return 2;
            }
        }

        var key = said.Value(Key) ?? app.Configuration["Access:DeskKey"];
        try
        {
            // To look makes nothing: without a database the files are set beside the published figures that it would begin with.
            if (said.Has(Check) && !File.Exists(StoragePath.Of(app.Configuration, args.Contains(Rehearsal))))
                return await Beside(DataFiles.Read(), app.Services.GetRequiredService<SentFileReader>(), VietNam.Day(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()).Year, said, files, output);
            app.Services.GetRequiredService<Database>();
            return await Here(said, files, key, app.Services, output);
        }
        catch (DatabaseHeldException)
        {
            return await AskServer(said, files, key, app.Configuration, output);
        }
        catch (Exception broken) when (broken is StorageException or DataFileException)
        {
            await output.WriteLineAsync((broken as StorageException)?.Sentence ?? broken.Message);
            return 2;
        }
    }

    static async Task<int> Beside(
        (Figures.Reference Reference, IReadOnlyList<Figures.Figure> Figures) published, SentFileReader reader, int year, Said said, List<(string Name, byte[] Content)> files, TextWriter output)
    {
        var snapshot = Figures.Snapshot.Of(published.Reference, published.Figures);
        var chosen = await Read(reader, files);
        var review = ReportReview.Of([.. chosen.Select(one => one.File)], snapshot, [], said.Replies, year);
        return await Tell(ReportAnswer.Of(review, published.Reference, said.Has(Accept), said.Replies), output);
    }

    static async Task<int> Here(Said said, List<(string Name, byte[] Content)> files, string? key, IServiceProvider services, TextWriter output)
    {
        var (imports, air) = (services.GetRequiredService<ReportImports>(), services.GetRequiredService<Air>());
        var reference = air.Newest.Snapshot.Reference;
        var chosen = await Read(services.GetRequiredService<SentFileReader>(), files);
        var review = imports.Review([.. chosen.Select(one => one.File)], said.Replies);
        var answer = ReportAnswer.Of(review, reference, said.Has(Accept), said.Replies);
        if (said.Has(Take) && answer.Good)
        {
            if (services.GetRequiredService<Keyring>().Find(key) is not { Role: Roles.Desk } desk)
            {
                await output.WriteLineAsync(Words.Reports["no-key"]);
                return 2;
            }

            try
            {
                var outcome = await imports.Take(new(desk.Id, desk.Label), chosen, review, services.GetRequiredService<Desk>(), said.Value(Publisher), said.Replies);
                if (outcome is Taken taken)
                    answer = answer with { Version = taken.Now.Version };
                else if (outcome is not null)
                    return await Refuse(output);
            }
            catch (NotKeptException)
            {
                return await Refuse(output);
            }
        }

        return await Tell(answer, output);
    }

    /// <summary>As on the server, a child process each: a file that ends it costs no more than its own line.</summary>
    static async Task<IReadOnlyList<ChosenReport>> Read(SentFileReader reader, List<(string Name, byte[] Content)> files)
    {
        var chosen = new List<ChosenReport>();
        foreach (var (name, content) in files)
            chosen.Add(new(await reader.ReadReport(name, content), content));
        return chosen;
    }

    static async Task<int> AskServer(Said said, List<(string Name, byte[] Content)> files, string? key, IConfiguration configuration, TextWriter output)
    {
        if (key is null)
        {
            await output.WriteLineAsync(Words.Reports["no-key"]);
            return 2;
        }

        var address = said.Value(Address) ?? FirstKeys.Address(configuration[WebHostDefaults.ServerUrlsKey]?.Split(';'));
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

        form.Add(new StringContent(JsonSerializer.Serialize(said.Replies.Said)), "replies");

        try
        {
            var query = $"?take={said.Has(Take)}&accept={said.Has(Accept)}{(said.Value(Publisher) is { } publisher ? $"&publisher={Uri.EscapeDataString(publisher)}" : "")}";
            using var response = await client.PostAsync("/api/imports" + query, form);
            if (response.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.UnprocessableEntity
                && await response.Content.ReadFromJsonAsync<ReportAnswer>() is { Lines: not null } answer)
                return await Tell(answer, output);
            if (response.StatusCode == System.Net.HttpStatusCode.Accepted)
            {
                // Sent again, a second person would be asked twice.
                await output.WriteLineAsync(Words.Exchange["needs-second"]);
                return 1;
            }

            return await Refuse(output);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            await output.WriteLineAsync(Words.Reports["no-server", address]);
            return 2;
        }
    }

    static async Task<int> Refuse(TextWriter output)
    {
        await output.WriteLineAsync(Words.Reports["not-taken"]);
        return 2;
    }

    static int Of(ReportAnswer answer, LineState state) => answer.Counts[ReportLine.Word(state)];

    static async Task<int> Tell(ReportAnswer answer, TextWriter output)
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
                await output.WriteLineAsync($"    {Reply} '{question.Id}={choice.Value}'  {choice.Text}");
        }

        foreach (var reply in answer.Unheard)
            await output.WriteLineAsync(reply.Message);

        await output.WriteLineAsync(Words.Reports["counts", Of(answer, LineState.New), Of(answer, LineState.Changed), Of(answer, LineState.Unchanged), Of(answer, LineState.Doubtful), Of(answer, LineState.Refused) + Of(answer, LineState.Asked)]);
        if (answer.Version is { } version)
            await output.WriteLineAsync(Words.Reports["taken", version.ToString(CultureInfo.InvariantCulture)]);
        return answer.Unheard.Count > 0 ? 2 : answer.Good ? 0 : 1;
    }

    /// <summary>What is said on the command line.</summary>
    sealed record Said(IReadOnlyList<string> Files, IReadOnlySet<string> Told, IReadOnlyDictionary<string, string> Values, Replies Replies)
    {
        public bool Has(string flag) => Told.Contains(flag);

        public string? Value(string name) => Values.GetValueOrDefault(name);

        /// <returns>Null where it makes no sense.</returns>
        public static Said? Of(string[] args)
        {
            var (files, told, values, replies) = (new List<string>(), new HashSet<string>(), new Dictionary<string, string>(), Replies.None);
            for (var i = 1; i < args.Length; i++)
            {
                if (Flags.Contains(args[i]))
                    told.Add(args[i]);
                else if (args[i] == Reply && i + 1 < args.Length && args[i + 1].LastIndexOf('=') is > 0 and var middle)
                    // Names of files and sheets are in the question, and may hold the sign; what is answered does not.
                    replies = replies.With(args[++i][..middle], args[i][(middle + 1)..]);
                else if (Valued.Contains(args[i]) && i + 1 < args.Length)
                    values[args[i]] = args[++i];
                else if (args[i].StartsWith("--", StringComparison.Ordinal))
                    return args[i] == Rehearsal ? Said.Of([.. args.Where(arg => arg != Rehearsal)]) : null;
                else
                    files.Add(args[i]);
            }

            return files.Count > 0 && told.Contains(Check) != told.Contains(Take) ? new(files, told, values, replies) : null;
        }
    }
}
