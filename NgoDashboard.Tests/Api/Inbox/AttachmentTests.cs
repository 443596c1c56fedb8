using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Api.Inbox;

[Trait("Tier", "Host")]
public class AttachmentTests(TestApplication app) : IClassFixture<TestApplication>
{
    const string HaiPhong = "34:31", LangSon = "34:20";

    static readonly FigureKey Own = new(Period.ForYear(2020), ProvinceCode.Parse("63:31"), null, null, Measure.Disbursed);

    [Fact]
    public async Task Attachment_ForTheDeskAndItsSender_IsDownloadedAndNeverOpened()
    {
        var path = await Sent("Báo cáo \u202Equý IV.pdf");
        foreach (var client in (HttpClient[])[app.DeskClient, app.CreateClientWithRole(Roles.Province, HaiPhong), await app.SignInByCookie(app.IssueKey(Roles.Province, HaiPhong).Secret)])
        {
            using var response = await client.SendRequest("GET", path);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(SampleUploads.Pdf, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal("application/pdf", response.Content.Headers.ContentType!.ToString());
            Assert.Equal(("attachment", "Báo cáo quý IV.pdf"), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar));
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("default-src 'none'; sandbox", response.Headers.GetValues("Content-Security-Policy").Single());
            Assert.True(response.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task Attachment_ForEverybodyElse_IsAnsweredAsIfThereWereNone()
    {
        var path = await Sent("a.pdf");
        foreach (var client in (HttpClient[])[app.CreateClientWithRole(Roles.Province, LangSon), app.CreateClientWithRole(Roles.Screen, HaiPhong), app.CreateClientWithRole(Roles.Screen)])
        {
            using var there = await client.SendRequest("GET", path);
            using var nowhere = await client.SendRequest("GET", "/api/amendments/987654/attachment");

            Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
            Assert.Equal(WithoutTraceId(await nowhere.ReadText()), WithoutTraceId(await there.ReadText()));
            Assert.Equal(nowhere.StatusCode, there.StatusCode);
        }

        using var anonymous = await app.CreateAnonymousClient().SendRequest("GET", path);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Fact]
    public async Task Attachment_OfWhatWasWithdrawn_IsGone()
    {
        var path = await Sent("a.pdf");
        var amendments = app.Services.GetRequiredService<Amendments>();
        Assert.True(await amendments.Withdraw(ProvinceCode.Parse(HaiPhong), amendments.All[^1].Id));

        using var response = await app.DeskClient.SendRequest("GET", path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Folder_OfAttachments_IsOutOfTheWebsReach()
    {
        await Sent("a.pdf");
        var file = Path.GetFileName(Directory.GetFiles(Path.Combine(app.Folder, "briefing.db.attachments"))[0]);
        foreach (var path in (string[])[$"/{file}", $"/briefing.db.attachments/{file}", $"/api/amendments/{file}/attachment", "/api/amendments/..%2f..%2fbriefing.db/attachment"])
        {
            using var response = await app.DeskClient.SendRequest("GET", path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    async Task<string> Sent(string name)
    {
        _ = app.CreateAnonymousClient();
        var amendments = app.Services.GetRequiredService<Amendments>();
        var amendment = new Restatement(Own, SampleData.Vnd(95_500_000_000 + amendments.All.Count), Qualifier.Exact, null, "Bổ sung");
        Assert.Empty(await amendments.Submit(ProvinceCode.Parse(HaiPhong), new("p1", "Sở"), amendment, new(name, SampleUploads.Pdf)));
        return $"/api/amendments/{amendments.All[^1].Id}/attachment";
    }

    /// <summary>Without the trace id, which differs each time.</summary>
    static string WithoutTraceId(string problem) => System.Text.RegularExpressions.Regex.Replace(problem, "\"traceId\":\"[^\"]*\"", "");
}
