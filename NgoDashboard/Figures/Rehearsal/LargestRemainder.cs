namespace NgoDashboard.Figures.Rehearsal;

/// <summary>Splits a whole into parts that add up to it exactly.</summary>
static class LargestRemainder
{
    /// <summary>Uses the largest remainder method; of equal remainders the earlier part is rounded up.</summary>
    /// <param name="weights">Not negative; at least one is positive.</param>
    public static long[] SplitExactly(long whole, IReadOnlyList<long> weights)
    {
        var sum = weights.Aggregate((Int128)0, (all, weight) => all + weight);
        var parts = weights.Select(weight => (long)((Int128)whole * weight / sum)).ToArray();
        var rest = whole - parts.Sum();
        var roundedUp = Enumerable.Range(0, parts.Length).OrderByDescending(i => (Int128)whole * weights[i] % sum).Take((int)rest);
        foreach (var i in roundedUp)
            parts[i]++;
        return parts;
    }
}
