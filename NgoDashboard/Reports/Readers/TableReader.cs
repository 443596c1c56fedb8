using System.Globalization;
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

/// <summary>The context of reading a report.</summary>
/// <param name="NewestYear">
/// The newest year that is offered where a table states no period. Passed in, because reading is pure and uses no clock.
/// </param>
/// <param name="Cancellation">Checked for every row, because the client may have disconnected.</param>
sealed record ReadingContext(
    NameLookup Names, ReferenceData Reference, QuestionLog Questions, int NewestYear, CancellationToken Cancellation);

/// <summary>
/// Base of the readers of all kinds of tables: number style, unit, period and provinces of a column, each from what the file states or else
/// from an answer of the desk, and never guessed. For one reading of one table.
/// </summary>
abstract class TableReader(ReportTable table, ReadingContext context)
{
    static readonly string[] Units = ["VND:1", "VND:1000", "VND:1000000", "VND:1000000000", "USD:1", "USD:1000", "USD:1000000"];

    /// <summary>Columns that distinguish one row from another.</summary>
    protected static readonly ColumnType[] Keys =
        [ColumnType.Province, ColumnType.ProvinceCode, ColumnType.Sector, ColumnType.Campaign, ColumnType.Period, ColumnType.Measure];

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

    /// <summary>The period of the rows below a line that names nothing else: "Năm 2022".</summary>
    protected Period? GroupPeriod { get; set; }

    /// <summary>Whether a line names a period and nothing else; then it is set for the rows below it.</summary>
    protected bool IsHeadingOfTime(string text)
    {
        if (PeriodParser.ParseWhole(text) is not { IsSingleDay: false } period)
            return false;
        GroupPeriod = period;
        return true;
    }

    /// <summary>
    /// The rate for checking whether amounts in two currencies may be equal. Nothing is converted with it, so the nearest year's rate will
    /// do where the year's own is not known yet.
    /// </summary>
    protected decimal? VndPerUsdForChecks(Period period) => table.DeclaredVndPerUsd ?? Reference.NearestVndPerUsd(period.To.Year);

