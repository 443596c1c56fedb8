using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>One table of a sheet: the lines above it, its head, and its rows.</summary>
/// <param name="titles">What stands above the head.</param>
/// <param name="above">Of two with the same head the upper one: what the lower one's own title leaves open, is as it was there.</param>
public sealed class ReportTable(
    string file, string sheet, TableTitles titles, TableHeader head, IReadOnlyList<SheetRow> rows, MergedCells merges, ReportTable? above)
{
    (TitleOwner? Owner, IReadOnlyList<ProvinceCode> Around)? owners;

    public string FileName => file;

    public string SheetName => sheet;

    public IReadOnlyList<string> Titles => titles.Lines;

    public TableHeader Header => head;

    public IReadOnlyList<SheetRow> Rows => rows;

    public MergedCells MergedCells => merges;

    /// <summary>The one year that the lines above it name, or else its sheet's name does: "Quý I" says none of its own.</summary>
    public int? Year { get; } = titles.Year;

    // Of the table above they are known already: a sheet may have thousands of tables, each with the head of the one before.
    public Period? TitlePeriod { get; } = titles.Period ?? above?.TitlePeriod;

    public decimal? DeclaredVndPerUsd { get; } = titles.DeclaredVndPerUsd ?? above?.DeclaredVndPerUsd;

    public MoneyUnit TitleUnit { get; } = titles.Unit.IsNone ? above?.TitleUnit ?? default : titles.Unit;

    public Measure? TitleMeasure { get; } = titles.Measure ?? above?.TitleMeasure;

    ReportTable? Above => above;

    /// <summary>The tables of a sheet from top to bottom, found by their heads wherever they begin.</summary>
    public static IReadOnlyList<ReportTable> FindTables(string file, Sheet sheet, NameLookup names, CancellationToken cancellation = default) =>
        new TableFinder(file, names, cancellation).FindTables(sheet);

    public CellReference ReferenceTo(SheetRow row, int? column = null) => new(SheetName, row.RowNumber, column);

    /// <summary>Whether a number stands where figures are.</summary>
    public bool HoldsNumber(SheetRow row) =>
        Header.Columns.Any(column => column.HoldsFigures && row.FindCell(column.Index) is { } cell && (!cell.IsText || CellNumber.LooksLikeNumber(cell)));

    /// <summary>The rows over which a cell is merged.</summary>
    public IEnumerable<SheetRow> RowsUnder(MergedRange merge) => Rows.Skip(RowIndexFrom(merge.Top)).TakeWhile(row => row.RowNumber <= merge.Bottom);

    /// <summary>The place among the rows of the first that stands in that line or below it.</summary>
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

    /// <summary>Whose it is by the nearest line above it, or above the tables whose head it has; null where none says it.</summary>
    public TitleOwner? FindOwner(NameLookup names) => ResolveOwners(names).Owner;

    /// <summary>All provinces that those lines may mean, those of the nearest first.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesAround(NameLookup names) => ResolveOwners(names).Around;

    /// <summary>Not by recursion: there may be as many tables above as rows.</summary>
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
            known = (next.FindOwnOwner(names) ?? known.Owner, around.Count == 0 ? known.Around : [.. around.Concat(known.Around).Distinct()]);
            next.owners = known;
        }

        return known;
    }

    TitleOwner? FindOwnOwner(NameLookup names) => titles.FindOwner(names);

    IReadOnlyList<ProvinceCode> FindOwnProvincesAround(NameLookup names) => titles.FindProvincesAround(names);
}
