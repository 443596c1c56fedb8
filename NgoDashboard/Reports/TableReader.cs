using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>With what a report is read.</summary>
/// <param name="NewestYear">The newest year that a report may be of: reading is pure, and asks no clock.</param>
/// <param name="Cancellation">Looked at in every row: whoever has sent a report may be gone.</param>
sealed record ReadingContext(KnownNames Names, Reference Reference, Inquiry Inquiry, int NewestYear, CancellationToken Cancellation);

/// <summary>
/// What all kinds of tables have in common: how a column writes its numbers, in what unit, of which time and of whose provinces; each from
/// what the file says, else from what the desk answers, and never from a guess. For one table and one reading of it.
/// </summary>
abstract class TableReader(ReportTable table, ReadingContext context)
{
    static readonly string[] Units = ["VND:1", "VND:1000", "VND:1000000", "VND:1000000000", "USD:1", "USD:1000", "USD:1000000"];

    /// <summary>What tells one row from another.</summary>
    protected static readonly Field[] Keys = [Field.Province, Field.ProvinceCode, Field.Sector, Field.Campaign, Field.Period, Field.Measure];

    const int YearsOffered = 5;

    const int MostCandidates = 8;

    readonly Dictionary<int, NumberStyle?> styles = [];
    readonly Dictionary<string, IReadOnlyList<ProvinceCode>> known = [];
    readonly Dictionary<string, string?> sectors = [];
    readonly Dictionary<string, MoneyUnit> units = [];
    readonly Dictionary<Merge, bool> shared = [];
    readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    int[]? placesOfRows;
    (int? Certain, bool AllUnchanged)? named;
    bool? areRegionsBelow;
    (TitleOwner? Owner, bool IsKnown) owner;
    GroupColumns? groups;

    protected ReportTable Table => table;

    protected Head Head => table.Head;

    protected KnownNames Names => context.Names;

    protected Reference Reference => context.Reference;

    protected Inquiry Inquiry => context.Inquiry;

    protected List<Claim> Claims { get; } = [];

    string Id => $"{table.File}|{table.Sheet}|{table.Head.First}|{table.Head.Columns[0].Column}";

    /// <summary>Of the rows below a line that says nothing else: "Năm 2022".</summary>
    protected Period? GroupPeriod { get; set; }

    /// <summary>Whether a line names a time and nothing else, which then is that of the rows below it.</summary>
    protected bool IsHeadingOfTime(string text)
    {
        if (PeriodText.OfWhole(text) is not { IsDay: false } period)
            return false;
        GroupPeriod = period;
        return true;
    }

    /// <summary>To see whether amounts in two currencies may be one: nothing is reckoned with it, and that of the year may not be known yet.</summary>
    protected decimal? RateToCompare(Period period) => table.DeclaredRate ?? Reference.NearestVndPerUsd(period.To.Year);

    /// <summary>As who is asked about the whole of it knows it: by its sheet, or its file where that has but one.</summary>
    string Called => table.Sheet.Length > 0 ? table.Sheet : table.File;

    public static IReadOnlyList<Claim> Read(ReportTable table, ReadingContext context)
    {
        TableReader reader = table.Head.Kind switch
        {
            TableKind.Grants => new GrantsReader(table, context),
            TableKind.Figures => new FiguresReader(table, context),
            _ => new TotalsReader(table, context),
        };
        new TableRemarks(table, context).Tell(reader.OwnerCodes);
        var told = context.Inquiry.Findings.Count;
        reader.ReadRows();
        // What the desk has left out was read.
        if (reader.Claims.Count == 0 && context.Inquiry.Findings.Count == told && !context.Inquiry.HasLeftOut(table.File) && table.Rows.FirstOrDefault(table.HoldsNumber) is { } row)
            reader.Tell(ReportFindingKind.NothingRead, row, null);
        return reader.Claims;
    }

    protected abstract void ReadRows();

