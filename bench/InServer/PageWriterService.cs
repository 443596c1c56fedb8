using System.Globalization;
using Microsoft.Data.Sqlite;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Access;

namespace NgoDashboard.Bench.InServer;

/// <summary>
/// Runs inside the server and writes what only pages can: agenda, drafts, proposals, speaking requests, amendments. Each completed write is
/// printed on standard output, and must be in the database after every kill. Writes with the keys of the database's desk and officers.
/// </summary>
sealed class PageWriterService(IServiceProvider services) : BackgroundService
{
    public const string EnvironmentVariable = "NGO_BENCH_PAGE_WRITERS";

    const string WrittenPrefix = "written ";

    static readonly string[] Kinds = ["agenda", "draft", "proposal", "speech", "amendment"];

    /// <summary>Between two writes of one writer, so that the writers of the journal get their turn too.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    /// <summary>Begins with the time, so that a later start never repeats values of an earlier one.</summary>
    long nextValue = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public static void Install() => HostServiceInjector.AddToNextHost(collection => collection.AddHostedService<PageWriterService>());

    public static bool IsPageWrite(AcknowledgedWrite answered) => Kinds.Contains(answered.Kind);

    /// <summary>The completed writes in the output of a server.</summary>
    public static IEnumerable<AcknowledgedWrite> ParseOutput(IEnumerable<string> output) => output
        .Where(line => line.StartsWith(WrittenPrefix, StringComparison.Ordinal)).Select(line => line[WrittenPrefix.Length..].Split(' '))
        .Where(words => words.Length == 2).Select(words => new AcknowledgedWrite(words[0], 0, words[1]));

    /// <summary>Describes the writes that are missing in a database.</summary>
    public static IReadOnlyList<string> FindMissing(string database, IReadOnlyCollection<AcknowledgedWrite> all)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var there = new Dictionary<string, HashSet<string>>
        {
            ["agenda"] = ReadTexts(connection, "SELECT note FROM agenda_item"),
            ["proposal"] = ReadTexts(connection, "SELECT text FROM proposal"),
            ["speech"] = ReadTexts(connection, "SELECT subject FROM floor_request"),
            ["amendment"] = ReadTexts(connection, "SELECT reason FROM amendment"),
        };
        var missing = all.Where(write => there.TryGetValue(write.Kind, out var texts) && !texts.Contains(write.Value))
            .Select(write => $"{write.Kind} {write.Value}").ToList();
        // A draft is one row that is overwritten: it holds the last completed write or a later one.
        if (all.LastOrDefault(write => write.Kind == "draft") is { } last
            && !ReadTexts(connection, "SELECT reason FROM draft_edit").Any(reason => string.CompareOrdinal(reason, last.Value) >= 0))
            missing.Add($"draft {last.Value}");
        return missing;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var keys = services.GetRequiredService<KeyStore>().LoadKeys().Where(key => key.RevokedAt is null).ToArray();
        if (keys.FirstOrDefault(key => key.Role == "desk") is not { } deskKey)
            return;
        Operator desk = new(deskKey.Id, deskKey.Label);
        var officers = keys.Where(key => key is { Role: "province", Province: not null })
            .Select(key => (Province: ProvinceCode.Parse(key.Province!), Who: new Operator(key.Id, key.Label)));
        IEnumerable<Func<string, Task<bool>>> writers =
        [
            value => AddToAgenda(value),
            value => PutDraft(desk, value),
            .. officers.SelectMany(officer => (Func<string, Task<bool>>[])
            [
                value => RaiseProposal(officer.Province, officer.Who, value),
                value => AskToSpeak(officer.Province, officer.Who, value),
                value => RequestAmendment(officer.Province, officer.Who, value),
            ]),
        ];
        await Task.WhenAll(writers.Select((write, i) => WriteRepeatedly(Kinds[i < 2 ? i : 2 + ((i - 2) % 3)], write, stoppingToken)));
    }

    async Task WriteRepeatedly(string kind, Func<string, Task<bool>> write, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var value = Interlocked.Increment(ref nextValue).ToString(CultureInfo.InvariantCulture);
            // A write that a rate limit refuses stores nothing; the limit allows more in the next minute.
            if (await write(value))
                Console.WriteLine(WrittenPrefix + kind + " " + value);
            await Task.Delay(Pause, end);
        }
    }

    async Task<bool> AddToAgenda(string value)
    {
        var agenda = services.GetRequiredService<Agenda>();
        await agenda.Add(new Scene(SceneKinds.Overview, 2023), value);
        // Keeps the agenda short, because otherwise writing it would take all the time. A removed item stays in the database.
        if (agenda.Items is { Length: > 20 } items)
            await agenda.Remove(items[0].Id);
        return true;
    }

    async Task<bool> PutDraft(Operator desk, string value)
    {
        await services.GetRequiredService<Drafts>().AddEdits(desk, CreateEdit(FigureKey.National(2021, Measure.Disbursed), value));
        return true;
    }

    async Task<bool> RaiseProposal(ProvinceCode province, Operator officer, string value) =>
        (await services.GetRequiredService<Proposals>().Submit(province, officer, value)).Count == 0;

    async Task<bool> AskToSpeak(ProvinceCode province, Operator officer, string value)
    {
        var queue = services.GetRequiredService<SpeakingQueue>();
        // A province may have one waiting request.
        await queue.Withdraw(province);
        return (await queue.Submit(province, officer, value)).Count == 0;
    }

    async Task<bool> RequestAmendment(ProvinceCode province, Operator officer, string value)
    {
        var key = new FigureKey(FigureKey.National(2021, Measure.Disbursed).Period, province, null, null, Measure.Disbursed);
        var amendments = services.GetRequiredService<Amendments>();
        // A figure may have one open amendment.
        foreach (var open in amendments.OpenForFigure(key))
            await amendments.Withdraw(province, open.Id);
        return (await amendments.Submit(province, officer, CreateEdit(key, value))).Count == 0;
    }

    static Restatement CreateEdit(FigureKey key, string value) => new(
        key, Quantity.FromWholeUnits(100_000 + (long.Parse(value, CultureInfo.InvariantCulture) % 100_000), Unit.Usd)!.Value, Qualifier.Exact, null, value,
        IsAccepted: true);

    static HashSet<string> ReadTexts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            if (!rows.IsDBNull(0))
                texts.Add(rows.GetString(0));
        }

        return texts;
    }
}
