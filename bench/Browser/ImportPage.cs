namespace NgoDashboard.Bench.Browser;

/// <summary>The desk's import page in a real browser.</summary>
sealed class ImportPage(ChromiumPage chromium)
{
    public async Task Open(string enter, string page)
    {
        await chromium.BeginNavigation(enter);
        await chromium.WaitUntil("location.pathname.startsWith('/desk')", "The page for reports did not come up: the entrance led elsewhere");
        await chromium.BeginNavigation(page);
        await chromium.WaitUntil(
            "document.querySelector('.desk') && !document.querySelector('.desk').inert && document.querySelector('input[type=file]')",
            "The page for reports did not come up: it did not come to life");
    }

    /// <summary>Milliseconds from choosing a file until the first line of its review is painted.</summary>
    public async Task<double> MeasureReviewMs(string file)
    {
        await using var input = await chromium.Page.QuerySelectorAsync("input[type=file]");
        await chromium.Evaluate(
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
        await input.UploadFileAsync(file);
        return (await chromium.Evaluate("benchSeen")).GetDouble();
    }
}
