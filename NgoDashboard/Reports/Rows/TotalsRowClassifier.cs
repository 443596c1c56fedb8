using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Rows;

/// <summary>
/// Classifies the rows of a table of totals from top to bottom: what each is, and what the rows above state for it.
/// </summary>
sealed class TotalsRowClassifier(TableResolution steps)
{
    /// <summary>The columns that may label a row, the likeliest first.</summary>
    static readonly ColumnType[] LabelTypes =
        [ColumnType.Province, ColumnType.Sector, ColumnType.Campaign, ColumnType.Period, ColumnType.ProvinceCode, ColumnType.Measure];

    readonly TableScope scope = steps.Scope;
    readonly RunningNumbers numbers = new(steps.Scope.Table);
    readonly MeasureRows measures = new(steps);
    readonly HashSet<NameKey> regions =
        [.. steps.Scope.Reference.Provinces.Select(province => NameKey.From(province.Region))];

    TableHeader Header => scope.Header;

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IEnumerable<TotalsRow> Classify()
    {
        var (group, totalColumn) = (new TotalsGroup(), (int?)null);
        foreach (var row in scope.RowsToRead())
        {
            var classified = ClassifyRow(row, GetLabel(row), group, totalColumn);
            totalColumn = classified.Role switch
            {
                RowRole.Data or RowRole.HeadingWithSum => null,
                RowRole.Total when HasTotalsBelow(row) => totalColumn ?? FindLabelColumn(classified),
                _ => totalColumn,
            };
            (classified, group) = classified.Role switch
            {
                RowRole.Heading => (classified, StartGroup(classified)),
                RowRole.HeadingWithSum when StartGroupWithSum(classified) is var below => (classified with { Group = below }, below),
                // A total of one sector ends no group, because the totals of the others follow.
                RowRole.Total when !IsOfOneSector(row) => (classified, group with { Number = group.Number + 1 }),
                RowRole.Data => ReadData(classified),
                _ => (classified, group),
            };
            yield return classified;
        }
    }

    TotalsRow ClassifyRow(SheetRow row, string label, TotalsGroup group, int? totalColumn) =>
        new(row, FindRole(row, label, totalColumn), label, group, NameLookup.IsNationName(FindPlaceOrLabel(row, label)));

    RowRole FindRole(SheetRow row, string label, int? totalColumn) =>
        RowLabels.IsColumnNumbering(row) || Header.IsRepeatedBy(row) ? RowRole.Header
        : RowLabels.IsNote(label) ? RowRole.Note
        : !IsData(row) ? RowRole.Heading
        : IsTotal(row, label) || IsBelowTotal(row, totalColumn) ? RowRole.Total
        : IsSectorHeading(row, label) || IsGroupWithSum(row, FindPlaceOrLabel(row, label)) ? RowRole.HeadingWithSum
        : RowRole.Data;

    string FindPlaceOrLabel(SheetRow row, string label) =>
        scope.GetTextOrGroup(ColumnType.Province, row) is { Length: > 0 } place ? place : label;

    bool IsTotal(SheetRow row, string label) =>
        scope.IsTotal(label == scope.GetText(ColumnType.Measure, row) ? ColumnType.Measure : ColumnType.Province, label);

    /// <summary>"Tổng cộng | Y tế", and below it the totals of other sectors or measures, whose first cell is merged.</summary>
    bool IsBelowTotal(SheetRow row, int? totalColumn) =>
        totalColumn is { } column && row.FindCell(column) is null && scope.GetText(ColumnType.Province, row).Length == 0;

    bool HasTotalsBelow(SheetRow row) => IsOfOneSector(row) || Header.HasColumn(ColumnType.Measure);

    bool IsOfOneSector(SheetRow row) => Header.HasColumn(ColumnType.Province)
        && scope.GetText(ColumnType.Sector, row) is { Length: > 0 } sector && scope.FindSector(sector) is not null;

    static int? FindLabelColumn(TotalsRow row)
    {
        var at = Array.FindIndex(row.Row.Cells, cell => cell.Text.Trim() == row.Label);
        return at < 0 ? null : row.Row.Cells[at].ColumnIndex;
    }

    /// <summary>A number, or a text in its place beside a known name. Names of signatories stand in number columns too.</summary>
    bool IsData(SheetRow row)
    {
        var isNamed = IsNamed(row);
        return Header.Columns.Any(
            column => (column.HoldsFigures || column.IsSum) && row.FindCell(column.Index) is { } cell && !CellNumber.ParseCell(cell).IsBlank
                && (isNamed || !cell.IsText || CellNumber.LooksLikeNumber(cell)));
    }

    bool IsNamed(SheetRow row) =>
        scope.IsProvince(scope.GetText(ColumnType.Province, row))
        || scope.GetText(ColumnType.Sector, row).Length + scope.GetText(ColumnType.ProvinceCode, row).Length > 0
        || (scope.GetText(ColumnType.Province, row).Length > 0
            && row.Cells.Any(cell => cell.ColumnIndex != Header.FindColumn(ColumnType.Province)!.Index && CellNumber.LooksLikeNumber(cell)))
        || (scope.GetText(ColumnType.Measure, row) is { Length: > 0 } measure && MeasureLabel.ParseLabel(measure).NamedMeasure is not null)
        || scope.Names.FindCampaign(scope.GetText(ColumnType.Campaign, row)) is not null;

