using NgoDashboard.Figures.Text;

namespace NgoDashboard.Storage.Reference;

/// <summary>
/// Checks that no two rows of a data file share a name, compared as an import compares names. A shared name would assign money to the
/// wrong row.
/// </summary>
sealed class AliasCheck
{
    readonly Dictionary<NameKey, int> lines = [];

    public void CheckNames(DataLine line, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var key = NameKey.From(name);
            if (!lines.TryAdd(key, line.LineNumber) && lines[key] != line.LineNumber)
                line.AddProblem("aliases", DataFault.AliasTaken, name, lines[key]);
        }
    }
}
