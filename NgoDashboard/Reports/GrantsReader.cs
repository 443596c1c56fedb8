using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// A list of grants, one in each row, summed into the figures of their provinces and sectors. What a sum lacks because a row could not be
/// read is told with the sum.
/// </summary>
sealed class GrantsReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    /// <summary>A fixed rate differs from the year's average by no more than so many percent; past it, one of the two amounts is wrong.</summary>
    const decimal RateTolerance = .1m;

    readonly Dictionary<FigureKey, GrantSum> sums = [];
    readonly Dictionary<(Period Period, ProvinceCode? Province), GrantCounts> counts = [];
    readonly Dictionary<int, RunningSum> all = [];
    readonly Dictionary<int, RunningSum> group = [];
    readonly Dictionary<string, int> seen = [];
    string? groupSector;
    ProvinceCode? groupProvince;
    GrantForm? groupForm;

    ColumnHead[] Money { get; } = [.. table.Head.Columns.Where(column => column.Measure is { IsMoney: true } && !column.IsSum)];

    protected override void ReadRows()
    {
        foreach (var row in Table.Rows)
        {
            if (RowText.IsNumbering(row) || Head.IsRepeatedBy(row))
                continue;
            var title = Title(row);
            if (RowText.IsTotal(title) && Text(Field.Donor, row).Length == 0)
                Compare(row);
            else if (IsGroup(row, title))
                Group(title, row);
            else
                Read(row, title);
        }

        foreach (var (key, sum) in sums)
            Settle(key, sum);
        foreach (var (place, count) in counts)
            Settle(place.Period, place.Province, count);
    }

    string Title(SheetRow row) => Text(Field.Grant, row) is { Length: > 0 } grant ? grant
        : row.Cells.FirstOrDefault(cell => cell.IsText && cell.Text.Any(char.IsLetter) && !RowText.IsGroupNumber(cell.Text)) is { Text: { } text } ? text.Trim() : "";

    /// <summary>A heading has a title and no grant: neither who gives nor what is given; or it is numbered as a group and sums it up.</summary>
    bool IsGroup(SheetRow row, string title) =>
        title.Length > 0 && Text(Field.Donor, row).Length == 0 && Text(Field.Recipient, row).Length == 0
        && (RowText.IsGroupNumber(Text(Field.Number, row)) || !Money.Any(column => row.At(column.Column) is { } cell && !CellNumber.Read(cell).IsBlank));

    void Group(string title, SheetRow row)
    {
        var plain = title.TrimStart("0123456789IVX.-) ".ToCharArray());
        if (plain.Length == 0)
            plain = title;
        group.Clear();
        if (FormOf(plain) is { } form)
            groupForm = form;
        else if (Names.Sector(plain) is { } sector)
            groupSector = sector;
        else if (IsProvince(plain) && Province(plain, Table.TitlePeriod, row, null).Code is { } province)
            groupProvince = province;
    }

    void Read(SheetRow row, string title)
    {
        var amounts = Money.Select(column => (Column: column, Number: Number(column, row))).Where(one => !one.Number.IsBlank).ToArray();
        if (amounts.Length == 0 && (title.Length == 0 || Text(Field.Donor, row).Length == 0))
            return;
        if (PeriodOf(row, null, out var unknown) is not { } period)
        {
            Refuse(unknown!);
            return;
        }

        CheckTwice(row, title, amounts);
        Balance.Check(Head, column => Number(column, row).Value, () => Tell(ReportFindingKind.BalanceDiffers, row, Head.Find(Field.Closing)!.Column));
        var (province, provinceProblem) = ProvinceOf(row, period);
        var (sector, sectorProblem) = SectorOf(row);
        var problem = provinceProblem ?? sectorProblem;
        var given = new List<(Measure Measure, Quantity Value)>();
        foreach (var (column, number) in amounts)
        {
            var (value, wrong) = Amount(number, column.Measure!.Value, column, row, UnitOf(row));
            Sum(column, value, number);
            if (wrong is not null)
                Inquiry.Findings.Add(wrong);
            else if (value is { } known)
                Join(given, column, row, period, known);
            if (wrong is not null && provinceProblem is null)
                Lack(new(period, province, null, null, column.Measure.Value), sector, row);
        }

        if (given.FirstOrDefault(one => one.Measure == Measure.Disbursed) is { Value.Minor: > 0 } paid
            && given.FirstOrDefault(one => one.Measure == Measure.Committed) is { Value.Minor: > 0 } promised
            && paid.Value.In(promised.Value.Unit, Rate(period)) is { } comparable && comparable.Minor > promised.Value.Minor)
            Tell(ReportFindingKind.DisbursedOverCommitted, row, Head.Find(Field.Disbursed)?.Column, paid.Value, promised.Value);
        if (problem is not null)
            Refuse(problem);
        if (provinceProblem is not null)
            return;
        foreach (var (measure, value) in given)
        {
            Add(new(period, province, null, null, measure), value, row);
            if (sector is not null)
                Add(new(period, province, sector, null, measure), value, row);
        }

        Count(period, province, row, title);
    }

    void Refuse(ReportFinding problem) => Inquiry.Findings.Add(problem);

    /// <summary>One amount written in two currencies is one amount: the dollars are taken, and the đồng must agree with them.</summary>
    void Join(List<(Measure Measure, Quantity Value)> given, ColumnHead column, SheetRow row, Period period, Quantity value)
    {
        var measure = column.Measure!.Value;
        var at = given.FindIndex(one => one.Measure == measure);
        if (at < 0)
        {
            given.Add((measure, value));
            return;
        }

        var other = given[at].Value;
        if (other.Unit == value.Unit || Rate(period) is not { } rate)
        {
            Tell(ReportFindingKind.CurrenciesDisagree, row, column.Column, other, value);
            return;
        }

        var (dollars, dong) = value.Unit == Unit.Usd ? (value, other) : (other, value);
        if (dollars.Minor == 0 || Math.Abs((dong.Whole / dollars.Whole) - rate) > rate * RateTolerance)
            Tell(ReportFindingKind.CurrenciesDisagree, row, column.Column, other, value);
        given[at] = (measure, dollars);
    }

    void Sum(ColumnHead column, Quantity? value, CellNumber number)
    {
        foreach (var running in (Dictionary<int, RunningSum>[])[all, group])
        {
            if (!running.TryGetValue(column.Column, out var sum))
                running.Add(column.Column, sum = new());
            sum.Add(value, number);
        }
    }

    void Compare(SheetRow row)
    {
        foreach (var column in Money)
        {
            var number = Number(column, row);
            if (number.IsBlank || !all.TryGetValue(column.Column, out var sum) || sum.Sum is null
                || Amount(number, column.Measure!.Value, column, row, UnitOf(row).Or(sum.Unit)).Value is not { } written)
                continue;
            if (sum.Differs(written) && (!group.TryGetValue(column.Column, out var part) || part.Differs(written)))
                Tell(ReportFindingKind.TotalDiffers, row, column.Column, column.Title, written, sum.Sum!.Value);
        }

        group.Clear();
    }

    /// <summary>A row that stands there twice, with the same giver and the same money, was pasted twice.</summary>
    void CheckTwice(SheetRow row, string title, (ColumnHead Column, CellNumber Number)[] amounts)
    {
        if (title.Length == 0 || amounts.Length == 0)
            return;
        var told = string.Join('|', [Folding.Fold(title), Folding.Fold(Text(Field.Donor, row)), Folding.Fold(Text(Field.Province, row)), .. amounts.Select(one => $"{one.Column.Column}={one.Number.Value}")]);
        if (!seen.TryAdd(told, row.Line))
            Tell(ReportFindingKind.SameGrant, row, null, title, seen[told]);
    }

    (ProvinceCode? Code, ReportFinding? Problem) ProvinceOf(SheetRow row, Period period)
    {
        if (Text(Field.ProvinceCode, row) is { Length: > 0 } code && ProvinceCode.TryParse(code, out var written) && Reference.Province(written) is not null)
            return (written, null);
        if (Head.Find(Field.Province) is { } column && Text(Field.Province, row) is { Length: > 0 } text)
        {
            // In a province's own list the place is a district or a commune.
            return KnownNames.IsNation(text) ? (null, null)
                : IsProvince(text) || !IsOwned() ? Province(text, period, row, column.Column)
                : Owner(period, row);
        }

        return groupProvince is { } grouped ? (grouped, null) : Owner(period, row);
    }

    bool IsOwned() => Table.Titles.Append(Table.Sheet).Any(title => Names.ProvincesWithin(title).Count > 0);

    (string? Sector, ReportFinding? Problem) SectorOf(SheetRow row) =>
        Head.Find(Field.Sector) is { } column && Text(Field.Sector, row) is { Length: > 0 } text ? Sector(text, row, column.Column) : (groupSector, null);

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

    void Count(Period period, ProvinceCode? province, SheetRow row, string title)
    {
        if (!counts.TryGetValue((period, province), out var count))
            counts.Add((period, province), count = new(row.Line));
        count.Rows++;
        if (Folding.Fold(Text(Field.Donor, row)) is { Length: > 0 } donor)
            count.Donors.Add(donor);
        if (Folding.Fold(Text(Field.Country, row)) is { Length: > 0 } country)
            count.Countries.Add(country);
        switch (FormOf(Text(Field.Form, row)) ?? groupForm ?? FormOf(title.Split(':', '-', '–')[0].Trim()))
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

    void Settle(FigureKey key, GrantSum sum)
    {
        var place = new Place(Table.Sheet, sum.First, Head.Columns.First(column => column.Measure == key.Measure).Column);
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