    string GetLabel(SheetRow row)
    {
        foreach (var type in LabelTypes)
        {
            if (scope.GetText(type, row) is { Length: > 0 } text && !RowLabels.IsGroupNumber(text))
                return text;
        }

        return RowLabels.FindFirstText(row);
    }

    /// <summary>
    /// "II. Giáo dục | 4" above its provinces: a row that is numbered as a group and names a sector is a heading, though it states a sum.
    /// </summary>
    bool IsSectorHeading(SheetRow row, string label) =>
        Header.HasColumn(ColumnType.Province) && !Header.HasColumn(ColumnType.Sector)
        && RowLabels.IsGroupNumber(scope.GetText(ColumnType.RunningNumber, row)) && !scope.IsProvince(label)
        && scope.FindSector(label) is not null
        && FindNextData(row) is { } next && scope.IsProvince(scope.GetText(ColumnType.Province, next));

    SheetRow? FindNextData(SheetRow row)
    {
        for (var next = numbers.FindNextRow(row); next is not null; next = numbers.FindNextRow(next))
        {
            if (IsData(next))
                return next;
        }

        return null;
    }

    /// <summary>A region, or a group numbered differently from its rows, states the sum of the rows below it.</summary>
    bool IsGroupWithSum(SheetRow row, string about) => !NameLookup.IsNationName(about)
        && (IsRegion(about)
            || (numbers.IsGroup(row) && numbers.FindNextRow(row) is { } next && numbers.IsNumbered(next) && !scope.IsProvince(about)
                && scope.FindSector(about) is null && about != scope.GetText(ColumnType.Measure, row)));

    bool IsRegion(string about) => regions.Contains(NameKey.From(about)) || RowLabels.IsRegionLabel(about);

    /// <summary>A row without numbers heads those below it, if it names a period, a measure, a province or a sector.</summary>
    TotalsGroup StartGroup(TotalsRow row)
    {
        // "Lạng Sơn | Y tế | -" is a data row without a value.
        if (CellNumbers.KeyTypes.Count(type => scope.GetText(type, row.Row).Length > 0) > 1)
            return row.Group;
        var group = row.Group with { Number = row.Group.Number + 1, Problem = null };
        var plain = RowLabels.RemoveNumbering(row.Label);
        if (WithPeriodOrMeasure(group, row.Label) is { } headed)
            return headed;
        if (scope.IsProvince(plain))
            return group with { Province = new(plain, row.Row, null), Sector = null };
        if (scope.Names.FindSector(plain) is { } sector)
            return group with { Sector = sector };
        return Header.HasColumn(ColumnType.Measure) ? group with { Measure = MeasureRows.FromHeading(row.Label) } : group;
    }

    /// <summary>"Năm 2022", or "Giải ngân" in a table without a measure column; null if the text heads neither.</summary>
    TotalsGroup? WithPeriodOrMeasure(TotalsGroup group, string text)
    {
        if (PeriodParser.ParseWhole(RowLabels.RemoveNumbering(text)) is { IsSingleDay: false } period)
            return group with { Period = period };
        return !Header.HasColumn(ColumnType.Measure) && MeasureLabel.ParseLabel(text).NamedMeasure is { } open
            ? group with { OpenMeasure = open } : null;
    }

    TotalsGroup StartGroupWithSum(TotalsRow row)
    {
        // The group before does not tell the province or sector of the rows below.
        var group = row.Group with { Number = row.Group.Number + 1, Province = null, Sector = null, Problem = null };
        if (IsSectorHeading(row.Row, row.Label))
            return group with { Sector = scope.FindSector(row.Label), AreSectors = true };
        var about = FindPlaceOrLabel(row.Row, row.Label);
        if (WithPeriodOrMeasure(group, about) is { } headed)
            return headed;
        // Among groups that are sectors this group is one too, whatever its name.
        if (!group.AreSectors || IsRegion(about))
            return group;
        var sector = steps.Sectors.ResolveSector(about, row.Row, Header.FindColumn(ColumnType.Province)?.Index);
        return group with { Sector = sector.Value, Problem = sector.Problem };
    }

    /// <summary>A row that names a province may stand above the sectors of it, and a measure above its parts.</summary>
    (TotalsRow Row, TotalsGroup Below) ReadData(TotalsRow row)
    {
        var group = row.Group;
        if (Header.Columns.Any(column => column.HoldsFigures && column.Measure is null))
        {
            var (measure, below) = measures.Read(row.Row, row.Label, group.Measure);
            row = row with { Measure = measure };
            group = group with { Measure = below };
        }

        return (row, FindOwnProvince(row.Row) is { } province ? group with { Province = province } : group);
    }

    /// <summary>The province that the row itself names, in the column of provinces or of sectors.</summary>
    NamedAbove? FindOwnProvince(SheetRow row)
    {
        if (scope.GetTextOrGroup(ColumnType.Sector, row) is { Length: > 0 } both && scope.FindSector(both) is null
            && scope.IsProvince(both))
            return new(both, row, Header.FindColumn(ColumnType.Sector)!.Index);
        if (Header.FindColumn(ColumnType.Province) is not { } column
            || scope.GetTextOrGroup(ColumnType.Province, row) is not { Length: > 0 } text || NameLookup.IsNationName(text))
            return null;
        return scope.IsProvince(text) || Header.HasColumn(ColumnType.Sector) || scope.FindSector(text) is null
            ? new(text, row, column.Index) : null;
    }
}
