using System.Globalization;
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
/// Reads a list of grants, one in each row, and sums them up by province and sector. A finding of each sum tells how many rows it lacks
/// because they could not be read.
/// </summary>
sealed class GrantsReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    readonly Dictionary<FigureKey, GrantSum> sums = [];
    readonly Dictionary<(Period Period, ProvinceCode? Province), GrantCounts> counts = [];
    readonly ColumnSums columns = new();
    readonly Dictionary<string, int> seen = [];
    readonly DittoMarks dittos = new(table.Rows);
    string? groupSector;
    ProvinceCode? groupProvince;
    GrantForm? groupForm;
    readonly NumberedRows numbered = new(table);
    bool areSectors;
    bool areProvinces;
    bool isBelowGrant;

    TypedColumn[] Money { get; } = [.. table.Header.Columns.Where(column => column.MayBeMoney)];

    protected override void ReadRows()
    {
        foreach (var row in RowsToRead())
        {
            if (RowClassifier.IsColumnNumbering(row) || Header.IsRepeatedBy(row))
                continue;
            var label = GetLabel(row);
            if (IsTotal(row, label))
                CompareTotal(row);
            else if (label is { Length: > 0 } && IsGroup(row, label))
                StartGroup(label, row);
            else if (IsBelowGrant(row))
                AddFinding(ReportFindingKind.PartOfRowAbove, row, null, GetTitle(row));
            else
                ReadGrant(row, GetTitle(row));
        }

        foreach (var (row, parts) in numbered.FindSumRows(Money, GetNumber))
            AddFinding(ReportFindingKind.LooksLikeSum, row, null, GetTitle(row), parts);
        foreach (var (key, sum) in sums)
            AddValues(key, sum);
        foreach (var (place, count) in counts)
            AddValues(place.Period, place.Province, count);
    }

    static readonly ColumnType[] NameFields = [ColumnType.Grant, ColumnType.Donor, ColumnType.Recipient];

    /// <summary>Attributes that a grant has and a heading has not.</summary>
    static readonly ColumnType[] Particulars =
        [ColumnType.GrantForm, ColumnType.Country, ColumnType.Province, ColumnType.Sector, ColumnType.Decision, ColumnType.Duration];

    /// <summary>The first of the row's names.</summary>
    string GetName(SheetRow row) =>
        Header.Columns.Where(column => column.Type is { } field && NameFields.Contains(field)).Select(column => row.FindCell(column.Index))
            .OfType<Cell>()
        .FirstOrDefault(cell => cell.IsText && cell.Text.Any(char.IsLetter)).Text?.Trim() ?? "";

    string GetTitle(SheetRow row) => GetText(ColumnType.Grant, row) is { Length: > 0 } grant ? grant
        : row.Cells.FirstOrDefault(
            cell => cell.IsText && cell.Text.Any(char.IsLetter) && !RowClassifier.IsGroupNumber(cell.Text)) is { Text: { } text }
            ? text.Trim() : "";

    /// <summary>
    /// The only name of a row, in whichever column, because totals and headings have one; null if there are several, and then it is a
    /// grant.
    /// </summary>
    string? GetLabel(SheetRow row)
    {
        string[] names =
        [
            .. NameFields.Select(Header.FindColumn).OfType<TypedColumn>().Select(column => row.FindCell(column.Index)).OfType<Cell>()
                .Where(cell => cell.IsText && !CellNumber.LooksLikeNumber(cell)).Select(cell => cell.Text.Trim()),
        ];
        return names.Length switch { 0 => GetTitle(row), 1 => names[0], _ => null };
    }

    /// <summary>Whatever else stands in the row: "Tổng cộng | 02 tổ chức".</summary>
    bool IsTotal(SheetRow row, string? label) => RowClassifier.IsTotalLabel(label ?? (numbered.IsNumbered(row) ? "" : GetName(row)));

    /// <summary>
    /// "Trong đó: Oxfam", and the rows after it without a number or a name: parts of the grant above, which states the whole amount.
    /// </summary>
    bool IsBelowGrant(SheetRow row)
    {
        if (!HasMoney(row))
            return false;
        isBelowGrant = RowClassifier.IsPartOfRowAbove(GetName(row))
            || (isBelowGrant && !numbered.IsNumbered(row)
                && (Header.HasColumn(ColumnType.RunningNumber) || Header.HasColumn(ColumnType.Grant))
                && GetText(ColumnType.Grant, row).Length == 0);
        return isBelowGrant;
    }

    /// <summary>
    /// A heading is numbered as one, or has the name of a group even if it states a sum, or has no money and so is no grant.
    /// </summary>
    bool IsGroup(SheetRow row, string label) =>
        numbered.IsGroup(row) || numbered.IsParent(row)
        || (IsKnown(RowClassifier.RemoveNumbering(label)) && !IsPlace(row, label) && !HasParticulars(row, label))
        || (Header.HasColumn(ColumnType.Grant) && !HasMoney(row));

    /// <summary>"2 | Cứu trợ khẩn cấp | PDA | Huyện Lộc Bình" is a grant that has the name of a sector.</summary>
    bool HasParticulars(SheetRow row, string label) =>
        numbered.IsNumbered(row) && Particulars.Any(field => GetText(field, row) is { Length: > 0 } text && text != label);

    /// <summary>
    /// Another place of the grant above, whose name is written once: the row has money, and the rows below it have places of their own.
    /// </summary>
    bool IsPlace(SheetRow row, string label) =>
        HasMoney(row) && ((ColumnType[])[ColumnType.Province, ColumnType.Sector, ColumnType.GrantForm])
            .FirstOrDefault(field => GetText(field, row) == label, ColumnType.RunningNumber) is var place and not ColumnType.RunningNumber
        && (Table.RowsUnder(new(row.RowNumber + 1, 0, int.MaxValue, 0)).FirstOrDefault(HasMoney) is not { } next
            || GetText(place, next).Length > 0);

    bool IsKnown(string name) => ParseForm(name) is not null || FindSector(name) is not null || IsProvince(name);

    /// <summary>Names of signatories stand in money columns too, so a text counts only if it looks like a number.</summary>
    bool HasMoney(SheetRow row) =>
        Money.Any(column => IsMergedOverSeveral(column, row)
            || (row.FindCell(column.Index) is { } cell && (!cell.IsText || CellNumber.LooksLikeNumber(cell))
                && !CellNumber.ParseCell(cell).IsBlank));

    void StartGroup(string label, SheetRow row)
    {
        var plain = RowClassifier.RemoveNumbering(label);
        columns.EndGroup();
        if (IsHeadingOfTime(plain))
            return;
        if (ParseForm(plain) is { } form)
        {
            groupForm = form;
            return;
        }

        if (Names.FindSector(plain) is { } sector)
        {
            (groupSector, areSectors) = (sector, true);
            return;
        }

        if (IsProvince(plain))
        {
            (groupProvince, areProvinces) = (ResolveProvince(plain, Table.TitlePeriod, row, null).Code, true);
            return;
        }

        // A text between the rows, or below them.
        if (!numbered.IsGroup(row))
            return;
        // An unknown heading ends the group before; in lists grouped by province or sector the desk is asked what it means.
        groupForm = null;
        groupProvince = areProvinces ? ResolveProvince(plain, Table.TitlePeriod, row, null).Code : null;
        groupSector = areSectors && !areProvinces && !Header.HasColumn(ColumnType.Sector) ? ResolveSector(plain, row, null).Sector : null;
    }

    void ReadGrant(SheetRow row, string title)
    {
        var amounts = Money.Select(column => (Column: column, Number: GetNumber(column, row))).Where(amount => !amount.Number.IsBlank)
            .ToArray();
        if (!HasMoney(row)
            && (title.Length == 0 || GetText(ColumnType.Donor, row).Length == 0 || GetText(ColumnType.Grant, row).Length == 0))
            return;
        var periods = amounts.Select(
            amount => (amount.Column, amount.Number, Period: GetPeriod(row, amount.Column, out var unknown), Unknown: unknown)).ToArray();
        ReportFinding? problemOfTime = null;
        if ((periods.Length > 0 ? periods[0].Period : GetPeriod(row, null, out problemOfTime)) is not { } period)
        {
            AddRefusal(periods.Length > 0 ? periods[0].Unknown! : problemOfTime!);
            return;
        }

        if (GetName(row).Length == 0 && !Particulars.Any(field => GetTextOrGroup(field, row).Length > 0) && amounts.Length > 0)
        {
            if (IsTotalSoFar(row))
                CompareTotal(row);
            else
                AddRefusal(CreateFinding(
                    ReportFindingKind.GrantNameMissing, row, amounts[0].Column.Index, row.FindCell(amounts[0].Column.Index)!.Value.Text));
            return;
        }

        numbered.Add(row);
        CheckDuplicateRow(row, title, amounts);
        BalanceCheck.CheckBalance(
            Header, column => GetNumber(column, row).Value,
            () => AddFinding(ReportFindingKind.BalanceDiffers, row, Header.FindColumn(ColumnType.ClosingBalance)!.Index));
        var (province, provinceProblem) = ReadProvince(row, period);
        var (sector, sectorProblem) = ReadSector(row);
        var given = new List<(Period Period, Measure Measure, Quantity Value)>();
        var estimated = new HashSet<(Period, Measure)>();
        foreach (var (column, number, time, unknown) in periods)
        {
            var isLeftOut = false;
            if ((column.Measure ?? AskColumnMeasure(column, row, out isLeftOut)) is not { } measure)
            {
                if (!isLeftOut)
                    AddRefusal(CreateFinding(ReportFindingKind.Unanswered, row, column.Index, column.Title));
                continue;
            }

            if (time is not { } of)
            {
                AddRefusal(unknown!);
                continue;
            }

            var (value, wrong) = GetQuantity(number, measure, column, row, GetRowUnit(row));
            columns.Add(column.Index, null, value, number);
            if (wrong is not null)
                AddRefusal(wrong, province);
            if (number.DisplayDivisor > 1 && value?.WholeUnits == number.Value)
                Questions.Findings.Add(DescribeScaledDisplay(number, column, row));
            if (GetQualifier(number, column) != Qualifier.Exact)
                estimated.Add((of, measure));
            if ((wrong is not null || (value is { } known && !AddAmounts(given, of, measure, column, row, known, number)))
                && provinceProblem is null)
                CountMissing(new(of, province, null, null, measure), sector, row);
        }

        if (given.FirstOrDefault(entry => entry.Measure == Measure.Disbursed) is { Value.MinorUnits: > 0 } paid
            && given.FirstOrDefault(
                entry => entry.Measure == Measure.Committed && entry.Period == paid.Period) is { Value.MinorUnits: > 0 } promised
            && paid.Value.ConvertTo(promised.Value.Unit, VndPerUsdForChecks(period)) is { } comparable
            && comparable.MinorUnits > promised.Value.MinorUnits)
            AddFinding(ReportFindingKind.DisbursedOverCommitted, row, Header.FindColumn(ColumnType.Disbursed)?.Index, paid.Value,
                promised.Value);
        if ((provinceProblem ?? sectorProblem) is { } problem)
            AddRefusal(problem);
        if (provinceProblem is not null)
            return;
        if (province is null && Header.HasColumn(ColumnType.Province))
            AddFinding(ReportFindingKind.NationalGrant, row, Header.FindColumn(ColumnType.Province)!.Index, title);
        foreach (var (of, measure, value) in given)
        {
            var isEstimate = estimated.Contains((of, measure));
            AddToSum(new(of, province, null, null, measure), value, row, isEstimate);
            if (sector is not null)
                AddToSum(new(of, province, sector, null, measure), value, row, isEstimate);
        }

        foreach (var year in PeriodsToCount(periods.Where(amount => amount.Number.Value is not 0).Select(amount => amount.Period), period))
            CountGrant(year, province, row, title);
    }

    /// <summary>Adds the amount, and that which the cell adds in another currency.</summary>
    /// <returns>False if they are two different amounts.</returns>
    bool AddAmounts(List<(Period Period, Measure Measure, Quantity Value)> given, Period period, Measure measure, TypedColumn column,
        SheetRow row, Quantity value, CellNumber number) =>
        AddAmount(given, period, measure, column, row, value)
        && (number.AlsoStated is not { } also || ToQuantity(also) is not { } other
            || AddAmount(given, period, measure, column, row, other));

    /// <summary>Combines one amount written in two currencies: the dollars are taken, and the đồng must agree with them.</summary>
    /// <returns>False if the row states two different amounts, of which none can be chosen.</returns>
    bool AddAmount(List<(Period Period, Measure Measure, Quantity Value)> given, Period period, Measure measure, TypedColumn column,
        SheetRow row, Quantity value)
    {
        var at = given.FindIndex(entry => entry.Period == period && entry.Measure == measure);
        if (at < 0)
        {
            given.Add((period, measure, value));
            return true;
        }

        var other = given[at].Value;
        // An amount in one currency has a zero in the column of the other.
        if (other.MinorUnits == 0 || value.MinorUnits == 0)
        {
            given[at] = (period, measure, other.MinorUnits == 0 ? value : other);
            return true;
        }

        if (other.Unit == value.Unit)
        {
            AddFinding(ReportFindingKind.CurrenciesDisagree, row, column.Index, other, value);
            return false;
        }

        var (dollars, dong) = value.Unit == Unit.Usd ? (value, other) : (other, value);
        var agree = ExchangeRateCheck.AreSameAmount(dollars, dong, VndPerUsdForChecks(period));
        if (!agree)
            AddFinding(ReportFindingKind.CurrenciesDisagree, row, column.Index, other, value);
        given[at] = (period, measure, dollars);
        return agree;
    }

    /// <summary>A row without a name that holds the sum so far is the total.</summary>
    bool IsTotalSoFar(SheetRow row) => Money.Any(column => columns.TableSum(column.Index, null) is not null)
        && Money.All(column => GetNumber(column, row).IsBlank
            || (ReadTotal(column, row) is { } total && !columns.DiffersFromBoth(column.Index, null, total.Written)));

    /// <summary>A written total and the calculated sum of a column; null if either is missing.</summary>
    (Quantity Written, Quantity Sum)? ReadTotal(TypedColumn column, SheetRow row)
    {
        var number = GetNumber(column, row);
        return !number.IsBlank && columns.TableSum(column.Index, null) is { } sum
            && GetQuantity(number, column.Measure ?? Measure.Disbursed, column, row,
                GetRowUnit(row).WithDefaults(sum.Unit)).Value is { } written
            ? (written, sum.Sum!.Value)
            : null;
    }

    void CompareTotal(SheetRow row)
    {
        foreach (var column in Money)
        {
            if (ReadTotal(column, row) is { } total && columns.DiffersFromBoth(column.Index, null, total.Written))
                AddFinding(ReportFindingKind.TotalDiffers, row, column.Index, column.Title, total.Written, total.Sum);
        }

        columns.EndGroup();
    }

    /// <summary>Flags a row that occurs twice with the same donor and the same money, because it was probably pasted twice.</summary>
    void CheckDuplicateRow(SheetRow row, string title, (TypedColumn Column, CellNumber Number)[] amounts)
    {
        if (title.Length == 0 || amounts.Length == 0)
            return;
        var rowKey = string.Join(
            '|', [TextFolding.Fold(title), TextFolding.Fold(GetText(ColumnType.Donor, row)),
                TextFolding.Fold(GetTextOrGroup(ColumnType.Province, row)), TextFolding.Fold(GetTextOrGroup(ColumnType.Sector, row)),
                .. amounts.Select(amount =>
                    string.Create(CultureInfo.InvariantCulture, $"{amount.Column.Index}={amount.Number.Value}"))]);
        if (!seen.TryAdd(rowKey, row.RowNumber))
            AddFinding(ReportFindingKind.SameGrant, row, null, title, seen[rowKey]);
    }

    (ProvinceCode? Code, ReportFinding? Problem) ReadProvince(SheetRow row, Period period)
    {
        if (GetText(ColumnType.ProvinceCode, row) is { Length: > 0 } code && ProvinceCode.TryParse(code, out var written)
            && Reference.FindProvince(written) is not null)
            return (written, null);
        if (Header.FindColumn(ColumnType.Province) is { } column && GetTextOrGroup(ColumnType.Province, row) is { Length: > 0 } text)
        {
            return NameLookup.IsNationName(text) ? (null, null)
                : HasOwner ? ResolveGrantProvince(text, period, row, column.Index)
                : ResolveProvince(text, period, row, column.Index);
        }

        return groupProvince is { } grouped ? (grouped, null) : ResolveOwner(period, row);
    }

    (string? Sector, ReportFinding? Problem) ReadSector(SheetRow row) =>
        Header.FindColumn(ColumnType.Sector) is { } column && GetTextOrGroup(ColumnType.Sector, row) is { Length: > 0 } text
            ? ResolveSector(text, row, column.Index) : (groupSector, null);

    decimal? VndPerUsd(Period period) => Table.DeclaredVndPerUsd ?? Reference.VndPerUsd(period.To.Year);

    void AddToSum(FigureKey key, Quantity value, SheetRow row, bool isEstimate)
    {
        var sum = GetOrAddSum(key, row);
        sum.Add(value, VndPerUsd(key.Period));
        sum.IsEstimate |= isEstimate;
    }

    void CountMissing(FigureKey key, string? sector, SheetRow row)
    {
        GetOrAddSum(key, row).MissingRowCount++;
        if (sector is not null)
            GetOrAddSum(key with { Sector = sector }, row).MissingRowCount++;
    }

    GrantSum GetOrAddSum(FigureKey key, SheetRow row)
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new(row.RowNumber));
        return sum;
    }

    /// <summary>The periods in which a grant is counted: those of its money, or that of the row if it has none.</summary>
    static IEnumerable<Period> PeriodsToCount(IEnumerable<Period?> ofMoney, Period ofRow) =>
        ofMoney.OfType<Period>().Distinct().DefaultIfEmpty(ofRow);

    string GetTextWithoutDitto(ColumnType field, SheetRow row) =>
        Header.FindColumn(field) is { } column ? dittos.ResolveDitto(column.Index, row, GetText(field, row)) : "";

    void CountGrant(Period period, ProvinceCode? province, SheetRow row, string title)
    {
        if (!counts.TryGetValue((period, province), out var count))
            counts.Add((period, province), count = new(row.RowNumber));
        count.RowCount++;
        if (NameKey.From(GetTextWithoutDitto(ColumnType.Donor, row)) is { Text.Length: > 0 } donor)
            count.Donors.Add(donor);
        if (CountryNames.Canonicalize(GetTextWithoutDitto(ColumnType.Country, row)) is { Length: > 0 } country)
            count.Countries.Add(country);
        // A grant that is merged over its places or partners counts once.
        if (!count.Grants.Add(
            Header.FindColumn(ColumnType.Grant) is { } named && Table.MergedCells.FindRange(row.RowNumber, named.Index) is { } merge
                ? merge.Top : row.RowNumber))
            return;
        switch (Header.HasColumn(ColumnType.Grant) && GetText(ColumnType.Grant, row).Length == 0 ? null
            : ParseForm(GetText(ColumnType.GrantForm, row)) ?? groupForm ?? ParseForm(title.Split(':', '-', '–')[0].Trim()))
        {
            case GrantForm.NonProject:
                count.NonProjects++;
                break;
            case { }:
                count.Projects++;
                break;
            default:
                count.WithoutFormCount++;
                break;
        }
    }

    /// <summary>In a list by province, nationwide rows are no total of the country.</summary>
    bool IsOutsideCountry(ProvinceCode? province) => province is null && counts.Keys.Any(place => place.Province is not null);

    void AddValues(FigureKey key, GrantSum sum)
    {
        if (IsOutsideCountry(key.Province))
            return;
        var place = new CellReference(
            Table.SheetName, sum.FirstRowNumber, Money.First(column => column.Measure == key.Measure || column.Measure is null).Index);
        if (sum.NeedsRate)
        {
            Questions.AddFinding(ReportFindingKind.ExchangeRateMissing, Table.FileName, place, key);
            return;
        }

        if (sum.Value is not { } value)
            return;
        ReportFinding[] findings =
        [
            .. sum.MissingRowCount > 0 ? [new ReportFinding(ReportFindingKind.SumIncomplete, Table.FileName, place, sum.MissingRowCount)]
                : (ReportFinding[])[],
            .. sum.IsConverted ? [new ReportFinding(ReportFindingKind.Converted, Table.FileName, place, VndPerUsd(key.Period)!.Value)]
                : (ReportFinding[])[],
        ];
        Values.Add(new(
            Table.FileName, key, value, sum.IsEstimate ? Qualifier.About : Qualifier.Exact, place, "", sum.RowCount, findings));
    }

    void AddValues(Period period, ProvinceCode? province, GrantCounts count)
    {
        if (IsOutsideCountry(province))
            return;
        var place = new CellReference(Table.SheetName, count.FirstRowNumber);
        void AddCount(Measure measure, int number)
        {
            if (number > 0)
                Values.Add(new(Table.FileName, new(period, province, null, null, measure), new(number, Unit.Count), Qualifier.Exact, place,
                    "", count.RowCount, []));
        }

        AddCount(Measure.Organisations, count.Donors.Count);
        AddCount(Measure.Countries, count.Countries.Count);
        // If some rows do not state their form, neither count is complete.
        if (count.WithoutFormCount == 0)
        {
            AddCount(Measure.Projects, count.Projects);
            AddCount(Measure.NonProjects, count.NonProjects);
        }
    }

    static GrantForm? ParseForm(string text) => TextFolding.Fold(text) switch
    {
        "ct" or "chuong trinh" or "cac chuong trinh" or "programme" or "program" => GrantForm.Programme,
        "da" or "du an" or "cac du an" or "ct da" or "chuong trinh du an" or "project" or "projects" => GrantForm.Project,
        "pda" or "phi du an" or "cac khoan phi du an" or "vien tro phi du an" or "khoan vien tro phi du an"
            or "cac khoan vien tro phi du an" or "non project" or "non project grant" => GrantForm.NonProject,
        _ => null,
    };

    enum GrantForm
    {
        Programme,
        Project,
        NonProject,
    }

    sealed class GrantCounts(int first)
    {
        public int FirstRowNumber => first;

        public int RowCount { get; set; }

        public int Projects { get; set; }

        public int NonProjects { get; set; }

        public int WithoutFormCount { get; set; }

        public HashSet<int> Grants { get; } = [];

        public HashSet<NameKey> Donors { get; } = [];

        public HashSet<string> Countries { get; } = [];
    }
}

