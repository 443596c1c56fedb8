using System.Collections.Immutable;
using NgoDashboard.Components.Charts;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Scenes;

/// <summary>The rows of one chart with the one unit they are drawn in.</summary>
/// <param name="Signs">The explanation of the signs before inexact numbers; null where there are none.</param>
public sealed record Series(MoneyScale Scale, ImmutableArray<ChartRow> Rows, string? Signs)
{
    public bool IsEmpty => Rows.All(row => row.Value is null);

    /// <summary>The largest value, for charts that are drawn to one scale.</summary>
    public decimal Most => Rows.Max(row => row.Value) ?? 0;

    /// <summary>Values of another currency are drawn at the year's rate and read as they were published.</summary>
    public static Series Of(
        OnAir now, IReadOnlyList<(string Label, FigureKey Key, Total Total)> totals, Func<FigureKey, bool> isNow, bool largestFirst = false,
        MoneyScale? scale = null)
    {
        scale ??= MoneyScale.For(totals.Select(row => row.Total.Value).OfType<Quantity>());
        var rows = totals.Select(row => scale.Row(
            row.Label,
            row.Total,
            row.Total.Value is { Unit.IsMoney: true } money ? money.In(scale.Unit, now.Snapshot.Rate(row.Key.Period)) : row.Total.Value,
            isNow(row.Key),
            now.ChangedAt(row.Key)) with { Figure = row.Key });
        if (largestFirst)
            rows = rows.OrderByDescending(row => row.Value ?? -1);
        return new(scale, [.. rows], ShownTotal.Signs(totals.Select(row => row.Total)));
    }

    public Series WithRest(Quantity rest) => this with
    {
        Rows = Rows.Add(new(Words.Stage["rest"], rest.In(Scale.Unit, null)?.Whole ?? rest.Whole, Scale.Text(rest), RowState.Rest)),
    };

    /// <summary>
    /// Years that nobody published: the leading ones say nothing and go, a run among the others is one row, named by both its ends,
    /// so that the years that are known have room for their numbers.
    /// </summary>
    public Series WithoutGaps()
    {
        var rows = ImmutableArray.CreateBuilder<ChartRow>();
        foreach (var row in Rows.SkipWhile(row => row.State == RowState.None))
        {
            if (row.State == RowState.None && rows[^1] is { State: RowState.None } before)
                rows[^1] = before with { Label = $"{before.Label.Split(' ')[0]} – {row.Label}", Figure = null };
            else
                rows.Add(row);
        }

        return this with { Rows = rows.ToImmutable() };
    }

    /// <summary>No more rows than have room for their numbers side by side.</summary>
    public Series Last(int count) => this with { Rows = [.. Rows.TakeLast(count)] };
}
