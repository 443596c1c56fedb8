using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Components;

/// <summary>What each scene says, on the published figures and on a country small enough to reckon in one's head.</summary>
public sealed partial class ScenesTests : Drawn
{
    static readonly ProvinceCode HaiPhong = new(34, "31"), OldHaiPhong = new(63, "31");

    public static TheoryData<string, string> AllScenes =>
        [.. SceneKinds.All.SelectMany(kind => Languages.All.Select(language => new TheoryDataRow<string, string>(kind, language)))];

    [Fact]
    public void Overview_Of2023_SaysThePublishedFigures()
    {
        var drawn = Scene(SceneKinds.Overview, 2023);

        Assert.Equal(("Giải ngân triệu USD", "hơn 228,7", "▲ 5 so với 2022"), Headline(drawn, 0));
        Assert.Equal(("Tỷ lệ giải ngân", "khoảng 68,5 %", "giải ngân ÷ cam kết"), Headline(drawn, 1));
        Assert.Equal(("Tổ chức PCPNN", "381", "năm 2023"), Headline(drawn, 2));
        var years = Rows(drawn, "years");
        Assert.Equal(("2023", "228700000", ">228,7", "now"), years[^1]);
        Assert.Contains(("2016 – 2018", null, "chưa công bố", "none"), years);
    }

    [Fact]
    public void Overview_OfAYearWithoutSectors_ShowsTheLatestThatHasThem_WithItsYear()
    {
        var drawn = Scene(SceneKinds.Overview, 2023);

        Assert.Contains("Theo lĩnh vực, 2020", drawn.Markup, StringComparison.Ordinal);
        Assert.Equal(("Chưa công bố", "95300000", "95,3", "rest"), Rows(drawn, "sectors")[^1]);
    }

    [Fact]
    public void Overview_OfTheSample_IsReckonedFromItsFigures()
    {
        var drawn = Scene(SceneKinds.Overview, Sample.Year, snapshot: Sample.Cube(
            (Sample.Nation(), Sample.Usd(60_000_000)), (Sample.Nation(Measure.Committed), Sample.Usd(80_000_000)),
            (Sample.Nation(year: 2022), Sample.Usd(64_000_000)), (Sample.In("health"), Sample.Usd(20_000_000))));

        Assert.Equal(("Giải ngân triệu USD", "60", "▼ 4 so với 2022"), Headline(drawn, 0));
        Assert.Equal(("Tỷ lệ giải ngân", "75 %", "giải ngân ÷ cam kết"), Headline(drawn, 1));
        Assert.Equal(("Tổ chức PCPNN", "—", "chưa công bố"), Headline(drawn, 2));
        Assert.Equal([("Y tế", "20000000", "20", ""), ("Chưa công bố", "40000000", "40", "rest")], Named(Rows(drawn, "sectors")));
    }

    [Fact]
    public void Sectors_Of2020_AreThePublishedOnesAndWhatTheyLeave()
    {
        var drawn = Scene(SceneKinds.Sectors, 2020);
        var rows = Rows(drawn, "sectors");

        Assert.Equal([("51000000", ">51"), ("43500000", "43,5"), ("30900000", "30,9")], rows.Take(3).Select(row => (row.Value, row.Text)));
        Assert.Equal(6, rows.Count(row => row is { Value: null, Text: "chưa công bố", Class: "none" }));
        Assert.Equal(("Chưa công bố", "95300000", "95,3", "rest"), rows[^1]);
        Assert.Equal(("Tổng giải ngân triệu USD", "220,7", "theo công bố"), Headline(drawn, 0));
        Assert.Equal(("Chưa công bố triệu USD", "khoảng 95,3", "43,2 % tổng số"), Headline(drawn, 2));
    }

