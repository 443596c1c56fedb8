using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace NgoDashboard.Tests.Architecture;

/// <summary>Reads the IL of the web project: which types use which, including locals and calls inside of methods.</summary>
static class CompiledCode
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(code => code.Value);

    // Several tests read the same code, and reading all of it takes a second.
    static readonly ConcurrentDictionary<Type, MethodBase[]> MethodsOfTypes = new();
    static readonly ConcurrentDictionary<MethodBase, (OpCode Code, object? Operand)[]> InstructionsOfMethods = new();
    static readonly ConcurrentDictionary<Type, IReadOnlySet<Type>> ReferencesOfTypes = new();

    public static Assembly Assembly { get; } = typeof(Program).Assembly;

    /// <summary>All types, with those that the compiler generates for lambdas and iterators.</summary>
    public static IReadOnlyList<Type> Types { get; } = Assembly.GetTypes();

    /// <summary>The outermost declaring type, which owns the source of a nested or generated type.</summary>
    public static Type GetOutermostType(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    public static IReadOnlyList<MethodBase> GetMethods(Type type) =>
        MethodsOfTypes.GetOrAdd(type, type => [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)]);

    /// <summary>Every type that a type names: in signatures, attributes, locals, and in calls and field accesses of its methods.</summary>
    public static IReadOnlySet<Type> GetReferencedTypes(Type type) => ReferencesOfTypes.GetOrAdd(type, FindReferencedTypes);

    /// <summary>The instructions of a method in order, with the member or string that they name.</summary>
    public static IReadOnlyList<(OpCode Code, object? Operand)> ReadInstructions(MethodBase method) =>
        InstructionsOfMethods.GetOrAdd(method, method => [.. DecodeInstructions(method)]);

    static HashSet<Type> FindReferencedTypes(Type type)
    {
        var used = new HashSet<Type>();
        Add(used, type.BaseType);
        foreach (var contract in type.GetInterfaces())
            Add(used, contract);
        AddAttributes(used, type);
        foreach (var argument in type.GetGenericArguments().Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints()))
            Add(used, argument);
        foreach (var field in type.GetFields(Declared))
        {
            Add(used, field.FieldType);
            AddAttributes(used, field);
        }

        foreach (var property in type.GetProperties(Declared))
            AddAttributes(used, property);
        foreach (var method in GetMethods(type))
        {
            AddAttributes(used, method);
            AddSignature(used, method);
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
                Add(used, local.LocalType);
            foreach (var (_, operand) in ReadInstructions(method))
                AddOperand(used, operand);
        }

        return used;
    }

    static IEnumerable<(OpCode Code, object? Operand)> DecodeInstructions(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var types = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        var arguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var op = code[at] == 0xFE ? Codes[(short)(0xFE00 | code[at + 1])] : Codes[code[at]];
            at += op.Size;
            var token = op.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineString
                ? BitConverter.ToInt32(code, at)
                : 0;
            yield return (op, token == 0 ? null
                : op.OperandType == OperandType.InlineString ? method.Module.ResolveString(token)
                : method.Module.ResolveMember(token, types, arguments));
            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    static void AddOperand(HashSet<Type> used, object? operand)
    {
        switch (operand)
        {
            case Type type:
                Add(used, type);
                break;
            case FieldInfo field:
                Add(used, field.DeclaringType);
                Add(used, field.FieldType);
                break;
            case MethodBase method:
                Add(used, method.DeclaringType);
                AddSignature(used, method);
                foreach (var argument in method.IsGenericMethod ? method.GetGenericArguments() : [])
                    Add(used, argument);
                break;
        }
    }

    static void AddSignature(HashSet<Type> used, MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
            Add(used, parameter.ParameterType);
        if (method is MethodInfo { ReturnType: var returned })
            Add(used, returned);
    }

    static void AddAttributes(HashSet<Type> used, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(used, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
                Add(used, argument.Value as Type);
        }
    }

    static void Add(HashSet<Type> used, Type? type)
    {
        if (type is null)
            return;
        if (type.HasElementType)
        {
            Add(used, type.GetElementType());
            return;
        }

        if (type.IsGenericParameter)
            return;
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            Add(used, argument);
        used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
