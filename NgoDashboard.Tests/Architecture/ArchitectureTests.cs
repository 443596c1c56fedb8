using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NgoDashboard.Components.Charts;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Components.Scenes.ProvinceStrips;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Storage.Schema;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Architecture;

/// <summary>
/// Holds the direction of rooms and chambers (<see cref="Room.All"/>), the purity of the figures, and the rules of names.
/// </summary>
public sealed partial class ArchitectureTests
{
    const int MaxFilesPerChamber = 15;

    /// <summary>May only become smaller: a new breach of the order is to be mended, not listed.</summary>
    const int MaxKnownExceptions = 8;

    /// <summary>What breaks the order today, and what ends it. An entry that is no longer needed fails a test.</summary>
    static readonly (Type From, Type To, string Reason)[] KnownExceptions =
    [
        (typeof(NameLookup), typeof(ColumnType), "the caches of parsed headers are to move to a HeaderCache of Headers"),
        (typeof(NameLookup), typeof(ParseCache<,>), "as above"),
        (typeof(NameLookup), typeof(TypedColumn), "as above"),
        (typeof(ChainMigration), typeof(JournalRow), "a migration is to have frozen SQL of its own"),
        (typeof(ChainMigration), typeof(JournalWriter), "as above"),
        (typeof(JournalReader), typeof(AgendaItemRecord), "the agenda of a past meeting is to be asked of AgendaStore by Live"),
        (typeof(JournalReader), typeof(AgendaStore), "as above"),
        (typeof(PastMeetingRecord), typeof(AgendaItemRecord), "as above"),
    ];

    /// <summary>Of Components, the room Screens may use only what goes on air, and the compression of pages.</summary>
    static readonly string[] ScreenNamespaces = [typeof(StageFrame).Namespace!, typeof(ProvinceStrip).Namespace!, typeof(LiveChart).Namespace!, typeof(PrecompressedText).Namespace!];

    static readonly string[] ImpureNamespaces =
        ["Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.JSInterop", "Microsoft.Data", "Dapper", "MudBlazor", "CsvHelper", "System.IO", "System.Net", "System.Data"];

    static readonly string[] DatabaseNamespaces = ["Dapper", "Microsoft.Data.Sqlite", "System.Data"];

    public static TheoryData<string> Rooms => [.. Room.All.Select(room => room.Name)];

