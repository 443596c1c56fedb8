using Microsoft.CodeAnalysis.Text;

namespace NgoDashboard.Bench.Mutants;

/// <summary>One small change of the product's source text that the tests of its room are to notice.</summary>
/// <param name="File">Below the folder of the web project, with slashes.</param>
/// <param name="Operator">Which kind of change it is.</param>
/// <param name="Span">What is replaced by <paramref name="Replacement"/>.</param>
/// <param name="Original">What a person is shown: the whole expression or statement, on one line.</param>
/// <param name="Mutated">The same after the change.</param>
sealed record Mutant(string File, int Line, string Operator, TextSpan Span, string Replacement, string Original, string Mutated);

/// <summary>What became of a mutant.</summary>
enum MutantState
{
    /// <summary>A test failed, or the run crashed or did not end in time.</summary>
    Killed,

    /// <summary>All tests of its room passed.</summary>
    Survived,

    /// <summary>The whole does not compile with it, although its own file does.</summary>
    NotCompiled,
}

/// <param name="Detail">The first test that failed, or why there was none.</param>
sealed record MutantResult(Mutant Mutant, MutantRoom Room, MutantState State, string Detail, TimeSpan Elapsed);
