using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// Finds all mutants of one file, in the order of the text. Leaves out what tests cannot or should not detect: attributes, exceptions'
/// messages, logging, disposal, and constants that are compiled into the tests.
/// </summary>
sealed partial class MutantFinder : CSharpSyntaxWalker
{
    const int MaxShownLength = 160;

    readonly SemanticModel model;
    readonly string file;
    readonly SourceText text;
    readonly List<Mutant> found = [];

    MutantFinder(SemanticModel model, string file) => (this.model, this.file, text) = (model, file, model.SyntaxTree.GetText());

    public static IReadOnlyList<Mutant> Find(SemanticModel model, string file)
    {
        var finder = new MutantFinder(model, file);
        finder.Visit(model.SyntaxTree.GetRoot());
        return finder.found;
    }

    public override void VisitAttributeList(AttributeListSyntax node)
    {
    }

    public override void VisitEnumDeclaration(EnumDeclarationSyntax node)
    {
    }

    // Default values are compiled into the callers, also into the tests.
    public override void VisitParameter(ParameterSyntax node)
    {
    }

    public override void VisitThrowStatement(ThrowStatementSyntax node)
    {
    }

    public override void VisitThrowExpression(ThrowExpressionSyntax node)
    {
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        var isSeenByTests = node.Modifiers.Any(SyntaxKind.PublicKeyword) || node.Modifiers.Any(SyntaxKind.InternalKeyword);
        if (!(node.Modifiers.Any(SyntaxKind.ConstKeyword) && isSeenByTests))
            base.VisitFieldDeclaration(node);
    }

    void AddMutant(string @operator, SyntaxNode shown, TextSpan span, string replacement)
    {
        var whole = shown.ToString();
        var at = span.Start - shown.SpanStart;
        var mutated = whole[..at] + replacement + whole[(at + span.Length)..];
        AddMutant(@operator, span, replacement, whole, mutated);
    }

    void AddMutant(string @operator, TextSpan span, string replacement, string original, string mutated) => found.Add(new(
        file, text.Lines.GetLineFromPosition(span.Start).LineNumber + 1, @operator, span, replacement, ToOneLine(original), ToOneLine(mutated)));

    void AddReplacement(string @operator, SyntaxNode node, string replacement) => AddMutant(@operator, node, node.Span, replacement);

    void AddReplacement(string @operator, SyntaxNode shown, SyntaxToken token, string replacement) =>
        AddMutant(@operator, shown, token.Span, replacement);

    /// <summary>Joins the lines and truncates to the width of the report.</summary>
    static string ToOneLine(string source)
    {
        var line = string.Join(' ', source.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxShownLength ? line : line[..(MaxShownLength - 1)] + "…";
    }

    ITypeSymbol? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression).ConvertedType;

    bool IsLogging(InvocationExpressionSyntax call) =>
        model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: var name, ContainingType.ContainingNamespace: { } space }
        && name.StartsWith("Log", StringComparison.Ordinal) && space.ToDisplayString() == "Microsoft.Extensions.Logging";
}
