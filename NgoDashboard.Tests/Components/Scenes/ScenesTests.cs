using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.Scenes;

/// <summary>The content of each scene, on the published figures and on a sample small enough to check by head.</summary>
public sealed partial class ScenesTests : ComponentTest
{
    static readonly ProvinceCode HaiPhong = new(34, "31"), OldHaiPhong = new(63, "31");

    public static TheoryData<string, string> AllScenes =>
        [.. SceneKinds.All.SelectMany(kind => DisplayLanguage.All.Select(language => new TheoryDataRow<string, string>(kind, language.Code)))];

    [Fact]
    public void Overview_Of2023_SaysThePublishedFigures()
    {
        var drawn = Scene(SceneKinds.Overview, 2023);

        Assert.Equal(("Giải ngân triệu USD", "hơn 228,7", "▲ 5 so với 2022"), Headline(drawn, 0));
        Assert.Equal(("Tỷ lệ giải ngân", "khoảng 68,5 %", "giải ngân ÷ cam kết"), Headline(drawn, 1));
        Assert.Equal(("Tổ chức PCPNN", "381", "năm 2023"), Headline(drawn, 2));
        var years = ChartRows(drawn, "years");
        Assert.Equal(("2023", "228700000", ">228,7", "now"), years[^1]);
        Assert.Contains(("2016 – 2018", null, "chưa công bố", "none"), years);
    }

    [Fact]
    public void Overview_OfAYearWithoutSectors_ShowsTheLatestThatHasThem_WithItsYear()
    {
        var drawn = Scene(SceneKinds.Overview, 2023);

        Assert.Contains("Theo lĩnh vực, 2020", drawn.Markup, StringComparison.Ordinal);
        Assert.Equal(("Chưa công bố", "95300000", "95,3", "rest"), ChartRows(drawn, "sectors")[^1]);
    }

    [Fact]
    public void Overview_OfTheSample_IsReckonedFromItsFigures()
    {
        var drawn = Scene(SceneKinds.Overview, SampleData.Year, snapshot: SampleData.CreateSnapshot(
            (SampleData.National(), SampleData.Usd(60_000_000)), (SampleData.National(Measure.Committed), SampleData.Usd(80_000_000)),
            (SampleData.National(year: 2022), SampleData.Usd(64_000_000)), (SampleData.InSector("health"), SampleData.Usd(20_000_000))));

        Assert.Equal(("Giải ngân triệu USD", "60", "▼ 4 so với 2022"), Headline(drawn, 0));
        Assert.Equal(("Tỷ lệ giải ngân", "75 %", "giải ngân ÷ cam kết"), Headline(drawn, 1));
        Assert.Equal(("Tổ chức PCPNN", "—", "chưa công bố"), Headline(drawn, 2));
        Assert.Equal([("Y tế", "20000000", "20", ""), ("Chưa công bố", "40000000", "40", "rest")], Named(ChartRows(drawn, "sectors")));
    }

    [Fact]
    public void Sectors_Of2020_AreThePublishedOnesAndWhatTheyLeave()
    {
        var drawn = Scene(SceneKinds.Sectors, 2020);
        var rows = ChartRows(drawn, "sectors");

        Assert.Equal([("51000000", ">51"), ("43500000", "43,5"), ("30900000", "30,9")], rows.Take(3).Select(row => (row.Value, row.Text)));
        Assert.Equal(6, rows.Count(row => row is { Value: null, Text: "chưa công bố", Class: "none" }));
        Assert.Equal(("Chưa công bố", "95300000", "95,3", "rest"), rows[^1]);
        Assert.Equal(("Tổng giải ngân triệu USD", "220,7", "theo công bố"), Headline(drawn, 0));
        Assert.Equal(("Chưa công bố triệu USD", "khoảng 95,3", "43,2 % tổng số"), Headline(drawn, 2));
    }

