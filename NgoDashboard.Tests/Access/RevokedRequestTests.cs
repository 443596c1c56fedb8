using System.Net;
using System.Text;
using NgoDashboard.Access;
using NgoDashboard.Live;
using NgoDashboard.Tests.Exchange;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Access;

/// <summary>A request that was on its way when its key was revoked writes nothing, and is told what one that comes afterwards is told.</summary>
public class RevokedRequestTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("PUT", "/api/figures")]
    [InlineData("PUT", "/api/stage")]
    [InlineData("PUT", "/api/stage/cover")]
    [InlineData("POST", "/api/keys")]
    [InlineData("POST", "/api/points")]
    public async Task Request_WhoseKeyIsRevokedOnTheWay_WritesNothing(string method, string path)
    {
        var (id, secret) = app.Issue(Roles.Desk);
        var body = path switch
        {
            "/api/figures" => $"[{EditJson.Of()}]",
            "/api/stage" => """{ "scene": "sectors" }""",
            "/api/stage/cover" => """{ "cover": "held" }""",
            "/api/keys" => """{ "role": "desk", "label": "Bàn của kẻ trộm" }""",
            _ => "name,province\nHội trường,Lạng Sơn\n",
        };
        using var content = new HeldBack(body, path == "/api/points" ? "text/csv" : "application/json");
        var request = new HttpRequestMessage(new(method), path) { Content = content };
        using var client = app.With(secret);
        var answer = client.SendAsync(request, TestContext.Current.CancellationToken);
        await content.IsUnderWay;
        using var revoked = await app.Desk.Send("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        var before = app.Air.Newest;

        content.Go();

        using var refused = await answer;
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Cần có khóa truy cập còn hiệu lực.", (await refused.Json()).GetProperty("title").GetString());
        Assert.Same(before, app.Air.Newest);
        Assert.Null(app.Points.Find("Hội trường", new(34, "20")));
        Assert.DoesNotContain(app.Keyring.Issued, key => key.Label == "Bàn của kẻ trộm");
    }

    [Fact]
    public async Task Key_ThatRevokesItself_IsAnsweredAndGone()
    {
        var (id, secret) = app.Issue(Roles.Desk);
        using var revoked = await app.With(secret).Send("DELETE", $"/api/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var later = await app.With(secret).Send("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, later.StatusCode);
    }

    [Fact]
    public async Task Key_OfTheSettings_IsNotRevoked()
    {
        using var refused = await app.Desk.Send("DELETE", $"/api/keys/{app.OperatorOf(App.DeskKey).KeyId}");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task DeskKey_IssuedByTheApi_SaysWhoIssuedItAndIsAVersion()
    {
        var before = app.Air.Newest.Version;
        using var created = await app.Desk.Send("POST", "/api/keys", """{ "role": "desk", "label": "Bàn thứ ba" }""");
        var id = (await created.Json()).GetProperty("id").GetString();

        using var list = await app.Desk.Send("GET", "/api/keys");
        var row = (await list.Json()).EnumerateArray().Single(key => key.GetProperty("id").GetString() == id);
        Assert.Equal(app.OperatorOf(App.DeskKey).KeyId, row.GetProperty("issuedBy").GetString());
        Assert.Equal(before + 1, app.Air.Newest.Version);
        // What issued it and it are one person.
        Assert.False(app.Services.GetService(typeof(Desk)) is Desk desk && desk.AreTwoPersons(id!, app.OperatorOf(App.DeskKey).KeyId));
    }

    /// <summary>A body whose end is not sent until the test says so.</summary>
    sealed class HeldBack : HttpContent
    {
        readonly byte[] body;
        readonly TaskCompletionSource isUnderWay = new(TaskCreationOptions.RunContinuationsAsynchronously), isLetGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldBack(string body, string type)
        {
            this.body = Encoding.UTF8.GetBytes(body);
            Headers.ContentType = new(type);
        }

        public Task IsUnderWay => isUnderWay.Task;

        public void Go() => isLetGo.TrySetResult();

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
