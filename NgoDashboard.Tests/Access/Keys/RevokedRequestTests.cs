using System.Net;
using System.Text;
using NgoDashboard.Access;
using NgoDashboard.Live.Commands;
using NgoDashboard.Tests.Api.FigureData;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Access.Keys;

/// <summary>A request whose key is revoked while it runs writes nothing and gets the same answer as a later request.</summary>
[Trait("Tier", "Host")]
public class RevokedRequestTests(TestApplication app) : IClassFixture<TestApplication>
{
    [Theory]
    [InlineData("PUT", "/api/figures")]
    [InlineData("PUT", "/api/stage")]
    [InlineData("PUT", "/api/stage/cover")]
    [InlineData("POST", "/api/keys")]
    [InlineData("POST", "/api/points")]
    public async Task Request_WhoseKeyIsRevokedOnTheWay_WritesNothing(string method, string path)
    {
        var (id, secret) = app.IssueKey(Roles.Desk);
        var body = path switch
        {
            "/api/figures" => $"[{FigureEditJson.Create()}]",
            "/api/stage" => """{ "scene": "sectors" }""",
            "/api/stage/cover" => """{ "cover": "held" }""",
            "/api/keys" => """{ "role": "desk", "label": "Bàn của kẻ trộm" }""",
            _ => "name,province\nHội trường,Lạng Sơn\n",
        };
        using var content = new DelayedContent(body, path == "/api/points" ? "text/csv" : "application/json");
        var request = new HttpRequestMessage(new(method), path) { Content = content };
        using var client = app.CreateClientWithKey(secret);
        var answer = client.SendAsync(request, TestContext.Current.CancellationToken);
        await content.IsUnderWay;
        using var revoked = await app.DeskClient.SendRequest("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        var before = app.LiveBriefing.Newest;

        content.SendRest();

        using var refused = await answer;
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Cần có khóa truy cập còn hiệu lực.", (await refused.ReadJson()).GetProperty("title").GetString());
        Assert.Same(before, app.LiveBriefing.Newest);
        Assert.Null(app.Points.FindByName("Hội trường", new(34, "20")));
        Assert.DoesNotContain(app.Keyring.IssuedKeys, key => key.Label == "Bàn của kẻ trộm");
    }

    [Fact]
    public async Task Key_ThatRevokesItself_IsAnsweredAndGone()
    {
        var (id, secret) = app.IssueKey(Roles.Desk);
        using var revoked = await app.CreateClientWithKey(secret).SendRequest("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var later = await app.CreateClientWithKey(secret).SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, later.StatusCode);
    }

    [Fact]
    public async Task Key_OfTheSettings_IsNotRevoked()
    {
        using var refused = await app.DeskClient.SendRequest("DELETE", $"/api/keys/{app.GetOperatorForKey(TestApplication.DeskKey).KeyId}");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task DeskKey_IssuedByTheApi_SaysWhoIssuedItAndIsAVersion()
    {
        var before = app.LiveBriefing.Newest.Version;
        using var created = await app.DeskClient.SendRequest("POST", "/api/keys", """{ "role": "desk", "label": "Bàn thứ ba" }""");
        var id = (await created.ReadJson()).GetProperty("id").GetString();

        using var list = await app.DeskClient.SendRequest("GET", "/api/keys");
        var row = (await list.ReadJson()).EnumerateArray().Single(key => key.GetProperty("id").GetString() == id);
        Assert.Equal(app.GetOperatorForKey(TestApplication.DeskKey).KeyId, row.GetProperty("issuedBy").GetString());
        Assert.Equal(before + 1, app.LiveBriefing.Newest.Version);
        // A key and the key that issued it count as one person.
        Assert.False(app.Services.GetService(typeof(Desk)) is Desk desk && desk.AreTwoPersons(id!, app.GetOperatorForKey(TestApplication.DeskKey).KeyId));
    }

    /// <summary>A request body whose second half is sent only when the test releases it.</summary>
    sealed class DelayedContent : HttpContent
    {
        readonly byte[] body;
        readonly TaskCompletionSource isUnderWay = new(TaskCreationOptions.RunContinuationsAsynchronously), isLetGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DelayedContent(string body, string type)
        {
            this.body = Encoding.UTF8.GetBytes(body);
            Headers.ContentType = new(type);
        }

        public Task IsUnderWay => isUnderWay.Task;

        public void SendRest() => isLetGo.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await stream.FlushAsync();
            isUnderWay.TrySetResult();
            await isLetGo.Task;
            await stream.WriteAsync(body.AsMemory(body.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
