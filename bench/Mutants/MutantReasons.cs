namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// Why some mutants live and may: mostly because nothing that can be observed differs. One line each in reasons.tsv: file, original,
/// mutated, reason, with tabs in between. By the text and not by the line, so that it holds while the file around it changes.
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
