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

/// <summary>With what a report is read.</summary>
/// <param name="NewestYear">The newest year that a report may be of: reading is pure, and asks no clock.</param>
/// <param name="Cancellation">Looked at in every row: whoever has sent a report may be gone.</param>
sealed record ReadingContext(NameLookup Names, ReferenceData Reference, QuestionLog Questions, int NewestYear, CancellationToken Cancellation);

/// <summary>
/// What all kinds of tables have in common: how a column writes its numbers, in what unit, of which time and of whose provinces; each from
/// what the file says, else from what the desk answers, and never from a guess. For one table and one reading of it.
/// </summary>
abstract class TableReader(ReportTable table, ReadingContext context)
{
    static readonly string[] Units = ["VND:1", "VND:1000", "VND:1000000", "VND:1000000000", "USD:1", "USD:1000", "USD:1000000"];

    /// <summary>What tells one row from another.</summary>
    protected static readonly ColumnType[] Keys = [ColumnType.Province, ColumnType.ProvinceCode, ColumnType.Sector, ColumnType.Campaign, ColumnType.Period, ColumnType.Measure];

    const int OfferedYearCount = 5;

    const int MaxCandidates = 8;

    readonly Dictionary<int, SeparatorStyle?> styles = [];
    readonly Dictionary<string, IReadOnlyList<ProvinceCode>> known = [];
    readonly Dictionary<string, string?> sectors = [];
    readonly Dictionary<string, MoneyUnit> units = [];
    readonly Dictionary<MergedRange, bool> shared = [];
    readonly Dictionary<string, int> keyNumbers = new(StringComparer.Ordinal);
    int[]? keyNumbersOfRows;
    (int? Certain, bool AllUnchanged)? named;
    bool? areRegionsBelow;
    (TitleOwner? Owner, bool IsKnown) owner;
    FilledDownColumns? groups;

    protected ReportTable Table => table;

    protected TableHeader Header => table.Header;

    protected NameLookup Names => context.Names;

    protected ReferenceData Reference => context.Reference;

    protected QuestionLog Questions => context.Questions;

    protected List<ReportedValue> Values { get; } = [];

    string TableId => $"{table.FileName}|{table.SheetName}|{table.Header.FirstRowIndex}|{table.Header.Columns[0].Index}";

    /// <summary>Of the rows below a line that says nothing else: "Năm 2022".</summary>
    protected Period? GroupPeriod { get; set; }

    /// <summary>Whether a line names a time and nothing else, which then is that of the rows below it.</summary>
    protected bool IsHeadingOfTime(string text)
    {
        if (PeriodParser.ParseWhole(text) is not { IsSingleDay: false } period)
            return false;
        GroupPeriod = period;
        return true;
    }

    /// <summary>To see whether amounts in two currencies may be one: nothing is reckoned with it, and that of the year may not be known yet.</summary>
    protected decimal? VndPerUsdForChecks(Period period) => table.DeclaredVndPerUsd ?? Reference.NearestVndPerUsd(period.To.Year);

    /// <summary>As who is asked about the whole of it knows it: by its sheet, or its file where that has but one.</summary>
    string TableName => table.SheetName.Length > 0 ? table.SheetName : table.FileName;

