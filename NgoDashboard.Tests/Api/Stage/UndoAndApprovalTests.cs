using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.Api.FigureData;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Stage;

[Trait("Tier", "Host")]
public sealed class UndoAndApprovalTests : IDisposable
{
    const string Query = "?year=2020&province=63:31&measure=disbursed";

    readonly TestApplication app = new();

    Desk Desk => app.Services.GetRequiredService<Desk>();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task UndoAndRedo_OfAnEdit_AreVersionsOfTheirOwn()
    {
        Assert.Equal((HttpStatusCode.Conflict, "Không có gì để làm: trạng thái đã như vậy."), await Title(app.DeskClient, "/api/undo"));
        using var put = await app.DeskClient.SendRequest("PUT", "/api/figures", $"[{FigureEditJson.Create()}]");

        using var undone = await app.DeskClient.SendRequest("POST", "/api/undo");
        Assert.Equal("""{"version":3}""", await undone.ReadText());
        Assert.Equal(93_000_000_000, Assert.Single(await app.DeskClient.GetFigureRows(Query)).GetProperty("value").GetInt64());
        using var redone = await app.DeskClient.SendRequest("POST", "/api/redo");
        Assert.Equal("""{"version":4}""", await redone.ReadText());
        Assert.Equal(93_500_000_000, Assert.Single(await app.DeskClient.GetFigureRows(Query)).GetProperty("value").GetInt64());
        Assert.Equal(HttpStatusCode.Conflict, (await Title(app.DeskClient, "/api/redo")).Status);
    }

    [Fact]
    public async Task Writes_WhereTwoAreNeeded_AreRequestsThatAnotherKeyConfirms()
    {
        var second = await NeedTwo();
        foreach (var (method, path, body) in ((string, string, string?)[])
                 [("PUT", "/api/figures", $"[{FigureEditJson.Create()}]"), ("PUT", "/api/stage", """{ "scene": "sectors" }"""), ("POST", "/api/undo", null), ("POST", "/api/redo", null)])
        {
            var before = app.LiveBriefing.Newest;
            using var asked = await app.DeskClient.SendRequest(method, path, body);
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
            var request = (await asked.ReadJson()).GetProperty("request").GetInt64();
            Assert.Same(before, app.LiveBriefing.Newest);

            Assert.Equal(
                (HttpStatusCode.Forbidden, "Người xin không tự xác nhận được: cần khóa bàn điều hành của người khác, không do khóa này hay cùng một khóa cấp."), await Title(app.DeskClient, $"/api/requests/{request}"));
            using var confirmed = await second.SendRequest("POST", $"/api/requests/{request}");
            Assert.Equal($$"""{"version":{{before.Version + 1}}}""", await confirmed.ReadText());
            Assert.Equal(
                (HttpStatusCode.NotFound, "Không còn yêu cầu này: đã được xác nhận, đã rút lại hoặc không còn gì để làm."), await Title(second, $"/api/requests/{request}"));
        }
    }

    [Fact]
    public async Task Request_OfAFigureThatChangedMeanwhile_IsAConflictThatTellsIt()
    {
        var second = await NeedTwo();
        var late = await Ask(app.DeskClient, FigureEditJson.Create(("expectedVersion", "1")));
        var quick = await Ask(second, FigureEditJson.Create(("value", "94000000000")));
        using var taken = await app.DeskClient.SendRequest("POST", $"/api/requests/{quick}");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);

        using var stale = await second.SendRequest("POST", $"/api/requests/{late}");

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(94_000_000_000, (await stale.ReadJson()).GetProperty("current")[0].GetProperty("value").GetInt64());
    }

    [Fact]
    public async Task Request_OfADeskThatDoubtsAgain_IsToldTheDoubts()
    {
        var second = await NeedTwo();
        var edit = new Restatement(
            new(Period.ForYear(2020), new(63, "31"), null, null, Measure.Disbursed),
            new(94_000_000_000, Unit.Vnd), Qualifier.Exact, null, "Tỉnh báo lại");
        var asked = Assert.IsType<AwaitingApproval>(await Desk.Take(Draft.From(edit) with { IsReviewed = true }, app.GetOperatorForKey(app.IssueKey(Roles.Desk).Secret), TestContext.Current.CancellationToken));
        using var quick = await app.DeskClient.SendRequest("POST", $"/api/requests/{await Ask(second, FigureEditJson.Create(("value", "18000000000"), ("accept", "true")))}");
        Assert.Equal(HttpStatusCode.OK, quick.StatusCode);

        using var doubted = await second.SendRequest("POST", $"/api/requests/{asked.Approval.Id}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, doubted.StatusCode);
        Assert.Equal("jump", (await doubted.ReadJson()).GetProperty("errors")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Request_OfADraft_EmptiesItOnceItIsConfirmed()
    {
        await NeedTwo();
        var (drafts, who) = (app.Services.GetRequiredService<Drafts>(), app.GetOperatorForKey(app.IssueKey(Roles.Desk).Secret));
        var draft = await drafts.SetScene(who, new(SceneKinds.Sectors, 2020));
        var asked = Assert.IsType<AwaitingApproval>(await Desk.Take(draft, who, TestContext.Current.CancellationToken));

        using var confirmed = await app.DeskClient.SendRequest("POST", $"/api/requests/{asked.Approval.Id}");

        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.True(drafts.ForOperator(who).IsEmpty);
    }

    /// <returns>A client of a second person, whose key the console issued.</returns>
    async Task<HttpClient> NeedTwo()
    {
        var second = app.CreateClientWithRole(Roles.Desk);
        Assert.IsType<Committed>(
            await Desk.Execute(new ChangeMeetingCommand("Giao ban", new(2024, 4, 12), RequiresApproval: true), app.GetOperatorForKey(TestApplication.DeskKey), TestContext.Current.CancellationToken));
        return second;
    }

    static async Task<long> Ask(HttpClient desk, string edit)
    {
        using var asked = await desk.SendRequest("PUT", "/api/figures", $"[{edit}]");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return (await asked.ReadJson()).GetProperty("request").GetInt64();
    }

    static async Task<(HttpStatusCode Status, string? Title)> Title(HttpClient client, string path)
    {
        using var response = await client.SendRequest("POST", path);
        return (response.StatusCode, (await response.ReadJson()).GetProperty("title").GetString());
    }
}
