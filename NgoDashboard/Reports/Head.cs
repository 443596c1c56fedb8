using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>How the rows of a table are to be read.</summary>
public enum TableKind
{
    /// <summary>One row for each place, or each measure of one; measures, sectors, provinces or years side by side.</summary>
    Totals,

    /// <summary>One row for each figure, with all that it is in columns of its own, as this program writes them.</summary>
    Figures,

    /// <summary>One row for each grant.</summary>
    Grants,
}

/// <summary>The lines that name a table's columns: one, or several of which the upper span several of the lower.</summary>
public sealed class Head
{
    /// <summary>Heads that mean a name in one table and a count in another.</summary>
    static readonly Dictionary<Field, Field> Doubles = new()
    {
        [Field.Donor] = Field.Organisations,
        [Field.Organisations] = Field.Donor,
        [Field.Country] = Field.Countries,
        [Field.Countries] = Field.Country,
        [Field.Projects] = Field.Grant,
        [Field.NonProjects] = Field.Grant,
    };

    const int RowsThatTell = 30;

    readonly Dictionary<Field, ColumnHead> fields = [];
    readonly Dictionary<int, string> folded;

    Head(int first, int lines, IReadOnlyList<ColumnHead> columns)
    {
        (First, Lines, Columns) = (first, lines, columns);
        folded = columns.ToDictionary(column => column.Column, column => $" {Folding.Fold(column.Title)} ");
        foreach (var column in columns)
        {
            if (column.Field is { } field)
                fields.TryAdd(field, column);
        }

        // "Đến ngày" ends a period only where another column begins it.
        if (fields.Remove(Field.To, out var until))
            fields.TryAdd(fields.ContainsKey(Field.From) ? Field.To : Field.AsOf, until);
        Kind = Has(Field.Value) && Has(Field.Measure) && (Has(Field.Qualifier) || Has(Field.Adopted)) ? TableKind.Figures
            : (Has(Field.Grant) || Has(Field.Donor)) && columns.Any(column => column.MayBeMoney) ? TableKind.Grants
            : TableKind.Totals;
    }

    /// <summary>The place of its first line among the rows of the sheet.</summary>
    public int First { get; }

    public int Lines { get; }

    public IReadOnlyList<ColumnHead> Columns { get; }

    public TableKind Kind { get; }

    /// <summary>
    /// The column in which a second table begins, beside the first: a head of names comes again behind figures, and figures stand behind it
    /// too. "Tỉnh" and "Địa bàn" are two heads of one table.
    /// </summary>
    public int? Beside
    {
        get
        {
            var figures = Columns.Where(column => column.HoldsFigures).Select(column => column.Column).ToArray();
            var again = Columns.Where(column => column.Field is Field.Province or Field.Sector or Field.Grant).GroupBy(column => (column.Field, HeadText.Bare(column.Title)))
                .Where(group => group.Count() > 1).Select(group => (First: group.First().Column, Second: group.ElementAt(1).Column))
                .Where(pair => NextAfter(figures, pair.First) < pair.Second && NextAfter(figures, pair.Second) is not null).ToArray();
            if (again.Length == 0)
                return null;
            var begin = again.Min(pair => pair.Second);
            // The running number belongs to what follows it.
            return Columns.FirstOrDefault(column => column.Field == Field.Number && column.Column == begin - 1)?.Column ?? begin;
        }
    }

    /// <summary>The first of these columns, from left to right, that stands right of one; null where none does.</summary>
    static int? NextAfter(int[] columns, int column)
    {
        var at = Array.BinarySearch(columns, column + 1);
        at = at < 0 ? ~at : at;
        return at < columns.Length ? columns[at] : null;
    }

    /// <summary>How much of it is known: of two ways to read it the better one.</summary>
    int Known => Columns.Count(column => column.Field is not null || column.IsCross || column.IsSum);

    public bool Has(Field field) => fields.ContainsKey(field);

    public ColumnHead? Find(Field field) => fields.GetValueOrDefault(field);

    /// <summary>The head that begins in that row, where one does.</summary>
    /// <param name="year">What the lines above speak of.</param>
    public static Head? At(Sheet sheet, int row, KnownNames names, int? year)
    {
        var rows = sheet.Rows;
        if (!MayBeHead(rows[row]))
            return null;
        // Cells that are merged down tell how many lines there are.
        var lines = HeadLines.Count(sheet, row);
        if (lines > 1 && Enumerable.Range(row + 1, lines - 1).All(line => MayGoOn(rows[line])) && Of(sheet, row, lines, names, year) is { IsTable: true } told)
            return told;
        var one = Of(sheet, row, 1, names, year);
        var two = row + 1 < rows.Count && rows[row + 1].Line <= rows[row].Line + 1 && MayGoOn(rows[row + 1]) ? Of(sheet, row, 2, names, year) : null;
        // What stands below an empty place is part of the head beside it, whether it is known or not.
        var isSpanned = two is not null && Array.Exists(rows[row + 1].Cells, cell => rows[row].At(cell.Column) is null);
        var better = two is { IsTable: true } && (one is not { IsTable: true } || two.Known > one.Known || isSpanned) ? two : one;
        return better is { IsTable: true } && (better.IsKeyed || !AreYears(rows[row])) ? better : null;
    }

    /// <summary>Whether that row says the same once more, on the next page.</summary>
    public bool IsRepeatedBy(SheetRow row)
    {
        var same = 0;
        foreach (var cell in row.Cells)
        {
            if (!MayBeTitle(cell))
                return false;
            if (folded.TryGetValue(cell.Column, out var title) && Folding.Fold(cell.Text) is { Length: > 0 } own && title.Contains($" {own} ", StringComparison.Ordinal))
                same++;
        }

        return same >= 2 && same * 3 >= row.Cells.Length * 2;
    }

