using System.Text.RegularExpressions;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>
/// Finds the tables of a sheet by their headers. Each row is visited a bounded number of times, however many headers, titles and tables
/// stand above it, because the sender of a file decides how many there are (ReportWorkTests holds it).
/// </summary>
sealed partial class TableFinder(string file, NameLookup names, ColumnAnswers answers, CancellationToken cancellation)
{
    /// <summary>No table has more title lines above it; below more of them no header is searched for.</summary>
    const int MaxTitles = 2_000;

    /// <summary>Limit on tables side by side, because the rows are sliced again for each of them.</summary>
    const int MaxTablesSideBySide = 16;

    /// <summary>How often a row was visited. Tests count visits, because time depends on the machine.</summary>
    public long VisitedRowCount { get; private set; }

    DateOnly? signedOn;

    public IReadOnlyList<ReportTable> FindTables(Sheet sheet)
    {
        signedOn = SignatureDate.Find(sheet);
        var tables = FindTables(sheet, CreateTitles(sheet), null, 0);
        return tables.Count == 0 && HeaderProposal.FindRow(sheet) is { } row ? [ProposeTable(sheet, row)] : tables;
    }

    ReportTable ProposeTable(Sheet sheet, int row)
    {
        var titles = CreateTitles(sheet).AddLines(sheet.Rows.Take(row).Select(ToTitleText));
        var header = new HeaderReader(sheet, names, answers).Propose(row, GetHeaderTitles(titles));
        return CreateTable(sheet, titles, header, sheet.Rows.Skip(row + 1), null);
    }

    HeaderTitles GetHeaderTitles(TableTitles titles) =>
        new(titles.Year, answers.HasAny && titles.FindOwner(names) is { Codes: [var code, ..] } ? code.ToString() : "");

    static TableTitles CreateTitles(Sheet sheet) => new(PeriodParser.FindSingleYear([sheet.Name]));

    /// <param name="titles">The title lines above the first row.</param>
    /// <param name="above">The table above these rows, if any.</param>
    /// <param name="depth">How often these rows were already split into tables side by side.</param>
    List<ReportTable> FindTables(Sheet sheet, TableTitles titles, ReportTable? above, int depth)
    {
        var (tables, reader) = (new List<ReportTable>(), new HeaderReader(sheet, names, answers));
        var (at, areShared) = (0, depth > 0);
        while (at < sheet.Rows.Count)
        {
            VisitRow();
            if (titles.Lines.Count > MaxTitles || reader.Find(at, GetHeaderTitles(titles)) is not { } header)
            {
                // Each of several tables side by side may get title lines of its own, so they must not share the list.
                (titles, areShared) = (areShared ? titles.Copy() : titles, false);
                titles.AddLine(ToTitleText(sheet.Rows[at]));
                at++;
                continue;
            }

            var begin = at + header.LineCount;
            var end = FindEnd(reader, sheet.Rows, begin, header, titles);
            if (depth < MaxTablesSideBySide && header.SecondTableColumn is { } beside)
            {
                tables.AddRange(FindTables(SliceColumns(sheet, at, end, column => column < beside), titles, above, depth + 1));
                tables.AddRange(FindTables(SliceColumns(sheet, at, end, column => column >= beside), titles, above, depth + 1));
                (at, titles, above, areShared) = (end, CreateTitles(sheet), null, false);
                continue;
            }

            // Title lines between two tables belong to the second.
            var last = end;
            while (end < sheet.Rows.Count && last > begin && IsTitle(sheet.Rows[last - 1]))
                last--;
            var hasSameHeader = above is not null && above.Header.IsRepeatedBy(sheet.Rows[at]);
            above = CreateTable(sheet, titles, header, sheet.Rows.Skip(begin).Take(last - begin), hasSameHeader ? above : null);
            tables.Add(above);
            (at, areShared, titles) =
                (end, false, CreateTitles(sheet).AddLines(sheet.Rows.Skip(last).Take(end - last).Select(ToTitleText)));
        }

        return tables;
    }

