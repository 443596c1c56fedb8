using System.Collections.Immutable;

namespace NgoDashboard.Figures;

/// <summary>Adds up parts: in their own unit where they share one, otherwise in dollars at the year's rate.</summary>
static class Sum
{
    /// <param name="of">How many parts there are, known or not.</param>
    /// <param name="vndPerUsd">The year's rate, or null: then money in đồng cannot join money in dollars and the sum stays partial.</param>
    public static Total Of(IEnumerable<Total> parts, int of, decimal? vndPerUsd)
    {
        var known = parts.Where(part => part.Value is not null).ToArray();
        if (known.Length == 0)
            return Total.Unpublished;

        var unit = known.All(part => part.Value!.Value.Unit == known[0].Value!.Value.Unit) ? known[0].Value!.Value.Unit : Unit.Usd;
        var summable = known.Where(part => part.Value!.Value.In(unit, vndPerUsd) is not null).ToArray();
        if (summable.Length == 0)
            return Total.Unpublished;

        var whole = summable.Length == of && summable.All(part => part.Basis is Basis.Stated or Basis.Summed);
        return new(
            whole ? Basis.Summed : Basis.Partial,
            new Quantity(summable.Sum(part => part.Value!.Value.In(unit, vndPerUsd)!.Value.Minor), unit),
            Total.Combine(summable.Select(part => part.Qualifier)),
            [.. summable.SelectMany(part => part.Statements)],
            summable.Length,
            of,
            summable.Any(part => part.IsConverted || part.Value!.Value.Unit != unit));
    }
}
