using System.CommandLine;
using NgoDashboard.Language;

namespace NgoDashboard.Cli;

/// <summary>
/// The commands of the program; <c>--help</c> lists them, and the options of each. Without a command the server runs, and what the parser
/// does not know is handed to the host as a setting (<c>--urls</c>, <c>--Storage:Path=…</c>).
/// </summary>
/// <param name="output">Where commands write; the server writes to the console.</param>
/// <param name="loadConfiguration">The settings, for commands that start no server.</param>
public sealed class CommandLine(TextWriter output, Func<IConfiguration> loadConfiguration, TimeProvider time)
{
    /// <summary>Of every command, before or after its name.</summary>
    internal static Option<bool> RehearsalOption { get; } = new("--rehearsal") { Recursive = true };

    public static CommandLine Create() => new(Console.Out, () => WebApplication.CreateBuilder().Configuration, TimeProvider.System);

    /// <returns>The exit code: each command says what its own mean.</returns>
    public Task<int> Run(string[] args)
    {
        Languages.SetCurrent(Languages.Vietnamese);
        var root = new RootCommand(Words.Cli["serve"])
        {
            RehearsalOption, ServeCommand.NewDeskKeyOption, ServeCommand.BeginAnewOption, ServeCommand.WithoutCertificateOption,
        };
        RehearsalOption.Description = Words.Cli["rehearsal"];
        ServeCommand.NewDeskKeyOption.Description = Words.Cli["new-desk-key"];
        ServeCommand.BeginAnewOption.Description = Words.Cli["begin-anew"];
        ServeCommand.WithoutCertificateOption.Description = Words.Cli["without-certificate"];
        // Settings of the host stand among the arguments.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, _) => ServeCommand.Run(parsed));
        root.Subcommands.Add(ImportCommand.Create(output));
        root.Subcommands.Add(VerifyCommand.Create(loadConfiguration, output));
        root.Subcommands.Add(BackupCommand.Create(loadConfiguration, time, output));
        root.Subcommands.Add(RestoreCommand.Create(loadConfiguration, time, output));
        var result = root.Parse(args);
        if (result.CommandResult.Command == root && result.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
        {
            output.WriteLine(Words.Cli["unknown-command", first]);
            return Task.FromResult(1);
        }

        // The parser passes on what it does not know, for the root's sake; a command knows all of its own.
        if (result.Errors.Count > 0 || (result.CommandResult.Command != root && result.UnmatchedTokens.Count > 0))
        {
            var name = result.CommandResult.Command == root ? "serve" : result.CommandResult.Command.Name;
            output.WriteLine(Words.Cli[$"usage-{name}"]);
            return Task.FromResult(name == ImportCommand.Name ? ImportCommand.NotDone : 1);
        }

        return result.InvokeAsync(new()
        {
            // A start that fails is explained by StartupErrors, or by its stack trace where the program is at fault.
            EnableDefaultExceptionHandler = false,
            // The host ends by itself on SIGTERM, and may write for longer than the parser would wait.
            ProcessTerminationTimeout = null,
            Output = output,
        });
    }
}
