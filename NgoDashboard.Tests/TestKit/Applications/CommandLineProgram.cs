using System.Diagnostics;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>Runs a command of the program in its own process until it exits.</summary>
static class CommandLineProgram
{
    /// <param name="database">The setting Storage:Path.</param>
    /// <param name="deskKey">The setting Access:DeskKey; null to leave it out.</param>
    public static Task<(int Code, string Output)> RunImport(string database, string? deskKey, params string[] arguments) =>
        RunCommand(database, deskKey, ["import", .. arguments]);

    /// <summary>Any command, or the server itself where a test expects that it refuses to start.</summary>
    public static Task<(int Code, string Output)> RunCommand(string database, string? deskKey, params string[] arguments) =>
        RunCommand(database, deskKey, new Dictionary<string, string>(), arguments);

    /// <param name="settings">Further environment variables.</param>
    /// <inheritdoc cref="RunCommand(string, string?, string[])"/>
    public static async Task<(int Code, string Output)> RunCommand(
        string database, string? deskKey, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["Storage__Path"] = database, ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production", ["DOTNET_TieredPGO"] = "0" },
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "NgoDashboard.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("Access__DeskKey");
        if (deskKey is not null)
            start.Environment["Access__DeskKey"] = deskKey;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return await ProgramRunner.Run(start);
    }
}
