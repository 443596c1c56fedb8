using Bunit;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Components;

public sealed class StageFrameTests : Drawn
{
    // 07:31 in London is 14:31 in the hall.
    static readonly DateTimeOffset At = new(2024, 4, 12, 7, 31, 5, TimeSpan.Zero);

    static readonly FigureKey Disbursed = FigureKey.National(2023, Measure.Disbursed);

    [Fact]
    public void Frame_SaysWhichVersionAndWhen()
    {
        var stage = Frame(Now()).Find("#stage");

        Assert.Equal(("7", At.ToUnixTimeSeconds().ToString(PinnedCulture.Vietnamese)), (stage.GetAttribute("data-version"), stage.GetAttribute("data-at")));
        Assert.Contains("bản 7", Text(stage.QuerySelector(".air")!), StringComparison.Ordinal);
    }

    [Fact]
    public void Frame_OfAScreen_KeepsItsClockItsLinkAndItsOwnStrip() =>
        Assert.Equal(["link", "clock", "age", "roll", "own"], Frame(Now()).FindAll("[data-keep]").Select(element => element.Id));

    [Fact]
    public void Preview_OfTheDesk_HasNoClockAndAnotherId()
    {
        var preview = Render<StageFrame>(parameters => parameters.Add(frame => frame.Now, Now()).Add(frame => frame.IsPreview, true));

        Assert.Empty(preview.FindAll("#stage, #link, #clock, #age, #own"));
        Assert.Single(preview.FindAll("#preview"));
    }

    [Fact]
    public void Rehearsal_IsWrittenOnEveryFrame()
    {
        Assert.Equal("DIỄN TẬP", Frame(Now() with { IsRehearsal = true }).Find(".rehearsal").TextContent);
        Assert.Empty(Frame(Now()).FindAll(".rehearsal"));
    }

    [Fact]
    public void Footer_AfterACorrection_TellsOldAndNewInTheTimeOfTheHall()
    {
        var footer = Text(Frame(Now(Changed(Sample.Usd(228_700_000), Sample.Usd(230_000_000)) with { IsCorrection = true })).Find("footer .latest"));

        Assert.Equal("Đính chính 14:31 Giải ngân 2023: hơn 228,7 → 230 triệu USD", footer);
    }

    [Fact]
    public void Footer_AfterANewerFigure_CallsItNoCorrection()
    {
        var footer = Text(Frame(Now(Changed(Sample.Usd(228_700_000), Sample.Usd(230_000_000)))).Find("footer .latest"));

        Assert.Equal("Vừa cập nhật 14:31 Giải ngân 2023: hơn 228,7 → 230 triệu USD", footer);
    }

    [Fact]
    public void Footer_AfterAFirstFigure_SaysThatItIsNew()
    {
        var footer = Text(Frame(Now(Changed(null, Sample.Usd(230_000_000)))).Find("footer .latest"));

        Assert.Equal("Vừa cập nhật 14:31 Giải ngân 2023: 230 triệu USD", footer);
    }

    [Fact]
    public void Footer_AfterAChangeOfCurrency_NamesBoth()
    {
        var footer = Text(Frame(Now(Changed(Sample.Vnd(93_000_000_000), Sample.Usd(4_050_000)))).Find("footer .latest"));

        Assert.EndsWith("hơn 93 tỷ đồng → 4,05 triệu USD", footer, StringComparison.Ordinal);
    }

    [Fact]
    public void Footer_AfterSeveralChanges_CountsTheOthers()
    {
        var change = Changed(Sample.Usd(1_000_000), Sample.Usd(2_000_000));
        var footer = Text(Frame(Now(change, change, change)).Find("footer .latest"));

        Assert.EndsWith("và 2 số liệu khác", footer, StringComparison.Ordinal);
    }