    bool IsKeyed => Has(Field.Province) || Has(Field.ProvinceCode) || Has(Field.Sector) || Has(Field.Campaign) || Has(Field.Period) || Has(Field.Measure);

    bool IsTable => Kind != TableKind.Totals || (IsKeyed && Columns.Any(column => column.HoldsFigures && !IsAnswer(column))) || Columns.Count(column => column.IsCross) > 1;

    /// <summary>"Tỉnh | Lạng Sơn", "Năm | 2023": a line above a table, and no head of one.</summary>
    bool IsAnswer(ColumnHead column) => column is { IsCross: true, Measure: null }
        && (column.Provinces is not null ? Has(Field.Province) : column.Sector is not null ? Has(Field.Sector) : Has(Field.Period));

    /// <summary>Several short texts beside each other, and no number but years.</summary>
    static bool MayBeHead(SheetRow row) =>
        row.Cells.Length > 1 && Array.TrueForAll(row.Cells, MayBeTitle) && (Array.Exists(row.Cells, cell => !IsYear(cell)) || AreYears(row));

    /// <summary>Nothing but years, one after the other, beside an empty corner.</summary>
    static bool AreYears(SheetRow row) =>
        row.Cells[0].Column > 0 && Array.TrueForAll(row.Cells, IsYear) && row.Cells.Zip(row.Cells.Skip(1)).All(pair => string.CompareOrdinal(pair.First.Text, pair.Second.Text) < 0);

    static bool MayGoOn(SheetRow row) => row.Cells.Length > 0 && Array.TrueForAll(row.Cells, cell => MayBeTitle(cell) && (IsYear(cell) || !CellNumber.LooksLikeOne(cell)));

    // Looked at for every row of a sheet: what begins with a digit is a number, a date or a row of a list.
    static bool MayBeTitle(Cell cell) => IsYear(cell) || (cell.IsText && cell.Text.Length <= 200
        && (!char.IsAsciiDigit(cell.Text.AsSpan().TrimStart() is [var first, ..] ? first : ' ') || PeriodText.IsBegunBy(cell.Text)));

    internal static bool IsYear(Cell cell) => int.TryParse(cell.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2100;

    static Head Of(Sheet sheet, int first, int count, KnownNames names, int? year)
    {
        var lines = new HeadLines(sheet, first, count);
        var (columns, said) = (new List<ColumnHead>(), new List<(string Above, string Below)>());
        for (var column = 0; column < lines.Width; column++)
        {
            var (above, below) = lines.Of(column);
            if (above.Length + below.Length == 0)
                continue;
            columns.Add(Settled(HeadText.Of(column, above, below, names, year), sheet.Rows, first + count));
            said.Add((above, below));
        }

        TellSums(columns, said);
        HeadCorner.Settle(columns, sheet.Rows, first + count, names);
        return new(first, count, columns);
    }

    /// <summary>"Tổng số" under "Cam kết" is that of the whole grants, but beside sectors or years it is their sum.</summary>
    static void TellSums(List<ColumnHead> columns, List<(string Above, string Below)> said)
    {
        // How many columns below each of the upper texts are parts: each column is looked at once, and not once for each that may be their sum.
        bool[] haveTime = [.. said.Select(one => PeriodText.Within(one.Below) is not null)];
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
            parts[said[i].Above] = parts.GetValueOrDefault(said[i].Above) + IsPart(i);
        for (var i = 0; i < columns.Count; i++)
        {
            var (above, below) = said[i];
            if (columns[i].Measure is null || below.Length == 0 || !HeadText.IsSum(below) || parts[above] - IsPart(i) == 0)
                continue;
            var before = IsPart(i);
            columns[i] = columns[i] with { Field = null, IsSum = true, Measure = Fields.MeasureNamed(HeadText.Bare(above)) };
            parts[above] += IsPart(i) - before;
        }

        int IsPart(int at) => columns[at].IsCross || haveTime[at] ? 1 : 0;
    }

    static bool IsOfficeOrUnit(ColumnHead head) => head.Field == Field.Unit && HeadText.Bare(head.Title) == "don vi";

    /// <summary>"Tổ chức" heads names or a count, "Dự án" too, and "Đơn vị" a unit or an office: what stands below it tells.</summary>
    static ColumnHead Settled(ColumnHead head, IReadOnlyList<SheetRow> rows, int from)
    {
        if (head.Field is not { } field || !(Doubles.ContainsKey(field) || field == Field.Campaign || IsOfficeOrUnit(head)))
            return head;
        Cell[] cells = [.. rows.Skip(from).Take(RowsThatTell).Select(row => row.At(head.Column)).OfType<Cell>()];
        var numbers = cells.Count(CellNumber.LooksLikeOne);
        var holdsNumbers = numbers * 2 > cells.Length;
        if (field == Field.Unit)
            return cells.Length == 0 || Array.Exists(cells, cell => MoneyUnit.OfWhole(cell.Text) is not null || CellNumber.IsCounted(cell.Text)) ? head : head with { Field = null };
        // How many programmes there are is counted with the projects: who says so must be asked.
        if (field == Field.Campaign)
            return holdsNumbers ? head with { Field = null, Guess = Measure.Projects } : head;
        var other = Doubles[field];
        return holdsNumbers == (Fields.MeasureOf(field) is not null) || cells.Length == 0 ? head : head with { Field = other, Measure = Fields.MeasureOf(other) };
    }
}
