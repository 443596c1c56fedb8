using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Exchange;

/// <summary>Reports through the API, the command line, and into the desk's draft.</summary>
public sealed class ReportsTests : IDisposable
{
    static readonly FigureKey LangSon = new(Period.Year(2023), new ProvinceCode(63, "20"), null, null, Measure.Disbursed);

    static readonly byte[] Good = ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1196137\nCao Bằng|#2256106");

    static readonly byte[] Asking = ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Xơn|#1196137");

    readonly App app = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Import_WithoutTake_TellsWhatIsInTheFileAndStoresNothing()
    {
        var version = app.Air.Newest.Version;

        using var response = await Post("", ("a.xlsx", Good));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Json();
        Assert.Equal((2, JsonValueKind.Null), (answer.GetProperty("counts").GetProperty("new").GetInt32(), answer.GetProperty("version").ValueKind));
        Assert.Equal(version, app.Air.Newest.Version);
        Assert.Empty(Directory.GetFiles(Path.Combine(app.Folder, "briefing.db.reports")));
    }

    [Fact]
    public async Task Import_WithTake_IsOneVersionWhoseFiguresLeadToTheFile_AndIsUndoneWhole()
    {
        var version = app.Air.Newest.Version;

        using var response = await Post("?take=true", ("a.xlsx", Good));

        Assert.Equal(version + 1, (await response.Json()).GetProperty("version").GetInt64());
        var stated = app.Air.Newest.Snapshot.Stated(LangSon)!;
        Assert.Equal((Sample.Usd(1_196_137), "Lạng Sơn", "a.xlsx, Tổng hợp!B3"), (stated.Value, stated.Source.Publisher, stated.Source.Title));
        using var inside = await app.Inside(App.DeskKey);
        using var page = await inside.GetAsync(stated.Source.Url, Cancellation);
        var html = await page.Text();
        Assert.Contains("1196137", html, StringComparison.Ordinal);
        using var file = await inside.GetAsync($"/api/imports/{stated.Source.Url!.Split('/', '?')[3]}", Cancellation);
        Assert.Equal(Good, await file.Content.ReadAsByteArrayAsync(Cancellation));

        using var undone = await app.Desk.Send("POST", "/api/undo");
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Null(app.Air.Newest.Snapshot.Stated(LangSon));
    }

    [Fact]
    public async Task Import_OfTheSameFileAgain_ChangesNothing()
    {
        using (await Post("?take=true", ("a.xlsx", Good)))
        {
        }

        using var again = await Post("?take=true", ("a.xlsx", Good));

        var answer = await again.Json();
        Assert.Equal((2, JsonValueKind.Null), (answer.GetProperty("counts").GetProperty("unchanged").GetInt32(), answer.GetProperty("version").ValueKind));
    }

