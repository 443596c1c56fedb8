using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NgoDashboard.Bench.InServer;

namespace NgoDashboard.Bench.Faults.Harness;

/// <summary>A write that the server has acknowledged, so that it must be there after every restart.</summary>
/// <param name="Version">Of the journal; 0 for a write beside the journal.</param>
/// <param name="Kind">
/// Code of the journal entry, or "key", "revoked", "point", "report", or a kind of <see cref="PageWriterService"/>.
/// </param>
/// <param name="Value">Value of the figure, or id or name of what was stored.</param>
sealed record AcknowledgedWrite(string Kind, long Version, string Value);

/// <summary>
/// Writers for every kind of write of the API. Each sends its next write when the one before is answered, until the server is gone.
/// </summary>
sealed class ConcurrentWriters(int port, Random random)
{
    static readonly string[] Scenes = ["overview", "sectors", "years", "title"];

    static readonly string[] Covers = ["held", "none", "blank", "none"];

    static int writeCount;

    public ConcurrentQueue<AcknowledgedWrite> AcknowledgedWrites { get; } = [];

    /// <summary>Runs until each writer gets no answer, or is cancelled.</summary>
    public Task Run(CancellationToken end)
    {
        Func<DeskClient, Task<bool>>[] kinds = [PutFigure, PutFigure, PutStage, PutCover, PostStep, IssueAndRevokeKeys, PostPoints, PostReport];
        return Task.WhenAll(kinds.Select(async write =>
        {
            using var client = new DeskClient(port);
            while (!end.IsCancellationRequested && await write(client))
            {
                // The next write follows at once.
            }
        }));
    }

    async Task<bool> PutFigure(DeskClient client)
    {
        var value = 200_000_000 + Interlocked.Increment(ref writeCount);
        return AddIfJournalled("take", await client.PutFigure(value, 2015 + (value % 9)), value.ToString(CultureInfo.InvariantCulture));
    }

    async Task<bool> PutStage(DeskClient client)
    {
        var number = Interlocked.Increment(ref writeCount);
        return AddIfJournalled("take", await client.PutStage(Scenes[number % Scenes.Length], 2020 + (number % 4)), "");
    }

    async Task<bool> PutCover(DeskClient client)
    {
        var cover = Covers[Interlocked.Increment(ref writeCount) % Covers.Length];
        var answer = await client.Put("/api/stage/cover", $$"""{"cover":"{{cover}}"}""");
        await Task.Delay(20);
        // If the screens have that cover already, there is no new version.
        return AddIfJournalled(cover switch { "held" => "hold", "blank" => "blank", _ => "release" }, answer, "");
    }

    async Task<bool> PostStep(DeskClient client)
    {
        var answer = await client.Post(Interlocked.Increment(ref writeCount) % 2 == 0 ? "/api/undo" : "/api/redo");
        await Task.Delay(20);
        return AddIfJournalled("undo", answer, "");
    }

    /// <summary>Issues a key and revokes every second one.</summary>
    async Task<bool> IssueAndRevokeKeys(DeskClient client)
    {
        var label = $"Điểm {Interlocked.Increment(ref writeCount)}";
        var answer = await client.Post("/api/keys", new { role = "screen", label });
        if (!answer.IsSuccess)
            return answer.Status > 0;
        var id = answer.ParseJsonObject()!.Value.GetProperty("id").GetString()!;
        if (random.Next(2) == 0)
        {
            AcknowledgedWrites.Enqueue(new("key", 0, id));
            return true;
        }

        var deleted = await client.Delete("/api/keys/" + id);
        if (deleted.IsSuccess)
            AcknowledgedWrites.Enqueue(new("revoked", 0, id));
        return deleted.Status > 0;
    }

    async Task<bool> PostPoints(DeskClient client)
    {
        var name = $"Bộ {Interlocked.Increment(ref writeCount)}";
        var answer = await client.Post(
            "/api/points", Encoding.UTF8.GetBytes($"Tên điểm cầu,Loại,Tỉnh,Nơi đặt\n{name},Bộ ngành,,\n"), "text/csv");
        if (answer.IsSuccess)
            AcknowledgedWrites.Enqueue(new("point", 0, name));
        return answer.Status > 0;
    }

