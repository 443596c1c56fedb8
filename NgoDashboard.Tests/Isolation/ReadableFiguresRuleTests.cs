using System.Reflection;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.FigureData;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.ProvincePanels;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Exports;
using NgoDashboard.Tests.Architecture;

namespace NgoDashboard.Tests.Isolation;

/// <summary>
/// Access to figures is decided in one place: pages, files and endpoints for a province take <see cref="ReadableFigures"/>, and never
/// read the snapshot themselves.
/// </summary>
public sealed class ReadableFiguresRuleTests
{
    static readonly string[] ReadsFigures = ["get_Figures", nameof(Snapshot.FindFigure), nameof(Snapshot.TryFindFigure), nameof(Snapshot.FindAdopted)];

    /// <summary>The form is a part of <c>FigureDetails</c>, which shows readable figures only, and reads the published value of that figure.</summary>
    static readonly Type[] AllowedToBypass = [typeof(AmendmentForm)];

    [Fact]
    public void PartsForAProvince_Compiled_ReadFiguresThroughTheSightOnly()
    {
        var bypasses =
            from type in ForProvinces
            where !AllowedToBypass.Contains(CompiledCode.GetOutermostType(type))
            from method in CompiledCode.GetMethods(type)
            from called in CompiledCode.ReadInstructions(method).Select(instruction => instruction.Operand).OfType<MethodBase>()
            where BypassesReadableFigures(called)
            select $"{CompiledCode.GetOutermostType(type).Name}: {called.DeclaringType!.Name}.{called.Name}";

        Assert.Empty(bypasses.Distinct());
    }

    [Fact]
    public void PartsForAProvince_OfTheProject_AreLookedAt()
    {
        var names = ForProvinces.Select(type => CompiledCode.GetOutermostType(type).Name).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                nameof(ProvincePage), nameof(FigureTable), nameof(FiguresQuery), nameof(FiguresEndpoints), nameof(FiguresCsv),
                nameof(FiguresOfficeFile),
            },
            names);
        Assert.Contains(
            CompiledCode.GetMethods(typeof(ReadableFigures)).SelectMany(CompiledCode.ReadInstructions)
                .Select(instruction => instruction.Operand).OfType<MethodBase>(),
            BypassesReadableFigures);
    }

    [Fact]
    public void Rule_OfWhoMaySee_IsAskedByTheSightAlone()
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

    static IEnumerable<Type> ForProvinces => CompiledCode.Types.Where(type => CompiledCode.GetOutermostType(type) is var outer
        && (outer.Namespace == typeof(FigureTable).Namespace || outer == typeof(ProvincePage) || outer == typeof(FiguresOfficeFile)
            || (outer.Namespace == typeof(FiguresQuery).Namespace && outer.Name.StartsWith("Figures", StringComparison.Ordinal))));

    static bool BypassesReadableFigures(MethodBase called) =>
        (called.DeclaringType == typeof(Snapshot) && ReadsFigures.Contains(called.Name))
        || (called.DeclaringType is { } type && CompiledCode.GetOutermostType(type) is var outer && (outer == typeof(Totals) || outer == typeof(ProvinceRanking)));
}
