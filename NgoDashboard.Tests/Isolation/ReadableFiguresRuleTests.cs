using System.Reflection;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.FigureData;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.ProvincePanels;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Tests.Architecture;

namespace NgoDashboard.Tests.Isolation;

/// <summary>Who may see what is decided in one place: what is made for a province reads figures through the sight, and never past it.</summary>
public sealed class ReadableFiguresRuleTests
{
    static readonly string[] ReadsFigures = ["get_Figures", nameof(Snapshot.FindFigure), nameof(Snapshot.TryFindFigure), nameof(Snapshot.FindAdopted)];

    /// <summary>It stands in a figure's story, which the sight opens, and says what is published of that figure.</summary>
    static readonly Type[] AllowedToBypass = [typeof(AmendmentForm)];

    [Fact]
    public void PartsForAProvince_Compiled_ReadFiguresThroughTheSightOnly()
    {
        var past =
            from type in ForProvinces
            where !AllowedToBypass.Contains(CompiledCode.GetOutermostType(type))
            from method in CompiledCode.GetMethods(type)
            from called in CompiledCode.ReadInstructions(method).Select(instruction => instruction.Operand).OfType<MethodBase>()
            where BypassesReadableFigures(called)
            select $"{CompiledCode.GetOutermostType(type).Name}: {called.DeclaringType!.Name}.{called.Name}";

        Assert.Empty(past.Distinct());
    }

    [Fact]
    public void PartsForAProvince_OfTheProject_AreLookedAt()
    {
        var names = ForProvinces.Select(type => CompiledCode.GetOutermostType(type).Name).ToHashSet();

        Assert.Superset(new HashSet<string> { nameof(ProvincePage), nameof(FigureTable), nameof(FiguresQuery), "FiguresApi", "FiguresSheet" }, names);
        Assert.Contains(CompiledCode.GetMethods(typeof(ReadableFigures)).SelectMany(method => CompiledCode.ReadInstructions(method)).Select(one => one.Operand).OfType<MethodBase>(), BypassesReadableFigures);
    }

    [Fact]
    public void Rule_OfWhoMaySee_IsAskedByTheSightAlone()
    {
        var asking =
            from type in CompiledCode.Types
            from method in CompiledCode.GetMethods(type)
            where CompiledCode.ReadInstructions(method).Any(instruction => instruction.Operand is MethodBase { Name: "MaySee" })
            select CompiledCode.GetOutermostType(type);

        Assert.Equal([typeof(ReadableFigures)], asking.Distinct());
    }

    static IEnumerable<Type> ForProvinces => CompiledCode.Types.Where(type => CompiledCode.GetOutermostType(type) is var outer
        && (outer.Namespace == typeof(FigureTable).Namespace || outer == typeof(ProvincePage)
            || (outer.Namespace == typeof(FiguresQuery).Namespace && outer.Name.StartsWith("Figures", StringComparison.Ordinal))));

    static bool BypassesReadableFigures(MethodBase called) =>
        (called.DeclaringType == typeof(Snapshot) && ReadsFigures.Contains(called.Name))
        || (called.DeclaringType is { } type && CompiledCode.GetOutermostType(type) is var outer && (outer == typeof(Totals) || outer == typeof(ProvinceRanking)));
}
