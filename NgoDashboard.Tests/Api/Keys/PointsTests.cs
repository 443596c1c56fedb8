using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NgoDashboard.Api.Keys;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Workbooks;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Api.Keys;

/// <summary>The register of bridge points through the API.</summary>
[Trait("Tier", "Host")]
public sealed class PointsTests : IDisposable
{
    const int Many = 3400;

    const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    readonly TestApplication app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task List_Of3400PointsWithTwentyKindsOfFault_NamesEachAndImportsNothing_AndTheMendedOneIsImported()
    {
        var mended = Lines();
        var lines = Lines();
        // By line of the file; line 1 is the header.
        var wrong = new Dictionary<int, (string Text, string Kind, string? Column)>
        {
            [1] = ("STT,Tên điểm cầu,Loại,\"Tỉnh, thành phố\",Địa điểm,,Điện thoại,Tên", "columnUnknown", "Điện thoại"),
            [120] = (Line("", "tỉnh", "Lạng Sơn"), "nameMissing", "Tên điểm cầu"),
            [240] = (Line(new('x', Point.MaxNameLength + 1), "tỉnh", "Lạng Sơn"), "nameTooLong", "Tên điểm cầu"),
            [360] = (Line("12", "tỉnh", "Lạng Sơn"), "nameWithoutLetters", "Tên điểm cầu"),
            [480] = (Line("Điểm A", "tỉnh", "Lạng Sơn", new('y', Point.MaxPlaceLength + 1)), "placeTooLong", "Địa điểm"),
            [600] = (Line("Điểm\u0007 A", "tỉnh", "Lạng Sơn"), "controlCharacter", "Tên điểm cầu"),
            [720] = (Line("Điểm\u200B A", "tỉnh", "Lạng Sơn"), "invisibleCharacter", "Tên điểm cầu"),
            [840] = (Line("Điểm B", "tỉnh", "Lạng Sơn", "Tầng\u20282"), "lineBreak", "Địa điểm"),
            [960] = (Line("=1+1", "tỉnh", "Lạng Sơn"), "looksLikeFormula", "Tên điểm cầu"),
            [1080] = (Line("Điểm C", "", "Lạng Sơn"), "kindMissing", "Loại"),
            [1200] = (Line("Điểm D", "huyện", "Lạng Sơn"), "kindUnknown", "Loại"),
            [1320] = (Line("Điểm E", "cấp xã", ""), "provinceMissing", "Tỉnh, thành phố"),
            [1440] = (Line("Điểm G", "bộ ngành", "Lạng Sơn"), "provinceOfMinistry", "Tỉnh, thành phố"),
            [1560] = (Line("Điểm H", "tỉnh", "Lạng Sươn"), "provinceUnknown", "Tỉnh, thành phố"),
            [1680] = (Line("Điểm I", "tỉnh", "20"), "provinceBareCode", "Tỉnh, thành phố"),
            [1800] = (Line("điểm cầu SỐ 5", "cấp xã", "Lạng Sơn"), "sameName", "Tên điểm cầu"),
            [1920] = (Line("Điểm K", "tỉnh", "Lạng Sơn") + ",a,b", "tooManyCells", null),
            [2040] = ("1,Điểm L,tỉnh", "tooFewCells", null),
            [2160] = ("1,Điểm M,tỉnh,Lạng Sơn,,thừa,,", "cellWithoutColumn", null),
            [2280] = (Line("Điểm \"N\"", "tỉnh", "Lạng Sơn"), "strayQuote", "Tên điểm cầu"),
            [2400] = ("1,\"Điểm O,tỉnh,Lạng Sơn,,,,", "unclosedQuote", "Tên điểm cầu"),
            [2520] = (Line("Điểm P", "tỉnh", "Lạng Sơn", "H?i trường"), "lostLetters", "Địa điểm"),
        };
        foreach (var (line, (text, _, _)) in wrong)
            lines[line - 1] = text;
        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
        bytes[Array.LastIndexOf(bytes, (byte)'?')] = 0xFF;

        using var refused = await Send(bytes, "text/csv");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problem = await refused.ReadJson();
        Assert.Equal("Danh sách có lỗi nên chưa nhập điểm cầu nào.", problem.GetProperty("title").GetString());
        Assert.Equal(0, problem.GetProperty("more").GetInt32());
        var errors = problem.GetProperty("errors").EnumerateArray()
            .Select(error => (Line: error.GetProperty("line").GetInt32(), Kind: error.GetProperty("kind").GetString()!, Column: error.GetProperty("column").GetString(), Message: error.GetProperty("message").GetString()))
            .ToArray();
        Assert.Equal(
            [(1, "columnUnknown", "Điện thoại"), (1, "columnTwice", "Tên"), .. wrong.Where(one => one.Key > 1).Select(one => (one.Key, one.Value.Kind, one.Value.Column))],
            errors.Select(error => (error.Line, error.Kind, error.Column)));
        Assert.True(errors.Select(error => error.Kind).Distinct().Count() >= 20);
        Assert.All(errors, error => Assert.NotEqual("", error.Message));
        Assert.Contains("dòng 7", errors.Single(error => error.Kind == "sameName").Message, StringComparison.Ordinal);
        Assert.Empty(app.Points.All);

        using var imported = await Send(Encoding.UTF8.GetBytes(string.Join("\r\n", mended)), "text/csv");

        Assert.Equal($$"""{"added":{{Many}},"changed":0,"same":0,"renamed":0,"note":null}""", await imported.ReadText());
        Assert.Equal(Many, app.Points.All.Length);
        using var again = await Send(Encoding.UTF8.GetBytes(string.Join("\r\n", mended)), "text/csv");
        Assert.Equal($$"""{"added":0,"changed":0,"same":{{Many}},"renamed":0,"note":null}""", await again.ReadText());
    }

