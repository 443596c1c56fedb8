using System.Globalization;
using System.Net;
using System.Text;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Api.MeetingRecords;

/// <summary>The files of the record, parsed and compared with the journal.</summary>
[Trait("Tier", "Host")]
public sealed class RecordReaderTests(RecordReaderTests.MeetingFixture held) : IClassFixture<RecordReaderTests.MeetingFixture>
{
    const string Formula = "=HYPERLINK(\"http://example.org\")";
    const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static readonly FigureKey Organisations = FigureKey.National(2023, Measure.Organisations), Disbursed = FigureKey.National(2023, Measure.Disbursed);

    [Fact]
    public async Task Csv_OfAMeeting_AgreesWithTheJournalRowByRow()
    {
        using var response = await held.App.DeskClient.SendRequest("GET", "/api/record?format=csv");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("bien-ban-2024-04-12-ban-2-", response.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);

        using var reader = new CsvReader(new StringReader(Encoding.UTF8.GetString(bytes[3..])), CultureInfo.InvariantCulture);
        var rows = reader.GetRecords<dynamic>().Select(row => (IDictionary<string, object>)row).ToArray();

        Assert.Equal(Expected().ToArray(), rows.Select(row =>
            $"{row["version"]} {row["kind"]} {row["event"]} {row["figure"]} {row["oldValue"]} {row["oldUnit"]} {row["oldQualifier"]} {row["newValue"]} {row["newUnit"]} {row["newQualifier"]} {row["correction"]} {row["scene"]} {row["undoes"]} {row["onScreens"]}"));
        foreach (var row in rows)
        {
            var entry = held.Past.Entries.Single(entry => entry.Version == long.Parse((string)row["version"], CultureInfo.InvariantCulture));
            var at = (string)row["at"];
            Assert.EndsWith("+07:00", at, StringComparison.Ordinal);
            Assert.InRange((DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) - entry.OccurredAt).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
            Assert.Equal(entry.Actor, row["who"]);
        }

        // Delivery figures are in the first row of a version only, and only for versions that the screens showed.
        Assert.Equal(
            held.Past.Entries.Where(entry => held.Reached.ContainsKey(entry.Version)).Select(entry => held.Reached[entry.Version]),
            rows.Where(row => (string)row["pointsExpected"] != "").Select(row => $"{row["version"]} {row["pointsPainted"]}/{row["pointsThere"]}"));
        Assert.All(rows.Where(row => (string)row["pointsPainted"] == "1"), row => Assert.InRange(long.Parse((string)row["slowestMs"], CultureInfo.InvariantCulture), 0, 60_000));

        // The hash is in the first row of each version.
        Assert.Equal(held.Past.Entries.Select(entry => $"{entry.Version} {entry.Hash}"), rows.Where(row => (string)row["hash"] != "").Select(row => $"{row["version"]} {row["hash"]}"));

        var warned = rows.Single(row => (string)row["because"] != "");
        Assert.Equal("Chủ trì xác nhận", warned["because"]);
        Assert.Equal(string.Join('\n', held.Past.Entries.Single(entry => entry.OverrideReason is not null).Warnings), warned["warnings"]);
    }

