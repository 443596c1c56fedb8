using Microsoft.CodeAnalysis.Text;

namespace NgoDashboard.Bench.Mutants;

/// <summary>One small change of the product's source that the tests of its room must detect.</summary>
/// <param name="File">Path below the folder of the web project, with slashes.</param>
/// <param name="Operator">The kind of change.</param>
/// <param name="Span">The text that <paramref name="Replacement"/> replaces.</param>
/// <param name="Original">For the report: the whole expression or statement on one line.</param>
/// <param name="Mutated">The same after the change.</param>
sealed record Mutant(string File, int Line, string Operator, TextSpan Span, string Replacement, string Original, string Mutated);

/// <summary>Outcome of a mutant.</summary>
enum MutantState
{
    /// <summary>A test failed, or the run crashed or timed out.</summary>
    Killed,

    /// <summary>All tests of its room passed.</summary>
    Survived,

    /// <summary>The product does not compile with it, although its own file does.</summary>
    NotCompiled,
}

/// <param name="Detail">The first failed test, or another reason.</param>
sealed record MutantResult(Mutant Mutant, MutantRoom Room, MutantState State, string Detail, TimeSpan Elapsed);
