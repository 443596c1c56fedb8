using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Rows;

/// <summary>Reads the column of measures of a table whose rows are measures: "Giải ngân (USD)", and "- Trong đó: Y tế" below it.</summary>
sealed class MeasureRows(TableResolution steps)
{
    readonly TableScope scope = steps.Scope;

    /// <summary>What a heading without numbers states for the rows below it; null if it names no measure.</summary>
    public static RowMeasure? FromHeading(string label) =>
        MeasureLabel.ParseLabel(label) is var parsed && (parsed.NamedMeasure ?? parsed.GuessedMeasure) is { } measure
            ? new(measure, null, parsed.Period, parsed.Unit, label) : null;

    /// <param name="above">The measure of the row above.</param>
    /// <returns>The measure of this row, and what the next row finds above it.</returns>
    public (RowMeasure OfRow, RowMeasure? ForNext) Read(SheetRow row, RowMeasure? above)
    {
        if (scope.Header.FindColumn(ColumnType.Measure) is not { } column)
            return (default, above);
        var text = scope.GetTextOrGroup(ColumnType.Measure, row);
        if (text.Length == 0)
            return (new(null, Problem: scope.CreateFinding(ReportFindingKind.MeasureUnknown, row, column.Index, text)), above);
        var label = MeasureLabel.ParseLabel(text);
        if (above is { } whole && FindSectorBelow(text, label) is { } sector)
        {
            var (period, unit) = (label.Period ?? whole.Period, label.Unit.WithDefaults(whole.Unit));
            return (whole with { Sector = sector, Period = period, Unit = unit }, above);
        }

        var isPartOfMoney = IsPartOfMoney(text, label, above);
        // "- Dự án" below "Giải ngân" may mean their number or the money for them.
        if (isPartOfMoney)
            label = label with { NamedMeasure = null, GuessedMeasure = above!.Value.Measure };
        var asked = label.NamedMeasure is { } named ? new MeasureAnswer(named)
            : label.GuessedMeasure is { } guess ? steps.Measures.AskForRow(text, guess, row) : default;
        if (asked.Measure is { } measure)
        {
            var read = new RowMeasure(measure, null, label.Period, label.Unit, text);
            return (read, isPartOfMoney ? above : read);
        }

        var below = isPartOfMoney ? above : null;
        if (label.GuessedMeasure is not null && !asked.IsLeftOut)
            return (new(null, Problem: scope.CreateFinding(ReportFindingKind.Unanswered, row, column.Index, text)), below);
        // Lists of indicators contain many that are not measures of this program.
        scope.AddFinding(asked.IsLeftOut ? ReportFindingKind.LeftOut : ReportFindingKind.RowNotRead, row, column.Index, text);
        return (new(null, IsLeftOut: true), below);
    }

    string? FindSectorBelow(string text, MeasureLabel label) =>
        label.NamedMeasure is null && !scope.Header.HasColumn(ColumnType.Sector) ? scope.FindSector(text) : null;

    static bool IsPartOfMoney(string text, MeasureLabel label, RowMeasure? above) =>
        label.NamedMeasure is Measure.Projects or Measure.NonProjects && above is { Measure.IsMoney: true }
        && text.TrimStart() is ['-' or '–' or '+', ..];
}
