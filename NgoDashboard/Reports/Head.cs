using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>What the head of one column says. Of a figure's place it may say some, and the row, the title or the desk says the rest.</summary>
/// <param name="Title">As it is written, both lines of it.</param>
/// <param name="Measure">What the numbers below it are, where it says so.</param>
/// <param name="IsSum">The sum of the columns beside it: checked, and never a figure.</param>
/// <param name="Guess">What a head that is not known seems to mean: asked before anything is read below it.</param>
public sealed record ColumnHead(
    int Column,
    string Title,
    Field? Field = null,
    Measure? Measure = null,
    string? Sector = null,
    IReadOnlyList<ProvinceCode>? Provinces = null,
    Period? Period = null,
    MoneyUnit Unit = default,
    bool IsSum = false,
    Measure? Guess = null)
{
    /// <summary>Whether numbers stand below it that become figures.</summary>
    public bool HoldsFigures => !IsSum && (Measure is not null || IsCross);

    /// <summary>A column of a cross table: the head is one part of the place, and each row another.</summary>
    public bool IsCross => Field is null && Guess is null && (Sector is not null || Provinces is not null || (Period is not null && !IsSum));
}

/// <summary>How the rows of a table are to be read.</summary>
public enum TableKind
{
    /// <summary>One row for each place; measures, sectors, provinces or years side by side.</summary>
    Totals,

    /// <summary>One row for each figure, with its measure in a column.</summary>
    Figures,

    /// <summary>One row for each grant.</summary>
    Grants,
}

