using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Reports.Values;

/// <summary>Compares amounts in two currencies by the exchange rate.</summary>
static class ExchangeRateCheck
{
    /// <summary>
    /// Relative difference allowed between an office's fixed rate and the year's average (10 %); beyond it one of two amounts is wrong.
    /// </summary>
    const decimal Tolerance = .1m;

    /// <summary>Whether both are the same amount within the tolerance; false if the rate is unknown.</summary>
    public static bool AreSameAmount(Quantity dollars, Quantity dong, decimal? vndPerUsd) =>
        vndPerUsd is { } rate && dollars.MinorUnits > 0 && Math.Abs((dong.WholeUnits / dollars.WholeUnits) - rate) <= rate * Tolerance;
}
