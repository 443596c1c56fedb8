namespace NgoDashboard.Storage.Reference;

/// <summary>The data files cannot be loaded. The message is for the person who edits them: a line for each problem.</summary>
public sealed class DataFileException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>What was found wrong while the files were read: all of it at once, so that nobody mends one line per start.</summary>
sealed class DataProblems
{
    /// <summary>One slip in a header breaks every line; past this many sentences nobody reads on.</summary>
    public const int MaxListed = 20;

    readonly List<string> listed = [];
    int count;

    public bool Any => count > 0;

    public void Add(string problem)
    {
        if (count++ < MaxListed)
            listed.Add(problem);
    }

    /// <exception cref="DataFileException">There was a problem.</exception>
    public void ThrowIfAny()
    {
        if (count > MaxListed)
            listed.Add($"and {count - MaxListed} more");
        if (Any)
            throw new DataFileException(listed);
    }
}
