using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Bench.Servers;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using SpeakingQueue = NgoDashboard.Live.Floor;

namespace NgoDashboard.Bench.Faults;

/// <summary>
/// A database with rows in every table, made by the application: by its API as far as that goes, and what only pages can do (agenda,
/// drafts, proposals, speaking requests, amendments) by the classes behind those pages.
/// </summary>
/// <param name="Report">The hash of a report whose file is kept beside it.</param>
/// <param name="Officer">The key of a province's officer.</param>
sealed record FullDatabase(string Folder, string Report, string Officer)
{
    const string Figures = "Kỳ,Mã địa phương,Lĩnh vực,Chỉ tiêu,Số liệu,Đơn vị tính,Mức chính xác\n2022,34:20,,Giải ngân,123456,USD,đúng\n";

    const string Points = "Tên điểm cầu,Loại,Tỉnh,Nơi đặt\nBộ Y tế,Bộ ngành,,Hà Nội\nVăn phòng Chính phủ,Bộ ngành,,\n";

    static readonly ProvinceCode Province = ProvinceCode.Parse("34:20");

    public string Database => Path.Combine(Folder, "briefing.db");

    public static async Task<FullDatabase> Make(Published published)
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
        await using (var light = new LightScreen(settings.Port, screen))
        {
            await desk.PutStage("overview", 2023);
            for (var i = 0; i < 20; i++)
                Good(await desk.PutFigure(228_000_000 + (i * 10_000)));
            Good(await desk.Put("/api/stage/cover", """{"cover":"blank"}"""));
            Good(await desk.Put("/api/stage/cover", """{"cover":"none"}"""));
            Good(await desk.Post("/api/undo"));
            // Four times as much: the desk is warned, and takes it all the same.
            Good(await desk.PutFigure(990_000_000));
            Good(await desk.Post("/api/points", Encoding.UTF8.GetBytes(Points), "text/csv"));
            Good(await desk.Post("/api/imports?take=true&accept=true&name=bao-cao.csv", Encoding.UTF8.GetBytes(Figures), "text/csv"));
            await TeachName(desk);
            await LightScreen.AllShow([light], (await desk.PutStage("sectors", 2023)).Version, TimeSpan.FromSeconds(10));
            Good(await desk.PutStage("overview", 2023));
        }

        await server.Stop();
        await FillBehindPages(settings.Database, officer);
        Fold(settings.Database);
        return new(settings.Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Figures))), officerKey);
    }

    /// <summary>All of it is in the one file then.</summary>
    public static void Fold(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    /// <summary>Tables without a row: of them a trial says nothing.</summary>
    public IEnumerable<string> EmptyTables() =>
        DatabaseDump.Read(Database).Tables.Where(table => table.Value.Length == 0).Select(table => table.Key);

    /// <summary>A report with a name that is only similar; what is answered to the question is remembered.</summary>
    static async Task TeachName(DeskClient desk)
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
            if (answer.Version > 0 || answer.Json() is not { } body || !body.TryGetProperty("questions", out var questions))
                return;
            foreach (var question in questions.EnumerateArray().Where(one => one.GetProperty("choices").GetArrayLength() > 0))
                replies[question.GetProperty("id").GetString()!] = question.GetProperty("choices")[0].GetProperty("value").GetString()!;
        }
    }

    static async Task FillBehindPages(string path, string officerKey)
    {
        using var database = new Database(path);
        var services = new Composition(database);
        Operator desk = new("bench", "Bàn điều hành"), officer = new(officerKey, "Cán bộ Lạng Sơn");
        // Only live keys write; of the bench's own nothing is stored.
        database.Keys.Put(new KeyStore(database).All());
        database.Keys.Put([new StoredKey(desk.KeyId, "desk", null, desk.Name, SHA256.HashData("bench"u8), "2026-01-01T00:00:00Z", null, null)]);
        var edit = new Restatement(
            FigureKey.National(2022, Measure.Disbursed), Quantity.Of(200_000_000, Unit.Usd)!.Value, Qualifier.About, null, "Soát lại",
                IsAccepted: true);
        await services.Get<Agenda>().Add(new Scene(SceneKinds.Overview, 2023), "Mở đầu");
        var reported = edit with { Source = new("Sở Ngoại vụ", "Báo cáo năm", "/api/imports/0?cell=B2", "2023-01-15") };
        await services.Get<Drafts>()
            .Put(desk, [reported], [new AcceptedDoubt(edit.Key, "/api/imports/0", "Số liệu khác tổng của báo cáo.")]);
        await services.Get<Drafts>().Show(desk, new Scene(SceneKinds.Overview, 2022));
        await services.Get<Proposals>().Raise(Province, officer, "Đề nghị gia hạn dự án.");
        await services.Get<SpeakingQueue>().Ask(Province, officer, "Tình hình giải ngân");
        var own = new FigureKey(edit.Key.Period, Province, null, null, Measure.Disbursed);
        await services.Get<Amendments>().Ask(
            Province, officer, new Restatement(
                own, Quantity.Of(150_000, Unit.Usd)!.Value, Qualifier.Exact, null, "Theo báo cáo quý", IsAccepted: true),
            new Upload("to-trinh.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")));
        // Over a doubt, with a reason: the warning is journalled.
        var doubtful = edit with { Value = Quantity.Of(2_000_000_000, Unit.Usd)!.Value, IsAccepted = false };
        await services.Get<Desk>().Take(Draft.Of(doubtful) with { Because = "Theo báo cáo năm", IsReviewed = true }, desk);
        // A correction that was ended has a row of its own.
        if (await services.Get<Desk>().Take(Draft.Of(edit with { IsCorrection = true }), desk) is Taken)
            await services.Get<Desk>().Do(new DismissWish(ImmutableArray.Create(edit.Key)), desk);
    }

    static void Good(ApiAnswer answer)
    {
        if (!answer.IsGood)
            throw new TroubleException($"The database could not be filled: {answer.Status} {answer.Body}");
    }

    /// <summary>The product's own classes, each made of what its constructor asks for, whatever that is today.</summary>
    sealed class Composition
    {
        readonly Dictionary<Type, object> made = [];

        public Composition(Database database)
        {
            made[typeof(Database)] = database;
            made[typeof(LiveKeys)] = database.Keys;
            made[typeof(TimeProvider)] = TimeProvider.System;
            made[typeof(Air)] = Opening.Open(Get<Journal>(), () => DataFiles.Read(), isRehearsal: false, TimeProvider.System);
        }

        public T Get<T>() => (T)Get(typeof(T));

        object Get(Type type)
        {
            if (made.TryGetValue(type, out var there))
                return there;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>))
                return Activator.CreateInstance(typeof(NullLogger<>).MakeGenericType(type.GetGenericArguments()))!;
            var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .MaxBy(one => one.GetParameters().Length)
                ?? throw new TroubleException($"Nobody knows how to make a {type.Name}.");
            return made[type] = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Get(parameter.ParameterType))]);
        }
    }
}
