using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Harness;

/// <param name="ExitCode">With which the command ended; null where it did not end, as a server that knows no such command does not.</param>
sealed record CommandResult(int? ExitCode, string Output)
{
    public bool IsSuccess => ExitCode == 0;
}

/// <summary>The application's own commands: verify, backup, restore.</summary>
static class ApplicationCommands
{
    public static Task<CommandResult> Verify(PublishedApplication published, string database) => Run(published, database, "verify");

    public static async Task<CommandResult> Run(PublishedApplication published, string database, params string[] arguments)
    {
        using var command = new CommandProcess(published, database, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var ended = command.Process.WaitForExitAsync(limit.Token);
        // A program that does not know the command starts as a server, prints its links, and would never end.
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
        // Each lives for seconds: what it would learn for a better second compilation comes too late.
        ["DOTNET_TieredPGO"] = "0",
        ["Storage__Path"] = database,
        ["Access__DeskKey"] = BriefingApplication.DeskKey,
        ["Browser__Path"] = "",
    };

    static Dictionary<string, string> CreateCommandEnvironment(PublishedApplication published, string database)
    {
        var environment = CreateEnvironment(published, database);
        // One that does not know the command starts as a server: on a port where it is in nobody's way.
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        environment["DOTNET_STARTUP_HOOKS"] = environment[StartupHook.HeapSocketVariable] = "";
        return environment;
    }

    sealed class CommandProcess(PublishedApplication published, string database, string[] arguments)
        : ChildProcess(null, "dotnet", [Path.Combine(published.Folder, "NgoDashboard.dll"), .. arguments], CreateCommandEnvironment(published, database));
}
