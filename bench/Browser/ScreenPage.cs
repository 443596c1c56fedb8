namespace NgoDashboard.Bench.Browser;

/// <summary>A bridge point's screen in a real browser, instrumented.</summary>
sealed class ScreenPage(ChromiumPage chromium)
{
    /// <summary>
    /// Records when a frame arrives, before the page's own script handles it, when the page sets its version as painted, and every long
    /// task (over 50 ms).
    /// </summary>
    const string InstrumentationScript = """
        (() => {
          const came = new Map();
          let taken = [], long = [], frames = 0;
          const Plain = WebSocket;
          globalThis.WebSocket = class extends Plain {
            constructor(...all) {
              super(...all);
              this.addEventListener('message', event => {
                if (typeof event.data !== 'string' || !/"target":"(Show|Change)"/.test(event.data)) return;
                frames++;
                came.set(Number(/"version":(\d+)/.exec(event.data)[1]), performance.now());
              });
            }
          };
          new MutationObserver(() => {
            const now = performance.now();
            const painted = Number(document.body?.dataset.painted);
            // A newer one stands for those that it has overtaken.
            for (const [version, at] of came) {
              if (version > painted) continue;
              taken.push(now - at);
              came.delete(version);
            }
          }).observe(document, { subtree: true, attributeFilter: ['data-painted'] });
          new PerformanceObserver(list => long.push(...list.getEntries().map(entry => ({ from: performance.timeOrigin + entry.startTime, took: entry.duration })))).observe({ type: 'longtask' });
          globalThis.benchTake = () => {
            const all = { taken, long, frames, version: Number(document.body.dataset.painted), waiting: came.size };
            taken = [];
            long = [];
            return all;
          };
        })();
        """;

    public async Task Open(string enter, string screen)
    {
        await chromium.Page.EvaluateExpressionOnNewDocumentAsync(InstrumentationScript);
        await chromium.BeginNavigation(enter);
        await chromium.WaitUntil("location.pathname === '/screen'", "The screen in Chromium did not come up: the entrance led elsewhere");
        await chromium.BeginNavigation(screen);
        await chromium.WaitUntil("document.body?.dataset.painted > 0", "The screen in Chromium did not come up: it painted nothing");
    }

    /// <summary>The values recorded since the last call.</summary>
    public async Task<PaintTimes> TakePaintTimes()
    {
        var taken = await chromium.Evaluate("benchTake()");
        return new(
            [.. taken.GetProperty("taken").EnumerateArray().Select(value => value.GetDouble())],
            [
                .. taken.GetProperty("long").EnumerateArray()
                    .Select(task => new LongTask(task.GetProperty("from").GetDouble(), task.GetProperty("took").GetDouble())),
            ],
            taken.GetProperty("frames").GetInt32(),
            taken.GetProperty("version").GetInt64());
    }

    /// <summary>
    /// Sizes after a full garbage collection. Discards the values recorded meanwhile, because a collection is a long task.
    /// </summary>
    public async Task<PageSize> MeasureSize()
    {
        for (var i = 0; i < 2; i++)
            await chromium.Page.Client.SendAsync("HeapProfiler.collectGarbage");
        var metrics = await chromium.Page.MetricsAsync();
        await chromium.Evaluate("new Promise(done => setTimeout(done, 300)).then(() => benchTake()) && null");
        return new((double)metrics["JSHeapUsedSize"], (double)metrics["Nodes"], (double)metrics["JSEventListeners"]);
    }
}

/// <param name="DelaysMs">Milliseconds from the arrival of a frame until it was painted.</param>
/// <param name="LongTasks">Tasks of more than 50 ms.</param>
/// <param name="Frames">Number of frames since the page was opened.</param>
/// <param name="Version">The painted version.</param>
sealed record PaintTimes(double[] DelaysMs, LongTask[] LongTasks, int Frames, long Version);

/// <param name="StartMs">Since 1970.</param>
/// <param name="DurationMs">Wall time, in which the host may have paused the task: see StealTimeSampler.</param>
sealed record LongTask(double StartMs, double DurationMs);

sealed record PageSize(double HeapBytes, double Nodes, double Listeners);
