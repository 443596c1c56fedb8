using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Totals;

/// <summary>The key of a number in a table of totals.</summary>
/// <param name="Part">Null if the key is not certain; then there is a problem, unless the desk has left the number out.</param>
/// <param name="IsPartOfTable">
/// Whether the number counts towards the total of the table. Not if another row of it contains it: the sectors below their province.
/// </param>
readonly record struct TotalsKey(PartKey? Part, ReportFinding? Problem = null, bool IsPartOfTable = true)
{
    public FigureKey? Key => Part?.Key;
}

/// <summary>Finds the key of each number of a table of totals: from the row, the column's caption and what stands above.</summary>
sealed class TotalsKeys(TableResolution steps)
{
    readonly TableScope scope = steps.Scope;

    TableHeader Header => scope.Header;

    public TotalsKey Resolve(TotalsRow row, TypedColumn column)
    {
        var ofRow = column.Measure is null ? row.Measure : default;
        if ((ofRow.Problem ?? row.Group.Problem) is { } unclear)
            return new(null, unclear);
        var time = steps.Periods.Resolve(row.Row, column, row.Group.Period, ofRow.Period);
        if (time.Value is not { } period)
            return new(null, time.Problem);
        var answer = ResolveMeasure(row, column, ofRow);
        if (answer.Measure is not { } measure)
            return new(null, answer.IsLeftOut ? scope.CreateFinding(ReportFindingKind.LeftOut, row.Row, column.Index, column.Title)
                : scope.CreateFinding(ReportFindingKind.Unanswered, row.Row, column.Index, column.Title));
        // Money until a day ("30/6/2023") has no stated beginning.
        if (measure.IsMoney && period.IsSingleDay)
            return new(null, scope.CreateFinding(ReportFindingKind.PeriodUnreadable, row.Row, column.Index, column.Title));
        var sector = ResolveSector(row, column, ofRow);
        if (sector.Problem is not null)
            return new(null, sector.Problem);
        var campaign = steps.Sectors.ResolveCampaign(scope.GetTextOrGroup(ColumnType.Campaign, row.Row), row.Row);
        if (campaign.Problem is not null)
            return new(null, campaign.Problem);
        var place = row.IsNation ? new(default(ProvinceCode?)) : ResolvePlace(row, column, period, sector);
        if (place.Problem is not null)
            return new(null, place.Problem);
        return new(
            new(new(period, place.Province, place.Sector ?? sector.Id, campaign.Value, measure), place.IsOfRow,
                sector.IsOfRow || place.Sector is not null),
            IsPartOfTable: sector.IsPartOfTable && place.IsPartOfTable);
    }

    /// <summary>
    /// The measure of a number: of its column, its row, a heading or the lines above the table, or as the desk answers.
    /// </summary>
    public MeasureAnswer ResolveMeasure(TotalsRow row, TypedColumn column, RowMeasure ofRow) =>
        (column.Measure ?? ofRow.Measure
            ?? (column.GuessedMeasure is null ? row.Group.OpenMeasure ?? scope.Table.TitleMeasure : null)) is { } known ? new(known)
        : column.NeedsMeasure ? steps.Measures.AskForColumn(column, row.Row)
        : steps.Measures.AskForTable(row.Row, column);

    readonly record struct SectorOfRow(
        string? Id, ReportFinding? Problem = null, bool IsOfRow = false, bool IsPartOfTable = true, NamedAbove? Province = null);

    SectorOfRow ResolveSector(TotalsRow row, TypedColumn column, RowMeasure ofRow)
    {
        if (ofRow.Sector is { } below)
            return new(below, IsOfRow: true, IsPartOfTable: false);
        // A measure among the sectors is that of all of them.
        if (ofRow.Measure is not null && !Header.HasColumn(ColumnType.Measure))
            return new(null, IsPartOfTable: false);
        if (column.Sector is { } across)
            return new(across);
        if (Header.FindColumn(ColumnType.Sector) is not { } own)
            return new(row.Group.Sector);
        var text = scope.GetTextOrGroup(ColumnType.Sector, row.Row);
        if (text.Length == 0)
            return IsSectorMissing(own) ? new(null, scope.CreateFinding(ReportFindingKind.SectorMissing, row.Row, own.Index))
                : new(row.Group.Sector);
        // One column may hold both: a province, and its sectors below it.
        if (scope.FindSector(text) is null && scope.IsProvince(text))
            return new(row.Group.Sector, Province: new(text, row.Row, own.Index));
        // "Lạng Sơn | Cộng": the province's own total, beside its sectors.
        if (scope.FindSector(text) is null && RowLabels.IsTotalLabel(text))
            return new(null, IsPartOfTable: false);
        if (NameLookup.IsNationName(text))
            return new(row.Group.Sector);
        var found = steps.Sectors.ResolveSector(text, row.Row, own.Index);
        return new(found.Value, found.Problem, IsOfRow: true);
    }

    /// <summary>Right of the provinces no sector means all; left of them it groups them, and a missing one was lost.</summary>
    bool IsSectorMissing(TypedColumn sectors) => ((ColumnType[])[ColumnType.Province, ColumnType.Measure])
        .Any(type => Header.FindColumn(type)?.Index > sectors.Index);

    readonly record struct PlaceOfRow(
        ProvinceCode? Province, ReportFinding? Problem = null, bool IsOfRow = false, bool IsPartOfTable = true, string? Sector = null);

    PlaceOfRow ResolvePlace(TotalsRow row, TypedColumn column, Period period, SectorOfRow sector)
    {
        if (column.Provinces is { Count: > 0 } across)
            return ToPlace(steps.Provinces.Choose(across, period, row.Row, column.Index, column.Title));
        if (scope.GetText(ColumnType.ProvinceCode, row.Row) is { Length: > 0 } code)
            return ToPlace(steps.Provinces.ResolveCode(code, period, row.Row), isOfRow: true);
        if (sector.Province is { } both)
            return ToPlace(steps.Provinces.Resolve(both.Text, period, row.Row, both.ColumnIndex), isOfRow: true);
        if (Header.FindColumn(ColumnType.Province) is not { } own)
            return ResolveAbove(row, period);
        var text = scope.GetTextOrGroup(ColumnType.Province, row.Row);
        if (text.Length == 0)
            return new(null, scope.CreateFinding(ReportFindingKind.NameMissing, row.Row, own.Index));
        if (!scope.IsProvince(text) && !Header.HasColumn(ColumnType.Sector) && column.Sector is null && scope.FindSector(text) is { } below)
            return ResolveAbove(row, period) with { Sector = below, IsPartOfTable = row.Group.Province is null };
        return ToPlace(steps.Provinces.Resolve(text, period, row.Row, own.Index), isOfRow: true);
    }

    /// <summary>The province that a row or a heading above names, or the owner of the table.</summary>
    PlaceOfRow ResolveAbove(TotalsRow row, Period period) => ToPlace(row.Group.Province is { } above
        ? steps.Provinces.Resolve(above.Text, period, above.Row, above.ColumnIndex) : steps.Provinces.ResolveOwner(period, row.Row));

    static PlaceOfRow ToPlace(Resolved<ProvinceCode?> found, bool isOfRow = false) => new(found.Value, found.Problem, isOfRow);
}
