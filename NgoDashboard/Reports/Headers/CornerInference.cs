using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// Infers the type of a cross table's corner column from the cells below it, because its own caption is often empty, "Nội dung", or
/// describes the columns ("Năm"). Without it the names of the rows would be lost.
/// </summary>
static class CornerInference
{
    const int SampledRowCount = 30;

    /// <summary>Left of the figures stand a running number, names and remarks; further left the search stops.</summary>
    const int MaxColumns = 16;

    static readonly ColumnType[] Keys =
        [ColumnType.Province, ColumnType.ProvinceCode, ColumnType.Sector, ColumnType.Campaign, ColumnType.Measure];

    public static void InferCorner(List<TypedColumn> columns, IReadOnlyList<SheetRow> rows, int from, NameLookup names)
    {
        // Beside "ĐVT | Số lượng" stands "Nội dung".
        var values = columns.FindIndex(column => column.IsCrossTab || column.Type == ColumnType.Value);
        if ((columns.Count(column => column.IsCrossTab) < 2 && (values < 0 || columns[values].Type != ColumnType.Value))
            || columns.Any(column => column.Type is { } field && Array.IndexOf(Keys, field) >= 0))
            return;
        var at = values;
        for (var (column, looked) = (columns[values].Index - 1, 0); column >= 0 && looked < MaxColumns; column--)
        {
            // The loop runs from right to left, so the index of the header column follows it.
            while (at >= 0 && columns[at].Index > column)
                at--;
            var isHeaded = at >= 0 && columns[at].Index == column;
            if (isHeaded && columns[at].Type is not (null or ColumnType.Period))
                continue;
            string[] texts = [.. Texts(column, rows.Skip(from).Take(SampledRowCount))];
            looked += texts.Length > 0 ? 1 : 0;
            if (InferType(texts, names) is not { } field)
                continue;
            var inferred = new TypedColumn(column, isHeaded ? columns[at].Title : "", field);
            if (isHeaded)
                columns[at] = inferred;
            else
                columns.Insert(columns.FindIndex(other => other.Index > column), inferred);
            return;
        }
    }

    static IEnumerable<string> Texts(int column, IEnumerable<SheetRow> rows) =>
        rows.Select(row => row.FindCell(column)).OfType<Cell>().Where(cell => cell.IsText && cell.Text.Any(char.IsLetter))
            .Select(cell => cell.Text);

    /// <summary>The type that most texts of a column have.</summary>
    static ColumnType? InferType(string[] texts, NameLookup names)
    {
        foreach (var field in (ColumnType[])[ColumnType.Province, ColumnType.Sector, ColumnType.Measure])
        {
            if (texts.Count(text => TypesNamedBy(text, names).Contains(field)) * 2 > texts.Length)
                return field;
        }

        return null;
    }

    /// <summary>Cached by text, because the same rows stand below many rows that may be a header.</summary>
    static ColumnType[] TypesNamedBy(string text, NameLookup names) =>
        names.CornerCache.TryGetValue(text, out var known) ? known : names.CornerCache.Store(text,
    [
        .. names.FindProvinces(RowLabels.RemoveNumbering(text)).Count > 0 ? [ColumnType.Province] : (ColumnType[])[],
        .. names.FindSector(RowLabels.RemoveNumbering(text)) is not null ? [ColumnType.Sector] : (ColumnType[])[],
        .. MeasureLabel.ParseLabel(text) is { NamedMeasure: not null } or { GuessedMeasure: not null } ? [ColumnType.Measure]
            : (ColumnType[])[],
    ]);
}
