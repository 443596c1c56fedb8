using System.Diagnostics;
using System.Text.Json;
using NgoDashboard.Bench.Browser;
using NgoDashboard.Bench.Faults.Attacks;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.Measuring;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>The screen's page in Chromium behind faulty proxies: it must come on air, and get an edit.</summary>
sealed class ProxyScenario(bool all) : IFaultScenario
{
    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(40);

    static readonly TimeSpan MaxTimeUntilOnAir = TimeSpan.FromSeconds(10), MaxTimeUntilShown = TimeSpan.FromSeconds(3);

    static readonly (string Name, bool Buffers, WebSocketPolicy Sockets)[] Kinds =
    [
        ("holds answers back, refuses WebSockets", true, WebSocketPolicy.Refuse),
        ("cuts WebSockets", false, WebSocketPolicy.Cut),
        ("refuses WebSockets", false, WebSocketPolicy.Refuse),
        ("holds answers back, cuts WebSockets", true, WebSocketPolicy.Cut),
        ("holds answers back", true, WebSocketPolicy.PassOn),
    ];

    public string Name => "proxies";

    public async Task Run(FaultContext context)
    {
        context.AddHeading("A screen in Chromium behind proxies");
        var settings = FaultSettings.InNewFolder("proxies");
        using var server = await FaultServer.Start(context.Published, settings);
        using var desk = new DeskClient(settings.Port);
        await desk.PutStage("overview", 2023);
        var (_, key) = await desk.IssueKey("screen", "Màn hình");
        var rows = new List<string[]>();
        foreach (var (name, buffers, sockets) in all ? Kinds : Kinds[..1])
        {
            using var proxy = new FaultyProxy(settings.Port, buffers, sockets);
            await using var chromium = await ChromiumPage.Start();
            var (onAir, shown, link) = await MeasureThroughProxy(desk, chromium, proxy.Port, key);
            rows.Add([name, BenchReport.FormatNumber(onAir.TotalSeconds), BenchReport.FormatNumber(shown.TotalMilliseconds), link]);
            context.AddGoal($"proxy that {name}: until the screen is on air", "10 s", onAir.TotalSeconds, MaxTimeUntilOnAir.TotalSeconds, "s");
            context.AddTimeGoal($"proxy that {name}: until an edit is on the screen", shown, MaxTimeUntilShown);
        }

        context.AddTable(["the proxy", "on air after, s", "an edit is shown after, ms", "what the page says of its connection"], rows);
    }

    static async Task<(TimeSpan OnAir, TimeSpan Shown, string Link)> MeasureThroughProxy(
        DeskClient desk, ChromiumPage chromium, int port, string key)
    {
        await chromium.BeginNavigation($"http://127.0.0.1:{port}/enter?key={key}");
        await chromium.WaitUntil("location.pathname === '/screen'", "The screen in Chromium did not come up: the entrance led elsewhere");
        var begun = Stopwatch.GetTimestamp();
        var onAir = await WaitUntil(chromium, "document.body?.dataset.link === 'online' && Number(document.body.dataset.painted) > 0");
        var edit = await desk.PutFigure(228_000_000 + (Random.Shared.Next(1_000) * 10_000L));
        var edited = Stopwatch.GetTimestamp();
        await WaitUntil(chromium, $"Number(document.body?.dataset.painted) >= {edit.Version}");
        var shown = Stopwatch.GetElapsedTime(edited);
        var link = await chromium.Evaluate("document.getElementById('link')?.textContent ?? ''");
        return (Stopwatch.GetElapsedTime(begun, onAir), shown, link.ValueKind == JsonValueKind.String ? link.GetString()! : "");
    }

    /// <returns>Timestamp at which the condition became true, or of the timeout.</returns>
    static async Task<long> WaitUntil(ChromiumPage chromium, string condition)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < MaxWait; await Task.Delay(20))
        {
            if (await chromium.IsTrue(condition))
                break;
        }

        return Stopwatch.GetTimestamp();
    }
}
