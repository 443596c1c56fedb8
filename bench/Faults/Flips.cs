using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults;

/// <summary>
/// One bit at a time is turned in a page that holds rows. What changes what can be read must be noticed: by the start, by a reader who is
/// refused, or by <c>-- verify</c>. Flips that change no row are counted apart.
/// </summary>
/// <param name="startsAlways">
/// The server is started for each flip; otherwise only for those that verify passes, because a start takes three times as long.
/// </param>
sealed class Flips(int count, bool startsAlways) : IFaultPart
{
    static readonly string[] Api = ["/api/figures?sources=all", "/api/record", "/api/keys", "/api/points", "/api/stage", "/api/roll-call"];

    static readonly string[] Pages = ["/desk", "/desk/keys", "/desk/points", "/desk/requests", "/desk/record", "/desk/import", "/scenes"];

    readonly List<(string What, string Outcome, string Where)> flips = [];
    readonly List<string> rude = [];
    Dictionary<string, string> before = [];

    public string Name => "bit flips";

    public async Task Run(FaultContext context)
    {
        context.Head($"{count} single-bit flips in pages that hold rows");
        var full = await FullDatabase.Make(context.Published);
        var random = new Random(context.Seed);
        var (file, pages) = SqliteFile.Read(full.Database);
        var unchanged = DatabaseDump.Read(full.Database);
        if (!(await Commands.Verify(context.Published, full.Database)).IsGood)
            context.Say("Without a flip already, `-- verify` does not pass: of the flips it can say nothing.");
        before = await ReadAll(context, full, full.Folder);
        for (var i = 0; i < count; i++)
            await Flip(context, full, file, Draw(random, pages, i), random, unchanged);
        Tell(context, full);
    }

    /// <summary>By turns any page, and a page of any table: the journal has most pages, and would be all that is tried.</summary>
    static SqlitePage Draw(Random random, IReadOnlyList<SqlitePage> pages, int turn)
    {
        if (turn % 2 == 0)
            return pages[random.Next(pages.Count)];
        var tables = pages.GroupBy(page => page.Table).OrderBy(table => table.Key, StringComparer.Ordinal).ToArray();
        var table = tables[random.Next(tables.Length)].ToArray();
        return table[random.Next(table.Length)];
    }

    async Task Flip(FaultContext context, FullDatabase full, SqliteFile file, SqlitePage page, Random random, DatabaseDump unchanged)
    {
        var folder = Temporary.Folder("flip");
        CopyFolder(full.Folder, folder);
        var database = Path.Combine(folder, "briefing.db");
        // In the header and the pointers, or in the content; not in the gap between them, where nothing is.
        var used = file.PageSize - page.UsedFrom;
        var at = random.Next(page.HeaderEnd + Math.Max(0, used));
        var offset = at < page.HeaderEnd ? at : page.UsedFrom + at - page.HeaderEnd;
        var (place, bit) = (((long)(page.Number - 1) * file.PageSize) + offset, random.Next(8));
        Turn(database, place, bit);
        var where = $"page {page.Number} ({page.Kind} of {page.Table}), byte {offset}, bit {bit}";
        string? difference;
        try
        {
            difference = DatabaseDump.Read(database).Difference(unchanged);
        }
        catch (Exception refused) when (refused is Microsoft.Data.Sqlite.SqliteException)
        {
            difference = "the whole file";
        }

        var outcome = difference is null ? "changes no row" : await Notice(context, full, folder);
        // Only raised: ids are skipped, and nothing that can be read is another.
        if (outcome == "unseen" && difference == "sqlite_sequence")
            outcome = "only raises the next id";
        flips.Add((difference ?? "no row", outcome, where));
        Directory.Delete(folder, recursive: true);
    }

