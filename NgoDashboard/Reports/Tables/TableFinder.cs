using System.Text.RegularExpressions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>
/// Finds the tables of a sheet by their heads. Each row is looked at a fixed number of times, however many heads, lines and tables stand above
/// it: a file decides how many there are.
/// </summary>
sealed partial class TableFinder(string file, NameLookup names, CancellationToken cancellation)
{
    /// <summary>More lines than these stand above no table.</summary>
    const int MaxTitles = 2_000;

    /// <summary>More tables beside each other than these have the rows of no sheet; each has its rows taken apart anew.</summary>
    const int MaxTablesSideBySide = 16;

    /// <summary>How often a row was looked at: told to tests, for time depends on the machine.</summary>
    public long VisitedRowCount { get; private set; }

    public IReadOnlyList<ReportTable> FindTables(Sheet sheet) => FindTables(sheet, CreateTitles(sheet), null, 0);

    static TableTitles CreateTitles(Sheet sheet) => new(PeriodParser.FindSingleYear([sheet.Name]));

    /// <param name="titles">What stands above the first of the rows.</param>
    /// <param name="above">The table that stands above them.</param>
    /// <param name="depth">Out of how many tables beside each other these rows were taken.</param>
    List<ReportTable> FindTables(Sheet sheet, TableTitles titles, ReportTable? above, int depth)
    {
        var tables = new List<ReportTable>();
        var (at, areShared) = (0, depth > 0);
        while (at < sheet.Rows.Count)
        {
            VisitRow();
            if (titles.Lines.Count > MaxTitles || TableHeader.FindHeader(sheet, at, names, titles.Year) is not { } head)
            {
                // Of several tables beside each other each may have more lines of its own.
                (titles, areShared) = (areShared ? titles.Copy() : titles, false);
                titles.AddLine(ToTitleText(sheet.Rows[at]));
                at++;
                continue;
            }

            var begin = at + head.LineCount;
            var end = FindEnd(sheet, begin, head, titles.Year);
            if (depth < MaxTablesSideBySide && head.SecondTableColumn is { } beside)
            {
                tables.AddRange(FindTables(SliceColumns(sheet, at, end, column => column < beside), titles, above, depth + 1));
                tables.AddRange(FindTables(SliceColumns(sheet, at, end, column => column >= beside), titles, above, depth + 1));
                (at, titles, above, areShared) = (end, CreateTitles(sheet), null, false);
                continue;
            }

            // What stands between two tables is the title of the second.
            var last = end;
            while (end < sheet.Rows.Count && last > begin && IsTitle(sheet.Rows[last - 1]))
                last--;
            var isAgain = above is not null && above.Header.IsRepeatedBy(sheet.Rows[at]);
            // Over what this program wrote itself stands the title of a scene, whatever its author put into it.
            above = new(
                file, sheet.Name, head.HasColumn(ColumnType.SceneRemark) ? CreateTitles(sheet) : titles, head,
                MergedRowFiller.FillMergedNames([.. sheet.Rows.Skip(begin).Take(last - begin)], head, sheet.MergedCells), sheet.MergedCells, isAgain ? above : null);
            tables.Add(above);
            (at, areShared, titles) = (end, false, CreateTitles(sheet).AddLines(sheet.Rows.Skip(last).Take(end - last).Select(ToTitleText)));
        }

        return tables;
    }

    void VisitRow()
    {
        VisitedRowCount++;
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>What stands in some columns of the rows from the head on; what stands above them is known already.</summary>
    Sheet SliceColumns(Sheet sheet, int head, int end, Func<int, bool> isIn)
    {
        var rows = new List<SheetRow>();
        for (var at = head; at < end; at++)
        {
            VisitRow();
            Cell[] cells = [.. sheet.Rows[at].Cells.Where(cell => isIn(cell.ColumnIndex))];
            if (cells.Length > 0)
                rows.Add(new(sheet.Rows[at].RowNumber, cells));
        }

        return sheet with { Rows = rows };
    }

    /// <summary>Where and when something was signed says neither whose the figures are nor of when. "Năm | 2023" is a line too.</summary>
    static string ToTitleText(SheetRow row) => string.Join(
        ' ', row.Cells.Where(cell => cell.IsText ? !SignedAt().IsMatch(cell.Text) : row.Cells.Length == 2 && TableHeader.IsYear(cell)).Select(cell => cell.Text.Trim()));

    static bool IsTitle(SheetRow row) => row.Cells.Length <= 2 && Array.TrueForAll(row.Cells, cell => cell.IsText && !CellNumber.LooksLikeNumber(cell));

    /// <summary>Where another head begins, which is not this one repeated; or the end of the sheet.</summary>
    int FindEnd(Sheet sheet, int begin, TableHeader head, int? year)
    {
        var rows = sheet.Rows;
        for (var at = begin; at < rows.Count; at++)
        {
            VisitRow();
            // Only a row of texts and years may be one: most are not even looked at.
            if (head.IsRepeatedBy(rows[at]))
            {
                // On the next page the head comes again; below a title of its own it begins another table.
                if (at > begin && IsTitle(rows[at - 1]) && HasTitleInformation(ToTitleText(rows[at - 1])))
                    return at;
            }
            else if (rows[at].Cells is [{ IsText: true }, var second, ..] && (second.IsText || TableHeader.IsYear(second)) && TableHeader.FindHeader(sheet, at, names, year) is { } other
                && other.Columns.Count(column => column.Type is not null) > (other.Kind == head.Kind && !other.HasColumn(ColumnType.Measure) ? 1 : 0))
                return at;
        }

        return rows.Count;
    }

    /// <summary>Whether a line says whose, of when, in what or of what figures are.</summary>
    bool HasTitleInformation(string line) =>
        PeriodParser.FindIn(line) is not null || !MoneyUnit.FindIn(line).IsNone || ColumnTypes.FindMeasureIn(Figures.Text.TextFolding.Fold(line)) is not null || names.FindProvincesIn(line).Count > 0;

    [GeneratedRegex(@"^[^,]{2,40},\s*(?:ngày|tháng|ngay|thang)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedAt();
}
