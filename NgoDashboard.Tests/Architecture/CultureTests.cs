using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using NgoDashboard.Components.Localization;

namespace NgoDashboard.Tests.Architecture;

/// <summary>
/// No text depends on the culture of the thread that happens to make it: the language is a parameter. Only <see cref="AmbientLanguage"/>
/// reads and sets the ambient culture, for Razor.
/// </summary>
public sealed class CultureTests
{
    static readonly string[] AmbientMembers =
    [
        "get_CurrentCulture", "get_CurrentUICulture", "set_CurrentCulture", "set_CurrentUICulture", "set_DefaultThreadCurrentCulture",
        "set_DefaultThreadCurrentUICulture", "get_CurrentInfo", "get_CurrentCultureIgnoreCase",
    ];

    /// <summary>Types whose text differs between cultures. Of integers only the sign does; a <see cref="TimeSpan"/> is written alike everywhere.</summary>
    static readonly Type[] CulturedTypes =
        [typeof(decimal), typeof(double), typeof(float), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly)];

    [Fact]
    public void AmbientCulture_OfTheProduct_IsReadAndSetInOnePlace() =>
        Assert.Equal([typeof(AmbientLanguage)], Callers(IsAmbientMember));

    /// <summary>The analysers (CA1304, CA1305 …) see calls, but neither interpolated nor concatenated strings.</summary>
    [Fact]
    public void Text_OfTheProduct_IsNotFormattedByTheAmbientCulture() => Assert.Empty(Callers(FormatsByAmbientCulture));

    [Fact]
    public void Text_ThatIsFormattedByTheAmbientCulture_IsFound()
    {
        var methods = typeof(CultureTests).GetMethods(BindingFlags.NonPublic | BindingFlags.Static);

        Assert.Equal(
            [nameof(ConcatenateNumber), nameof(InterpolateDay), nameof(InterpolateNullableNumber)],
            methods.Where(FormatsByAmbientCulture).Select(method => method.Name).Where(name => !name.Contains('<')).Order(StringComparer.Ordinal));
        Assert.True(IsAmbientMember(typeof(CultureTests).GetMethod(nameof(ReadCulture), BindingFlags.NonPublic | BindingFlags.Static)!));
    }

    static IEnumerable<Type> Callers(Func<MethodBase, bool> isFound) => CompiledCode.Types
        .Where(type => type.Namespace?.StartsWith("NgoDashboard", StringComparison.Ordinal) == true || type.DeclaringType is not null)
        .Where(type => CompiledCode.GetMethods(type).Any(isFound))
        .Select(CompiledCode.GetOutermostType).Distinct();

    static bool IsAmbientMember(MethodBase method) => CompiledCode.ReadInstructions(method).Any(instruction =>
        instruction.Operand is MethodInfo { DeclaringType: { } owner, Name: var name } && AmbientMembers.Contains(name)
        && (owner == typeof(CultureInfo) || owner == typeof(StringComparer) || owner == typeof(Thread)
            || owner == typeof(NumberFormatInfo) || owner == typeof(DateTimeFormatInfo)));

    static bool FormatsByAmbientCulture(MethodBase method)
    {
        if (method.GetCustomAttribute<CompilerGeneratedAttribute>() is not null && method.Name == "PrintMembers")
            return false;
        var calls = CompiledCode.ReadInstructions(method).Select(instruction => instruction.Operand).OfType<MethodBase>().ToArray();
        // The constructor with a provider has three parameters.
        var hasAmbientHandler = calls.Any(call => call is ConstructorInfo { DeclaringType: var type }
            && type == typeof(DefaultInterpolatedStringHandler) && call.GetParameters().Length == 2);
        return calls.Any(call => call switch
        {
            { Name: "AppendFormatted", IsGenericMethod: true } when call.DeclaringType == typeof(DefaultInterpolatedStringHandler) =>
                hasAmbientHandler && IsCultured(call.GetGenericArguments()[0]),
            { Name: "ToString", DeclaringType: { } type } => IsCultured(type) && !TakesProvider(call),
            { Name: nameof(StringBuilder.Append) } when call.DeclaringType == typeof(StringBuilder) =>
                IsCultured(call.GetParameters()[0].ParameterType),
            _ => false,
        });
    }

    static bool IsCultured(Type type) => CulturedTypes.Contains(Nullable.GetUnderlyingType(type) ?? type);

    static bool TakesProvider(MethodBase call) => call.GetParameters().Any(parameter => parameter.ParameterType == typeof(IFormatProvider));

    static string InterpolateDay(DateOnly day) => $"{day}";

    static string InterpolateNullableNumber(decimal? number) => $"{number}";

    static string ConcatenateNumber(decimal number) => "" + number;

    static string InterpolateInvariantly(decimal number) => string.Create(CultureInfo.InvariantCulture, $"{number}");

    static CultureInfo ReadCulture() => CultureInfo.CurrentCulture;
}
