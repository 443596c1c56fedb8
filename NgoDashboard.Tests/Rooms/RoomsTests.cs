using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NgoDashboard.Components.Charts;
using NgoDashboard.Components.Linked;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Rooms;

/// <summary>A room uses the rooms it may use and no other. Only the program itself, which puts them together, uses all.</summary>
public sealed partial class RoomsTests
{
    static readonly Dictionary<string, string[]> MayUse = new()
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
    static readonly string[] OnAirNamespaces = [typeof(StageFrame).Namespace!, typeof(LiveChart).Namespace!, typeof(PackedText).Namespace!];

    static readonly string[] OutOfDoors =
        ["Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.JSInterop", "Microsoft.Data", "Dapper", "MudBlazor", "CsvHelper", "System.IO", "System.Net", "System.Data"];

    static readonly string[] DatabaseNamespaces = ["Dapper", "Microsoft.Data.Sqlite", "System.Data"];

    public static TheoryData<string> Rooms => [.. MayUse.Keys];

    [Fact]
    public void Rooms_OfTheProject_AreThoseOfTheDesign() =>
        Assert.Equal(MayUse.Keys.Order(), CompiledCode.Types.Select(Room).OfType<string>().Distinct().Order());

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_OfTheProject_UsesOnlyTheRoomsItMayUse(string room) =>
        Assert.Empty(Arrows(room).Where(arrow => Room(arrow.To) is { } other && other != room && !MayUse[room].Contains(other)).Select(Told));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Sources_OfARoom_NameOnlyTheRoomsItMayUse(string room)
    {
        // Constants leave no trace in compiled code: what the sources ask for is read too.
        var asked = SourceFiles.All
            .Where(file => file.Path.StartsWith(room + "/", StringComparison.Ordinal))
            .SelectMany(file => RoomNames().Matches(file.Text).Select(match => (file.Path, Other: match.Groups[1].Value)));

        Assert.Empty(asked.Where(use => use.Other != room && MayUse.ContainsKey(use.Other) && !MayUse[room].Contains(use.Other))
            .Select(use => $"{use.Path}: {room} → {use.Other}").Distinct());
    }

    [Fact]
    public void Figures_Compiled_ArePure() =>
        Assert.Empty(Arrows("Figures").Where(arrow => IsIn(arrow.To, OutOfDoors)).Select(Told));

    [Fact]
    public void Database_Packages_AreUsedInStorageOnly() =>
        Assert.Empty(MayUse.Keys.Where(room => room != "Storage").SelectMany(Arrows).Where(arrow => IsIn(arrow.To, DatabaseNamespaces)).Select(Told));

    [Fact]
    public void Sql_InAString_IsInStorageOnly()
    {
        var strings =
            from type in CompiledCode.Types
            where Room(type) is { } room && room != "Storage"
            from method in CompiledCode.Methods(type)
            from instruction in CompiledCode.Instructions(method)
            let text = instruction.Operand as string
            where text is not null && Sql().IsMatch(text)
            select $"{CompiledCode.Outermost(type).FullName}: {text}";

        Assert.Empty(strings);
    }

    [Fact]
    public void Screens_OfTheComponents_UseOnlyWhatGoesOnAir() =>
        Assert.Empty(Arrows("Screens")
            .Where(arrow => Room(arrow.To) == "Components" && arrow.To != typeof(ScreenPage) && arrow.To != typeof(PairingPage) && !OnAirNamespaces.Contains(arrow.To.Namespace))
            .Select(Told));

    [Fact]
    public void Names_OfTypes_AreTakenFromTheBriefing() =>
        Assert.DoesNotContain(Own, type => PatternName().IsMatch(type.Name));

    [Fact]
    public void Names_OfTypes_AreNotThoseOfTheirRooms() =>
        Assert.Empty(Own.Where(type => type.Namespace!.Split('.').Contains(type.Name)).Select(type => type.FullName));

    [Fact]
    public void Interfaces_OfTheProject_HaveMoreThanOneImplementation() =>
        Assert.Empty(Own.Where(type => type.IsInterface && CompiledCode.Types.Count(other => other.IsClass && type.IsAssignableFrom(other)) < 2)
            .Select(type => type.FullName));

    [Fact]
    public void Stores_AndPages_AreWhatTheirNamesSay()
    {
        Assert.Empty(Own.Where(type => type.Name.EndsWith("Store", StringComparison.Ordinal) && Room(type) != "Storage").Select(type => type.FullName));
        Assert.Empty(Own.Where(type => type.Name.EndsWith("Scene", StringComparison.Ordinal) && typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
                                       && type.BaseType != typeof(SceneBase)).Select(type => type.FullName));
    }

    static IEnumerable<Type> Own =>
        CompiledCode.Types.Where(type => Room(type) is not null && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<', StringComparison.Ordinal));

    static IEnumerable<(Type From, Type To)> Arrows(string room) =>
        CompiledCode.Types.Where(type => Room(type) == room)
            .SelectMany(type => CompiledCode.UsedBy(type).Select(used => (CompiledCode.Outermost(type), CompiledCode.Outermost(used))))
            .Distinct();

    static string? Room(Type type) =>
        type.Assembly == CompiledCode.Assembly && CompiledCode.Outermost(type).Namespace?.Split('.') is ["NgoDashboard", var room, ..] ? room : null;

    static bool IsIn(Type type, string[] namespaces) =>
        namespaces.Any(one => type.Namespace == one || type.Namespace?.StartsWith(one + ".", StringComparison.Ordinal) == true);

    static string Told((Type From, Type To) arrow) => $"{arrow.From.FullName}: {Room(arrow.From)} → {Room(arrow.To) ?? arrow.To.Namespace} ({arrow.To.Name})";

    [GeneratedRegex(@"\bNgoDashboard\.(\w+)")]
    private static partial Regex RoomNames();

    [GeneratedRegex(@"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|TRIGGER)|PRAGMA\s)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Sql();

    [GeneratedRegex("(Manager|Service|Services|Helper|Helpers)$|Util")]
    private static partial Regex PatternName();
}
