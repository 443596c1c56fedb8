using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Harness;

/// <param name="ExitCode">Null if the process did not exit: a version that does not know the command starts as a server.</param>
sealed record CommandResult(int? ExitCode, string Output)
{
    public bool IsSuccess => ExitCode == 0;
}

/// <summary>Runs commands of the application: verify, backup, restore.</summary>
static class ApplicationCommands
{
    public static Task<CommandResult> Verify(PublishedApplication published, string database) => Run(published, database, "verify");

    public static async Task<CommandResult> Run(PublishedApplication published, string database, params string[] arguments)
    {
        using var command = new CommandProcess(published, database, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var ended = command.Process.WaitForExitAsync(limit.Token);
        // A version that does not know the command starts as a server, prints its links and never exits.
        while (await Task.WhenAny(ended, Task.Delay(50)) != ended
            && !command.OutputLines.Any(line => line.Contains("://127.0.0.1", StringComparison.Ordinal)))
        {
            // Until one of the two.
        }

        var hasEnded = ended.IsCompletedSuccessfully;
        await limit.CancelAsync();
        return new(hasEnded ? command.Process.ExitCode : null, string.Join('\n', command.OutputLines));
    }

    public static Dictionary<string, string> CreateEnvironment(PublishedApplication published, string database) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_CONTENTROOT"] = published.Folder,
        ["DOTNET_ENVIRONMENT"] = "Production",
        // The process lives for seconds: profiling for a second compilation would not pay.
        ["DOTNET_TieredPGO"] = "0",
        ["Storage__Path"] = database,
        ["Access__DeskKey"] = BriefingApplication.DeskKey,
        ["Browser__Path"] = "",
    };

    static Dictionary<string, string> CreateCommandEnvironment(PublishedApplication published, string database)
    {
        var environment = CreateEnvironment(published, database);
        // A version that does not know the command starts as a server: on a free port.
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        environment["DOTNET_STARTUP_HOOKS"] = environment[StartupHook.HeapSocketVariable] = "";
        return environment;
    }

    sealed class CommandProcess(PublishedApplication published, string database, string[] arguments)
        : ChildProcess(null, "dotnet", [Path.Combine(published.Folder, "NgoDashboard.dll"), .. arguments], CreateCommandEnvironment(published, database));
}