    [Fact]
    public async Task Import_ThatAsks_IsRefusedUntilItIsAnswered_AndTheNameIsRemembered()
    {
        using var refused = await Post("?take=true", ("a.xlsx", Asking));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var question = (await refused.Json()).GetProperty("questions")[0];
        Assert.Equal("63:20", question.GetProperty("choices")[0].GetProperty("value").GetString());

        using var taken = await Answer("?take=true", new() { [question.GetProperty("id").GetString()!] = "63:20" }, ("a.xlsx", Asking));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(Sample.Usd(1_196_137), app.Air.Newest.Snapshot.Stated(LangSon)!.Value);

        using var later = await Post("", ("b.xlsx", Asking));
        Assert.Equal(0, (await later.Json()).GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task Sector_ThatWasAnsweredOnce_IsNotAskedAgain()
    {
        var asking = ReportBook.Of("Tỉnh Lạng Sơn, năm 2023\nLĩnh vực|Giải ngân (USD)\nThủy sản|#5");
        using var asked = await Post("", ("a.xlsx", asking));
        var question = (await asked.Json()).GetProperty("questions")[0].GetProperty("id").GetString()!;

        using var taken = await Answer("?take=true", new() { [question] = "socio-economic-development" }, ("a.xlsx", asking));
        using var later = await Post("", ("b.xlsx", asking));

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(0, (await later.Json()).GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public void Reason_OfASumInTwoCurrencies_KeepsTheRateAsItWasReported()
    {
        var imports = app.Services.GetRequiredService<ReportImports>();
        var file = ReportBook.Of("Tỉnh Lạng Sơn, năm 2023, tỷ giá 23.000 đồng/USD\nTên dự án|Nhà tài trợ|Giải ngân|Loại tiền\nN|Oxfam|#46000000|đồng\nM|Plan|#1|USD");
        ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", file, null, Cancellation), file)];

        var edits = imports.Edits(new("k", "Bà Hạnh"), chosen, imports.Review([chosen[0].File], Replies.None, Cancellation), new HashSet<FigureKey>());

        var sum = Assert.IsType<Restatement>(edits.Single(edit => edit.Key == LangSon));
        Assert.Equal(Sample.Usd(2_001), sum.Value);
        Assert.Contains("23.000", sum.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_OfAFigureInTwoCurrencies_KeepsWhatWasReportedInDong()
    {
        var imports = app.Services.GetRequiredService<ReportImports>();
        var file = ReportBook.Of("Năm 2024\nTỉnh|Giải ngân (USD)|Giải ngân (đồng)\nLạng Sơn|#1000000|#25000000000");
        ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", file, null, Cancellation), file)];

        var edits = imports.Edits(new("k", "Bà Hạnh"), chosen, imports.Review([chosen[0].File], Replies.None, Cancellation), new HashSet<FigureKey>());

        var figure = Assert.IsType<Restatement>(Assert.Single(edits));
        Assert.Equal(Sample.Usd(1_000_000), figure.Value);
        Assert.Contains("25.000.000.000 đồng, tức 25.000 đồng/USD", figure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SendBack_OfAReview_ListsByProvinceWhatIsToBeMended()
    {
        var imports = app.Services.GetRequiredService<ReportImports>();
        var file = ReportBook.Of("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5|#9\nCao Bằng|#5|#8\nHà Giang|#5|không rõ\nYên Bái|#5|#4");
        var review = imports.Review([ReportFiles.Read("a.xlsx", file, null, Cancellation)], Replies.None, Cancellation);

        var list = Encoding.UTF8.GetString(ReportSendBack.Files(review, app.Air.Newest.Snapshot.Reference)[0].Content).TrimEnd().Split("\r\n").Skip(1).Select(line => string.Join(' ', line.Split(',').Take(4))).ToList();

        Assert.Equal(
            ["Cao Bằng a.xlsx Tổng hợp B4", "Cao Bằng a.xlsx Tổng hợp C4", "Hà Giang (cũ) a.xlsx Tổng hợp C5", "Lạng Sơn a.xlsx Tổng hợp B3", "Lạng Sơn a.xlsx Tổng hợp C3"], list);
        Assert.Empty(ReportSendBack.Files(imports.Review([ReportFiles.Read("a.xlsx", Good, null, Cancellation)], Replies.None, Cancellation), app.Air.Newest.Snapshot.Reference));
    }

    [Fact]
    public async Task Import_OfWhatIsDoubtful_IsTakenOnlyWhereItIsAccepted()
    {
        var doubtful = ReportBook.Of("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5|#9");

        using var refused = await Post("?take=true", ("a.xlsx", doubtful));
        using var taken = await Post("?take=true&accept=true", ("a.xlsx", doubtful));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (refused.StatusCode, taken.StatusCode));
        Assert.Equal(Sample.Usd(9), app.Air.Newest.Snapshot.Stated(LangSon)!.Value);
    }

    [Fact]
    public async Task Import_OfSeveralFilesOfWhichOneIsNone_TellsOfThatOneAndTakesNothing()
    {
        var version = app.Air.Newest.Version;

        using var response = await Post("?take=true", ("a.xlsx", Good), ("b.xlsx", "%PDF-1.7"u8.ToArray()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("notATable", (await response.Json()).GetProperty("findings").EnumerateArray().Single().GetProperty("kind").GetString());
        Assert.Equal(version, app.Air.Newest.Version);
    }

    [Fact]
    public async Task Import_OfTwoFilesOfOneName_TellsThemApart()
    {
        var other = ReportBook.Of("Năm 2022\nTỉnh|Giải ngân (USD)\nLạng Sơn|#700000");

        using var response = await Post("?take=true", ("bc.xlsx", Good), ("bc.xlsx", other));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (one, two) = (app.Air.Newest.Snapshot.Stated(LangSon)!.Source, app.Air.Newest.Snapshot.Stated(LangSon with { Period = Period.Year(2022) })!.Source);
        Assert.Equal(("bc.xlsx, Tổng hợp!B3", "bc (2).xlsx, Tổng hợp!B3"), (one.Title, two.Title));
        Assert.NotEqual(one.Url, two.Url);
    }

    [Fact]
    public async Task Draft_OfAReport_SaysWhichVersionItHasSeen()
    {
        var imports = app.Services.GetRequiredService<ReportImports>();
        ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", Good, null, Cancellation), Good)];
        var review = imports.Review([chosen[0].File], Replies.None, Cancellation);
        using var put = await app.Desk.Send("PUT", "/api/figures", """[{"from":"2023-01-01","to":"2023-12-31","province":"63:20","measure":"disbursed","value":1,"unit":"USD","reason":"Bàn khác"}]""");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        var outcome = await imports.Take(new("k1", "Bà Hạnh"), chosen, review, app.Services.GetRequiredService<Desk>());

        Assert.True(Assert.IsType<NotTaken>(outcome).IsStale);
    }

    [Fact]
    public async Task Draft_OfAReport_KeepsOnlyTheFilesThatFiguresComeFrom()
    {
        var imports = app.Services.GetRequiredService<ReportImports>();
        var huge = new byte[ReportFiles.Longest + 1];
        ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", Good, null, Cancellation), Good), new(ReportFiles.Read("b.xlsx", huge, null, Cancellation), huge)];

        await imports.Put(new("k", "Bà Hạnh"), chosen, imports.Review([.. chosen.Select(one => one.File)], Replies.None, Cancellation), new HashSet<FigureKey>());

        Assert.Equal([chosen[0].File.Hash], Directory.GetFiles(Path.Combine(app.Folder, "briefing.db.reports")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Import_AsTheWholeBody_IsReadToo()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("Năm 2023;\nTỉnh;Giải ngân (USD)\nLạng Sơn;5"));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        using var response = await app.Desk.PostAsync("/api/imports?name=a.csv", content, Cancellation);

        var line = (await response.Json()).GetProperty("lines")[0];
        Assert.Equal(("63:20", 5, "B3"), (line.GetProperty("province").GetString(), line.GetProperty("value").GetInt32(), line.GetProperty("cell").GetString()));
    }

    [Fact]
    public async Task Import_WithRepliesThatAreNoJson_IsRefused()
    {
        using var form = Form([("a.xlsx", Asking)], null);
        form.Add(new StringContent("{ nửa chừng"), "replies");

        using var response = await app.Desk.PostAsync("/api/imports", form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(Roles.Screen, null)]
    [InlineData(Roles.Province, "34:20")]
    public async Task Reports_OfAnyoneButTheDesk_AreRefused(string role, string? province)
    {
        using (await Post("?take=true", ("a.xlsx", Good)))
        {
        }

        var url = app.Air.Newest.Snapshot.Stated(LangSon)!.Source.Url!;
        var key = app.Issue(role, province).Secret;
        using var other = app.With(key);
        using var form = Form([("a.xlsx", Good)], null);
        using var posted = await other.PostAsync("/api/imports", form, Cancellation);
        using var file = await other.GetAsync($"/api/imports/{url.Split('/', '?')[3]}", Cancellation);
        using var inside = await app.Inside(key);
        using var page = await inside.GetAsync(url, Cancellation);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (posted.StatusCode, file.StatusCode));
        Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Draft_OfAReport_HoldsWhatIsNewAndWhatWasAccepted()
    {
        var imports = app.Services.GetRequiredService<ReportImports>();
        var drafts = app.Services.GetRequiredService<Drafts>();
        var who = new Operator("k", "Bà Hạnh");
        var file = ReportBook.Of("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5|#9\nCao Bằng|#7|#6");
        ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", file, null, Cancellation), file)];
        var review = imports.Review([chosen[0].File], Replies.None, Cancellation);

        var count = await imports.Put(who, chosen, review, new HashSet<FigureKey> { LangSon }, "Sở Ngoại vụ");

        Assert.Equal(3, count);
        Assert.Equal(
            [LangSon, LangSon with { Province = new(63, "04") }, LangSon with { Province = new(63, "04"), Measure = Measure.Committed }],
            drafts.Of(who).Edits.Select(edit => edit.Key).OrderBy(key => key.ToText().Contains("63:20", StringComparison.Ordinal) ? 0 : key.Measure == Measure.Disbursed ? 1 : 2));
        Assert.All(drafts.Of(who).Edits, edit => Assert.Equal("Sở Ngoại vụ", ((Restatement)edit).Source!.Publisher));
    }

    [Fact]
    public async Task Figure_ThatTheDraftHoldsOtherwise_IsReplacedOnlyWhereItIsAccepted()
    {
        var (imports, drafts, who) = (app.Services.GetRequiredService<ReportImports>(), app.Services.GetRequiredService<Drafts>(), new Operator("k", "Bà Hạnh"));
        await drafts.Put(who, new Restatement(LangSon, Sample.Usd(750_000), Qualifier.Exact, null, "Theo điện thoại"));
        ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", Good, null, Cancellation), Good)];
        var review = imports.Review([chosen[0].File], Replies.None, Cancellation);
        var prepared = imports.Prepared(who, review);

        Assert.Equal([LangSon], prepared.Keys);
        Assert.Equal([LangSon], ReportImports.Beside(review, prepared).Lines.Where(line => line.State == LineState.Doubtful).Select(line => line.Key!.Value));
        Assert.Empty(ReportSendBack.Files(ReportImports.Beside(review, prepared), app.Air.Newest.Snapshot.Reference));

        Assert.Equal(1, await imports.Put(who, chosen, review, new HashSet<FigureKey>()));
        Assert.Equal(Sample.Usd(750_000), Held());
        Assert.Equal(2, await imports.Put(who, chosen, review, new HashSet<FigureKey> { LangSon }));
        Assert.Equal(Sample.Usd(1_196_137), Held());
        Assert.Empty(imports.Prepared(who, review));
        Assert.Empty(imports.Prepared(new("k2", "Ông Minh"), review));

        Quantity Held() => ((Restatement)drafts.Of(who).Edits.Single(edit => edit.Key == LangSon)).Value;
    }

    [Fact]
    public async Task Command_WithCheck_TellsTheSameAsTheApi()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("a.xlsx"), Asking, Cancellation);
        await File.WriteAllBytesAsync(folder.File("b.xlsx"), Good, Cancellation);

        var (asked, told) = await ImportProcess.Run(folder.File("briefing.db"), null, folder.File("a.xlsx"), "--check");
        var (good, counts) = await ImportProcess.Run(folder.File("briefing.db"), null, folder.File("b.xlsx"), "--check");
        var (none, usage) = await ImportProcess.Run(folder.File("briefing.db"), null);

        Assert.Contains("“Lạng Xơn” là tỉnh, thành phố nào?", told, StringComparison.Ordinal);
        Assert.Contains("Mới 2 · thay đổi 0", counts, StringComparison.Ordinal);
        Assert.Contains("--check | --take", usage, StringComparison.Ordinal);
        Assert.Equal((1, 0, 2), (asked, good, none));
        // To look makes nothing.
        Assert.False(File.Exists(folder.File("briefing.db")));
    }

    [Fact]
    public async Task Command_ThatAsks_IsAnsweredByWhatItHasPrinted()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("a.xlsx"), ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nQuảng Trị|#5"), Cancellation);
        var (asked, told) = await ImportProcess.Run(folder.File("briefing.db"), null, folder.File("a.xlsx"), "--check");
        var reply = told.Split('\n').Single(line => line.Contains("=63'", StringComparison.Ordinal)).Split('\'')[1];

        var (good, counts) = await ImportProcess.Run(folder.File("briefing.db"), null, folder.File("a.xlsx"), "--check", "--reply", reply);
        var (wrong, unheard) = await ImportProcess.Run(folder.File("briefing.db"), App.DeskKey, folder.File("a.xlsx"), "--take", "--reply", reply, "--reply", "không có=63");

        Assert.Equal((1, 0, 2), (asked, good, wrong));
        Assert.Contains("Mới 1", counts, StringComparison.Ordinal);
        Assert.Contains("“không có”", unheard, StringComparison.Ordinal);
        Assert.DoesNotContain("Đã lên sóng", unheard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?take=yes", "take")]
    [InlineData("?accept=", "accept")]
    [InlineData("?taek=true", "taek")]
    public async Task Import_WithAnAddressThatMakesNoSense_IsRefusedByName(string query, string field)
    {
        using var response = await Post(query, ("a.xlsx", Good));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.Json()).GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Import_WithAReplyToNoQuestion_TakesNothing()
    {
        var version = app.Air.Newest.Version;

        using var response = await Answer("?take=true", new() { ["không có"] = "63" }, ("a.xlsx", Good));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("không có", (await response.Json()).GetProperty("unheard")[0].GetProperty("id").GetString());
        Assert.Equal(version, app.Air.Newest.Version);
    }

    [Fact]
    public async Task Import_ThatIsTooLarge_SaysSoWithTheLimit()
    {
        await using var server = await HostedServer.Start();
        var address = new Uri(server.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Cancellation);
        await using var stream = client.GetStream();

        // What is announced is enough: nobody sends it.
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/imports HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {App.DeskKey}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 300000000\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(stream);
        var said = await reader.ReadToEndAsync(Cancellation);

        Assert.StartsWith("HTTP/1.1 413", said, StringComparison.Ordinal);
        Assert.Contains("quá lớn: tối đa 200 MB", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithAFileThatIsNone_IsNotGoodWhateverIsAccepted()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("a.xlsx"), Good, Cancellation);
        await File.WriteAllBytesAsync(folder.File("b.xlsx"), "%PDF-1.7"u8.ToArray(), Cancellation);

        var (code, _) = await ImportProcess.Run(folder.File("briefing.db"), App.DeskKey, folder.File("a.xlsx"), folder.File("b.xlsx"), "--take", "--accept");

        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Command_WithTake_NeedsADeskKeyAndStoresOneVersion()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("b.xlsx"), Good, Cancellation);

        var (without, _) = await ImportProcess.Run(folder.File("briefing.db"), null, folder.File("b.xlsx"), "--take");
        var (taken, told) = await ImportProcess.Run(folder.File("briefing.db"), App.DeskKey, folder.File("b.xlsx"), "--take");
        var (_, again) = await ImportProcess.Run(folder.File("briefing.db"), null, folder.File("b.xlsx"), "--check");

        Assert.Equal((2, 0), (without, taken));
        Assert.Contains("Đã lên sóng: bản 2.", told, StringComparison.Ordinal);
        Assert.Contains("không đổi 2", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WhereAServerHasTheDatabase_AsksThatServer()
    {
        await using var server = await HostedServer.Start();
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("b.xlsx"), Good, Cancellation);

        var (code, told) = await ImportProcess.Run(server.DatabasePath, null, folder.File("b.xlsx"), "--take", "--key", App.DeskKey, "--server", server.Address);

        Assert.Contains("Đã lên sóng: bản 2.", told, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Equal(2, await server.Now());
    }

    Task<HttpResponseMessage> Post(string query, params (string Name, byte[] Content)[] files) => Answer(query, null, files);

    async Task<HttpResponseMessage> Answer(string query, Dictionary<string, string>? replies, params (string Name, byte[] Content)[] files)
    {
        using var form = Form(files, replies);
        return await app.Desk.PostAsync("/api/imports" + query, form, Cancellation);
    }

    static MultipartFormDataContent Form((string Name, byte[] Content)[] files, Dictionary<string, string>? replies)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "file", name);
        if (replies is not null)
            form.Add(new StringContent(JsonSerializer.Serialize(replies)), "replies");
        return form;
    }
}
