using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>
/// axe-core, run in the page itself, and asked only for what is wrong. Its package for Playwright has the second half done in a page
/// of its own: all that was looked at goes there by way of the test, and of a desk that is most of the work.
/// </summary>
static class Axe
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    const string RunScript =
        """
        async leftOut => {
          const rules = Object.fromEntries(leftOut.map(rule => [rule, { enabled: false }]));
          const { violations } = await axe.run(document, { resultTypes: ['violations'], rules });
          const told = ({ target, html, any }) => `    ${target}: ${html} ${any.map(check => check.message).join(' ')}`;
          return violations.map(({ id, help, nodes }) => [`${id}, ${help}`, ...nodes.slice(0, 4).map(told)].join('\n'));
        }
        """;

    /// <summary>Every rule that the page breaks, and where; but for the rules that are left out.</summary>
    public static async Task<string[]> Violations(IPage page, params string[] leftOut)
    {
        // A page that was not left since still has it.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(RunScript, leftOut);
    }
}