    public static IReadOnlyList<ReportedValue> ReadTable(ReportTable table, ReadingContext context)
    {
        TableReader reader = table.Header.Kind switch
        {
            TableKind.Grants => new GrantsReader(table, context),
            TableKind.Figures => new FiguresReader(table, context),
            _ => new TotalsReader(table, context),
        };
        new TableChecks(table, context).CheckTable(reader.OwnerCodes);
        var told = context.Questions.Findings.Count;
        reader.ReadRows();
        // What the desk has left out was read.
        if (reader.Values.Count == 0 && context.Questions.Findings.Count == told && !context.Questions.HasLeftOut(table.FileName) && table.Rows.FirstOrDefault(table.HoldsNumber) is { } row)
            reader.AddFinding(ReportFindingKind.NothingRead, row, null);
        return reader.Values;
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

    protected void AddFinding(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) => Questions.AddFinding(kind, table.FileName, table.ReferenceTo(row, column), args);

    protected void AddRefusal(ReportFinding problem, ProvinceCode? province = null) => Questions.Findings.Add(problem with { ResponsibleProvince = province });

    protected ReportFinding CreateFinding(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) => new(kind, table.FileName, table.ReferenceTo(row, column), [.. args]);

    protected string GetText(ColumnType field, SheetRow row) => Header.FindColumn(field) is { } column && row.FindCell(column.Index) is { } cell ? cell.Text.Trim() : "";

    /// <summary>What a row says in a column of names, or its group does.</summary>
    protected string GetTextOrGroup(ColumnType field, SheetRow row) =>
        GetText(field, row) is { Length: > 0 } own ? own : Header.HasColumn(field) ? (groups ??= new(table, IsTotal, AddFilledDownFinding)).FindGroupName(field, row) : "";

    void AddFilledDownFinding(TypedColumn column, SheetRow row) => AddFinding(ReportFindingKind.FilledDown, row, column.Index, column.Title);

    protected bool IsTotal(ColumnType field, string text) =>
        field == ColumnType.Measure ? RowClassifier.IsBareTotalLabel(text) : (RowClassifier.IsTotalLabel(text) && FindSector(text) is null) || (AreRegionsBelow && RowClassifier.IsRegionLabel(text));

    /// <summary>Whether "Miền Bắc" stands below its provinces and is their total. Above them it is one too, but of what has not been read yet.</summary>
    bool AreRegionsBelow => areRegionsBelow ??= Header.Kind == TableKind.Totals && Header.FindColumn(ColumnType.Province) is { } column
        && table.Rows.Select(row => row.FindCell(column.Index)).OfType<Cell>().Select(cell => cell.Text).FirstOrDefault(text => RowClassifier.IsRegionLabel(text) || IsProvince(text)) is { } first
        && !RowClassifier.IsRegionLabel(first);

    /// <summary>The number of a cell in the style of its column.</summary>
    protected CellNumber GetNumber(TypedColumn column, SheetRow row) =>
        IsMergedOverSeveral(column, row) ? new(null, null, Problem: NumberProblem.MergedOverSeveral) : CellNumber.ParseCell(row.FindCell(column.Index), GetSeparatorStyle(column));

    /// <summary>Whether one number is merged over several places.</summary>
    protected bool IsMergedOverSeveral(TypedColumn column, SheetRow row)
    {
        if (table.MergedCells.FindRange(row.RowNumber, column.Index) is not { } merge)
            return false;
        if (!shared.TryGetValue(merge, out var isShared))
        {
            var (from, until) = (table.RowIndexFrom(merge.Top), table.RowIndexFrom(merge.Bottom == int.MaxValue ? merge.Bottom : merge.Bottom + 1));
            isShared = until > from && table.Rows[from].RowNumber == merge.Top && table.Rows[from].FindCell(merge.Left) is { } first && (!first.IsText || CellNumber.LooksLikeNumber(first))
                && (Header.Columns.Count(one => one.HoldsFigures && one.Index >= merge.Left && one.Index <= merge.Right) > 1 || HaveDifferentKeys(from, until));
            shared.Add(merge, isShared);
        }

        return isShared;
    }

    /// <summary>Whether rows that share a number are of several places, or measures of one.</summary>
    bool HaveDifferentKeys(int from, int until)
    {
        var first = KeyNumberOfRow(from);
        for (var i = from + 1; i < until; i++)
        {
            if (KeyNumberOfRow(i) != first)
                return true;
        }

        return false;
    }

    /// <summary>A number for what tells a row from another, the same for rows that say the same. Found once: every column may be merged over all rows.</summary>
    int KeyNumberOfRow(int at)
    {
        keyNumbersOfRows ??= new int[table.Rows.Count];
        if (keyNumbersOfRows[at] > 0)
            return keyNumbersOfRows[at];
        var place = string.Join('|', Keys.Select(field => GetTextOrGroup(field, table.Rows[at])));
        if (!keyNumbers.TryGetValue(place, out var number))
            keyNumbers.Add(place, number = keyNumbers.Count + 1);
        return keyNumbersOfRows[at] = number;
    }

    /// <summary>What is said of a number that cannot be taken; null where it can.</summary>
    protected ReportFinding? FindNumberProblem(CellNumber number, TypedColumn column, SheetRow row)
    {
        var written = row.FindCell(column.Index)?.Text ?? "";
        return number.Problem switch
        {
            null => null,
            NumberProblem.Ambiguous => AskStyle(column, row) is null ? CreateFinding(ReportFindingKind.Unanswered, row, column.Index, written) : null,
            NumberProblem.Negative => CreateFinding(ReportFindingKind.Negative, row, column.Index, written),
            NumberProblem.TooLarge => CreateFinding(ReportFindingKind.NumberTooLarge, row, column.Index, written),
            NumberProblem.Error => CreateFinding(ReportFindingKind.ErrorCell, row, column.Index, written),
            NumberProblem.Date => CreateFinding(ReportFindingKind.DayCell, row, column.Index, written),
            NumberProblem.MergedOverSeveral => CreateFinding(ReportFindingKind.SharedAmount, row, column.Index, column.Title),
            _ => CreateFinding(ReportFindingKind.NotANumber, row, column.Index, written),
        };
    }

    /// <summary>The number as a quantity of that measure, or why there is none.</summary>
    /// <param name="ofRow">The unit that the row says, in a column of its own or with its measure.</param>
    /// <param name="about">The measure as the row writes it, where it does: then its unit is asked for it, and not for the column.</param>
    protected (Quantity? Value, ReportFinding? Problem) GetQuantity(CellNumber number, Measure measure, TypedColumn column, SheetRow row, MoneyUnit ofRow = default, string? about = null)
    {
        if (FindNumberProblem(number, column, row) is { } wrong)
            return (null, wrong);
        if (number.Value is not { } value)
            return (null, null);
        if (!measure.IsMoney)
        {
            // A unit in a column of its own is that of the row's measure; beside several measures it is that of the money.
            if (!number.Unit.IsNone || (Header.HasColumn(ColumnType.Measure) && !ofRow.IsNone) || (number.IsPercent && measure != Measure.DisbursementRate))
                return (null, CreateFinding(ReportFindingKind.UnitDoesNotFit, row, column.Index, row.FindCell(column.Index)!.Value.Text));
            var unit = measure == Measure.DisbursementRate ? Unit.Percent : Unit.Count;
            return ToQuantity(value, unit, column, row);
        }

        if (number.IsPercent)
            return (null, CreateFinding(ReportFindingKind.UnitDoesNotFit, row, column.Index, row.FindCell(column.Index)!.Value.Text));
        if (number.Unit.IsNone && GetText(ColumnType.Unit, row) is { Length: > 0 } unknown && MoneyUnit.ParseWhole(unknown) is null)
            return (null, CreateFinding(ReportFindingKind.UnitUnknown, row, Header.FindColumn(ColumnType.Unit)!.Index, unknown));
        if ((number.Unit.Currency ?? ofRow.Currency) is { } one && column.Unit.Currency is { } other && one != other && (number.Unit.IsNone || number.Unit.Scale is null))
            return (null, CreateFinding(ReportFindingKind.UnitsDisagree, row, column.Index, column.Title, one.ToCode()));
        var told = number.Unit.WithDefaults(ofRow).WithDefaults(column.Unit).WithDefaults(table.TitleUnit);
        // "USD" in the head and "nghìn USD" above the table: one of them is the unit.
        var isDoubtful = number.Unit.IsNone && ofRow.WithDefaults(column.Unit) is { Currency: { } said, Scale: 1 } && table.TitleUnit is { Scale: > 1 } title && title.Currency == said;
        // "VND" in a row under "nghìn USD" has a currency, and no scale that anybody said.
        var foreign = number.Unit.IsNone && ofRow is { Currency: { } own, Scale: null } && column.Unit.IsNone && table.TitleUnit is { Currency: { } around, Scale: > 1 } && around != own ? own : (Unit?)null;
        if (foreign is { } currency)
        {
            if (AskUnit(column, row, $"{column.Title} ({currency.ToCode()})") is not { } answered)
                return (null, CreateFinding(ReportFindingKind.Unanswered, row, column.Index, column.Title));
            told = answered;
        }
        else if (told.Currency is null || isDoubtful)
        {
            if (AskUnit(column, row, about) is not { } answered)
                return (null, CreateFinding(ReportFindingKind.Unanswered, row, column.Index, about ?? column.Title));
            told = isDoubtful ? answered : told.WithDefaults(answered);
        }
        else if (told.Scale is null && ParseUnitAnswer(Questions.FindAnswer(UnitId(column, about))) is { } known)
        {
            told = told.WithDefaults(known);
        }

        var scale = told.Scale ?? 1;
        if (scale == 1 && IsTooFine(number))
            return (null, CreateFinding(ReportFindingKind.TooFine, row, column.Index, row.FindCell(column.Index)!.Value.Text));
        // Before it is multiplied: past the limit it need not be.
        return ToQuantity(value > Figures.Cube.Quantity.MaxMinorUnits / scale ? Figures.Cube.Quantity.MaxMinorUnits + 1m : value * scale, told.Currency!.Value, column, row);
    }

    /// <summary>
    /// "196.137" that is read as a number with three decimals because "956.5" stands beside it: nobody pays tenths of a cent, and two offices
    /// have written the column. A real number is what a program has divided, and is rounded.
    /// </summary>
    static bool IsTooFine(CellNumber number)
    {
        if (number is not { Digits: { } digits, Value: { } value })
            return false;
        SeparatorStyles.DetectStyle(digits, out var isAmbiguous);
        return isAmbiguous ? value < 1_000 : decimal.Round(value, 2) != value;
    }

    (Quantity? Value, ReportFinding? Problem) ToQuantity(decimal value, Unit unit, TypedColumn column, SheetRow row)
    {
        if (Math.Abs(value) > Figures.Cube.Quantity.MaxMinorUnits / unit.MinorUnitsPerWhole)
            return (null, CreateFinding(ReportFindingKind.NumberTooLarge, row, column.Index, row.FindCell(column.Index)?.Text ?? ""));
        // Money that a program has divided is finer than its unit: a cent and a đồng are what can be paid.
        var whole = unit == Unit.Count ? value : decimal.Round(value, unit.MinorUnitsPerWhole == 100 ? 2 : 0, MidpointRounding.AwayFromZero);
        return Figures.Cube.Quantity.FromWholeUnits(whole, unit) is { } quantity
            ? (quantity, null)
            : (null, CreateFinding(ReportFindingKind.TooFine, row, column.Index, row.FindCell(column.Index)?.Text ?? ""));
    }

    /// <summary>The window of a row: its own, that of the column, of the lines above the table, of the sheet's name; else the desk is asked.</summary>
    /// <param name="ofMeasure">What the row says with its measure: "Giải ngân năm 2023".</param>
    protected Period? GetPeriod(SheetRow row, TypedColumn? column, out ReportFinding? problem, Period? ofMeasure = null)
    {
        problem = null;
        if (Header.FindColumn(ColumnType.PeriodStart) is { } from && Header.FindColumn(ColumnType.PeriodEnd) is { } to)
        {
            var (first, last) = (PeriodParser.ParseWhole(GetText(ColumnType.PeriodStart, row)), PeriodParser.ParseWhole(GetText(ColumnType.PeriodEnd, row)));
            if (first is { IsSingleDay: true } && last is { IsSingleDay: true } && first.Value.From <= last.Value.To)
                return new(first.Value.From, last.Value.To);
            problem = CreateFinding(ReportFindingKind.PeriodUnreadable, row, from.Index, $"{GetText(ColumnType.PeriodStart, row)} {GetText(ColumnType.PeriodEnd, row)}".Trim());
            return null;
        }

        if (Header.FindColumn(ColumnType.Period) is { } own && GetTextOrGroup(ColumnType.Period, row) is { Length: > 0 } text)
        {
            // "Quý I" below a title of one year.
            if ((PeriodParser.ParseWhole(text) ?? (table.Year is { } year ? PeriodParser.ParseWhole(PeriodParser.CompleteWithYear(text, year)) : null)) is { } told)
                return told;
            problem = CreateFinding(ReportFindingKind.PeriodUnreadable, row, own.Index, text);
            return null;
        }

        if (ofMeasure is { } one && column?.Period is { } other && one != other)
        {
            problem = CreateFinding(ReportFindingKind.PeriodUnreadable, row, column.Index, $"{GetText(ColumnType.Measure, row)} {column.Title}".Trim());
            return null;
        }

        if ((ofMeasure ?? column?.Period ?? GroupPeriod ?? table.TitlePeriod ?? (PeriodParser.FindIn(table.SheetName) is { IsSingleDay: false } ofSheet ? ofSheet : null)) is { } around)
            return around;
        var answer = Questions.Ask(QuestionKind.Period, $"period|{TableId}", table.FileName, table.ReferenceTo(row), TableName, Years);
        if (Period.TryParse(answer, out var answered))
            return answered;
        problem = CreateFinding(ReportFindingKind.Unanswered, row, column?.Index, column?.Title ?? "");
        return null;

        IEnumerable<string> Years()
        {
            if (PeriodParser.FindIn(table.FileName) is { IsSingleDay: false } named)
                yield return named.ToString();
            for (var year = context.NewestYear; year > context.NewestYear - OfferedYearCount; year--)
                yield return Period.ForYear(year).ToString();
        }
    }

    /// <summary>The province that a cell names; null, with the reason, where that is not certain.</summary>
    protected (ProvinceCode? Code, ReportFinding? Problem) ResolveProvince(string text, Period? period, SheetRow row, int? column)
    {
        var candidates = FindProvinces(text);
        if (candidates.Count == 0 || Names.IsCityWithin(text, candidates, period))
        {
            if (text.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter)))
                return (null, CreateFinding(ReportFindingKind.BareCode, row, column, text));
            var answer = Questions.Ask(
                QuestionKind.Province, $"province|{TextFolding.Fold(text)}", table.FileName, table.ReferenceTo(row, column), text, () => [.. Candidates(text, period), Question.LeaveOutAnswer],
                new(AliasKind.Province, text));
            return answer == Question.LeaveOutAnswer ? (null, CreateFinding(ReportFindingKind.LeftOut, row, column, text))
                : ProvinceCode.TryParse(answer, out var answered) ? (CodeInPeriod(answered, period), null)
                : (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text));
        }

        return ChooseByBasis(candidates, period, row, column, text);
    }

    /// <summary>
    /// The place of a grant in a province's own list: a district or a commune. One that has the name of another province may be either
    /// ("Quảng Ninh" is a district of Quảng Bình too), and what it is in this list is not what it is in the next.
    /// </summary>
    protected (ProvinceCode? Code, ReportFinding? Problem) ResolveGrantProvince(string text, Period period, SheetRow row, int column)
    {
        var own = ResolveOwner(period, row);
        var others = Names.FindProvincesOfPlace(RowClassifier.RemoveNumbering(text));
        if (others.Count == 0 || own.Code is not { } owner)
            return own;
        if (others.Any(OwnerCodes.Contains))
            return IsProvince(text) ? ResolveProvince(text, period, row, column) : own;
        var basis = BasisForPeriod(period);
        var answer = Questions.Ask(
            QuestionKind.Province, $"place|{TableId}|{TextFolding.Fold(text)}", table.FileName, table.ReferenceTo(row, column), text,
            () => [owner.ToString(), .. others.Where(code => basis is null || code.Basis == basis || others.Count == 1).Select(code => code.ToString()), Question.LeaveOutAnswer]);
        return answer == Question.LeaveOutAnswer ? (null, CreateFinding(ReportFindingKind.LeftOut, row, column, text))
            : !ProvinceCode.TryParse(answer, out var answered) ? (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text))
            : others.Contains(answered) ? ChooseByBasis(others, period, row, column, text)
            : (CodeInPeriod(answered, period), null);
    }

    /// <summary>Of the provinces that there were at that time; of all, where the time says nothing.</summary>
    IEnumerable<string> Candidates(string text, Period? period)
    {
        var basis = BasisForPeriod(period);
        return Names.FindSimilar(AliasKind.Province, text, MaxCandidates)
            .Where(code => basis is null || (ProvinceCode.TryParse(code, out var known) && known.Basis == basis)).Take(MaxCandidates / 2);
    }

    /// <summary>On which side of the merger a time lies; null where it lies on both.</summary>
    static int? BasisForPeriod(Period? period) =>
        period is not { } time ? null : time.From >= ProvinceCode.MergerDate ? ProvinceCode.CurrentBasis : time.To < ProvinceCode.MergerDate ? ProvinceCode.OldBasis : null;

    protected (ProvinceCode? Code, ReportFinding? Problem) ChooseByBasis(IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row, int? column, string text)
    {
        if (candidates.Count == 1)
            return (candidates[0], null);
        if (ResolveBasis(candidates, period, row) is not { } basis)
            return (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text));
        var fitting = candidates.Where(code => code.Basis == basis).ToList();
        return fitting.Count == 1 ? (fitting[0], null) : (candidates[0], null);
    }

    /// <summary>
    /// Which provinces the table speaks of. It tells by a name that only one basis has, or by its time where no province of it was merged;
    /// where neither does, the desk is asked: the Quảng Trị of 2023 may be that of then, or today's with its parts.
    /// </summary>
    int? ResolveBasis(IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row)
    {
        var (certain, allUnchanged) = named ??= InspectProvinceNames();
        var (isBefore, isAfter) = (period is { } one && one.To < ProvinceCode.MergerDate, period is { } other && other.From >= ProvinceCode.MergerDate);
        int? basis = isAfter ? certain == ProvinceCode.OldBasis ? null : ProvinceCode.CurrentBasis
            : certain ?? (isBefore && allUnchanged && candidates.All(IsUnchanged) ? ProvinceCode.OldBasis : null);
        if (basis is not null)
            return basis;
        // Asked for every row that waits for it, so that they are counted.
        var answer = Questions.Ask(QuestionKind.Basis, $"basis|{TableId}", table.FileName, table.ReferenceTo(row), TableName, () => ["63", "34"]);
        return answer switch { "63" => ProvinceCode.OldBasis, "34" => ProvinceCode.CurrentBasis, _ => null };
    }

    /// <summary>What the names of the whole table tell: a basis that one of them is of alone, and whether none of them was merged.</summary>
    (int? Certain, bool AllUnchanged) InspectProvinceNames()
    {
        var names = Header.FindColumn(ColumnType.Province) is { } column
            ? table.Rows.Select(one => one.FindCell(column.Index)).OfType<Cell>().Select(cell => cell.Text).Distinct().Select(FindProvinces).Where(codes => codes.Count > 0).ToList()
            : [.. Header.Columns.Select(one => one.Provinces).OfType<IReadOnlyList<ProvinceCode>>()];
        var certain = names.Where(codes => codes.All(code => code.Basis == codes[0].Basis)).Select(codes => codes[0].Basis).Distinct().ToArray();
        return (certain is [var only] ? only : null, names.All(codes => codes.All(IsUnchanged)));
    }

    bool IsUnchanged(ProvinceCode code) =>
        (code.IsCurrent ? code : Reference.FindProvince(code)?.Successor) is { } current && Reference.PredecessorsOf(current).Count == 1;

    IReadOnlyList<ProvinceCode> FindProvinces(string text)
    {
        if (known.TryGetValue(text, out var codes))
            return codes;
        codes = Names.FindProvinces(text);
        if (codes.Count == 0)
            codes = Names.FindProvinces(RowClassifier.RemoveNumbering(text));
        known.Add(text, codes);
        return codes;
    }

    protected bool IsProvince(string text) => FindProvinces(text).Count > 0;

    protected string? FindSector(string text)
    {
        if (!sectors.TryGetValue(text, out var sector))
            sectors.Add(text, sector = Names.FindSector(text) ?? Names.FindSector(RowClassifier.RemoveNumbering(text)));
        return sector;
    }

    /// <summary>The sector that a cell names; null, with the reason, where that is not certain.</summary>
    protected (string? Sector, ReportFinding? Problem) ResolveSector(string text, SheetRow row, int? column)
    {
        if (FindSector(text) is { } known)
            return (known, null);
        var told = Questions.Ask(
            QuestionKind.Sector, $"sector|{TextFolding.Fold(text)}", table.FileName, table.ReferenceTo(row, column), text, () => [.. Names.FindSimilar(AliasKind.Sector, text), "other", Question.LeaveOutAnswer],
            new(AliasKind.Sector, text));
        return told == Question.LeaveOutAnswer ? (null, CreateFinding(ReportFindingKind.LeftOut, row, column, text))
            : told is not null && Reference.FindSector(told) is not null ? (told, null)
            : (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text));
    }

    /// <summary>Whose a table is that names no province in its rows: from the lines above it or the sheet's name; else the desk is asked.</summary>
    /// <returns>No code and no problem where it is the whole country's.</returns>
    protected (ProvinceCode? Code, ReportFinding? Problem) ResolveOwner(Period? period, SheetRow row)
    {
        var named = FindOwner();
        if (named is { Codes.Count: > 0 } && !Names.IsCityWithin(named.Text, named.Codes, period))
            return ChooseByBasis(named.Codes, period, row, null, named.Text);
        if (named is { Codes.Count: 0 })
            return (null, null);
        var answer = Questions.Ask(QuestionKind.Owner, $"owner|{TableId}", table.FileName, table.ReferenceTo(row), TableName, () => [.. OwnerCandidates(period).Select(code => code.ToString()), NationAnswer]);
        return answer == NationAnswer ? (null, null)
            : ProvinceCode.TryParse(answer, out var answered) ? (CodeInPeriod(answered, period), null)
            : (null, CreateFinding(ReportFindingKind.Unanswered, row, null, table.SheetName));
    }

    /// <summary>Whose it may be: of the province in which a city lies that is named above it, or of the one that the file is named after.</summary>
    IEnumerable<ProvinceCode> OwnerCandidates(Period? period)
    {
        var basis = BasisForPeriod(period);
        return table.FindProvincesAround(Names).Concat(TableTitles.FindProvincesAroundIn(table.SheetName, Names)).Where(code => basis is null || code.Basis == basis)
            .Concat(Names.FindProvincesAround(Path.GetFileNameWithoutExtension(table.FileName)));
    }

    /// <summary>Whose the table is: by the lines above it, the nearest first, then by the sheet's name.</summary>
    TitleOwner? FindOwner()
    {
        if (!owner.IsKnown)
            owner = (table.FindOwner(Names) ?? TableTitles.FindOwnerIn(table.SheetName, Names), true);
        return owner.Owner;
    }

    /// <summary>Whether the lines above the table say whose it is.</summary>
    protected bool HasOwner => OwnerCodes.Count > 0;

    IReadOnlyList<ProvinceCode> OwnerCodes => FindOwner()?.Codes ?? [];

    /// <summary>A province that was not merged stands in lists once, by its code of today; before the merger it had another.</summary>
    ProvinceCode CodeInPeriod(ProvinceCode code, Period? period) =>
        period is { } time && time.To < ProvinceCode.MergerDate && code.IsCurrent && Reference.PredecessorsOf(code) is [var only] ? only.Code : code;

    /// <summary>The answer that a table is the whole country's.</summary>
    public const string NationAnswer = "nation";

    /// <summary>What the numbers of a column are whose head is not one of those that are known: only what the desk has said.</summary>
    /// <param name="isLeftOut">The desk has said that it is none.</param>
    protected Measure? AskColumnMeasure(TypedColumn column, SheetRow row, out bool isLeftOut)
    {
        isLeftOut = false;
        // "Số tiền" is another amount in the next report.
        return column.NeedsMeasure
            ? AskMeasure(QuestionKind.Column, $"column|{TableId}|{column.Index}", column.Title, column.GuessedMeasure, row, column.Index, column.GuessedMeasure is null ? null : column.Title, out isLeftOut)
            : null;
    }

    /// <summary>The measure that a text seems to speak of, and as which only the desk may take it.</summary>
    protected Measure? AskMeasure(string text, Measure guess, SheetRow row, out bool isLeftOut) =>
        AskMeasure(QuestionKind.Measure, $"measure|{TableId}|{TextFolding.Fold(text)}", text, guess, row, Header.FindColumn(ColumnType.Measure)!.Index, text, out isLeftOut);

    /// <summary>What all numbers of the table are.</summary>
    protected Measure? AskMeasure(SheetRow row, TypedColumn column, out bool isLeftOut) =>
        AskMeasure(QuestionKind.Table, $"measure|{TableId}", TableName, null, row, column.Index, null, out isLeftOut);

    /// <param name="name">What is remembered of it for the next report; null: nothing.</param>
    Measure? AskMeasure(QuestionKind kind, string id, string about, Measure? guess, SheetRow row, int column, string? name, out bool isLeftOut)
    {
        var answer = Questions.Ask(
            kind, id, table.FileName, table.ReferenceTo(row, column), about,
            () => [.. guess is { } likely ? [likely.ToCode()] : (string[])[], .. MeasureRules.All.Select(measure => measure.ToCode()), Question.LeaveOutAnswer],
            // Another year and another unit make no other measure.
            name is not null && HeaderCellParser.NormalizeCaption(RowClassifier.RemoveNumbering(name)) is { Length: > 0 } bare ? new AliasKey(AliasKind.Measure, bare) : null);
        isLeftOut = answer == Question.LeaveOutAnswer;
        return EnumCodes.TryParse(answer, out Measure answered) ? answered : null;
    }

    /// <summary>The campaign that a cell names; none of both where it is empty.</summary>
    protected (string? Campaign, ReportFinding? Problem) ResolveCampaign(string text, SheetRow row) =>
        text.Length == 0 ? (null, null)
        : Names.FindCampaign(text) is { } campaign ? (campaign, null)
        : (null, CreateFinding(ReportFindingKind.CampaignUnknown, row, Header.FindColumn(ColumnType.Campaign)!.Index, text));

    SeparatorStyle? GetSeparatorStyle(TypedColumn column)
    {
        if (styles.TryGetValue(column.Index, out var style))
            return style;
        style = SeparatorStyles.DetectStyle(
            table.Rows.Select(row => row.FindCell(column.Index)).Where(cell => cell is { IsText: true }).Select(cell => CellNumber.ParseCell(cell).Digits).OfType<string>(), out var isOpen);
        if (style is null && isOpen)
            style = ParseStyleAnswer(Questions.FindAnswer(StyleId(column)));
        styles.Add(column.Index, style);
        return style;
    }

    string? AskStyle(TypedColumn column, SheetRow row) => Questions.Ask(
        QuestionKind.Style, StyleId(column), table.FileName, table.ReferenceTo(row, column.Index), row.FindCell(column.Index)?.Text ?? "", () => ["vi", "en"]);

    string StyleId(TypedColumn column) => $"style|{TableId}|{column.Index}";

    static SeparatorStyle? ParseStyleAnswer(string? style) => style switch { "vi" => SeparatorStyle.Vietnamese, "en" => SeparatorStyle.English, _ => null };

    MoneyUnit? AskUnit(TypedColumn column, SheetRow row, string? about) =>
        ParseUnitAnswer(Questions.Ask(QuestionKind.Unit, UnitId(column, about), table.FileName, table.ReferenceTo(row, column.Index), about ?? column.Title, () => Units));

    string UnitId(TypedColumn column, string? about) => about is null ? $"unit|{TableId}|{column.Index}" : $"unit|{TableId}|{TextFolding.Fold(about)}";

    static MoneyUnit? ParseUnitAnswer(string? answer) =>
        Units.Contains(answer) && answer!.Split(':') is [var word, var scale] && EnumCodes.TryParse(word, out Unit unit) && decimal.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            ? new(unit, factor)
            : null;

    /// <summary>The unit that a row says in a column of its own. "Loại tiền: VND" leaves the scale to the head.</summary>
    protected MoneyUnit GetRowUnit(SheetRow row)
    {
        var text = GetText(ColumnType.Unit, row);
        if (!units.TryGetValue(text, out var unit))
            units.Add(text, unit = MoneyUnit.ParseCurrency(text));
        return unit;
    }
}
