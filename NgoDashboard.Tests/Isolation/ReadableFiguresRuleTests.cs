using System.Reflection;
using NgoDashboard.Access.Scope;
using NgoDashboard.Tests.Architecture;

namespace NgoDashboard.Tests.Isolation;

/// <summary>
/// Access to figures is decided in one place. That code for provinces gets no figures from elsewhere is held by
/// <see cref="ProvinceReachTests"/>.
/// </summary>
public sealed class ReadableFiguresRuleTests
{
    [Fact]
    public void Rule_OfWhoMaySee_IsAskedByReadableFiguresAlone()
    {
        var callers =
            from type in CompiledCode.Types
            from method in CompiledCode.GetMethods(type)
            where CompiledCode.ReadInstructions(method).Any(instruction => instruction.Operand is MethodBase called && IsAccessRule(called))
            select CompiledCode.GetOutermostType(type);

        Assert.Equal([typeof(ReadableFigures)], callers.Distinct());
    }

    /// <summary>The rule itself, and not the method of the same name by which <see cref="ReadableFigures"/> answers with it.</summary>
    static bool IsAccessRule(MethodBase method) =>
        method.Name == nameof(ReadableFigures.CanRead) && method.DeclaringType is { } type
        && CompiledCode.GetOutermostType(type) == typeof(ClaimsPrincipalExtensions);
}