    [Fact]
    public void Footer_WithoutAChange_NamesTheSourceAndTheDay()
    {
        var footer = Frame(Now()).Find("footer");

        Assert.Equal("", Text(footer.QuerySelector(".latest")!));
        Assert.StartsWith("Nguồn: ", Text(footer.QuerySelector(".source")!), StringComparison.Ordinal);
        Assert.Equal("Số liệu đến 31/12/2023", Text(footer.QuerySelector(".asof")!));
    }

    [Fact]
    public void Change_OfAFigure_IsMarkedWhereItStands()
    {
        var marked = Frame(Now(Changed(Sample.Usd(1), Sample.Usd(2)))).FindAll("[data-chg]");

        // The headline, and the year in the chart.
        Assert.Equal(["SECTION", "TR"], marked.Select(element => element.NodeName));
        Assert.All(marked, element => Assert.Equal(At.ToUnixTimeSeconds().ToString(PinnedCulture.Vietnamese), element.GetAttribute("data-chg")));
    }

    [Fact]
    public void Frame_InEnglish_IsEnglish()
    {
        var drawn = Languages.In(Languages.English, () => Frame(Now(Changed(Sample.Usd(228_700_000), Sample.Usd(230_000_000)) with { IsCorrection = true })));

        Assert.Equal("Disbursement at a glance, 2023", Text(drawn.Find("h1")));
        Assert.Equal("Corrected 14:31 Disbursed 2023: over 228.7 → 230 million USD", Text(drawn.Find("footer .latest")));
    }

    [Fact]
    public void Held_IsSaidBesideTheVersion()
    {
        var held = Frame(Now() with { Cover = Cover.Held });

        Assert.Equal("Giữ hình · bản 7", Text(held.Find(".air .held")));
        Assert.Equal("hơn 228,7", Headline(held, 0).Value);
        Assert.Empty(Frame(Now()).FindAll(".held"));
    }

    [Theory]
    [InlineData("vi", "Xin chờ trong giây lát")]
    [InlineData("en", "Please stand by")]
    public void Blank_IsTheMeetingsCardAndNoFigureAnywhere(string language, string standBy)
    {
        var change = Changed(Sample.Count(338), Sample.Count(388)) with { IsCorrection = true };
        var blank = Languages.In(language, () => Frame(Now(change) with
        {
            Cover = Cover.Blank,
            Corrections = [change],
            Meeting = new(1, "Hội nghị tổng kết", DateOnly.MinValue, NeedsTwo: false),
        }));

        Assert.Equal("Hội nghị tổng kết", Text(blank.Find("h1")));
        Assert.Equal(standBy, Text(blank.Find("main .below")));
        Assert.Equal("", Text(blank.Find("footer")));
        Assert.Empty(blank.FindAll(".corrections, data, live-chart, .value"));
        Assert.DoesNotMatch("[0-9]", Text(blank.Find("main")));
        // What a screen needs to be trusted stays.
        Assert.Equal(["link", "clock", "age", "roll"], blank.FindAll("[data-keep]").Select(element => element.Id));
        Assert.Contains("7", Text(blank.Find(".air")), StringComparison.Ordinal);
    }

    [Fact]
    public void Correction_ThatStands_IsUnderItsFigureAndInTheStripAndNowhereTwice()
    {
        var change = Changed(Sample.Usd(228_700_000), Sample.Usd(230_000_000)) with { IsCorrection = true };
        var frame = Frame(Now(change) with { Corrections = [change] });

        Assert.Equal("hơn 228,7 → 230, đính chính 14:31", Text(frame.Find("section.kpi .correction")));
        Assert.Equal(("Đính chính", "14:31 Giải ngân 2023: hơn 228,7 → 230 triệu USD"), (Text(frame.Find(".corrections b")), Text(frame.Find(".corrections p"))));
        Assert.Equal("", Text(frame.Find("footer .latest")));
    }

    [Fact]
    public void Corrections_MoreThanHaveRoom_AreCounted()
    {
        var frame = Frame(Now() with
        {
            Corrections = [.. ((int[])[2023, 2022, 2021, 2020]).Select(year => Changed(Sample.Usd(1_000_000), Sample.Usd(2_000_000)) with { Key = FigureKey.National(year, Measure.Committed) })],
        });

        Assert.Equal(["Cam kết 2023:", "Cam kết 2022:"], frame.FindAll(".corrections .name").Select(Text));
        Assert.EndsWith("+2", Text(frame.Find(".corrections")), StringComparison.Ordinal);
    }