    /// <summary>The rows, as long as somebody waits for them.</summary>
    /// <exception cref="OperationCanceledException">Nobody does.</exception>
    protected IEnumerable<SheetRow> RowsToRead()
    {
        foreach (var row in table.Rows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    protected void Tell(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) => Inquiry.Tell(kind, table.File, table.At(row, column), args);

    protected void Refuse(ReportFinding problem, ProvinceCode? province = null) => Inquiry.Findings.Add(problem with { Province = province });

    protected ReportFinding Found(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) => new(kind, table.File, table.At(row, column), [.. args]);

    protected string Text(Field field, SheetRow row) => Head.Find(field) is { } column && row.At(column.Column) is { } cell ? cell.Text.Trim() : "";

    /// <summary>What a row says in a column of names, or its group does.</summary>
    protected string Said(Field field, SheetRow row) =>
        Text(field, row) is { Length: > 0 } own ? own : Head.Has(field) ? (groups ??= new(table, IsTotal, TellOfGroups)).Of(field, row) : "";

    void TellOfGroups(ColumnHead column, SheetRow row) => Tell(ReportFindingKind.FilledDown, row, column.Column, column.Title);

    protected bool IsTotal(Field field, string text) =>
        field == Field.Measure ? RowText.IsTotalAlone(text) : (RowText.IsTotal(text) && SectorNamed(text) is null) || (AreRegionsBelow && RowText.IsRegion(text));

    /// <summary>Whether "Miền Bắc" stands below its provinces and is their total. Above them it is one too, but of what has not been read yet.</summary>
    bool AreRegionsBelow => areRegionsBelow ??= Head.Kind == TableKind.Totals && Head.Find(Field.Province) is { } column
        && table.Rows.Select(row => row.At(column.Column)).OfType<Cell>().Select(cell => cell.Text).FirstOrDefault(text => RowText.IsRegion(text) || IsProvince(text)) is { } first
        && !RowText.IsRegion(first);

    /// <summary>The number of a cell in the style of its column.</summary>
    protected CellNumber Number(ColumnHead column, SheetRow row) =>
        IsShared(column, row) ? new(null, null, Problem: NumberProblem.Shared) : CellNumber.Read(row.At(column.Column), Style(column));

    /// <summary>Whether one number is merged over several places.</summary>
    protected bool IsShared(ColumnHead column, SheetRow row)
    {
        if (table.Merges.Over(row.Line, column.Column) is not { } merge)
            return false;
        if (!shared.TryGetValue(merge, out var isShared))
        {
            var (from, until) = (table.IndexFrom(merge.Top), table.IndexFrom(merge.Bottom == int.MaxValue ? merge.Bottom : merge.Bottom + 1));
            isShared = until > from && table.Rows[from].Line == merge.Top && table.Rows[from].At(merge.Left) is { } first && (!first.IsText || CellNumber.LooksLikeOne(first))
                && (Head.Columns.Count(one => one.HoldsFigures && one.Column >= merge.Left && one.Column <= merge.Right) > 1 || AreSeveral(from, until));
            shared.Add(merge, isShared);
        }

        return isShared;
    }

    /// <summary>Whether rows that share a number are of several places, or measures of one.</summary>
    bool AreSeveral(int from, int until)
    {
        var first = PlaceOfRow(from);
        for (var i = from + 1; i < until; i++)
        {
            if (PlaceOfRow(i) != first)
                return true;
        }

        return false;
    }

    /// <summary>A number for what tells a row from another, the same for rows that say the same. Found once: every column may be merged over all rows.</summary>
    int PlaceOfRow(int at)
    {
        placesOfRows ??= new int[table.Rows.Count];
        if (placesOfRows[at] > 0)
            return placesOfRows[at];
        var place = string.Join('|', Keys.Select(field => Said(field, table.Rows[at])));
        if (!places.TryGetValue(place, out var number))
            places.Add(place, number = places.Count + 1);
        return placesOfRows[at] = number;
    }

    /// <summary>What is said of a number that cannot be taken; null where it can.</summary>
    protected ReportFinding? Wrong(CellNumber number, ColumnHead column, SheetRow row)
    {
        var written = row.At(column.Column)?.Text ?? "";
        return number.Problem switch
        {
            null => null,
            NumberProblem.Ambiguous => AskStyle(column, row) is null ? Found(ReportFindingKind.Unanswered, row, column.Column, written) : null,
            NumberProblem.Negative => Found(ReportFindingKind.Negative, row, column.Column, written),
            NumberProblem.TooLarge => Found(ReportFindingKind.NumberTooLarge, row, column.Column, written),
            NumberProblem.Error => Found(ReportFindingKind.ErrorCell, row, column.Column, written),
            NumberProblem.Day => Found(ReportFindingKind.DayCell, row, column.Column, written),
            NumberProblem.Shared => Found(ReportFindingKind.SharedAmount, row, column.Column, column.Title),
            _ => Found(ReportFindingKind.NotANumber, row, column.Column, written),
        };
    }

    /// <summary>The number as a quantity of that measure, or why there is none.</summary>
    /// <param name="ofRow">The unit that the row says, in a column of its own or with its measure.</param>
    /// <param name="about">The measure as the row writes it, where it does: then its unit is asked for it, and not for the column.</param>
    protected (Quantity? Value, ReportFinding? Problem) Amount(CellNumber number, Measure measure, ColumnHead column, SheetRow row, MoneyUnit ofRow = default, string? about = null)
    {
        if (Wrong(number, column, row) is { } wrong)
            return (null, wrong);
        if (number.Value is not { } value)
            return (null, null);
        if (!measure.IsMoney)
        {
            // A unit in a column of its own is that of the row's measure; beside several measures it is that of the money.
            if (!number.Unit.IsNone || (Head.Has(Field.Measure) && !ofRow.IsNone) || (number.IsPercent && measure != Measure.DisbursementRate))
                return (null, Found(ReportFindingKind.UnitDoesNotFit, row, column.Column, row.At(column.Column)!.Value.Text));
            var unit = measure == Measure.DisbursementRate ? Unit.Percent : Unit.Count;
            return Fit(value, unit, column, row);
        }

        if (number.IsPercent)
            return (null, Found(ReportFindingKind.UnitDoesNotFit, row, column.Column, row.At(column.Column)!.Value.Text));
        if (number.Unit.IsNone && Text(Field.Unit, row) is { Length: > 0 } unknown && MoneyUnit.OfWhole(unknown) is null)
            return (null, Found(ReportFindingKind.UnitUnknown, row, Head.Find(Field.Unit)!.Column, unknown));
        if ((number.Unit.Currency ?? ofRow.Currency) is { } one && column.Unit.Currency is { } other && one != other && (number.Unit.IsNone || number.Unit.Scale is null))
            return (null, Found(ReportFindingKind.UnitsDisagree, row, column.Column, column.Title, one.Word()));
        var told = number.Unit.Or(ofRow).Or(column.Unit).Or(table.TitleUnit);
        // "USD" in the head and "nghìn USD" above the table: one of them is the unit.
        var isDoubtful = number.Unit.IsNone && ofRow.Or(column.Unit) is { Currency: { } said, Scale: 1 } && table.TitleUnit is { Scale: > 1 } title && title.Currency == said;
        // "VND" in a row under "nghìn USD" has a currency, and no scale that anybody said.
        var foreign = number.Unit.IsNone && ofRow is { Currency: { } own, Scale: null } && column.Unit.IsNone && table.TitleUnit is { Currency: { } around, Scale: > 1 } && around != own ? own : (Unit?)null;
        if (foreign is { } currency)
        {
            if (AskUnit(column, row, $"{column.Title} ({currency.Word()})") is not { } answered)
                return (null, Found(ReportFindingKind.Unanswered, row, column.Column, column.Title));
            told = answered;
        }
        else if (told.Currency is null || isDoubtful)
        {
            if (AskUnit(column, row, about) is not { } answered)
                return (null, Found(ReportFindingKind.Unanswered, row, column.Column, about ?? column.Title));
            told = isDoubtful ? answered : told.Or(answered);
        }
        else if (told.Scale is null && UnitSaid(Inquiry.Peek(UnitId(column, about))) is { } known)
        {
            told = told.Or(known);
        }

        var scale = told.Scale ?? 1;
        if (scale == 1 && IsTooFine(number))
            return (null, Found(ReportFindingKind.TooFine, row, column.Column, row.At(column.Column)!.Value.Text));
        // Before it is multiplied: past the limit it need not be.
        return Fit(value > Figures.Quantity.Limit / scale ? Figures.Quantity.Limit + 1m : value * scale, told.Currency!.Value, column, row);
    }

    /// <summary>
    /// "196.137" that is read as a number with three decimals because "956.5" stands beside it: nobody pays tenths of a cent, and two offices
    /// have written the column. A real number is what a program has divided, and is rounded.
    /// </summary>
    static bool IsTooFine(CellNumber number)
    {
        if (number is not { Digits: { } digits, Value: { } value })
            return false;
        ColumnStyles.Of(digits, out var isAmbiguous);
        return isAmbiguous ? value < 1_000 : decimal.Round(value, 2) != value;
    }

    (Quantity? Value, ReportFinding? Problem) Fit(decimal value, Unit unit, ColumnHead column, SheetRow row)
    {
        if (Math.Abs(value) > Figures.Quantity.Limit / unit.Scale)
            return (null, Found(ReportFindingKind.NumberTooLarge, row, column.Column, row.At(column.Column)?.Text ?? ""));
        // Money that a program has divided is finer than its unit: a cent and a đồng are what can be paid.
        var whole = unit == Unit.Count ? value : decimal.Round(value, unit.Scale == 100 ? 2 : 0, MidpointRounding.AwayFromZero);
        return Figures.Quantity.Of(whole, unit) is { } quantity
            ? (quantity, null)
            : (null, Found(ReportFindingKind.TooFine, row, column.Column, row.At(column.Column)?.Text ?? ""));
    }

    /// <summary>The window of a row: its own, that of the column, of the lines above the table, of the sheet's name; else the desk is asked.</summary>
    /// <param name="ofMeasure">What the row says with its measure: "Giải ngân năm 2023".</param>
    protected Period? PeriodOf(SheetRow row, ColumnHead? column, out ReportFinding? problem, Period? ofMeasure = null)
    {
        problem = null;
        if (Head.Find(Field.From) is { } from && Head.Find(Field.To) is { } to)
        {
            var (first, last) = (PeriodText.OfWhole(Text(Field.From, row)), PeriodText.OfWhole(Text(Field.To, row)));
            if (first is { IsDay: true } && last is { IsDay: true } && first.Value.From <= last.Value.To)
                return new(first.Value.From, last.Value.To);
            problem = Found(ReportFindingKind.PeriodUnreadable, row, from.Column, $"{Text(Field.From, row)} {Text(Field.To, row)}".Trim());
            return null;
        }

        if (Head.Find(Field.Period) is { } own && Said(Field.Period, row) is { Length: > 0 } text)
        {
            // "Quý I" below a title of one year.
            if ((PeriodText.OfWhole(text) ?? (table.Year is { } year ? PeriodText.OfWhole(PeriodText.InYear(text, year)) : null)) is { } told)
                return told;
            problem = Found(ReportFindingKind.PeriodUnreadable, row, own.Column, text);
            return null;
        }

        if (ofMeasure is { } one && column?.Period is { } other && one != other)
        {
            problem = Found(ReportFindingKind.PeriodUnreadable, row, column.Column, $"{Text(Field.Measure, row)} {column.Title}".Trim());
            return null;
        }

        if ((ofMeasure ?? column?.Period ?? GroupPeriod ?? table.TitlePeriod ?? (PeriodText.Within(table.Sheet) is { IsDay: false } ofSheet ? ofSheet : null)) is { } around)
            return around;
        var answer = Inquiry.Ask(QuestionKind.Period, $"period|{Id}", table.File, table.At(row), Called, Years);
        if (Period.TryParse(answer, out var answered))
            return answered;
        problem = Found(ReportFindingKind.Unanswered, row, column?.Column, column?.Title ?? "");
        return null;

        IEnumerable<string> Years()
        {
            if (PeriodText.Within(table.File) is { IsDay: false } named)
                yield return named.ToString();
            for (var year = context.NewestYear; year > context.NewestYear - YearsOffered; year--)
                yield return Period.Year(year).ToString();
        }
    }

    /// <summary>The province that a cell names; null, with the reason, where that is not certain.</summary>
    protected (ProvinceCode? Code, ReportFinding? Problem) Province(string text, Period? period, SheetRow row, int? column)
    {
        var candidates = Provinces(text);
        if (candidates.Count == 0 || Names.IsPart(text, candidates, period))
        {
            if (text.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter)))
                return (null, Found(ReportFindingKind.BareCode, row, column, text));
            var answer = Inquiry.Ask(
                QuestionKind.Province, $"province|{Folding.Fold(text)}", table.File, table.At(row, column), text, () => [.. Candidates(text, period), Question.LeaveOut],
                new(AliasKind.Province, text));
            return answer == Question.LeaveOut ? (null, Found(ReportFindingKind.LeftOut, row, column, text))
                : ProvinceCode.TryParse(answer, out var answered) ? (AtTheTime(answered, period), null)
                : (null, Found(ReportFindingKind.Unanswered, row, column, text));
        }

        return OnBasis(candidates, period, row, column, text);
    }

