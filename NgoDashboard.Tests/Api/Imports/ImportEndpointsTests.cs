using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Api.Imports;

/// <summary>Imports of reports through the API, the command line, and into the desk's draft.</summary>
[Trait("Tier", "Host")]
public sealed class ImportEndpointsTests : IDisposable
{
    static readonly FigureKey LangSon = new(Period.ForYear(2023), new ProvinceCode(63, "20"), null, null, Measure.Disbursed);

    static readonly byte[] Good = TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1196137\nCao Bằng|#2256106");

    static readonly byte[] Asking = TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Xơn|#1196137");

    readonly TestApplication app = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Import_WithoutTake_TellsWhatIsInTheFileAndStoresNothing()
    {
        var version = app.LiveBriefing.Newest.Version;

        using var response = await Post("", ("a.xlsx", Good));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.ReadJson();
        Assert.Equal((2, JsonValueKind.Null), (answer.GetProperty("counts").GetProperty("new").GetInt32(), answer.GetProperty("version").ValueKind));
        Assert.Equal(version, app.LiveBriefing.Newest.Version);
        Assert.Empty(Directory.GetFiles(Path.Combine(app.Folder, "briefing.db.reports")));
    }

    [Fact]
    public async Task Import_WithTake_IsOneVersionWhoseFiguresLeadToTheFile_AndIsUndoneWhole()
    {
        var version = app.LiveBriefing.Newest.Version;

        using var response = await Post("?take=true", ("a.xlsx", Good));

        Assert.Equal(version + 1, (await response.ReadJson()).GetProperty("version").GetInt64());
        var stated = app.LiveBriefing.Newest.Snapshot.FindAdopted(LangSon)!;
        Assert.Equal((SampleData.Usd(1_196_137), "Lạng Sơn", "a.xlsx, Tổng hợp!B3"), (stated.Value, stated.Source.Publisher, stated.Source.Title));
        using var inside = await app.SignInByCookie(TestApplication.DeskKey);
        using var page = await inside.GetAsync(stated.Source.Url, Cancellation);
        var html = await page.ReadText();
        Assert.Contains("1196137", html, StringComparison.Ordinal);
        using var file = await inside.GetAsync($"/api/imports/{stated.Source.Url!.Split('/', '?')[3]}", Cancellation);
        Assert.Equal(Good, await file.Content.ReadAsByteArrayAsync(Cancellation));

        using var undone = await app.DeskClient.SendRequest("POST", "/api/undo");
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Null(app.LiveBriefing.Newest.Snapshot.FindAdopted(LangSon));
    }

    [Fact]
    public async Task Import_OfTheSameFileAgain_ChangesNothing()
    {
        using (await Post("?take=true", ("a.xlsx", Good)))
        {
        }

        using var again = await Post("?take=true", ("a.xlsx", Good));

        var answer = await again.ReadJson();
        Assert.Equal((2, JsonValueKind.Null), (answer.GetProperty("counts").GetProperty("unchanged").GetInt32(), answer.GetProperty("version").ValueKind));
    }

