namespace NgoDashboard.Bench.Measuring;

/// <summary>The regression line through equidistant points (least squares).</summary>
static class LinearTrend
{
    /// <summary>Growth of the line from the first to the last point, relative to the first value.</summary>
    public static double ComputeRelativeChange(IReadOnlyList<double> values)
    {
        var (middle, mean) = ((values.Count - 1) / 2.0, values.Average());
        var slope = values.Select((value, i) => (i - middle) * (value - mean)).Sum()
            / values.Select((_, i) => (i - middle) * (i - middle)).Sum();
        return slope * (values.Count - 1) / values[0];
    }
}