    /// <summary>
    /// The place of a grant in a province's own list: a district or a commune. One that has the name of another province may be either
    /// ("Quảng Ninh" is a district of Quảng Bình too), and what it is in this list is not what it is in the next.
    /// </summary>
    protected (ProvinceCode? Code, ReportFinding? Problem) PlaceOf(string text, Period period, SheetRow row, int column)
    {
        var own = Owner(period, row);
        var others = Names.ProvincesOfPlace(RowText.Unnumbered(text));
        if (others.Count == 0 || own.Code is not { } owner)
            return own;
        if (others.Any(OwnerCodes.Contains))
            return IsProvince(text) ? Province(text, period, row, column) : own;
        var basis = BasisOf(period);
        var answer = Inquiry.Ask(
            QuestionKind.Province, $"place|{Id}|{Folding.Fold(text)}", table.File, table.At(row, column), text,
            () => [owner.ToString(), .. others.Where(code => basis is null || code.Basis == basis || others.Count == 1).Select(code => code.ToString()), Question.LeaveOut]);
        return answer == Question.LeaveOut ? (null, Found(ReportFindingKind.LeftOut, row, column, text))
            : !ProvinceCode.TryParse(answer, out var answered) ? (null, Found(ReportFindingKind.Unanswered, row, column, text))
            : others.Contains(answered) ? OnBasis(others, period, row, column, text)
            : (AtTheTime(answered, period), null);
    }

