using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NgoDashboard.Components.Charts;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Architecture;

/// <summary>A room uses the rooms it may use and no other. Only the program itself, which puts them together, uses all.</summary>
public sealed partial class ArchitectureTests
{
    static readonly Dictionary<string, string[]> AllowedRooms = new()
    {
        ["Figures"] = [],
        ["Language"] = ["Figures"],
        ["Reports"] = ["Figures", "Language"],
        ["Storage"] = ["Figures", "Language"],
        ["Live"] = ["Figures", "Storage", "Language"],
        ["Access"] = ["Storage", "Figures", "Language"],
        ["Exchange"] = ["Live", "Access", "Reports", "Figures", "Storage", "Language"],
        ["Components"] = ["Live", "Access", "Exchange", "Reports", "Figures", "Language"],
        ["Screens"] = ["Components", "Live", "Access", "Language", "Figures"],
    };

    /// <summary>Of the components a screen knows only what goes on air, and how a page is packed.</summary>
    static readonly string[] ScreenNamespaces = [typeof(StageFrame).Namespace!, typeof(LiveChart).Namespace!, typeof(PrecompressedText).Namespace!];

    static readonly string[] ImpureNamespaces =
        ["Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.JSInterop", "Microsoft.Data", "Dapper", "MudBlazor", "CsvHelper", "System.IO", "System.Net", "System.Data"];

    static readonly string[] DatabaseNamespaces = ["Dapper", "Microsoft.Data.Sqlite", "System.Data"];

    public static TheoryData<string> Rooms => [.. AllowedRooms.Keys];

    [Fact]
    public void Rooms_OfTheProject_AreThoseOfTheDesign() =>
        Assert.Equal(AllowedRooms.Keys.Order(), CompiledCode.Types.Select(GetRoom).OfType<string>().Distinct().Order());

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_OfTheProject_UsesOnlyTheRoomsItMayUse(string room) =>
        Assert.Empty(FindDependencies(room).Where(arrow => GetRoom(arrow.To) is { } other && other != room && !AllowedRooms[room].Contains(other)).Select(DescribeDependency));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Sources_OfARoom_NameOnlyTheRoomsItMayUse(string room)
    {
        // Constants leave no trace in compiled code: what the sources ask for is read too.
        var asked = SourceFiles.All
            .Where(file => file.Path.StartsWith(room + "/", StringComparison.Ordinal))
            .SelectMany(file => RoomNamePattern().Matches(file.Text).Select(match => (file.Path, Other: match.Groups[1].Value)));

        Assert.Empty(asked.Where(use => use.Other != room && AllowedRooms.ContainsKey(use.Other) && !AllowedRooms[room].Contains(use.Other))
            .Select(use => $"{use.Path}: {room} → {use.Other}").Distinct());
    }

    [Fact]
    public void Figures_Compiled_ArePure() =>
        Assert.Empty(FindDependencies("Figures").Where(arrow => IsInNamespace(arrow.To, ImpureNamespaces)).Select(DescribeDependency));

    [Fact]
    public void Database_Packages_AreUsedInStorageOnly() =>
        Assert.Empty(AllowedRooms.Keys.Where(room => room != "Storage").SelectMany(FindDependencies).Where(arrow => IsInNamespace(arrow.To, DatabaseNamespaces)).Select(DescribeDependency));

    [Fact]
    public void Sql_InAString_IsInStorageOnly()
    {
        var strings =
            from type in CompiledCode.Types
            where GetRoom(type) is { } room && room != "Storage"
            from method in CompiledCode.GetMethods(type)
            from instruction in CompiledCode.ReadInstructions(method)
            let text = instruction.Operand as string
            where text is not null && SqlStatementPattern().IsMatch(text)
            select $"{CompiledCode.GetOutermostType(type).FullName}: {text}";

        Assert.Empty(strings);
    }

    [Fact]
    public void Screens_OfTheComponents_UseOnlyWhatGoesOnAir() =>
        Assert.Empty(FindDependencies("Screens")
            .Where(arrow => GetRoom(arrow.To) == "Components" && arrow.To != typeof(ScreenPage) && arrow.To != typeof(PairingCodePage) && !ScreenNamespaces.Contains(arrow.To.Namespace))
            .Select(DescribeDependency));

    [Fact]
    public void TypeNames_OfTheProject_HaveNoVagueSuffix() =>
        Assert.DoesNotContain(OwnTypes, type => VagueNamePattern().IsMatch(type.Name));

    [Fact]
    public void TypeNames_OfTheProject_DifferFromTheirNamespaces() =>
        Assert.Empty(OwnTypes.Where(type => type.Namespace!.Split('.').Contains(type.Name)).Select(type => type.FullName));

    [Fact]
    public void Interfaces_OfTheProject_HaveMoreThanOneImplementation() =>
        Assert.Empty(OwnTypes.Where(type => type.IsInterface && CompiledCode.Types.Count(other => other.IsClass && type.IsAssignableFrom(other)) < 2)
            .Select(type => type.FullName));

    [Fact]
    public void StoresAndScenes_OfTheProject_AreWhatTheirNamesSay()
    {
        Assert.Empty(OwnTypes.Where(type => type.Name.EndsWith("Store", StringComparison.Ordinal) && GetRoom(type) != "Storage").Select(type => type.FullName));
        Assert.Empty(OwnTypes.Where(type => type.Name.EndsWith("Scene", StringComparison.Ordinal) && typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
                                       && type.BaseType != typeof(SceneBase)).Select(type => type.FullName));
    }

    static IEnumerable<Type> OwnTypes =>
        CompiledCode.Types.Where(type => GetRoom(type) is not null && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<', StringComparison.Ordinal));

    static IEnumerable<(Type From, Type To)> FindDependencies(string room) =>
        CompiledCode.Types.Where(type => GetRoom(type) == room)
            .SelectMany(type => CompiledCode.GetReferencedTypes(type).Select(used => (CompiledCode.GetOutermostType(type), CompiledCode.GetOutermostType(used))))
            .Distinct();

    static string? GetRoom(Type type) =>
        type.Assembly == CompiledCode.Assembly && CompiledCode.GetOutermostType(type).Namespace?.Split('.') is ["NgoDashboard", var room, ..] ? room : null;

    static bool IsInNamespace(Type type, string[] namespaces) =>
        namespaces.Any(one => type.Namespace == one || type.Namespace?.StartsWith(one + ".", StringComparison.Ordinal) == true);

    static string DescribeDependency((Type From, Type To) arrow) => $"{arrow.From.FullName}: {GetRoom(arrow.From)} → {GetRoom(arrow.To) ?? arrow.To.Namespace} ({arrow.To.Name})";

    [GeneratedRegex(@"\bNgoDashboard\.(\w+)")]
    private static partial Regex RoomNamePattern();

    [GeneratedRegex(@"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|TRIGGER)|PRAGMA\s)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex SqlStatementPattern();

    [GeneratedRegex("(Manager|Service|Services|Helper|Helpers)$|Util")]
    private static partial Regex VagueNamePattern();
}
