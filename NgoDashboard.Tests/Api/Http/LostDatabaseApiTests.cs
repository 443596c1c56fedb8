using System.Net;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Http;

/// <summary>A server whose database was removed answers that nothing was stored, and never 200.</summary>
[Trait("Tier", "Host")]
public sealed class LostDatabaseApiTests : IAsyncDisposable
{
    const string Edit =
        """[{ "from": "2020-01-01", "to": "2020-12-31", "province": null, "sector": null, "campaign": null, "measure": "organisations", "value": 501, "unit": "count", "reason": "Điểm cầu báo lại", "accept": true }]""";

    readonly TestApplication app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("vi", "Chưa lưu, chưa có gì thay đổi. ")]
    [InlineData("en", "Not stored, nothing has changed. ")]
    public async Task Writes_OfEveryKind_AreRefusedWithASentenceAndTheServerIsNotReady(string language, string begin)
    {
        var desk = app.DeskClient;
        using (var ready = await desk.SendRequest("GET", "/health/ready"))
            Assert.Equal((HttpStatusCode.OK, "ready"), (ready.StatusCode, await ready.ReadText()));
        using (var stored = await desk.SendRequest("PUT", "/api/figures", Edit))
            Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        var version = app.LiveBriefing.Newest.Version;
        File.Move(Path.Combine(app.Folder, "briefing.db"), Path.Combine(app.Folder, "briefing.db.away"));

        foreach (var (method, path, body) in ((string, string, string?)[])
        [
            ("PUT", "/api/figures", Edit.Replace("501", "502", StringComparison.Ordinal)),
            ("PUT", "/api/stage", """{ "scene": "overview", "parameters": { "year": 2020 } }"""),
            ("POST", "/api/undo", null),
            ("POST", "/api/keys", """{ "role": "desk", "label": "Bàn hai" }"""),
            ("POST", "/api/points", "kind,province,name,place\nprovince,34:31,Hội trường,Hải Phòng\n"),
        ])
        {
            using var answer = await desk.SendRequest(method, $"{path}?lang={language}", body);
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{method} {path}: {answer.StatusCode} {await answer.ReadText()}");
            var title = (await answer.ReadJson()).GetProperty("title").GetString();
            Assert.StartsWith(begin, title, StringComparison.Ordinal);
            Assert.DoesNotContain(app.Folder, title, StringComparison.Ordinal);
            Assert.Contains("-- restore", title, StringComparison.Ordinal);
        }

        Assert.Equal(version, app.LiveBriefing.Newest.Version);
        using (var health = await desk.SendRequest("GET", "/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            var text = await health.ReadText();
            Assert.StartsWith("not ready: database: gone", text, StringComparison.Ordinal);
            Assert.DoesNotContain(app.Folder, text, StringComparison.Ordinal);
        }

        using (var live = await desk.SendRequest("GET", "/health/live"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using (var stage = await desk.SendRequest("GET", "/api/stage"))
            Assert.Equal(HttpStatusCode.OK, stage.StatusCode);
        File.Move(Path.Combine(app.Folder, "briefing.db.away"), Path.Combine(app.Folder, "briefing.db"));
        using (var back = await desk.SendRequest("PUT", "/api/figures", Edit.Replace("501", "503", StringComparison.Ordinal)))
            Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        using (var ready = await desk.SendRequest("GET", "/health/ready"))
            Assert.Equal("ready", await ready.ReadText());
    }
}
