using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>One table of a sheet: the lines above it, its header and its rows.</summary>
/// <param name="titles">The lines above the header.</param>
/// <param name="above">
/// The table above it with the same header, if any. It supplies the owner, period, unit, measure and rate that this table's own title does
/// not state.
/// </param>
public sealed class ReportTable(
    string file, string sheet, TableTitles titles, TableHeader header, IReadOnlyList<SheetRow> rows, MergedCells merges, ReportTable? above)
{
    /// <summary>The row in which its header begins.</summary>
    public required int FirstRowNumber { get; init; }

    /// <summary>The day on which the sheet was signed, if a line of it tells: "Phú Thọ, ngày 20 tháng 12 năm 2025".</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>The last row of its header.</summary>
    public required int LastHeaderRowNumber { get; init; }

    /// <summary>Its last row, or the last of its header if it has none.</summary>
    public int LastRowNumber => rows.Count > 0 ? rows[^1].RowNumber : LastHeaderRowNumber;

    (TitleOwner? Owner, IReadOnlyList<ProvinceCode> Around)? owners;

    public string FileName => file;

    public string SheetName => sheet;

    public IReadOnlyList<string> Titles => titles.Lines;

    public TableHeader Header => header;

    public IReadOnlyList<SheetRow> Rows => rows;

    public MergedCells MergedCells => merges;

    /// <summary>
    /// The one year that the lines above the table name, or else the sheet's name. It completes periods without a year ("Quý I").
    /// </summary>
    public int? Year { get; } = titles.Year;

    // The table above has resolved its own values already, so these need no recursion: a sheet may have thousands of tables with the same
    // header.
    public Period? TitlePeriod { get; } = titles.Period ?? above?.TitlePeriod;

    public decimal? DeclaredVndPerUsd { get; } = titles.DeclaredVndPerUsd ?? above?.DeclaredVndPerUsd;

    public MoneyUnit TitleUnit { get; } = titles.Unit.IsNone ? above?.TitleUnit ?? default : titles.Unit;

    public Measure? TitleMeasure { get; } = titles.Measure ?? above?.TitleMeasure;

    /// <summary>Whether a line above the table says that its figures are estimates: "ƯỚC giải ngân năm 2024".</summary>
    public bool IsEstimated { get; } = titles.IsEstimate || above?.IsEstimated == true;

    ReportTable? Above => above;

    /// <summary>The tables of a sheet from top to bottom, wherever their headers stand.</summary>
    public static IReadOnlyList<ReportTable> FindTables(
        string file, Sheet sheet, NameLookup names, ColumnAnswers answers, CancellationToken cancellation = default) =>
        new TableFinder(file, names, answers, cancellation).FindTables(sheet);

    public CellReference ReferenceTo(SheetRow row, int? column = null) => new(SheetName, row.RowNumber, column);

    /// <summary>Whether a figure column holds a number in that row.</summary>
    public bool HoldsNumber(SheetRow row) =>
        Header.Columns.Any(
            column => column.HoldsFigures && row.FindCell(column.Index) is { } cell && (!cell.IsText || CellNumber.LooksLikeNumber(cell)));

    /// <summary>The rows that a merged cell covers.</summary>
    public IEnumerable<SheetRow> RowsUnder(MergedRange merge) =>
        Rows.Skip(RowIndexFrom(merge.Top)).TakeWhile(row => row.RowNumber <= merge.Bottom);

    /// <summary>Index of the first row whose row number is at least that; the number of rows if there is none.</summary>
    public int RowIndexFrom(int line)
    {
        var (low, high) = (0, Rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Rows[middle].RowNumber < line)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>
    /// The owner that the nearest title line names, of this table or of those above it with the same header; null if no line names one.
    /// </summary>
    public TitleOwner? FindOwner(NameLookup names) => ResolveOwners(names).Owner;

    /// <summary>All provinces that those lines may mean, those of the nearest line first.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesAround(NameLookup names) => ResolveOwners(names).Around;

    /// <summary>Iterative, because a sheet may have as many tables above each other as rows: recursion would overflow the stack.</summary>
    (TitleOwner? Owner, IReadOnlyList<ProvinceCode> Around) ResolveOwners(NameLookup names)
    {
        var open = new Stack<ReportTable>();
        var table = this;
        for (; table is { owners: null }; table = table.Above)
            open.Push(table);
        var known = table?.owners ?? (null, []);
        while (open.TryPop(out var next))
        {
            var around = next.FindOwnProvincesAround(names);
            known = (next.FindOwnOwner(names) ?? known.Owner,
                around.Count == 0 ? known.Around : [.. around.Concat(known.Around).Distinct()]);
            next.owners = known;
        }

        return known;
    }

    TitleOwner? FindOwnOwner(NameLookup names) => titles.FindOwner(names);

    IReadOnlyList<ProvinceCode> FindOwnProvincesAround(NameLookup names) => titles.FindProvincesAround(names);
}
