using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults;

/// <param name="Code">With which the command ended; null where it did not end, as a server that knows no such command does not.</param>
sealed record CommandResult(int? Code, string Output)
{
    public bool IsGood => Code == 0;
}

/// <summary>The application's own commands: verify, backup, restore.</summary>
static class Commands
{
    public static Task<CommandResult> Verify(Published published, string database) => Run(published, database, "verify");

    public static async Task<CommandResult> Run(Published published, string database, params string[] arguments)
    {
        using var command = new Command(published, database, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var ended = command.Process.WaitForExitAsync(limit.Token);
        // A program that does not know the command starts as a server, prints its links, and would never end.
        while (await Task.WhenAny(ended, Task.Delay(50)) != ended
            && !command.Said.Any(line => line.Contains("://127.0.0.1", StringComparison.Ordinal)))
        {
            // Until one of the two.
        }

        var hasEnded = ended.IsCompletedSuccessfully;
        await limit.CancelAsync();
        return new(hasEnded ? command.Process.ExitCode : null, string.Join('\n', command.Said));
    }

    public static Dictionary<string, string> Environment(Published published, string database) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_CONTENTROOT"] = published.Folder,
        ["DOTNET_ENVIRONMENT"] = "Production",
        // Each lives for seconds: what it would learn for a better second compilation comes too late.
        ["DOTNET_TieredPGO"] = "0",
        ["Storage__Path"] = database,
        ["Access__DeskKey"] = Application.DeskKey,
        ["Browser__Path"] = "",
    };

    static Dictionary<string, string> Plain(Published published, string database)
    {
        var environment = Environment(published, database);
        // One that does not know the command starts as a server: on a port where it is in nobody's way.
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        environment["DOTNET_STARTUP_HOOKS"] = environment[StartupHook.Setting] = "";
        return environment;
    }

    sealed class Command(Published published, string database, string[] arguments)
        : Child(null, "dotnet", [Path.Combine(published.Folder, "NgoDashboard.dll"), .. arguments], Plain(published, database));
}