    /// <summary>Of the provinces that there were at that time; of all, where the time says nothing.</summary>
    IEnumerable<string> Candidates(string text, Period? period)
    {
        var basis = BasisOf(period);
        return Names.Candidates(AliasKind.Province, text, MostCandidates)
            .Where(code => basis is null || (ProvinceCode.TryParse(code, out var known) && known.Basis == basis)).Take(MostCandidates / 2);
    }

    /// <summary>On which side of the merger a time lies; null where it lies on both.</summary>
    static int? BasisOf(Period? period) =>
        period is not { } time ? null : time.From >= ProvinceCode.Merger ? ProvinceCode.Current : time.To < ProvinceCode.Merger ? ProvinceCode.Old : null;

    protected (ProvinceCode? Code, ReportFinding? Problem) OnBasis(IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row, int? column, string text)
    {
        if (candidates.Count == 1)
            return (candidates[0], null);
        if (Basis(candidates, period, row) is not { } basis)
            return (null, Found(ReportFindingKind.Unanswered, row, column, text));
        var fitting = candidates.Where(code => code.Basis == basis).ToList();
        return fitting.Count == 1 ? (fitting[0], null) : (candidates[0], null);
    }

    /// <summary>
    /// Which provinces the table speaks of. It tells by a name that only one basis has, or by its time where no province of it was merged;
    /// where neither does, the desk is asked: the Quảng Trị of 2023 may be that of then, or today's with its parts.
    /// </summary>
    int? Basis(IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row)
    {
        var (certain, allUnchanged) = named ??= Named();
        var (isBefore, isAfter) = (period is { } one && one.To < ProvinceCode.Merger, period is { } other && other.From >= ProvinceCode.Merger);
        int? basis = isAfter ? certain == ProvinceCode.Old ? null : ProvinceCode.Current
            : certain ?? (isBefore && allUnchanged && candidates.All(IsUnchanged) ? ProvinceCode.Old : null);
        if (basis is not null)
            return basis;
        // Asked for every row that waits for it, so that they are counted.
        var answer = Inquiry.Ask(QuestionKind.Basis, $"basis|{Id}", table.File, table.At(row), Called, () => ["63", "34"]);
        return answer switch { "63" => ProvinceCode.Old, "34" => ProvinceCode.Current, _ => null };
    }

