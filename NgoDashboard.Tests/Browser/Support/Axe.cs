using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>
/// axe-core, run in the page itself and asked for violations only. Its package for Playwright finishes the run in a page of its own and
/// sends everything that was inspected there through the test, which for a desk is most of the work.
/// </summary>
static class Axe
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    const string RunScript =
        """
        async leftOut => {
          const rules = Object.fromEntries(leftOut.map(rule => [rule, { enabled: false }]));
          const { violations } = await axe.run(document, { resultTypes: ['violations'], rules });
          const describe = ({ target, html, any }) => `    ${target}: ${html} ${any.map(check => check.message).join(' ')}`;
          return violations.map(({ id, help, nodes }) => [`${id}, ${help}`, ...nodes.slice(0, 4).map(describe)].join('\n'));
        }
        """;

    /// <summary>Every rule that the page violates, and where; without the rules that are left out.</summary>
    public static async Task<string[]> Violations(IPage page, params string[] leftOut)
    {
        // The page still has it unless it was left.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(RunScript, leftOut);
    }
}
