using System.CommandLine;
using NgoDashboard.Language;
using NgoDashboard.Storage;

namespace NgoDashboard.Cli;

/// <summary>
/// The commands of the program; <c>--help</c> lists them, and the options of each. Without a command the server runs, and what the parser
/// does not know is handed to the host as a setting (<c>--urls</c>, <c>--Storage:Path=…</c>).
/// </summary>
/// <param name="output">Where commands write; the server writes to the console.</param>
/// <param name="errors">Where it is explained why the server, or a command that needs its services, does not start.</param>
/// <param name="loadConfiguration">The settings, for commands that start no server.</param>
public sealed class CommandLine(TextWriter output, TextWriter errors, Func<IConfiguration> loadConfiguration, TimeProvider time)
{
    /// <summary>Of every command, before or after its name.</summary>
    internal static Option<bool> RehearsalOption { get; } = new("--rehearsal") { Recursive = true };

    /// <summary>Used for the commands' output and help. The server takes the language of each request.</summary>
    internal static DisplayLanguage Language => DisplayLanguage.Vietnamese;

    public static CommandLine Create() =>
        new(Console.Out, Console.Error, () => WebApplication.CreateBuilder().Configuration, TimeProvider.System);

    /// <returns>The exit code: each command says what its own mean.</returns>
    public Task<int> Run(string[] args)
    {
        var result = Parse(args);
        return FindUsageError(result) ?? result.InvokeAsync(new()
        {
            // A start that fails is explained by StartupErrors, or by its stack trace where the program is at fault.
            EnableDefaultExceptionHandler = false,
            // The host ends by itself on SIGTERM, and may write for longer than the parser would wait.
            ProcessTerminationTimeout = null,
            Output = output,
        });
    }

    /// <summary>The database that a command works on.</summary>
    internal static string ResolveDatabase(IConfiguration configuration, ParseResult arguments) =>
        StoragePath.Resolve(new(configuration), arguments.GetValue(RehearsalOption));

    internal ParseResult Parse(string[] args)
    {
        var root = new RootCommand(Language.Words.Cli["serve"])
        {
            RehearsalOption, ServeCommand.NewDeskKeyOption, ServeCommand.BeginAnewOption, ServeCommand.WithoutCertificateOption,
        };
        RehearsalOption.Description = Language.Words.Cli["rehearsal"];
        ServeCommand.NewDeskKeyOption.Description = Language.Words.Cli["new-desk-key"];
        ServeCommand.BeginAnewOption.Description = Language.Words.Cli["begin-anew"];
        ServeCommand.WithoutCertificateOption.Description = Language.Words.Cli["without-certificate"];
        // Settings of the host stand among the arguments.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, _) => ServeCommand.Run(parsed, errors));
        root.Subcommands.Add(ImportCommand.Create(output, errors));
        root.Subcommands.Add(VerifyCommand.Create(loadConfiguration, output));
        root.Subcommands.Add(BackupCommand.Create(loadConfiguration, time, output));
        root.Subcommands.Add(RestoreCommand.Create(loadConfiguration, time, output));
        return root.Parse(args);
    }

    /// <returns>Null where the arguments make sense; else the exit code, and the output says how the command is used.</returns>
    Task<int>? FindUsageError(ParseResult result)
    {
        var isServer = result.CommandResult.Command is RootCommand;
        if (isServer && result.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
        {
            output.WriteLine(Language.Words.Cli["unknown-command", first]);
            return Task.FromResult(1);
        }

        // The parser passes on what it does not know, for the root's sake; a command knows all of its own.
        if (result.Errors.Count == 0 && (isServer || result.UnmatchedTokens.Count == 0))
            return null;
        var name = isServer ? "serve" : result.CommandResult.Command.Name;
        output.WriteLine(Language.Words.Cli[$"usage-{name}"]);
        return Task.FromResult(name == ImportCommand.Name ? ImportCommand.NotDone : 1);
    }
}
