using System.Text.Json.Nodes;

namespace NgoDashboard.Bench.Browser;

/// <summary>The desk's import page in a real browser.</summary>
sealed class ImportPage(DevTools tools)
{
    public async Task Open(string enter, string page)
    {
        await tools.SendCommand("Page.enable");
        await tools.SendCommand("DOM.enable");
        await tools.SendCommand("Page.navigate", new() { ["url"] = enter });
        await tools.WaitUntil("location.pathname.startsWith('/desk')", "The page for reports did not come up: the entrance led elsewhere");
        await tools.SendCommand("Page.navigate", new() { ["url"] = page });
        await tools.WaitUntil(
            "document.querySelector('.desk') && !document.querySelector('.desk').inert && document.querySelector('input[type=file]')",
            "The page for reports did not come up: it did not come to life");
    }

    /// <summary>Milliseconds from choosing a file until the first line of its review is painted.</summary>
    public async Task<double> MeasureReviewMs(string file)
    {
        await tools.Evaluate(
            """
            globalThis.benchSeen = new Promise(done => {
              const from = performance.now();
              new MutationObserver((_, watch) => {
                if (!document.querySelector('.import-review .import-list tbody tr[class]')) return;
                watch.disconnect();
                requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
              }).observe(document, { subtree: true, childList: true });
            }); null
            """);
        var root = (await tools.SendCommand("DOM.getDocument")).GetProperty("root").GetProperty("nodeId").GetInt32();
        var found = await tools.SendCommand("DOM.querySelector", new() { ["nodeId"] = root, ["selector"] = "input[type=file]" });
        var input = found.GetProperty("nodeId").GetInt32();
        await tools.SendCommand("DOM.setFileInputFiles", new() { ["files"] = new JsonArray(file), ["nodeId"] = input });
        return (await tools.Evaluate("benchSeen")).GetDouble();
    }
}