    /// <summary>How questions name the table: by its sheet, or by its file if the sheet has no name.</summary>
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
        var findingsBefore = context.Questions.Findings.Count;
        reader.ReadRows();
        // What the desk has left out counts as read.
        if (reader.Values.Count == 0 && context.Questions.Findings.Count == findingsBefore && !context.Questions.HasLeftOut(table.FileName)
            && table.Rows.FirstOrDefault(table.HoldsNumber) is { } row)
            reader.AddFinding(ReportFindingKind.NothingRead, row, null);
        return reader.Values;
    }

    protected abstract void ReadRows();

    /// <summary>The rows, until the operation is cancelled.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    protected IEnumerable<SheetRow> RowsToRead()
    {
        foreach (var row in table.Rows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    protected void AddFinding(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) =>
        Questions.AddFinding(kind, table.FileName, table.ReferenceTo(row, column), args);

    protected void AddRefusal(ReportFinding problem, ProvinceCode? province = null) =>
        Questions.Findings.Add(problem with { ResponsibleProvince = province });

    protected ReportFinding CreateFinding(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) =>
        new(kind, table.FileName, table.ReferenceTo(row, column), [.. args]);

    protected string GetText(ColumnType field, SheetRow row) =>
        Header.FindColumn(field) is { } column && row.FindCell(column.Index) is { } cell ? cell.Text.Trim() : "";

    /// <summary>The text of a row in a column of names, or else that of its group.</summary>
    protected string GetTextOrGroup(ColumnType field, SheetRow row) =>
        GetText(field, row) is { Length: > 0 } own ? own
        : Header.HasColumn(field) ? (groups ??= new(table, IsTotal, AddFilledDownFinding)).FindGroupName(field, row) : "";

    void AddFilledDownFinding(TypedColumn column, SheetRow row) =>
        AddFinding(ReportFindingKind.FilledDown, row, column.Index, column.Title);

    protected bool IsTotal(ColumnType field, string text) =>
        field == ColumnType.Measure ? RowClassifier.IsBareTotalLabel(text)
        : (RowClassifier.IsTotalLabel(text) && FindSector(text) is null) || (AreRegionsBelow && RowClassifier.IsRegionLabel(text));

    /// <summary>
    /// Whether "Miền Bắc" stands below its provinces as their total. Above them it is a total too, but of rows that are not read yet.
    /// </summary>
    bool AreRegionsBelow => areRegionsBelow ??= Header.Kind == TableKind.Totals && Header.FindColumn(ColumnType.Province) is { } column
        && table.Rows.Select(row => row.FindCell(column.Index)).OfType<Cell>().Select(cell => cell.Text)
        .FirstOrDefault(text => RowClassifier.IsRegionLabel(text) || IsProvince(text)) is { } first
        && !RowClassifier.IsRegionLabel(first);

    /// <summary>The number of a cell, in the separator style of its column.</summary>
    protected CellNumber GetNumber(TypedColumn column, SheetRow row) =>
        IsMergedOverSeveral(column, row) ? new(null, null, Problem: NumberProblem.MergedOverSeveral)
        : CellNumber.ParseCell(row.FindCell(column.Index), GetSeparatorStyle(column));

    /// <summary>Whether one number is merged over several figures.</summary>
    protected bool IsMergedOverSeveral(TypedColumn column, SheetRow row)
    {
        if (table.MergedCells.FindRange(row.RowNumber, column.Index) is not { } merge)
            return false;
        if (!shared.TryGetValue(merge, out var isShared))
        {
            var (from, until) =
                (table.RowIndexFrom(merge.Top), table.RowIndexFrom(merge.Bottom == int.MaxValue ? merge.Bottom : merge.Bottom + 1));
            isShared = until > from && table.Rows[from].RowNumber == merge.Top && table.Rows[from].FindCell(merge.Left) is { } first
                && (!first.IsText || CellNumber.LooksLikeNumber(first))
                && (Header.Columns.Count(typed => typed.HoldsFigures && typed.Index >= merge.Left && typed.Index <= merge.Right) > 1
                    || HaveDifferentKeys(from, until));
            shared.Add(merge, isShared);
        }

        return isShared;
    }

    /// <summary>Whether rows that share a number differ in place or measure.</summary>
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

    /// <summary>
    /// A number that is equal for rows with equal keys. Computed once for each row, because every column may be merged over all rows.
    /// </summary>
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

    /// <summary>Why a number cannot be taken; null if it can.</summary>
    protected ReportFinding? FindNumberProblem(CellNumber number, TypedColumn column, SheetRow row)
    {
        var written = row.FindCell(column.Index)?.Text ?? "";
        return number.Problem switch
        {
            null => null,
            NumberProblem.Ambiguous =>
                AskStyle(column, row) is null ? CreateFinding(ReportFindingKind.Unanswered, row, column.Index, written) : null,
            NumberProblem.Negative => CreateFinding(ReportFindingKind.Negative, row, column.Index, written),
            NumberProblem.TooLarge => CreateFinding(ReportFindingKind.NumberTooLarge, row, column.Index, written),
            NumberProblem.Error => CreateFinding(ReportFindingKind.ErrorCell, row, column.Index, written),
            NumberProblem.Date => CreateFinding(ReportFindingKind.DateCell, row, column.Index, written),
            NumberProblem.Hidden => CreateFinding(ReportFindingKind.HiddenNumber, row, column.Index, written),
            NumberProblem.MergedOverSeveral => CreateFinding(ReportFindingKind.SharedAmount, row, column.Index, column.Title),
            _ => CreateFinding(ReportFindingKind.NotANumber, row, column.Index, written),
        };
    }

    /// <summary>The qualifier of a number: its own, or "about" where the lines above or the caption say that it is an estimate.</summary>
    protected Qualifier GetQualifier(CellNumber number, TypedColumn column) =>
        number.Qualifier == Qualifier.Exact && (Table.IsEstimated || column.IsEstimate)
            ? Qualifier.About : number.Qualifier;

    /// <summary>"#,##0," under "đồng" shows thousands: the sheet says one amount and stores another.</summary>
    protected ReportFinding DescribeScaledDisplay(CellNumber number, TypedColumn column, SheetRow row) =>
        CreateFinding(ReportFindingKind.ScaledDisplay, row, column.Index, number.Value!.Value, number.DisplayDivisor,
            row.FindCell(column.Index)!.Value.Text);

    /// <summary>
    /// The amount that a cell adds in another currency, in whole units because it repeats the first; null if it is larger than any.
    /// </summary>
    protected static Quantity? ToQuantity((decimal Value, MoneyUnit Unit) also)
    {
        var scale = also.Unit.Scale ?? 1;
        return also.Value <= Quantity.MaxMinorUnits / scale
            ? Quantity.FromWholeUnits(decimal.Round(also.Value * scale), also.Unit.Currency!.Value) : null;
    }

    /// <summary>The number as a quantity of that measure, or why there is none.</summary>
    /// <param name="ofRow">The unit that the row states, in a column of its own or with its measure.</param>
    /// <param name="about">The measure as the row writes it: then the unit is asked for this measure, otherwise for the column.</param>
    protected (Quantity? Value, ReportFinding? Problem) GetQuantity(
        CellNumber number, Measure measure, TypedColumn column, SheetRow row, MoneyUnit ofRow = default, string? about = null)
    {
        if (FindNumberProblem(number, column, row) is { } wrong)
            return (null, wrong);
        if (number.Value is not { } value)
            return (null, null);
        if (!measure.IsMoney)
        {
            // A unit in a column of its own is that of the row's measure; beside several measures it is that of the money.
            if (!number.Unit.IsNone || (Header.HasColumn(ColumnType.Measure) && !ofRow.IsNone)
                || (number.IsPercent && measure != Measure.DisbursementRate))
                return (null, CreateFinding(ReportFindingKind.UnitDoesNotFit, row, column.Index, row.FindCell(column.Index)!.Value.Text));
            var unit = measure == Measure.DisbursementRate ? Unit.Percent : Unit.Count;
            return ToQuantity(value, unit, column, row);
        }

        if (number.IsPercent)
            return (null, CreateFinding(ReportFindingKind.UnitDoesNotFit, row, column.Index, row.FindCell(column.Index)!.Value.Text));
        if (number.Unit.IsNone && GetText(ColumnType.Unit, row) is { Length: > 0 } unknown && MoneyUnit.ParseWhole(unknown) is null)
            return (null, CreateFinding(ReportFindingKind.UnitUnknown, row, Header.FindColumn(ColumnType.Unit)!.Index, unknown));
        if ((number.Unit.Currency ?? ofRow.Currency) is { } one && column.Unit.Currency is { } other && one != other
            && (number.Unit.IsNone || number.Unit.Scale is null))
            return (null, CreateFinding(ReportFindingKind.UnitsDisagree, row, column.Index, column.Title, one.ToCode()));
        var resolved = number.Unit.WithDefaults(ofRow).WithDefaults(column.Unit).WithDefaults(table.TitleUnit);
        // "USD" in the header and "nghìn USD" above the table: one of them is the unit.
        var isDoubtful = number.Unit.IsNone && ofRow.WithDefaults(column.Unit) is { Currency: { } stated, Scale: 1 }
            && table.TitleUnit is { Scale: > 1 } title && title.Currency == stated;
        // "VND" in a row under "nghìn USD" has a currency and no stated scale.
        var foreign = number.Unit.IsNone && ofRow is { Currency: { } own, Scale: null } && column.Unit.IsNone
            && table.TitleUnit is { Currency: { } around, Scale: > 1 } && around != own ? own : (Unit?)null;
        if (foreign is { } currency)
        {
            if (AskUnit(column, row, $"{column.Title} ({currency.ToCode()})") is not { } answered)
                return (null, CreateFinding(ReportFindingKind.Unanswered, row, column.Index, column.Title));
            resolved = answered;
        }
        else if (resolved.Currency is null || isDoubtful)
        {
            if (AskUnit(column, row, about) is not { } answered)
                return (null, CreateFinding(ReportFindingKind.Unanswered, row, column.Index, about ?? column.Title));
            resolved = isDoubtful ? answered : resolved.WithDefaults(answered);
        }
        else if (resolved.Scale is null && ParseUnitAnswer(Questions.FindAnswer(UnitId(column, about))) is { } known)
        {
            resolved = resolved.WithDefaults(known);
        }

        var scale = resolved.Scale ?? 1;
        if (scale == 1 && IsTooFine(number))
            return (null, CreateFinding(ReportFindingKind.TooFine, row, column.Index, row.FindCell(column.Index)!.Value.Text));
        // Compared before multiplying, which would overflow.
        return ToQuantity(
            value > Figures.Cube.Quantity.MaxMinorUnits / scale ? Figures.Cube.Quantity.MaxMinorUnits + 1m : value * scale,
            resolved.Currency!.Value, column, row);
    }

    /// <summary>
    /// Whether a number has more decimals than money can have. "196.137" is read with three decimals if "956.5" stands in the same column,
    /// which was then written by two offices. A stored number was calculated, and is rounded.
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
        // Calculated money is rounded to what can be paid: a cent or a đồng.
        var whole = unit == Unit.Count ? value
            : decimal.Round(value, unit.MinorUnitsPerWhole == 100 ? 2 : 0, MidpointRounding.AwayFromZero);
        return Figures.Cube.Quantity.FromWholeUnits(whole, unit) is { } quantity
            ? (quantity, null)
            : (null, CreateFinding(ReportFindingKind.TooFine, row, column.Index, row.FindCell(column.Index)?.Text ?? ""));
    }

    /// <summary>
    /// The period of a row: its own, that of the column, of the lines above the table, or of the sheet's name; otherwise the desk is asked.
    /// </summary>
    /// <param name="ofMeasure">The period in the row's measure: "Giải ngân năm 2023".</param>
    protected Period? GetPeriod(SheetRow row, TypedColumn? column, out ReportFinding? problem, Period? ofMeasure = null)
    {
        problem = null;
        if (Header.FindColumn(ColumnType.PeriodStart) is { } from && Header.FindColumn(ColumnType.PeriodEnd) is { } to)
        {
            var (first, last) =
                (PeriodParser.ParseWhole(GetText(ColumnType.PeriodStart, row)),
                    PeriodParser.ParseWhole(GetText(ColumnType.PeriodEnd, row)));
            if (first is { IsSingleDay: true } && last is { IsSingleDay: true } && first.Value.From <= last.Value.To)
                return new(first.Value.From, last.Value.To);
            problem = CreateFinding(
                ReportFindingKind.PeriodUnreadable, row, from.Index,
                $"{GetText(ColumnType.PeriodStart, row)} {GetText(ColumnType.PeriodEnd, row)}".Trim());
            return null;
        }

        if (Header.FindColumn(ColumnType.Period) is { } own && GetTextOrGroup(ColumnType.Period, row) is { Length: > 0 } text)
        {
            // "Quý I" below a title that names one year.
            if ((PeriodParser.ParseWhole(text)
                ?? (table.Year is { } year ? PeriodParser.ParseWhole(PeriodParser.CompleteWithYear(text, year)) : null)) is { } parsed)
                return parsed;
            problem = CreateFinding(ReportFindingKind.PeriodUnreadable, row, own.Index, text);
            return null;
        }

        if (ofMeasure is { } one && column?.Period is { } other && one != other)
        {
            problem = CreateFinding(
                ReportFindingKind.PeriodUnreadable, row, column.Index, $"{GetText(ColumnType.Measure, row)} {column.Title}".Trim());
            return null;
        }

        if ((ofMeasure ?? column?.Period ?? GroupPeriod ?? table.TitlePeriod
            ?? (PeriodParser.FindIn(table.SheetName) is { IsSingleDay: false } ofSheet ? ofSheet : null)) is { } around)
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

    /// <summary>The province that a cell names; null, with the reason, if it is not certain.</summary>
    protected (ProvinceCode? Code, ReportFinding? Problem) ResolveProvince(string text, Period? period, SheetRow row, int? column)
    {
        var candidates = FindProvinces(text);
        if (candidates.Count == 0 || Names.IsCityWithin(text, candidates, period))
        {
            if (text.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter)))
                return (null, CreateFinding(ReportFindingKind.CodeWithoutBasis, row, column, text));
            var answer = Questions.Ask(
                QuestionKind.Province, $"province|{TextFolding.Fold(text)}", table.FileName, table.ReferenceTo(row, column), text,
                () => [.. Candidates(text, period), Question.LeaveOutAnswer],
                new(AliasKind.Province, text));
            return answer == Question.LeaveOutAnswer ? (null, CreateFinding(ReportFindingKind.LeftOut, row, column, text))
                : ProvinceCode.TryParse(answer, out var answered) ? (CodeInPeriod(answered, period), null)
                : (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text));
        }

        return ChooseByBasis(candidates, period, row, column, text);
    }

    /// <summary>
    /// The place of a grant in a province's own list: a district or a commune. If it has the name of another province it may be either
    /// ("Quảng Ninh" is a district of Quảng Bình too), and the answer holds for this list only.
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
            () => [owner.ToString(),
                .. others.Where(code => basis is null || code.Basis == basis || others.Count == 1).Select(code => code.ToString()),
                Question.LeaveOutAnswer]);
        return answer == Question.LeaveOutAnswer ? (null, CreateFinding(ReportFindingKind.LeftOut, row, column, text))
            : !ProvinceCode.TryParse(answer, out var answered) ? (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text))
            : others.Contains(answered) ? ChooseByBasis(others, period, row, column, text)
            : (CodeInPeriod(answered, period), null);
    }

    /// <summary>Suggestions among the provinces of that period; among all if the period spans the merger.</summary>
    IEnumerable<string> Candidates(string text, Period? period)
    {
        var basis = BasisForPeriod(period);
        return Names.FindSimilar(AliasKind.Province, text, MaxCandidates)
            .Where(code => basis is null || (ProvinceCode.TryParse(code, out var known) && known.Basis == basis)).Take(MaxCandidates / 2);
    }

    /// <summary>The province basis of a period; null if it spans the merger.</summary>
    static int? BasisForPeriod(Period? period) =>
        period is not { } time ? null : time.From >= ProvinceCode.MergerDate ? ProvinceCode.CurrentBasis
        : time.To < ProvinceCode.MergerDate ? ProvinceCode.OldBasis : null;

    protected (ProvinceCode? Code, ReportFinding? Problem) ChooseByBasis(
        IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row, int? column, string text)
    {
        if (candidates.Count == 1)
            return (candidates[0], null);
        if (ResolveBasis(candidates, period, row) is not { } basis)
            return (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text));
        var fitting = candidates.Where(code => code.Basis == basis).ToList();
        return fitting.Count == 1 ? (fitting[0], null) : (candidates[0], null);
    }

    /// <summary>
    /// The province basis of the table: by a name that exists on one basis only, or by the period if none of its provinces was merged;
    /// otherwise the desk is asked, because "Quảng Trị" in 2023 may be the province of then, or today's with its parts.
    /// </summary>
    int? ResolveBasis(IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row)
    {
        var (certain, allUnchanged) = named ??= InspectProvinceNames();
        var (isBefore, isAfter) =
            (period is { } one && one.To < ProvinceCode.MergerDate, period is { } other && other.From >= ProvinceCode.MergerDate);
        int? basis = isAfter ? certain == ProvinceCode.OldBasis ? null : ProvinceCode.CurrentBasis
            : certain ?? (isBefore && allUnchanged && candidates.All(IsUnchanged) ? ProvinceCode.OldBasis : null);
        if (basis is not null)
            return basis;
        // Asked for every row that waits, so that the rows are counted.
        var answer = Questions.Ask(
            QuestionKind.Basis, $"basis|{TableId}", table.FileName, table.ReferenceTo(row), TableName, () => ["63", "34"]);
        return answer switch { "63" => ProvinceCode.OldBasis, "34" => ProvinceCode.CurrentBasis, _ => null };
    }

    /// <summary>
    /// What the province names of the whole table tell: the basis of names that exist on one only, and whether none was merged.
    /// </summary>
    (int? Certain, bool AllUnchanged) InspectProvinceNames()
    {
        var names = Header.FindColumn(ColumnType.Province) is { } column
            ? table.Rows.Select(row => row.FindCell(column.Index)).OfType<Cell>().Select(cell => cell.Text).Distinct().Select(FindProvinces)
            .Where(codes => codes.Count > 0).ToList()
            : [.. Header.Columns.Select(typed => typed.Provinces).OfType<IReadOnlyList<ProvinceCode>>()];
        var certain = names.Where(codes => codes.All(code => code.Basis == codes[0].Basis)).Select(codes => codes[0].Basis).Distinct()
            .ToArray();
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

    /// <summary>The sector that a cell names; null, with the reason, if it is not certain.</summary>
    protected (string? Sector, ReportFinding? Problem) ResolveSector(string text, SheetRow row, int? column)
    {
        if (FindSector(text) is { } known)
            return (known, null);
        var answer = Questions.Ask(
            QuestionKind.Sector, $"sector|{TextFolding.Fold(text)}", table.FileName, table.ReferenceTo(row, column), text,
            () => [.. Names.FindSimilar(AliasKind.Sector, text), "other", Question.LeaveOutAnswer],
            new(AliasKind.Sector, text));
        return answer == Question.LeaveOutAnswer ? (null, CreateFinding(ReportFindingKind.LeftOut, row, column, text))
            : answer is not null && Reference.FindSector(answer) is not null ? (answer, null)
            : (null, CreateFinding(ReportFindingKind.Unanswered, row, column, text));
    }

    /// <summary>
    /// The owner of a table without provinces in its rows: from the lines above it or the sheet's name; otherwise the desk is asked.
    /// </summary>
    /// <returns>No code and no problem if it is the whole country's.</returns>
    protected (ProvinceCode? Code, ReportFinding? Problem) ResolveOwner(Period? period, SheetRow row)
    {
        var named = FindOwner();
        if (named is { Codes.Count: > 0 } && !Names.IsCityWithin(named.Text, named.Codes, period))
            return ChooseByBasis(named.Codes, period, row, null, named.Text);
        if (named is { Codes.Count: 0 })
            return (null, null);
        var answer = Questions.Ask(
            QuestionKind.Owner, $"owner|{TableId}", table.FileName, table.ReferenceTo(row), TableName,
            () => [.. OwnerCandidates(period).Select(code => code.ToString()), Question.NationAnswer]);
        return answer == Question.NationAnswer ? (null, null)
            : ProvinceCode.TryParse(answer, out var answered) ? (CodeInPeriod(answered, period), null)
            : (null, CreateFinding(ReportFindingKind.Unanswered, row, null, table.SheetName));
    }

    /// <summary>Likely owners: the province of a city that is named above the table, and the province in the file's name.</summary>
    IEnumerable<ProvinceCode> OwnerCandidates(Period? period)
    {
        var basis = BasisForPeriod(period);
        return table.FindProvincesAround(Names).Concat(TableTitles.FindProvincesAroundIn(table.SheetName, Names))
            .Where(code => basis is null || code.Basis == basis)
            .Concat(Names.FindProvincesAround(Path.GetFileNameWithoutExtension(table.FileName)));
    }

    /// <summary>The owner by the lines above the table, the nearest first, then by the sheet's name.</summary>
    TitleOwner? FindOwner()
    {
        if (!owner.IsKnown)
            owner = (table.FindOwner(Names) ?? TableTitles.FindOwnerIn(table.SheetName, Names), true);
        return owner.Owner;
    }

    /// <summary>Whether the lines above the table name its owner.</summary>
    protected bool HasOwner => OwnerCodes.Count > 0;

    IReadOnlyList<ProvinceCode> OwnerCodes => FindOwner()?.Codes ?? [];

    /// <summary>A province that was not merged stands in lists by today's code; before the merger it had another.</summary>
    ProvinceCode CodeInPeriod(ProvinceCode code, Period? period) =>
        period is { } time && time.To < ProvinceCode.MergerDate && code.IsCurrent && Reference.PredecessorsOf(code) is [var only]
            ? only.Code : code;

    /// <summary>The measure of a column whose header is unknown, as only the desk can state it.</summary>
    /// <param name="isLeftOut">The desk has answered that it is none.</param>
    protected Measure? AskColumnMeasure(TypedColumn column, SheetRow row, out bool isLeftOut)
    {
        isLeftOut = false;
        // "Số tiền" may be another amount in the next report, so the answer is not remembered.
        return column.NeedsMeasure
            ? AskMeasure(QuestionKind.Column, $"column|{TableId}|{column.Index}", column.Title, column.GuessedMeasure, row, column.Index,
                column.GuessedMeasure is null ? null : column.Title, out isLeftOut)
            : null;
    }

    /// <summary>The measure that a text seems to name, if the desk confirms it.</summary>
    protected Measure? AskMeasure(string text, Measure guess, SheetRow row, out bool isLeftOut) =>
        AskMeasure(QuestionKind.Measure, $"measure|{TableId}|{TextFolding.Fold(text)}", text, guess, row,
            Header.FindColumn(ColumnType.Measure)!.Index, text, out isLeftOut);

    /// <summary>The measure of all numbers of the table.</summary>
    protected Measure? AskMeasure(SheetRow row, TypedColumn column, out bool isLeftOut) =>
        AskMeasure(QuestionKind.Table, $"measure|{TableId}", TableName, null, row, column.Index, null, out isLeftOut);

    /// <param name="name">The name under which the answer is remembered for later reports; null: not at all.</param>
    Measure? AskMeasure(
        QuestionKind kind, string id, string about, Measure? guess, SheetRow row, int column, string? name, out bool isLeftOut)
    {
        var answer = Questions.Ask(
            kind, id, table.FileName, table.ReferenceTo(row, column), about,
            () => [.. guess is { } likely ? [likely.ToCode()] : (string[])[], .. MeasureRules.All.Select(measure => measure.ToCode()),
                Question.LeaveOutAnswer],
            // Remembered without year and unit, which make no other measure.
            name is not null && HeaderCellParser.NormalizeCaption(RowClassifier.RemoveNumbering(name)) is { Length: > 0 } bare
                ? new AliasKey(AliasKind.Measure, bare) : null);
        isLeftOut = answer == Question.LeaveOutAnswer;
        return EnumCodes.TryParse(answer, out Measure answered) ? answered : null;
    }

    /// <summary>The campaign that a cell names; neither campaign nor problem if it is empty.</summary>
    protected (string? Campaign, ReportFinding? Problem) ResolveCampaign(string text, SheetRow row) =>
        text.Length == 0 ? (null, null)
        : Names.FindCampaign(text) is { } campaign ? (campaign, null)
        : (null, CreateFinding(ReportFindingKind.CampaignUnknown, row, Header.FindColumn(ColumnType.Campaign)!.Index, text));

    SeparatorStyle? GetSeparatorStyle(TypedColumn column)
    {
        if (styles.TryGetValue(column.Index, out var style))
            return style;
        style = SeparatorStyles.DetectStyle(
            table.Rows.Select(row => row.FindCell(column.Index)).Where(cell => cell is { IsText: true })
                .Select(cell => CellNumber.ParseCell(cell).Digits).OfType<string>(), out var isOpen);
        if (style is null && isOpen)
            style = ParseStyleAnswer(Questions.FindAnswer(StyleId(column)));
        styles.Add(column.Index, style);
        return style;
    }

    string? AskStyle(TypedColumn column, SheetRow row) => Questions.Ask(
        QuestionKind.Style, StyleId(column), table.FileName, table.ReferenceTo(row, column.Index), row.FindCell(column.Index)?.Text ?? "",
        () => [SeparatorStyle.Vietnamese.ToCode(), SeparatorStyle.English.ToCode()]);

    string StyleId(TypedColumn column) => $"style|{TableId}|{column.Index}";

    static SeparatorStyle? ParseStyleAnswer(string? style) =>
        EnumCodes.TryParse(style, out SeparatorStyle known) ? known : null;

    MoneyUnit? AskUnit(TypedColumn column, SheetRow row, string? about) =>
        ParseUnitAnswer(Questions.Ask(
            QuestionKind.Unit, UnitId(column, about), table.FileName, table.ReferenceTo(row, column.Index), about ?? column.Title,
            () => Units));

    string UnitId(TypedColumn column, string? about) =>
        about is null ? $"unit|{TableId}|{column.Index}" : $"unit|{TableId}|{TextFolding.Fold(about)}";

    static MoneyUnit? ParseUnitAnswer(string? answer) =>
        Units.Contains(answer) && answer!.Split(':') is [var word, var scale] && EnumCodes.TryParse(word, out Unit unit)
        && decimal.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            ? new(unit, factor)
            : null;

    /// <summary>The unit in the row's unit column. "Loại tiền: VND" leaves the scale to the header.</summary>
    protected MoneyUnit GetRowUnit(SheetRow row)
    {
        var text = GetText(ColumnType.Unit, row);
        if (!units.TryGetValue(text, out var unit))
            units.Add(text, unit = MoneyUnit.ParseCurrency(text));
        return unit;
    }
}