    /// <summary>What the names of the whole table tell: a basis that one of them is of alone, and whether none of them was merged.</summary>
    (int? Certain, bool AllUnchanged) Named()
    {
        var names = Head.Find(Field.Province) is { } column
            ? table.Rows.Select(one => one.At(column.Column)).OfType<Cell>().Select(cell => cell.Text).Distinct().Select(Provinces).Where(codes => codes.Count > 0).ToList()
            : [.. Head.Columns.Select(one => one.Provinces).OfType<IReadOnlyList<ProvinceCode>>()];
        var certain = names.Where(codes => codes.All(code => code.Basis == codes[0].Basis)).Select(codes => codes[0].Basis).Distinct().ToArray();
        return (certain is [var only] ? only : null, names.All(codes => codes.All(IsUnchanged)));
    }

    bool IsUnchanged(ProvinceCode code) =>
        (code.IsCurrent ? code : Reference.Province(code)?.Successor) is { } current && Reference.Predecessors(current).Count == 1;

    IReadOnlyList<ProvinceCode> Provinces(string text)
    {
        if (known.TryGetValue(text, out var codes))
            return codes;
        codes = Names.Provinces(text);
        if (codes.Count == 0)
            codes = Names.Provinces(RowText.Unnumbered(text));
        known.Add(text, codes);
        return codes;
    }

