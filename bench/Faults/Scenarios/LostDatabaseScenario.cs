using NgoDashboard.Bench.Faults.Databases;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>
/// Loses the database in five ways while the server runs. From then on the server must acknowledge no edit that a restart does not find,
/// must report that it is not ready, and a start without the journal must refuse with a message instead of creating a new one.
/// </summary>
sealed class LostDatabaseScenario(int ways) : IFaultScenario
{
    static readonly (string Name, Action<string, string> Lose)[] Ways =
    [
        ("the file is deleted", (database, _) => File.Delete(database)),
        ("the -wal is deleted", (database, _) => File.Delete(database + "-wal")),
        ("both are deleted", (database, _) =>
        {
            File.Delete(database);
            File.Delete(database + "-wal");
        }),
        ("the file is truncated", (database, _) =>
        {
            using var file = new FileStream(database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.SetLength(file.Length / 2);
        }),
        ("another takes its place", (database, other) =>
        {
            File.Copy(other, database + ".new");
            File.Move(database + ".new", database, overwrite: true);
        }),
    ];

    readonly List<string[]> rows = [];
    int missingEdits, silentNewStarts, unreadableRefusals, stillReady;

    public string Name => "lost databases";

    public async Task Run(FaultContext context)
    {
        context.AddHeading($"The database is lost in {ways} ways while the server runs");
        var other = await CreateOtherDatabase(context.Published);
        foreach (var (name, lose) in Ways.Take(ways))
            await LoseOnce(context, name, lose, other);
        context.AddTable(["way", "edits before", "answered as stored after", "ready after", "the next start",
            "answered edits that it lacks"], rows);
        context.ExpectNone("lost databases: answered edits that a restart does not have", missingEdits);
        context.ExpectNone("lost databases: starts that begin anew without a word", silentNewStarts);
        context.ExpectNone("lost databases: starts that refuse without a sentence, or with a stack trace", unreadableRefusals);
        context.ExpectNone("lost databases: servers that still say that they are ready, with the file gone or another", stillReady);
    }

    async Task LoseOnce(FaultContext context, string name, Action<string, string> lose, string other)
    {
        var settings = FaultSettings.InNewFolder("lost");
        var all = new List<AcknowledgedWrite>();
        string ready;
        int before, after;
        using (var server = await FaultServer.Start(context.Published, settings))
        {
            using var desk = new DeskClient(settings.Port);
            before = await SendEdits(desk, all, 0, 10);
            lose(settings.DatabasePath, other);
            after = await SendEdits(desk, all, 10, 10);
            var answer = await desk.Get("/health/ready");
            ready = answer.IsSuccess ? "ready" : answer.Body.ReplaceLineEndings("; ").Trim();
            stillReady += answer.IsSuccess && !HasEdits(settings.DatabasePath) ? 1 : 0;
            // Gracefully, because what the shutdown still writes must not hide the loss.
            await server.StopGracefully();
        }

        using var next = FaultServer.StartWithoutWaiting(context.Published, settings);
        var starts = await next.WaitUntilReady(TimeSpan.FromSeconds(15));
        var missing = 0;
        if (starts)
        {
            using var desk = new DeskClient(settings.Port);
            missing = (await AcknowledgedWriteCheck.FindMissing(desk, all)).Missing.Count;
            silentNewStarts += missing >= before ? 1 : 0;
        }
        else if (next.HasStackTrace || next.OutputLines.IsEmpty || !next.Process.HasExited || next.Process.ExitCode != 1)
        {
            unreadableRefusals++;
        }

        missingEdits += missing;
        var sentence = starts ? "" : string.Join(' ', next.OutputLines.TakeLast(2));
        rows.Add([name, $"{before}", $"{after}", ready, starts ? "starts" : "refuses: " + sentence[..Math.Min(160, sentence.Length)],
            $"{missing}"]);
    }

    static async Task<int> SendEdits(DeskClient desk, List<AcknowledgedWrite> all, int from, int count)
    {
        var good = 0;
        for (var i = from; i < from + count; i++)
        {
            var value = 228_000_000 + (i * 10_000);
            var answer = await desk.PutFigure(value);
            if (!answer.IsSuccess)
                continue;
            good++;
            all.Add(new("take", answer.Version, $"{value}"));
        }

        return good;
    }

    /// <summary>Whether the database at the path has the edits, so that the loss was repaired or did no harm.</summary>
    static bool HasEdits(string database)
    {
        try
        {
            return File.Exists(database) && DatabaseDump.Load(database).Tables.GetValueOrDefault("journal_change", "")
                .Contains("228090000", StringComparison.Ordinal);
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return false;
        }
    }

    /// <summary>Another database of the application.</summary>
    static async Task<string> CreateOtherDatabase(PublishedApplication published)
    {
        var settings = FaultSettings.InNewFolder("another");
        using (var server = await FaultServer.Start(published, settings))
            await server.StopGracefully();
        PopulatedDatabase.CheckpointWal(settings.DatabasePath);
        return settings.DatabasePath;
    }
}