    [Fact]
    public async Task Csv_WithATextLikeAFormula_DoesNotStartWithIt()
    {
        using var response = await held.App.DeskClient.SendRequest("GET", "/api/record", accept: "text/csv");
        var text = await response.ReadText();

        Assert.Contains("\"'=HYPERLINK(", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xlsx_OfAMeeting_IsValidAndHoldsTheJournalAsNumbersAndDates()
    {
        using var response = await held.App.DeskClient.SendRequest("GET", "/api/record", accept: Sheets);
        Assert.Equal(Sheets, response.Content.Headers.ContentType!.MediaType);
        using var memory = new MemoryStream(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var file = SpreadsheetDocument.Open(memory, isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(file, TestContext.Current.CancellationToken).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.Equal(["Đính chính", "Chương trình", "Các bản", "Điểm cầu"], file.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        Assert.All(file.WorkbookPart.WorksheetParts, part =>
        {
            Assert.Equal(PaneStateValues.Frozen, Assert.Single(part.Worksheet!.Descendants<Pane>()).State!.Value);
            Assert.Empty(part.Worksheet!.Descendants<CellFormula>());
        });

        var versions = Rows(file, "Các bản");
        var changes = held.Past.Entries.SelectMany(entry => entry.Changes).ToArray();
        var changeRows = versions.Where(row => Text(row[5]) != "" && Text(row[12]) != "").ToArray();
        Assert.Equal(
            changes.Select(change => (change.Version, change.Before?.WholeUnits, change.After?.WholeUnits, change.Reason)),
            changeRows.Select(row => ((long)Number(row[0])!, Number(row[6]), Number(row[9]), Text(row[13]))));
        Assert.All(changeRows, row => Assert.All((Cell[])[row[0], row[1], row[9]], cell => Assert.Null(cell.DataType)));
        foreach (var row in versions)
        {
            var entry = held.Past.Entries.Single(entry => entry.Version == (long)Number(row[0])!);
            Assert.InRange((DateTime.FromOADate((double)Number(row[1])!) - VietnamTime.ToLocal(entry.OccurredAt).DateTime).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(2));
        }

        Assert.Equal(
            held.Reached.Values, versions.Where(row => Number(row[20]) is not null).Select(row => $"{Number(row[0])} {Number(row[22])}/{Number(row[21])}"));

        Assert.Equal(held.Past.Entries.Select(entry => entry.Hash), versions.Select(row => Text(row[25])).Where(hash => hash != ""));

        var formula = Assert.Single(changeRows, row => Text(row[13]) == Formula)[13];
        var format = file.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)formula.StyleIndex!.Value);
        Assert.True(format.QuotePrefix!.Value);

        var correction = Assert.Single(Rows(file, "Đính chính"));
        Assert.Equal((388m, "hoàn tác"), (Number(correction[6]), Text(correction[13]).Contains("hoàn tác", StringComparison.Ordinal) ? "hoàn tác" : Text(correction[13])));
    }

    [Fact]
    public async Task Json_OfAMeeting_HasItsPartsInTheirOrder()
    {
        using var response = await held.App.DeskClient.SendRequest("GET", "/api/record?meeting=2");
        var record = await response.ReadJson();

        Assert.Equal(
            ["opened", "name", "heldOn", "needsTwo", "firstVersion", "lastVersion", "lastHash", "chained", "from", "until", "over", "corrections", "agenda", "versions", "attendance"],
            record.EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, "Giao ban <thử> & \"nháy\"", "2024-04-12"), (record.GetProperty("opened").GetInt32(), record.GetProperty("name").GetString(), record.GetProperty("heldOn").GetString()));
        Assert.Equal(held.Past.Entries.Select(entry => entry.Version), record.GetProperty("versions").EnumerateArray().Select(row => row.GetProperty("version").GetInt64()).Distinct());
        Assert.Equal(held.App.Services.GetRequiredService<JournalStore>().LastHash, record.GetProperty("lastHash").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, record.GetProperty("chained").ValueKind);
        var correction = Assert.Single(record.GetProperty("corrections").EnumerateArray());
        Assert.Equal(("takenBack", "sectors"), (correction.GetProperty("end").GetString(), correction.GetProperty("onAir").GetString()));
    }

    [Fact]
    public async Task Json_OfAMeetingThatIsOver_EndsWithTheHashOfItsOwnLastVersion()
    {
        using var response = await held.App.DeskClient.SendRequest("GET", "/api/record?meeting=1");

        var first = Assert.Single(held.App.Services.GetRequiredService<JournalStore>().LoadMeeting(1)!.Entries);
        Assert.Equal(first.Hash, (await response.ReadJson()).GetProperty("lastHash").GetString());
        Assert.NotEqual(first.Hash, held.Past.Entries[^1].Hash);
    }

    [Theory]
    [InlineData("?meeting=3", HttpStatusCode.NotFound)]
    [InlineData("?meeting=x", HttpStatusCode.NotFound)]
    [InlineData("?meeting=1", HttpStatusCode.OK)]
    [InlineData("?format=pdf", HttpStatusCode.BadRequest)]
    [InlineData("?meting=2", HttpStatusCode.BadRequest)]
    public async Task Query_OfTheRecord_IsAnsweredOrRefused(string query, HttpStatusCode status)
    {
        using var response = await held.App.DeskClient.SendRequest("GET", "/api/record" + query);
        Assert.Equal(status, response.StatusCode);
        Assert.NotEqual("", await response.ReadText());
    }

    [Fact]
    public async Task Record_IsForTheDeskAlone_ByKeyOrByCookie()
    {
        using var inside = await held.App.SignInByCookie(TestApplication.DeskKey);
        foreach (var path in (string[])["/api/record", "/desk/record"])
        {
            using var byCookie = await inside.SendRequest("GET", path);
            Assert.Equal(HttpStatusCode.OK, byCookie.StatusCode);
            foreach (var role in (string[])[Roles.Screen, Roles.Province])
            {
                using var other = await held.App.CreateClientWithRole(role, "34:20").SendRequest("GET", path);
                Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Page_WithANameThatIsMarkup_ShowsItAsText(string language)
    {
        using var inside = await held.App.SignInByCookie(TestApplication.DeskKey);
        using var response = await inside.SendRequest("GET", $"/desk/record?lang={language}");
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await response.ReadText(), TestContext.Current.CancellationToken);

        Assert.Equal("Giao ban <thử> & \"nháy\"", page.QuerySelector("header .name")!.TextContent);
        Assert.Contains("<thử> & \\\"nháy\\\"", page.DocumentElement.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal(held.Past.Entries[^1].Hash, page.QuerySelector("header .hash code")!.TextContent);
        Assert.Contains(held.Past.Entries[^1].Version.ToString(CultureInfo.InvariantCulture), page.QuerySelector("header .hash")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(held.Reached.Count, page.QuerySelectorAll(".versions .reach").Length);
        using var none = await inside.SendRequest("GET", "/desk/record?meeting=3");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>The rows of the journal in the form of the file.</summary>
    IEnumerable<string> Expected()
    {
        var names = held.App.LiveBriefing.Newest.Snapshot.Reference;
        var isCovered = false;
        foreach (var entry in held.Past.Entries)
        {
            isCovered = entry.Kind switch { EntryKind.Hold => true, EntryKind.Release => false, _ => isCovered };
            var (head, tail) = ($"{entry.Version} {entry.Kind.ToCode()}", $"{entry.Undoes} {(isCovered && entry.Kind != EntryKind.Hold ? "false" : "true")}");
            foreach (var change in entry.Changes)
            {
                yield return $"{head} change {DisplayLanguage.Vietnamese.DisplayNames.ForFigure(change.Key, names)} {Format(change.Before)} {change.QualifierBefore?.ToCode()} {Format(change.After)} {change.QualifierAfter.ToCode()} {(change.IsCorrection ? "true" : "false")}  {tail}";
            }

            if (entry.Stage is { } stage)
                yield return $"{head} scene         {stage.Scene} {tail}";
            if (entry.Kind is EntryKind.Hold or EntryKind.Release)
                yield return $"{head} cover          {tail}";
            if (entry.Meeting is not null)
                yield return $"{head} meeting          {tail}";
            foreach (var key in entry.EndedCorrections)
                yield return $"{head} end-correction {DisplayLanguage.Vietnamese.DisplayNames.ForFigure(key, names)}         {tail}";
        }

        static string Format(Quantity? value) =>
            value is { } known ? $"{known.WholeUnits.ToString(CultureInfo.InvariantCulture)} {known.Unit.ToCode()}" : " ";
    }

    static IReadOnlyList<Cell[]> Rows(SpreadsheetDocument file, string sheet)
    {
        var id = file.WorkbookPart!.Workbook!.Descendants<Sheet>().Single(one => one.Name == sheet).Id!.Value!;
        return [.. ((WorksheetPart)file.WorkbookPart.GetPartById(id)).Worksheet!.Descendants<Row>().Skip(1).Select(row => row.Elements<Cell>().ToArray())];
    }

    static string Text(Cell cell) => cell.InlineString?.InnerText ?? "";

    static decimal? Number(Cell cell) => cell.CellValue is { } value ? decimal.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// A meeting with a correction that was undone, a take with an overridden warning, a hold, and a reason like a formula.
    /// </summary>
    public sealed class MeetingFixture : IAsyncLifetime
    {
        static readonly Operator Desk = new("k1", "Bà Hạnh");

        internal TestApplication App { get; } = new();

        internal PastMeetingRecord Past { get; private set; } = null!;

        /// <summary>For every version that the screens showed: "VERSION PAINTED/PRESENT" points.</summary>
        internal Dictionary<long, string> Reached { get; } = [];

        public async ValueTask InitializeAsync()
        {
            // Two points are expected; the screen of one is connected and paints every second version.
            var rollCall = App.Services.GetRequiredService<ConnectedScreens>();
            var point = App.Points.FindOrAdd("Lạng Sơn", new(34, "20"));
            App.Points.FindOrAdd("Hải Phòng", new(34, "31"));
            rollCall.Join("screen", new(point.Id, point.Name, "34:20", "10.0.0.1"));
            await Do(new OpenMeetingCommand("Giao ban <thử> & \"nháy\"", new(2024, 4, 12)));
            await Do(new TakeCommand(Draft.From(new Scene(SceneKinds.Sectors, 2020))));
            await Do(new TakeCommand(Draft.From(Say(Organisations, SampleData.Count(388)) with { IsCorrection = true })));
            await Do(new UndoCommand());
            await Do(new CoverCommand(Cover.Held));
            await Do(new TakeCommand(new Draft([Say(Disbursed, SampleData.Usd(24_000_000.5m)) with { Qualifier = Qualifier.Nearly }], new Scene(SceneKinds.Years, 2023)) { IsReviewed = true, OverrideReason = "Chủ trì xác nhận" }));
            await Do(new CoverCommand(Cover.None));
            await Do(new TakeCommand(Draft.From(Say(Organisations, SampleData.Count(390)) with { Reason = Formula })));
            Past = App.Services.GetRequiredService<JournalStore>().LoadMeeting(2)!;
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();

        async Task Do(DeskCommand command)
        {
            Assert.IsType<Committed>(await App.Services.GetRequiredService<Desk>().Execute(command, Desk, TestContext.Current.CancellationToken));
            var version = App.LiveBriefing.Current.Version;
            var isPainted = version % 2 == 0;
            Reached[version] = $"{version} {(isPainted ? 1 : 0)}/1";
            if (isPainted)
                App.Services.GetRequiredService<ConnectedScreens>().AcknowledgePainted("screen", version);
        }

        static Restatement Say(FigureKey key, Quantity value) => new(key, value, Qualifier.Exact, null, "Tỉnh báo lại");
    }
}
