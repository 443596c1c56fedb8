using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>One table of a sheet: the lines above it, its head, and its rows.</summary>
/// <param name="Titles">What stands above the head, the nearest last.</param>
public sealed partial record ReportTable(string File, string Sheet, IReadOnlyList<string> Titles, Head Head, IReadOnlyList<SheetRow> Rows, Merges Merges)
{
    /// <summary>More lines than these stand above no table.</summary>
    const int MostTitles = 2_000;

    /// <summary>The tables of a sheet from top to bottom, found by their heads wherever they begin.</summary>
    public static IReadOnlyList<ReportTable> Of(string file, Sheet sheet, KnownNames names)
    {
        var tables = new List<ReportTable>();
        var titles = new List<string>();
        var at = 0;
        ReportTable? above = null;
        while (at < sheet.Rows.Count)
        {
            if (titles.Count <= MostTitles && Head.At(sheet, at, names, () => YearOf(titles, sheet.Name)) is { } head)
            {
                var begin = at + head.Lines;
                var end = End(sheet, begin, head, names, titles);
                // What stands between two tables is the title of the second.
                var last = end;
                while (end < sheet.Rows.Count && last > begin && IsTitle(sheet.Rows[last - 1]))
                    last--;
                var isAgain = above is not null && above.Head.IsRepeatedBy(sheet.Rows[at]);
                if (head.Beside is { } beside)
                {
                    tables.AddRange(Of(file, Part(sheet, at, end, column => column < beside), names).Concat(Of(file, Part(sheet, at, end, column => column >= beside), names)));
                    (at, titles, above) = (end, [], null);
                    continue;
                }

                // Over what this program wrote itself stands the title of a scene, whatever its author put into it.
                tables.Add(new(file, sheet.Name, head.Has(Field.Told) ? [] : titles, head, MergedRows.Of([.. sheet.Rows.Skip(begin).Take(last - begin)], head, sheet.Merges), sheet.Merges) { Above = isAgain ? above : null });
                above = tables[^1];
                (at, titles) = (end, [.. sheet.Rows.Skip(last).Take(end - last).Select(Line)]);
            }
            else
            {
                titles.Add(Line(sheet.Rows[at]));
                at++;
            }
        }

        return tables;
    }

    /// <summary>What stands in some columns of the rows from the head on, below all that stands above.</summary>
    static Sheet Part(Sheet sheet, int head, int end, Func<int, bool> isIn) => sheet with
    {
        Rows = [.. sheet.Rows.Take(head), .. sheet.Rows.Skip(head).Take(end - head).Select(row => new SheetRow(row.Line, [.. row.Cells.Where(cell => isIn(cell.Column))])).Where(row => row.Cells.Length > 0)],
    };

    /// <summary>Of two with the same head the upper one: what the lower one's own title leaves open, is as it was there.</summary>
    public ReportTable? Above { get; init; }

    /// <summary>Those of the table above first.</summary>
    public IEnumerable<string> AllTitles => [.. Above?.AllTitles ?? [], .. Titles];

    static int? YearOf(IReadOnlyList<string> titles, string sheet) => PeriodText.YearOf(titles) ?? PeriodText.YearOf([sheet]);

    /// <summary>The one year that the lines above it name, or else its sheet's name does: "Quý I" says none of its own.</summary>
    public int? Year { get; } = YearOf(Titles, Sheet);

    /// <summary>Where and when something was signed says neither whose the figures are nor of when. "Năm | 2023" is a line too.</summary>
    static string Line(SheetRow row) => string.Join(
        ' ', row.Cells.Where(cell => cell.IsText ? !SignedAt().IsMatch(cell.Text) : row.Cells.Length == 2 && Head.IsYear(cell)).Select(cell => cell.Text.Trim()));

    static bool IsTitle(SheetRow row) => row.Cells.Length <= 2 && Array.TrueForAll(row.Cells, cell => cell.IsText && !CellNumber.LooksLikeOne(cell));

