using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Totals;

/// <summary>
/// Compares the printed totals of a table with their parts. A total of one province, of the country or of a sector is a figure; one that
/// differs from its parts is doubtful.
/// </summary>
sealed class PrintedTotals(TableResolution steps, TotalsKeys keys, IReadOnlyList<TypedColumn> columns)
{
    readonly TableScope scope = steps.Scope;
    readonly PartAmounts parts = new(steps);
    readonly Lazy<bool> isWholeCountry = new(() => WholeCountry.IsTableOf(steps.Scope));

    /// <summary>Compares a total with the sum of the table above it, or of its group.</summary>
    public void CompareTotal(TotalsRow row, PartSums sums, TableReading reading) => Compare(row, reading, (column, measure) =>
        FindSector(row) is { } sector ? (sums.FindForSector(column, measure, sector), null)
            : (sums.FindInTable(column, measure), sums.FindInGroup(column, measure, row.Group.Number)));

    /// <summary>Whether a row without a label holds the sums of the table so far: then it is its total.</summary>
    public bool IsTotalSoFar(TotalsRow row, PartSums sums) =>
        !sums.IsEmpty && columns.All(column => steps.Numbers.GetNumber(column, row.Row).IsBlank || IsSumSoFar(column, row, sums));

    bool IsSumSoFar(TypedColumn column, TotalsRow row, PartSums sums)
    {
        if ((column.Measure ?? scope.Table.TitleMeasure) is not { } measure || sums.FindInTable(column.Index, measure) is not { } sum)
            return false;
        var unit = steps.Amounts.GetRowUnit(row.Row).WithDefaults(sum.Sum.Unit);
        var written = steps.Amounts.Resolve(steps.Numbers.GetNumber(column, row.Row), measure, column, row.Row, unit);
        return written.Value is { } total && !sum.DiffersFrom(total);
    }

    /// <summary>Compares the numbers of a heading with the sum of the rows below it.</summary>
    public void CompareHeading(TotalsRow row, PartSums sums, TableReading reading) => Compare(row, reading, (column, measure) =>
        (sums.FindInGroup(column, measure, row.Group.Number), null));

    string? FindSector(TotalsRow row) =>
        scope.Header.HasColumn(ColumnType.Province) && scope.GetText(ColumnType.Sector, row.Row) is { Length: > 0 } text
            ? scope.FindSector(text) : null;

    void Compare(TotalsRow row, TableReading reading, Func<int, Measure?, (PartSum? Table, PartSum? Group)> findSums)
    {
        var ofRow = scope.GetTextOrGroup(ColumnType.Measure, row.Row) is { Length: > 0 } text
            ? MeasureLabel.ParseLabel(text).NamedMeasure : null;
        foreach (var column in columns)
        {
            var number = steps.Numbers.GetNumber(column, row.Row);
            if (number.IsBlank)
                continue;
            var measure = column.IsSum ? RowTotalReader.FindMeasure(column, ofRow, scope) : column.Measure ?? ofRow
                ?? (scope.Header.HasColumn(ColumnType.Measure) ? null : keys.ResolveMeasure(row, column, default).Measure);
            var (table, group) = measure is null ? default : findSums(column.Index, measure);
            if (measure is not { } known || (table ?? group) is not { } any)
            {
                reading.AddTotalWithoutParts(scope, row.Row, column);
                continue;
            }

            var written = steps.Amounts.Resolve(
                number, known, column, row.Row, steps.Amounts.GetRowUnit(row.Row).WithDefaults(any.Sum.Unit));
            if (written.Value is { } total)
                AddTotal(row, column, number, known, total, ChooseSum(table, group, total), reading);
            else
                reading.AddProblem(row.Row, column, written.Problem!);
        }
    }

    WholePlace? FindWhole(PartSum sum) => isWholeCountry.Value ? new(null)
        : sum.Provinces.Count > 1 && scope.Reference.FindProvince(sum.Provinces.First())?.Successor is { } successor
            && sum.Provinces.SetEquals(scope.Reference.PredecessorsOf(successor).Select(province => province.Code))
            ? new(successor) : null;

    /// <summary>The sum that the total equals; if it equals neither, the one that is nearer.</summary>
    static PartSum ChooseSum(PartSum? table, PartSum? group, Quantity total) =>
        table is null ? group! : group is null || !table.DiffersFrom(total) ? table : !group.DiffersFrom(total) ? group
        : Distance(group, total) < Distance(table, total) ? group : table;

    static decimal Distance(PartSum sum, Quantity total) => Math.Abs(sum.Sum.Sum!.Value.WholeUnits - total.WholeUnits);

    void AddTotal(
        TotalsRow row, TypedColumn column, CellNumber number, Measure measure, Quantity total, PartSum sum, TableReading reading)
    {
        var doubts = new List<ReportFinding>(ValueDoubts.Find(steps, number, measure, total, column, row.Row));
        // One organisation may work in several provinces: the country's count is at most the sum, and may be less.
        if (sum.DiffersFrom(total) && (measure.IsAdditive || total.MinorUnits > sum.Sum.Sum!.Value.MinorUnits))
        {
            var finding = scope.CreateFinding(
                ReportFindingKind.TotalDiffers, row.Row, column.Index, column.Title, total, sum.Sum.Sum!.Value);
            scope.Questions.Findings.Add(finding);
            doubts.Add(finding);
        }

        var key = sum.Key.ToTotalKey(FindWhole(sum));
        reading.AddUse(row.Row, column, key is null ? CellClass.ComparedTotal : CellClass.Figure, key);
        if (parts.Compare(column, row.Row, measure, key, total, steps.Amounts.GetRowUnit(row.Row), reading) is { } differs)
        {
            scope.Questions.Findings.Add(differs);
            doubts.Add(differs);
        }

        if (key is { } figure)
            reading.Values.Add(ReportedValue.FromTotal(steps, figure, total, number, column, row.Row, doubts));
    }
}
