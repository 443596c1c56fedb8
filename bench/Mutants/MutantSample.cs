using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// The order in which mutants are drawn. It depends on the seed and on the text of each mutant alone, so that a sample stays the same while
/// other code changes: the mutants that survived can be tried again after the tests were improved.
/// </summary>
static class MutantSample
{
    public static IEnumerable<Mutant> Order(IReadOnlyList<Mutant> mutants, int seed) =>
        mutants.GroupBy(mutant => (mutant.File, mutant.Operator, mutant.Original, mutant.Mutated))
            .SelectMany(group => group.Select((mutant, index) => (Mutant: mutant, Key: CreateKey(mutant, index, seed))))
            .OrderBy(drawn => drawn.Key, StringComparer.Ordinal).Select(drawn => drawn.Mutant);

    /// <param name="index">Position among the mutants of the file with the same text.</param>
    static string CreateKey(Mutant mutant, int index, int seed) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{seed}\n{mutant.File}\n{mutant.Operator}\n{mutant.Original}\n{mutant.Mutated}\n{index}"))));
}
