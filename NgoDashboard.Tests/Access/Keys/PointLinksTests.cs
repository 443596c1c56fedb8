using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.Keys;

[Trait("Tier", "Host")]
public sealed class PointLinksTests
{
    static readonly LinkedPoint LangSon = new(1, "Lạng Sơn", new(34, "20")), HaiPhong = new(2, "Hải Phòng", new(34, "31"));

    [Fact]
    public async Task Link_AfterARestart_IsTheSameAndStoredSealedOnly()
    {
        using var folder = new TempFolder();
        string secret;
        using (var first = Started(folder))
        {
            secret = Links(first).GetOrIssueSecrets(LangSon);
            Assert.Equal(secret, Links(first).GetOrIssueSecrets(LangSon));
            foreach (var file in Directory.GetFiles(folder.Path, "briefing.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
                Assert.DoesNotContain(secret, Encoding.UTF8.GetString(Bytes(file)), StringComparison.Ordinal);
        }

        using var second = TestApplication.StartOnFolder(folder.Path);
        Assert.Equal(secret, Links(second).GetOrIssueSecrets(LangSon));
        Assert.Equal(HttpStatusCode.OK, await Status(second, secret));
        var key = Assert.Single(second.Keyring.KeysOfPoint(LangSon.Id));
        Assert.Equal((Roles.Screen, true, LangSon.Province), (key.Role, key.IsPointLink, key.Province));
    }

    [Fact]
    public async Task Link_WhoseSealCannotBeOpened_IsIssuedAnewAndTheScreensStay()
    {
        using var folder = new TempFolder();
        string secret;
        using (var first = Started(folder))
            secret = Links(first).GetOrIssueSecrets(LangSon);
        using (var lost = TestApplication.StartOnFolder(folder.Path))
            lost.ExecuteSql("DELETE FROM protection_key");

        using var second = TestApplication.StartOnFolder(folder.Path);
        var other = Links(second).GetOrIssueSecrets(LangSon);

        Assert.NotEqual(secret, other);
        Assert.Equal(other, Links(second).GetOrIssueSecrets(LangSon));
        Assert.Equal(HttpStatusCode.OK, await Status(second, secret));
        // Renewing the link revokes both.
        Links(second).Renew(LangSon);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(second, secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(second, other));
    }

    [Fact]
    public async Task Renew_OfALink_EndsTheOldOneAtOnceAndLeavesTheDevices()
    {
        using var app = Started();
        var (old, device) = (Links(app).GetOrIssueSecrets(LangSon), app.Keyring.Issue(Roles.Screen, LangSon.Province, LangSon.Name, LangSon.Id).Secret);
        var cookie = await app.SignInByCookie(old);

        var renewed = Links(app).Renew(LangSon);

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(app, old));
        using var response = await cookie.SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status(app, renewed));
        Assert.Equal(HttpStatusCode.OK, await Status(app, device));
        Assert.Equal(renewed, Links(app).GetOrIssueSecrets(LangSon));
    }

    [Fact]
    public async Task Revoke_OfAPoint_EndsItsLinkAndItsDevicesAndNoOthers()
    {
        using var app = Started();
        var links = Links(app).GetOrIssueSecrets([LangSon, HaiPhong, LangSon]);
        var device = app.Keyring.Issue(Roles.Screen, LangSon.Province, LangSon.Name, LangSon.Id).Secret;
        Assert.Equal((links[0], 2), (links[2], links.Distinct().Count()));
        var revoked = new List<string>();
        app.Keyring.Revoked += key => revoked.Add(key.Label);

        Assert.Equal(2, app.Keyring.RevokeAllOfPoint(LangSon.Id));

        Assert.Equal(["Lạng Sơn", "Lạng Sơn"], revoked);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(app, links[0]));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(app, device));
        Assert.Equal(HttpStatusCode.OK, await Status(app, links[1]));
        Assert.Equal(0, app.Keyring.RevokeAllOfPoint(LangSon.Id));
        Assert.NotEqual(links[0], Links(app).GetOrIssueSecrets(LangSon));
    }

    [Fact]
    public void Links_OfManyPoints_AskedForAtOnceByTwoDesks_AreTheSame()
    {
        using var app = Started();
        app.Points.Save([.. Enumerable.Range(0, 400).Select(i => new NgoDashboard.Meeting.Points.Point(0, NgoDashboard.Meeting.Points.PointKind.Local, LangSon.Province, $"Xã {i}"))]);
        LinkedPoint[] many = [.. app.Points.All.Select(point => new LinkedPoint(point.Id, point.Name, point.Province))];

        var results = new IReadOnlyList<string>[4];
        Parallel.For(0, results.Length, i => results[i] = Links(app).GetOrIssueSecrets(many));

        Assert.All(results, secrets => Assert.Equal(results[0], secrets));
        Assert.Equal(many.Length, results[0].Distinct().Count());
        Assert.All(many, point => Assert.Single(app.Keyring.KeysOfPoint(point.Id)));
    }

    static PointLinks Links(TestApplication app) => app.Services.GetRequiredService<PointLinks>();

    /// <summary>A server with both points registered.</summary>
    static TestApplication Started(TempFolder? folder = null)
    {
        var app = folder is null ? new TestApplication() : TestApplication.StartOnFolder(folder.Path);
        foreach (var point in (LinkedPoint[])[LangSon, HaiPhong])
            Assert.Equal(point.Id, app.Points.FindOrAdd(point.Name, point.Province).Id);
        return app;
    }

    static async Task<HttpStatusCode> Status(TestApplication app, string secret)
    {
        using var response = await app.CreateClientWithKey(secret).SendRequest("GET", "/api/stage");
        return response.StatusCode;
    }

    static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
