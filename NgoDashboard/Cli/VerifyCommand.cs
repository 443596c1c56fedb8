using NgoDashboard.Live.Records;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Cli;

/// <summary>
/// <c>verify</c>: checks the integrity of the whole database. Read-only and without the locks of a running server, so that both can run
/// at the same time.
/// </summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    /// <returns>0 if the database is intact, 1 if it is not or could not be checked.</returns>
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
