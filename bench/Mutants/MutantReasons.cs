namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// Reasons why some mutants may survive, mostly because they are equivalent. One line each in reasons.tsv: file, original, mutated, reason,
/// separated by tabs. Identified by text and not by line number, so that a reason holds while the file changes around it.
/// </summary>
sealed class MutantReasons
{
    readonly Dictionary<(string File, string Original, string Mutated), string> reasons = [];

    public static MutantReasons Load(string path)
    {
        var all = new MutantReasons();
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.Split('\t') is not [var file, var original, var mutated, { Length: > 0 } reason])
                throw new BenchException($"{path}: '{line}' has not four parts with tabs in between.");
            all.reasons[(file, original, mutated)] = reason;
        }

        return all;
    }

    public string? For(Mutant mutant) => reasons.GetValueOrDefault((mutant.File, mutant.Original, mutant.Mutated));
}