    [Fact]
    public void Corrections_WithLongNames_StandAlone()
    {
        var key = new FigureKey(Period.Year(2023), new(34, "79"), "socio-economic-development", null, Measure.Organisations);
        var frame = Frame(Now() with
        {
            Corrections = [Changed(Sample.Count(1_338), Sample.Count(1_388)) with { Key = key }, Changed(Sample.Count(338), Sample.Count(388)) with { Key = key with { Province = null } }],
        });

        Assert.Equal("+1", Text(frame.Find(".corrections .more")));
        Assert.Single(frame.FindAll(".corrections p"));
    }

    [Fact]
    public void Latest_AnotherThanTheCorrectionThatStands_IsToldBesideIt()
    {
        var correction = Changed(Sample.Usd(1_000_000), Sample.Usd(2_000_000)) with { IsCorrection = true, Version = 5 };
        var frame = Frame(Now(Changed(Sample.Usd(2_000_000), Sample.Usd(3_000_000))) with { Corrections = [correction] });

        Assert.EndsWith("1 → 2 triệu USD", Text(frame.Find(".corrections p")), StringComparison.Ordinal);
        Assert.EndsWith("2 → 3 triệu USD", Text(frame.Find("footer .latest")), StringComparison.Ordinal);
    }

    [Fact]
    public void Title_OfTheScene_StandsInPlaceOfItsOwn()
    {
        var titled = Frame(Now() with { Scene = new(SceneKinds.Overview, 2023) { Title = "Kết quả giải ngân của cả nước" } });

        Assert.Equal("Kết quả giải ngân của cả nước", Text(titled.Find("h1")));
    }

    [Fact]
    public void Figures_AreTracedInPreviewsOnly()
    {
        var change = Changed(Sample.Usd(1_000_000), Sample.Usd(2_000_000)) with { IsCorrection = true };
        var now = Now(change) with { Corrections = [change] };
        var preview = Render<StageFrame>(parameters => parameters.Add(frame => frame.Now, now).Add(frame => frame.IsPreview, true));

        Assert.Empty(Frame(now).FindAll("[data-figure]"));
        Assert.Equal(Disbursed.ToText(), preview.FindAll("section.kpi")[0].GetAttribute("data-figure"));
        Assert.Equal("2015-01-01/2015-12-31,,,,disbursed", preview.FindAll("#preview-years tbody tr").Single(row => Text(row).StartsWith("2015", StringComparison.Ordinal)).GetAttribute("data-figure"));
        Assert.Equal(Disbursed.ToText(), preview.Find(".corrections .change").GetAttribute("data-figure"));
        Assert.All(preview.FindAll("[data-figure]"), element => Assert.True(FigureKey.TryParse(element.GetAttribute("data-figure"), out _)));
    }

    [Fact]
    public void Previews_OfOnePage_ShareNoId()
    {
        string[] Ids(string id) => [.. Render<StageFrame>(parameters => parameters.Add(frame => frame.Now, Now()).Add(frame => frame.IsPreview, true).Add(frame => frame.PreviewId, id))
            .FindAll("[id]").Select(element => element.Id!)];

        Assert.Empty(Ids("preview").Intersect(Ids("next")));
    }

    IRenderedComponent<StageFrame> Frame(OnAir now) => Render<StageFrame>(parameters => parameters.Add(frame => frame.Now, now));

    static OnAir Now(params AiredChange[] changes) => OnAirOf(Published.Snapshot, new(SceneKinds.Overview, 2023), 7, changes) with { At = At };

    static AiredChange Changed(Quantity? before, Quantity after) =>
        new(Disbursed, before, before is null ? null : Qualifier.Over, after, Qualifier.Exact, At, 7);
}