    [Fact]
    public async Task Sheet_SentUnderTheNameOfAnotherType_IsReadAsWhatItIs()
    {
        var file = ObjectWorkbook.Create(["Điểm cầu", "Tỉnh", "Địa điểm"], ["Lạng Sơn", "Lạng Sơn", "Hội trường"], ["Bộ Y tế"]);
        using var imported = await Send(file, "text/csv");
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);

        using var listed = await app.DeskClient.SendRequest("GET", "/api/points");
        var rows = JsonSerializer.Deserialize<PointResponse[]>(await listed.ReadText(), JsonSerializerOptions.Web)!;
        Assert.Equal(
            [new(1, "Lạng Sơn", "province", "34:20", "Hội trường", 0), new PointResponse(2, "Bộ Y tế", "ministry", null, "", 0)],
            rows);
    }

    [Fact]
    public async Task List_ThatTheDiskRefuses_ImportsNothing()
    {
        app.ExecuteSql("CREATE TRIGGER full_disk BEFORE INSERT ON point WHEN NEW.name = 'B' BEGIN SELECT RAISE(ABORT, 'no space left'); END");
        using var response = await Send("name,province\nA,Lạng Sơn\nB,Lạng Sơn\n"u8.ToArray(), "text/csv");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Empty(app.Points.All);
        app.ExecuteSql("DROP TRIGGER full_disk");
        using var again = await Send("name,province\nA,Lạng Sơn\nB,Lạng Sơn\n"u8.ToArray(), "text/csv");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Link_OfAPoint_OpensItsScreenAndIsTheSameEachTime()
    {
        var point = app.Points.FindOrAdd("Lạng Sơn", new(34, "20"));
        using var first = await app.DeskClient.SendRequest("GET", $"/api/points/{point.Id}/link");
        using var second = await app.DeskClient.SendRequest("GET", $"/api/points/{point.Id}/link");
        var link = (await first.ReadJson()).GetProperty("link").GetString()!;
        Assert.Equal(link, (await second.ReadJson()).GetProperty("link").GetString());
        Assert.StartsWith("http://localhost/enter#key=", link, StringComparison.Ordinal);

        using var entered = await app.CreateAnonymousClient().SendRequest("GET", link.Replace("#key=", "?key=", StringComparison.Ordinal));
        Assert.Equal("/screen", entered.Headers.Location?.ToString());
        using var none = await app.DeskClient.SendRequest("GET", "/api/points/99/link");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        using var listed = await app.DeskClient.SendRequest("GET", "/api/points");
        Assert.Equal(1, (await listed.ReadJson())[0].GetProperty("keys").GetInt32());
    }

    [Fact]
    public async Task Sample_ThroughThePagesLink_IsAFileThatIsImported()
    {
        var inside = await app.SignInByCookie(TestApplication.DeskKey);
        using var sample = await inside.SendRequest("GET", "/api/points/sample");
        Assert.Equal("mau-danh-sach-diem-cau.csv", sample.Content.Headers.ContentDisposition?.FileName);
        using var imported = await Send(await sample.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), "text/csv");
        Assert.Equal(3, (await imported.ReadJson()).GetProperty("added").GetInt32());
    }

    /// <summary>The header and 3,400 valid lines.</summary>
    internal static List<string> Lines() =>
    [
        "STT,Tên điểm cầu,Loại,\"Tỉnh, thành phố\",Địa điểm,,,",
        .. Enumerable.Range(1, Many).Select(i => Line($"Điểm cầu số {i - 1}", i % 100 == 0 ? "tỉnh" : "cấp xã", "Lạng Sơn", $"Phòng họp {i}")),
    ];

    static string Line(string name, string kind, string province, string place = "") => $"1,{name},{kind},{province},{place},,,";

    Task<HttpResponseMessage> Send(byte[] file, string type)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return app.DeskClient.PostAsync("/api/points", content, TestContext.Current.CancellationToken);
    }
}

/// <summary>
/// Duration of the import from the first byte to the response: <c>dotnet test --filter-trait Category=Measurement</c>
/// </summary>
[Trait("Tier", "Host")]
[Collection(Measurements.Name)]
public sealed class PointsMeasurement
{
    [Fact]
    [Trait("Category", "Measurement")]
    public async Task Import_Of3400Points_TakesLessThanFiveSeconds()
    {
        using var app = new TestApplication();
        _ = app.Points;
        object?[][] rows = [["STT", "Điểm cầu", "Loại", "Tỉnh", "Địa điểm"], .. Enumerable.Range(1, 3400).Select(i => (object?[])[i, $"Điểm cầu {i}", "cấp xã", "Lạng Sơn", "Phòng họp"])];
        var files = new (string What, byte[] File)[]
        {
            ("CSV", Encoding.UTF8.GetBytes(string.Join("\n", rows.Select(row => string.Join(',', row))))),
            ("XLSX, read again", ObjectWorkbook.Create(rows)),
        };
        foreach (var (what, file) in files)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            using var response = await app.DeskClient.PostAsync("/api/points", new ByteArrayContent(file), TestContext.Current.CancellationToken);
            watch.Stop();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            TestContext.Current.TestOutputHelper!.WriteLine($"3,400 points, {what}: {watch.ElapsedMilliseconds} ms");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{what}: {watch.Elapsed}");
        }

        Assert.Equal(3400, app.Points.All.Length);
    }
}

/// <summary>Measurements run alone, after all other tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Measurements
{
    public const string Name = "Measurements";
}
