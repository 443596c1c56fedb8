using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using NgoDashboard.Figures.Codes;

namespace NgoDashboard.Tests.Architecture;

/// <summary>
/// Names and order of enum members mean nothing outside of the sources: texts are made of codes, lists are written down, and nothing is
/// compared by greater or less.
/// </summary>
public sealed class EnumNameTests
{
    /// <summary>Where a name may become text, each with the reason.</summary>
    static readonly Dictionary<Type, string> Exceptions = new()
    {
        [typeof(EnumCodes)] = "Reads the attributes of the members.",
        [typeof(NgoDashboard.Files.ChildProcess.FileLimitException)] = "The message of an exception, which is logged.",
        [typeof(NgoDashboard.Files.ChildProcess.FileReaderProtocol)] = "The message of an exception, which is logged.",
        [typeof(NgoDashboard.Components.Export.SceneFiles.SceneSelection)] = "The key of a cache in memory.",
    };

    static readonly HashSet<Type> Enums = [.. CompiledCode.Types.Where(type => type.IsEnum)];

    [Fact]
    public void Names_OfMembers_BecomeNoText() => AssertNone(FindUses(IsTextOfName));

    [Fact]
    public void Members_OfEnums_AreNotListedOrReadByName() => AssertNone(FindUses(IsListedOrReadByName));

    [Fact]
    public void Exceptions_OfTheList_AreStillNeeded()
    {
        var used = FindUses(IsTextOfName, withExceptions: true).Concat(FindUses(IsListedOrReadByName, withExceptions: true)).ToArray();

        Assert.All(Exceptions.Keys.Except([typeof(EnumCodes)]), type => Assert.Contains(used, use => use.StartsWith(type.FullName!, StringComparison.Ordinal)));
    }

    [Fact]
    public void Enums_WhoseCodeIsUsed_HaveCodesForAllMembers() => Assert.Empty(
        AllMethods().SelectMany(entry => CompiledCode.ReadInstructions(entry.Method))
            .Select(instruction => instruction.Operand).OfType<MethodInfo>()
            .Where(called => called.DeclaringType == typeof(EnumCodes) && called.IsGenericMethod)
            .SelectMany(called => called.GetGenericArguments()).Where(argument => argument.IsEnum).Distinct()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(member => member.GetCustomAttribute<CodeAttribute>() is null)
            .Select(member => $"{member.DeclaringType}.{member.Name}"));

    // With all of them, because xUnit shortens a collection.
    static void AssertNone(string[] uses) => Assert.True(uses.Length == 0, string.Join('\n', uses));

    static string[] FindUses(Func<(OpCode Code, object? Operand), (OpCode Code, object? Operand), Type?> isUse, bool withExceptions = false) =>
    [
        .. from entry in AllMethods()
           let owner = CompiledCode.GetOutermostType(entry.Type)
           where withExceptions || !Exceptions.ContainsKey(owner)
           // What the compiler writes for records is read by debuggers alone.
           where entry.Method.Name != "PrintMembers"
           from pair in CompiledCode.ReadInstructions(entry.Method).Prepend(default).Zip(CompiledCode.ReadInstructions(entry.Method))
           let found = isUse(pair.First, pair.Second)
           where found is not null
           select $"{owner.FullName}.{entry.Method.Name}: {found.Name}",
    ];

    static IEnumerable<(Type Type, MethodBase Method)> AllMethods() =>
        CompiledCode.Types.SelectMany(type => CompiledCode.GetMethods(type).Select(method => (type, method)));

    /// <summary>ToString, or a hole of an interpolated string.</summary>
    static Type? IsTextOfName((OpCode Code, object? Operand) before, (OpCode Code, object? Operand) now) => now.Operand switch
    {
        MethodInfo { Name: nameof(ToString) } when before.Code == OpCodes.Constrained => AsEnum(before.Operand as Type),
        MethodInfo { Name: nameof(DefaultInterpolatedStringHandler.AppendFormatted), IsGenericMethod: true } called =>
            AsEnum(called.GetGenericArguments()[0]),
        _ => null,
    };

    static Type? IsListedOrReadByName((OpCode Code, object? Operand) before, (OpCode Code, object? Operand) now) =>
        now.Operand is MethodInfo { IsGenericMethod: true, DeclaringType: var owner } called && owner == typeof(Enum)
            ? AsEnum(called.GetGenericArguments()[0])
            : null;

    static Type? AsEnum(Type? type) => type is null ? null
        : Enums.Contains(Nullable.GetUnderlyingType(type) ?? type) ? type : null;
}