/// <summary>The money of one place, summed over its grants: in one currency if all are in it, otherwise in dollars.</summary>
/// <param name="first">Row number of the first grant.</param>
sealed class GrantSum(int first)
{
    Int128 dollars;
    Int128 dong;
    Int128 converted;

    public int FirstRowNumber => first;

    public int RowCount { get; private set; }

    /// <summary>How many rows belong to the sum and could not be read.</summary>
    public int MissingRowCount { get; set; }

    /// <summary>One of its amounts is an estimate, or said to be over, about or nearly a number.</summary>
    public bool IsEstimate { get; set; }

    bool HasDollars { get; set; }

    bool HasDong { get; set; }

    bool HasRate { get; set; } = true;

    public bool IsConverted => HasDollars && HasDong;

    public bool NeedsRate => IsConverted && !HasRate;

    public Quantity? Value => RowCount == 0 ? null
        : IsConverted ? ToQuantity(dollars + converted, Unit.Usd)
        : HasDong ? ToQuantity(dong, Unit.Vnd)
        : ToQuantity(dollars, Unit.Usd);

    public void Add(Quantity value, decimal? vndPerUsd)
    {
        RowCount++;
        if (value.Unit == Unit.Usd)
        {
            (HasDollars, dollars) = (true, dollars + value.MinorUnits);
            return;
        }

        (HasDong, dong) = (true, dong + value.MinorUnits);
        if (value.ConvertTo(Unit.Usd, vndPerUsd) is { } inDollars)
            converted += inDollars.MinorUnits;
        else
            HasRate = false;
    }

    static Quantity? ToQuantity(Int128 minor, Unit unit) => minor <= Quantity.MaxMinorUnits ? new((long)minor, unit) : null;
}
