using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.ChildProcess;

/// <summary>Files that were made to end or to occupy the server, sent to the whole application with real child processes.</summary>
[Trait("Tier", "Process")]
public sealed class HostileFilesApiTests(HostileFilesApiTests.ChildReadingApp app) : IClassFixture<HostileFilesApiTests.ChildReadingApp>
{
    static readonly byte[] Good = TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1196137");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_ThatWouldEndTheServer_IsASentence_AndTheOthersOfItsBatchAreRead()
    {
        using var response = await Post("", ("deep.xlsx", HostileFiles.DeepStyles()), ("many.xlsx", HostileFiles.ManyFormats(1_500_000)), ("good.xlsx", Good));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.ReadJson();
        Assert.Equal(
            [("deep.xlsx", "nestedTooDeeply"), ("many.xlsx", "tooManyElements")],
            answer.GetProperty("findings").EnumerateArray().Select(finding => (finding.GetProperty("file").GetString(), finding.GetProperty("kind").GetString())));
        Assert.All(answer.GetProperty("findings").EnumerateArray(), finding => Assert.NotEqual("", finding.GetProperty("message").GetString()));
        Assert.Equal(1, answer.GetProperty("counts").GetProperty("new").GetInt32() + answer.GetProperty("counts").GetProperty("unchanged").GetInt32() + answer.GetProperty("counts").GetProperty("changed").GetInt32());
    }

    [Fact]
    public async Task Report_ThatWouldEndTheServer_IsNotTaken()
    {
        using var response = await Post("?take=true", ("deep.xlsx", HostileFiles.DeepStyles()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("64", (await response.ReadJson()).GetProperty("findings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        await IsAlive();
    }

    [Fact]
    public async Task Report_WithHeadsInEveryRow_IsReviewedWhole()
    {
        using var response = await Post("", ("heads.csv", HostileFiles.HeadersInEveryRow(4_000)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await IsAlive();
    }

    [Fact]
    public async Task Points_ThatWouldEndTheServer_AreRefusedWithTheBound()
    {
        using var body = new ByteArrayContent(HostileFiles.DeepStyles());
        using var response = await app.DeskClient.PostAsync("/api/points", body, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var error = (await response.ReadJson()).GetProperty("errors")[0];
        Assert.Equal("nestedTooDeeply", error.GetProperty("kind").GetString());
        Assert.Contains("64", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await IsAlive();
    }

    [Fact]
    public async Task Attachment_ThatWasNotOpenedInAChild_IsNotOpenedByTheServer()
    {
        var amendments = app.Services.GetRequiredService<Amendments>();
        var province = new ProvinceCode(34, "31");
        var key = new FigureKey(Period.ForYear(2023), province, null, null, Measure.Disbursed);

        var findings = await amendments.Submit(province, new("k", "Hải Phòng"), new(key, SampleData.Usd(12), Qualifier.Exact, null, "Bổ sung"), new("a.xlsx", ObjectWorkbook.Create(["a"])));

        Assert.Contains(FindingKind.AttachmentUnknown, findings.Select(finding => finding.Kind));
    }

    async Task IsAlive()
    {
        using var live = await app.CreateAnonymousClient().GetAsync("/health/live", Cancellation);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    async Task<HttpResponseMessage> Post(string query, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", name);
        return await app.DeskClient.PostAsync("/api/imports" + query, form, Cancellation);
    }

    public sealed class ChildReadingApp : TestApplication
    {
        protected override bool ReadsFilesInChildProcess => true;
    }
}
