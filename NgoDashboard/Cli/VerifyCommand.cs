using System.CommandLine;
using NgoDashboard.Live.Operations;
using NgoDashboard.Live.Records;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Cli;

/// <summary>
/// <c>verify [FILE]</c>: reads the whole database, or a backup or copy of one, and reports whether it holds what was written to it.
/// Read-only and without any lock that a running server holds, so both work side by side.
/// </summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    internal static Command Create(Func<IConfiguration> loadConfiguration, TextWriter output)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = CommandLine.Language.Words.Cli["verify-file"],
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(Name, CommandLine.Language.Words.Cli[Name]) { file };
        command.SetAction(arguments => arguments.GetValue(file) is { } named
            ? Run(named, isServersOwn: false, output)
            : Run(CommandLine.ResolveDatabase(loadConfiguration(), arguments), isServersOwn: true, output));
        return command;
    }

    /// <returns>0 where everything holds, 1 where something does not or could not be checked.</returns>
    internal static int Run(string path, bool isServersOwn, TextWriter output)
    {
        try
        {
            var report = IntegrityCheck.CheckFile(path);
            // Only where the journal holds, because a fault of the journal names its version, which helps more.
            if (report.IsIntact)
                BackupReader.VerifyDigest(path);
            foreach (var sentence in ChainSentences.ExplainReport(path, report, isServersOwn))
                output.WriteLine(sentence);
            return report.IsIntact ? 0 : 1;
        }
        catch (DatabaseNotCheckableException refused)
        {
            foreach (var sentence in ChainSentences.ExplainRefusal(refused))
                output.WriteLine(sentence);
            return 1;
        }
        catch (BackupException damaged)
        {
            output.WriteLine(BackupSentences.ExplainInAllLanguages(damaged));
            return 1;
        }
    }
}
