using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// A table of totals: a row for each province, or sector, or year, or several of them; measures, sectors, provinces or years side by side.
/// Each number is a figure; a total row is compared with what stands above it.
/// </summary>
sealed class TotalsReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    readonly Dictionary<int, RunningSum> all = [];
    readonly Dictionary<int, RunningSum> group = [];
    readonly HashSet<string> regions = [.. context.Reference.Provinces.Select(province => Folding.Fold(province.Region))];
    ProvinceCode? groupProvince;
    string? groupSector;
    string lastProvince = "";
    string lastSector = "";
    bool isPart;
    bool isBelowTotal;

    protected override void ReadRows()
    {
        foreach (var row in Table.Rows)
        {
            if (RowText.IsNumbering(row) || Head.IsRepeatedBy(row))
                continue;
            var title = Title(row);
            if (!IsData(row))
                Group(title);
            else if (RowText.IsTotal(title) && SectorNamed(title) is null)
                Compare(row);
            // "Tổng cộng | Y tế", and below it the totals of the other sectors, whose first cell is merged.
            else if (!isBelowTotal || Text(Field.Province, row).Length > 0)
                Read(row, title);
        }
    }

    static bool Holds(ColumnHead column) => column.HoldsFigures || column.Guess is not null;

    /// <summary>A number, or something in its place beside a name; who has signed stands in the columns of numbers too.</summary>
    bool IsData(SheetRow row)
    {
        var isNamed = IsProvince(Text(Field.Province, row)) || Text(Field.Sector, row).Length + Text(Field.ProvinceCode, row).Length > 0
            || (Text(Field.Province, row).Length > 0 && row.Cells.Any(cell => cell.Column != Head.Find(Field.Province)!.Column && CellNumber.LooksLikeOne(cell)));
        return Head.Columns.Any(column => Holds(column) && row.At(column.Column) is { } cell && !CellNumber.Read(cell).IsBlank && (isNamed || !cell.IsText || CellNumber.LooksLikeOne(cell)));
    }

    /// <summary>What a row is about: the text of its first key, else its first text.</summary>
    string Title(SheetRow row)
    {
        foreach (var field in (Field[])[Field.Province, Field.Sector, Field.Period, Field.ProvinceCode])
        {
            if (Text(field, row) is { Length: > 0 } text && !RowText.IsGroupNumber(text))
                return text;
        }

        foreach (var cell in row.Cells)
        {
            if (cell.IsText && cell.Text.Any(char.IsLetter) && !RowText.IsGroupNumber(cell.Text))
                return cell.Text.Trim();
        }

        return "";
    }

    /// <summary>A line without numbers heads those below it, where it names a province or a sector.</summary>
    void Group(string title)
    {
        var plain = RowText.Unnumbered(title);
        group.Clear();
        if (IsProvince(plain) && Province(plain, Table.TitlePeriod, Table.Rows[0], null).Code is { } province)
            (groupProvince, groupSector) = (province, null);
        else if (Names.Sector(plain) is { } sector)
            groupSector = sector;
    }

    /// <summary>"II. Giáo dục | 4" above its provinces: what is numbered as a group and names a sector heads what follows, though it sums it up.</summary>
    bool IsSectorHead(SheetRow row, string title) =>
        Head.Has(Field.Province) && !Head.Has(Field.Sector) && RowText.IsGroupNumber(Text(Field.Number, row)) && !IsProvince(title) && SectorNamed(title) is not null
        && Table.Rows.SkipWhile(other => other != row).Skip(1).FirstOrDefault(IsData) is { } next && IsProvince(Text(Field.Province, next));

    void Read(SheetRow row, string title)
    {
        isBelowTotal = false;
        var isNation = KnownNames.IsNation(title);
        if (IsSectorHead(row, title))
        {
            (groupSector, groupProvince) = (SectorNamed(title), null);
            group.Clear();
            return;
        }

        // A region, or a group that is numbered otherwise than its rows, tells the sum of what follows.
        if (!isNation && (regions.Contains(Folding.Fold(title)) || (RowText.IsGroupNumber(Text(Field.Number, row)) && !IsProvince(title) && SectorNamed(title) is null)))
        {
            group.Clear();
            // Of which province or sector the rows below it are is not known from the group before.
            (groupProvince, groupSector) = (null, null);
            return;
        }

        CheckBalance(row);
        isPart = true;
        var stated = new List<Claim>();
        foreach (var column in Head.Columns)
        {
            if (!Holds(column))
                continue;
            var number = Number(column, row);
            if (number.IsBlank)
                continue;
            var (key, problem) = KeyOf(row, column, isNation);
            var (value, wrong) = key is null ? (null, null) : Amount(number, key.Value.Measure, column, row, UnitOf(row));
            if ((problem ?? wrong) is { } told)
                Inquiry.Findings.Add(told);
            else if (value is { } quantity)
                Join(stated, new(Table.File, key!.Value, quantity, number.Qualifier, Table.At(row, column.Column), row.At(column.Column)!.Value.Text, 0, Doubts(number, key.Value, column, row)));
            // The country's own row is the whole, and no part of the total below; nor is a sector below its province.
            if (isNation)
                continue;
            foreach (var sums in isPart ? (Dictionary<int, RunningSum>[])[all, group] : [group])
            {
                if (!sums.TryGetValue(column.Column, out var sum))
                    sums.Add(column.Column, sum = new());
                if (wrong is null)
                    sum.Add(value, number);
                else
                    sum.Lack();
            }
        }

        Claims.AddRange(stated);
        CompareAcross(row);
    }

    /// <summary>One amount in two currencies is one figure, the one in dollars, where the two agree; else both stand, and the desk is asked.</summary>
    void Join(List<Claim> stated, Claim claim)
    {
        var at = stated.FindIndex(one => one.Key == claim.Key && one.Value.Unit != claim.Value.Unit);
        if (at < 0 || !claim.Value.Unit.IsMoney)
        {
            stated.Add(claim);
            return;
        }

        var (dollars, dong) = claim.Value.Unit == Unit.Usd ? (claim, stated[at]) : (stated[at], claim);
        if (Rates.Agree(dollars.Value, dong.Value, Table.DeclaredRate ?? Reference.VndPerUsd(claim.Key.Period.To.Year)))
            stated[at] = dollars;
        else
            stated.Add(claim);
    }

    ReportFinding[] Doubts(CellNumber number, FigureKey key, ColumnHead column, SheetRow row) => key.Measure != Measure.DisbursementRate ? []
        : number.Value > 100 ? [Found(ReportFindingKind.RateOverHundred, row, column.Column, row.At(column.Column)!.Value.Text)]
        : number is { Value: > 0 and <= 1, IsPercent: false } ? [Found(ReportFindingKind.RateOfOne, row, column.Column, row.At(column.Column)!.Value.Text)]
        : [];

    /// <summary>What each number of the row is the figure of, from the row, the column's head and the lines above.</summary>
    (FigureKey? Key, ReportFinding? Problem) KeyOf(SheetRow row, ColumnHead column, bool isNation)
    {
        if (PeriodOf(row, column, out var unknown) is not { } period)
            return (null, unknown);
        var isLeftOut = false;
        if ((column.Measure ?? (column.Guess is null ? Table.TitleMeasure : Guessed(column, row, out isLeftOut))) is not { } measure)
            return isLeftOut ? (null, null) : (null, column.Guess is null ? Found(ReportFindingKind.MeasureUnknown, row, column.Column, column.Title) : Found(ReportFindingKind.Unanswered, row, column.Column, column.Title));
        var (sector, sectorProblem) = SectorOf(row, column, out var sectorIsProvince);
        if (sectorProblem is not null)
            return (null, sectorProblem);
        var (province, provinceProblem) = isNation ? (null, null) : ProvinceOf(row, column, period, ref sector, sectorIsProvince);
        return provinceProblem is null ? (new(period, province, sector, null, measure), null) : (null, provinceProblem);
    }

    (string? Sector, ReportFinding? Problem) SectorOf(SheetRow row, ColumnHead column, out bool isProvince)
    {
        isProvince = false;
        if (column.Sector is { } across)
            return (across, null);
        if (!Head.Has(Field.Sector))
            return (groupSector, null);
        var text = Text(Field.Sector, row);
        // Left of the provinces a sector is merged over them.
        if (text.Length == 0 && Head.Find(Field.Province) is { } provinces && Head.Find(Field.Sector)!.Column < provinces.Column)
            text = lastSector;
        lastSector = text;
        // One column may hold both: a province, and its sectors below it.
        isProvince = text.Length > 0 && SectorNamed(text) is null && IsProvince(text);
        // "Lạng Sơn | Cộng": the province's own total, beside its sectors.
        if (SectorNamed(text) is null && RowText.IsTotal(text))
        {
            isPart = false;
            return (null, null);
        }

        return text.Length == 0 || isProvince || KnownNames.IsNation(text) ? (groupSector, null) : Sector(text, row, Head.Find(Field.Sector)!.Column);
    }

    (ProvinceCode? Code, ReportFinding? Problem) ProvinceOf(SheetRow row, ColumnHead column, Period period, ref string? sector, bool sectorIsProvince)
    {
        if (column.Provinces is { Count: > 0 } across)
            return OnBasis(across, period, row, column.Column, column.Title);
        if (Text(Field.ProvinceCode, row) is { Length: > 0 } code)
            return ByCode(code, period, row);
        if (sectorIsProvince)
        {
            var (headed, problem) = Province(Text(Field.Sector, row), period, row, Head.Find(Field.Sector)!.Column);
            groupProvince = headed ?? groupProvince;
            return (headed, problem);
        }

        if (Head.Find(Field.Province) is { } own)
        {
            var text = Text(Field.Province, row);
            if (text.Length == 0 && Head.Has(Field.Sector))
                text = lastProvince;
            lastProvince = text;
            if (text.Length == 0)
                return (null, Found(ReportFindingKind.NameMissing, row, own.Column));
            if (!IsProvince(text) && !Head.Has(Field.Sector) && column.Sector is null && SectorNamed(text) is { } below)
            {
                (sector, isPart) = (below, groupProvince is null);
                return groupProvince is { } heading ? (heading, null) : Owner(period, row);
            }

            var (found, problem) = Province(text, period, row, own.Column);
            groupProvince = found ?? groupProvince;
            return (found, problem);
        }

        return groupProvince is { } grouped ? (grouped, null) : Owner(period, row);
    }

    /// <summary>A code with its basis is certain; a bare one only beside a name, and only where both mean the same.</summary>
    (ProvinceCode? Code, ReportFinding? Problem) ByCode(string text, Period period, SheetRow row)
    {
        var column = Head.Find(Field.ProvinceCode)!.Column;
        var name = Text(Field.Province, row);
        if (ProvinceCode.TryParse(text, out var written))
        {
            if (Reference.Province(written) is null)
                return (null, Found(ReportFindingKind.BareCode, row, column, text));
            return name.Length > 0 && IsProvince(name) && !Names.Provinces(name).Contains(written)
                ? (null, Found(ReportFindingKind.CodeAndName, row, column, text, name))
                : (written, null);
        }

        if (name.Length == 0)
            return (null, Found(ReportFindingKind.BareCode, row, column, text));
        var named = Province(name, period, row, Head.Find(Field.Province)!.Column);
        return named.Code is { } code && IsProvince(name) && code.Code != text.Trim().PadLeft(2, '0')
            ? (null, Found(ReportFindingKind.CodeAndName, row, column, text, name))
            : named;
    }

    void Compare(SheetRow row)
    {
        (lastProvince, lastSector) = ("", "");
        if (Head.Has(Field.Province) && Text(Field.Sector, row) is { Length: > 0 } sector && SectorNamed(sector) is not null)
        {
            isBelowTotal = true;
            return;
        }

        foreach (var column in Head.Columns)
        {
            if (column.Measure is not { } measure && !column.IsCross)
                continue;
            var number = Number(column, row);
            if (number.IsBlank || !all.TryGetValue(column.Column, out var sum) || sum.Sum is null)
                continue;
            var (total, _) = Amount(number, column.Measure ?? Table.TitleMeasure ?? Measure.Disbursed, column, row, UnitOf(row).Or(sum.Unit));
            if (total is not { } written || !sum.Differs(written) || (group.TryGetValue(column.Column, out var part) && !part.Differs(written)))
                continue;
            // One organisation works in several provinces: the country's count is at most the sum, and need not be it.
            if ((column.Measure ?? Table.TitleMeasure) is { IsAdditive: false } && written.Minor <= sum.Sum!.Value.Minor)
                continue;
            Tell(ReportFindingKind.TotalDiffers, row, column.Column, column.Title, written, sum.Sum!.Value);
        }

        group.Clear();
    }

    /// <summary>The sum at the end of a row, over the columns of a cross table.</summary>
    void CompareAcross(SheetRow row)
    {
        foreach (var total in Head.Columns.Where(column => column.IsSum))
        {
            var sum = new RunningSum();
            var measure = total.Measure ?? Table.TitleMeasure ?? Measure.Disbursed;
            foreach (var column in Head.Columns.Where(column => column.IsCross && (column.Measure is null || column.Measure == total.Measure)))
            {
                var number = Number(column, row);
                if (!number.IsBlank)
                    sum.Add(Amount(number, measure, column, row, UnitOf(row)).Value, number);
            }

            if (sum.Sum is null)
                continue;
            var (written, _) = Amount(Number(total, row), measure, total, row, UnitOf(row).Or(sum.Unit));
            if (measure.IsAdditive && written is { } told && sum.Differs(told))
                Tell(ReportFindingKind.TotalDiffers, row, total.Column, total.Title, told, sum.Sum!.Value);
        }
    }

    void CheckBalance(SheetRow row) => Balance.Check(Head, column => Number(column, row).Value, () => Tell(ReportFindingKind.BalanceDiffers, row, Head.Find(Field.Closing)!.Column));
}

/// <summary>What was there, came, was used and is left of one purse.</summary>
static class Balance
{
    public static void Check(Head head, Func<ColumnHead, decimal?> number, Action differs)
    {
        if (head.Find(Field.Opening) is not { } opening || head.Find(Field.Received) is not { } received || head.Find(Field.Used) is not { } used
            || head.Find(Field.Closing) is not { } closing)
            return;
        if (number(opening) is { } before && number(received) is { } came && number(used) is { } went && number(closing) is { } left && before + came - went != left)
            differs();
    }
}
