using System.Text.Json;
using System.Text.Json.Nodes;

namespace NgoDashboard.Bench.Browser;

/// <summary>A bridge point's screen in a real browser, and what it costs there.</summary>
sealed class ScreenPage(DevTools tools)
{
    /// <summary>
    /// Notes when a frame comes, before the page's own script is told, and when the page says that its version is painted; and every
    /// task that kept the page from anything else for more than 50 ms, which is what browsers call long.
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
        await tools.SendCommand("Page.enable");
        await tools.SendCommand("Performance.enable");
        await tools.SendCommand("Page.addScriptToEvaluateOnNewDocument", new() { ["source"] = InstrumentationScript });
        await tools.SendCommand("Page.navigate", new() { ["url"] = enter });
        await tools.WaitUntil("location.pathname === '/screen'", "The screen in Chromium did not come up: the entrance led elsewhere");
        await tools.SendCommand("Page.navigate", new() { ["url"] = screen });
        await tools.WaitUntil("document.body?.dataset.painted > 0", "The screen in Chromium did not come up: it painted nothing");
    }

    /// <summary>What was noted since the last time.</summary>
    public async Task<PaintTimes> TakePaintTimes()
    {
        var told = await tools.Evaluate("benchTake()");
        return new(
            [.. told.GetProperty("taken").EnumerateArray().Select(value => value.GetDouble())],
            [.. told.GetProperty("long").EnumerateArray().Select(task => new LongTask(task.GetProperty("from").GetDouble(), task.GetProperty("took").GetDouble()))],
            told.GetProperty("frames").GetInt32(),
            told.GetProperty("version").GetInt64());
    }

    /// <summary>After all that nobody uses is collected; what was noted meanwhile is forgotten, because collecting is a long task.</summary>
    public async Task<PageSize> MeasureSize()
    {
        for (var i = 0; i < 2; i++)
            await tools.SendCommand("HeapProfiler.collectGarbage");
        var metrics = (await tools.SendCommand("Performance.getMetrics")).GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        await tools.Evaluate("new Promise(done => setTimeout(done, 300)).then(() => benchTake()) && null");
        return new(metrics["JSHeapUsedSize"], metrics["Nodes"], metrics["JSEventListeners"]);
    }
}

/// <param name="DelaysMs">Milliseconds from a frame's coming to its being painted.</param>
/// <param name="LongTasks">Each task of more than 50 milliseconds.</param>
/// <param name="Frames">That have come since the page was opened.</param>
/// <param name="Version">That is painted now.</param>
sealed record PaintTimes(double[] DelaysMs, LongTask[] LongTasks, int Frames, long Version);

/// <param name="StartMs">Milliseconds since 1970.</param>
/// <param name="DurationMs">Milliseconds by the clock.</param>
sealed record LongTask(double StartMs, double DurationMs);

sealed record PageSize(double HeapBytes, double Nodes, double Listeners);
