using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NgoDashboard.Bench.Mutants;

/// <summary>Mutants of operators, constants and calls.</summary>
sealed partial class MutantFinder
{
    static readonly Dictionary<SyntaxKind, (string Operator, string[] Replacements)> BinaryOperators = new()
    {
        [SyntaxKind.LessThanExpression] = ("boundary", ["<="]),
        [SyntaxKind.LessThanOrEqualExpression] = ("boundary", ["<"]),
        [SyntaxKind.GreaterThanExpression] = ("boundary", [">="]),
        [SyntaxKind.GreaterThanOrEqualExpression] = ("boundary", [">"]),
        [SyntaxKind.EqualsExpression] = ("equality", ["!="]),
        [SyntaxKind.NotEqualsExpression] = ("equality", ["=="]),
        [SyntaxKind.LogicalAndExpression] = ("logic", ["||"]),
        [SyntaxKind.LogicalOrExpression] = ("logic", ["&&"]),
        [SyntaxKind.AddExpression] = ("arithmetic", ["-"]),
        [SyntaxKind.SubtractExpression] = ("arithmetic", ["+"]),
        [SyntaxKind.MultiplyExpression] = ("arithmetic", ["/"]),
        [SyntaxKind.DivideExpression] = ("arithmetic", ["*"]),
        [SyntaxKind.ModuloExpression] = ("arithmetic", ["*"]),
    };

    static readonly Dictionary<SyntaxKind, string> Assignments = new()
    {
        [SyntaxKind.AddAssignmentExpression] = "-=",
        [SyntaxKind.SubtractAssignmentExpression] = "+=",
        [SyntaxKind.MultiplyAssignmentExpression] = "/=",
        [SyntaxKind.DivideAssignmentExpression] = "*=",
    };

    static readonly Dictionary<string, string> CallReplacements = new()
    {
        ["Any"] = "All",
        ["All"] = "Any",
        ["First"] = "Last",
        ["Last"] = "First",
        ["FirstOrDefault"] = "LastOrDefault",
        ["LastOrDefault"] = "FirstOrDefault",
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["MinBy"] = "MaxBy",
        ["MaxBy"] = "MinBy",
        ["OrderBy"] = "OrderByDescending",
        ["OrderByDescending"] = "OrderBy",
        ["ThenBy"] = "ThenByDescending",
        ["ThenByDescending"] = "ThenBy",
        ["Order"] = "OrderDescending",
        ["OrderDescending"] = "Order",
        ["Take"] = "Skip",
        ["Skip"] = "Take",
        ["TakeWhile"] = "SkipWhile",
        ["SkipWhile"] = "TakeWhile",
        ["StartsWith"] = "EndsWith",
        ["EndsWith"] = "StartsWith",
        ["Floor"] = "Ceiling",
        ["Ceiling"] = "Floor",
        ["Union"] = "Intersect",
        ["Except"] = "Intersect",
        ["IndexOf"] = "LastIndexOf",
        ["LastIndexOf"] = "IndexOf",
    };

    /// <summary>Calls that can be replaced by their receiver.</summary>
    static readonly HashSet<string> RemovableCalls =
        ["Where", "Distinct", "Concat", "Reverse", "Append", "Prepend", "Trim", "Order", "DefaultIfEmpty"];

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        if (BinaryOperators.TryGetValue(node.Kind(), out var known) && !(known.Operator == "arithmetic" && !IsNumber(node)))
        {
            foreach (var replacement in known.Replacements)
                AddReplacement(known.Operator, node, node.OperatorToken, replacement);
        }
        else if (node.IsKind(SyntaxKind.CoalesceExpression) && node.Right is not ThrowExpressionSyntax)
        {
            AddCoalesceMutants(node);
        }