    protected bool IsProvince(string text) => Provinces(text).Count > 0;

    protected string? SectorNamed(string text)
    {
        if (!sectors.TryGetValue(text, out var sector))
            sectors.Add(text, sector = Names.Sector(text) ?? Names.Sector(RowText.Unnumbered(text)));
        return sector;
    }

    /// <summary>The sector that a cell names; null, with the reason, where that is not certain.</summary>
    protected (string? Sector, ReportFinding? Problem) Sector(string text, SheetRow row, int? column)
    {
        if (SectorNamed(text) is { } known)
            return (known, null);
        var told = Inquiry.Ask(
            QuestionKind.Sector, $"sector|{Folding.Fold(text)}", table.File, table.At(row, column), text, () => [.. Names.Candidates(AliasKind.Sector, text), "other", Question.LeaveOut],
            new(AliasKind.Sector, text));
        return told == Question.LeaveOut ? (null, Found(ReportFindingKind.LeftOut, row, column, text))
            : told is not null && Reference.Sector(told) is not null ? (told, null)
            : (null, Found(ReportFindingKind.Unanswered, row, column, text));
    }

    /// <summary>Whose a table is that names no province in its rows: from the lines above it or the sheet's name; else the desk is asked.</summary>
    /// <returns>No code and no problem where it is the whole country's.</returns>
    protected (ProvinceCode? Code, ReportFinding? Problem) Owner(Period? period, SheetRow row)
    {
        var named = OwnerNamed();
        if (named is { Codes.Count: > 0 } && !Names.IsPart(named.Text, named.Codes, period))
            return OnBasis(named.Codes, period, row, null, named.Text);
        if (named is { Codes.Count: 0 })
            return (null, null);
        var answer = Inquiry.Ask(QuestionKind.Owner, $"owner|{Id}", table.File, table.At(row), Called, () => [.. Owners(period).Select(code => code.ToString()), Nation]);
        return answer == Nation ? (null, null)
            : ProvinceCode.TryParse(answer, out var answered) ? (AtTheTime(answered, period), null)
            : (null, Found(ReportFindingKind.Unanswered, row, null, table.Sheet));
    }

    /// <summary>Whose it may be: of the province in which a city lies that is named above it, or of the one that the file is named after.</summary>
    IEnumerable<ProvinceCode> Owners(Period? period)
    {
        var basis = BasisOf(period);
        return table.ProvincesAround(Names).Concat(TableTitles.AroundIn(table.Sheet, Names)).Where(code => basis is null || code.Basis == basis)
            .Concat(Names.ProvincesAround(Path.GetFileNameWithoutExtension(table.File)));
    }

    /// <summary>Whose the table is: by the lines above it, the nearest first, then by the sheet's name.</summary>
    TitleOwner? OwnerNamed()
    {
        if (!owner.IsKnown)
            owner = (table.OwnerNamed(Names) ?? TableTitles.OwnerIn(table.Sheet, Names), true);
        return owner.Owner;
    }

    /// <summary>Whether the lines above the table say whose it is.</summary>
    protected bool IsOwned => OwnerCodes.Count > 0;

    IReadOnlyList<ProvinceCode> OwnerCodes => OwnerNamed()?.Codes ?? [];

    /// <summary>A province that was not merged stands in lists once, by its code of today; before the merger it had another.</summary>
    ProvinceCode AtTheTime(ProvinceCode code, Period? period) =>
        period is { } time && time.To < ProvinceCode.Merger && code.IsCurrent && Reference.Predecessors(code) is [var only] ? only.Code : code;

    /// <summary>The answer that a table is the whole country's.</summary>
    public const string Nation = "nation";

