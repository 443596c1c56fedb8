using System.Collections.Immutable;
using NgoDashboard.Components.Charts;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The rows of one chart, with the unit in which they are drawn.</summary>
/// <param name="QualifierLegend">The explanation of the signs before inexact numbers; null if there are none.</param>
public sealed record Series(MoneyScale Scale, ImmutableArray<ChartRow> Rows, string? QualifierLegend)
{
    public bool IsEmpty => Rows.All(row => row.Value is null);

    /// <summary>The largest value, for charts that are drawn to one scale; 0 if there is none.</summary>
    public decimal MaxValue => Rows.Max(row => row.Value) ?? 0;

    /// <summary>Values of another currency are drawn at the year's exchange rate and labelled as they were published.</summary>
    /// <param name="changedAt">When a figure changed, for its highlight; null where it is not a recent change.</param>
    public static Series FromTotals(
        ReferenceData reference,
        Func<FigureKey, DateTimeOffset?> changedAt,
        IReadOnlyList<(string Label, FigureKey Key, Total Total)> totals,
        Func<FigureKey, bool> isInFocus,
        DisplayLanguage language,
        bool largestFirst = false,
        MoneyScale? scale = null)
    {
        scale ??= MoneyScale.For(totals.Select(row => row.Total.Value).OfType<Quantity>(), language);
        var rows = totals.Select(row => scale.ToChartRow(
            row.Label,
            row.Total,
            row.Total.Value is { Unit.IsMoney: true } money
                ? money.ConvertTo(scale.Unit, reference.VndPerUsd(row.Key.Period.To.Year))
                : row.Total.Value,
            isInFocus(row.Key),
            changedAt(row.Key)) with
        { Figure = row.Key });
        if (largestFirst)
            rows = rows.OrderByDescending(row => row.Value ?? -1);
        return new(scale, [.. rows], TotalFormatting.QualifierLegend(totals.Select(row => row.Total), language));
    }

    public Series WithRemainder(Quantity remainder) => this with
    {
        Rows = Rows.Add(new(
            Scale.Language.Words.Stage["rest"],
            remainder.ConvertTo(Scale.Unit, null)?.WholeUnits ?? remainder.WholeUnits,
            Scale.Format(remainder),
            ChartRowState.Remainder)),
    };

    /// <summary>
    /// Drops the leading unpublished years, and merges each later run of them into one row that is named by both its ends, so that the
    /// published years have room for their numbers.
    /// </summary>
    public Series WithoutGaps()
    {
        var rows = ImmutableArray.CreateBuilder<ChartRow>();
        foreach (var row in Rows.SkipWhile(row => row.State == ChartRowState.Unpublished))
        {
            if (row.State == ChartRowState.Unpublished && rows[^1] is { State: ChartRowState.Unpublished } before)
                rows[^1] = before with { Label = $"{before.Label.Split(' ')[0]} – {row.Label}", Figure = null };
            else
                rows.Add(row);
        }

        return this with { Rows = rows.ToImmutable() };
    }

    /// <summary>Keeps no more rows than have room for their numbers side by side.</summary>
    public Series TakeLast(int count) => this with { Rows = [.. Rows.TakeLast(count)] };
}