    ReportTable CreateTable(Sheet sheet, TableTitles titles, TableHeader header, IEnumerable<SheetRow> rows, ReportTable? above)
    {
        // Above a table that this program exported stands a scene's title. Its author may have written anything, so it is not read.
        if (header.HasColumn(ColumnType.SceneRemark))
            titles = CreateTitles(sheet);
        var filled = MergedRowFiller.FillMergedNames([.. rows], header, sheet.MergedCells);
        return new(file, sheet.Name, titles, header, filled, sheet.MergedCells, above)
        {
            SignedOn = signedOn,
            FirstRowNumber = sheet.Rows[header.FirstRowIndex].RowNumber,
            LastHeaderRowNumber = sheet.Rows[header.FirstRowIndex + header.LineCount - 1].RowNumber,
        };
    }

    void VisitRow()
    {
        VisitedRowCount++;
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The rows from the header on, but only some of their columns; the title lines above are known already.</summary>
    Sheet SliceColumns(Sheet sheet, int headerRow, int end, Func<int, bool> isIn)
    {
        var rows = new List<SheetRow>();
        for (var at = headerRow; at < end; at++)
        {
            VisitRow();
            Cell[] cells = [.. sheet.Rows[at].Cells.Where(cell => isIn(cell.ColumnIndex))];
            if (cells.Length > 0)
                rows.Add(sheet.Rows[at] with { Cells = cells });
        }

        return sheet with { Rows = rows };
    }

    /// <summary>
    /// The row as a title line. Place and date of a signature are left out, because they name neither the owner nor the period of the
    /// figures; the year of "Năm | 2023" is kept.
    /// </summary>
    static string ToTitleText(SheetRow row) => string.Join(
        ' ', row.Cells.Where(cell => cell.IsText ? !SignedAt().IsMatch(cell.Text) : row.Cells.Length == 2 && HeaderReader.IsYear(cell))
            .Select(cell => cell.Text.Trim()));

    static bool IsTitle(SheetRow row) =>
        row.Cells.Length <= 2 && Array.TrueForAll(row.Cells, cell => cell.IsText && !CellNumber.LooksLikeNumber(cell));

    /// <summary>
    /// Index of the row where another header begins, or the end of the sheet. This table's own header, repeated on the next page, is not
    /// another one.
    /// </summary>
    int FindEnd(HeaderReader reader, IReadOnlyList<SheetRow> rows, int begin, TableHeader header, TableTitles titles)
    {
        for (var at = begin; at < rows.Count; at++)
        {
            VisitRow();
            // Only a row of texts and years can be a header, so most rows are skipped without parsing.
            if (header.IsRepeatedBy(rows[at]))
            {
                // On the next page the header is repeated; below a title of its own it begins another table.
                if (at > begin && IsTitle(rows[at - 1]) && HasTitleInformation(ToTitleText(rows[at - 1])))
                    return at;
            }
            else if (rows[at].Cells is [{ IsText: true }, var second, ..] && (second.IsText || HeaderReader.IsYear(second))
                && reader.Find(at, GetHeaderTitles(titles)) is { } other
                && other.Columns.Count(
                    column => column.Type is not null) > (other.Kind == header.Kind && !other.HasColumn(ColumnType.Measure) ? 1 : 0))
                return at;
        }

        return rows.Count;
    }

    /// <summary>Whether a line names an owner, a period, a unit or a measure.</summary>
    bool HasTitleInformation(string line) =>
        PeriodParser.FindIn(line) is not null || !MoneyUnit.FindIn(line).IsNone
        || ColumnTypes.FindMeasureIn(Figures.Text.TextFolding.Fold(line)) is not null || names.FindProvincesIn(line).Count > 0;

    [GeneratedRegex(@"^[^,]{2,40},\s*(?:ngày|tháng|ngay|thang)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedAt();
}