    async Task<bool> PostReport(DeskClient client)
    {
        var value = 100_000 + Interlocked.Increment(ref writeCount);
        var row = string.Create(CultureInfo.InvariantCulture, $"2022,34:20,,Giải ngân,{value},USD,đúng");
        var content = Encoding.UTF8.GetBytes($"Kỳ,Mã địa phương,Lĩnh vực,Chỉ tiêu,Số liệu,Đơn vị tính,Mức chính xác\n{row}\n");
        var answer = await client.Post("/api/imports?take=true&accept=true&name=bao-cao.csv", content, "text/csv");
        if (answer.IsSuccess && answer.Version > 0)
            AcknowledgedWrites.Enqueue(new("report", answer.Version, Convert.ToHexStringLower(SHA256.HashData(content))));
        return answer.Status > 0;
    }

    bool AddIfJournalled(string kind, ApiResponse answer, string value)
    {
        // A refusal (nothing left to undo, cover unchanged) is an answer too, but stores nothing.
        if (answer.Status == 200 && answer.Version > 0)
            AcknowledgedWrites.Enqueue(new(kind, answer.Version, value));
        return answer.Status > 0;
    }
}

/// <summary>Checks which acknowledged writes a restarted server has.</summary>
static class AcknowledgedWriteCheck
{
    /// <returns>Descriptions of missing writes and gaps, and the newest version.</returns>
    public static async Task<(IReadOnlyList<string> Missing, long Newest)> FindMissing(DeskClient desk, IReadOnlyCollection<AcknowledgedWrite> all)
    {
        var missing = new List<string>();
        var record = await desk.Get("/api/record");
        if (record.ParseJsonObject() is not { } body)
            return ([$"the record is not there: {record.Status} {record.Body}"], 0);
        var rows = body.GetProperty("versions").EnumerateArray().ToLookup(row => row.GetProperty("version").GetInt64());
        long[] versions = [.. rows.Select(version => version.Key).Order()];
        missing.AddRange(versions.Zip(versions.Skip(1)).Where(pair => pair.Second != pair.First + 1)
            .Select(pair => $"a gap after version {pair.First}"));
        var keys = await GetTexts(desk, "/api/keys", "id");
        var points = await GetTexts(desk, "/api/points", "name");
        foreach (var answered in all.Where(write => !PageWriterService.IsPageWrite(write)))
        {
            var isThere = answered.Kind switch
            {
                "key" => keys.Contains(answered.Value),
                "revoked" => !keys.Contains(answered.Value),
                "point" => points.Contains(answered.Value),
                "report" => rows[answered.Version].Any(),
                // A redo is a version of the kind "undo" too.
                "undo" => rows[answered.Version].Any(row => row.GetProperty("kind").GetString() is "undo"),
                _ => rows[answered.Version]
                    .Any(row => row.GetProperty("kind").GetString() == answered.Kind
                        && (answered.Value.Length == 0 || HasValue(row, answered.Value))),
            };
            if (!isThere)
                missing.Add($"{answered.Kind} {answered.Value} (version {answered.Version})");
        }

        return (missing, versions.LastOrDefault());
    }

    /// <summary>Checks the files of imported reports; called once at the end, because it requests each file.</summary>
    public static async Task<IReadOnlyList<string>> FindMissingFiles(DeskClient desk, IEnumerable<AcknowledgedWrite> all)
    {
        var missing = new List<string>();
        foreach (var report in all.Where(write => write.Kind == "report"))
        {
            if (!(await desk.Get("/api/imports/" + report.Value)).IsSuccess)
                missing.Add($"the file {report.Value} of version {report.Version}");
        }

        return missing;
    }

    static bool HasValue(JsonElement row, string value) =>
        row.TryGetProperty("newValue", out var stored) && stored.ValueKind == JsonValueKind.Number
            && stored.GetDecimal() == decimal.Parse(value, CultureInfo.InvariantCulture);

    static async Task<HashSet<string>> GetTexts(DeskClient desk, string path, string field)
    {
        var answer = await desk.Get(path);
        if (!answer.IsSuccess)
            return [];
        using var rows = JsonDocument.Parse(answer.Body);
        return [.. rows.RootElement.EnumerateArray().Select(row => row.GetProperty(field).GetString()!)];
    }
}
