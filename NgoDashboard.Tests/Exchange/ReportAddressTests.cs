using System.Net;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Exchange;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Exchange;

/// <summary>The address of a source inside this server: told to the desk alone, taken back from it, and no other.</summary>
public sealed class ReportAddressTests(ReportAddressTests.Imported app) : IClassFixture<ReportAddressTests.Imported>
{
    const string Query = "?year=2023&province=63:20&measure=disbursed";

    static readonly string Hash = new('a', 64);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Alike =>
    [
        $"/desk/reports/{Hash}", $"/desk/reports/{Hash}?sheet=A&line=", $"/desk/reports/{Hash}?sheet=A&line=-3", $"/desk/reports/{Hash}?sheet=A&line=3#x", $"/desk/reports/{Hash}?sheet=A&line=3&line=4",
        $"/desk/reports/{Hash}?sheet=A B&line=3", $"/desk/reports/{Hash}?sheet=%41&line=3", $"/desk/reports/{Hash}?line=3&sheet=A", $"/desk/reports/{Hash[1..]}?sheet=A&line=3", $"/desk/reports/../../{Hash}?sheet=A&line=3",
        $"/desk/reports/{Hash.ToUpperInvariant()}?sheet=A&line=3", $"//desk/reports/{Hash}?sheet=A&line=3", $"desk/reports/{Hash}?sheet=A&line=3", $"/desk/reports/{Hash}?sheet=A&line=03", $"/desk/keys/{Hash}?sheet=A&line=3", "javascript:alert(1)", "",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("Tổng hợp")]
    [InlineData("a&line=7?sheet=b#c%20d/'\"")]
    public void Address_ThatIsWritten_IsReadBack(string sheet)
    {
        var address = ReportAddress.Of(Hash, new Place(sheet, 12, 3));

        Assert.True(ReportAddress.TryParse(address.ToString(), out var read));
        Assert.Equal(address, read);
    }

    [Theory]
    [MemberData(nameof(Alike))]
    public void Address_ThatIsOnlyAlike_IsNone(string text) => Assert.False(ReportAddress.TryParse(text, out _));

    [Fact]
    public async Task Row_OfAReport_LeadsTheDeskToItsSourceAndComesBackWithIt()
    {
        var source = (await app.Desk.Rows(Query)).Single().GetProperty("source");
        Assert.StartsWith("/desk/reports/", source.GetProperty("url").GetString(), StringComparison.Ordinal);

        using var put = await Put(source.GetRawText());

        Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Text());
        Assert.Equal(source.GetRawText(), (await app.Desk.Rows(Query)).Single().GetProperty("source").GetRawText());
    }

    [Fact]
    public async Task Row_ThatLeadsToAReportThatIsNotKept_IsRefused()
    {
        using var put = await Put($$"""{ "title": "x", "url": "/desk/reports/{{Hash}}?sheet=A&line=3" }""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, put.StatusCode);
        Assert.Equal(("source.url", "badAddress"), (await put.Json()).GetProperty("errors")[0] is var error ? (error.GetProperty("field").GetString(), error.GetProperty("kind").GetString()) : default);
    }

    [Theory]
    [InlineData(Roles.Province, "34:20")]
    [InlineData(Roles.Screen, "34:20")]
    [InlineData(Roles.Screen, null)]
    public async Task Row_OfAReport_TellsOthersTheTitleOfItsSourceAlone(string role, string? province)
    {
        using var other = app.As(role, province);

        var source = (await other.Rows(Query)).Single().GetProperty("source");
        using var csv = await other.Send("GET", "/api/figures" + Query, accept: "text/csv");

        Assert.Equal(("a.xlsx, Tổng hợp!B3", JsonValueKind.Null), (source.GetProperty("title").GetString(), source.GetProperty("url").ValueKind));
        Assert.DoesNotContain("/desk/", await csv.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_WithAnAddressOutside_TellsItToAll()
    {
        using var officer = app.As(Roles.Province, "34:31");

        Assert.Contains(await officer.Rows("?year=2020"), row => row.GetProperty("source").GetProperty("url").GetString()?.StartsWith("http", StringComparison.Ordinal) == true);
    }

    Task<HttpResponseMessage> Put(string source) => app.Desk.Send("PUT", "/api/figures", "[" + EditJson.Of(
        ("from", "\"2023-01-01\""), ("to", "\"2023-12-31\""), ("province", "\"63:20\""), ("value", "1196138"), ("unit", "\"USD\""), ("qualifier", null), ("source", source)) + "]");

    /// <summary>The application with one report taken.</summary>
    public sealed class Imported : App, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1196137")), "file", "a.xlsx" } };
            using var response = await Desk.PostAsync("/api/imports?take=true", form, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
