namespace NgoDashboard.Bench.Measuring;

/// <summary>Quantiles of measured values; of latencies in microseconds.</summary>
/// <param name="P99">Meaningless for fewer than 500 values.</param>
sealed record Quantiles(int Count, double Median, double P99, double Slowest)
{
    public static Quantiles Compute(IReadOnlyCollection<int> values) => Compute([.. values.Select(value => (double)value)]);

    public static Quantiles Compute(double[] values)
    {
        if (values.Length == 0)
            return new(0, double.NaN, double.NaN, double.NaN);
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return new(sorted.Length, Interpolate(sorted, .5), Interpolate(sorted, .99), sorted[^1]);
    }

    /// <summary>Linear interpolation between two neighbours.</summary>
    static double Interpolate(double[] sorted, double part)
    {
        var at = part * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}

/// <summary>Latencies from the start of edits to their receipt by the clients.</summary>
/// <param name="Edits">For each edit, over its clients; the slowest is the last screen.</param>
/// <param name="AllReceipts">Over all receipts of all edits.</param>
/// <param name="Missing">Number of receipts that are missing.</param>
sealed record Latencies(IReadOnlyList<Quantiles> Edits, Quantiles AllReceipts, int Missing)
{
    public Quantiles LastScreen { get; } = Quantiles.Compute([.. Edits.Select(edit => edit.Slowest)]);
}
