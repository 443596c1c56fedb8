using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// A list of grants, one in each row, summed into the figures of their provinces and sectors. What a sum lacks because a row could not be
/// read is told with the sum.
/// </summary>
sealed class GrantsReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    readonly Dictionary<FigureKey, GrantSum> sums = [];
    readonly Dictionary<(Period Period, ProvinceCode? Province), GrantCounts> counts = [];
    readonly ColumnSums columns = new();
    readonly Dictionary<string, int> seen = [];
    readonly Dittos dittos = new(table.Rows);
    string? groupSector;
    ProvinceCode? groupProvince;
    GrantForm? groupForm;
    readonly NumberedRows numbered = new(table);
    bool areSectors;
    bool areProvinces;
    bool isBelow;

    ColumnHead[] Money { get; } = [.. table.Head.Columns.Where(column => column.MayBeMoney)];

    protected override void ReadRows()
    {
        foreach (var row in RowsToRead())
        {
            if (RowText.IsNumbering(row) || Head.IsRepeatedBy(row))
                continue;
            var label = Label(row);
            if (IsTotal(row, label))
                Compare(row);
            else if (label is { Length: > 0 } && IsGroup(row, label))
                Group(label, row);
            else if (IsBelowGrant(row))
                Tell(ReportFindingKind.RowBeside, row, null, Title(row));
            else
                Read(row, Title(row));
        }

        foreach (var (row, parts) in numbered.Sums(Money, Number))
            Tell(ReportFindingKind.LooksLikeSum, row, null, Title(row), parts);
        foreach (var (key, sum) in sums)
            Settle(key, sum);
        foreach (var (place, count) in counts)
            Settle(place.Period, place.Province, count);
    }

    static readonly Field[] NameFields = [Field.Grant, Field.Donor, Field.Recipient];

    /// <summary>What else a grant has, and a heading has not.</summary>
    static readonly Field[] Particulars = [Field.Form, Field.Country, Field.Province, Field.Sector, Field.Decision, Field.Duration];

    /// <summary>The first of its names.</summary>
    string Name(SheetRow row) => Head.Columns.Where(column => column.Field is { } field && NameFields.Contains(field)).Select(column => row.At(column.Column)).OfType<Cell>()
        .FirstOrDefault(cell => cell.IsText && cell.Text.Any(char.IsLetter)).Text?.Trim() ?? "";

    string Title(SheetRow row) => Text(Field.Grant, row) is { Length: > 0 } grant ? grant
        : row.Cells.FirstOrDefault(cell => cell.IsText && cell.Text.Any(char.IsLetter) && !RowText.IsGroupNumber(cell.Text)) is { Text: { } text } ? text.Trim() : "";

    /// <summary>The one name that a row has, in whichever column: all that a total or a heading has. Null where there are several: then it is a grant.</summary>
    string? Label(SheetRow row)
    {
        string[] names =
        [
            .. NameFields.Select(Head.Find).OfType<ColumnHead>().Select(column => row.At(column.Column)).OfType<Cell>()
                .Where(cell => cell.IsText && !CellNumber.LooksLikeOne(cell)).Select(cell => cell.Text.Trim()),
        ];
        return names.Length switch { 0 => Title(row), 1 => names[0], _ => null };
    }

    /// <summary>Whatever else stands in its row: "Tổng cộng | 02 tổ chức".</summary>
    bool IsTotal(SheetRow row, string? label) => RowText.IsTotal(label ?? (numbered.IsNumbered(row) ? "" : Name(row)));

    /// <summary>"Trong đó: Oxfam", and what follows it without a number or a name of its own: parts of the grant above, which is the whole.</summary>
    bool IsBelowGrant(SheetRow row)
    {
        if (!HasMoney(row))
            return false;
        isBelow = RowText.IsBeside(Name(row)) || (isBelow && !numbered.IsNumbered(row) && (Head.Has(Field.Number) || Head.Has(Field.Grant)) && Text(Field.Grant, row).Length == 0);
        return isBelow;
    }

    /// <summary>A heading is numbered as one, or names what heads a group, whatever it sums up; or it has no money and is no grant.</summary>
    bool IsGroup(SheetRow row, string label) =>
        numbered.IsGroup(row) || numbered.IsParent(row) || (IsKnown(RowText.Unnumbered(label)) && !IsPlace(row, label) && !HasParticulars(row, label)) || (Head.Has(Field.Grant) && !HasMoney(row));

    /// <summary>"2 | Cứu trợ khẩn cấp | PDA | Huyện Lộc Bình" is a grant that is called as a sector is.</summary>
    bool HasParticulars(SheetRow row, string label) => numbered.IsNumbered(row) && Particulars.Any(field => Text(field, row) is { Length: > 0 } text && text != label);

    /// <summary>Another place of the grant above, whose name stands there once: it has money, and the rows below it have places of their own.</summary>
    bool IsPlace(SheetRow row, string label) =>
        HasMoney(row) && ((Field[])[Field.Province, Field.Sector, Field.Form]).FirstOrDefault(field => Text(field, row) == label, Field.Number) is var place and not Field.Number
        && (Table.Under(new(row.Line + 1, 0, int.MaxValue, 0)).FirstOrDefault(HasMoney) is not { } next || Text(place, next).Length > 0);

    bool IsKnown(string name) => FormOf(name) is not null || SectorNamed(name) is not null || IsProvince(name);

    /// <summary>Who has signed stands in the columns of money too.</summary>
    bool HasMoney(SheetRow row) =>
        Money.Any(column => IsShared(column, row) || (row.At(column.Column) is { } cell && (!cell.IsText || CellNumber.LooksLikeOne(cell)) && !CellNumber.Read(cell).IsBlank));

    void Group(string label, SheetRow row)
    {
        var plain = RowText.Unnumbered(label);
        columns.EndGroup();
        if (IsHeadingOfTime(plain))
            return;
        if (FormOf(plain) is { } form)
        {
            groupForm = form;
            return;
        }

        if (Names.Sector(plain) is { } sector)
        {
            (groupSector, areSectors) = (sector, true);
            return;
        }

        if (IsProvince(plain))
        {
            (groupProvince, areProvinces) = (Province(plain, Table.TitlePeriod, row, null).Code, true);
            return;
        }

        // A text between the rows, or below them.
        if (!numbered.IsGroup(row))
            return;
        // A heading that is not known is not the one before; in lists that are grouped so, it is asked for.
        groupForm = null;
        groupProvince = areProvinces ? Province(plain, Table.TitlePeriod, row, null).Code : null;
        groupSector = areSectors && !areProvinces && !Head.Has(Field.Sector) ? Sector(plain, row, null).Sector : null;
    }

    void Read(SheetRow row, string title)
    {
        var amounts = Money.Select(column => (Column: column, Number: Number(column, row))).Where(one => !one.Number.IsBlank).ToArray();
        if (!HasMoney(row) && (title.Length == 0 || Text(Field.Donor, row).Length == 0 || Text(Field.Grant, row).Length == 0))
            return;
        var periods = amounts.Select(one => (one.Column, one.Number, Period: PeriodOf(row, one.Column, out var unknown), Unknown: unknown)).ToArray();
        ReportFinding? problemOfTime = null;
        if ((periods.Length > 0 ? periods[0].Period : PeriodOf(row, null, out problemOfTime)) is not { } period)
        {
            Refuse(periods.Length > 0 ? periods[0].Unknown! : problemOfTime!);
            return;
        }

        if (Name(row).Length == 0 && !Particulars.Any(field => Said(field, row).Length > 0) && amounts.Length > 0)
        {
            if (IsTotalSoFar(row))
                Compare(row);
            else
                Refuse(Found(ReportFindingKind.GrantNameMissing, row, amounts[0].Column.Column, row.At(amounts[0].Column.Column)!.Value.Text));
            return;
        }

        numbered.Add(row);
        CheckTwice(row, title, amounts);
        Balance.Check(Head, column => Number(column, row).Value, () => Tell(ReportFindingKind.BalanceDiffers, row, Head.Find(Field.Closing)!.Column));
        var (province, provinceProblem) = ProvinceOf(row, period);
        var (sector, sectorProblem) = SectorOf(row);
        var given = new List<(Period Period, Measure Measure, Quantity Value)>();
        foreach (var (column, number, time, unknown) in periods)
        {
            var isLeftOut = false;
            if ((column.Measure ?? Guessed(column, row, out isLeftOut)) is not { } measure)
            {
                if (!isLeftOut)
                    Refuse(Found(ReportFindingKind.Unanswered, row, column.Column, column.Title));
                continue;
            }

            if (time is not { } of)
            {
                Refuse(unknown!);
                continue;
            }

            var (value, wrong) = Amount(number, measure, column, row, UnitOf(row));
            columns.Add(column.Column, null, value, number);
            if (wrong is not null)
                Refuse(wrong, province);
            if ((wrong is not null || (value is { } known && !Join(given, of, measure, column, row, known))) && provinceProblem is null)
                Lack(new(of, province, null, null, measure), sector, row);
        }

        if (given.FirstOrDefault(one => one.Measure == Measure.Disbursed) is { Value.Minor: > 0 } paid
            && given.FirstOrDefault(one => one.Measure == Measure.Committed && one.Period == paid.Period) is { Value.Minor: > 0 } promised
            && paid.Value.In(promised.Value.Unit, RateToCompare(period)) is { } comparable && comparable.Minor > promised.Value.Minor)
            Tell(ReportFindingKind.DisbursedOverCommitted, row, Head.Find(Field.Disbursed)?.Column, paid.Value, promised.Value);
        if ((provinceProblem ?? sectorProblem) is { } problem)
            Refuse(problem);
        if (provinceProblem is not null)
            return;
        if (province is null && Head.Has(Field.Province))
            Tell(ReportFindingKind.NationalGrant, row, Head.Find(Field.Province)!.Column, title);
        foreach (var (of, measure, value) in given)
        {
            Add(new(of, province, null, null, measure), value, row);
            if (sector is not null)
                Add(new(of, province, sector, null, measure), value, row);
        }

        foreach (var year in Counted(periods.Where(one => one.Number.Value is not 0).Select(one => one.Period), period))
            Count(year, province, row, title);
    }

    /// <summary>One amount written in two currencies is one amount: the dollars are taken, and the đồng must agree with them.</summary>
    /// <returns>False where the row states one amount in two ways of which nobody may choose.</returns>
    bool Join(List<(Period Period, Measure Measure, Quantity Value)> given, Period period, Measure measure, ColumnHead column, SheetRow row, Quantity value)
    {
        var at = given.FindIndex(one => one.Period == period && one.Measure == measure);
        if (at < 0)
        {
            given.Add((period, measure, value));
            return true;
        }

        var other = given[at].Value;
        // What is written in one currency has a zero in the column of the other.
        if (other.Minor == 0 || value.Minor == 0)
        {
            given[at] = (period, measure, other.Minor == 0 ? value : other);
            return true;
        }

        if (other.Unit == value.Unit)
        {
            Tell(ReportFindingKind.CurrenciesDisagree, row, column.Column, other, value);
            return false;
        }

        var (dollars, dong) = value.Unit == Unit.Usd ? (value, other) : (other, value);
        var agree = Rates.Agree(dollars, dong, RateToCompare(period));
        if (!agree)
            Tell(ReportFindingKind.CurrenciesDisagree, row, column.Column, other, value);
        given[at] = (period, measure, dollars);
        return agree;
    }

    /// <summary>A row without a name that holds what was added up is the total.</summary>
    bool IsTotalSoFar(SheetRow row) => Money.Any(column => columns.Of(column.Column, null) is not null)
        && Money.All(column => Number(column, row).IsBlank || (Total(column, row) is { } total && !columns.Differs(column.Column, null, total.Written)));

    /// <summary>What a total writes in a column, and what was added up of it; null where one of both is not there.</summary>
    (Quantity Written, Quantity Sum)? Total(ColumnHead column, SheetRow row)
    {
        var number = Number(column, row);
        return !number.IsBlank && columns.Of(column.Column, null) is { } sum
            && Amount(number, column.Measure ?? Measure.Disbursed, column, row, UnitOf(row).Or(sum.Unit)).Value is { } written
            ? (written, sum.Sum!.Value)
            : null;
    }

    void Compare(SheetRow row)
    {
        foreach (var column in Money)
        {
            if (Total(column, row) is { } total && columns.Differs(column.Column, null, total.Written))
                Tell(ReportFindingKind.TotalDiffers, row, column.Column, column.Title, total.Written, total.Sum);
        }

        columns.EndGroup();
    }

    /// <summary>A row that stands there twice, with the same giver and the same money, was pasted twice.</summary>
    void CheckTwice(SheetRow row, string title, (ColumnHead Column, CellNumber Number)[] amounts)
    {
        if (title.Length == 0 || amounts.Length == 0)
            return;
        var told = string.Join('|', [Folding.Fold(title), Folding.Fold(Text(Field.Donor, row)), Folding.Fold(Said(Field.Province, row)), Folding.Fold(Said(Field.Sector, row)), .. amounts.Select(one => $"{one.Column.Column}={one.Number.Value}")]);
        if (!seen.TryAdd(told, row.Line))
            Tell(ReportFindingKind.SameGrant, row, null, title, seen[told]);
    }

    (ProvinceCode? Code, ReportFinding? Problem) ProvinceOf(SheetRow row, Period period)
    {
        if (Text(Field.ProvinceCode, row) is { Length: > 0 } code && ProvinceCode.TryParse(code, out var written) && Reference.Province(written) is not null)
            return (written, null);
        if (Head.Find(Field.Province) is { } column && Said(Field.Province, row) is { Length: > 0 } text)
        {
            return KnownNames.IsNation(text) ? (null, null)
                : IsOwned ? PlaceOf(text, period, row, column.Column)
                : Province(text, period, row, column.Column);
        }

        return groupProvince is { } grouped ? (grouped, null) : Owner(period, row);
    }

    (string? Sector, ReportFinding? Problem) SectorOf(SheetRow row) =>
        Head.Find(Field.Sector) is { } column && Said(Field.Sector, row) is { Length: > 0 } text ? Sector(text, row, column.Column) : (groupSector, null);

    decimal? Rate(Period period) => Table.DeclaredRate ?? Reference.VndPerUsd(period.To.Year);

    void Add(FigureKey key, Quantity value, SheetRow row) => SumOf(key, row).Add(value, Rate(key.Period));

    void Lack(FigureKey key, string? sector, SheetRow row)
    {
        SumOf(key, row).Lacking++;
        if (sector is not null)
            SumOf(key with { Sector = sector }, row).Lacking++;
    }

    GrantSum SumOf(FigureKey key, SheetRow row)
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new(row.Line));
        return sum;
    }

    /// <summary>The windows in which a grant is one: those of its money, or that of the row where it has none.</summary>
    static IEnumerable<Period> Counted(IEnumerable<Period?> ofMoney, Period ofRow) => ofMoney.OfType<Period>().Distinct().DefaultIfEmpty(ofRow);

    string Repeated(Field field, SheetRow row) => Head.Find(field) is { } column ? dittos.Of(column.Column, row, Text(field, row)) : "";

    void Count(Period period, ProvinceCode? province, SheetRow row, string title)
    {
        if (!counts.TryGetValue((period, province), out var count))
            counts.Add((period, province), count = new(row.Line));
        count.Rows++;
        if (Folding.Fold(Repeated(Field.Donor, row)) is { Length: > 0 } donor)
            count.Donors.Add(donor);
        if (CountryNames.Of(Repeated(Field.Country, row)) is { Length: > 0 } country)
            count.Countries.Add(country);
        // Merged over its places or its partners, it is one grant.
        if (!count.Grants.Add(Head.Find(Field.Grant) is { } named && Table.Merges.Over(row.Line, named.Column) is { } merge ? merge.Top : row.Line))
            return;
        switch (Head.Has(Field.Grant) && Text(Field.Grant, row).Length == 0 ? null : FormOf(Text(Field.Form, row)) ?? groupForm ?? FormOf(title.Split(':', '-', '–')[0].Trim()))
        {
            case GrantForm.NonProject:
                count.NonProjects++;
                break;
            case { }:
                count.Projects++;
                break;
            default:
                count.Formless++;
                break;
        }
    }

    /// <summary>What a list of provinces says of the whole country is no total of the country.</summary>
    bool IsBeside(ProvinceCode? province) => province is null && counts.Keys.Any(place => place.Province is not null);

    void Settle(FigureKey key, GrantSum sum)
    {
        if (IsBeside(key.Province))
            return;
        var place = new Place(Table.Sheet, sum.First, Money.First(column => column.Measure == key.Measure || column.Measure is null).Column);
        if (sum.NeedsRate)
        {
            Inquiry.Tell(ReportFindingKind.NoRate, Table.File, place, key);
            return;
        }

        if (sum.Value is not { } value)
            return;
        ReportFinding[] findings =
        [
            .. sum.Lacking > 0 ? [new ReportFinding(ReportFindingKind.SumLacks, Table.File, place, sum.Lacking)] : (ReportFinding[])[],
            .. sum.IsConverted ? [new ReportFinding(ReportFindingKind.Converted, Table.File, place, Rate(key.Period)!.Value)] : (ReportFinding[])[],
        ];
        Claims.Add(new(Table.File, key, value, Qualifier.Exact, place, "", sum.Rows, findings));
    }

    void Settle(Period period, ProvinceCode? province, GrantCounts count)
    {
        if (IsBeside(province))
            return;
        var place = new Place(Table.Sheet, count.First);
        void Say(Measure measure, int number)
        {
            if (number > 0)
                Claims.Add(new(Table.File, new(period, province, null, null, measure), new(number, Unit.Count), Qualifier.Exact, place, "", count.Rows, []));
        }

        Say(Measure.Organisations, count.Donors.Count);
        Say(Measure.Countries, count.Countries.Count);
        // Where some rows do not say what they are, neither count is one.
        if (count.Formless == 0)
        {
            Say(Measure.Projects, count.Projects);
            Say(Measure.NonProjects, count.NonProjects);
        }
    }

    static GrantForm? FormOf(string text) => Folding.Fold(text) switch
    {
        "ct" or "chuong trinh" or "cac chuong trinh" or "programme" or "program" => GrantForm.Programme,
        "da" or "du an" or "cac du an" or "ct da" or "chuong trinh du an" or "project" or "projects" => GrantForm.Project,
        "pda" or "phi du an" or "cac khoan phi du an" or "vien tro phi du an" or "khoan vien tro phi du an" or "cac khoan vien tro phi du an" or "non project" or "non project grant" => GrantForm.NonProject,
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
        public int First => first;

        public int Rows { get; set; }

        public int Projects { get; set; }

        public int NonProjects { get; set; }

        public int Formless { get; set; }

        public HashSet<int> Grants { get; } = [];

        public HashSet<string> Donors { get; } = [];

        public HashSet<string> Countries { get; } = [];
    }
}

