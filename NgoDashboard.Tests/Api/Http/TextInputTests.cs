using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Live;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Tests.Figures.Text;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Api.Http;

/// <summary>
/// Sends forbidden characters through every input of text. None of them may be stored or appear in a page, a response or a file. Each text
/// begins with the same mark, so that the test finds it wherever it went.
/// </summary>
[Trait("Tier", "Host")]
public sealed partial class TextInputTests : IDisposable
{
    const string Mark = "Chữ thử";

    static readonly ProvinceCode HaiPhong = ProvinceCode.Parse("34:31");

    /// <summary>
    /// Forbidden characters between letters, so that something is left after cleaning. No lone surrogates, because UTF-8 has none.
    /// </summary>
    static readonly Gen<string> Poisoned = Gen.Int[0, TextSanitizerTests.Forbidden.Length - 1].Select(i => TextSanitizerTests.Forbidden[i]).Where(sign => !char.IsSurrogate(sign[0]) || sign.Length == 2)
        .Array[1, 6].Select(signs => $"{Mark} a{string.Join('b', signs)}c");

    /// <summary>
    /// The columns with people's texts. If the test finds the mark in another column, its input is new and must be checked.
    /// </summary>
    static readonly string[] Columns =
    [
        "access_key.label", "agenda_item.note", "amendment.answer", "amendment.file_name", "amendment.reason", "draft_edit.reason", "floor_request.subject", "journal.because", "journal_change.reason", "journal_key.label", "journal_rate.title", "meeting.name", "point.name", "point.place", "proposal.answer", "proposal.text",
        "report_alias.written", "report_file.name", "stage.parameters", "statement.note", "statement.publisher", "statement.title",
    ];

    readonly TestApplication app = new();
    int runs;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => app.Dispose();

    T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    [Fact]
    public async Task Text_SentThroughEveryDoor_IsStoredAndShownWithoutWhatMayNotBe()
    {
        _ = app.CreateAnonymousClient();
        // A clean text first, through the inputs that refuse; then poisoned ones, which some inputs refuse and others clean.
        await ThroughTheApi($"{Mark} a", isRefused: false);
        await Poisoned.SampleAsync(
            async text =>
            {
                await ThroughTheApi(text, isRefused: true);
                await Typed(text);
            },
            iter: 8,
            threads: 1);
        await Imported("\u202E\u200B\uFEFF\u00AD\U000E0041\uFE0F");

        AssertStored();
        await AssertShown();
    }

