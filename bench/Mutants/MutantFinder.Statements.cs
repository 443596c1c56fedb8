using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NgoDashboard.Bench.Mutants;

/// <summary>Mutants of statements, results, conditions, and SQL in strings.</summary>
sealed partial class MutantFinder
{
    // Each pattern has one group, which is replaced.
    static readonly (Regex Pattern, string Replacement)[] SqlOperators =
    [
        (new(@" (<=) "), "<"),
        (new(@" (>=) "), ">"),
        (new(@" (<) "), "<="),
        (new(@" (>) "), ">="),
        (new(@"\b(?:WHERE|AND|OR|ON)\s+[\w.()]+\s+(=)\s"), "<>"),
        (new(@"\s(AND)\s"), "OR"),
        (new(@"\s(OR)\s(?!REPLACE|IGNORE)"), "AND"),
        (new(@"( DESC)\b"), ""),
        (new(@"\bIS (NULL)\b"), "NOT NULL"),
        (new(@"\bIS (NOT NULL)\b"), "NULL"),
        (new(@"\b(max)\("), "min"),
        (new(@"( DISTINCT)\b"), ""),
    ];

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        var call = node.Expression is AwaitExpressionSyntax wait ? wait.Expression : node.Expression;
        if (call is InvocationExpressionSyntax invocation && IsLogging(invocation))
            return;
        var isRelease = call.ToString().EndsWith("Dispose()", StringComparison.Ordinal);
        if (!isRelease && call is InvocationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax
            or PrefixUnaryExpressionSyntax)
            AddReplacement("statement left out", node, ";");
        base.VisitExpressionStatement(node);
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        AddConditionMutant(node.Condition);
        var only = node.Statement is BlockSyntax { Statements: [var single] } ? single : node.Statement;
        if (node.Else is null && only is ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax)
            AddReplacement("guard left out", node, ";");
        base.VisitIfStatement(node);
    }

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        AddConditionMutant(node.Condition);
        base.VisitConditionalExpression(node);
    }

    public override void VisitReturnStatement(ReturnStatementSyntax node)
    {
        if (node.Expression is { } expression)
            AddResultMutants(expression);
        base.VisitReturnStatement(node);
    }

    public override void VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        if (node.Parent is MethodDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax
            or AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.GetAccessorDeclaration })
            AddResultMutants(node.Expression);
        base.VisitArrowExpressionClause(node);
    }

    /// <summary>Negates conditions that are no comparisons, because those have their own mutants.</summary>
    void AddConditionMutant(ExpressionSyntax condition)
    {
        if (condition is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax
            or ElementAccessExpressionSyntax)
            AddMutant("negation", condition.Parent is IfStatementSyntax ? condition : condition.Parent!, condition.Span, $"!({condition})");
    }

    /// <summary>Replaces a result by a default of the same type that callers accept: true, false, null, "", 0, [].</summary>
    void AddResultMutants(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax or ThrowExpressionSyntax or RefExpressionSyntax || TypeOf(expression) is not { } type)
            return;
        var nothing = expression is CollectionExpressionSyntax { Elements.Count: 0 };
        string[] others = type.SpecialType switch
        {
            SpecialType.System_Boolean => ["true", "false"],
            SpecialType.System_String => [type.NullableAnnotation == NullableAnnotation.Annotated ? "null" : "\"\""],
            SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double => ["0"],
            _ when type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T => ["null"],
            _ when IsCollection(type) => nothing ? [] : ["[]"],
            _ when type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated => ["null"],
            _ => [],
        };
        foreach (var other in others)
            AddMutant("result", expression.Parent ?? expression, expression.Span, other);
    }

    static bool IsCollection(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Array || type.Name is "ImmutableArray" or "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable"
            or "IReadOnlyDictionary" or "List";

    static bool IsSql(string value) => Regex.IsMatch(value, @"\b(SELECT|UPDATE|DELETE FROM|INSERT INTO)\b");

    void AddSqlMutants(SyntaxToken token)
    {
        var source = token.Text;
        foreach (var (pattern, replacement) in SqlOperators)
        {
            foreach (Match match in pattern.Matches(source))
            {
                var group = match.Groups[1];
                var start = Math.Max(0, source.LastIndexOf('\n', group.Index) + 1);
                var end = source.IndexOf('\n', group.Index) is var at and >= 0 ? at : source.Length;
                AddMutant(
                    "SQL",
                    new TextSpan(token.SpanStart + group.Index, group.Length),
                    replacement,
                    source[start..end],
                    source[start..group.Index] + replacement + source[(group.Index + group.Length)..end]);
            }
        }
    }
}