    /// <summary>What the numbers of a column are whose head is not one of those that are known: only what the desk has said.</summary>
    /// <param name="isLeftOut">The desk has said that it is none.</param>
    protected Measure? Guessed(ColumnHead column, SheetRow row, out bool isLeftOut)
    {
        isLeftOut = false;
        // "Số tiền" is another amount in the next report.
        return column.IsOpen
            ? AskMeasure(QuestionKind.Column, $"column|{Id}|{column.Column}", column.Title, column.Guess, row, column.Column, column.Guess is null ? null : column.Title, out isLeftOut)
            : null;
    }

    /// <summary>The measure that a text seems to speak of, and as which only the desk may take it.</summary>
    protected Measure? AskMeasure(string text, Measure guess, SheetRow row, out bool isLeftOut) =>
        AskMeasure(QuestionKind.Measure, $"measure|{Id}|{Folding.Fold(text)}", text, guess, row, Head.Find(Field.Measure)!.Column, text, out isLeftOut);

    /// <summary>What all numbers of the table are.</summary>
    protected Measure? AskMeasure(SheetRow row, ColumnHead column, out bool isLeftOut) =>
        AskMeasure(QuestionKind.Table, $"measure|{Id}", Called, null, row, column.Column, null, out isLeftOut);

    /// <param name="name">What is remembered of it for the next report; null: nothing.</param>
    Measure? AskMeasure(QuestionKind kind, string id, string about, Measure? guess, SheetRow row, int column, string? name, out bool isLeftOut)
    {
        var answer = Inquiry.Ask(
            kind, id, table.File, table.At(row, column), about,
            () => [.. guess is { } likely ? [likely.Word()] : (string[])[], .. MeasureRules.All.Select(measure => measure.Word()), Question.LeaveOut],
            // Another year and another unit make no other measure.
            name is not null && HeadText.Bare(RowText.Unnumbered(name)) is { Length: > 0 } bare ? new ReportName(AliasKind.Measure, bare) : null);
        isLeftOut = answer == Question.LeaveOut;
        return Wire.TryRead(answer, out Measure answered) ? answered : null;
    }

    /// <summary>The campaign that a cell names; none of both where it is empty.</summary>
    protected (string? Campaign, ReportFinding? Problem) Campaign(string text, SheetRow row) =>
        text.Length == 0 ? (null, null)
        : Names.Campaign(text) is { } campaign ? (campaign, null)
        : (null, Found(ReportFindingKind.CampaignUnknown, row, Head.Find(Field.Campaign)!.Column, text));

    NumberStyle? Style(ColumnHead column)
    {
        if (styles.TryGetValue(column.Column, out var style))
            return style;
        style = ColumnStyles.Of(
            table.Rows.Select(row => row.At(column.Column)).Where(cell => cell is { IsText: true }).Select(cell => CellNumber.Read(cell).Digits).OfType<string>(), out var isOpen);
        if (style is null && isOpen)
            style = Answered(Inquiry.Peek(StyleId(column)));
        styles.Add(column.Column, style);
        return style;
    }

    string? AskStyle(ColumnHead column, SheetRow row) => Inquiry.Ask(
        QuestionKind.Style, StyleId(column), table.File, table.At(row, column.Column), row.At(column.Column)?.Text ?? "", () => ["vi", "en"]);

    string StyleId(ColumnHead column) => $"style|{Id}|{column.Column}";

    static NumberStyle? Answered(string? style) => style switch { "vi" => NumberStyle.Vietnamese, "en" => NumberStyle.English, _ => null };

    MoneyUnit? AskUnit(ColumnHead column, SheetRow row, string? about) =>
        UnitSaid(Inquiry.Ask(QuestionKind.Unit, UnitId(column, about), table.File, table.At(row, column.Column), about ?? column.Title, () => Units));

    string UnitId(ColumnHead column, string? about) => about is null ? $"unit|{Id}|{column.Column}" : $"unit|{Id}|{Folding.Fold(about)}";

    static MoneyUnit? UnitSaid(string? answer) =>
        Units.Contains(answer) && answer!.Split(':') is [var word, var scale] && Wire.TryRead(word, out Unit unit) && decimal.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            ? new(unit, factor)
            : null;

    /// <summary>The unit that a row says in a column of its own. "Loại tiền: VND" leaves the scale to the head.</summary>
    protected MoneyUnit UnitOf(SheetRow row)
    {
        var text = Text(Field.Unit, row);
        if (!units.TryGetValue(text, out var unit))
            units.Add(text, unit = MoneyUnit.OfSign(text));
        return unit;
    }
}
