namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// The 95 % confidence interval of a share that was seen in a sample: Wilson's score interval, which also holds for small samples and for
/// shares near 1.
/// </summary>
readonly record struct WilsonInterval(double Low, double High)
{
    const double Z = 1.959963984540054;

    public static WilsonInterval For(int successes, int trials)
    {
        if (trials == 0)
            return new(0, 1);
        var share = (double)successes / trials;
        var middle = share + (Z * Z / (2 * trials));
        var half = Z * Math.Sqrt((share * (1 - share) / trials) + (Z * Z / (4.0 * trials * trials)));
        var scale = 1 + (Z * Z / trials);
        return new((middle - half) / scale, (middle + half) / scale);
    }
}
