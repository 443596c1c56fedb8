using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Screens;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>Every scene as a meeting may use it, and states of the stage that no single meeting has, painted into an open screen.</summary>
sealed class StageStates : IAsyncDisposable
{
    // Provinces: one with many published figures, one with few, an old one, and the one with the longest name.
    public static readonly Scene[] Scenes =
    [
        new(SceneKinds.Title, 2023) { Text = Agenda }, new(SceneKinds.Title, 2023), new(SceneKinds.Overview, 2023), new(SceneKinds.Sectors, 2023),
        new(SceneKinds.Years, 2023), new(SceneKinds.Years, 2023) { Sector = "health" }, new(SceneKinds.Compare, 2023),
        new(SceneKinds.Compare, 2023) { Against = 2015 }, new(SceneKinds.Compare, 2023) { Sector = "socio-economic-development" },
        new(SceneKinds.Provinces, 2023), new(SceneKinds.Provinces, 2023) { Sector = "health" }, new(SceneKinds.Province, 2023, new(34, "31")),
        new(SceneKinds.Province, 2023, new(34, "20")), new(SceneKinds.Province, 2023, new(63, "31")),
        new(SceneKinds.Province, 2023, new(34, "48")) { Sector = "health" }, new(SceneKinds.Beside, 2023) { Provinces = [new(34, "31"), new(34, "44")] },
        new(SceneKinds.Beside, 2023) { Provinces = [new(34, "31"), new(63, "31"), new(34, "38")], Sector = "health" },
        new(SceneKinds.Beside, 2023) { Provinces = [new(34, "31"), new(34, "20"), new(34, "79"), new(63, "46")] },
        new(SceneKinds.Table, 2023), new(SceneKinds.Table, 2023, new(34, "79")) { Sector = "social-issues" }, new(SceneKinds.Programme, 2023),
        new(SceneKinds.Relief, 2023), new(SceneKinds.Changes, 2023), new(SceneKinds.Text, 2023) { Title = "Kết luận của Chủ trì hội nghị", Text = Conclusion },
    ];

    const string Agenda = "Khai mạc\nBáo cáo công tác phi chính phủ nước ngoài năm 2023\nTham luận của các địa phương\nÝ kiến chỉ đạo và bế mạc hội nghị";

    const string Conclusion =
        "Giao Ủy ban công tác về các tổ chức phi chính phủ nước ngoài tổng hợp số liệu giải ngân của 34 địa phương trước ngày 30/6.\nCác địa phương rà soát số liệu đã công bố.";

    static readonly string LongTitle = string.Join(' ', Enumerable.Repeat("Kết quả vận động viện trợ", 4)) + " năm 2022 và 2023";

    // Above any version that the screen's own server sends.
    long version = 1_000;

    readonly ServiceProvider services = new ServiceCollection().AddLogging().AddScreens().BuildServiceProvider();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>What no meeting shows at once: every scene held, with the corrections strip and a change in the footer.</summary>
    public static IEnumerable<BriefingState> Generate()
    {
        var now = DateTimeOffset.UtcNow;
        AiredChange Changed(FigureKey key, Quantity? before, Quantity? after, bool isCorrection = true) =>
            new(key, before, before is null ? null : Qualifier.Over, after, Qualifier.About, now, 900, isCorrection);
        var hoChiMinhCity = new FigureKey(Period.ForYear(2023), new(34, "79"), "socio-economic-development", null, Measure.Organisations);
        AiredChange[] corrections =
        [
            Changed(FigureKey.National(2023, Measure.Disbursed), SampleData.Usd(228_700_000), SampleData.Usd(229_900_000)),
            Changed(hoChiMinhCity, SampleData.Count(1_338), SampleData.Count(1_388)),
            Changed(FigureKey.National(2023, Measure.Organisations), SampleData.Count(338), SampleData.Count(388)),
            Changed(FigureKey.National(2023, Measure.DisbursementRate), SampleData.Percent(68.5m), SampleData.Percent(71.2m)),
            Changed(FigureKey.National(2023, Measure.Disbursed) with { Province = new(34, "31") }, SampleData.Vnd(93_000_000_000), SampleData.Usd(4_050_000)),
            Changed(new(Period.ForYear(2020), null, null, "covid-19-2020", Measure.Disbursed), SampleData.Usd(6_400_000), SampleData.Usd(6_500_000)),
        ];
        var shown = new BriefingState(
            1, now, PublishedData.Snapshot, new(SceneKinds.Overview, 2023), [], [Changed(hoChiMinhCity with { Sector = null }, SampleData.Count(163), SampleData.Count(170), isCorrection: false)],
            IsRehearsal: false)
        {
            Cover = Cover.Held,
            Corrections = [.. corrections],
            MeetingChanges = [.. corrections, .. Enumerable.Range(2000, 12).Select(year => Changed(FigureKey.National(year, Measure.Committed), null, SampleData.Usd(year * 1_000_000), false))],
            Meeting = new(1, "Hội nghị giao ban trực tuyến toàn quốc công tác phi chính phủ nước ngoài năm 2023", new DateOnly(2024, 4, 12), RequiresApproval: false),
        };
        foreach (var scene in Scenes)
            yield return shown with { Scene = scene };
        yield return shown with { Scene = new(SceneKinds.Overview, 2023) { Title = LongTitle }, IsRehearsal = true };
        yield return shown with { Scene = new(SceneKinds.Compare, 2023) { Title = LongTitle[..80] }, IsRehearsal = true };
        yield return shown with { Cover = Cover.Blank };
        yield return shown with { Cover = Cover.Blank, IsRehearsal = true, Meeting = shown.Meeting with { Name = string.Join(' ', Enumerable.Repeat("Hội nghị giao ban", 11)) } };
        // As much text as a card takes.
        var text = string.Join('\n', Enumerable.Repeat("Các địa phương rà soát, báo cáo số liệu trước ngày 30/6.", 10));
        yield return shown with { Scene = new(SceneKinds.Text, 2023) { Title = LongTitle, Text = text } };
        yield return shown with { Scene = new(SceneKinds.Title, 2023) { Title = LongTitle, Text = text } };
        yield return shown with { Scene = new(SceneKinds.Text, 2023) { Text = string.Join(' ', Enumerable.Repeat("Giao Ủy ban tổng hợp số liệu", 20)) + "\nHết." } };
    }

    /// <summary>Applies a frame as screen.js does.</summary>
    public async Task Paint(IPage page, BriefingState now, DisplayLanguage language)
    {
        var frame = await services.GetRequiredService<FrameRenderer>().Render(now with { Version = ++version }, language);
        await page.EvaluateAsync(
            """
            async html => {
              const keep = { beforeNodeMorphed: (old, next) => !(old.hasAttribute?.('data-keep') && next.hasAttribute?.('data-keep')) };
              Idiomorph.morph(document.getElementById('stage'), html, { morphStyle: 'outerHTML', callbacks: keep });
              await Promise.all([...document.querySelectorAll('live-chart')].map(chart => chart.settled));
            }
            """,
            frame.Html);
    }
}
