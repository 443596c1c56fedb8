using Bunit;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.Scenes.Stage;

public sealed class StageFrameTests : ComponentTest
{
    // 07:31 UTC is 14:31 in Vietnam.
    static readonly DateTimeOffset At = new(2024, 4, 12, 7, 31, 5, TimeSpan.Zero);

    static readonly FigureKey Disbursed = FigureKey.National(2023, Measure.Disbursed);

    [Fact]
    public void Frame_SaysWhichVersionAndWhen()
    {
        var stage = Frame(CreateOverviewState()).Find("#stage");

        Assert.Equal(("7", At.ToUnixTimeSeconds().ToString(PinnedCulture.Vietnamese)), (stage.GetAttribute("data-version"), stage.GetAttribute("data-at")));
        Assert.Contains("bản 7", TextOf(stage.QuerySelector(".air")!), StringComparison.Ordinal);
    }

    [Fact]
    public void Frame_OfAScreen_KeepsItsClockItsLinkAndItsOwnStrip() =>
        Assert.Equal(["link", "clock", "age", "roll", "own"], Frame(CreateOverviewState()).FindAll("[data-keep]").Select(element => element.Id));

    [Fact]
    public void Preview_OfTheDesk_HasNoClockAndAnotherId()
    {
        var preview = Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, CreateOverviewState()).Add(frame => frame.IsPreview, true));

        Assert.Empty(preview.FindAll("#stage, #link, #clock, #age, #own"));
        Assert.Single(preview.FindAll("#preview"));
    }

    [Fact]
    public void Rehearsal_IsWrittenOnEveryFrame()
    {
        Assert.Equal("DIỄN TẬP", Frame(CreateOverviewState() with { IsRehearsal = true }).Find(".rehearsal").TextContent);
        Assert.Empty(Frame(CreateOverviewState()).FindAll(".rehearsal"));
    }

    [Fact]
    public void Footer_AfterACorrection_TellsOldAndNewInTheTimeOfTheHall()
    {
        var footer = TextOf(Frame(CreateOverviewState(Changed(SampleData.Usd(228_700_000), SampleData.Usd(230_000_000)) with { IsCorrection = true })).Find("footer .latest"));

        Assert.Equal("Đính chính 14:31 Giải ngân 2023: hơn 228,7 → 230 triệu USD", footer);
    }

    [Fact]
    public void Footer_AfterANewerFigure_CallsItNoCorrection()
    {
        var footer = TextOf(Frame(CreateOverviewState(Changed(SampleData.Usd(228_700_000), SampleData.Usd(230_000_000)))).Find("footer .latest"));

        Assert.Equal("Vừa cập nhật 14:31 Giải ngân 2023: hơn 228,7 → 230 triệu USD", footer);
    }

    [Fact]
    public void Footer_AfterAFirstFigure_SaysThatItIsNew()
    {
        var footer = TextOf(Frame(CreateOverviewState(Changed(null, SampleData.Usd(230_000_000)))).Find("footer .latest"));

        Assert.Equal("Vừa cập nhật 14:31 Giải ngân 2023: 230 triệu USD", footer);
    }

    [Fact]
    public void Footer_AfterAChangeOfCurrency_NamesBoth()
    {
        var footer = TextOf(Frame(CreateOverviewState(Changed(SampleData.Vnd(93_000_000_000), SampleData.Usd(4_050_000)))).Find("footer .latest"));

        Assert.EndsWith("hơn 93 tỷ đồng → 4,05 triệu USD", footer, StringComparison.Ordinal);
    }

    [Fact]
    public void Footer_AfterSeveralChanges_CountsTheOthers()
    {
        var change = Changed(SampleData.Usd(1_000_000), SampleData.Usd(2_000_000));
        var footer = TextOf(Frame(CreateOverviewState(change, change, change)).Find("footer .latest"));

        Assert.EndsWith("và 2 số liệu khác", footer, StringComparison.Ordinal);
    }

    [Fact]
    public void Footer_WithoutAChange_NamesTheSourceAndTheDay()
    {
        var footer = Frame(CreateOverviewState()).Find("footer");

        Assert.Equal("", TextOf(footer.QuerySelector(".latest")!));
        Assert.StartsWith("Nguồn: ", TextOf(footer.QuerySelector(".source")!), StringComparison.Ordinal);
        Assert.Equal("Số liệu đến 31/12/2023", TextOf(footer.QuerySelector(".asof")!));
    }

    [Fact]
    public void Change_OfAFigure_IsMarkedWhereItStands()
    {
        var marked = Frame(CreateOverviewState(Changed(SampleData.Usd(1), SampleData.Usd(2)))).FindAll("[data-chg]");

        // The headline tile, and the year's row of the chart.
        Assert.Equal(["SECTION", "TR"], marked.Select(element => element.NodeName));
        Assert.All(marked, element => Assert.Equal(At.ToUnixTimeSeconds().ToString(PinnedCulture.Vietnamese), element.GetAttribute("data-chg")));
    }

    [Fact]
    public void Frame_InEnglish_IsEnglish()
    {
        var drawn = DisplayLanguage.English.RenderIn(() => Frame(CreateOverviewState(Changed(SampleData.Usd(228_700_000), SampleData.Usd(230_000_000)) with { IsCorrection = true })));

        Assert.Equal("Disbursement at a glance, 2023", TextOf(drawn.Find("h1")));
        Assert.Equal("Corrected 14:31 Disbursed 2023: over 228.7 → 230 million USD", TextOf(drawn.Find("footer .latest")));
    }

    [Fact]
    public void Held_IsSaidBesideTheVersion()
    {
        var held = Frame(CreateOverviewState() with { Cover = Cover.Held });

        Assert.Equal("Giữ hình · bản 7", TextOf(held.Find(".air .held")));
        Assert.Equal("hơn 228,7", Headline(held, 0).Value);
        Assert.Empty(Frame(CreateOverviewState()).FindAll(".held"));
    }

    [Theory]
    [InlineData("vi", "Xin chờ trong giây lát")]
    [InlineData("en", "Please stand by")]
    public void Blank_IsTheMeetingsCardAndNoFigureAnywhere(string language, string standBy)
    {
        var change = Changed(SampleData.Count(338), SampleData.Count(388)) with { IsCorrection = true };
        var blank = DisplayLanguage.FromCode(language).RenderIn(() => Frame(CreateOverviewState(change) with
        {
            Cover = Cover.Blank,
            Corrections = [change],
            Meeting = new(1, "Hội nghị tổng kết", DateOnly.MinValue, RequiresApproval: false),
        }));

        Assert.Equal("Hội nghị tổng kết", TextOf(blank.Find("h1")));
        Assert.Equal(standBy, TextOf(blank.Find("main .below")));
        Assert.Equal("", TextOf(blank.Find("footer")));
        Assert.Empty(blank.FindAll(".corrections, data, live-chart, .value"));
        Assert.DoesNotMatch("[0-9]", TextOf(blank.Find("main")));
        // What tells whether a screen can be trusted stays.
        Assert.Equal(["link", "clock", "age", "roll"], blank.FindAll("[data-keep]").Select(element => element.Id));
        Assert.Contains("7", TextOf(blank.Find(".air")), StringComparison.Ordinal);
    }

    [Fact]
    public void Correction_ThatStands_IsUnderItsFigureAndInTheStripAndNowhereTwice()
    {
        var change = Changed(SampleData.Usd(228_700_000), SampleData.Usd(230_000_000)) with { IsCorrection = true };
        var frame = Frame(CreateOverviewState(change) with { Corrections = [change] });

        Assert.Equal("hơn 228,7 → 230, đính chính 14:31", TextOf(frame.Find("section.kpi .correction")));
        Assert.Equal(("Đính chính", "14:31 Giải ngân 2023: hơn 228,7 → 230 triệu USD"), (TextOf(frame.Find(".corrections b")), TextOf(frame.Find(".corrections p"))));
        Assert.Equal("", TextOf(frame.Find("footer .latest")));
    }

    [Fact]
    public void Corrections_MoreThanHaveRoom_AreCounted()
    {
        var frame = Frame(CreateOverviewState() with
        {
            Corrections = [.. ((int[])[2023, 2022, 2021, 2020]).Select(year => Changed(SampleData.Usd(1_000_000), SampleData.Usd(2_000_000)) with { Key = FigureKey.National(year, Measure.Committed) })],
        });

        Assert.Equal(["Cam kết 2023:", "Cam kết 2022:"], frame.FindAll(".corrections .name").Select(TextOf));
        Assert.EndsWith("+2", TextOf(frame.Find(".corrections")), StringComparison.Ordinal);
    }

    [Fact]
    public void Corrections_WithLongNames_StandAlone()
    {
        var key = new FigureKey(Period.ForYear(2023), new(34, "79"), "socio-economic-development", null, Measure.Organisations);
        var frame = Frame(CreateOverviewState() with
        {
            Corrections = [Changed(SampleData.Count(1_338), SampleData.Count(1_388)) with { Key = key }, Changed(SampleData.Count(338), SampleData.Count(388)) with { Key = key with { Province = null } }],
        });

        Assert.Equal("+1", TextOf(frame.Find(".corrections .more")));
        Assert.Single(frame.FindAll(".corrections p"));
    }

    [Fact]
    public void Latest_AnotherThanTheCorrectionThatStands_IsToldBesideIt()
    {
        var correction = Changed(SampleData.Usd(1_000_000), SampleData.Usd(2_000_000)) with { IsCorrection = true, Version = 5 };
        var frame = Frame(CreateOverviewState(Changed(SampleData.Usd(2_000_000), SampleData.Usd(3_000_000))) with { Corrections = [correction] });

        Assert.EndsWith("1 → 2 triệu USD", TextOf(frame.Find(".corrections p")), StringComparison.Ordinal);
        Assert.EndsWith("2 → 3 triệu USD", TextOf(frame.Find("footer .latest")), StringComparison.Ordinal);
    }

    [Fact]
    public void Title_OfTheScene_StandsInPlaceOfItsOwn()
    {
        var titled = Frame(CreateOverviewState() with { Scene = new(SceneKinds.Overview, 2023) { Title = "Kết quả giải ngân của cả nước" } });

        Assert.Equal("Kết quả giải ngân của cả nước", TextOf(titled.Find("h1")));
    }

    [Fact]
    public void Figures_AreTracedInPreviewsOnly()
    {
        var change = Changed(SampleData.Usd(1_000_000), SampleData.Usd(2_000_000)) with { IsCorrection = true };
        var now = CreateOverviewState(change) with { Corrections = [change] };
        var preview = Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, now).Add(frame => frame.IsPreview, true));

        Assert.Empty(Frame(now).FindAll("[data-figure]"));
        Assert.Equal(Disbursed.ToKeyString(), preview.FindAll("section.kpi")[0].GetAttribute("data-figure"));
        Assert.Equal("2015-01-01/2015-12-31,,,,disbursed", preview.FindAll("#preview-years tbody tr").Single(row => TextOf(row).StartsWith("2015", StringComparison.Ordinal)).GetAttribute("data-figure"));
        Assert.Equal(Disbursed.ToKeyString(), preview.Find(".corrections .change").GetAttribute("data-figure"));
        Assert.All(preview.FindAll("[data-figure]"), element => Assert.True(FigureKey.TryParse(element.GetAttribute("data-figure"), out _)));
    }

    [Fact]
    public void Previews_OfOnePage_ShareNoId()
    {
        string[] Ids(string id) => [.. Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, CreateOverviewState()).Add(frame => frame.IsPreview, true).Add(frame => frame.PreviewId, id))
            .FindAll("[id]").Select(element => element.Id!)];

        Assert.Empty(Ids("preview").Intersect(Ids("next")));
    }

    IRenderedComponent<StageFrame> Frame(BriefingState now) => Render<StageFrame>(parameters => parameters.Add(frame => frame.Briefing, now));

    static BriefingState CreateOverviewState(params AiredChange[] changes) => CreateState(PublishedData.Snapshot, new(SceneKinds.Overview, 2023), 7, changes) with { TakenAt = At };

    static AiredChange Changed(Quantity? before, Quantity after) =>
        new(Disbursed, before, before is null ? null : Qualifier.Over, after, Qualifier.Exact, At, 7);
}
