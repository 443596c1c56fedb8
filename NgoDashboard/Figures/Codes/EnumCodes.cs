using System.Collections.Frozen;
using System.Reflection;

namespace NgoDashboard.Figures.Codes;

/// <summary>
/// Stable codes of enums, by the <see cref="CodeAttribute"/> of their members. Names and order of members carry no meaning.
/// </summary>
public static class EnumCodes
{
    public static string ToCode<T>(this T value)
        where T : struct, Enum => CodeTable<T>.Attributes[value].Code;

    public static bool TryParse<T>(string? code, out T value)
        where T : struct, Enum => CodeTable<T>.Values.TryGetValue(code ?? "", out value);

    /// <summary>The attribute of a member, for an enum that derives one to hold more than the code.</summary>
    public static TAttribute GetAttribute<T, TAttribute>(T value)
        where T : struct, Enum
        where TAttribute : CodeAttribute => (TAttribute)CodeTable<T>.Attributes[value];

    /// <summary>Reflection runs once for each enum.</summary>
    static class CodeTable<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, CodeAttribute> Attributes =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, ReadAttribute);

        public static readonly FrozenDictionary<string, T> Values =
            Attributes.ToFrozenDictionary(pair => pair.Value.Code, pair => pair.Key, StringComparer.Ordinal);

        static CodeAttribute ReadAttribute(T value) => typeof(T).GetField(value.ToString())?.GetCustomAttribute<CodeAttribute>()
            ?? throw new InvalidOperationException($"{typeof(T).Name}.{value} has no code.");
    }
}
