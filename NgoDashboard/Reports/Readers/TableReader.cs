using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Lists;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Totals;

namespace NgoDashboard.Reports.Readers;

/// <summary>Reads a table by the steps that its kind needs.</summary>
static class TableReader
{
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static TableReading Read(ReportTable table, ReadingContext context)
    {
        var scope = new TableScope(table, context);
        var steps = new TableResolution(scope);
        ColumnNaming.Ask(steps);
        // The likeliest line is no header before the desk has named its columns.
        if (!table.Header.IsTable)
            return new();
        new TableChecks(table, context).CheckTable(scope.OwnerCodes);
        var before = context.Questions.Findings.Count;
        var reading = table.Header.Kind switch
        {
            TableKind.List => ListReader.Read(steps),
            TableKind.Figures => FiguresReader.Read(steps),
            _ => TotalsReader.Read(steps),
        };
        // What the desk has left out counts as read.
        if (reading.Values.Count == 0 && context.Questions.Findings.Skip(before).All(finding => finding.IsNote)
            && !context.Questions.HasLeftOut(table.FileName) && table.Rows.FirstOrDefault(table.HoldsNumber) is { } row)
            scope.AddFinding(ReportFindingKind.NothingRead, row, null);
        return reading;
    }
}
