using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Rehearsal;

namespace NgoDashboard.Tests.Figures.Rehearsal;

public sealed class LargestRemainderTests
{
    [Fact]
    public void Split_AnyWeights_AddsUpExactlyAndStaysWithinOneOfTheShare() =>
        Gen.Select(Gen.Long[0, Quantity.MaxMinorUnits], Gen.Long[0, 1_000_000_000_000].Array[1, 40]).Where((_, weights) => weights.Any(weight => weight > 0)).Sample((whole, weights) =>
        {
            var parts = LargestRemainder.SplitExactly(whole, weights);

            Assert.Equal(whole, parts.Sum());
            var sum = weights.Sum();
            foreach (var (part, weight) in parts.Zip(weights))
                Assert.InRange(part - (long)((Int128)whole * weight / sum), 0, weight == 0 ? 0 : 1);
        });

    [Fact]
    public void Split_EqualRemainders_GivesTheRestToTheEarlier() => Assert.Equal([4L, 3L, 3L], LargestRemainder.SplitExactly(10, [1, 1, 1]));
}
