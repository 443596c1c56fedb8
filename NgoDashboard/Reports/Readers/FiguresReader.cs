using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>
/// Reads a table with one figure in each row (period, place, sector, measure, number, unit), as this program and databases export them.
/// </summary>
static class FiguresReader
{
    static readonly Dictionary<string, Qualifier> Qualifiers = QualifierRules.All
        .SelectMany(qualifier =>
            DisplayLanguage.All.Select(language => language.DisplayNames.ForQualifier(qualifier)).Prepend(qualifier.ToCode())
                .Select(name => (Name: TextFolding.Fold(name), Qualifier: qualifier)))
        .DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, entry => entry.Qualifier);

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static TableReading Read(TableResolution steps)
    {
        var (scope, reading) = (steps.Scope, new TableReading());
        var column = scope.Header.FindColumn(ColumnType.Value)!;
        foreach (var row in scope.RowsToRead())
        {
            if (!RowLabels.IsColumnNumbering(row) && !scope.Header.IsRepeatedBy(row) && row.FindCell(column.Index) is not null)
                ReadRow(row, column, steps, reading);
        }

        return reading;
    }

    static void ReadRow(SheetRow row, TypedColumn column, TableResolution steps, TableReading reading)
    {
        var scope = steps.Scope;
        // A value of another source that is not adopted is no figure; nor is a calculated total in the table of a scene.
        var isAside = scope.Header.HasColumn(ColumnType.IsAdopted)
            && scope.GetText(ColumnType.IsAdopted, row).ToLowerInvariant() is not ("x" or "true" or "yes" or "1" or "có");
        if (isAside && !scope.Header.HasColumn(ColumnType.SceneRemark))
        {
            reading.AddUse(row, column, CellClass.OtherAmount);
            return;
        }

        var number = steps.Numbers.GetNumber(column, row);
        if (number.IsBlank)
            return;
        var key = ResolveKey(row, steps);
        var value = key.Value is { } known
            ? steps.Amounts.Resolve(number, known.Measure, column, row, steps.Amounts.GetRowUnit(row)) : default;
        if ((key.Problem ?? value.Problem) is { } problem)
        {
            scope.Questions.Findings.Add(problem with { ResponsibleProvince = key.Value?.Province });
            reading.AddProblem(row, column, problem);
        }
        else if (value.Value is { } quantity)
        {
            reading.Values.Add(new(scope.Table.FileName, key.Value!.Value, quantity, FindQualifier(scope, row) ?? number.Qualifier,
                scope.Table.ReferenceTo(row, column.Index), row.FindCell(column.Index)!.Value.Text, 0, [])
            { IsCalculated = isAside });
            reading.AddUse(row, column, isAside ? CellClass.ComparedTotal : CellClass.Figure, key.Value);
        }
    }

    static Resolved<FigureKey?> ResolveKey(SheetRow row, TableResolution steps)
    {
        var scope = steps.Scope;
        var time = steps.Periods.Resolve(row, null, null);
        if (time.Value is not { } period)
            return new(null, time.Problem);
        var text = scope.GetText(ColumnType.Measure, row);
        if (MeasureLabel.FindMeasureByName(text) is not { } measure)
            return scope.CreateFinding(ReportFindingKind.MeasureUnknown, row, scope.Header.FindColumn(ColumnType.Measure)!.Index, text);
        var province = ResolveProvince(row, period, steps);
        if (province.Problem is not null)
            return new(null, province.Problem);
        var sector = scope.GetText(ColumnType.Sector, row) is { Length: > 0 } field
            ? steps.Sectors.ResolveSector(field, row, scope.Header.FindColumn(ColumnType.Sector)!.Index) : default;
        if (sector.Problem is not null)
            return new(null, sector.Problem);
        var campaign = steps.Sectors.ResolveCampaign(scope.GetText(ColumnType.Campaign, row), row);
        return campaign.Problem is { } unknown ? unknown
            : new FigureKey(period, province.Value, sector.Value, campaign.Value, measure);
    }

    static Resolved<ProvinceCode?> ResolveProvince(SheetRow row, Period period, TableResolution steps)
    {
        var (scope, header) = (steps.Scope, steps.Scope.Header);
        var name = scope.GetText(ColumnType.Province, row);
        if (scope.GetText(ColumnType.ProvinceCode, row) is { Length: > 0 } code)
            return ProvinceCodeText.Parse(code) is { } written && scope.Reference.FindProvince(written) is not null ? written
                // A code that a spreadsheet has changed is read by the name beside it.
                : scope.IsProvince(name)
                    ? steps.Provinces.Resolve(name, period, row, header.FindColumn(ColumnType.Province)!.Index)
                : scope.CreateFinding(ReportFindingKind.CodeWithoutBasis, row, header.FindColumn(ColumnType.ProvinceCode)!.Index, code);
        if (!header.HasColumn(ColumnType.Province) && !header.HasColumn(ColumnType.ProvinceCode))
            return steps.Provinces.ResolveOwner(period, row);
        return name.Length > 0 && !NameLookup.IsNationName(name)
            ? steps.Provinces.Resolve(name, period, row, header.FindColumn(ColumnType.Province)!.Index) : default;
    }

    static Qualifier? FindQualifier(TableScope scope, SheetRow row) =>
        scope.GetText(ColumnType.Qualifier, row) is { Length: > 0 } text
            && Qualifiers.TryGetValue(TextFolding.Fold(text), out var qualifier) ? qualifier : null;
}
