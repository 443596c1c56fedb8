using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>
/// Reads a table of totals: a row for each province, sector, year or measure, or combinations of them, with measures, sectors, provinces or
/// years side by side. Each number is a figure; a total row is compared with the rows above it.
/// </summary>
sealed class TotalsReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    /// <summary>A year of the whole country never had more projects or organisations; a larger count is probably money.</summary>
    const int MaxCount = 10_000;

    readonly ColumnSums sums = new();
    readonly HashSet<NameKey> regions = [.. context.Reference.Provinces.Select(province => NameKey.From(province.Region))];
    ProvinceCode? groupProvince;
    string? groupSector;
    RowMeasure? groupMeasure;
    readonly NumberedRows numbered = new(table);
    readonly List<SheetRow> totalsBeforeRows = [];
    Measure? groupOpen;
    ReportFinding? groupProblem;
    SheetRow? headingRow;
    bool areSectors;
    bool isPart;
    int? totalColumn;
    (TypedColumn Column, string Key, TypedColumn[] Parts)[]? totals;
    bool? hasMoneyBeside;

    protected override void ReadRows()
    {
        foreach (var row in RowsToRead())
        {
            if (RowClassifier.IsColumnNumbering(row) || Header.IsRepeatedBy(row))
                continue;
            var title = GetTitle(row);
            if (!IsData(row))
                StartGroup(title, row);
            else if (IsTotal(title, row) || IsBelowTotal(row))
                CompareTotal(row, title);
            else
                ReadRow(row, title);
        }

        EndGroup();
        foreach (var total in totalsBeforeRows)
            CompareTotal(total, sums.TableSum, sums.DiffersFromBoth);
    }

    /// <summary>Ends the group, and compares the numbers of its heading, if it has any, with the sum of its rows.</summary>
    void EndGroup()
    {
        if (headingRow is { } row)
            CompareTotal(row, sums.GroupSum, (column, measure, written) => sums.GroupSum(column, measure)!.DiffersFrom(written));
        headingRow = null;
        sums.EndGroup();
    }

    bool IsTotal(string title, SheetRow row) =>
        IsTotal(title == GetText(ColumnType.Measure, row) ? ColumnType.Measure : ColumnType.Province, title);

    /// <summary>"Tổng cộng | Y tế", and below it the totals of other sectors or measures, whose first cell is merged.</summary>
    bool IsBelowTotal(SheetRow row) =>
        totalColumn is { } column && row.FindCell(column) is null && GetText(ColumnType.Province, row).Length == 0;

    /// <summary>A number, or a text in its place beside a known name. Names of signatories stand in number columns too.</summary>
    bool IsData(SheetRow row)
    {
        var isNamed = IsProvince(GetText(ColumnType.Province, row))
            || GetText(ColumnType.Sector, row).Length + GetText(ColumnType.ProvinceCode, row).Length > 0
            || (GetText(ColumnType.Province, row).Length > 0
                && row.Cells.Any(cell => cell.ColumnIndex != Header.FindColumn(ColumnType.Province)!.Index
                    && CellNumber.LooksLikeNumber(cell)))
            || (GetText(ColumnType.Measure, row) is { Length: > 0 } measure && RowLabel.ParseLabel(measure).NamedMeasure is not null)
            || Names.FindCampaign(GetText(ColumnType.Campaign, row)) is not null;
        return Header.Columns.Any(
            column => column.HoldsFigures && row.FindCell(column.Index) is { } cell && !CellNumber.ParseCell(cell).IsBlank
                && (isNamed || !cell.IsText || CellNumber.LooksLikeNumber(cell)));
    }

    /// <summary>The label of a row: the text of its first key, else its first text.</summary>
    string GetTitle(SheetRow row)
    {
        foreach (var field in (ColumnType[])[ColumnType.Province, ColumnType.Sector, ColumnType.Campaign, ColumnType.Period,
            ColumnType.ProvinceCode, ColumnType.Measure])
        {
            if (GetText(field, row) is { Length: > 0 } text && !RowClassifier.IsGroupNumber(text))
                return text;
        }

        foreach (var cell in row.Cells)
        {
            if (cell.IsText && cell.Text.Any(char.IsLetter) && !RowClassifier.IsGroupNumber(cell.Text))
                return cell.Text.Trim();
        }

        return "";
    }

    /// <summary>"Năm 2022", or "Giải ngân" in a table without a measure column: the period or measure of the rows below it.</summary>
    bool IsHeadingOfTimeOrMeasure(string text)
    {
        if (IsHeadingOfTime(RowClassifier.RemoveNumbering(text)))
            return true;
        if (Header.HasColumn(ColumnType.Measure) || RowLabel.ParseLabel(text).NamedMeasure is not { } open)
            return false;
        groupOpen = open;
        return true;
    }

    /// <summary>A row without numbers heads those below it, if it names a measure, a province or a sector.</summary>
    void StartGroup(string title, SheetRow row)
    {
        // "Lạng Sơn | Y tế | -" is a data row without a value.
        if (Keys.Count(field => GetText(field, row).Length > 0) > 1)
            return;
        var plain = RowClassifier.RemoveNumbering(title);
        EndGroup();
        groupProblem = null;
        if (IsHeadingOfTimeOrMeasure(title))
            return;
        if (IsProvince(plain) && ResolveProvince(plain, Table.TitlePeriod, Table.Rows[0], null).Code is { } province)
            (groupProvince, groupSector) = (province, null);
        else if (Names.FindSector(plain) is { } sector)
            groupSector = sector;
        else if (Header.HasColumn(ColumnType.Measure))
            groupMeasure = RowLabel.ParseLabel(title) is var label && (label.NamedMeasure ?? label.GuessedMeasure) is { } measure
                ? new(measure, null, label.Period, label.Unit, title) : null;
    }

    /// <summary>
    /// "II. Giáo dục | 4" above its provinces: a row that is numbered as a group and names a sector is a heading, though it states a sum.
    /// </summary>
    bool IsSectorHeading(SheetRow row, string title) =>
        Header.HasColumn(ColumnType.Province) && !Header.HasColumn(ColumnType.Sector)
        && RowClassifier.IsGroupNumber(GetText(ColumnType.RunningNumber, row)) && !IsProvince(title) && FindSector(title) is not null
        && Table.Rows.SkipWhile(other => other != row).Skip(1).FirstOrDefault(IsData) is { } next
        && IsProvince(GetText(ColumnType.Province, next));

    void ReadRow(SheetRow row, string title)
    {
        totalColumn = null;
        var about = GetTextOrGroup(ColumnType.Province, row) is { Length: > 0 } place ? place : title;
        var isNation = NameLookup.IsNationName(about);
        if (IsSectorHeading(row, title))
        {
            EndGroup();
            (groupSector, groupProvince, groupProblem, areSectors, headingRow) = (FindSector(title), null, null, true, row);
            return;
        }

        // A region, or a group numbered differently from its rows, states the sum of the rows below it.
        var isRegion = regions.Contains(NameKey.From(about)) || RowClassifier.IsRegionLabel(about);
        if (!isNation && (isRegion
            || (numbered.IsGroup(row) && numbered.NextRow(row) is { } next && numbered.IsNumbered(next) && !IsProvince(about)
                && FindSector(about) is null && about != GetText(ColumnType.Measure, row))))
        {
            EndGroup();
            // The group before does not tell the province or sector of the rows below.
            (groupProvince, groupSector, groupProblem, headingRow) = (null, null, null, row);
            // Among groups that are sectors this group is one too, whatever its name.
            if (!IsHeadingOfTimeOrMeasure(about) && areSectors && !isRegion)
                (groupSector, groupProblem) = ResolveSector(about, row, Header.FindColumn(ColumnType.Province)?.Index);
            return;
        }

        CheckBalance(row);
        isPart = true;
        var ofRow = Header.Columns.Any(column => column.HoldsFigures && column.Measure is null) ? ReadMeasure(row) : default;
        var stated = new List<ReportedValue>();
        foreach (var column in Header.Columns.Where(column => column.HoldsFigures).Select(AsOpenColumn))
        {
            var number = GetNumber(column, row);
            if (number.IsBlank)
                continue;
            var rowMeasure = column.Measure is null ? ofRow : default;
            if (rowMeasure.IsLeftOut)
                continue;
            var (key, problem) = ReadKey(row, column, rowMeasure, isNation);
            var (value, wrong) = key is null ? (null, null)
                : GetQuantity(number, key.Value.Measure, column, row, GetRowUnit(row).WithDefaults(rowMeasure.Unit),
                    rowMeasure.WrittenMeasure);
            if ((problem ?? wrong) is { } refusal)
                AddRefusal(refusal, key?.Province);
            else if (value is { } quantity)
            {
                var claim = new ReportedValue(
                    Table.FileName, key!.Value, quantity, GetQualifier(number, column), Table.ReferenceTo(row, column.Index),
                    row.FindCell(column.Index)!.Value.Text, 0,
                    FindDoubts(number, key.Value, quantity, column, row))
                {
                    TotalsHeaderRow = Header.FirstRowIndex,
                };
                AddValue(stated, claim);
                if (number.AlsoStated is { } also && key.Value.Measure.IsMoney && ToQuantity(also) is { } other)
                    AddValue(stated, claim with { Value = other, Findings = [] });
            }

            // The country's own row is the whole, and no part of the total below; nor is a sector below its province.
            if (!isNation)
                sums.Add(column.Index, key?.Measure ?? column.Measure ?? rowMeasure.Measure ?? Table.TitleMeasure, value, number, isPart);
        }

        Values.AddRange(stated);
        CompareRowTotal(row, ofRow);
    }

    /// <summary>
    /// One amount in two currencies is one figure, in dollars, if both agree; otherwise both are kept, and the desk is asked.
    /// </summary>
    void AddValue(List<ReportedValue> stated, ReportedValue claim)
    {
        var at = stated.FindIndex(existing => existing.Key == claim.Key && existing.Value.Unit != claim.Value.Unit);
        if (at < 0 || !claim.Value.Unit.IsMoney)
        {
            stated.Add(claim);
            return;
        }

        var (dollars, dong) = claim.Value.Unit == Unit.Usd ? (claim, stated[at]) : (stated[at], claim);
        if (ExchangeRateCheck.AreSameAmount(dollars.Value, dong.Value, VndPerUsdForChecks(claim.Key.Period)))
            stated[at] = dollars with
            {
                Findings =
                [
                    .. dollars.Findings,
                    new(
                        ReportFindingKind.AlsoStatedInVnd, Table.FileName, dong.Location, dong.Value,
                        dong.Value.WholeUnits / dollars.Value.WholeUnits),
                ],
            };
        else
            stated.Add(claim);
    }

    /// <summary>"Dự án | Phi dự án" under "GIẢI NGÂN NĂM 2023" may mean their number or their money.</summary>
    TypedColumn AsOpenColumn(TypedColumn column) =>
        Table.TitleMeasure is { IsMoney: true } title && column.Type is ColumnType.Projects or ColumnType.NonProjects
        && !TextFolding.Fold(column.Title).StartsWith("so ", StringComparison.Ordinal)
        && !(hasMoneyBeside ??= Header.Columns.Any(other => other.MayBeMoney || other.IsCrossTab))
            ? column with { Type = null, Measure = null, GuessedMeasure = title }
            : column;

    ReportFinding[] FindDoubts(CellNumber number, FigureKey key, Quantity value, TypedColumn column, SheetRow row) =>
        number.DisplayDivisor > 1 && number.Value == value.WholeUnits ? [DescribeScaledDisplay(number, column, row)]
        : !key.Measure.IsMoney && key.Measure != Measure.DisbursementRate && number.Value > MaxCount
            ? [CreateFinding(ReportFindingKind.CountIsLarge, row, column.Index, row.FindCell(column.Index)!.Value.Text)]
        : key.Measure != Measure.DisbursementRate ? []
        : number.Value > 100 ? [CreateFinding(ReportFindingKind.RateOverHundred, row, column.Index, row.FindCell(column.Index)!.Value.Text)]
        : number is { Value: > 0 and <= 1, IsPercent: false }
            ? [CreateFinding(ReportFindingKind.RateBelowOnePercent, row, column.Index, row.FindCell(column.Index)!.Value.Text)]
        : [];

    /// <summary>The measure of the row's numbers, if a column states it: a measure, or a part of the one above it.</summary>
    RowMeasure ReadMeasure(SheetRow row)
    {
        if (Header.FindColumn(ColumnType.Measure) is not { } column)
            return default;
        var text = GetTextOrGroup(ColumnType.Measure, row);
        if (text.Length == 0)
            return new(null, Problem: CreateFinding(ReportFindingKind.MeasureUnknown, row, column.Index, text));
        var label = RowLabel.ParseLabel(text);
        if (label.NamedMeasure is null && !Header.HasColumn(ColumnType.Sector) && FindSector(text) is { } sector
            && groupMeasure is { } above)
        {
            isPart = false;
            return above with { Sector = sector, Period = label.Period ?? above.Period, Unit = label.Unit.WithDefaults(above.Unit) };
        }

        var isPartOfMoney = label.NamedMeasure is Measure.Projects or Measure.NonProjects && groupMeasure is { Measure.IsMoney: true }
            && text.TrimStart() is ['-' or '–' or '+', ..];
        var heading = groupMeasure;
        // "- Dự án" below "Giải ngân" may mean their number or the money for them.
        if (isPartOfMoney)
            label = label with { NamedMeasure = null, GuessedMeasure = heading!.Value.Measure };
        else
            groupMeasure = null;
        var isLeftOut = false;
        if ((label.NamedMeasure ?? (label.GuessedMeasure is { } guess ? AskMeasure(text, guess, row, out isLeftOut) : null)) is { } measure)
        {
            var rowMeasure = new RowMeasure(measure, null, label.Period, label.Unit, text);
            groupMeasure = isPartOfMoney ? heading : rowMeasure;
            return rowMeasure;
        }

        if (label.GuessedMeasure is not null && !isLeftOut)
            return new(null, Problem: CreateFinding(ReportFindingKind.Unanswered, row, column.Index, text));
        // Lists of indicators contain many that are not measures of this program.
        AddFinding(isLeftOut ? ReportFindingKind.LeftOut : ReportFindingKind.RowNotRead, row, column.Index, text);
        return new(null, IsLeftOut: true);
    }

    /// <summary>
    /// The measure of a column, if neither its header nor the row states it: from the lines above the table, or from the desk.
    /// </summary>
    Measure? ReadMeasure(TypedColumn column, SheetRow row, out bool isLeftOut)
    {
        isLeftOut = false;
        return (column.GuessedMeasure is null ? groupOpen ?? Table.TitleMeasure : null)
            ?? (column.NeedsMeasure ? AskColumnMeasure(column, row, out isLeftOut) : AskMeasure(row, column, out isLeftOut));
    }

    /// <summary>The figure key of a number, from the row, the column's header and the lines above.</summary>
    (FigureKey? Key, ReportFinding? Problem) ReadKey(SheetRow row, TypedColumn column, RowMeasure rowMeasure, bool isNation)
    {
        if ((rowMeasure.Problem ?? groupProblem) is { } unclear)
            return (null, unclear);
        if (GetPeriod(row, column, out var unknown, rowMeasure.Period) is not { } period)
            return (null, unknown);
        var isLeftOut = false;
        if ((column.Measure ?? rowMeasure.Measure ?? ReadMeasure(column, row, out isLeftOut)) is not { } measure)
            return (null, isLeftOut ? null : CreateFinding(ReportFindingKind.Unanswered, row, column.Index, column.Title));
        // Money until a day ("30/6/2023") has no stated beginning.
        if (measure.IsMoney && period.IsSingleDay)
            return (null, CreateFinding(ReportFindingKind.PeriodUnreadable, row, column.Index, column.Title));
        var (sector, sectorProblem) = ReadSector(row, column, out var sectorIsProvince);
        if (sectorProblem is not null)
            return (null, sectorProblem);
        sector = rowMeasure.Sector ?? sector;
        var (campaign, unheard) = ResolveCampaign(GetTextOrGroup(ColumnType.Campaign, row), row);
        if (unheard is not null)
            return (null, unheard);
        var (province, provinceProblem) = isNation ? (null, null) : ReadProvince(row, column, period, ref sector, sectorIsProvince);
        return provinceProblem is null ? (new(period, province, sector, campaign, measure), null) : (null, provinceProblem);
    }

    (string? Sector, ReportFinding? Problem) ReadSector(SheetRow row, TypedColumn column, out bool isProvince)
    {
        isProvince = false;
        if (column.Sector is { } across)
            return (across, null);
        if (Header.FindColumn(ColumnType.Sector) is not { } own)
            return (groupSector, null);
        var text = GetTextOrGroup(ColumnType.Sector, row);
        // Right of the provinces no sector means all; left of them it groups them, and a missing one was lost.
        if (text.Length == 0
            && ((ColumnType[])[ColumnType.Province, ColumnType.Measure]).Any(field => Header.FindColumn(field)?.Index > own.Index))
            return (null, CreateFinding(ReportFindingKind.SectorMissing, row, own.Index));
        // One column may hold both: a province, and its sectors below it.
        isProvince = text.Length > 0 && FindSector(text) is null && IsProvince(text);
        // "Lạng Sơn | Cộng": the province's own total, beside its sectors.
        if (FindSector(text) is null && RowClassifier.IsTotalLabel(text))
        {
            isPart = false;
            return (null, null);
        }

        return text.Length == 0 || isProvince || NameLookup.IsNationName(text) ? (groupSector, null) : ResolveSector(text, row, own.Index);
    }

    (ProvinceCode? Code, ReportFinding? Problem) ReadProvince(
        SheetRow row, TypedColumn column, Period period, ref string? sector, bool sectorIsProvince)
    {
        if (column.Provinces is { Count: > 0 } across)
            return ChooseByBasis(across, period, row, column.Index, column.Title);
        if (GetText(ColumnType.ProvinceCode, row) is { Length: > 0 } code)
            return FindByCode(code, period, row);
        if (sectorIsProvince)
        {
            var (headed, problem) = ResolveProvince(
                GetTextOrGroup(ColumnType.Sector, row), period, row, Header.FindColumn(ColumnType.Sector)!.Index);
            groupProvince = headed ?? groupProvince;
            return (headed, problem);
        }

        if (Header.FindColumn(ColumnType.Province) is { } own)
        {
            var text = GetTextOrGroup(ColumnType.Province, row);
            if (text.Length == 0)
                return (null, CreateFinding(ReportFindingKind.NameMissing, row, own.Index));
            if (!IsProvince(text) && !Header.HasColumn(ColumnType.Sector) && column.Sector is null && FindSector(text) is { } below)
            {
                (sector, isPart) = (below, groupProvince is null);
                return groupProvince is { } heading ? (heading, null) : ResolveOwner(period, row);
            }

            var (found, problem) = ResolveProvince(text, period, row, own.Index);
            groupProvince = found ?? groupProvince;
            return (found, problem);
        }

        return groupProvince is { } grouped ? (grouped, null) : ResolveOwner(period, row);
    }

    /// <summary>A code with its basis is certain; a bare one is accepted only beside a name that means the same province.</summary>
    (ProvinceCode? Code, ReportFinding? Problem) FindByCode(string text, Period period, SheetRow row)
    {
        var column = Header.FindColumn(ColumnType.ProvinceCode)!.Index;
        var name = GetText(ColumnType.Province, row);
        if (ProvinceCode.TryParse(text, out var written))
        {
            if (Reference.FindProvince(written) is null)
                return (null, CreateFinding(ReportFindingKind.CodeWithoutBasis, row, column, text));
            return name.Length > 0 && IsProvince(name) && !Names.FindProvinces(name).Contains(written)
                ? (null, CreateFinding(ReportFindingKind.CodeAndName, row, column, text, name))
                : (written, null);
        }

        if (name.Length == 0)
            return (null, CreateFinding(ReportFindingKind.CodeWithoutBasis, row, column, text));
        var named = ResolveProvince(name, period, row, Header.FindColumn(ColumnType.Province)!.Index);
        return named.Code is { } code && IsProvince(name) && code.Code != text.Trim().PadLeft(2, '0')
            ? (null, CreateFinding(ReportFindingKind.CodeAndName, row, column, text, name))
            : named;
    }

    void CompareTotal(SheetRow row, string title)
    {
        var isOfSector = Header.HasColumn(ColumnType.Province) && GetText(ColumnType.Sector, row) is { Length: > 0 } sector
            && FindSector(sector) is not null;
        if (isOfSector || Header.HasColumn(ColumnType.Measure))
            totalColumn ??= row.Cells.First(cell => cell.Text.Trim() == title).ColumnIndex;
        // Totals of one sector were not summed up.
        if (isOfSector)
            return;
        if (sums.IsEmpty)
            totalsBeforeRows.Add(row);
        else
            CompareTotal(row, sums.TableSum, sums.DiffersFromBoth);
        EndGroup();
    }

    void CompareTotal(SheetRow row, Func<int, Measure?, RunningSum?> sumOf, Func<int, Measure?, Quantity, bool> differs)
    {
        var ofRow = GetTextOrGroup(ColumnType.Measure, row) is { Length: > 0 } text ? RowLabel.ParseLabel(text).NamedMeasure : null;
        foreach (var column in Header.Columns.Where(column => column.HoldsFigures))
        {
            var number = GetNumber(column, row);
            if (number.IsBlank
                || (column.Measure ?? ofRow
                    ?? (Header.HasColumn(ColumnType.Measure) ? null : ReadMeasure(column, row, out _))) is not { } measure
                || sumOf(column.Index, measure) is not { } sum
                || GetQuantity(number, measure, column, row, GetRowUnit(row).WithDefaults(sum.Unit)).Value is not { } written
                || !differs(column.Index, measure, written))
                continue;
            // One organisation may work in several provinces: the country's count is at most the sum, and may be less.
            if (measure.IsAdditive || written.MinorUnits > sum.Sum!.Value.MinorUnits)
                AddFinding(ReportFindingKind.TotalDiffers, row, column.Index, column.Title, written, sum.Sum!.Value);
        }
    }

    /// <summary>
    /// Compares the sum at the end of a row with the columns beside it: all of them, or those of its year, measure, sector or province.
    /// </summary>
    void CompareRowTotal(SheetRow row, RowMeasure ofRow)
    {
        var summed = new Dictionary<string, RunningSum>(StringComparer.Ordinal);
        foreach (var (total, key, parts) in totals ??= [.. FindRowTotals()])
        {
            var rowMeasure = total.Measure is null ? ofRow : default;
            if (rowMeasure.IsLeftOut || rowMeasure.Problem is not null)
                continue;
            var measure = total.Measure ?? rowMeasure.Measure ?? Table.TitleMeasure ?? Measure.Disbursed;
            var unit = GetRowUnit(row).WithDefaults(rowMeasure.Unit);
            // Sums of the same columns are added up once, because a header may have as many of them as parts.
            if (!summed.TryGetValue(key, out var sum))
            {
                summed.Add(key, sum = new());
                foreach (var column in parts)
                {
                    var number = GetNumber(column, row);
                    if (!number.IsBlank)
                        sum.Add(GetQuantity(number, measure, column, row, unit, rowMeasure.WrittenMeasure).Value, number);
                }
            }

            if (sum.Sum is null)
                continue;
            var (written, _) = GetQuantity(
                GetNumber(total, row), measure, total, row, unit.WithDefaults(sum.Unit), rowMeasure.WrittenMeasure);
            if (measure.IsAdditive && written is { } stated && sum.DiffersFrom(stated))
                AddFinding(ReportFindingKind.TotalDiffers, row, total.Index, total.Title, stated, sum.Sum!.Value);
        }
    }

    /// <summary>The columns that are sums, each with its parts and with a key that is equal for equal parts.</summary>
    IEnumerable<(TypedColumn Column, string Key, TypedColumn[] Parts)> FindRowTotals()
    {
        var hasPlaces = Header.Columns.Any(column => column.IsCrossTab && (column.Sector is not null || column.Provinces is not null));
        var known = new Dictionary<string, TypedColumn[]>(StringComparer.Ordinal);
        foreach (var total in Header.Columns.Where(column => column.IsSum))
        {
            var key = $"{total.Measure?.ToCode()}|{total.Period}|{total.Sector}|{string.Join(' ', total.Provinces ?? [])}|"
                + $"{total.Provinces is null}";
            if (!known.TryGetValue(key, out var parts))
                known.Add(key, parts = [.. Header.Columns.Where(column => IsPart(column, total, hasPlaces))]);
            yield return (total, key, parts);
        }
    }

    /// <param name="hasPlaces">Sectors or provinces stand side by side, so a year beside them is none of their parts.</param>
    static bool IsPart(TypedColumn column, TypedColumn total, bool hasPlaces) =>
        (column.IsCrossTab
            ? (column.Measure is null || column.Measure == total.Measure)
                && (column.Sector is not null || column.Provinces is not null || !hasPlaces)
            : column is { IsSum: false, Measure: { } measure, Period: not null } && measure == total.Measure)
        && (total.Period is null || total.Period == column.Period) && (total.Sector is null || total.Sector == column.Sector)
        && (total.Provinces is null || (column.Provinces is { } provinces && total.Provinces.SequenceEqual(provinces)));

    void CheckBalance(SheetRow row) =>
        BalanceCheck.CheckBalance(
            Header, column => GetNumber(column, row).Value,
            () => AddFinding(ReportFindingKind.BalanceDiffers, row, Header.FindColumn(ColumnType.ClosingBalance)!.Index));
}

/// <summary>Checks the balance of an account: opening + received − used = closing.</summary>
static class BalanceCheck
{
    public static void CheckBalance(TableHeader header, Func<TypedColumn, decimal?> number, Action differs)
    {
        if (header.FindColumn(ColumnType.OpeningBalance) is not { } opening
            || header.FindColumn(ColumnType.BalanceReceived) is not { } received
            || header.FindColumn(ColumnType.BalanceUsed) is not { } used
            || header.FindColumn(ColumnType.ClosingBalance) is not { } closing)
            return;
        if (number(opening) is { } before && number(received) is { } came && number(used) is { } went && number(closing) is { } left
            && before + came - went != left)
            differs();
    }
}
