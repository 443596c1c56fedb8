using System.CommandLine;
using NgoDashboard.Live.Records;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Cli;

/// <summary>
/// <c>verify</c>: reads the whole database and reports whether it holds what was written to it. Read-only and without any lock that a
/// running server holds, so both work side by side.
/// </summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    internal static Command Create(Func<IConfiguration> loadConfiguration, TextWriter output)
    {
        var command = new Command(Name, CommandLine.Language.Words.Cli[Name]);
        command.SetAction(arguments => Run(CommandLine.ResolveDatabase(loadConfiguration(), arguments), output));
        return command;
    }

    /// <returns>0 where everything holds, 1 where something does not or could not be checked.</returns>
    public static int Run(string path, TextWriter output)
    {
        try
        {
            var report = IntegrityCheck.CheckFile(path);
            foreach (var sentence in ChainSentences.ExplainReport(path, report))
                output.WriteLine(sentence);
            return report.IsIntact ? 0 : 1;
        }
        catch (DatabaseNotCheckableException refused)
        {
            foreach (var sentence in ChainSentences.ExplainRefusal(refused))
                output.WriteLine(sentence);
            return 1;
        }
    }
}
