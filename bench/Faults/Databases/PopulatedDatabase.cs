using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Bench.Faults.Databases;

/// <summary>
/// A database with rows in every table: written through the API, and where only pages can write (agenda, drafts, proposals, speaking
/// requests, amendments) by the services behind those pages.
/// </summary>
/// <param name="ReportHash">SHA-256 of a report whose file is stored.</param>
/// <param name="OfficerKey">The key of a province's officer.</param>
sealed record PopulatedDatabase(string Folder, string ReportHash, string OfficerKey)
{
    const string FiguresCsv = "Kỳ,Mã địa phương,Lĩnh vực,Chỉ tiêu,Số liệu,Đơn vị tính,Mức chính xác\n2022,34:20,,Giải ngân,123456,USD,đúng\n";

    const string PointsCsv = "Tên điểm cầu,Loại,Tỉnh,Nơi đặt\nBộ Y tế,Bộ ngành,,Hà Nội\nVăn phòng Chính phủ,Bộ ngành,,\n";

    static readonly ProvinceCode Province = ProvinceCode.Parse("34:20");

    public string DatabasePath => Path.Combine(Folder, "briefing.db");

    public static async Task<PopulatedDatabase> Create(PublishedApplication published)
    {
        var settings = FaultSettings.InNewFolder("full");
        using var server = await FaultServer.Start(published, settings);
        using var desk = new DeskClient(settings.Port);
        var (_, screen) = await desk.IssueKey("screen", "Màn hình Lạng Sơn", "34:20");
        var (id, _) = await desk.IssueKey("screen", "Màn hình đã thu hồi");
        await desk.Delete("/api/keys/" + id);
        // Issuing and revoking a desk's key are versions of the journal.
        await desk.IssueKey("desk", "Bàn thứ hai");
        var (deskId, _) = await desk.IssueKey("desk", "Bàn đã thu hồi");
        await desk.Delete("/api/keys/" + deskId);
        var (officer, officerKey) = await desk.IssueKey("province", "Cán bộ Lạng Sơn", "34:20");
        await using (var light = new SocketScreen(settings.Port, screen))
        {
            await desk.PutStage("overview", 2023);
            for (var i = 0; i < 20; i++)
                ThrowIfRefused(await desk.PutFigure(228_000_000 + (i * 10_000)));
            ThrowIfRefused(await desk.Put("/api/stage/cover", """{"cover":"blank"}"""));
            ThrowIfRefused(await desk.Put("/api/stage/cover", """{"cover":"none"}"""));
            ThrowIfRefused(await desk.Post("/api/undo"));
            // Four times as much: the rules warn, and the edit accepts the warning.
            ThrowIfRefused(await desk.PutFigure(990_000_000));
            ThrowIfRefused(await desk.Post("/api/points", Encoding.UTF8.GetBytes(PointsCsv), "text/csv"));
            ThrowIfRefused(await desk.Post("/api/imports?take=true&accept=true&name=bao-cao.csv", Encoding.UTF8.GetBytes(FiguresCsv), "text/csv"));
            await TeachReportAlias(desk);
            await SocketScreen.WaitUntilAllShow([light], (await desk.PutStage("sectors", 2023)).Version, TimeSpan.FromSeconds(10));
            ThrowIfRefused(await desk.PutStage("overview", 2023));
        }

        await server.StopGracefully();
        await FillThroughServices(settings.DatabasePath, officer);
        CheckpointWal(settings.DatabasePath);
        return new(settings.Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FiguresCsv))), officerKey);
    }

    /// <summary>Moves the content of the write-ahead log into the database file.</summary>
    public static void CheckpointWal(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    /// <summary>Tables without a row, about which a trial says nothing.</summary>
    public IEnumerable<string> GetEmptyTables() =>
        DatabaseDump.Load(DatabasePath).Tables.Where(table => table.Value.Length == 0).Select(table => table.Key);

    /// <summary>Imports a report with a misspelt name and answers the question, so that the alias is stored.</summary>
    static async Task TeachReportAlias(DeskClient desk)
    {
        var content = Encoding.UTF8.GetBytes("Giải ngân năm 2021 (USD)\nTỉnh,Giải ngân năm 2021 (USD)\nLạng Sơnn,1000\n");
        var replies = new Dictionary<string, string>();
        // An answer may lead to another question.
        for (var round = 0; round < 4; round++)
        {
            using var form = new MultipartFormDataContent();
            form.Add(new ByteArrayContent(content), "file", "ten.csv");
            form.Add(new StringContent(JsonSerializer.Serialize(replies)), "replies");
            var answer = await desk.PostForm("/api/imports?take=true&accept=true", form);
            if (answer.Version > 0 || answer.ParseJsonObject() is not { } body || !body.TryGetProperty("questions", out var questions))
                return;
            foreach (var question in questions.EnumerateArray().Where(one => one.GetProperty("choices").GetArrayLength() > 0))
                replies[question.GetProperty("id").GetString()!] = question.GetProperty("choices")[0].GetProperty("value").GetString()!;
        }
    }

    static async Task FillThroughServices(string path, string officerKey)
    {
        using var database = new Database(path);
        var services = new ProductServices(database);
        Operator desk = new("bench", "Bàn điều hành"), officer = new(officerKey, "Cán bộ Lạng Sơn");
        // Only live keys may write; the bench's own key is not stored.
        database.Keys.SetKeys(new KeyStore(database).LoadKeys());
        database.Keys.SetKeys([new KeyRecord(desk.KeyId, "desk", null, desk.Name, SHA256.HashData("bench"u8), "2026-01-01T00:00:00Z", null, null)]);
        var edit = new Restatement(
            FigureKey.National(2022, Measure.Disbursed), Quantity.FromWholeUnits(200_000_000, Unit.Usd)!.Value, Qualifier.About, null, "Soát lại",
                IsAccepted: true);
        await services.Get<Agenda>().Add(new Scene(SceneKinds.Overview, 2023), "Mở đầu");
        var reported = edit with { Source = new("Sở Ngoại vụ", "Báo cáo năm", "/api/imports/0?cell=B2", "2023-01-15") };
        await services.Get<Drafts>()
            .AddEdits(desk, [reported], [new AcceptedDoubt(edit.Key, "/api/imports/0", "Số liệu khác tổng của báo cáo.")]);
        await services.Get<Drafts>().SetScene(desk, new Scene(SceneKinds.Overview, 2022));
        await services.Get<Proposals>().Submit(Province, officer, "Đề nghị gia hạn dự án.");
        await services.Get<SpeakingQueue>().Submit(Province, officer, "Tình hình giải ngân");
        var own = new FigureKey(edit.Key.Period, Province, null, null, Measure.Disbursed);
        await services.Get<Amendments>().Submit(
            Province, officer, new Restatement(
                own, Quantity.FromWholeUnits(150_000, Unit.Usd)!.Value, Qualifier.Exact, null, "Theo báo cáo quý", IsAccepted: true),
            new Upload("to-trinh.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")));
        // An override with a reason, so that the warning is journalled.
        var doubtful = edit with { Value = Quantity.FromWholeUnits(2_000_000_000, Unit.Usd)!.Value, IsAccepted = false };
        await services.Get<Desk>().Take(Draft.From(doubtful) with { OverrideReason = "Theo báo cáo năm", IsReviewed = true }, desk);
        // The end of a correction has its own row.
        if (await services.Get<Desk>().Take(Draft.From(edit with { IsCorrection = true }), desk) is Committed)
            await services.Get<Desk>().Execute(new DismissCorrectionsCommand(ImmutableArray.Create(edit.Key)), desk);
    }

    static void ThrowIfRefused(ApiResponse answer)
    {
        if (!answer.IsSuccess)
            throw new BenchException($"The database could not be filled: {answer.Status} {answer.Body}");
    }

    /// <summary>
    /// Creates the product's services by their constructors, so that the bench does not follow every change of a constructor.
    /// </summary>
    sealed class ProductServices
    {
        readonly Dictionary<Type, object> made = [];

        public ProductServices(Database database)
        {
            made[typeof(Database)] = database;
            made[typeof(LiveKeys)] = database.Keys;
            made[typeof(TimeProvider)] = TimeProvider.System;
            made[typeof(LiveBriefing)] = BriefingStart.LoadOrCreate(
                Get<JournalStore>(), () => DataFolder.LoadReferenceAndFigures(), isRehearsal: false, TimeProvider.System);
        }

        public T Get<T>() => (T)Get(typeof(T));

        object Get(Type type)
        {
            if (made.TryGetValue(type, out var there))
                return there;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>))
                return Activator.CreateInstance(typeof(NullLogger<>).MakeGenericType(type.GetGenericArguments()))!;
            var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .MaxBy(candidate => candidate.GetParameters().Length)
                ?? throw new BenchException($"Nobody knows how to make a {type.Name}.");
            return made[type] = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Get(parameter.ParameterType))]);
        }
    }
}
