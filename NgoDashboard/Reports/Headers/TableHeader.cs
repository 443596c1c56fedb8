using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Headers;

/// <summary>How the rows of a table are read.</summary>
public enum TableKind
{
    /// <summary>A row for each place, or for each measure of a place, with measures, sectors, provinces or years side by side.</summary>
    Totals,

    /// <summary>A row for each figure, with every part of its key in a column of its own, as this program exports them.</summary>
    Figures,

    /// <summary>A row for each grant, or for the grants of each donor or country: rows are added up.</summary>
    List,
}

/// <summary>The header of a table: one line, or several, of which upper cells span lower ones.</summary>
public sealed class TableHeader
{
    readonly Dictionary<ColumnType, TypedColumn> fields = [];
    string? layout;
    readonly Dictionary<int, string> foldedTitles;

    internal TableHeader(int first, int lines, IReadOnlyList<TypedColumn> columns)
    {
        (FirstRowIndex, LineCount, Columns) = (first, lines, columns);
        foldedTitles = columns.ToDictionary(column => column.Index, column => $" {TextFolding.Fold(column.Title)} ");
        foreach (var column in columns)
        {
            if (column.Type is { } field)
                fields.TryAdd(field, column);
        }

        // "Đến ngày" ends a period only if another column begins it; otherwise it is the as-of date.
        if (fields.Remove(ColumnType.PeriodEnd, out var until))
            fields.TryAdd(fields.ContainsKey(ColumnType.PeriodStart) ? ColumnType.PeriodEnd : ColumnType.AsOf, until);
        Kind = HasColumn(ColumnType.Value) && HasColumn(ColumnType.Measure)
            && (HasColumn(ColumnType.Qualifier) || HasColumn(ColumnType.IsAdopted)) ? TableKind.Figures
            : IsList() ? TableKind.List
            : TableKind.Totals;
    }

    /// <summary>Grants and donors are no part of a figure's key, nor are countries and districts where the rows have no other.</summary>
    bool IsList() =>
        (HasColumn(ColumnType.Grant) || HasColumn(ColumnType.Donor)
            || (!HasKeyColumn && (HasColumn(ColumnType.Country) || HasColumn(ColumnType.District) || HasColumn(ColumnType.Recipient))))
        && Columns.Any(column => column.MayBeMoney || column is { HoldsFigures: true, Measure: not null });

    /// <summary>Index of its first line among the rows of the sheet.</summary>
    public int FirstRowIndex { get; }

    public int LineCount { get; }

    /// <summary>No header of the sheet is sure, and this is the likeliest: the desk is asked what its columns are.</summary>
    public bool IsProposed { get; init; }

    /// <summary>Equal for headers of the same captions in the same order, years and units aside.</summary>
    public string Layout => layout ??= LayoutKey.Create(Columns);

    public IReadOnlyList<TypedColumn> Columns { get; }

    public TableKind Kind { get; }

    /// <summary>
    /// The column index at which a second table begins beside the first: a caption of names comes again behind figures, with figures behind
    /// it too. Null if there is none. "Tỉnh" and "Địa bàn" are two captions of one table.
    /// </summary>
    public int? SecondTableColumn
    {
        get
        {
            var figures = Columns.Where(column => column.HoldsFigures).Select(column => column.Index).ToArray();
            var repeated = Columns.Where(column => column.Type is ColumnType.Province or ColumnType.Sector or ColumnType.Grant)
                .GroupBy(column => (column.Type, HeaderCellParser.NormalizeCaption(column.Title)))
                .Where(group => group.Count() > 1).Select(group => (First: group.First().Index, Second: group.ElementAt(1).Index))
                .Where(pair => NextColumnAfter(figures, pair.First) < pair.Second && NextColumnAfter(figures, pair.Second) is not null)
                .ToArray();
            if (repeated.Length == 0)
                return null;
            var begin = repeated.Min(pair => pair.Second);
            // The running number directly before it belongs to the second table.
            return Columns.FirstOrDefault(column => column.Type == ColumnType.RunningNumber && column.Index == begin - 1)?.Index ?? begin;
        }
    }

    /// <summary>The first of these sorted columns that stands right of another; null if there is none.</summary>
    static int? NextColumnAfter(int[] columns, int column)
    {
        var at = Array.BinarySearch(columns, column + 1);
        at = at < 0 ? ~at : at;
        return at < columns.Length ? columns[at] : null;
    }

    /// <summary>How many columns are recognised: the better of two ways to read a header has more.</summary>
    internal int KnownColumnCount => Columns.Count(column => column.Type is not null || column.IsCrossTab || column.IsSum);

    public bool HasColumn(ColumnType field) => fields.ContainsKey(field);

    public TypedColumn? FindColumn(ColumnType field) => fields.GetValueOrDefault(field);

    /// <summary>Whether that row repeats this header, as on the next page.</summary>
    public bool IsRepeatedBy(SheetRow row)
    {
        var same = 0;
        foreach (var cell in row.Cells)
        {
            if (!HeaderReader.MayBeHeaderCell(cell))
                return false;
            if (foldedTitles.TryGetValue(cell.ColumnIndex, out var title) && TextFolding.Fold(cell.Text) is { Length: > 0 } own
                && title.Contains($" {own} ", StringComparison.Ordinal))
                same++;
        }

        return same >= 2 && same * 3 >= row.Cells.Length * 2;
    }

    internal bool HasKeyColumn =>
        HasColumn(ColumnType.Province) || HasColumn(ColumnType.ProvinceCode) || HasColumn(ColumnType.Sector)
        || HasColumn(ColumnType.Campaign) || HasColumn(ColumnType.Period) || HasColumn(ColumnType.Measure);

    internal bool IsTable => Kind != TableKind.Totals
        || (HasKeyColumn && Columns.Any(column => column.HoldsFigures && !IsLabelAndValue(column)))
        || Columns.Count(column => column.IsCrossTab) > 1;

    /// <summary>"Tỉnh | Lạng Sơn", "Năm | 2023": a line above a table, and not a header.</summary>
    bool IsLabelAndValue(TypedColumn column) => column is { IsCrossTab: true, Measure: null }
        && (column.Provinces is not null ? HasColumn(ColumnType.Province) : column.Sector is not null ? HasColumn(ColumnType.Sector)
            : HasColumn(ColumnType.Period));
}
