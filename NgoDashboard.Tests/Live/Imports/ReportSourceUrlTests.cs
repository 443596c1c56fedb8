using System.Net;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.Api.FigureData;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Live.Imports;

/// <summary>The source URL inside this server: sent to the desk only, accepted from it in exactly its own form.</summary>
[Trait("Tier", "Host")]
public sealed class ReportSourceUrlTests(ReportSourceUrlTests.ImportedReportFixture app) : IClassFixture<ReportSourceUrlTests.ImportedReportFixture>
{
    const string Query = "?year=2023&province=63:20&measure=disbursed";

    static readonly string Hash = new('a', 64);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Alike =>
    [
        $"/desk/reports/{Hash}", $"/desk/reports/{Hash}?sheet=A&line=", $"/desk/reports/{Hash}?sheet=A&line=-3", $"/desk/reports/{Hash}?sheet=A&line=3#x", $"/desk/reports/{Hash}?sheet=A&line=3&line=4",
        $"/desk/reports/{Hash}?sheet=A B&line=3", $"/desk/reports/{Hash}?sheet=%41&line=3", $"/desk/reports/{Hash}?line=3&sheet=A", $"/desk/reports/{Hash[1..]}?sheet=A&line=3", $"/desk/reports/../../{Hash}?sheet=A&line=3",
        $"/desk/reports/{Hash.ToUpperInvariant()}?sheet=A&line=3", $"//desk/reports/{Hash}?sheet=A&line=3", $"desk/reports/{Hash}?sheet=A&line=3", $"/desk/reports/{Hash}?sheet=A&line=03", $"/desk/reports/{Hash}?sheet=A&line=3&column=", $"/desk/reports/{Hash}?sheet=A&line=3&column=c", $"/desk/reports/{Hash}?sheet=A&line=3&column=ABCD", $"/desk/reports/{Hash}?sheet=A&line=3&rows=0", $"/desk/reports/{Hash}?sheet=A&line=3&rows=2&column=C", $"/desk/keys/{Hash}?sheet=A&line=3", "javascript:alert(1)", "",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("Tổng hợp")]
    [InlineData("a&line=7?sheet=b#c%20d/'\"")]
    public void Address_ThatIsWritten_IsReadBack(string sheet)
    {
        var address = ReportSourceUrl.ForReport(Hash, new CellReference(sheet, 12, 3));

        Assert.True(ReportSourceUrl.TryParse(address.ToString(), out var read));
        Assert.Equal(address, read);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(27, 0)]
    [InlineData(null, 12)]
    [InlineData(2, 12)]
    public void Address_OfACellOrOfASum_SaysWhichAndOfHowMany(int? column, int rows)
    {
        var address = ReportSourceUrl.ForReport(Hash, new CellReference("Tổng hợp", 12, column), rows);

        Assert.True(ReportSourceUrl.TryParse(address.ToString(), out var read));
        Assert.Equal((column, rows), (read.Column, read.Rows));
    }

    [Fact]
    public async Task Page_OfASource_MarksTheCellAndSaysOfHowManyRowsASumIs()
    {
        using var own = new TestApplication();
        var list = TextWorkbook.Create("Tỉnh Lạng Sơn, năm 2023\nTên dự án|Nhà tài trợ|Giải ngân (USD)\nN|Oxfam|#46000.5\nM|Plan|#1200");
        using (var form = new MultipartFormDataContent { { new ByteArrayContent(list), "file", "khoan.xlsx" } })
        using (var response = await own.DeskClient.PostAsync("/api/imports?take=true&accept=true", form, Cancellation))
            Assert.True(response.StatusCode == HttpStatusCode.OK, await response.ReadText());
        var url = (await own.DeskClient.GetFigureRows(Query)).Single().GetProperty("source").GetProperty("url").GetString()!;
        using var inside = await own.SignInByCookie(TestApplication.DeskKey);

        using var page = await inside.GetAsync(url, Cancellation);
        var html = await page.ReadText();

        Assert.Contains("<td class=\"source-cell\">46000.5</td>", html, StringComparison.Ordinal);
        Assert.Contains("46.000,5", html, StringComparison.Ordinal);
        Assert.Contains(DisplayLanguage.Vietnamese.Words.Reports["added-from", 2], html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Alike))]
    public void Address_ThatIsOnlyAlike_IsNone(string text) => Assert.False(ReportSourceUrl.TryParse(text, out _));

    [Fact]
    public async Task Row_OfAReport_LeadsTheDeskToItsSourceAndComesBackWithIt()
    {
        var source = (await app.DeskClient.GetFigureRows(Query)).Single().GetProperty("source");
        Assert.StartsWith("/desk/reports/", source.GetProperty("url").GetString(), StringComparison.Ordinal);

        using var put = await Put(source.GetRawText());

        Assert.True(put.StatusCode == HttpStatusCode.OK, await put.ReadText());
        Assert.Equal(source.GetRawText(), (await app.DeskClient.GetFigureRows(Query)).Single().GetProperty("source").GetRawText());
    }

    [Fact]
    public async Task Row_ThatLeadsToAReportThatIsNotKept_IsRefused()
    {
        using var put = await Put($$"""{ "title": "x", "url": "/desk/reports/{{Hash}}?sheet=A&line=3" }""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, put.StatusCode);
        Assert.Equal(("source.url", "badAddress"), (await put.ReadJson()).GetProperty("errors")[0] is var error ? (error.GetProperty("field").GetString(), error.GetProperty("kind").GetString()) : default);
    }

    [Theory]
    [InlineData(Roles.Province, "34:20")]
    [InlineData(Roles.Screen, "34:20")]
    [InlineData(Roles.Screen, null)]
    public async Task Row_OfAReport_TellsOthersTheTitleOfItsSourceAlone(string role, string? province)
    {
        using var other = app.CreateClientWithRole(role, province);

        var source = (await other.GetFigureRows(Query)).Single().GetProperty("source");
        using var csv = await other.SendRequest("GET", "/api/figures" + Query, accept: "text/csv");

        Assert.Equal(("a.xlsx, Tổng hợp!B3", JsonValueKind.Null), (source.GetProperty("title").GetString(), source.GetProperty("url").ValueKind));
        Assert.DoesNotContain("/desk/", await csv.ReadText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_WithAnAddressOutside_TellsItToAll()
    {
        using var officer = app.CreateClientWithRole(Roles.Province, "34:31");

        Assert.Contains(await officer.GetFigureRows("?year=2020"), row => row.GetProperty("source").GetProperty("url").GetString()?.StartsWith("http", StringComparison.Ordinal) == true);
    }

    Task<HttpResponseMessage> Put(string source) => app.DeskClient.SendRequest("PUT", "/api/figures", "[" + FigureEditJson.Create(
        ("from", "\"2023-01-01\""), ("to", "\"2023-12-31\""), ("province", "\"63:20\""), ("value", "1196138"), ("unit", "\"USD\""), ("qualifier", null), ("source", source)) + "]");

    /// <summary>The application with one imported report on air.</summary>
    public sealed class ImportedReportFixture : TestApplication, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1196137")), "file", "a.xlsx" } };
            using var response = await DeskClient.PostAsync("/api/imports?take=true", form, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
