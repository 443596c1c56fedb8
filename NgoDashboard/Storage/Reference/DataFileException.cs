namespace NgoDashboard.Storage.Reference;

/// <summary>The data files cannot be loaded. The message has one line for each problem, for the person who edits the files.</summary>
public sealed class DataFileException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>Collects the problems of all data files, so that they can be fixed together and not one at each start.</summary>
sealed class DataProblems
{
    /// <summary>Listed problems; the rest is only counted, because one wrong header causes a problem in every line.</summary>
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
