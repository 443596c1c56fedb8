using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>
/// The classes of a map: at most four, cut near the quartiles of the published provinces, at round numbers that can be read out.
/// </summary>
public sealed class ChoroplethLevels
{
    static readonly decimal[] Quantiles = [0.25m, 0.5m, 0.75m];

    readonly decimal[] cuts;
    readonly bool hasValues;

    ChoroplethLevels(decimal[] cuts, bool hasValues) => (this.cuts, this.hasValues) = (cuts, hasValues);

    public static ChoroplethLevels FromValues(IEnumerable<Quantity> values)
    {
        var sorted = values.Select(value => value.WholeUnits).Order().ToArray();
        if (sorted.Length == 0)
            return new([], false);
        var cuts = Quantiles
            .Select(part => Round(sorted[(int)(part * (sorted.Length - 1))]))
            .Where(cut => cut > sorted[0] && cut <= sorted[^1])
            .Distinct()
            .ToArray();
        return new(cuts, true);
    }

    /// <summary>1 is the lowest class.</summary>
    public int LevelOf(Quantity value) => 1 + cuts.Count(cut => value.WholeUnits >= cut);

    /// <summary>Each class with its text, then class 0, "not published", if some provinces are missing.</summary>
    public IEnumerable<(int Level, string Text)> Legend(MoneyScale scale, bool isComplete)
    {
        var language = scale.Language;
        if (hasValues && cuts.Length > 0)
        {
            // Classes are cut in dollars; a chart of đồng has too few rows to be worth classes of its own.
            var money = scale.Unit == Unit.Vnd ? MoneyScale.For([new Quantity((long)(cuts[^1] * 100), Unit.Usd)], language) : scale;
            string Text(decimal cut) => MoneyScale.FormatNumber(cut / Numbers.FactorOfMagnitude(money.Magnitude), language);
            yield return (1, language.Words.Stage["level-under", Text(cuts[0])]);
            for (var i = 1; i < cuts.Length; i++)
                yield return (i + 1, language.Words.Stage["level-between", Text(cuts[i - 1]), Text(cuts[i])]);
            yield return (cuts.Length + 1, $"{language.Words.Stage["level-over", Text(cuts[^1])]} {money.UnitName}");
        }

        else if (hasValues)
        {
            yield return (1, language.Words.Stage["level-published"]);
        }

        if (!isComplete)
            yield return (0, language.Words.Stage["level-none"]);
    }

    /// <summary>Rounds to one significant digit: 7.3 million becomes 7 million, 23 becomes 20.</summary>
    static decimal Round(decimal value)
    {
        if (value <= 0)
            return 0;
        var size = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)value)));
        return Math.Round(value / size, MidpointRounding.AwayFromZero) * size;
    }
}
