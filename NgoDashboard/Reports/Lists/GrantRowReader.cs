using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Lists;

/// <summary>Reads one row of a list: its place and sector, its amounts, and adds them to the sums and counts.</summary>
sealed class GrantRowReader(
    TableResolution steps, IReadOnlyList<TypedColumn> columns, GrantSums sums, GrantCounts counts, ListTotals totals, TableReading reading)
{
    readonly TableScope scope = steps.Scope;
    readonly Dictionary<string, int> seen = [];
    readonly PartAmounts parts = new(steps);

    /// <summary>A number of the row.</summary>
    readonly record struct RowNumber(TypedColumn Column, CellNumber Number, Resolved<Period?> Period);

    /// <param name="isNamed">The row has a name, a place or another attribute.</param>
    /// <returns>Whether the row was read as a part of the list, and not as a total or not at all.</returns>
    public bool Read(ListRow row, bool isNamed)
    {
        RowNumber[] numbers =
        [
            .. columns.Select(column => (Column: column, Number: steps.Numbers.GetNumber(column, row.Row)))
                .Where(entry => !entry.Number.IsBlank)
                .Select(entry => new RowNumber(entry.Column, entry.Number, steps.Periods.Resolve(row.Row, entry.Column, row.Group.Period))),
        ];
        var time = numbers is [var first, ..] ? first.Period : steps.Periods.Resolve(row.Row, null, row.Group.Period);
        if (time.Value is not { } period)
        {
            scope.Questions.Findings.Add(time.Problem!);
            AddProblems(row, numbers, time.Problem!);
            return false;
        }

        if (!isNamed && numbers.Length > 0)
        {
            ReadUnnamed(row, numbers);
            return false;
        }

        CheckDuplicate(row, numbers);
        BalanceCheck.CheckRow(steps, row.Row);
        var (province, sector) = (ResolveProvince(row, period), ResolveSector(row));
        var amounts = ReadAmounts(row, numbers, province, sector.Value);
        CheckSums(row, amounts);
        CheckDisbursed(row, amounts, period);
        if ((province.Problem ?? sector.Problem) is { } problem)
            scope.Questions.Findings.Add(problem);
        if (province.Problem is { } unplaced)
        {
            AddProblems(row, numbers, unplaced);
            MarkSharing(row, amounts, period);
            return true;
        }

        if (province.Value is null && scope.Header.FindColumn(ColumnType.Province) is { } places)
            scope.AddFinding(ReportFindingKind.NationalGrant, row.Row, places.Index, row.Title);
        AddToSums(row, amounts, province.Value, sector);
        foreach (var year in numbers.Where(number => number.Number.Value is not 0).Select(number => number.Period.Value).OfType<Period>()
            .Distinct().DefaultIfEmpty(period))
            counts.Add(year, province.Value, row);
        return true;
    }

    /// <summary>The sums of provinces that share the grant lack a part that is not known.</summary>
    void MarkSharing(ListRow row, GrantAmounts amounts, Period period)
    {
        foreach (var code in steps.Provinces.FindSharing(scope.GetTextOrGroup(ColumnType.Province, row.Row), period))
        {
            foreach (var amount in amounts.All)
                sums.AddMissing(new(amount.Period, code, null, null, amount.Measure), row.Row, amount.Column.Index);
        }
    }

    void AddProblems(ListRow row, RowNumber[] numbers, ReportFinding problem)
    {
        foreach (var number in numbers)
            reading.AddProblem(row.Row, number.Column, problem);
    }

    void ReadUnnamed(ListRow row, RowNumber[] numbers)
    {
        if (totals.IsTotalSoFar(row.Row, row.Group.Number))
        {
            totals.CompareTotal(row);
            return;
        }

        var problem = scope.CreateCellFinding(ReportFindingKind.GrantNameMissing, row.Row, numbers[0].Column);
        scope.Questions.Findings.Add(problem);
        AddProblems(row, numbers, problem);
    }

    GrantAmounts ReadAmounts(ListRow row, RowNumber[] numbers, Resolved<ProvinceCode?> province, string? sector)
    {
        var amounts = new GrantAmounts(steps);
        foreach (var (column, number, time) in numbers)
        {
            var answer = (column.Measure ?? (column.GuessedMeasure is null ? scope.Table.TitleMeasure : null)) is { } stated ? new(stated)
                : steps.Measures.AskForColumn(column, row.Row);
            if (answer.Measure is not { } measure || time.Value is not { } period)
            {
                Refuse(row, column, answer.IsLeftOut ? scope.CreateFinding(ReportFindingKind.LeftOut, row.Row, column.Index, column.Title)
                    : answer.Measure is null ? scope.CreateFinding(ReportFindingKind.Unanswered, row.Row, column.Index, column.Title)
                    : time.Problem!, isTold: !answer.IsLeftOut);
                continue;
            }

            var value = steps.Amounts.Resolve(number, measure, column, row.Row, steps.Amounts.GetRowUnit(row.Row));
            totals.Add(row, column, value.Value, number);
            if (value.Problem is { } wrong)
                Refuse(row, column, wrong with { ResponsibleProvince = province.Value });
            if (steps.Numbers.FindScaledDisplay(number, value.Value, column, row.Row) is { } scaled)
                scope.Questions.Findings.Add(scaled);
            var isEstimate = steps.Numbers.GetQualifier(number, column) != Qualifier.Exact;
            var isTaken = value.Value is { } known && amounts.Add(period, measure, column, row.Row, known, number, isEstimate);
            var key = new FigureKey(period, province.Value, null, null, measure);
            if (value.Value is { } whole
                && parts.Compare(column, row.Row, measure, key, whole, steps.Amounts.GetRowUnit(row.Row), reading) is { } differs)
                scope.Questions.Findings.Add(differs);
            if (isTaken && province.Problem is null)
                reading.AddUse(row.Row, column, CellClass.SummedPart, key);
            else if (province.Problem is null && (value.Problem is not null || value.Value is not null))
                AddMissing(row, column, key, sector, value.Problem);
        }

        return amounts;
    }

    void AddMissing(ListRow row, TypedColumn column, FigureKey key, string? sector, ReportFinding? problem)
    {
        sums.AddMissing(key, row.Row, column.Index);
        if (sector is not null)
            sums.AddMissing(key with { Sector = sector }, row.Row, column.Index);
        // Two amounts that contradict each other were told with the second.
        if (problem is null)
            reading.Uses.Add(new(row.Row.RowNumber, column.Index, CellClass.NotRead, key, ReportFindingKind.CurrenciesDisagree));
    }

    void Refuse(ListRow row, TypedColumn column, ReportFinding problem, bool isTold = true)
    {
        if (isTold)
            scope.Questions.Findings.Add(problem);
        reading.AddProblem(row.Row, column, problem);
    }

    void AddToSums(ListRow row, GrantAmounts amounts, ProvinceCode? province, Resolved<string> sector)
    {
        foreach (var amount in amounts.All)
        {
            var key = new FigureKey(amount.Period, province, null, null, amount.Measure);
            sums.Add(key, amount.Value, row.Row, amount.Column.Index, amount.IsEstimate);
            if ((amount.Column.Sector ?? sector.Value) is { } known)
                sums.Add(key with { Sector = known }, amount.Value, row.Row, amount.Column.Index, amount.IsEstimate);
        }
    }

    /// <summary>Compares a sum at the end of a row with the amounts beside it: "Tổng" behind the years or sectors of a grant.</summary>
    void CheckSums(ListRow row, GrantAmounts amounts)
    {
        foreach (var column in scope.Header.Columns.Where(column => column.IsSum))
        {
            var number = steps.Numbers.GetNumber(column, row.Row);
            if (number.IsBlank || amounts.All.Count == 0)
                continue;
            var measure = column.Measure ?? amounts.All[0].Measure;
            var sum = new RunningSum();
            foreach (var part in amounts.All.Where(amount => amount.Measure == measure))
                sum.Add(part.Value, number);
            var written = steps.Amounts.Resolve(number, measure, column, row.Row, steps.Amounts.GetRowUnit(row.Row).WithDefaults(sum.Unit));
            totals.Add(row, column, written.Value, number);
            if (written.Problem is { } problem)
                reading.AddProblem(row.Row, column, problem);
            else
                reading.AddUse(row.Row, column, CellClass.ComparedTotal);
            if (written.Value is { } total && sum.DiffersFrom(total))
                scope.AddFinding(ReportFindingKind.TotalDiffers, row.Row, column.Index, column.Title, total, sum.Sum!.Value);
        }
    }

    void CheckDisbursed(ListRow row, GrantAmounts amounts, Period period)
    {
        if (amounts.All.FirstOrDefault(entry => entry.Measure == Measure.Disbursed) is { Value.MinorUnits: > 0 } paid
            && amounts.All.FirstOrDefault(
                entry => entry.Measure == Measure.Committed && entry.Period == paid.Period) is { Value.MinorUnits: > 0 } promised
            && paid.Value.ConvertTo(promised.Value.Unit, CurrencyPairs.GetVndPerUsdForChecks(scope, period)) is { } comparable
            && comparable.MinorUnits > promised.Value.MinorUnits)
            scope.AddFinding(ReportFindingKind.DisbursedOverCommitted, row.Row, scope.Header.FindColumn(ColumnType.Disbursed)?.Index,
                paid.Value, promised.Value);
    }

    /// <summary>Flags a row that occurs twice with the same donor and the same money, because it was probably pasted twice.</summary>
    void CheckDuplicate(ListRow row, RowNumber[] numbers)
    {
        if (row.Title.Length == 0 || numbers.Length == 0)
            return;
        var rowKey = string.Join(
            '|', [TextFolding.Fold(row.Title), TextFolding.Fold(scope.GetText(ColumnType.Donor, row.Row)),
                TextFolding.Fold(scope.GetTextOrGroup(ColumnType.Province, row.Row)),
                TextFolding.Fold(scope.GetTextOrGroup(ColumnType.Sector, row.Row)),
                .. numbers.Select(number =>
                    string.Create(CultureInfo.InvariantCulture, $"{number.Column.Index}={number.Number.Value}"))]);
        if (!seen.TryAdd(rowKey, row.Row.RowNumber))
            scope.AddFinding(ReportFindingKind.SameGrant, row.Row, null, row.Title, seen[rowKey]);
    }

    Resolved<ProvinceCode?> ResolveProvince(ListRow row, Period period)
    {
        if (scope.GetText(ColumnType.ProvinceCode, row.Row) is { Length: > 0 } code && ProvinceCode.TryParse(code, out var written)
            && scope.Reference.FindProvince(written) is not null)
            return written;
        if (scope.Header.FindColumn(ColumnType.Province) is { } column
            && scope.GetTextOrGroup(ColumnType.Province, row.Row) is { Length: > 0 } text)
            return NameLookup.IsNationName(text) ? default
                : scope.OwnerCodes.Count > 0 ? steps.Provinces.ResolveInOwnList(text, period, row.Row, column.Index)
                : steps.Provinces.Resolve(text, period, row.Row, column.Index);
        if (row.Group.Province is not { } above)
            return steps.Provinces.ResolveOwner(period, row.Row);
        return scope.OwnerCodes.Count > 0 ? steps.Provinces.ResolveGroupInOwnList(above.Text, period, above.Row)
            : steps.Provinces.Resolve(above.Text, period, above.Row, above.ColumnIndex);
    }

    Resolved<string> ResolveSector(ListRow row) =>
        scope.Header.FindColumn(ColumnType.Sector) is { } column
        && scope.GetTextOrGroup(ColumnType.Sector, row.Row) is { Length: > 0 } text
            ? steps.Sectors.ResolveSector(text, row.Row, column.Index)
            : row.Group.Sector is { } above ? steps.Sectors.ResolveSector(above.Text, above.Row, above.ColumnIndex) : default;
}