    [Fact]
    public void Sectors_ThatExceedTheirWhole_SayItAndDrawNoRemainder()
    {
        var drawn = Scene(SceneKinds.Sectors, Sample.Year, snapshot: Sample.Cube(
            (Sample.Nation(), Sample.Usd(10_000_000)), (Sample.In("health"), Sample.Usd(8_000_000)), (Sample.In("education"), Sample.Usd(5_000_000))));

        Assert.DoesNotContain(Rows(drawn, "sectors"), row => row.Class == "rest");
        Assert.Contains("các lĩnh vực lớn hơn tổng số", drawn.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Years_WithAPartialSum_MarkIt()
    {
        var rows = Rows(Scene(SceneKinds.Years, 2023), "years");

        Assert.Contains(("2013", "2700000", "1/63: 2,7", "part"), rows);
        Assert.Contains(("2020", "220700000", "220,7", ""), rows);
    }

    [Fact]
    public void Provinces_Of2020_RankWhatIsPublishedAndMarkWhatIsPartOfIt()
    {
        var drawn = Scene(SceneKinds.Provinces, 2020);

        Assert.Equal([("Thanh Hóa", "7200000", "≈7,2", ""), ("Hải Phòng", "4007175", "1/2: >93 tỷ đồng", "part")], Rows(drawn, "ranking"));
        Assert.Equal(34, Rows(drawn, "map").Count);
        Assert.Equal(32, Rows(drawn, "map").Count(row => row is { Value: null, Text: "chưa công bố" }));
        Assert.StartsWith("32/34 địa phương chưa công bố", Text(drawn.Find("p.note")), StringComparison.Ordinal);
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
        // A rate and a count of one predecessor are not those of the whole.
        Assert.Equal(("Tỷ lệ giải ngân", "—", "chưa công bố"), Headline(drawn, 2));
        Assert.Equal(("Tổ chức PCPNN", "—", "chưa công bố"), Headline(drawn, 3));
        Assert.Equal(("2020", "93000000000", "1/2: >93", "part"), Rows(drawn, "years").Single());
        Assert.Contains(drawn.FindAll("table.windows tbody tr"), row => Text(row) == "năm 2020 Tổ chức PCPNN 46");
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
        (FigureKey, Quantity)[] stated = [.. Sample.Current.Select((code, i) => (Sample.At(code), Sample.Usd(10_000_000 - 1_000_000 * i)))];

        var among = Headline(Scene(SceneKinds.Province, Sample.Year, Sample.Current[1], Sample.Cube(stated)), 0);
        var alone = Headline(Scene(SceneKinds.Province, Sample.Year, Sample.Current[1], Sample.Cube(stated[1..])), 0);

        Assert.Contains("hạng 2/3", among.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("hạng", alone.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_NeverShowsAZeroForWhatNobodySaid()
    {
        var cells = Scene(SceneKinds.Table, 2023).FindAll("table.figures tbody td.n");

        Assert.NotEmpty(cells);
        Assert.DoesNotContain(cells, cell => Text(cell) is "0" or "" or "—");
        Assert.All(cells.Where(cell => cell.ClassList.Contains("none")), cell => Assert.Equal("chưa công bố", Text(cell)));
        Assert.Contains(cells, cell => Text(cell) == "≈68,5 %");
    }

    [Theory]
    [MemberData(nameof(AllScenes))]
    public void Scene_WithoutAnyFigure_SaysSoAndShowsNoNumber(string kind, string language)
    {
        var province = SceneKinds.Needs(kind, SceneParameters.Province) ? Sample.HaiPhong : (ProvinceCode?)null;
        var drawn = Languages.In(language, () => Scene(kind, Sample.Year, province, Sample.Cube()));
        string[] words = Languages.In(language, () => new[] { Words.Stage["unpublished"], Words.Stage["nothing"] });

        Assert.Contains(words, word => drawn.Markup.Contains(word, StringComparison.Ordinal));
        Assert.Empty(drawn.FindAll("data"));
        Assert.DoesNotContain(drawn.FindAll("p.value, td.n"), element => Text(element).Any(char.IsDigit));
    }

    [Theory]
    [MemberData(nameof(AllScenes))]
    public void Scene_OnPublishedFigures_HasNoIdTwiceAndATitle(string kind, string language)
    {
        var drawn = Languages.In(language, () => Scene(kind, 2020, SceneKinds.Needs(kind, SceneParameters.Province) ? HaiPhong : null));

        var ids = drawn.FindAll("[id]").Select(element => element.Id).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Single(drawn.FindAll("h1"));
        Assert.NotEmpty(Text(drawn.Find("h1")));
    }

    [Theory]
    [InlineData(SceneKinds.Overview)]
    [InlineData(SceneKinds.Sectors)]
    [InlineData(SceneKinds.Years)]
    [InlineData(SceneKinds.Table)]
    public void Scene_InEnglish_HasNoVietnameseWordButNames(string kind)
    {
        var drawn = Languages.In(Languages.English, () => Scene(kind, 2020));

        foreach (var source in drawn.FindAll(".source"))
            source.Remove();
        Assert.DoesNotMatch(VietnameseLetters(), drawn.Find("#stage").TextContent);
    }

    IRenderedComponent<StageFrame> Scene(string kind, int year, ProvinceCode? province = null, Snapshot? snapshot = null) =>
        Render<StageFrame>(parameters => parameters.Add(frame => frame.Now, OnAirOf(snapshot ?? Published.Snapshot, new(kind, year, province))));

    static IEnumerable<(string, string?, string, string)> Named(IEnumerable<(string Label, string? Value, string Text, string Class)> rows) =>
        rows.Where(row => row.Value is not null);

    [GeneratedRegex("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", RegexOptions.IgnoreCase)]
    private static partial Regex VietnameseLetters();
}