        base.VisitBinaryExpression(node);
    }

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        if (Assignments.TryGetValue(node.Kind(), out var other) && TypeOf(node.Left)?.TypeKind != TypeKind.Delegate)
            AddReplacement("arithmetic", node, node.OperatorToken, other);
        base.VisitAssignmentExpression(node);
    }

    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        // In the header of a loop the mutant would never end.
        if (node.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression
            && node.Parent is not ForStatementSyntax)
            AddReplacement("arithmetic", node, node.OperatorToken, node.IsKind(SyntaxKind.PostIncrementExpression) ? "--" : "++");
        base.VisitPostfixUnaryExpression(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        if (node.IsKind(SyntaxKind.LogicalNotExpression))
            AddReplacement("negation", node, node.Operand.ToString());
        else if (node.IsKind(SyntaxKind.UnaryMinusExpression))
            AddReplacement("arithmetic", node, node.Operand.ToString());
        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitIsPatternExpression(IsPatternExpressionSyntax node)
    {
        if (node.Pattern is UnaryPatternSyntax not)
            AddMutant("equality", node, not.Span, not.Pattern.ToString());
        else
            AddMutant("equality", node, node.Pattern.Span, $"not ({node.Pattern})");
        base.VisitIsPatternExpression(node);
    }

    public override void VisitRelationalPattern(RelationalPatternSyntax node)
    {
        var other = node.OperatorToken.Kind() switch
        {
            SyntaxKind.LessThanToken => "<=",
            SyntaxKind.LessThanEqualsToken => "<",
            SyntaxKind.GreaterThanToken => ">=",
            _ => ">",
        };
        AddReplacement("boundary", node, node.OperatorToken, other);
        base.VisitRelationalPattern(node);
    }

    public override void VisitBinaryPattern(BinaryPatternSyntax node)
    {
        AddReplacement("logic", node, node.OperatorToken, node.IsKind(SyntaxKind.AndPattern) ? "or" : "and");
        base.VisitBinaryPattern(node);
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.TrueLiteralExpression:
                AddMutant("constant", node.Parent ?? node, node.Span, "false");
                break;
            case SyntaxKind.FalseLiteralExpression:
                AddMutant("constant", node.Parent ?? node, node.Span, "true");
                break;
            case SyntaxKind.NumericLiteralExpression when node.Token.Value is int or long && node.Token.Text.All(char.IsAsciiDigit):
                AddNumberMutant(node, Convert.ToInt64(node.Token.Value, CultureInfo.InvariantCulture));
                break;
            case SyntaxKind.StringLiteralExpression when IsSql(node.Token.ValueText):
                AddSqlMutants(node.Token);
                break;
            case SyntaxKind.StringLiteralExpression when node.Token.ValueText.Length is > 0 and <= 24 && IsCompared(node):
                AddMutant("text", node.Parent!, node.Span, "\"\"");
                break;
        }
    }

    public override void VisitInterpolatedStringText(InterpolatedStringTextSyntax node)
    {
        if (IsSql(node.Parent!.ToString()))
            AddSqlMutants(node.TextToken);
    }

    public override void VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        if (FindNextEnumMember(model.GetSymbolInfo(node).Symbol) is { } other)
            AddMutant("enum member", node.Parent ?? node, node.Name.Span, other);
        base.VisitMemberAccessExpression(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" } || IsLogging(node))
            return;
        if (node.Expression is MemberAccessExpressionSyntax member && member.Name.Identifier.Text is var name)
        {
            if (CallReplacements.TryGetValue(name, out var other) && !(name is "Any" or "All" && node.ArgumentList.Arguments.Count == 0))
                AddMutant("call", node, member.Name.Identifier.Span, other);
            if (RemovableCalls.Contains(name) && model.GetSymbolInfo(node).Symbol is IMethodSymbol { IsExtensionMethod: true }
                or IMethodSymbol { Name: "Trim" })
                AddMutant("call", node, node.Span, member.Expression.ToString());
        }

        base.VisitInvocationExpression(node);
    }

    void AddCoalesceMutants(BinaryExpressionSyntax node)
    {
        AddReplacement("coalesce", node, $"({node.Right})");
        var left = model.GetTypeInfo(node.Left).Type;
        var isUnwrapped = left?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            && TypeOf(node)?.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;
        AddReplacement("coalesce", node, isUnwrapped ? $"({node.Left})!.Value" : $"({node.Left})!");
    }

    void AddNumberMutant(LiteralExpressionSyntax node, long value)
    {
        var isDuration = node.Ancestors().OfType<InvocationExpressionSyntax>()
            .FirstOrDefault() is { Expression: MemberAccessExpressionSyntax call }
            && call.Expression.ToString() == nameof(TimeSpan);
        // A duration is doubled, because a test cannot detect one unit more; other numbers change by 1, up or down by their position.
        var other = isDuration ? Math.Max(1, value * 2) : value == 0 || node.SpanStart % 2 == 0 ? value + 1 : value - 1;
        var shown = node.Ancestors()
            .FirstOrDefault(outer => outer is StatementSyntax or MemberDeclarationSyntax or ArgumentListSyntax or BinaryExpressionSyntax);
        AddMutant("constant", shown ?? node, node.Span, other.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The next member of an enum of the product; null for other symbols.</summary>
    static string? FindNextEnumMember(ISymbol? symbol)
    {
        if (symbol is not IFieldSymbol { ContainingType: { TypeKind: TypeKind.Enum } type } field
            || !type.ContainingNamespace.ToDisplayString().StartsWith("NgoDashboard", StringComparison.Ordinal))
            return null;
        IFieldSymbol[] members = [.. type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue)];
        var place = Array.FindIndex(members, member => member.Name == field.Name);
        return members.Length < 2 ? null : members[(place + 1) % members.Length].Name;
    }

    bool IsNumber(BinaryExpressionSyntax node) =>
        TypeOf(node) is { SpecialType: not SpecialType.System_String } and not { TypeKind: TypeKind.Delegate };

    /// <summary>Whether a string is a code that is compared or returned, and not a text for people.</summary>
    static bool IsCompared(LiteralExpressionSyntax node) =>
        node.Parent is ConstantPatternSyntax or SwitchExpressionArmSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression };
}
