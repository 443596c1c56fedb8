using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Isolation;

/// <summary>
/// A server with figures of Hải Phòng and its predecessors that no scene on air shows, with an officer of Hải Phòng and one of Lạng Sơn,
/// who also has a figure of the own province.
/// </summary>
public sealed class TwoProvincesFixture : IAsyncLifetime
{
    public const int YearOnAir = 2023, OwnFigure = 12_345_678;

    internal static readonly ProvinceCode LangSon = ProvinceCode.Parse("34:20"), HaiPhong = ProvinceCode.Parse("34:31");

    readonly Dictionary<ProvinceCode, (string Id, string Key, string Cookie)> officers = [];
    int next = 100;

    internal TestApplication App { get; } = new();

    internal string Address { get; private set; } = "";

    /// <summary>Without cookies and redirects.</summary>
    internal HttpClient Web { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App.UseKestrel(0);
        App.StartServer();
        Address = App.ClientOptions.BaseAddress.ToString();
        foreach (var province in (ProvinceCode[])[LangSon, HaiPhong])
        {
            var (id, key) = App.IssueKey(Roles.Province, province.ToString(), $"Cán bộ {province}");
            officers[province] = (id, key, await CookieOf(key));
            App.Points.FindOrAdd($"Điểm cầu {province}", province);
        }

        await PutFigures(Edit("34:31", "2019-01-01", "2019-12-31", "disbursed", SecretMarker.Before, "health"));
        await PutFigures(
            Edit("34:31", "2019-01-01", "2019-12-31", "disbursed", SecretMarker.OfASector, "health"),
            Edit("34:31", "2015-01-01", "2017-12-31", "committed", SecretMarker.OfAWindow),
            Edit("63:31", "2016-01-01", "2016-12-31", "disbursed", SecretMarker.OfASector, "education-training"),
            Edit("63:30", "2012-01-01", "2014-12-31", "disbursed", SecretMarker.OfAWindow),
            Edit("34:31", $"{YearOnAir}-01-01", $"{YearOnAir}-12-31", "disbursed", SecretMarker.OfTheYearOnAir),
            Edit("34:20", $"{YearOnAir}-01-01", $"{YearOnAir}-12-31", "disbursed", OwnFigure, reason: "Tỉnh báo"));
        await SendInboxItems();
        await PlantReusedCodes();
        // The stage shows the last change and a scene: neither may belong to a province.
        Assert.IsType<Committed>(await Desk.Take(Draft.From(new Scene(SceneKinds.Sectors, YearOnAir)), TestBriefing.Operator, Cancellation));
        await NextVersion();
    }

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        await App.DisposeAsync();
    }

    internal long AmendmentOf(ProvinceCode province) => App.Services.GetRequiredService<Amendments>().ForProvince(province).Single(amendment => amendment.Attachment is not null).Id;

    /// <summary>Id of the amendment that Hải Phòng requested, with an attachment.</summary>
    internal long Amendment { get; private set; }

    internal Officer Officer(ProvinceCode province) => new(this, province, officers[province].Key, officers[province].Cookie);

    internal string KeyId(ProvinceCode province) => officers[province].Id;

    internal string KeyOf(ProvinceCode province) => officers[province].Key;

    internal string HashOf(ProvinceCode province) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(officers[province].Key)));

    internal long PointOf(ProvinceCode province) => App.Points.FindOrAdd($"Điểm cầu {province}", province).Id;

    /// <summary>The cookie that the sign-in gives for a key.</summary>
    internal async Task<string> CookieOf(string key)
    {
        using var answer = await Web.GetAsync($"{Address}enter?key={Uri.EscapeDataString(key)}", Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("briefing=", StringComparison.Ordinal)).Split(';')[0];
    }

    /// <summary>Makes a new version by changing a national figure.</summary>
    /// <returns>The new version.</returns>
    internal async Task<long> NextVersion() => Assert.IsType<Committed>(await Desk.Take(
        Draft.From([SampleData.Restate(FigureKey.National(2009, Measure.Countries), SampleData.Count(Interlocked.Increment(ref next)), accepted: true)]), TestBriefing.Operator, Cancellation)).State.Version;

    Desk Desk => App.Services.GetRequiredService<Desk>();

    async Task PutFigures(params object[] edits)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Address}api/figures")
        {
            Content = new StringContent(JsonSerializer.Serialize(edits), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new("Bearer", TestApplication.DeskKey) },
        };
        using var answer = await Web.SendAsync(request, Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Requests of Hải Phòng, which only it and the desk may read.</summary>
    async Task SendInboxItems()
    {
        var (amendments, officer) = (App.Services.GetRequiredService<Amendments>(), new Operator(KeyId(HaiPhong), "Cán bộ Hải Phòng"));
        var restatement = SampleData.Restate(FigureKey.National(YearOnAir, Measure.Disbursed) with { Province = HaiPhong }, SampleData.Usd(SecretMarker.OfASector)) with { Reason = SecretMarker.Words };
        Assert.Empty(await amendments.Submit(HaiPhong, officer, restatement, new Upload("so-lieu.xlsx", ObjectWorkbook.Create([[SecretMarker.Words, SecretMarker.OfASector]])) { Kind = AttachmentKind.Xlsx }));
        Amendment = Assert.Single(amendments.All).Id;
        Assert.Empty(await App.Services.GetRequiredService<Proposals>().Submit(HaiPhong, officer, SecretMarker.Words));
        Assert.Empty(await App.Services.GetRequiredService<SpeakingQueue>().Submit(HaiPhong, officer, SecretMarker.Words));
    }

    /// <summary>For each reused code: officers and requests of both provinces, and figures of the new one.</summary>
    async Task PlantReusedCodes()
    {
        var edits = new List<object>();
        foreach (var code in ReusedCode.All)
        {
            foreach (var side in (ProvinceCode[])[code.New, code.Old])
            {
                var (id, key) = App.IssueKey(Roles.Province, side.ToString(), $"Cán bộ {side}");
                officers[side] = (id, key, await CookieOf(key));
                await SendInboxItemsAs(side, new(id, $"Cán bộ {side}"), ReusedCode.Words(side), side == code.New ? code.Sector : code.Sector + 5_500_000);
            }

            foreach (var (place, year, dollars) in ((ProvinceCode, int, int)[])[(code.New, 2018, code.Sector), (code.New, YearOnAir, code.OnAir), (code.Sibling, 2018, code.OfSibling)])
                edits.Add(Edit(place.ToString(), $"{year}-01-01", $"{year}-12-31", "disbursed", dollars, reason: ReusedCode.Words(code.New)));
        }

        await PutFigures([.. edits]);
    }

    async Task SendInboxItemsAs(ProvinceCode province, Operator who, string words, int dollars)
    {
        var restatement = SampleData.Restate(FigureKey.National(YearOnAir, Measure.Committed) with { Province = province }, SampleData.Usd(dollars)) with { Reason = words };
        var upload = new Upload("so-lieu.xlsx", ObjectWorkbook.Create([[words, dollars]])) { Kind = AttachmentKind.Xlsx };
        Assert.Empty(await App.Services.GetRequiredService<Amendments>().Submit(province, who, restatement, upload));
        Assert.Empty(await App.Services.GetRequiredService<Proposals>().Submit(province, who, words));
        Assert.Empty(await App.Services.GetRequiredService<SpeakingQueue>().Submit(province, who, words));
    }

    static object Edit(string province, string from, string to, string measure, int value, string? sector = null, string reason = SecretMarker.Words + " lý do") => new
    {
        from,
        to,
        province,
        sector,
        measure,
        value,
        unit = "USD",
        reason,
        accept = true,
        source = new { title = reason + " nguồn" },
    };
}
