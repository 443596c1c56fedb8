using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Totals;

/// <summary>Reads the figures of one row of a table of totals, and adds them to the sums with which printed totals are compared.</summary>
sealed class TotalsRowReader(
    TableResolution steps, IReadOnlyList<TypedColumn> columns, TotalsKeys keys, PartSums sums, TableReading reading)
{
    readonly PartAmounts parts = new(steps);

    /// <summary>Whether the row names nothing: then it is a total that lost its label, or no figure at all.</summary>
    public bool IsUnnamed(TotalsRow row) =>
        CellNumbers.KeyTypes.Any(type => type != ColumnType.Period && steps.Scope.Header.HasColumn(type))
        && Array.TrueForAll(CellNumbers.KeyTypes, type => steps.Scope.GetTextOrGroup(type, row.Row).Length == 0)
        && row.Group is { Sector: null, Province: null, Measure: null };

    public void Refuse(TotalsRow row)
    {
        foreach (var column in columns.Where(column => !steps.Numbers.GetNumber(column, row.Row).IsBlank))
            Refuse(row.Row, column, steps.Scope.CreateCellFinding(ReportFindingKind.NameMissing, row.Row, column));
    }

    public void Read(TotalsRow row)
    {
        BalanceCheck.CheckRow(steps, row.Row);
        var values = new List<ReportedValue>();
        foreach (var column in columns)
        {
            var number = steps.Numbers.GetNumber(column, row.Row);
            var ofRow = column.Measure is null ? row.Measure : default;
            if (number.IsBlank)
                continue;
            if (ofRow.IsLeftOut)
                reading.Uses.Add(ofRow.Numbers is { } numbers ? new(row.Row.RowNumber, column.Index, numbers)
                    : new(row.Row.RowNumber, column.Index, CellClass.NotRead, null, ReportFindingKind.RowNotRead));
            else
                ReadNumber(row, column, number, ofRow, values);
        }

        reading.Values.AddRange(values);
    }

    void ReadNumber(TotalsRow row, TypedColumn column, CellNumber number, RowMeasure ofRow, List<ReportedValue> values)
    {
        var key = keys.Resolve(row, column);
        var unit = steps.Amounts.GetRowUnit(row.Row).WithDefaults(ofRow.Unit);
        var value = key.Key is { } known
            ? steps.Amounts.Resolve(number, known.Measure, column, row.Row, unit, ofRow.WrittenMeasure) : default;
        if ((key.Problem ?? value.Problem) is { } problem)
            Refuse(row.Row, column, problem with { ResponsibleProvince = key.Key?.Province });
        else if (value.Value is { } quantity)
            AddValue(values, row.Row, column, number, key.Key!.Value, quantity, unit);
        // The country's own row is the whole, and no part of the total below; nor is a sector below its province.
        if (!row.IsNation)
            sums.Add(column, key.Key?.Measure ?? column.Measure ?? ofRow.Measure ?? steps.Scope.Table.TitleMeasure, row.Group.Number,
                value.Value, number, key.Part, key.IsPartOfTable);
    }

    void Refuse(SheetRow row, TypedColumn column, ReportFinding problem)
    {
        // That the desk has left a column out needs no line for each of its rows.
        if (problem.Kind != ReportFindingKind.LeftOut || problem.Args is not [string title] || title != column.Title)
            steps.Scope.Questions.Findings.Add(problem);
        reading.AddProblem(row, column, problem);
    }

    void AddValue(
        List<ReportedValue> values, SheetRow row, TypedColumn column, CellNumber number, FigureKey key, Quantity quantity, MoneyUnit unit)
    {
        var table = steps.Scope.Table;
        List<ReportFinding> doubts = [.. ValueDoubts.Find(steps, number, key.Measure, quantity, column, row)];
        if (parts.Compare(column, row, key.Measure, key, quantity, unit, reading) is { } differs)
        {
            doubts.Add(differs);
            steps.Scope.Questions.Findings.Add(differs);
        }

        var value = new ReportedValue(
            table.FileName, key, quantity, steps.Numbers.GetQualifier(number, column), table.ReferenceTo(row, column.Index),
            row.FindCell(column.Index)!.Value.Text, 0, doubts)
        {
            TotalsHeaderRow = table.Header.FirstRowIndex,
        };
        if (column.Part is not null && AddToOtherPart(values, value))
        {
            reading.AddUse(row, column, CellClass.SummedPart, key);
            return;
        }

        CurrencyPairs.AddValue(values, value, steps.Scope);
        if (number.AlsoStated is { } also && key.Measure.IsMoney && Amounts.ToQuantity(also) is { } other)
            CurrencyPairs.AddValue(values, value with { Value = other, Findings = [] }, steps.Scope);
        reading.AddUse(row, column, CellClass.Figure, key);
    }

    /// <summary>Parts without a column for their whole are added up: cash and aid in kind of one sector.</summary>
    static bool AddToOtherPart(List<ReportedValue> values, ReportedValue part)
    {
        var at = values.FindIndex(other => other.Key == part.Key && other.Value.Unit == part.Value.Unit);
        if (at < 0)
            return false;
        values[at] = values[at] with
        {
            Value = new(Math.Min(Quantity.MaxMinorUnits, values[at].Value.MinorUnits + part.Value.MinorUnits), part.Value.Unit),
            Findings = [.. values[at].Findings, .. part.Findings],
        };
        return true;
    }
}
