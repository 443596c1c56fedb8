using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Architecture;

/// <summary>What a test starts, from light to heavy; the names are values of the trait "Tier".</summary>
enum TestTier
{
    None,
    Host,
    Process,
    Browser,
}

/// <summary>
/// Finds the heaviest that a test starts, itself or by the methods of this assembly that it calls. Read from the IL, so what the product
/// starts is found only by the types of the product that are named in <c>FindStarted</c>.
/// </summary>
static class TestTiers
{
    const string ReadsFilesInChildProcess = "ReadsFilesInChildProcess";

    static readonly Module Module = typeof(TestTiers).Module;

    /// <summary>By metadata token, because a generic method has one for all its instances.</summary>
    static readonly Dictionary<int, TestTier> TiersByMethod = FindTiers();

    /// <summary>What the method, the constructor of its class and the fixtures in the constructor's parameters start.</summary>
    public static TestTier FindTier(Type testClass, MethodInfo test)
    {
        var constructors = testClass.GetConstructors();
        var fixtures = constructors.SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType)
            .Where(fixture => fixture.Module == Module).ToArray();
        var created = fixtures.SelectMany(fixture => fixture.GetConstructors()).ToArray();
        return constructors.Concat<MethodBase>(created)
            .Concat(fixtures.Append(testClass).Select(type => type.GetMethod(nameof(IAsyncLifetime.InitializeAsync))).OfType<MethodBase>())
            .Append(test)
            .Select(FindTier)
            .Concat(created.Select(constructor => FindStarted(OpCodes.Newobj, constructor)))
            .Max();
    }

    static TestTier FindTier(MethodBase method) => TiersByMethod.GetValueOrDefault(method.MetadataToken);

    /// <summary>The tiers of all methods that start something, from the starts back to the callers, and theirs.</summary>
    static Dictionary<int, TestTier> FindTiers()
    {
        var methods = Module.GetTypes().SelectMany(CompiledCode.GetMethods).Concat(Module.GetTypes().Select(type => type.TypeInitializer).OfType<MethodBase>()).ToArray();
        var calls = methods.SelectMany(method => FindCalls(method).Select(called => (Caller: method.MetadataToken, Called: called))).ToLookup(call => call.Called, call => call.Caller);
        var tiers = new Dictionary<int, TestTier>();
        var starts = methods.Select(method => (Method: method.MetadataToken, Tier: FindStarted(method))).Where(start => start.Tier != TestTier.None);
        foreach (var (method, tier) in starts.OrderByDescending(start => start.Tier))
        {
            var callers = new Stack<int>([method]);
            // The heaviest come first, so a method that is there already, and its callers, need not be visited again.
            while (callers.TryPop(out var caller))
            {
                if (!tiers.TryAdd(caller, tier))
                    continue;
                foreach (var next in calls[caller])
                    callers.Push(next);
            }
        }

        return tiers;
    }

    static TestTier FindStarted(MethodBase method) => CompiledCode.ReadInstructions(method)
        .Select(instruction => instruction.Operand is MethodBase called ? FindStarted(instruction.Code, called) : TestTier.None)
        .DefaultIfEmpty()
        .Max();

    static TestTier FindStarted(OpCode code, MethodBase called)
    {
        var type = called.DeclaringType!;
        if (type == typeof(Playwright))
            return TestTier.Browser;
        if (type == typeof(Process) && called.Name == nameof(Process.Start))
            return TestTier.Process;
        if (type == typeof(WebApplication) && called.IsStatic)
            return TestTier.Host;
        if (code != OpCodes.Newobj)
            return TestTier.None;
        if (type == typeof(UploadedFileReader))
            return TestTier.Process;
        if (!type.IsAssignableTo(typeof(TestApplication)))
            return TestTier.None;
        var readsFiles = type.GetProperty(ReadsFilesInChildProcess, BindingFlags.Instance | BindingFlags.NonPublic)!;
        return readsFiles.DeclaringType == typeof(TestApplication) ? TestTier.Host : TestTier.Process;
    }

    /// <summary>Methods of this assembly that run, or may run, because this one runs.</summary>
    static IEnumerable<int> FindCalls(MethodBase method)
    {
        // The body of an async method or iterator is a method of a class that the compiler generates.
        if (method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { } machine)
            yield return machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic)!.MetadataToken;
        foreach (var (_, operand) in CompiledCode.ReadInstructions(method))
        {
            if (operand is not MemberInfo { DeclaringType: { } type } member || member is Type || member.Module != Module)
                continue;
            if (member is MethodBase)
                yield return member.MetadataToken;
            if (type.TypeInitializer is { } initializer)
                yield return initializer.MetadataToken;
        }
    }
}