/// <summary>The lines that name a table's columns: one, or two of which the upper spans several of the lower.</summary>
public sealed class Head
{
    static readonly HashSet<string> Sums = ["cong", "tong", "tong cong", "tong so", "total", "sum", "grand total", "tong chung"];

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
        Kind = Has(Field.Value) && Has(Field.Measure) ? TableKind.Figures
            : (Has(Field.Grant) || Has(Field.Donor)) && columns.Any(column => (column.Measure ?? column.Guess) is { IsMoney: true }) ? TableKind.Grants
            : TableKind.Totals;
    }

    /// <summary>The place of its first line among the rows of the sheet.</summary>
    public int First { get; }

    public int Lines { get; }

    public IReadOnlyList<ColumnHead> Columns { get; }

    public TableKind Kind { get; }

    /// <summary>How much of it is known: of two ways to read it the better one.</summary>
    int Known => Columns.Count(column => column.Field is not null || column.IsCross || column.IsSum);

    public bool Has(Field field) => fields.ContainsKey(field);

    public ColumnHead? Find(Field field) => fields.GetValueOrDefault(field);

    /// <summary>The head that begins in that row, where one does.</summary>
    public static Head? At(IReadOnlyList<SheetRow> rows, int row, KnownNames names)
    {
        if (!MayBeHead(rows[row]))
            return null;
        var one = Of(rows, row, 1, names);
        var two = row + 1 < rows.Count && rows[row + 1].Line <= rows[row].Line + 1 && MayGoOn(rows[row + 1]) ? Of(rows, row, 2, names) : null;
        // What stands below an empty place is part of the head beside it, whether it is known or not.
        var isSpanned = two is not null && Array.Exists(rows[row + 1].Cells, cell => rows[row].At(cell.Column) is null);
        var better = two is { IsTable: true } && (one is not { IsTable: true } || two.Known > one.Known || isSpanned) ? two : one;
        return better is { IsTable: true } ? better : null;
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

    bool IsTable
    {
        get
        {
            var isKeyed = Has(Field.Province) || Has(Field.ProvinceCode) || Has(Field.Sector) || Has(Field.Period);
            return Kind switch
            {
                TableKind.Totals => (isKeyed && Columns.Any(column => column.HoldsFigures || column.Guess is not null)) || Columns.Count(column => column.IsCross) > 1,
                _ => true,
            };
        }
    }

    /// <summary>Several short texts beside each other, and no number but years.</summary>
    static bool MayBeHead(SheetRow row) =>
        row.Cells.Length > 1 && Array.Exists(row.Cells, cell => !IsYear(cell)) && Array.TrueForAll(row.Cells, MayBeTitle);

    static bool MayGoOn(SheetRow row) => row.Cells.Length > 0 && Array.TrueForAll(row.Cells, cell => MayBeTitle(cell) && (IsYear(cell) || !CellNumber.LooksLikeOne(cell)));

    // Looked at for every row of a sheet: what begins with a digit is a number, a date or a row of a list.
    static bool MayBeTitle(Cell cell) => IsYear(cell) || (cell.IsText && cell.Text.Length <= 200 && !char.IsAsciiDigit(cell.Text.AsSpan().TrimStart() is [var first, ..] ? first : ' '));

    static bool IsYear(Cell cell) => int.TryParse(cell.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2100;

    static Head Of(IReadOnlyList<SheetRow> rows, int first, int lines, KnownNames names)
    {
        var (upper, lower) = (rows[first], lines > 1 ? rows[first + 1] : null);
        var columns = new List<ColumnHead>();
        var width = Math.Max(upper.Cells[^1].Column, lower is null ? 0 : lower.Cells[^1].Column) + 1;
        var spanning = "";
        for (var column = 0; column < width; column++)
        {
            var (own, below) = (upper.At(column)?.Text.Trim() ?? "", lower?.At(column)?.Text.Trim() ?? "");
            // A head that spans several columns stands in the first of them.
            if (own.Length > 0)
                spanning = below.Length > 0 ? own : "";
            var above = own.Length > 0 ? own : below.Length > 0 ? spanning : "";
            if (above.Length + below.Length > 0)
                columns.Add(Settled(Column(column, above, below, names), rows, first + lines));
        }

        return new(first, lines, columns);
    }

    static ColumnHead Column(int column, string above, string below, KnownNames names)
    {
        var title = below.Length == 0 ? above : above.Length == 0 ? below : $"{above} {below}";
        var unit = MoneyUnit.Within(below).Or(MoneyUnit.Within(above));
        var period = PeriodText.Within(below) ?? PeriodText.Within(above);
        var (up, down) = (Bare(above), Bare(below));
        var field = Combined(up, down, PeriodText.Within(above) is not null);
        var head = new ColumnHead(column, title, Period: period, Unit: unit);
        if (field is { } known)
            return head with { Field = known, Measure = Fields.MeasureOf(known) };
        // Of two lines one may be the measure, and the other the place or the year.
        foreach (var (name, other) in ((string, string)[])[(below, up), (above, down)])
        {
            var plain = PeriodText.Without(MoneyUnit.Without(name));
            var measure = Fields.Of(other) is { } told ? Fields.MeasureOf(told) : Fields.MeasureWithin(other);
            if (Sums.Contains(Folding.Fold(plain)))
                return head with { IsSum = true, Measure = measure };
            if (plain.Trim().Length == 0)
                continue;
            if (names.Sector(plain) is { } sector)
                return head with { Sector = sector, Measure = measure };
            if (names.Provinces(plain) is { Count: > 0 } provinces)
                return head with { Provinces = provinces, Measure = measure };
        }

        var words = $"{up} {down}".Trim();
        if (period is not null && words is "" or "nam")
            return head;
        var within = Fields.MeasureWithin(words);
        return head with { Guess = within, Period = within is null ? null : period };
    }

    /// <summary>"Tổ chức" heads names or a count, "Dự án" too: what stands below it tells.</summary>
    static ColumnHead Settled(ColumnHead head, IReadOnlyList<SheetRow> rows, int from)
    {
        if (head.Field is not { } field || !Doubles.TryGetValue(field, out var other))
            return head;
        var (numbers, texts) = (0, 0);
        foreach (var row in rows.Skip(from).Take(RowsThatTell))
        {
            if (row.At(head.Column) is not { } cell)
                continue;
            if (CellNumber.LooksLikeOne(cell))
                numbers++;
            else
                texts++;
        }

        var holdsNumbers = numbers > texts;
        return holdsNumbers == (Fields.MeasureOf(field) is not null) || numbers + texts == 0 ? head : head with { Field = other, Measure = Fields.MeasureOf(other) };
    }

    static string Bare(string text)
    {
        var plain = MoneyUnit.Without(text);
        var words = Folding.Words(PeriodText.Without(plain)).ToList();
        // "Giải ngân năm" of "Giải ngân năm 2023": without its number the word says nothing.
        if (words is [.., "nam"] && PeriodText.Within(plain) is not null)
            words.RemoveAt(words.Count - 1);
        return string.Join(' ', words);
    }

    /// <summary>What was planned, and what another year had, is no figure of this one.</summary>
    static bool IsOfAnotherTime(string folded) =>
        folded.Contains("ke hoach", StringComparison.Ordinal) || folded.Contains("du kien", StringComparison.Ordinal) || folded.Contains("cung ky", StringComparison.Ordinal)
        || folded.Contains("nam truoc", StringComparison.Ordinal);

    static Field? Combined(string up, string down, bool hasYear)
    {
        if (down.Length == 0)
            return Fields.Of(up);
        if (up.Length == 0)
            return Fields.Of(down);
        return Fields.Of($"{up} {down}") ?? Fields.Of($"{down} {up}") ?? (Fields.Of(up), down) switch
        {
            (Field.Committed or Field.CommittedTotal, "tong so" or "tong" or "toan bo" or "tong gia tri") when hasYear => Field.Committed,
            (Field.Committed or Field.CommittedTotal, "tong so" or "tong" or "toan bo" or "ca du an" or "toan du an" or "tong gia tri") => Field.CommittedTotal,
            (Field.Committed or Field.CommittedTotal, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => Field.Committed,
            (Field.Disbursed or Field.DisbursedSoFar, "luy ke") => Field.DisbursedSoFar,
            (Field.Disbursed or Field.DisbursedSoFar, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => Field.Disbursed,
            // The lower line is only a unit or a year.
            ({ } field, "") => field,
            // Below a head that says nothing of its own the lower line is the column's; below a measure it is a part of that.
            (null or Field.Value, _) => Fields.MeasureWithin(up) is null && !IsOfAnotherTime(up) && Fields.Of(down) is { } below && Fields.MeasureOf(below) is not null ? below : null,
            _ => null,
        };
    }
}
