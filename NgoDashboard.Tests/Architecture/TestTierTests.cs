using System.Reflection;

namespace NgoDashboard.Tests.Architecture;

/// <summary>
/// Tests carry the trait "Tier" of what they start, so that the fast run and the mutation trial leave out the slow ones, and no others.
/// </summary>
public sealed class TestTierTests
{
    [Fact]
    public void Tier_OfEveryTest_IsThatOfWhatItStarts()
    {
        var wrong = (
            from type in typeof(TestTierTests).Assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false }
            from test in type.GetMethods()
            where test.IsDefined(typeof(FactAttribute))
            let started = TestTiers.FindTier(type, test)
            let marked = GetTiers(type).Concat(GetTiers(test)).Append(TestTier.None).Max()
            where marked != started
            select $"{type.FullName}.{test.Name} starts {started} and is marked {marked}").ToArray();

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    /// <summary>Without "Long", which says nothing about what is started.</summary>
    static IEnumerable<TestTier> GetTiers(MemberInfo member) => member.GetCustomAttributes<TraitAttribute>()
        .Where(trait => trait.Name == "Tier" && trait.Value != "Long")
        .Select(trait => Enum.Parse<TestTier>(trait.Value));
}
