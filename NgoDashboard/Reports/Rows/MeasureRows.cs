using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

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
    public (RowMeasure OfRow, RowMeasure? ForNext) Read(SheetRow row, string label, RowMeasure? above)
    {
        if (scope.Header.FindColumn(ColumnType.Measure) is not { } column)
            return (ReadAmongNames(label), above);
        var text = scope.GetTextOrGroup(ColumnType.Measure, row);
        if (text.Length == 0)
            return (new(null, Problem: scope.CreateFinding(ReportFindingKind.MeasureUnknown, row, column.Index, text)), above);
        var parsed = MeasureLabel.ParseLabel(text);
        if (above is { } whole && FindSectorBelow(text, parsed) is { } sector)
        {
            var (period, unit) = (parsed.Period ?? whole.Period, parsed.Unit.WithDefaults(whole.Unit));
            return (whole with { Sector = sector, Period = period, Unit = unit }, above);
        }

        var isPartOfMoney = IsPartOfMoney(text, parsed, above);
        // "- Dự án" below "Giải ngân" may mean their number or the money for them.
        if (isPartOfMoney)
            parsed = parsed with { NamedMeasure = null, GuessedMeasure = above!.Value.Measure };
        var asked = parsed.NamedMeasure is { } named ? new MeasureAnswer(named)
            : parsed.GuessedMeasure is { } guess ? steps.Measures.AskForRow(text, guess, row) : default;
        if (asked.Measure is { } measure)
        {
            var read = new RowMeasure(measure, null, parsed.Period, parsed.Unit, text);
            return (read, isPartOfMoney ? above : read);
        }

        var below = isPartOfMoney ? above : null;
        if (parsed.GuessedMeasure is not null && !asked.IsLeftOut)
            return (new(null, Problem: scope.CreateFinding(ReportFindingKind.Unanswered, row, column.Index, text)), below);
        // Lists of indicators contain many that are not measures of this program.
        scope.AddFinding(asked.IsLeftOut ? ReportFindingKind.LeftOut : ReportFindingKind.RowNotRead, row, column.Index, text);
        return (new(null, IsLeftOut: true), below);
    }

    /// <summary>Among rows of sectors: "Số tổ chức có hoạt động" is a measure of its own, and "Tốc độ tăng (%)" no figure.</summary>
    RowMeasure ReadAmongNames(string label)
    {
        var plain = RowLabels.RemoveNumbering(label);
        if (plain.Length == 0 || scope.FindSector(plain) is not null || scope.IsProvince(plain) || RowLabels.IsTotalLabel(plain))
            return default;
        var read = CaptionParser.Parse(HeaderCellParser.NormalizeCaption(CaptionAbbreviations.Expand(plain)));
        return read is { Numbers: { } numbers } ? new(null, IsLeftOut: true) { Numbers = numbers }
            : read is { Type: { } type, Part: null } && ColumnTypes.MeasureForType(type) is { } measure
                ? new(measure, null, PeriodParser.FindIn(plain), MoneyUnit.FindIn(plain), label) : default;
    }

    string? FindSectorBelow(string text, MeasureLabel label) =>
        label.NamedMeasure is null && !scope.Header.HasColumn(ColumnType.Sector) ? scope.FindSector(text) : null;

    static bool IsPartOfMoney(string text, MeasureLabel label, RowMeasure? above) =>
        label.NamedMeasure is Measure.Projects or Measure.NonProjects && above is { Measure.IsMoney: true }
        && text.TrimStart() is ['-' or '–' or '+', ..];
}
