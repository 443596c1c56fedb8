using System.Diagnostics;
using System.Text.Json;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Scripts;

/// <summary>
/// Runs the tests of the browser scripts' modules (vitest, <c>npm test</c> in NgoDashboard), which the build has restored with the other
/// packages of npm.
/// </summary>
[Trait("Tier", "Process")]
public sealed class ScriptTests
{
    [Fact]
    public async Task Modules_OfTheBrowserScripts_PassTheirTests()
    {
        using var folder = new TempFolder();
        var report = folder.GetFilePath("vitest.json");
        var output = await RunVitest("run", "--reporter=json", $"--outputFile={report}");
        Assert.True(File.Exists(report), $"vitest wrote no report: {output}");
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(report, TestContext.Current.CancellationToken));

        var failures = json.RootElement.GetProperty("testResults").EnumerateArray().SelectMany(FindFailures).ToArray();
        Assert.True(failures.Length == 0, string.Join("\n\n", failures));
        Assert.True(json.RootElement.GetProperty("success").GetBoolean(), output);
        Assert.NotEqual(0, json.RootElement.GetProperty("numPassedTests").GetInt32());
    }

    /// <summary>The failed tests of a file by their names; the file itself if it could not be loaded.</summary>
    static IEnumerable<string> FindFailures(JsonElement file)
    {
        var name = Path.GetRelativePath(SourceFiles.SolutionFolder, file.GetProperty("name").GetString()!);
        var failed = file.GetProperty("assertionResults").EnumerateArray()
            .Where(test => test.GetProperty("status").GetString() == "failed")
            .Select(test => $"{name}: {test.GetProperty("fullName").GetString()}\n"
                + string.Join('\n', test.GetProperty("failureMessages").EnumerateArray().Select(message => message.GetString())))
            .ToArray();
        return failed.Length == 0 && file.GetProperty("status").GetString() == "failed"
            ? [$"{name}: {file.GetProperty("message").GetString()}"]
            : failed;
    }

    static async Task<string> RunVitest(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine("node_modules", "vitest", "vitest.mjs"), .. arguments])
        {
            WorkingDirectory = SourceFiles.ProjectFolder,
        };
        return (await ProgramRunner.Run(start)).Output;
    }
}
