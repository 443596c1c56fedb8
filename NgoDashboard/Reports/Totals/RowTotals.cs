using NgoDashboard.Figures.Codes;
using NgoDashboard.Reports.Headers;

namespace NgoDashboard.Reports.Totals;

/// <summary>A column that is the sum of columns beside it.</summary>
/// <param name="PartsKey">Equal for totals with equal parts, so that these are added up once.</param>
/// <param name="IsFigure">
/// Whether the sum is a figure: of sectors side by side, but not of years, nor of provinces unless they are the whole country.
/// </param>
sealed record RowTotal(TypedColumn Column, string PartsKey, TypedColumn[] Parts, bool IsFigure);

/// <summary>Finds the columns that are sums, and their parts: all columns, or those of one year, measure, sector or province.</summary>
static class RowTotals
{
    public static IReadOnlyList<RowTotal> Find(TableHeader header)
    {
        var hasPlaces = header.Columns.Any(column => column.IsCrossTab && (column.Sector is not null || column.Provinces is not null));
        var known = new Dictionary<string, TypedColumn[]>(StringComparer.Ordinal);
        var totals = new List<RowTotal>();
        foreach (var total in header.Columns.Where(column => column.IsSum))
        {
            var key = $"{total.Measure?.ToCode()}|{total.Period}|{total.Sector}|{string.Join(' ', total.Provinces ?? [])}|"
                + $"{total.Provinces is null}";
            if (!known.TryGetValue(key, out var parts))
                known.Add(key, parts = [.. header.Columns.Where(column => IsPart(column, total, hasPlaces))]);
            totals.Add(new(total, key, parts, IsFigure(total, parts)));
        }

        return totals;
    }

    static bool IsFigure(TypedColumn total, TypedColumn[] parts) =>
        parts.Length > 1 && Array.Exists(parts, part => part.Sector is not null) && (total.Sector is null)
        && parts.Select(part => part.Measure).Distinct().Count() == 1
        && parts.Select(part => part.Period).Distinct().Count() == 1 && total.Period == parts[0].Period
        && Array.TrueForAll(parts, part => part.Sector is not null && HaveSameProvinces(part, total));

    static bool HaveSameProvinces(TypedColumn one, TypedColumn other) =>
        one.Provinces is { } provinces ? other.Provinces is { } others && provinces.SequenceEqual(others) : other.Provinces is null;

    /// <param name="hasPlaces">Sectors or provinces stand side by side, so a year beside them is none of their parts.</param>
    static bool IsPart(TypedColumn column, TypedColumn total, bool hasPlaces) =>
        (column.IsCrossTab
            ? (column.Measure is null || column.Measure == total.Measure)
                && (column.Sector is not null || column.Provinces is not null || !hasPlaces)
            : column is { IsSum: false, Measure: { } measure, Period: not null } && measure == total.Measure)
        && (total.Period is null || total.Period == column.Period) && (total.Sector is null || total.Sector == column.Sector)
        && (total.Provinces is null || (column.Provinces is { } provinces && total.Provinces.SequenceEqual(provinces)));
}
