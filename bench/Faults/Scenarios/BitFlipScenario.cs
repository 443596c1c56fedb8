using NgoDashboard.Bench.Faults.Databases;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>
/// Flips one bit at a time in a page that holds rows. A flip that changes readable data must be detected: by the start, by a request that
/// fails, or by <c>-- verify</c>. Flips that change no row are counted separately.
/// </summary>
/// <param name="startsAlways">
/// Whether the server starts for each flip; otherwise only for those that verify does not detect, because a start takes three times as
/// long.
/// </param>
sealed class BitFlipScenario(int count, bool startsAlways) : IFaultScenario
{
    static readonly string[] ApiPaths = ["/api/figures?sources=all", "/api/record", "/api/keys", "/api/points", "/api/stage", "/api/roll-call"];

    static readonly string[] PagePaths = ["/desk", "/desk/keys", "/desk/points", "/desk/requests", "/desk/record", "/desk/import", "/scenes"];

    readonly List<(string What, string Outcome, string Where)> flips = [];
    readonly List<string> unreadableRefusals = [];
    Dictionary<string, string> refusedWithoutFlip = [];

    public string Name => "bit flips";

    public async Task Run(FaultContext context)
    {
        context.AddHeading($"{count} single-bit flips in pages that hold rows");
        var full = await PopulatedDatabase.Create(context.Published);
        var random = new Random(context.Seed);
        var (file, pages) = SqliteFile.ReadPages(full.DatabasePath);
        var unchanged = DatabaseDump.Load(full.DatabasePath);
        if (!(await ApplicationCommands.Verify(context.Published, full.DatabasePath)).IsSuccess)
            context.AddLine("Without a flip already, `-- verify` does not pass: of the flips it can say nothing.");
        refusedWithoutFlip = await ReadRefusedWithoutFlip(context, full, full.Folder);
        for (var i = 0; i < count; i++)
            await TryFlip(context, full, file, DrawPage(random, pages, i), random, unchanged);
        WriteReport(context, full);
    }

    /// <summary>
    /// Alternates between any page and a page of a random table, because otherwise nearly all pages would be of the journal.
    /// </summary>
    static SqlitePage DrawPage(Random random, IReadOnlyList<SqlitePage> pages, int turn)
    {
        if (turn % 2 == 0)
            return pages[random.Next(pages.Count)];
        var tables = pages.GroupBy(page => page.Table).OrderBy(table => table.Key, StringComparer.Ordinal).ToArray();
        var table = tables[random.Next(tables.Length)].ToArray();
        return table[random.Next(table.Length)];
    }

    async Task TryFlip(FaultContext context, PopulatedDatabase full, SqliteFile file, SqlitePage page, Random random, DatabaseDump unchanged)
    {
        var folder = TemporaryFiles.CreateFolder("flip");
        CopyFolder(full.Folder, folder);
        var database = Path.Combine(folder, "briefing.db");
        // In the header with its pointers or in the cells, not in the unused space between them.
        var used = file.PageSize - page.ContentStart;
        var at = random.Next(page.HeaderEnd + Math.Max(0, used));
        var offset = at < page.HeaderEnd ? at : page.ContentStart + at - page.HeaderEnd;
        var (place, bit) = (((long)(page.Number - 1) * file.PageSize) + offset, random.Next(8));
        FlipBit(database, place, bit);
        var where = $"page {page.Number} ({page.Kind} of {page.Table}), byte {offset}, bit {bit}";
        string? difference;
        try
        {
            difference = DatabaseDump.Load(database).DescribeDifference(unchanged);
        }
        catch (Exception refused) when (refused is Microsoft.Data.Sqlite.SqliteException)
        {
            difference = "the whole file";
        }

        var outcome = difference is null ? "changes no row" : await DescribeDetection(context, full, folder);
        // A raised counter only skips ids: nothing that can be read is different.
        if (outcome == "unseen" && difference == "sqlite_sequence")
            outcome = "only raises the next id";
        flips.Add((difference ?? "no row", outcome, where));
        Directory.Delete(folder, recursive: true);
    }

