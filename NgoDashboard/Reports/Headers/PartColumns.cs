using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Captions;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// Finds the column that states the whole of which others are parts: "Tổng cộng" beside "Tiền mặt" and "Hiện vật" below one measure.
/// </summary>
static class PartColumns
{
    public static void Mark(List<TypedColumn> columns)
    {
        foreach (var parts in columns.Where(column => column.Part is not null).GroupBy(KeyOf).ToList())
        {
            var at = FindWhole(columns, parts.Key);
            if (at < 0)
            {
                // One part alone is not the whole amount, and nothing tells what is missing.
                if (parts.Count() == 1 && parts.Single() is { Part: not null } only)
                    columns[columns.IndexOf(only)] = only with { Part = null, Type = null, Measure = null, GuessedMeasure = only.Measure };
                continue;
            }

            // A sum of parts of one amount is the amount, while a sum of sectors or years is another figure.
            if (columns[at] is { IsSum: true } sum)
                columns[at] = sum with { IsSum = false, Type = sum.Measure is null ? ColumnType.Value : parts.First().Type };
            foreach (var part in parts)
                columns[columns.IndexOf(part)] = part with { WholeColumnIndex = columns[at].Index };
        }
    }

    /// <summary>
    /// The column with the same key; for parts that name no measure also the only column of money: "Tiền mặt | Hiện vật | Tổng giải ngân".
    /// </summary>
    static int FindWhole(List<TypedColumn> columns, (Measure? Measure, Period?, string?, string) key)
    {
        var at = columns.FindIndex(column => column.Part is null && IsWhole(column) && KeyOf(column) == key);
        return at < 0 && key.Measure is null && columns.Count(column => column.Part is null && IsWhole(column)) == 1
            ? columns.FindIndex(column => column.Part is null && IsWhole(column) && KeyOf(column) with { Item1 = null } == key)
            : at;
    }

    static bool IsWhole(TypedColumn column) => column.IsSum || column.MayBeMoney;

    static (Measure?, Period?, string?, string) KeyOf(TypedColumn column) =>
        (column.Measure, column.Period, column.Sector, string.Join(' ', column.Provinces ?? (IReadOnlyList<ProvinceCode>)[]));
}