    [Fact]
    public async Task Import_ThatAsks_IsRefusedUntilItIsAnswered_AndTheNameIsRemembered()
    {
        using var refused = await Post("?take=true", ("a.xlsx", Asking));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var question = (await refused.ReadJson()).GetProperty("questions")[0];
        Assert.Equal("63:20", question.GetProperty("choices")[0].GetProperty("value").GetString());

        using var taken = await Answer("?take=true", new() { [question.GetProperty("id").GetString()!] = "63:20" }, ("a.xlsx", Asking));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(SampleData.Usd(1_196_137), app.LiveBriefing.Newest.Snapshot.FindAdopted(LangSon)!.Value);

        using var later = await Post("", ("b.xlsx", Asking));
        Assert.Equal(0, (await later.ReadJson()).GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task Sector_ThatWasAnsweredOnce_IsNotAskedAgain()
    {
        var asking = TextWorkbook.Create("Tỉnh Lạng Sơn, năm 2023\nLĩnh vực|Giải ngân (USD)\nThủy sản|#5");
        using var asked = await Post("", ("a.xlsx", asking));
        var question = (await asked.ReadJson()).GetProperty("questions")[0].GetProperty("id").GetString()!;

        using var taken = await Answer("?take=true", new() { [question] = "socio-economic-development" }, ("a.xlsx", asking));
        using var later = await Post("", ("b.xlsx", asking));

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(0, (await later.ReadJson()).GetProperty("questions").GetArrayLength());
    }

    ImmutableArray<Edit> CreateEdits(UploadedReport[] chosen)
    {
        var review = app.Services.GetRequiredService<ReportImporter>().Review([chosen[0].File], QuestionAnswers.None, Cancellation);
        return new ReportEdits(chosen, review, new HashSet<FigureKey>(), app.LiveBriefing.Newest.Snapshot.Reference)
            .CreateEdits(new("k", "Bà Hạnh"), null, new(2026, 4, 12));
    }

    [Fact]
    public void Reason_OfASumInTwoCurrencies_KeepsTheRateAsItWasReported()
    {
        var file = TextWorkbook.Create("Tỉnh Lạng Sơn, năm 2023, tỷ giá 23.000 đồng/USD\nTên dự án|Nhà tài trợ|Giải ngân|Loại tiền\nN|Oxfam|#46000000|đồng\nM|Plan|#1|USD");
        UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", file, null, Cancellation), file)];

        var edits = CreateEdits(chosen);

        var sum = Assert.IsType<Restatement>(edits.Single(edit => edit.Key == LangSon));
        Assert.Equal(SampleData.Usd(2_001), sum.Value);
        Assert.Contains("23.000", sum.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_OfAFigureInTwoCurrencies_KeepsWhatWasReportedInDong()
    {
        var file = TextWorkbook.Create("Năm 2024\nTỉnh|Giải ngân (USD)|Giải ngân (đồng)\nLạng Sơn|#1000000|#25000000000");
        UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", file, null, Cancellation), file)];

        var edits = CreateEdits(chosen);

        var figure = Assert.IsType<Restatement>(Assert.Single(edits));
        Assert.Equal(SampleData.Usd(1_000_000), figure.Value);
        Assert.Contains("25.000.000.000 đồng, tức 25.000 đồng/USD", figure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SendBack_OfAReview_ListsByProvinceWhatIsToBeMended()
    {
        var imports = app.Services.GetRequiredService<ReportImporter>();
        var file = TextWorkbook.Create("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5|#9\nCao Bằng|#5|#8\nHà Giang|#5|không rõ\nYên Bái|#5|#4");
        var review = imports.Review([ReportFileReader.ReadReport("a.xlsx", file, null, Cancellation)], QuestionAnswers.None, Cancellation);

        var list = Encoding.UTF8.GetString(ReportSendBack.CreateFiles(review, app.LiveBriefing.Newest.Snapshot.Reference, DisplayLanguage.Vietnamese)[0].Content).TrimEnd().Split("\r\n").Skip(1).Select(line => string.Join(' ', line.Split(',').Take(4))).ToList();

        Assert.Equal(
            ["Cao Bằng a.xlsx Tổng hợp B4", "Cao Bằng a.xlsx Tổng hợp C4", "Hà Giang (cũ) a.xlsx Tổng hợp C5", "Lạng Sơn a.xlsx Tổng hợp B3", "Lạng Sơn a.xlsx Tổng hợp C3"], list);
        Assert.Empty(ReportSendBack.CreateFiles(imports.Review([ReportFileReader.ReadReport("a.xlsx", Good, null, Cancellation)], QuestionAnswers.None, Cancellation), app.LiveBriefing.Newest.Snapshot.Reference, DisplayLanguage.Vietnamese));
    }

    [Fact]
    public async Task Import_OfWhatIsDoubtful_IsTakenOnlyWhereItIsAccepted()
    {
        var doubtful = TextWorkbook.Create("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5|#9");

        using var refused = await Post("?take=true", ("a.xlsx", doubtful));
        using var taken = await Post("?take=true&accept=true", ("a.xlsx", doubtful));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (refused.StatusCode, taken.StatusCode));
        Assert.Equal(SampleData.Usd(9), app.LiveBriefing.Newest.Snapshot.FindAdopted(LangSon)!.Value);
    }

    [Fact]
    public async Task Import_OfSeveralFilesOfWhichOneIsNone_TellsOfThatOneAndTakesNothing()
    {
        var version = app.LiveBriefing.Newest.Version;

        using var response = await Post("?take=true", ("a.xlsx", Good), ("b.xlsx", "%PDF-1.7"u8.ToArray()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("pdf", (await response.ReadJson()).GetProperty("findings").EnumerateArray().Single().GetProperty("kind").GetString());
        Assert.Equal(version, app.LiveBriefing.Newest.Version);
    }

    [Fact]
    public async Task Import_OfTwoFilesOfOneName_TellsThemApart()
    {
        var other = TextWorkbook.Create("Năm 2022\nTỉnh|Giải ngân (USD)\nLạng Sơn|#700000");

        using var response = await Post("?take=true", ("bc.xlsx", Good), ("bc.xlsx", other));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (one, two) = (app.LiveBriefing.Newest.Snapshot.FindAdopted(LangSon)!.Source, app.LiveBriefing.Newest.Snapshot.FindAdopted(LangSon with { Period = Period.ForYear(2022) })!.Source);
        Assert.Equal(("bc.xlsx, Tổng hợp!B3", "bc (2).xlsx, Tổng hợp!B3"), (one.Title, two.Title));
        Assert.NotEqual(one.Url, two.Url);
    }

    [Fact]
    public async Task Draft_OfAReport_SaysWhichVersionItHasSeen()
    {
        var imports = app.Services.GetRequiredService<ReportImporter>();
        UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", Good, null, Cancellation), Good)];
        var review = imports.Review([chosen[0].File], QuestionAnswers.None, Cancellation);
        using var put = await app.DeskClient.SendRequest("PUT", "/api/figures", """[{"from":"2023-01-01","to":"2023-12-31","province":"63:20","measure":"disbursed","value":1,"unit":"USD","reason":"Bàn khác"}]""");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        var outcome = await imports.TakeOnAir(new("k1", "Bà Hạnh"), chosen, review, app.Services.GetRequiredService<Desk>());

        Assert.True(Assert.IsType<Rejected>(outcome).IsStale);
    }

    [Fact]
    public async Task Draft_OfAReport_KeepsOnlyTheFilesThatFiguresComeFrom()
    {
        var imports = app.Services.GetRequiredService<ReportImporter>();
        var huge = new byte[ReportFileReader.MaxBytes + 1];
        UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", Good, null, Cancellation), Good), new(ReportFileReader.ReadReport("b.xlsx", huge, null, Cancellation), huge)];

        await imports.AddToDraft(new("k", "Bà Hạnh"), chosen, imports.Review([.. chosen.Select(one => one.File)], QuestionAnswers.None, Cancellation), new HashSet<FigureKey>());

        Assert.Equal([chosen[0].File.Sha256], Directory.GetFiles(Path.Combine(app.Folder, "briefing.db.reports")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Import_AsTheWholeBody_IsReadToo()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("Năm 2023;\nTỉnh;Giải ngân (USD)\nLạng Sơn;5"));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        using var response = await app.DeskClient.PostAsync("/api/imports?name=a.csv", content, Cancellation);

        var line = (await response.ReadJson()).GetProperty("lines")[0];
        Assert.Equal(("63:20", 5, "B3"), (line.GetProperty("province").GetString(), line.GetProperty("value").GetInt32(), line.GetProperty("cell").GetString()));
    }

    [Fact]
    public async Task Import_WithRepliesThatAreNoJson_IsRefused()
    {
        using var form = Form([("a.xlsx", Asking)], null);
        form.Add(new StringContent("{ nửa chừng"), "replies");

        using var response = await app.DeskClient.PostAsync("/api/imports", form, Cancellation);

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

        var url = app.LiveBriefing.Newest.Snapshot.FindAdopted(LangSon)!.Source.Url!;
        var key = app.IssueKey(role, province).Secret;
        using var other = app.CreateClientWithKey(key);
        using var form = Form([("a.xlsx", Good)], null);
        using var posted = await other.PostAsync("/api/imports", form, Cancellation);
        using var file = await other.GetAsync($"/api/imports/{url.Split('/', '?')[3]}", Cancellation);
        using var inside = await app.SignInByCookie(key);
        using var page = await inside.GetAsync(url, Cancellation);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (posted.StatusCode, file.StatusCode));
        Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Draft_OfAReport_HoldsWhatIsNewAndWhatWasAccepted()
    {
        var imports = app.Services.GetRequiredService<ReportImporter>();
        var drafts = app.Services.GetRequiredService<Drafts>();
        var who = new Operator("k", "Bà Hạnh");
        var file = TextWorkbook.Create("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#5|#9\nCao Bằng|#7|#6");
        UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", file, null, Cancellation), file)];
        var review = imports.Review([chosen[0].File], QuestionAnswers.None, Cancellation);

        var count = await imports.AddToDraft(who, chosen, review, new HashSet<FigureKey> { LangSon }, "Sở Ngoại vụ");

        Assert.Equal(3, count);
        Assert.Equal(
            [LangSon, LangSon with { Province = new(63, "04") }, LangSon with { Province = new(63, "04"), Measure = Measure.Committed }],
            drafts.ForOperator(who).Edits.Select(edit => edit.Key).OrderBy(key => key.ToKeyString().Contains("63:20", StringComparison.Ordinal) ? 0 : key.Measure == Measure.Disbursed ? 1 : 2));
        Assert.All(drafts.ForOperator(who).Edits, edit => Assert.Equal("Sở Ngoại vụ", ((Restatement)edit).Source!.Publisher));
    }

    [Fact]
    public async Task Figure_ThatTheDraftHoldsOtherwise_IsReplacedOnlyWhereItIsAccepted()
    {
        var (imports, drafts, who) = (app.Services.GetRequiredService<ReportImporter>(), app.Services.GetRequiredService<Drafts>(), new Operator("k", "Bà Hạnh"));
        await drafts.AddEdits(who, new Restatement(LangSon, SampleData.Usd(750_000), Qualifier.Exact, null, "Theo điện thoại"));
        UploadedReport[] chosen = [new(ReportFileReader.ReadReport("a.xlsx", Good, null, Cancellation), Good)];
        var review = imports.Review([chosen[0].File], QuestionAnswers.None, Cancellation);
        var compared = ReviewAgainstDraft.Create(review, drafts.ForOperator(who));

        Assert.Equal([LangSon], compared.DraftConflicts.Keys);
        Assert.Equal([LangSon], compared.Review.Lines.Where(line => line.State == ReviewLineState.Doubtful).Select(line => line.Key!.Value));
        Assert.Empty(ReportSendBack.CreateFiles(compared.Review, app.LiveBriefing.Newest.Snapshot.Reference, DisplayLanguage.Vietnamese));

        Assert.Equal(1, await imports.AddToDraft(who, chosen, review, new HashSet<FigureKey>()));
        Assert.Equal(SampleData.Usd(750_000), Held());
        Assert.Equal(2, await imports.AddToDraft(who, chosen, review, new HashSet<FigureKey> { LangSon }));
        Assert.Equal(SampleData.Usd(1_196_137), Held());
        Assert.Empty(ReviewAgainstDraft.Create(review, drafts.ForOperator(who)).DraftConflicts);
        Assert.Empty(ReviewAgainstDraft.Create(review, drafts.ForOperator(new("k2", "Ông Minh"))).DraftConflicts);

        Quantity Held() => ((Restatement)drafts.ForOperator(who).Edits.Single(edit => edit.Key == LangSon)).Value;
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Command_WithCheck_TellsTheSameAsTheApi()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.GetFilePath("a.xlsx"), Asking, Cancellation);
        await File.WriteAllBytesAsync(folder.GetFilePath("b.xlsx"), Good, Cancellation);

        var (asked, output) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), null, folder.GetFilePath("a.xlsx"), "--check");
        var (good, counts) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), null, folder.GetFilePath("b.xlsx"), "--check");
        var (none, usage) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), null);

        Assert.Contains("“Lạng Xơn” là tỉnh, thành phố nào?", output, StringComparison.Ordinal);
        Assert.Contains("Mới 2 · thay đổi 0", counts, StringComparison.Ordinal);
        Assert.Contains("--check | --take", usage, StringComparison.Ordinal);
        Assert.Equal((1, 0, 2), (asked, good, none));
        // A check creates no database.
        Assert.False(File.Exists(folder.GetFilePath("briefing.db")));
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Command_ThatAsks_IsAnsweredByWhatItHasPrinted()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.GetFilePath("a.xlsx"), TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nQuảng Trị|#5"), Cancellation);
        var (asked, output) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), null, folder.GetFilePath("a.xlsx"), "--check");
        var reply = output.Split('\n').Single(line => line.Contains("=63'", StringComparison.Ordinal)).Split('\'')[1];

