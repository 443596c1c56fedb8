using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Mutants;

/// <summary>A run of the test program.</summary>
/// <param name="folder">Its output folder.</param>
sealed class TestProcess(string folder, IEnumerable<string> arguments)
    : ChildProcess(null, Path.Combine(folder, "NgoDashboard.Tests"), [.. arguments, "-noColor", "-noLogo"], new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = "",
        [StartupHook.HeapSocketVariable] = "",
        // Files of a killed test are deleted with the bench's temporary folder.
        ["TMPDIR"] = TemporaryFiles.CreateFolder("tests"),
        // A run is short: profiling for a second compilation would not pay.
        ["DOTNET_TieredPGO"] = "0",
    });
