using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>One table of a sheet: the lines above it, its head, and its rows.</summary>
/// <param name="Titles">What stands above the head, the nearest last.</param>
public sealed partial record ReportTable(string File, string Sheet, IReadOnlyList<string> Titles, Head Head, IReadOnlyList<SheetRow> Rows)
{
    /// <summary>More lines than these stand above no table.</summary>
    const int MostTitles = 2_000;

    /// <summary>The tables of a sheet from top to bottom, found by their heads wherever they begin.</summary>
    public static IReadOnlyList<ReportTable> Of(string file, Sheet sheet, KnownNames names)
    {
        var tables = new List<ReportTable>();
        var titles = new List<string>();
        var at = 0;
        while (at < sheet.Rows.Count)
        {
            if (titles.Count <= MostTitles && Head.At(sheet.Rows, at, names) is { } head)
            {
                var begin = at + head.Lines;
                var end = End(sheet.Rows, begin, head, names);
                // What stands between two tables is the title of the second.
                var last = end;
                while (end < sheet.Rows.Count && last > begin && IsTitle(sheet.Rows[last - 1]))
                    last--;
                tables.Add(new(file, sheet.Name, titles, head, [.. sheet.Rows.Skip(begin).Take(last - begin)]));
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

    /// <summary>Where and when something was signed says neither whose the figures are nor of when.</summary>
    static string Line(SheetRow row) => string.Join(' ', row.Cells.Where(cell => cell.IsText && !SignedAt().IsMatch(cell.Text)).Select(cell => cell.Text.Trim()));

    static bool IsTitle(SheetRow row) => row.Cells.Length <= 2 && Array.TrueForAll(row.Cells, cell => cell.IsText && !CellNumber.LooksLikeOne(cell));

    /// <summary>Where another head begins, which is not this one repeated; or the end of the sheet.</summary>
    static int End(IReadOnlyList<SheetRow> rows, int begin, Head head, KnownNames names)
    {
        for (var at = begin; at < rows.Count; at++)
        {
            // Only a row of texts may be one: most are not even looked at.
            if (rows[at].Cells is [{ IsText: true }, { IsText: true }, ..] && !head.IsRepeatedBy(rows[at]) && Head.At(rows, at, names) is { } other
                && other.Columns.Count(column => column.Field is not null) > (other.Kind == head.Kind ? 1 : 0))
                return at;
        }

        return rows.Count;
    }

    public Place At(SheetRow row, int? column = null) => new(Sheet, row.Line, column);

    public Period? TitlePeriod { get; } = PeriodText.OfTitles(Titles);

    /// <summary>"Tỷ giá: 23.000 đồng/USD": the round rate at which an office has reckoned.</summary>
    public decimal? DeclaredRate { get; } = Titles.Select(title => RateWithin().Match(title)).Where(match => match.Success)
        .Select(match => decimal.Parse((match.Groups[1].Value + match.Groups[2].Value).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))
        .Where(rate => rate is > 10_000 and < 100_000).Cast<decimal?>().FirstOrDefault();

    /// <summary>Of the nearest line that says one; the rate at which was reckoned says none.</summary>
    public MoneyUnit TitleUnit { get; } = Titles.Reverse().Select(title => MoneyUnit.Within(RateWithin().Replace(title, " "))).FirstOrDefault(unit => !unit.IsNone);

    public Measure? TitleMeasure { get; } = Titles.Reverse().Select(title => Fields.MeasureWithin(Folding.Fold(title))).FirstOrDefault(measure => measure is not null);

    [GeneratedRegex(@"(?:tỷ giá|tỉ giá|ty gia|exchange rate)\D{0,40}?(\d{2}[.,]?\d{3})(?!\d)(?:\s*(?:đồng|VNĐ|VND)\s*/\s*USD)?|1\s*(?:USD|US\$|đô la(?:\s+Mỹ)?)\s*=\s*(\d{2}[.,]?\d{3})(?!\d)\s*(?:đồng|VNĐ|VND)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateWithin();

    [GeneratedRegex(@"^[^,]{2,40},\s*(?:ngày|tháng|ngay|thang)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedAt();
}
