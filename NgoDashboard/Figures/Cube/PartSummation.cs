namespace NgoDashboard.Figures.Cube;

/// <summary>Adds up parts: in their common unit if they share one, otherwise in US dollars at the year's rate.</summary>
static class PartSummation
{
    /// <param name="partCount">Number of parts, with or without a known value.</param>
    /// <param name="vndPerUsd">The year's rate; if null, đồng and dollars cannot be combined and the sum stays partial.</param>
    public static Total SumParts(IEnumerable<Total> parts, int partCount, decimal? vndPerUsd)
    {
        var known = parts.Where(part => part.Value is not null).ToArray();
        if (known.Length == 0)
            return Total.Unpublished;

        var unit = known.All(part => part.Value!.Value.Unit == known[0].Value!.Value.Unit) ? known[0].Value!.Value.Unit : Unit.Usd;
        var summable = known.Where(part => part.Value!.Value.ConvertTo(unit, vndPerUsd) is not null).ToArray();
        if (summable.Length == 0)
            return Total.Unpublished;

        var isComplete = summable.Length == partCount && summable.All(part => part.Kind is TotalKind.Stated or TotalKind.Summed);
        return new(
            isComplete ? TotalKind.Summed : TotalKind.Partial,
            new Quantity(summable.Sum(part => part.Value!.Value.ConvertTo(unit, vndPerUsd)!.Value.MinorUnits), unit),
            Total.CombineQualifiers(summable.Select(part => part.Qualifier)),
            [.. summable.SelectMany(part => part.Statements)],
            summable.Length,
            partCount,
            summable.Any(part => part.IsConverted || part.Value!.Value.Unit != unit));
    }
}