    [Fact]
    public void Namespaces_OfTheProject_AreInTheTable()
    {
        var named = Room.All.SelectMany(room => room.Chambers.Select(chamber => $"NgoDashboard.{room.Name}.{chamber}".TrimEnd('.')));

        Assert.Equal(named.Order(StringComparer.Ordinal), OwnNamespaces.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Code_OfARoom_UsesOnlyWhatStandsAboveIt(string room) =>
        Assert.Empty(FindBreaches(room).Where(breach => !IsKnownException(breach)).Select(DescribeDependency));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Sources_OfARoom_NameOnlyWhatStandsAboveIt(string room) =>
        Assert.Empty(FindSourceBreaches(room).Where(breach => !IsKnownException(breach))
            .Select(breach => $"{breach.Path}: {breach.Named}"));

    [Fact]
    public void KnownExceptions_OfTheOrder_AreStillNeededAndNotMore()
    {
        var breaches = Room.All.SelectMany(room => FindBreaches(room.Name)).ToHashSet();
        var inSources = Room.All.SelectMany(room => FindSourceBreaches(room.Name)).ToArray();

        Assert.Empty(KnownExceptions
            .Where(known => !breaches.Contains((known.From, known.To)) && !inSources.Any(breach => IsSameBreach(known, breach)))
            .Select(known => $"{known.From.Name} → {known.To.Name}"));
        Assert.True(KnownExceptions.Length <= MaxKnownExceptions, $"{KnownExceptions.Length} exceptions");
    }

    [Fact]
    public void Order_WithTwoChambersExchanged_IsBroken()
    {
        var cube = (Room.Find("Figures"), "Cube");
        var edits = (Room.Find("Figures"), "Edits");

        Assert.Contains(
            FindDependencies("Figures"),
            arrow => Room.Locate(arrow.From.Namespace) == edits && Room.Locate(arrow.To.Namespace) == cube);
        Assert.False(Room.IsAllowed(cube, edits));
    }

    [Fact]
    public void Chambers_OfTheProject_HaveAtMostFifteenFiles() =>
        Assert.DoesNotContain(
            SourceFiles.All.Where(file => !file.Path.EndsWith("_Imports.razor", StringComparison.Ordinal)).Concat(SourceFiles.ScriptModules)
                .CountBy(file => Path.GetDirectoryName(file.Path)!),
            folder => folder.Value > MaxFilesPerChamber);

    [Fact]
    public void Chambers_OfTheProject_AreNotNamedLikeTypesOfTheirRoom() =>
        Assert.Empty(
            from room in Room.All
            from name in room.Chambers.SelectMany(chamber => chamber.Split('.')).Distinct()
            where OwnTypes.Any(type => GetRoom(type) == room.Name && type.Name.Split('`')[0] == name)
            select $"{room.Name}: {name}");

    [Fact]
    public void Figures_Compiled_ArePure() =>
        Assert.Empty(FindDependencies("Figures").Where(arrow => IsInNamespace(arrow.To, ImpureNamespaces)).Select(DescribeDependency));

    [Fact]
    public void Database_Packages_AreUsedInStorageOnly() =>
        Assert.Empty(Room.All.Select(room => room.Name).Where(room => room != "Storage").SelectMany(FindDependencies)
            .Where(arrow => IsInNamespace(arrow.To, DatabaseNamespaces) && !IsRowOfAWorkbook(arrow)).Select(DescribeDependency));

    [Fact]
    public void Sql_InAString_IsInStorageOnly()
    {
        var strings =
            from type in CompiledCode.Types
            where GetRoom(type) is { } room and not "Storage"
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
        // A class may end like the class or interface of a framework that it extends.
        Assert.DoesNotContain(OwnTypes, type => VagueNamePattern().IsMatch(type.Name)
            && !type.GetInterfaces().Append(type.BaseType).OfType<Type>().Any(above => VagueNamePattern().IsMatch(above.Name.Split('`')[0])));

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

    /// <summary>The library for old workbooks hands out their rows by an interface that is made for databases.</summary>
    static bool IsRowOfAWorkbook((Type From, Type To) arrow) =>
        arrow.From.Namespace == "NgoDashboard.Files.OldWorkbooks" && (arrow.To == typeof(System.Data.IDataReader) || arrow.To == typeof(System.Data.IDataRecord));

    static IEnumerable<Type> OwnTypes =>
        CompiledCode.Types.Where(type => GetRoom(type) is not null && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<', StringComparison.Ordinal));

    /// <summary>Razor makes a type of each _Imports.razor; a folder with nothing else in it is no chamber.</summary>
    static IEnumerable<string> OwnNamespaces => OwnTypes.Where(type => type.Name != "_Imports").Select(type => type.Namespace!).Distinct();

    /// <summary>Compiled code that uses a room or chamber which it may not use.</summary>
    static IEnumerable<(Type From, Type To)> FindBreaches(string room) =>
        FindDependencies(room).Where(arrow => !IsComposition(arrow.From.Name)
            && Room.Locate(arrow.From.Namespace) is { } from && Room.Locate(arrow.To.Namespace) is { } to && !Room.IsAllowed(from, to)
            && arrow.To.Assembly == CompiledCode.Assembly);

    /// <summary>Constants leave no trace in compiled code: what the sources name is read too.</summary>
    static IEnumerable<(string Path, string Named)> FindSourceBreaches(string room) =>
        from file in SourceFiles.All
        where file.Path.StartsWith(room + "/", StringComparison.Ordinal) && !IsComposition(GetTypeName(file.Path))
            && !file.Path.EndsWith("_Imports.razor", StringComparison.Ordinal)
        let place = Room.Locate(GetNamespace(file.Path))
        from named in RoomNamePattern().Matches(file.Text).Select(match => match.Value).Distinct()
        where place is not null && Room.Locate(named) is { } other && !Room.IsAllowed(place.Value, other)
        select (file.Path, named);

    static bool IsComposition(string typeName) => typeName.EndsWith("Setup", StringComparison.Ordinal);

    static bool IsKnownException((Type From, Type To) breach) => KnownExceptions.Any(known => (known.From, known.To) == breach);

    static bool IsKnownException((string Path, string Named) breach) => KnownExceptions.Any(known => IsSameBreach(known, breach));

    /// <summary>A file names namespaces, and no types: that of the exception is enough.</summary>
    static bool IsSameBreach((Type From, Type To, string Reason) known, (string Path, string Named) breach) =>
        breach.Named.StartsWith(known.To.Namespace!, StringComparison.Ordinal) && IsDeclaredIn(known.From, breach.Path);

    static bool IsDeclaredIn(Type type, string path) =>
        GetNamespace(path) == type.Namespace
        && (GetTypeName(path) == type.Name
            || Regex.IsMatch(SourceFiles.All.Single(file => file.Path == path).Text, $@"\b(class|record) {type.Name}\b"));

    static string GetNamespace(string path) => "NgoDashboard." + Path.GetDirectoryName(path)!.Replace('\\', '.').Replace('/', '.');

    static string GetTypeName(string path) => Path.GetFileName(path).Split('.')[0];

    static IEnumerable<(Type From, Type To)> FindDependencies(string room) =>
        CompiledCode.Types.Where(type => GetRoom(type) == room)
            .SelectMany(type => CompiledCode.GetReferencedTypes(type)
                .Select(used => (CompiledCode.GetOutermostType(type), CompiledCode.GetOutermostType(used))))
            .Distinct();

    static string? GetRoom(Type type) =>
        type.Assembly == CompiledCode.Assembly && CompiledCode.GetOutermostType(type).Namespace?.Split('.') is ["NgoDashboard", var room, ..] ? room : null;

    static bool IsInNamespace(Type type, string[] namespaces) =>
        namespaces.Any(one => type.Namespace == one || type.Namespace?.StartsWith(one + ".", StringComparison.Ordinal) == true);

    static string DescribeDependency((Type From, Type To) arrow) => $"{arrow.From.FullName}: {GetRoom(arrow.From)} → {GetRoom(arrow.To) ?? arrow.To.Namespace} ({arrow.To.Name})";

    // With what follows it, so that a name in a text such as "NgoDashboard.Storage.schema.7" is none of a namespace.
    [GeneratedRegex(@"\bNgoDashboard(\.[A-Z]\w*)+(?![\w.])")]
    private static partial Regex RoomNamePattern();

    [GeneratedRegex(@"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|TRIGGER)|PRAGMA\s)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex SqlStatementPattern();

    [GeneratedRegex("(Manager|Service|Services|Helper|Helpers)$|Util")]
    private static partial Regex VagueNamePattern();
}