    [Fact]
    public void Doors_OfTheServerThatTakeSomething_AreTheKnownOnes()
    {
        _ = app.CreateAnonymousClient();
        var doors = Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => Own().IsMatch(endpoint.RoutePattern.RawText ?? ""))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}") ?? [])
            .Where(door => !door.StartsWith("GET ", StringComparison.Ordinal) && !door.StartsWith("HEAD ", StringComparison.Ordinal));

        // A new endpoint must be checked for texts, and get a poisoned one above.
        Assert.Equal(
            [
                "DELETE /api/keys/{id}", "POST /api/imports", "POST /api/keys", "POST /api/points", "POST /api/redo", "POST /api/reference", "POST /api/reference/preview", "POST /api/requests/{request:long}", "POST /api/undo", "POST /enter",
                "POST /enter/renew", "POST /leave", "POST /screen/pairing", "PUT /api/figures", "PUT /api/stage", "PUT /api/stage/cover",
            ],
            doors.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("=1+1", "looksLikeFormula")]
    [InlineData("＝1+1", "looksLikeFormula")]
    [InlineData("1234", "nameWithoutLetters")]
    [InlineData("Hội\u202Etrường", "controlCharacter")]
    [InlineData("H\uFFFDi trường", "lostLetters")]
    public async Task Label_OfAScreensKey_ObeysTheRulesOfPoints(string label, string kind)
    {
        using var refused = await app.DeskClient.SendRequest("POST", "/api/keys", JsonSerializer.Serialize(new { role = "screen", label }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var error = Assert.Single((await refused.ReadJson()).GetProperty("errors").EnumerateArray());
        Assert.Equal(("label", kind), (error.GetProperty("field").GetString(), error.GetProperty("kind").GetString()));
        Assert.NotEqual("", error.GetProperty("message").GetString());
        Assert.Empty(app.Points.All);
    }

    [Fact]
    public async Task Label_OfAScreensKey_IsTidiedAsNamesOfPointsAre()
    {
        using var issued = await app.DeskClient.SendRequest("POST", "/api/keys", JsonSerializer.Serialize(new { role = "screen", label = "  Hội   trường Hu\u0065\u0302\u0301 " }));

        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        Assert.Equal("Hội trường Huế", Assert.Single(app.Points.All).Name);
        Assert.Equal("Hội trường Huế", Assert.Single(app.Keyring.IssuedKeys).Label);
    }

    async Task ThroughTheApi(string text, bool isRefused)
    {
        var expected = isRefused ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK;
        object Edit(string reason, string title, string url) => new
        {
            from = "2019-01-01",
            to = "2019-12-31",
            province = "34:31",
            measure = "disbursed",
            value = 1_000_000 + runs++,
            unit = "USD",
            accept = true,
            reason,
            source = new { title, url },
        };
        const string Address = "https://example.org/bai";
        foreach (var edit in (object[])[Edit(text, "Bài", Address), Edit("Lý do", text, Address), Edit("Lý do", "Bài", Address + (isRefused ? Uri.UnescapeDataString(text) : ""))])
            await Send("PUT", "/api/figures", new[] { edit }, expected);
        await Send("PUT", "/api/stage", new { scene = "overview", parameters = new { year = 2023, title = text } }, expected);
        // The body of a card has lines: separators of lines, in whichever form, become line breaks.
        var isRefusedAsBody = isRefused && !TextSanitizer.IsDisplayable(text.ReplaceLineEndings("\n"), isMultiline: true);
        await Send(
            "PUT", "/api/stage", new { scene = "text", parameters = new { year = 2023, text } },
            isRefusedAsBody ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK);
        await Send(
            "POST", "/api/reference",
            new { edit = "setRate", year = 2030, vndPerUsd = 24_000 + (runs % 1_000), source = new { publisher = "Ngân hàng", title = text }, because = "đã xem" }, expected);
        foreach (var role in (string[])["desk", "screen", "province"])
        {
            await Send(
                "POST", "/api/keys", new { role, province = role == "province" ? "34:31" : null, label = text },
                isRefused ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Created);
        }

        await Points(CsvFileWriter.Write([["Tên điểm cầu", "Loại", "Tỉnh", "Địa điểm"], [$"{text} {runs++}", "tỉnh", "Hải Phòng", "Tầng 1"]]), expected);
        await Points(CsvFileWriter.Write([["Tên điểm cầu", "Loại", "Tỉnh", "Địa điểm"], [$"Hội trường {runs++}", "tỉnh", "Hải Phòng", text]]), expected);

        async Task Points(byte[] list, HttpStatusCode status)
        {
            // CsvFileWriter cleans texts, so that the poisoned text must be inserted afterwards.
            var poisoned = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(list).Replace(TextSanitizer.SanitizeLine(text), text, StringComparison.Ordinal));
            if (isRefused && poisoned.SequenceEqual(list))
                return;
            using var content = new ByteArrayContent(poisoned) { Headers = { ContentType = new("text/csv") } };
            using var answer = await app.DeskClient.PostAsync("/api/points", content, Cancellation);
            Assert.True(answer.StatusCode == status, $"{text}: {await answer.ReadText()}");
        }
    }

    async Task Send(string method, string path, object body, HttpStatusCode expected)
    {
        using var answer = await app.DeskClient.SendRequest(method, path, JsonSerializer.Serialize(body));
        Assert.True(answer.StatusCode == expected, $"{method} {path} {JsonSerializer.Serialize(body)}: {await answer.ReadText()}");
    }

    /// <summary>Texts that people type, as pages pass them on.</summary>
    async Task Typed(string text)
    {
        // A new key each time, because submissions of a key are limited per minute.
        var (officer, desk) = (new Operator($"officer {runs++}", "Cán bộ"), TestBriefing.Operator);
        var (meetings, agenda, proposals, speakingQueue, amendments) = (Get<Desk>(), Get<Agenda>(), Get<Proposals>(), Get<SpeakingQueue>(), Get<Amendments>());
        Assert.IsType<Committed>(await meetings.Execute(new ChangeMeetingCommand($"{text} {runs}", new(2024, 12, 18), RequiresApproval: false), desk, Cancellation));
        Assert.IsType<Committed>(await meetings.Execute(new OpenMeetingCommand($"{text} {runs} mới", new(2024, 12, 18)), desk, Cancellation));
        await agenda.Add(new(SceneKinds.Overview, 2023), text);
        await agenda.Update(agenda.Items[0] with { Note = text });
        // A jump, which needs a reason.
        var jump = SampleData.Restate(FigureKey.National(2010, Measure.Countries), SampleData.Count(2 + (100 * (runs % 2))));
        await Get<Drafts>().AddEdits(desk, jump with { Reason = TextSanitizer.SanitizeLine(text) });
        Assert.IsType<Committed>(await meetings.Take(Draft.From(jump) with { IsReviewed = true, OverrideReason = text }, desk, Cancellation));

        Assert.Empty(await proposals.Submit(HaiPhong, officer, $"{text}\r\n{text}"));
        Assert.True(await proposals.Answer(proposals.ForProvince(HaiPhong)[^1].Id, desk, text));
        Assert.Empty(await speakingQueue.Submit(HaiPhong, officer, text));
        Assert.True(await speakingQueue.Withdraw(HaiPhong));
        var amendment = SampleData.Restate(new(Period.ForYear(2019), HaiPhong, null, null, Measure.Committed), SampleData.Usd(5_000 + runs++)) with { Reason = text };
        Assert.Empty(await amendments.Submit(HaiPhong, officer, amendment, new(text + ".pdf", SampleUploads.Pdf)));
        Assert.True(await amendments.Refuse(amendments.All[^1].Id, desk, text));
    }

    /// <summary>A report is cleaned and not refused, because its author is not there to correct it.</summary>
    async Task Imported(string signs)
    {
        var book = TextWorkbook.Create(($"{Mark} S{signs}a", true, $"Năm 2023\nTỉnh|Giải ngân (USD)\n{Mark} L{signs}a|#1196137\nCao Bằng|#2256106"));
        using var asked = await Import(book, [], signs);
        var answer = await asked.ReadJson();
        var replies = answer.GetProperty("questions").EnumerateArray().ToDictionary(
            question => question.GetProperty("id").GetString()!,
            // A name without similar names has only the choice to leave it out; the test answers with a province.
            question => question.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("value").GetString()!).FirstOrDefault(choice => choice != "-") ?? "63:20");
        using var taken = await Import(book, replies, signs);
        Assert.True(taken.StatusCode == HttpStatusCode.OK, await taken.ReadText());
    }

    async Task<HttpResponseMessage> Import(byte[] book, Dictionary<string, string> replies, string signs)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(book) { Headers = { ContentType = new(WorkbookWriter.MediaType) } };
        form.Add(file, "file", "a.xlsx");
        // Sets the header itself, because HttpClient would encode such a name differently.
        file.Headers.ContentDisposition = ContentDispositionHeaderValue.Parse("form-data; name=file; filename*=utf-8''" + Uri.EscapeDataString($"{Mark} F{signs}a.xlsx"));
        form.Add(new StringContent(JsonSerializer.Serialize(replies)), "replies");
        return await app.DeskClient.PostAsync($"/api/imports?take={replies.Count > 0}&accept=true&publisher={Uri.EscapeDataString($"{Mark} P{signs}a")}", form, Cancellation);
    }

    void AssertStored()
    {
        using var connection = Get<Database>().OpenConnection();
        var marked = new List<string>();
        foreach (var table in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToArray())
        {
            foreach (var column in connection.Query<string>($"SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'").ToArray())
            {
                string[] texts = [.. connection.Query<string?>($"SELECT \"{column}\" FROM \"{table}\"").OfType<string>()];
                Assert.All(texts, text => Assert.True(TextSanitizer.IsDisplayable(Read(text), isMultiline: true) && Read(text).IsNormalized(), $"{table}.{column}: {Uri.EscapeDataString(text)}"));
                if (texts.Any(text => Read(text).Contains(Mark, StringComparison.Ordinal)))
                    marked.Add($"{table}.{column}");
            }
        }

        // As one string, so that the failure shows all of them.
        Assert.Equal(string.Join(", ", Columns), string.Join(", ", marked.Order(StringComparer.Ordinal)));
    }

    async Task AssertShown()
    {
        var inside = await app.SignInByCookie(TestApplication.DeskKey);
        var count = 0;
        foreach (var path in (string[])
                 [
                     "/screen", "/scenes", "/scenes?agenda=true", "/desk", "/desk/record", "/desk/keys", "/desk/points", "/desk/reference", "/desk/points/sheets", "/desk/requests", "/desk/roll-call", "/desk/meeting",
                     "/desk/import", "/province", "/api/record", "/api/record?format=csv", "/api/record?format=xlsx", "/api/figures?sources=all", "/api/figures?sources=all&format=csv",
                     "/api/figures?sources=all&format=xlsx", "/api/keys", "/api/points", "/api/reference", "/api/stage", "/api/roll-call", "/api/scenes?format=csv&agenda=true", "/api/scenes?format=xlsx&agenda=true",
                 ])
        {
            using var answer = await inside.GetAsync(path, Cancellation);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, path);
            foreach (var text in Texts(await answer.Content.ReadAsByteArrayAsync(Cancellation)))
            {
                for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Mark, at + 1, StringComparison.Ordinal))
                {
                    count++;
                    var around = text[Math.Max(0, at - 10)..Math.Min(text.Length, at + 40)].Replace("\t", "", StringComparison.Ordinal).ReplaceLineEndings("\n").Trim('\uFEFF');
                    // The window may have cut a surrogate pair.
                    Assert.True(TextSanitizer.IsDisplayable(around.Trim(around.Where(char.IsSurrogate).ToArray()), isMultiline: true), $"{path}: {Uri.EscapeDataString(around)}");
                }
            }
        }

        Assert.True(count > 50, $"{count}");
    }

    static string Read(string text) => Escape().Replace(text, match => $"{(char)Convert.ToInt32(match.Groups[1].Value, 16)}");

    static IEnumerable<string> Texts(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..])
            return [Read(WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes)))];
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return [.. zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return WebUtility.HtmlDecode(reader.ReadToEnd());
        })];
    }

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex("^/(api|screen|enter|leave)")]
    private static partial Regex Own();
}