    async Task<string> Notice(FaultContext context, FullDatabase full, string folder)
    {
        var database = Path.Combine(folder, "briefing.db");
        if (!startsAlways && await Verifies(context, database) is { } early)
            return early;
        var copy = Temporary.Folder("flip-started");
        CopyFolder(folder, copy);
        var settings = new FaultSettings(copy, Application.FreePort());
        using (var server = FaultServer.Launch(context.Published, settings))
        {
            if (!await server.BecomesReady(TimeSpan.FromSeconds(20)))
            {
                if (server.HasStackTrace || server.Said.IsEmpty)
                    rude.Add(server.Output);
                return server.Process.HasExited ? "start refused" : "not ready";
            }

            var after = await Read(settings.Port, full);
            if (after.Values.Any(answer => answer.StartsWith('!')))
                return "read refuses";
        }

        return startsAlways ? await Verifies(context, database) ?? "unseen" : "unseen";
    }

    static async Task<string?> Verifies(FaultContext context, string database)
    {
        var result = await Commands.Verify(context.Published, database);
        return result.Code is not null and not 0 ? "verify says" : null;
    }

    async Task<Dictionary<string, string>> ReadAll(FaultContext context, FullDatabase full, string folder)
    {
        var copy = Temporary.Folder("unflipped");
        CopyFolder(folder, copy);
        var settings = new FaultSettings(copy, Application.FreePort());
        using var server = await FaultServer.Start(context.Published, settings);
        var read = await Read(settings.Port, full);
        foreach (var (path, _) in read.Where(answer => answer.Value.StartsWith('!')))
            context.Say($"Without a flip already, {path} is not answered: it says nothing of the flips.");
        return read.Where(answer => answer.Value.StartsWith('!')).ToDictionary(answer => answer.Key, answer => answer.Value);
    }

    /// <summary>
    /// Everything that there is to read; what is refused begins with an exclamation mark. What was so without a flip is left out.
    /// </summary>
    async Task<Dictionary<string, string>> Read(int port, FullDatabase full)
    {
        using var desk = new DeskClient(port);
        using var officer = new DeskClient(port, full.Officer);
        using var browser = new DeskClient(port, key: null);
        var cookie = await Cookies.Enter(port, Application.DeskKey);
        var answers = new Dictionary<string, string>();
        foreach (var path in (string[])[.. Api, "/api/imports/" + full.Report, "/api/amendments/1/attachment"])
            answers[path] = Answer(await desk.Get(path));
        foreach (var path in Pages)
            answers[path] = Answer(await browser.Get(path, cookie));
        answers["/api/figures (officer)"] = Answer(await officer.Get("/api/figures"));
        answers["/province (officer)"] = Answer(await browser.Get("/province", await Cookies.Enter(port, full.Officer)));
        answers["/health/ready"] = Answer(await browser.Get("/health/ready"));
        return answers.Where(answer => !before.ContainsKey(answer.Key)).ToDictionary(answer => answer.Key, answer => answer.Value);
    }

    static string Answer(ApiAnswer answer) => answer.IsGood ? answer.Body : $"! {answer.Status}";

    void Tell(FaultContext context, FullDatabase full)
    {
        context.Table(["outcome", "flips"], flips.GroupBy(flip => flip.Outcome)
            .OrderByDescending(group => group.Count()).Select(group => (string[])[group.Key, $"{group.Count()}"]));
        foreach (var (what, _, where) in flips.Where(flip => flip.Outcome == "unseen"))
            context.Say($"Unseen: {what}; {where}.");
        if (full.EmptyTables().ToArray() is { Length: > 0 } empty)
            context.Say($"Without a row, and so not tried: {string.Join(", ", empty)}.");
        foreach (var output in rude.Take(3))
            context.Say("Refused without a sentence: " + output[..Math.Min(output.Length, 600)]);
        context.None("flips: unseen", flips.Count(flip => flip.Outcome == "unseen"));
        context.None("flips: starts that refuse without a sentence, or with a stack trace", rude.Count);
    }

    static void Turn(string path, long place, int bit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = place;
        var one = file.ReadByte();
        file.Position = place;
        file.WriteByte((byte)(one ^ (1 << bit)));
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
