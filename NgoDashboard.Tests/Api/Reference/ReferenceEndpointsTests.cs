using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Api.Reference;

[Trait("Tier", "Host")]
public sealed class ReferenceEndpointsTests
{
    const string Rate = """{ "edit": "setRate", "year": 2024, "vndPerUsd": 24164, "source": { "publisher": "Ngân hàng Nhà nước", "date": "2024-12-31" } }""";

    static readonly string MixedYear = $"[{Edit("health", 9_000_000, "USD")}, {Edit("environment", 241_640_000_000, "VND")}]";

    [Fact]
    public async Task Rate_Set_IsPreviewedStoredReadAndUndone()
    {
        using var own = new TestApplication();
        using var edited = await own.DeskClient.SendRequest("PUT", "/api/figures", MixedYear);
        await own.Services.GetRequiredService<Agenda>().FillIfEmpty([new(SceneKinds.Overview, 2024)]);
        Assert.Contains("""{"year":2024,"totals":1}""", await Read(own, "/api/reference"), StringComparison.Ordinal);

        using var previewed = await own.DeskClient.SendRequest("POST", "/api/reference/preview", Rate);
        var preview = await previewed.ReadJson();
        var total = Assert.Single(preview.GetProperty("totals").EnumerateArray());
        Assert.Equal("Toàn quốc · năm 2024 · giải ngân", total.GetProperty("figure").GetString());
        Assert.Equal((9_000_000, 1, 19_000_000, 2), (Value(total, "before"), Parts(total, "before"), Value(total, "after"), Parts(total, "after")));
        Assert.Equal(["overview"], preview.GetProperty("scenes").EnumerateArray().Select(scene => scene.GetProperty("scene").GetString()));
        Assert.Equal(2, own.LiveBriefing.Newest.Version);

        using var stored = await own.DeskClient.SendRequest("POST", "/api/reference", Rate);
        Assert.Equal("""{"version":3}""", await stored.ReadText());
        Assert.DoesNotContain("\"year\":2024,\"totals\"", await Read(own, "/api/reference"), StringComparison.Ordinal);
        using var record = await own.DeskClient.SendRequest("GET", "/api/record");
        var last = (await record.ReadJson()).GetProperty("versions").EnumerateArray().Last();
        Assert.Equal(("reference", "reference"), (last.GetProperty("kind").GetString(), last.GetProperty("event").GetString()));
        Assert.Equal("Tỷ giá năm 2024: chưa có → 24.164 đồng/USD (Ngân hàng Nhà nước, 31/12/2024)", last.GetProperty("title").GetString());

        using var printed = await (await own.SignInByCookie(TestApplication.DeskKey)).SendRequest("GET", "/desk/record");
        Assert.Contains("Tỷ giá năm 2024: chưa có → 24.164 đồng/USD", await printed.ReadText(), StringComparison.Ordinal);

        using var undone = await own.DeskClient.SendRequest("POST", "/api/undo", "{}");
        Assert.Equal("""{"version":4}""", await undone.ReadText());
        Assert.Contains("""{"year":2024,"totals":1}""", await Read(own, "/api/reference"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_Set_RepaintsTheScreenThatShowsItsYear()
    {
        await using var own = new TestApplication();
        own.UseKestrel(0);
        own.StartServer();
        var (desk, who) = (own.Services.GetRequiredService<Desk>(), own.GetOperatorForKey(TestApplication.DeskKey));
        var place = FigureKey.National(2024, Measure.Disbursed);
        await desk.Take(
            new Draft([Restate(place with { Sector = "health" }, Usd(9_000_000)), Restate(place with { Sector = "environment" }, Vnd(241_640_000_000))], new(SceneKinds.Overview, 2024)),
            who, TestContext.Current.CancellationToken);
        await using var screen = await ScreenClient.Open(own.ClientOptions.BaseAddress, own.IssueKey(Roles.Screen).Secret);
        Assert.Contains("1/9", (await screen.WaitForFrame(2)).HtmlText, StringComparison.Ordinal);

        var command = new ChangeReferenceCommand(new RateSetting(2024, 24_164, new("Ngân hàng Nhà nước")));
        // The total was on air and becomes another.
        Assert.IsType<NeedsReason>(await desk.Execute(command, who, TestContext.Current.CancellationToken));
        Assert.IsType<Committed>(await desk.Execute(command with { OverrideReason = "Vừa công bố" }, who, TestContext.Current.CancellationToken));

        var frame = await screen.WaitForFrame(3);
        Assert.Contains("2/9", frame.HtmlText, StringComparison.Ordinal);
        Assert.DoesNotContain("1/9", frame.HtmlText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sector_AddedStatedRenamedAndMerged_KeepsItsFigures()
    {
        using var own = new TestApplication();
        await Post(own, """{ "edit": "addSector", "name": "Nước sạch", "nameEn": "Clean water", "short": "Nước", "shortEn": "Water", "aliases": ["WASH"], "before": "other" }""", 2);
        using var stated = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{Edit("clean-water", 500_000, "USD")}, {Edit("environment", 700_000, "USD")}]");
        Assert.Equal(HttpStatusCode.OK, stated.StatusCode);
        await Post(own, """{ "edit": "renameSector", "id": "clean-water", "name": "Nước sạch, vệ sinh" }""", 4);

        using var asked = await own.DeskClient.SendRequest("POST", "/api/reference/preview", """{ "edit": "mergeSector", "id": "clean-water", "into": "environment" }""");
        var conflict = Assert.Single((await asked.ReadJson()).GetProperty("conflicts").EnumerateArray());
        Assert.Equal((700_000, 500_000), (conflict.GetProperty("remaining").GetProperty("value").GetInt64(), conflict.GetProperty("merged").GetProperty("value").GetInt64()));
        using var refused = await own.DeskClient.SendRequest("POST", "/api/reference", """{ "edit": "mergeSector", "id": "clean-water", "into": "environment" }""");
        Assert.Equal("mergeConflict", Assert.Single((await refused.ReadJson()).GetProperty("errors").EnumerateArray()).GetProperty("kind").GetString());
        var chosen = conflict.GetProperty("remaining").GetProperty("statement").GetInt64();
        await Post(own, $$"""{ "edit": "mergeSector", "id": "clean-water", "into": "environment", "adopted": [{{chosen}}] }""", 5);

        var rows = await own.DeskClient.GetFigureRows("?year=2024&sector=environment&sources=all");
        Assert.Equal([(500_000, false), (700_000, true)], rows.Select(row => (row.GetProperty("value").GetInt64(), row.GetProperty("adopted").GetBoolean())).Order());
        using var late = await own.DeskClient.SendRequest("PUT", "/api/figures", $"[{Edit("clean-water", 1, "USD")}]");
        Assert.Contains("đã được gộp vào", await late.ReadText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "year": 2024 }""", "fieldMissing")]
    [InlineData("""{ "edit": "setRates", "year": 2024 }""", "unknownEdit")]
    [InlineData("""{ "edit": "removeRate", "year": 2024 }""", "noRateOfYear")]
    [InlineData("""{ "edit": "removeRate", "year": 2020, "vndPerUsd": 1 }""", "unknownField")]
    [InlineData("""{ "edit": "setRate", "year": 2024, "vndPerUsd": "24.164", "source": { "publisher": "x" } }""", "wrongType")]
    [InlineData("""{ "edit": "setRate", "year": 2024, "vndPerUsd": 24164 }""", "fieldMissing")]
    [InlineData("""{ "edit": "setRate", "year": 2024, "vndPerUsd": 24164, "source": { "publisher": "" } }""", "sourceMissing")]
    [InlineData("""{ "edit": "addCampaign", "kind": "flood", "name": "Lũ", "nameEn": "Flood" }""", "unknownKind")]
    [InlineData("""{ "edit": "addSector", "name": "Y tế cơ sở" }""", "nameMissing")]
    [InlineData("""{ "edit": "renameSector", "id": "water" }""", "unknownSector")]
    [InlineData("""{ "edit": "mergeCampaign", "id": "origin-asia-pacific", "into": "grant-projects" }""", "mergeOfKinds")]
    [InlineData("""{ "edit": "setRate", "year": 2024, "vndPerUsd": 24164, "source": { "publisher": "x" }, "expectedVersion": 0 }""", "referenceStale")]
    public async Task Edit_ThatCannotBe_IsRefusedWithASentence(string body, string kind)
    {
        using var own = new TestApplication();
        using var response = await own.DeskClient.SendRequest("POST", "/api/reference", body);
        Assert.Equal(kind == "referenceStale" ? HttpStatusCode.Conflict : HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = (await response.ReadJson()).GetProperty("errors").EnumerateArray().ToArray();
        Assert.Contains(kind, errors.Select(error => error.GetProperty("kind").GetString()));
        Assert.All(errors, error => Assert.NotEqual("", error.GetProperty("message").GetString()));
        Assert.Equal(1, own.LiveBriefing.Newest.Version);
    }

    static async Task Post(TestApplication app, string body, long version)
    {
        using var response = await app.DeskClient.SendRequest("POST", "/api/reference", body);
        Assert.Equal($$"""{"version":{{version}}}""", await response.ReadText());
    }

    static async Task<string> Read(TestApplication app, string path)
    {
        using var response = await app.DeskClient.SendRequest("GET", path);
        return await response.ReadText();
    }

    static string Edit(string sector, long value, string unit) =>
        $$"""{ "from": "2024-01-01", "to": "2024-12-31", "sector": "{{sector}}", "measure": "disbursed", "value": {{value}}, "unit": "{{unit}}", "reason": "Theo báo cáo", "accept": true }""";

    static long Value(JsonElement effect, string when) => effect.GetProperty(when).GetProperty("value").GetInt64();

    static int Parts(JsonElement effect, string when) => effect.GetProperty(when).GetProperty("knownParts").GetInt32();
}
