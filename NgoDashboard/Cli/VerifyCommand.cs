using NgoDashboard.Live.Records;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Cli;

/// <summary>
/// <c>verify</c>: reads the whole database and says whether it holds what was written to it. It reads only, and takes no lock that a running
/// server has: both work beside each other.
/// </summary>
public static class VerifyCommand
{
    public const string Name = "verify";

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