    async Task<string> DescribeDetection(FaultContext context, PopulatedDatabase full, string folder)
    {
        var database = Path.Combine(folder, "briefing.db");
        if (!startsAlways && await RunVerify(context, database) is { } early)
            return early;
        var copy = TemporaryFiles.CreateFolder("flip-started");
        CopyFolder(folder, copy);
        var settings = new FaultSettings(copy, BriefingApplication.GetFreePort());
        using (var server = FaultServer.StartWithoutWaiting(context.Published, settings))
        {
            if (!await server.WaitUntilReady(TimeSpan.FromSeconds(20)))
            {
                if (server.HasStackTrace || server.OutputLines.IsEmpty)
                    unreadableRefusals.Add(server.Output);
                return server.Process.HasExited ? "start refused" : "not ready";
            }

            var after = await ReadAnswers(settings.Port, full);
            if (after.Values.Any(answer => answer.StartsWith('!')))
                return "read refuses";
        }

        return startsAlways ? await RunVerify(context, database) ?? "unseen" : "unseen";
    }

    static async Task<string?> RunVerify(FaultContext context, string database)
    {
        var result = await ApplicationCommands.Verify(context.Published, database);
        return result.ExitCode is not null and not 0 ? "verify says" : null;
    }

    async Task<Dictionary<string, string>> ReadRefusedWithoutFlip(FaultContext context, PopulatedDatabase full, string folder)
    {
        var copy = TemporaryFiles.CreateFolder("unflipped");
        CopyFolder(folder, copy);
        var settings = new FaultSettings(copy, BriefingApplication.GetFreePort());
        using var server = await FaultServer.Start(context.Published, settings);
        var read = await ReadAnswers(settings.Port, full);
        foreach (var (path, _) in read.Where(answer => answer.Value.StartsWith('!')))
            context.AddLine($"Without a flip already, {path} is not answered: it says nothing of the flips.");
        return read.Where(answer => answer.Value.StartsWith('!')).ToDictionary(answer => answer.Key, answer => answer.Value);
    }

    /// <summary>
    /// Responses of all readable addresses; a refusal begins with "!". Addresses that were refused without a flip are left out.
    /// </summary>
    async Task<Dictionary<string, string>> ReadAnswers(int port, PopulatedDatabase full)
    {
        using var desk = new DeskClient(port);
        using var officer = new DeskClient(port, full.OfficerKey);
        using var browser = new DeskClient(port, key: null);
        var cookie = await SignInCookies.SignIn(port, BriefingApplication.DeskKey);
        var answers = new Dictionary<string, string>();
        foreach (var path in (string[])[.. ApiPaths, "/api/imports/" + full.ReportHash, "/api/amendments/1/attachment"])
            answers[path] = FormatAnswer(await desk.Get(path));
        foreach (var path in PagePaths)
            answers[path] = FormatAnswer(await browser.Get(path, cookie));
        answers["/api/figures (officer)"] = FormatAnswer(await officer.Get("/api/figures"));
        answers["/province (officer)"] = FormatAnswer(await browser.Get("/province", await SignInCookies.SignIn(port, full.OfficerKey)));
        answers["/health/ready"] = FormatAnswer(await browser.Get("/health/ready"));
        return answers.Where(answer => !refusedWithoutFlip.ContainsKey(answer.Key)).ToDictionary(answer => answer.Key, answer => answer.Value);
    }

    static string FormatAnswer(ApiResponse answer) => answer.IsSuccess ? answer.Body : $"! {answer.Status}";

    void WriteReport(FaultContext context, PopulatedDatabase full)
    {
        context.AddTable(["outcome", "flips"], flips.GroupBy(flip => flip.Outcome)
            .OrderByDescending(group => group.Count()).Select(group => (string[])[group.Key, $"{group.Count()}"]));
        foreach (var (what, _, where) in flips.Where(flip => flip.Outcome == "unseen"))
            context.AddLine($"Unseen: {what}; {where}.");
        if (full.GetEmptyTables().ToArray() is { Length: > 0 } empty)
            context.AddLine($"Without a row, and so not tried: {string.Join(", ", empty)}.");
        foreach (var output in unreadableRefusals.Take(3))
            context.AddLine("Refused without a sentence: " + output[..Math.Min(output.Length, 600)]);
        context.ExpectNone("flips: unseen", flips.Count(flip => flip.Outcome == "unseen"));
        context.ExpectNone("flips: starts that refuse without a sentence, or with a stack trace", unreadableRefusals.Count);
    }

    static void FlipBit(string path, long place, int bit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = place;
        var value = file.ReadByte();
        file.Position = place;
        file.WriteByte((byte)(value ^ (1 << bit)));
    }

    internal static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
