using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

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
    /// <summary>Types whose caption means a name in one table and a count in another.</summary>
    static readonly Dictionary<ColumnType, ColumnType> AmbiguousTypes = new()
    {
        [ColumnType.Donor] = ColumnType.Organisations,
        [ColumnType.Organisations] = ColumnType.Donor,
        [ColumnType.Country] = ColumnType.Countries,
        [ColumnType.Countries] = ColumnType.Country,
        [ColumnType.Projects] = ColumnType.Grant,
        [ColumnType.NonProjects] = ColumnType.Grant,
    };

    const int SampledRowCount = 30;

    readonly Dictionary<ColumnType, TypedColumn> fields = [];
    readonly Dictionary<int, string> foldedTitles;

    TableHeader(int first, int lines, IReadOnlyList<TypedColumn> columns)
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
            : (HasColumn(ColumnType.Grant) || HasColumn(ColumnType.Donor)) && columns.Any(column => column.MayBeMoney) ? TableKind.List
            : TableKind.Totals;
    }

    /// <summary>Index of its first line among the rows of the sheet.</summary>
    public int FirstRowIndex { get; }

    public int LineCount { get; }

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
    int KnownColumnCount => Columns.Count(column => column.Type is not null || column.IsCrossTab || column.IsSum);

    public bool HasColumn(ColumnType field) => fields.ContainsKey(field);

    public TypedColumn? FindColumn(ColumnType field) => fields.GetValueOrDefault(field);

    /// <summary>The header that begins in that row; null if none does.</summary>
    /// <param name="year">The year that the lines above name; null if there is none.</param>
    public static TableHeader? FindHeader(Sheet sheet, int row, NameLookup names, int? year)
    {
        var rows = sheet.Rows;
        if (!MayBeHeader(rows[row]))
            return null;
        // Vertically merged cells tell the number of lines.
        var lines = HeaderRows.CountRows(sheet, row);
        if (lines > 1 && Enumerable.Range(row + 1, lines - 1).All(line => MayContinueHeader(rows[line]))
            && ReadHeader(sheet, row, lines, names, year) is { IsTable: true } byMerges)
            return byMerges;
        var oneLine = ReadHeader(sheet, row, 1, names, year);
        var twoLines = row + 1 < rows.Count && rows[row + 1].RowNumber <= rows[row].RowNumber + 1 && MayContinueHeader(rows[row + 1])
            ? ReadHeader(sheet, row, 2, names, year) : null;
        // What stands below an empty cell of the first line belongs to the header, whether it is recognised or not.
        var isSpanned = twoLines is not null && Array.Exists(rows[row + 1].Cells, cell => rows[row].FindCell(cell.ColumnIndex) is null);
        var better = twoLines is { IsTable: true }
            && (oneLine is not { IsTable: true } || twoLines.KnownColumnCount > oneLine.KnownColumnCount || isSpanned)
                ? twoLines
                : oneLine;
        return better is { IsTable: true } && (better.HasKeyColumn || !IsYearSequence(rows[row])) ? better : null;
    }

    /// <summary>Whether that row repeats this header, as on the next page.</summary>
    public bool IsRepeatedBy(SheetRow row)
    {
        var same = 0;
        foreach (var cell in row.Cells)
        {
            if (!MayBeHeaderCell(cell))
                return false;
            if (foldedTitles.TryGetValue(cell.ColumnIndex, out var title) && TextFolding.Fold(cell.Text) is { Length: > 0 } own
                && title.Contains($" {own} ", StringComparison.Ordinal))
                same++;
        }

        return same >= 2 && same * 3 >= row.Cells.Length * 2;
    }

    bool HasKeyColumn =>
        HasColumn(ColumnType.Province) || HasColumn(ColumnType.ProvinceCode) || HasColumn(ColumnType.Sector)
        || HasColumn(ColumnType.Campaign) || HasColumn(ColumnType.Period) || HasColumn(ColumnType.Measure);

    bool IsTable => Kind != TableKind.Totals || (HasKeyColumn && Columns.Any(column => column.HoldsFigures && !IsLabelAndValue(column)))
        || Columns.Count(column => column.IsCrossTab) > 1;

    /// <summary>"Tỉnh | Lạng Sơn", "Năm | 2023": a line above a table, and not a header.</summary>
    bool IsLabelAndValue(TypedColumn column) => column is { IsCrossTab: true, Measure: null }
        && (column.Provinces is not null ? HasColumn(ColumnType.Province) : column.Sector is not null ? HasColumn(ColumnType.Sector)
            : HasColumn(ColumnType.Period));

    /// <summary>Whether a row may be a header: several short texts, and no numbers but years.</summary>
    static bool MayBeHeader(SheetRow row) =>
        row.Cells.Length > 1 && Array.TrueForAll(row.Cells, MayBeHeaderCell)
        && (Array.Exists(row.Cells, cell => !IsYear(cell)) || IsYearSequence(row));

    /// <summary>Whether a row consists of ascending years beside an empty corner.</summary>
    static bool IsYearSequence(SheetRow row) =>
        row.Cells[0].ColumnIndex > 0 && Array.TrueForAll(row.Cells, IsYear)
        && row.Cells.Zip(row.Cells.Skip(1)).All(pair => string.CompareOrdinal(pair.First.Text, pair.Second.Text) < 0);

    static bool MayContinueHeader(SheetRow row) =>
        row.Cells.Length > 0
        && Array.TrueForAll(row.Cells, cell => MayBeHeaderCell(cell) && (IsYear(cell) || !CellNumber.LooksLikeNumber(cell)));

    // Called for every row of a sheet: a text that begins with a digit is a number, a date or a list item, unless it names a period.
    static bool MayBeHeaderCell(Cell cell) => IsYear(cell) || (cell.IsText && cell.Text.Length <= 200
        && (!char.IsAsciiDigit(cell.Text.AsSpan().TrimStart() is [var first, ..] ? first : ' ')
            || PeriodParser.StartsWithPeriod(cell.Text)));

    internal static bool IsYear(Cell cell) =>
        int.TryParse(cell.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2100;

    static TableHeader ReadHeader(Sheet sheet, int first, int count, NameLookup names, int? year)
    {
        var lines = new HeaderRows(sheet, first, count);
        var (columns, captions) = (new List<TypedColumn>(), new List<(string Above, string Below)>());
        for (var column = 0; column < lines.Width; column++)
        {
            var (above, below) = lines.GetCaptions(column);
            if (above.Length + below.Length == 0)
                continue;
            columns.Add(ResolveByContent(HeaderCellParser.ParseCell(column, above, below, names, year), sheet.Rows, first + count));
            captions.Add((above, below));
        }

        MarkSumColumns(columns, captions);
        CornerInference.InferCorner(columns, sheet.Rows, first + count, names);
        return new(first, count, columns);
    }

    /// <summary>"Tổng số" under "Cam kết" means the amount of the whole grants, but beside sectors or years it is their sum.</summary>
    static void MarkSumColumns(List<TypedColumn> columns, List<(string Above, string Below)> captions)
    {
        // Parts are counted once for each upper caption, so that a column is not visited again for each possible sum.
        bool[] haveTime = [.. captions.Select(caption => PeriodParser.FindIn(caption.Below) is not null)];
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
            parts[captions[i].Above] = parts.GetValueOrDefault(captions[i].Above) + IsPart(i);
        for (var i = 0; i < columns.Count; i++)
        {
            var (above, below) = captions[i];
            if (columns[i].Measure is null || below.Length == 0 || !HeaderCellParser.IsSumCaption(below) || parts[above] - IsPart(i) == 0)
                continue;
            var before = IsPart(i);
            var measure = ColumnTypes.FindMeasureByCaption(HeaderCellParser.NormalizeCaption(above));
            columns[i] = columns[i] with { Type = null, IsSum = true, Measure = measure };
            parts[above] += IsPart(i) - before;
        }

        int IsPart(int at) => columns[at].IsCrossTab || haveTime[at] ? 1 : 0;
    }

    static bool IsOfficeOrUnit(TypedColumn column) =>
        column.Type == ColumnType.Unit && HeaderCellParser.NormalizeCaption(column.Title) == "don vi";

    /// <summary>
    /// Resolves an ambiguous caption by the cells below it: "Tổ chức" and "Dự án" head names or counts, "Đơn vị" a unit or an office.
    /// </summary>
    static TypedColumn ResolveByContent(TypedColumn column, IReadOnlyList<SheetRow> rows, int from)
    {
        if (column.Type is not { } field || !(AmbiguousTypes.ContainsKey(field) || field == ColumnType.Campaign || IsOfficeOrUnit(column)))
            return column;
        Cell[] cells = [.. rows.Skip(from).Take(SampledRowCount).Select(row => row.FindCell(column.Index)).OfType<Cell>()];
        var numbers = cells.Count(CellNumber.LooksLikeNumber);
        var holdsNumbers = numbers * 2 > cells.Length;
        if (field == ColumnType.Unit)
            return cells.Length == 0
                || Array.Exists(cells, cell => MoneyUnit.ParseWhole(cell.Text) is not null || CellNumber.IsCountedNoun(cell.Text)) ? column
                : column with { Type = null };
        // A number of programmes is counted with the projects, which the desk must confirm.
        if (field == ColumnType.Campaign)
            return holdsNumbers ? column with { Type = null, GuessedMeasure = Measure.Projects } : column;
        var other = AmbiguousTypes[field];
        return holdsNumbers == (ColumnTypes.MeasureForType(field) is not null) || cells.Length == 0 ? column
            : column with { Type = other, Measure = ColumnTypes.MeasureForType(other) };
    }
}