    [Fact]
    public void Sectors_ThatExceedTheirWhole_SayItAndDrawNoRemainder()
    {
        var drawn = Scene(SceneKinds.Sectors, SampleData.Year, snapshot: SampleData.CreateSnapshot(
            (SampleData.National(), SampleData.Usd(10_000_000)), (SampleData.InSector("health"), SampleData.Usd(8_000_000)), (SampleData.InSector("education"), SampleData.Usd(5_000_000))));

        Assert.DoesNotContain(ChartRows(drawn, "sectors"), row => row.Class == "rest");
        Assert.Contains("các lĩnh vực lớn hơn tổng số", drawn.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Years_WithAPartialSum_MarkIt()
    {
        var rows = ChartRows(Scene(SceneKinds.Years, 2023), "years");

        Assert.Contains(("2013", "2700000", "1/63: 2,7", "part"), rows);
        Assert.Contains(("2020", "220700000", "220,7", ""), rows);
    }

    [Fact]
    public void Provinces_Of2020_RankWhatIsPublishedAndMarkWhatIsPartOfIt()
    {
        var drawn = Scene(SceneKinds.Provinces, 2020);

        Assert.Equal([("Thanh Hóa", "7200000", "≈7,2", ""), ("Hải Phòng", "4007175", "1/2: >93 tỷ đồng", "part")], ChartRows(drawn, "ranking"));
        Assert.Equal(34, ChartRows(drawn, "map").Count);
        Assert.Equal(32, ChartRows(drawn, "map").Count(row => row is { Value: null, Text: "chưa công bố" }));
        Assert.StartsWith("32/34 địa phương chưa công bố", TextOf(drawn.Find("p.note")), StringComparison.Ordinal);
        Assert.Equal(34, drawn.FindAll("live-chart#map tbody tr").Select(row => row.GetAttribute("data-key")).Distinct().Count());
    }

    [Fact]
    public void Provinces_OnTheMap_NameTheIslands()
    {
        var map = Scene(SceneKinds.Provinces, 2020).Find("live-chart#map");

        Assert.Equal(("Quần đảo Hoàng Sa", "Quần đảo Trường Sa"), (map.GetAttribute("hoangsa"), map.GetAttribute("truongsa")));
    }

    [Fact]
    public void Province_OfToday_IsRolledUpFromItsPredecessorsAndSaysSo()
    {
        var drawn = Scene(SceneKinds.Province, 2020, HaiPhong);

        Assert.Equal("Hải Phòng, năm 2020", drawn.Find("h1").TextContent);
        Assert.Equal(("Giải ngân tỷ đồng", "hơn 93", "mới có Hải Phòng (cũ)"), Headline(drawn, 0));
        // The rate and the count of one predecessor are not those of the merged province.
        Assert.Equal(("Tỷ lệ giải ngân", "—", "chưa công bố"), Headline(drawn, 2));
        Assert.Equal(("Tổ chức PCPNN", "—", "chưa công bố"), Headline(drawn, 3));
        Assert.Equal(("2020", "93000000000", "1/2: >93", "part"), ChartRows(drawn, "years").Single());
        Assert.Contains(drawn.FindAll("table.windows tbody tr"), row => TextOf(row) == "năm 2020 Tổ chức PCPNN 46");
    }

    [Fact]
    public void Province_OfTheOldBasis_HasItsOwnFigures()
    {
        var drawn = Scene(SceneKinds.Province, 2020, OldHaiPhong);

        Assert.Equal("Hải Phòng (cũ), năm 2020", drawn.Find("h1").TextContent);
        Assert.Equal(("Giải ngân tỷ đồng", "hơn 93", ""), Headline(drawn, 0));
        Assert.Equal(("Cam kết tỷ đồng", "145,8", ""), Headline(drawn, 1));
        Assert.Equal(("Tỷ lệ giải ngân", "64 %", "theo công bố"), Headline(drawn, 2));
        Assert.Equal(("Tổ chức PCPNN", "46", "năm 2020"), Headline(drawn, 3));
    }

    [Fact]
    public void Province_OfTheSample_HasItsPlaceOnlyAmongAll()
    {
        (FigureKey, Quantity)[] stated = [.. SampleData.CurrentProvinces.Select((code, i) => (SampleData.InProvince(code), SampleData.Usd(10_000_000 - 1_000_000 * i)))];

        var among = Headline(Scene(SceneKinds.Province, SampleData.Year, SampleData.CurrentProvinces[1], SampleData.CreateSnapshot(stated)), 0);
        var alone = Headline(Scene(SceneKinds.Province, SampleData.Year, SampleData.CurrentProvinces[1], SampleData.CreateSnapshot(stated[1..])), 0);

        Assert.Contains("hạng 2/3", among.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("hạng", alone.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_NeverShowsAZeroForWhatNobodySaid()
    {
        var cells = Scene(SceneKinds.Table, 2023).FindAll("table.figures tbody td.n");

        Assert.NotEmpty(cells);
        Assert.DoesNotContain(cells, cell => TextOf(cell) is "0" or "" or "—");
        Assert.All(cells.Where(cell => cell.ClassList.Contains("none")), cell => Assert.Equal("chưa công bố", TextOf(cell)));
        Assert.Contains(cells, cell => TextOf(cell) == "≈68,5 %");
    }

    [Theory]
    [MemberData(nameof(AllScenes))]
    public void Scene_WithoutAnyFigure_SaysSoAndShowsNoNumber(string kind, string language)
    {
        var drawn = DisplayLanguage.FromCode(language).RenderIn(() => Scene(SampleData.CreateScene(kind), SampleData.CreateSnapshot()));
        var texts = DisplayLanguage.FromCode(language).Words.Stage;
        string[] words = [texts["unpublished"], texts["nothing"], texts["no-changes"]];

        // A card shows no figures.
        if (kind is not (SceneKinds.Title or SceneKinds.Text))
            Assert.Contains(words, word => drawn.Markup.Contains(word, StringComparison.Ordinal));
        Assert.Empty(drawn.FindAll("data"));
        Assert.DoesNotContain(drawn.FindAll("p.value, td.n"), element => TextOf(element).Any(char.IsDigit));
    }

    [Theory]
    [MemberData(nameof(AllScenes))]
    public void Scene_OnPublishedFigures_HasNoIdTwiceAndATitle(string kind, string language)
    {
        var drawn = DisplayLanguage.FromCode(language).RenderIn(() => Scene(SampleData.CreateScene(kind, 2020)));

        var ids = drawn.FindAll("[id]").Select(element => element.Id).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Single(drawn.FindAll("h1"));
        Assert.NotEmpty(TextOf(drawn.Find("h1")));
    }

    [Theory]
    [InlineData(SceneKinds.Overview)]
    [InlineData(SceneKinds.Sectors)]
    [InlineData(SceneKinds.Years)]
    [InlineData(SceneKinds.Table)]
    [InlineData(SceneKinds.Compare)]
    [InlineData(SceneKinds.Programme)]
    [InlineData(SceneKinds.Relief)]
    public void Scene_InEnglish_HasNoVietnameseWordButNames(string kind)
    {
        var drawn = DisplayLanguage.English.RenderIn(() => Scene(kind, 2020));

        foreach (var source in drawn.FindAll(".source"))
            source.Remove();
        Assert.DoesNotMatch(VietnameseLetters(), drawn.Find("#stage").TextContent);
    }

    [Fact]
    public void Title_Card_NamesTheMeetingItsDayAndItsAgenda()
    {
        var now = CreateState(PublishedData.Snapshot, new(SceneKinds.Title, 2023) { Text = "Khai mạc\nBáo cáo\nThảo luận" }) with
        {
            Meeting = new(1, "Hội nghị tổng kết năm 2023", new DateOnly(2024, 4, 12), RequiresApproval: false),
        };
        var drawn = Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, now));

        Assert.Equal("Hội nghị tổng kết năm 2023", TextOf(drawn.Find("h1")));
        Assert.Equal("Ngày 12 tháng 4 năm 2024", TextOf(drawn.Find(".day")));
        Assert.Equal(["Khai mạc", "Báo cáo", "Thảo luận"], drawn.FindAll("ol li").Select(TextOf));
    }

    [Fact]
    public void Title_OfAMeetingWithoutName_IsTheEventsAndHasNoDay()
    {
        var drawn = Scene(SceneKinds.Title, 2023);

        Assert.Equal(["Hội nghị giao ban trực tuyến toàn quốc", "Công tác phi chính phủ nước ngoài"], drawn.FindAll("h1 span").Select(TextOf));
        Assert.Empty(drawn.FindAll(".day, ol"));
    }

    [Fact]
    public void Compare_OfTwoYears_SaysTheDifferenceOfWhatCanBeCompared()
    {
        var drawn = Scene(SceneKinds.Compare, 2023);

        Assert.Equal("Giải ngân triệu USD 2023 hơn 228,7 2022 hơn 223,7 ▲ 5 so với 2022", ComparedText(drawn, 0));
        Assert.Equal("Cam kết triệu USD 2023 hơn 334 2022 3/63: khoảng 29,093 triệu USD không so sánh được", ComparedText(drawn, 1));
        Assert.Equal("Tỷ lệ giải ngân 2023 khoảng 68,5 % 2022 77,1 % ▼ 8,6 điểm % so với 2022", ComparedText(drawn, 2));
        Assert.Equal("Tổ chức PCPNN 2023 381 2022 436 ▼ 55 so với 2022", ComparedText(drawn, 3));
        Assert.Equal(["2022", "2023"], ChartRows(drawn, "years").Where(row => row.Class == "now").Select(row => row.Label));
        Assert.Contains("Theo lĩnh vực, 2023, 2022: chưa công bố.", drawn.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_WithAPartialSum_SaysThatItCannotBeCompared()
    {
        var drawn = Scene(new Scene(SceneKinds.Compare, 2023) { Against = 2020 });

        Assert.Equal("Cam kết triệu USD 2023 hơn 334 2020 1/63: 145,8 tỷ đồng không so sánh được", ComparedText(drawn, 1));
        Assert.Contains("Theo lĩnh vực, 2023: chưa công bố.", drawn.Markup, StringComparison.Ordinal);
        Assert.Equal("51000000", ChartRows(drawn, "sectors")[0].Value);
    }

    [Fact]
    public void Compare_WithSectorsInBothYears_DrawsThemToOneScaleInOneOrder()
    {
        var drawn = Scene(SampleData.CreateScene(SceneKinds.Compare), SampleData.CreateSnapshot(
            (SampleData.InSector("health"), SampleData.Usd(20_000_000)), (SampleData.InSector("education"), SampleData.Usd(30_000_000)),
            (SampleData.InSector("health") with { Period = Period.ForYear(2022) }, SampleData.Usd(50_000_000))));

        Assert.Equal(["20", "30", "chưa công bố"], ChartRows(drawn, "sectors").Select(row => row.Text));
        Assert.Equal(["50", "chưa công bố", "chưa công bố"], ChartRows(drawn, "sectors-then").Select(row => row.Text));
        Assert.Equal(["50000000", "50000000"], drawn.FindAll("live-chart").Select(chart => chart.GetAttribute("max")));
    }

    [Fact]
    public void Compare_OfEqualFigures_SaysThatNothingChanged()
    {
        var drawn = Scene(SampleData.CreateScene(SceneKinds.Compare), SampleData.CreateSnapshot((SampleData.National(), SampleData.Usd(60)), (SampleData.National(year: 2022), SampleData.Usd(60))));

        Assert.EndsWith("không đổi", ComparedText(drawn, 0), StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_Provinces_HaveTheirFiguresAndTheirShareOnOneLine()
    {
        var drawn = Scene(SampleData.CreateScene(SceneKinds.Beside), SampleData.CreateSnapshot(
            (SampleData.National(), SampleData.Usd(100_000_000)),
            (SampleData.InProvince(SampleData.HaiPhong), SampleData.Usd(20_000_000)), (SampleData.InProvince(SampleData.HaiPhong, Measure.Committed), SampleData.Usd(40_000_000)),
            (SampleData.InProvince(SampleData.LangSon), SampleData.Usd(5_000_000)), (SampleData.InProvince(SampleData.LangSon, Measure.Organisations), SampleData.Count(7))));

        Assert.Equal(["", "Hải Phòng", "Lạng Sơn"], drawn.FindAll("main > section > table thead tr > *").Select(TextOf));
        Assert.Equal(
            [
                "Giải ngân 20 triệu USD 5 triệu USD", "Cam kết 40 triệu USD chưa công bố", "Tỷ lệ giải ngân 50 % chưa công bố",
                "Tổ chức PCPNN chưa công bố 7", "So với cả nước 20 % 5 %",
            ],
            drawn.FindAll("main > section > table tbody tr").Select(row => TextsOf(row.Children)));
        Assert.Equal([("2023", "20000000", "20", "now")], ChartRows(drawn, "years-34-31"));
    }

    [Fact]
    public void Beside_Provinces_HavePlacesOnlyWhereAllArePublished()
    {
        (FigureKey, Quantity)[] stated = [.. SampleData.CurrentProvinces.Select((code, i) => (SampleData.InProvince(code), SampleData.Usd(10_000_000 - 1_000_000 * i)))];

        Assert.Equal("Thứ hạng hạng 2/3 hạng 1/3", TextsOf(Scene(SampleData.CreateScene(SceneKinds.Beside), SampleData.CreateSnapshot(stated)).FindAll("tbody tr")[5].Children));
        Assert.DoesNotContain("Thứ hạng", Scene(SampleData.CreateScene(SceneKinds.Beside), SampleData.CreateSnapshot(stated[..2])).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_AProvinceKnownInPart_HasNoShare()
    {
        var drawn = Scene(new Scene(SceneKinds.Beside, 2020) { Provinces = [HaiPhong, new(34, "44")] });

        Assert.Equal("Giải ngân hơn 93 tỷ đồng · mới có Hải Phòng (cũ) chưa công bố", TextsOf(drawn.FindAll("tbody tr")[0].Children));
        Assert.Equal("So với cả nước — —", TextsOf(drawn.FindAll("tbody tr")[4].Children));
        Assert.Contains("Quảng Trị (cũ) · Cam kết 2020–2025: 51,8 triệu USD", drawn.FindAll(".others p").Select(TextOf));
    }

    [Fact]
    public void Programme_ToldByItsWindows_WarnsThatTheyOverlap()
    {
        var drawn = Scene(SceneKinds.Programme, 2022);
        var rows = drawn.FindAll("tbody tr");

        Assert.Equal("2020–2024 Giải ngân gần 1,14 tỷ USD SGGP", TextOf(rows[0]));
        Assert.Equal(4, rows.Count(row => row.ClassList.Contains("now")));
        Assert.Equal("2002–2012 Dự án hơn 25.000 VNA", TextOf(rows[^1]));
        // Between the ticks of 2020 and 2025.
        Assert.Equal(("833", "100"), (rows[1].QuerySelector("rect")!.GetAttribute("x"), rows[1].QuerySelector("rect")!.GetAttribute("width")));
        Assert.Equal("Các giai đoạn chồng lên nhau: không cộng các số này với nhau.", TextOf(drawn.Find(".note")));
    }

    [Fact]
    public void Relief_Campaigns_HaveTheirFiguresAsReported()
    {
        var drawn = Scene(SceneKinds.Relief, 2020);

        Assert.Equal(
            ["Cứu trợ bão lũ miền Trung năm 2020", "Phòng, chống dịch COVID-19 năm 2020", "Phòng, chống dịch COVID-19 năm 2021"],
            drawn.FindAll(".column > h2").Select(TextOf).Order());
        Assert.Equal(("Giải ngân triệu USD", "khoảng 6,5", "năm 2020"), Headline(drawn, 0));
        Assert.Equal(["Tổ chức PCPNN 57", "Dự án 123"], drawn.FindAll(".column")[2].QuerySelectorAll("dl > div").Select(TextOf));
        Assert.Equal(["≈6,5", "9", "10,6"], ChartRows(drawn, "relief").Select(row => row.Text));
    }

    [Fact]
    public void Relief_InDong_IsToldInDong()
    {
        var key = new FigureKey(Period.ForYear(SampleData.Year), null, null, "relief", Measure.Disbursed);
        var drawn = Scene(SampleData.CreateScene(SceneKinds.Relief), SampleData.CreateSnapshot((key, SampleData.Vnd(24_000_000_000))));

        Assert.Equal(("Giải ngân tỷ đồng", "24", "năm 2023"), Headline(drawn, 0));
    }

    [Fact]
    public void Changes_OfTheMeeting_AreToldNewestFirstAndTheRestCounted()
    {
        var at = new DateTimeOffset(2024, 4, 12, 7, 31, 0, TimeSpan.Zero);
        AiredChange Changed(int year, Quantity? before, Quantity? after, bool isCorrection = false) =>
            new(FigureKey.National(year, Measure.Organisations), before, before is null ? null : Qualifier.Exact, after, Qualifier.Exact, at.AddMinutes(-year), 1, isCorrection);
        var now = CreateState(PublishedData.Snapshot, new(SceneKinds.Changes, 2023)) with
        {
            MeetingChanges =
            [
                new(FigureKey.National(2022, Measure.Organisations), SampleData.Count(338), Qualifier.Exact, SampleData.Count(388), Qualifier.Exact, at, 9, true),
                Changed(2021, null, SampleData.Count(481)), Changed(2020, SampleData.Count(490), null),
                .. Enumerable.Range(2000, 12).Select(year => Changed(year, SampleData.Count(1), SampleData.Count(2))),
            ],
        };
        var drawn = Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, now));
        var rows = drawn.FindAll("tbody tr");

        Assert.Equal("14:31 Tổ chức PCPNN 2022 338 → 388 đính chính", TextOf(rows[0]));
        Assert.EndsWith("Tổ chức PCPNN 2021 chưa công bố → 481", TextOf(rows[1]), StringComparison.Ordinal);
        Assert.EndsWith("Tổ chức PCPNN 2020 490 → chưa công bố", TextOf(rows[2]), StringComparison.Ordinal);
        Assert.Equal($"và {15 - rows.Count} thay đổi khác", TextOf(drawn.Find(".note")));
    }

    [Fact]
    public void Changes_InAMeetingWithoutAny_AreNone() =>
        Assert.Equal("Chưa có thay đổi nào trong hội nghị này", TextOf(Scene(SceneKinds.Changes, 2023).Find("main")));

    [Fact]
    public void Text_Card_HasItsLines()
    {
        var drawn = Scene(new Scene(SceneKinds.Text, 2023) { Title = "Kết luận của Chủ trì", Text = "Một.\nHai." });

        Assert.Equal("Kết luận của Chủ trì", TextOf(drawn.Find("h1")));
        Assert.Equal(["Một.", "Hai."], drawn.FindAll("main p").Select(TextOf));
    }

    [Theory]
    [InlineData(SceneKinds.Years, "Giải ngân qua các năm · Y tế")]
    [InlineData(SceneKinds.Compare, "So sánh năm 2020 với năm 2019 · Y tế")]
    [InlineData(SceneKinds.Provinces, "Giải ngân theo địa phương, năm 2020 · Y tế")]
    [InlineData(SceneKinds.Province, "Hải Phòng, năm 2020 · Y tế")]
    [InlineData(SceneKinds.Beside, "So sánh các địa phương, năm 2020 · Y tế")]
    [InlineData(SceneKinds.Table, "Số liệu quốc gia đến năm 2020 · Y tế")]
    public void Scene_OfASector_SaysSoAndShowsItsFiguresOnly(string kind, string title)
    {
        var drawn = Scene(SampleData.CreateScene(kind, 2020) with { Sector = "health" });

        Assert.Equal(title, TextOf(drawn.Find("h1")));
        // The figures of all sectors of that year.
        Assert.DoesNotContain("220,7", drawn.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(">490<", drawn.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Province_OfASector_HasTheSectorsFigures()
    {
        var inHealth = SampleData.InProvince(SampleData.HaiPhong) with { Sector = "health" };
        var drawn = Scene(SampleData.CreateScene(SceneKinds.Province) with { Sector = "health" }, SampleData.CreateSnapshot(
            (SampleData.InProvince(SampleData.HaiPhong), SampleData.Usd(50_000_000)), (inHealth, SampleData.Usd(20_000_000)),
            (inHealth with { Measure = Measure.Organisations }, SampleData.Count(4)), (inHealth with { Period = Period.ForYear(2022) }, SampleData.Usd(10_000_000))));

        Assert.Equal("20", Headline(drawn, 0).Value);
        Assert.Equal("4", Headline(drawn, 3).Value);
        Assert.Equal(["10", "20"], ChartRows(drawn, "years").Select(row => row.Text));
    }

    [Theory]
    [MemberData(nameof(AllScenes))]
    public void Scene_InAPreview_TracesItsNumbers(string kind, string language)
    {
        var scene = SampleData.CreateScene(kind, 2020);
        var change = new AiredChange(FigureKey.National(2020, Measure.Disbursed), null, null, SampleData.Usd(1), Qualifier.Exact, DateTimeOffset.UnixEpoch, 7);
        var drawn = DisplayLanguage.FromCode(language).RenderIn(() => Render<StageFrame>(parameters => parameters
            .Add(frame => frame.Briefing, CreateState(PublishedData.Snapshot, scene) with { MeetingChanges = [change] }).Add(frame => frame.IsPreview, true)));
        var traced = drawn.FindAll(".picture [data-figure]");

        Assert.Equal(kind is SceneKinds.Title or SceneKinds.Text, traced.Count == 0);
        Assert.All(traced, element => Assert.True(FigureKey.TryParse(element.GetAttribute("data-figure"), out _)));
        Assert.All(drawn.FindAll("live-chart tbody tr:not(.rest):not(.none)"), row => Assert.True(row.HasAttribute("data-figure"), TextOf(row)));
    }

    static string ComparedText(IRenderedComponent<StageFrame> drawn, int which) =>
        TextsOf(drawn.FindAll(".compared")[which].QuerySelectorAll("h2, dt, dd, .note"));

    /// <summary>The texts of several elements, joined.</summary>
    static string TextsOf(IEnumerable<IElement> elements) => string.Join(' ', elements.Select(TextOf).Where(text => text.Length > 0));

    IRenderedComponent<StageFrame> Scene(Scene scene, Snapshot? snapshot = null) =>
        Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, CreateState(snapshot ?? PublishedData.Snapshot, scene)));

    IRenderedComponent<StageFrame> Scene(string kind, int year, ProvinceCode? province = null, Snapshot? snapshot = null) =>
        Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, CreateState(snapshot ?? PublishedData.Snapshot, new(kind, year, province))));

    static IEnumerable<(string, string?, string, string)> Named(IEnumerable<(string Label, string? Value, string Text, string Class)> rows) =>
        rows.Where(row => row.Value is not null);

    [GeneratedRegex("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", RegexOptions.IgnoreCase)]
    private static partial Regex VietnameseLetters();
}
