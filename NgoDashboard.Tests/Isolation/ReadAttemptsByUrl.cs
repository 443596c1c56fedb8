namespace NgoDashboard.Tests.Isolation;

/// <summary>Attempts by URL: the parameters of the figures, and all other HTTP endpoints.</summary>
static class ReadAttemptsByUrl
{
    public static IEnumerable<ReadAttempt> All =>
    [
        Rows("figures without a filter", ""),
        Rows("figures of the other province", "?province=34:31"),
        Rows("figures of its old unit", "?province=63:31&sources=all"),
        Rows("figures of the unit merged into it", "?province=63:30"),
        Rows("figures with its predecessors", "?province=34:31&predecessors=true"),
        Rows("predecessors of everybody", "?predecessors=true&sources=all"),
        Rows("figures of all sources", "?sources=all"),
        Rows("figures of the year", "?year=2019"),
        Rows("figures of the sector", "?sector=health"),
        Rows("figures of the measure", "?measure=committed"),
        Rows("figures in CSV by name", "?province=34:31&sources=all&format=csv"),
        Rows("figures in a workbook by name", "?province=34:31&predecessors=true&sources=all&format=xlsx"),
        Rows("figures in English", "?province=34:31&lang=en"),
        Rows("figures with the filter encoded", "?%70rovince=34%3A31"),
        Rows("figures with the filter's name in capitals", "?PROVINCE=34:31"),
        new("figures in CSV by preference", true, officer => officer.SendWithKey("/api/figures?province=34:31", headers: ("Accept", "text/csv"))),
        new("figures in a workbook by preference", true, officer => officer.SendWithKey("/api/figures", headers: ("Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        new("figures by cookie", true, officer => officer.SendWithCookie("/api/figures?province=34:31&sources=all&format=xlsx")),
        Refused("figures of both provinces at once", 400, "/api/figures?province=34:20&province=34:31"),
        Refused("figures by an array of provinces", 400, "/api/figures?province[]=34:31&province[0]=34:31"),
        Refused("figures of a province in another spelling", 400, "/api/figures?province=34%3A31%00"),
        Refused("figures of all provinces by a star", 400, "/api/figures?province=*"),
        Refused("figures by a filter that does not exist", 400, "/api/figures?own=34:31&as=34:31&role=desk"),
        Refused("figures in a form that does not exist", 400, "/api/figures?province=34:31&format=xml"),
        Rows("figures by a path in capitals", "?province=34:31", "/API/FIGURES"),
        Rows("figures by a path with a slash behind", "?province=34:31", "/api/figures/"),
        Refused("figures by a path of the province", 404, "/api/figures/34:31", "/api/provinces/34:31", "/api/history?province=34:31", "/api/journal", "/api/drafts", "/api/amendments"),
        Refused("head of the figures", 405, "HEAD /api/figures?province=34:31"),
        Refused("figures by other methods", 405, "POST /api/figures?province=34:31", "PATCH /api/figures?province=34:31", "SEARCH /api/figures?province=34:31"),
        Refused("record of the meeting", 403, "/api/record", "/api/record?format=csv", "/api/record?format=xlsx", "/api/record?meeting=1", "/api/roll-call", "/api/reference", "/api/points", "/api/points/sample", "/api/keys"),
        new("stage", false, officer => officer.SendAllWithKey("/api/stage", "/api/stage?province=34:31", "/api/stage?version=2")),
        new("link of a point of the other province", false, async officer =>
            Assert.Equal(403, await officer.SendWithKey($"/api/points/{officer.Country.PointOf(TwoProvincesFixture.HaiPhong)}/link"))),
        new("file of an amendment that the other asks for", true, async officer =>
        {
            await officer.SendWithKey($"/api/amendments/{officer.Country.Amendment}/attachment?province=34:31");
            await officer.SendWithCookie($"/api/amendments/{officer.Country.Amendment}/attachment");
        }),
        Writing("figures of the other province written over", "PUT", "/api/figures",
            """[{ "from": "2019-01-01", "to": "2019-12-31", "province": "34:31", "sector": "health", "measure": "disbursed", "value": 1, "unit": "USD", "reason": "Thử", "expectedVersion": 1 }]"""),
        Writing("other province put on air", "PUT", "/api/stage", """{ "scene": "province", "parameters": { "province": "34:31", "year": 2019 } }"""),
        Writing("cover, steps and requests", "PUT", "/api/stage/cover", """{ "cover": "held" }"""),
        Writing("rate set", "POST", "/api/reference", """{ "edit": "setRate", "year": 2024, "vndPerUsd": 24000, "source": { "publisher": "Sở" } }"""),
        Writing("rate previewed", "POST", "/api/reference/preview", """{ "edit": "removeRate", "year": 2020 }"""),
        Writing("last change undone", "POST", "/api/undo", "{}"),
        Writing("undone change put back", "POST", "/api/redo", "{}"),
        Writing("request confirmed", "POST", "/api/requests/1", "{}"),
        Writing("key of the other province issued", "POST", "/api/keys", """{ "role": "province", "province": "34:31", "label": "Cán bộ" }"""),
        Writing("point of the other province registered", "POST", "/api/points", "[]"),
        Writing("keys revoked", "DELETE", "/api/keys/1", null),
        Refused("database and keys beside the program", 404, "/briefing.db", "/ngo.db", "/briefing.db-wal", "/briefing.db.protection/", "/appsettings.json", "/data/figures.csv", "/NgoDashboard.dll"),
        new("files by a path that climbs", false, officer => officer.SendAllWithKey(
            "/../briefing.db", "/css/../../briefing.db", "/css/%2e%2e/%2e%2e/briefing.db", "/css/..%2f..%2fappsettings.json", "/css/..%5c..%5cappsettings.json", "//briefing.db", "/%2e%2e/api/figures?province=34:31")),
        new("description of the API and health", false, officer => officer.SendAllWithKey("/openapi/v1.json", "/health/live", "/health/ready")),
    ];

    static ReadAttempt Rows(string name, string query, string path = "/api/figures") =>
        new(name, true, async officer => Assert.Equal(200, await officer.SendWithKey(path + query)));

    /// <param name="paths">"METHOD path", or the path alone for GET.</param>
    static ReadAttempt Refused(string name, int status, params string[] paths) => new(name, false, async officer =>
    {
        foreach (var path in paths)
            Assert.Equal((path, status), (path, await (path.Split(' ') is [var method, var target] ? officer.SendWithKey(target, method) : officer.SendWithKey(path))));
    });

    static ReadAttempt Writing(string name, string method, string path, string? json) =>
        new(name, false, async officer => Assert.Equal(403, await officer.SendWithKey(path, method, json)));
}