/// <summary>The money of one place, as its grants add up. In one currency as long as they are of one, else in dollars.</summary>
/// <param name="first">The line of the first.</param>
sealed class GrantSum(int first)
{
    Int128 dollars;
    Int128 dong;
    Int128 converted;

    public int First => first;

    public int Rows { get; private set; }

    /// <summary>How many rows should be in it and could not be read.</summary>
    public int Lacking { get; set; }

    bool HasDollars { get; set; }

    bool HasDong { get; set; }

    bool HasRate { get; set; } = true;

    public bool IsConverted => HasDollars && HasDong;

    public bool NeedsRate => IsConverted && !HasRate;

    public Quantity? Value => Rows == 0 ? null
        : IsConverted ? Of(dollars + converted, Unit.Usd)
        : HasDong ? Of(dong, Unit.Vnd)
        : Of(dollars, Unit.Usd);

    public void Add(Quantity value, decimal? vndPerUsd)
    {
        Rows++;
        if (value.Unit == Unit.Usd)
        {
            (HasDollars, dollars) = (true, dollars + value.Minor);
            return;
        }

        (HasDong, dong) = (true, dong + value.Minor);
        if (value.In(Unit.Usd, vndPerUsd) is { } inDollars)
            converted += inDollars.Minor;
        else
            HasRate = false;
    }

    static Quantity? Of(Int128 minor, Unit unit) => minor <= Quantity.Limit ? new((long)minor, unit) : null;
}
