using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Lists;

/// <summary>Compares the printed totals of a list, and the numbers of its headings, with the sums of its rows.</summary>
sealed class ListTotals(TableResolution steps, IReadOnlyList<TypedColumn> columns, TableReading reading)
{
    readonly PartSums sums = new();
    readonly PartAmounts partAmounts = new(steps);
    ListRow? heading;

    public void Add(ListRow row, TypedColumn column, Quantity? value, CellNumber number) =>
        sums.Add(column, null, row.Group.Number, value, number, null, isPart: true);

    public void StartHeading(ListRow row)
    {
        EndHeading(int.MaxValue);
        heading = row;
    }

    /// <summary>Compares the heading, if the rows of another group begin.</summary>
    public void EndHeading(int groupNumber)
    {
        if (heading is not { } open || groupNumber == open.Group.Number + 1)
            return;
        heading = null;
        foreach (var column in columns)
        {
            if (Read(column, open.Row, sums.FindInGroup(column.Index, null, open.Group.Number + 1)) is { } total)
                Compare(open.Row, column, total.Written, total.Parts);
        }
    }

    public void CompareTotal(ListRow row)
    {
        foreach (var column in columns)
        {
            var (table, group) = (sums.FindInTable(column.Index, null), sums.FindInGroup(column.Index, null, row.Group.Number));
            if (Read(column, row.Row, table) is { } total)
                Compare(row.Row, column, total.Written, group?.DiffersFrom(total.Written) == false ? group : total.Parts);
        }
    }

    /// <summary>A row without a name that holds the sum so far is a total.</summary>
    public bool IsTotalSoFar(SheetRow row, int groupNumber) =>
        columns.Any(column => sums.FindInTable(column.Index, null) is not null)
        && columns.All(column => steps.Numbers.GetNumber(column, row).IsBlank
            || (Resolve(column, row, sums.FindInTable(column.Index, null)) is { } total
                && (!total.Parts.DiffersFrom(total.Written)
                    || sums.FindInGroup(column.Index, null, groupNumber)?.DiffersFrom(total.Written) == false)));

    (Quantity Written, PartSum Parts)? Read(TypedColumn column, SheetRow row, PartSum? parts)
    {
        if (steps.Numbers.GetNumber(column, row).IsBlank)
            return null;
        var total = Resolve(column, row, parts);
        if (total is null)
            reading.AddTotalWithoutParts(steps.Scope, row, column);
        return total;
    }

    (Quantity Written, PartSum Parts)? Resolve(TypedColumn column, SheetRow row, PartSum? parts) =>
        parts is not null && steps.Amounts.Resolve(
            steps.Numbers.GetNumber(column, row), column.Measure ?? Measure.Disbursed, column, row,
            steps.Amounts.GetRowUnit(row).WithDefaults(parts.Sum.Unit)).Value is { } written
            ? (written, parts) : null;

    void Compare(SheetRow row, TypedColumn column, Quantity written, PartSum parts)
    {
        reading.AddUse(row, column, CellClass.ComparedTotal);
        if (partAmounts.Compare(
            column, row, column.Measure ?? Measure.Disbursed, null, written, steps.Amounts.GetRowUnit(row), reading) is { } differs)
            steps.Scope.Questions.Findings.Add(differs);
        if (parts.DiffersFrom(written))
            steps.Scope.AddFinding(ReportFindingKind.TotalDiffers, row, column.Index, column.Title, written, parts.Sum.Sum!.Value);
    }
}
