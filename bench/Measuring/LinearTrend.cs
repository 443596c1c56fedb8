namespace NgoDashboard.Bench.Measuring;

/// <summary>The straight line through points, by least squares.</summary>
static class LinearTrend
{
    /// <summary>How much more the line says at the end than at the beginning, as a part of the first value.</summary>
    public static double ComputeRelativeChange(IReadOnlyList<double> values)
    {
        var (middle, mean) = ((values.Count - 1) / 2.0, values.Average());
        var slope = values.Select((value, i) => (i - middle) * (value - mean)).Sum() / values.Select((_, i) => (i - middle) * (i - middle)).Sum();
        return slope * (values.Count - 1) / values[0];
    }
}