    /// <summary>Where another head begins, which is not this one repeated; or the end of the sheet.</summary>
    static int End(Sheet sheet, int begin, Head head, KnownNames names, List<string> titles)
    {
        var rows = sheet.Rows;
        for (var at = begin; at < rows.Count; at++)
        {
            // Only a row of texts and years may be one: most are not even looked at.
            if (head.IsRepeatedBy(rows[at]))
            {
                // On the next page the head comes again; below a title of its own it begins another table.
                if (at > begin && IsTitle(rows[at - 1]) && SaysMore(Line(rows[at - 1]), names))
                    return at;
            }
            else if (rows[at].Cells is [{ IsText: true }, var second, ..] && (second.IsText || Head.IsYear(second)) && Head.At(sheet, at, names, () => YearOf(titles, sheet.Name)) is { } other
                && other.Columns.Count(column => column.Field is not null) > (other.Kind == head.Kind && !other.Has(Field.Measure) ? 1 : 0))
                return at;
        }

        return rows.Count;
    }

    public Place At(SheetRow row, int? column = null) => new(Sheet, row.Line, column);

    /// <summary>Whether a number stands where figures are.</summary>
    public bool HoldsNumber(SheetRow row) =>
        Head.Columns.Any(column => column.HoldsFigures && row.At(column.Column) is { } cell && (!cell.IsText || CellNumber.LooksLikeOne(cell)));

    /// <summary>The rows over which a cell is merged.</summary>
    public IEnumerable<SheetRow> Under(Merge merge)
    {
        var (low, high) = (0, Rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Rows[middle].Line < merge.Top)
                low = middle + 1;
            else
                high = middle;
        }

        return Rows.Skip(low).TakeWhile(row => row.Line <= merge.Bottom);
    }

    /// <summary>Whether a line says whose, of when, in what or of what figures are.</summary>
    static bool SaysMore(string line, KnownNames names) =>
        PeriodText.Within(line) is not null || !MoneyUnit.Within(line).IsNone || Fields.MeasureWithin(Folding.Fold(line)) is not null || names.ProvincesWithin(line).Count > 0;

    readonly Period? ownPeriod = PeriodText.OfTitles(Titles);

    public Period? TitlePeriod => ownPeriod ?? Above?.TitlePeriod;

    /// <summary>"Tỷ giá: 23.000 đồng/USD": the round rate at which an office has reckoned.</summary>
    public decimal? DeclaredRate => ownRate ?? Above?.DeclaredRate;

    readonly decimal? ownRate = Titles.Select(title => RateWithin().Match(title)).Where(match => match.Success)
        .Select(match => decimal.Parse((match.Groups[1].Value + match.Groups[2].Value).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))
        .Where(rate => rate is > 10_000 and < 100_000).Cast<decimal?>().FirstOrDefault();

    /// <summary>Of the nearest line that says one; the rate at which was reckoned says none.</summary>
    public MoneyUnit TitleUnit => ownUnit.IsNone ? Above?.TitleUnit ?? default : ownUnit;

    readonly MoneyUnit ownUnit = Titles.Reverse().Select(title => MoneyUnit.Within(RateWithin().Replace(title, " "))).FirstOrDefault(unit => !unit.IsNone);

    public Measure? TitleMeasure => ownMeasure ?? Above?.TitleMeasure;

    readonly Measure? ownMeasure = Titles.Reverse().Select(Folding.Fold).Where(title => !Fields.IsSoFar(title)).Select(title => Fields.MeasureWithin(title) is var told && HeadText.IsShare(title) && told != Measure.DisbursementRate ? null : told).FirstOrDefault(measure => measure is not null);

    [GeneratedRegex(@"(?:tỷ giá|tỉ giá|ty gia|exchange rate)\D{0,40}?(\d{2}[.,]?\d{3})(?!\d)(?:\s*(?:đồng|VNĐ|VND)\s*/\s*USD)?|1\s*(?:USD|US\$|đô la(?:\s+Mỹ)?)\s*=\s*(\d{2}[.,]?\d{3})(?!\d)\s*(?:đồng|VNĐ|VND)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateWithin();

    [GeneratedRegex(@"^[^,]{2,40},\s*(?:ngày|tháng|ngay|thang)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedAt();
}