        var (good, counts) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), null, folder.GetFilePath("a.xlsx"), "--check", "--reply", reply);
        var (wrong, unmatched) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), TestApplication.DeskKey, folder.GetFilePath("a.xlsx"), "--take", "--reply", reply, "--reply", "không có=63");

        Assert.Equal((1, 0, 2), (asked, good, wrong));
        Assert.Contains("Mới 1", counts, StringComparison.Ordinal);
        Assert.Contains("“không có”", unmatched, StringComparison.Ordinal);
        Assert.DoesNotContain("Đã lên sóng", unmatched, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_InEnglish_IsAnsweredInEnglish()
    {
        using var response = await Post("?lang=en", ("a.txt", "nothing"u8.ToArray()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var finding = (await response.ReadJson()).GetProperty("findings")[0].GetProperty("message").GetString()!;
        Assert.DoesNotMatch("[\u00C0-\u1EF9]", finding);
    }

    [Theory]
    [InlineData("?take=yes", "take")]
    [InlineData("?accept=", "accept")]
    [InlineData("?taek=true", "taek")]
    public async Task Import_WithAnAddressThatMakesNoSense_IsRefusedByName(string query, string field)
    {
        using var response = await Post(query, ("a.xlsx", Good));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.ReadJson()).GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Import_WithAReplyToNoQuestion_TakesNothing()
    {
        var version = app.LiveBriefing.Newest.Version;

        using var response = await Answer("?take=true", new() { ["không có"] = "63" }, ("a.xlsx", Good));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("không có", (await response.ReadJson()).GetProperty("unheard")[0].GetProperty("id").GetString());
        Assert.Equal(version, app.LiveBriefing.Newest.Version);
    }

    [Fact]
    public async Task Import_ThatIsTooLarge_SaysSoWithTheLimit()
    {
        await using var server = await InProcessServer.Start();
        var address = new Uri(server.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Cancellation);
        await using var stream = client.GetStream();

        // The announced length is enough: the body is never sent.
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/imports HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {TestApplication.DeskKey}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 300000000\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(stream);
        var said = await reader.ReadToEndAsync(Cancellation);

        Assert.StartsWith("HTTP/1.1 413", said, StringComparison.Ordinal);
        Assert.Contains("quá lớn: tối đa 200 MB", said, StringComparison.Ordinal);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Command_WithAFileThatIsNone_IsNotGoodWhateverIsAccepted()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.GetFilePath("a.xlsx"), Good, Cancellation);
        await File.WriteAllBytesAsync(folder.GetFilePath("b.xlsx"), "%PDF-1.7"u8.ToArray(), Cancellation);

        var (code, _) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), TestApplication.DeskKey, folder.GetFilePath("a.xlsx"), folder.GetFilePath("b.xlsx"), "--take", "--accept");

        Assert.Equal(1, code);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Command_WithTake_NeedsADeskKeyAndStoresOneVersion()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.GetFilePath("b.xlsx"), Good, Cancellation);

        var (without, _) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), null, folder.GetFilePath("b.xlsx"), "--take");
        var (taken, output) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), TestApplication.DeskKey, folder.GetFilePath("b.xlsx"), "--take");
        var (_, again) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), null, folder.GetFilePath("b.xlsx"), "--check");

        Assert.Equal((2, 0), (without, taken));
        Assert.Contains("Đã lên sóng: bản 2.", output, StringComparison.Ordinal);
        Assert.Contains("không đổi 2", again, StringComparison.Ordinal);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Command_WhereAServerHasTheDatabase_AsksThatServer()
    {
        await using var server = await InProcessServer.Start();
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.GetFilePath("b.xlsx"), Good, Cancellation);

        var (code, output) = await CommandLineProgram.RunImport(server.DatabasePath, null, folder.GetFilePath("b.xlsx"), "--take", "--key", TestApplication.DeskKey, "--server", server.Address);

        Assert.Contains("Đã lên sóng: bản 2.", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Equal(2, await server.GetVersionOnAir());
    }

    Task<HttpResponseMessage> Post(string query, params (string Name, byte[] Content)[] files) => Answer(query, null, files);

    async Task<HttpResponseMessage> Answer(string query, Dictionary<string, string>? replies, params (string Name, byte[] Content)[] files)
    {
        using var form = Form(files, replies);
        return await app.DeskClient.PostAsync("/api/imports" + query, form, Cancellation);
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
