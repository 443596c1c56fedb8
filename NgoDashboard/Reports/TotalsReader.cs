using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// A table of totals: a row for each province, or sector, or year, or measure, or several of them; measures, sectors, provinces or years side
/// by side. Each number is a figure; a total row is compared with what stands above it.
/// </summary>
sealed class TotalsReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    /// <summary>More projects or organisations than these were never counted in a year of the whole country; money is soon more.</summary>
    const int MostCounted = 10_000;

    readonly ColumnSums sums = new();
    readonly HashSet<string> regions = [.. context.Reference.Provinces.Select(province => Folding.Fold(province.Region))];
    ProvinceCode? groupProvince;
    string? groupSector;
    RowMeasure? groupMeasure;
    readonly NumberedRows numbered = new(table);
    readonly List<SheetRow> ahead = [];
    Measure? groupOpen;
    ReportFinding? groupProblem;
    SheetRow? headed;
    bool areSectors;
    bool isPart;
    int? totalAt;
    (ColumnHead Column, string Key, ColumnHead[] Parts)[]? totals;
    bool? hasMoneyBeside;

    protected override void ReadRows()
    {
        foreach (var row in RowsToRead())
        {
            if (RowText.IsNumbering(row) || Head.IsRepeatedBy(row))
                continue;
            var title = Title(row);
            if (!IsData(row))
                Group(title, row);
            else if (IsTotal(title, row) || IsBelowTotal(row))
                Compare(row, title);
            else
                Read(row, title);
        }

        EndGroup();
        foreach (var total in ahead)
            Compare(total, sums.Of, sums.Differs);
    }

    /// <summary>What headed the rows so far is compared with them, where it has numbers.</summary>
    void EndGroup()
    {
        if (headed is { } row)
            Compare(row, sums.OfGroup, (column, measure, written) => sums.OfGroup(column, measure)!.Differs(written));
        headed = null;
        sums.EndGroup();
    }

    bool IsTotal(string title, SheetRow row) => IsTotal(title == Text(Field.Measure, row) ? Field.Measure : Field.Province, title);

    /// <summary>"Tổng cộng | Y tế", and below it the totals of the other sectors, or measures, whose first cell is merged.</summary>
    bool IsBelowTotal(SheetRow row) => totalAt is { } column && row.At(column) is null && Text(Field.Province, row).Length == 0;

    /// <summary>A number, or something in its place beside a name; who has signed stands in the columns of numbers too.</summary>
    bool IsData(SheetRow row)
    {
        var isNamed = IsProvince(Text(Field.Province, row)) || Text(Field.Sector, row).Length + Text(Field.ProvinceCode, row).Length > 0
            || (Text(Field.Province, row).Length > 0 && row.Cells.Any(cell => cell.Column != Head.Find(Field.Province)!.Column && CellNumber.LooksLikeOne(cell)))
            || (Text(Field.Measure, row) is { Length: > 0 } measure && MeasureText.Of(measure).Named is not null) || Names.Campaign(Text(Field.Campaign, row)) is not null;
        return Head.Columns.Any(column => column.HoldsFigures && row.At(column.Column) is { } cell && !CellNumber.Read(cell).IsBlank && (isNamed || !cell.IsText || CellNumber.LooksLikeOne(cell)));
    }

    /// <summary>What a row is about: the text of its first key, else its first text.</summary>
    string Title(SheetRow row)
    {
        foreach (var field in (Field[])[Field.Province, Field.Sector, Field.Campaign, Field.Period, Field.ProvinceCode, Field.Measure])
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

    /// <summary>"Năm 2022", or "Giải ngân" in a table without a column of measures: what the rows below it are of.</summary>
    bool IsHeadingOfTimeOrMeasure(string text)
    {
        if (IsHeadingOfTime(RowText.Unnumbered(text)))
            return true;
        if (Head.Has(Field.Measure) || MeasureText.Of(text).Named is not { } open)
            return false;
        groupOpen = open;
        return true;
    }

    /// <summary>A line without numbers heads those below it, where it names a measure, a province or a sector.</summary>
    void Group(string title, SheetRow row)
    {
        // "Lạng Sơn | Y tế | -" is a row that has nothing.
        if (Keys.Count(field => Text(field, row).Length > 0) > 1)
            return;
        var plain = RowText.Unnumbered(title);
        EndGroup();
        groupProblem = null;
        if (IsHeadingOfTimeOrMeasure(title))
            return;
        if (IsProvince(plain) && Province(plain, Table.TitlePeriod, Table.Rows[0], null).Code is { } province)
            (groupProvince, groupSector) = (province, null);
        else if (Names.Sector(plain) is { } sector)
            groupSector = sector;
        else if (Head.Has(Field.Measure))
            groupMeasure = MeasureText.Of(title) is var told && (told.Named ?? told.Guess) is { } measure ? new(measure, null, told.Period, told.Unit, title) : null;
    }

    /// <summary>"II. Giáo dục | 4" above its provinces: what is numbered as a group and names a sector heads what follows, though it sums it up.</summary>
    bool IsSectorHead(SheetRow row, string title) =>
        Head.Has(Field.Province) && !Head.Has(Field.Sector) && RowText.IsGroupNumber(Text(Field.Number, row)) && !IsProvince(title) && SectorNamed(title) is not null
        && Table.Rows.SkipWhile(other => other != row).Skip(1).FirstOrDefault(IsData) is { } next && IsProvince(Text(Field.Province, next));

    void Read(SheetRow row, string title)
    {
        totalAt = null;
        var about = Said(Field.Province, row) is { Length: > 0 } place ? place : title;
        var isNation = KnownNames.IsNation(about);
        if (IsSectorHead(row, title))
        {
            EndGroup();
            (groupSector, groupProvince, groupProblem, areSectors, headed) = (SectorNamed(title), null, null, true, row);
            return;
        }

        // A region, or a group that is numbered otherwise than its rows, tells the sum of what follows.
        var isRegion = regions.Contains(Folding.Fold(about)) || RowText.IsRegion(about);
        if (!isNation && (isRegion
            || (numbered.IsGroup(row) && numbered.Next(row) is { } next && numbered.IsNumbered(next) && !IsProvince(about) && SectorNamed(about) is null && about != Text(Field.Measure, row))))
        {
            EndGroup();
            // Of which province or sector the rows below it are is not known from the group before.
            (groupProvince, groupSector, groupProblem, headed) = (null, null, null, row);
            // Among groups that are sectors it is one too, whatever it is called.
            if (!IsHeadingOfTimeOrMeasure(about) && areSectors && !isRegion)
                (groupSector, groupProblem) = Sector(about, row, Head.Find(Field.Province)?.Column);
            return;
        }

        CheckBalance(row);
        isPart = true;
        var ofRow = Head.Columns.Any(column => column.HoldsFigures && column.Measure is null) ? MeasureOf(row) : default;
        var stated = new List<Claim>();
        foreach (var column in Head.Columns.Where(column => column.HoldsFigures).Select(Opened))
        {
            var number = Number(column, row);
            if (number.IsBlank)
                continue;
            var said = column.Measure is null ? ofRow : default;
            if (said.IsLeftOut)
                continue;
            var (key, problem) = KeyOf(row, column, said, isNation);
            var (value, wrong) = key is null ? (null, null) : Amount(number, key.Value.Measure, column, row, UnitOf(row).Or(said.Unit), said.About);
            if ((problem ?? wrong) is { } told)
                Refuse(told, key?.Province);
            else if (value is { } quantity)
                Join(stated, new(Table.File, key!.Value, quantity, number.Qualifier, Table.At(row, column.Column), row.At(column.Column)!.Value.Text, 0, Doubts(number, key.Value, column, row)) { TotalsAt = Head.First });
            // The country's own row is the whole, and no part of the total below; nor is a sector below its province.
            if (!isNation)
                sums.Add(column.Column, key?.Measure ?? column.Measure ?? said.Measure ?? Table.TitleMeasure, value, number, isPart);
        }

        Claims.AddRange(stated);
        CompareAcross(row, ofRow);
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
        if (Rates.Agree(dollars.Value, dong.Value, RateToCompare(claim.Key.Period)))
            stated[at] = dollars with { Findings = [.. dollars.Findings, new(ReportFindingKind.AlsoInDong, Table.File, dong.Where, dong.Value, dong.Value.Whole / dollars.Value.Whole)] };
        else
            stated.Add(claim);
    }

    /// <summary>"Dự án | Phi dự án" under "GIẢI NGÂN NĂM 2023": how many of them, or how much for them?</summary>
    ColumnHead Opened(ColumnHead column) =>
        Table.TitleMeasure is { IsMoney: true } title && column.Field is Field.Projects or Field.NonProjects && !Folding.Fold(column.Title).StartsWith("so ", StringComparison.Ordinal)
        && !(hasMoneyBeside ??= Head.Columns.Any(other => other.MayBeMoney || other.IsCross))
            ? column with { Field = null, Measure = null, Guess = title }
            : column;

    ReportFinding[] Doubts(CellNumber number, FigureKey key, ColumnHead column, SheetRow row) =>
        !key.Measure.IsMoney && key.Measure != Measure.DisbursementRate && number.Value > MostCounted ? [Found(ReportFindingKind.CountIsLarge, row, column.Column, row.At(column.Column)!.Value.Text)]
        : key.Measure != Measure.DisbursementRate ? []
        : number.Value > 100 ? [Found(ReportFindingKind.RateOverHundred, row, column.Column, row.At(column.Column)!.Value.Text)]
        : number is { Value: > 0 and <= 1, IsPercent: false } ? [Found(ReportFindingKind.RateOfOne, row, column.Column, row.At(column.Column)!.Value.Text)]
        : [];

    /// <summary>What the row's numbers are, where a column says so: a measure, or a part of the one above it.</summary>
    RowMeasure MeasureOf(SheetRow row)
    {
        if (Head.Find(Field.Measure) is not { } column)
            return default;
        var text = Said(Field.Measure, row);
        if (text.Length == 0)
            return new(null, Problem: Found(ReportFindingKind.MeasureUnknown, row, column.Column, text));
        var told = MeasureText.Of(text);
        if (told.Named is null && !Head.Has(Field.Sector) && SectorNamed(text) is { } sector && groupMeasure is { } above)
        {
            isPart = false;
            return above with { Sector = sector, Period = told.Period ?? above.Period, Unit = told.Unit.Or(above.Unit) };
        }

        var isPartOfMoney = told.Named is Measure.Projects or Measure.NonProjects && groupMeasure is { Measure.IsMoney: true } && text.TrimStart() is ['-' or '–' or '+', ..];
        var heading = groupMeasure;
        // "Giải ngân", and below it "- Dự án": how many, or how much of it for projects?
        if (isPartOfMoney)
            told = told with { Named = null, Guess = heading!.Value.Measure };
        else
            groupMeasure = null;
        var isLeftOut = false;
        if ((told.Named ?? (told.Guess is { } guess ? AskMeasure(text, guess, row, out isLeftOut) : null)) is { } measure)
        {
            var said = new RowMeasure(measure, null, told.Period, told.Unit, text);
            groupMeasure = isPartOfMoney ? heading : said;
            return said;
        }

        if (told.Guess is not null && !isLeftOut)
            return new(null, Problem: Found(ReportFindingKind.Unanswered, row, column.Column, text));
        // Lists of indicators hold many that are none of these.
        Tell(isLeftOut ? ReportFindingKind.LeftOut : ReportFindingKind.RowNotRead, row, column.Column, text);
        return new(null, IsLeftOut: true);
    }

    /// <summary>What the numbers of a column are that neither its head nor the row tells; then the lines above the table do, or the desk.</summary>
    Measure? MeasureOf(ColumnHead column, SheetRow row, out bool isLeftOut)
    {
        isLeftOut = false;
        return (column.Guess is null ? groupOpen ?? Table.TitleMeasure : null) ?? (column.IsOpen ? Guessed(column, row, out isLeftOut) : AskMeasure(row, column, out isLeftOut));
    }

    /// <summary>What each number of the row is the figure of, from the row, the column's head and the lines above.</summary>
    (FigureKey? Key, ReportFinding? Problem) KeyOf(SheetRow row, ColumnHead column, RowMeasure said, bool isNation)
    {
        if ((said.Problem ?? groupProblem) is { } unclear)
            return (null, unclear);
        if (PeriodOf(row, column, out var unknown, said.Period) is not { } period)
            return (null, unknown);
        var isLeftOut = false;
        if ((column.Measure ?? said.Measure ?? MeasureOf(column, row, out isLeftOut)) is not { } measure)
            return (null, isLeftOut ? null : Found(ReportFindingKind.Unanswered, row, column.Column, column.Title));
        // "30/6/2023" above money is what was given until then, and nobody says since when.
        if (measure.IsMoney && period.IsDay)
            return (null, Found(ReportFindingKind.PeriodUnreadable, row, column.Column, column.Title));
        var (sector, sectorProblem) = SectorOf(row, column, out var sectorIsProvince);
        if (sectorProblem is not null)
            return (null, sectorProblem);
        sector = said.Sector ?? sector;
        var (campaign, unheard) = Campaign(Said(Field.Campaign, row), row);
        if (unheard is not null)
            return (null, unheard);
        var (province, provinceProblem) = isNation ? (null, null) : ProvinceOf(row, column, period, ref sector, sectorIsProvince);
        return provinceProblem is null ? (new(period, province, sector, campaign, measure), null) : (null, provinceProblem);
    }

    (string? Sector, ReportFinding? Problem) SectorOf(SheetRow row, ColumnHead column, out bool isProvince)
    {
        isProvince = false;
        if (column.Sector is { } across)
            return (across, null);
        if (Head.Find(Field.Sector) is not { } own)
            return (groupSector, null);
        var text = Said(Field.Sector, row);
        // Right of the provinces no sector means all; left of them it groups them, and one that is not there has been lost.
        if (text.Length == 0 && ((Field[])[Field.Province, Field.Measure]).Any(field => Head.Find(field)?.Column > own.Column))
            return (null, Found(ReportFindingKind.SectorMissing, row, own.Column));
        // One column may hold both: a province, and its sectors below it.
        isProvince = text.Length > 0 && SectorNamed(text) is null && IsProvince(text);
        // "Lạng Sơn | Cộng": the province's own total, beside its sectors.
        if (SectorNamed(text) is null && RowText.IsTotal(text))
        {
            isPart = false;
            return (null, null);
        }

        return text.Length == 0 || isProvince || KnownNames.IsNation(text) ? (groupSector, null) : Sector(text, row, own.Column);
    }

    (ProvinceCode? Code, ReportFinding? Problem) ProvinceOf(SheetRow row, ColumnHead column, Period period, ref string? sector, bool sectorIsProvince)
    {
        if (column.Provinces is { Count: > 0 } across)
            return OnBasis(across, period, row, column.Column, column.Title);
        if (Text(Field.ProvinceCode, row) is { Length: > 0 } code)
            return ByCode(code, period, row);
        if (sectorIsProvince)
        {
            var (headed, problem) = Province(Said(Field.Sector, row), period, row, Head.Find(Field.Sector)!.Column);
            groupProvince = headed ?? groupProvince;
            return (headed, problem);
        }

        if (Head.Find(Field.Province) is { } own)
        {
            var text = Said(Field.Province, row);
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

    void Compare(SheetRow row, string title)
    {
        var isOfSector = Head.Has(Field.Province) && Text(Field.Sector, row) is { Length: > 0 } sector && SectorNamed(sector) is not null;
        if (isOfSector || Head.Has(Field.Measure))
            totalAt ??= row.Cells.First(cell => cell.Text.Trim() == title).Column;
        // Of one sector nothing was added up.
        if (isOfSector)
            return;
        if (sums.IsEmpty)
            ahead.Add(row);
        else
            Compare(row, sums.Of, sums.Differs);
        EndGroup();
    }

    void Compare(SheetRow row, Func<int, Measure?, RunningSum?> sumOf, Func<int, Measure?, Quantity, bool> differs)
    {
        var ofRow = Said(Field.Measure, row) is { Length: > 0 } text ? MeasureText.Of(text).Named : null;
        foreach (var column in Head.Columns.Where(column => column.HoldsFigures))
        {
            var number = Number(column, row);
            if (number.IsBlank || (column.Measure ?? ofRow ?? (Head.Has(Field.Measure) ? null : MeasureOf(column, row, out _))) is not { } measure
                || sumOf(column.Column, measure) is not { } sum
                || Amount(number, measure, column, row, UnitOf(row).Or(sum.Unit)).Value is not { } written || !differs(column.Column, measure, written))
                continue;
            // One organisation works in several provinces: the country's count is at most the sum, and need not be it.
            if (measure.IsAdditive || written.Minor > sum.Sum!.Value.Minor)
                Tell(ReportFindingKind.TotalDiffers, row, column.Column, column.Title, written, sum.Sum!.Value);
        }
    }

    /// <summary>The sum at the end of a row, over the columns beside it: all of them, or those of its year, measure, sector or province.</summary>
    void CompareAcross(SheetRow row, RowMeasure ofRow)
    {
        var summed = new Dictionary<string, RunningSum>(StringComparer.Ordinal);
        foreach (var (total, key, parts) in totals ??= [.. Totals()])
        {
            var said = total.Measure is null ? ofRow : default;
            if (said.IsLeftOut || said.Problem is not null)
                continue;
            var measure = total.Measure ?? said.Measure ?? Table.TitleMeasure ?? Measure.Disbursed;
            var unit = UnitOf(row).Or(said.Unit);
            // Sums of the same columns are added up once: a head may have as many of them as parts.
            if (!summed.TryGetValue(key, out var sum))
            {
                summed.Add(key, sum = new());
                foreach (var column in parts)
                {
                    var number = Number(column, row);
                    if (!number.IsBlank)
                        sum.Add(Amount(number, measure, column, row, unit, said.About).Value, number);
                }
            }

            if (sum.Sum is null)
                continue;
            var (written, _) = Amount(Number(total, row), measure, total, row, unit.Or(sum.Unit), said.About);
            if (measure.IsAdditive && written is { } told && sum.Differs(told))
                Tell(ReportFindingKind.TotalDiffers, row, total.Column, total.Title, told, sum.Sum!.Value);
        }
    }

    /// <summary>The columns that are sums, each with its parts, and by what they are the same parts.</summary>
    IEnumerable<(ColumnHead Column, string Key, ColumnHead[] Parts)> Totals()
    {
        var hasPlaces = Head.Columns.Any(column => column.IsCross && (column.Sector is not null || column.Provinces is not null));
        var known = new Dictionary<string, ColumnHead[]>(StringComparer.Ordinal);
        foreach (var total in Head.Columns.Where(column => column.IsSum))
        {
            var key = $"{total.Measure}|{total.Period}|{total.Sector}|{string.Join(' ', total.Provinces ?? [])}|{total.Provinces is null}";
            if (!known.TryGetValue(key, out var parts))
                known.Add(key, parts = [.. Head.Columns.Where(column => IsPart(column, total, hasPlaces))]);
            yield return (total, key, parts);
        }
    }

    /// <param name="hasPlaces">Sectors or provinces stand side by side: a year beside them is none of their parts.</param>
    static bool IsPart(ColumnHead column, ColumnHead total, bool hasPlaces) =>
        (column.IsCross ? (column.Measure is null || column.Measure == total.Measure) && (column.Sector is not null || column.Provinces is not null || !hasPlaces) : column is { IsSum: false, Measure: { } measure, Period: not null } && measure == total.Measure)
        && (total.Period is null || total.Period == column.Period) && (total.Sector is null || total.Sector == column.Sector)
        && (total.Provinces is null || (column.Provinces is { } provinces && total.Provinces.SequenceEqual(provinces)));

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
