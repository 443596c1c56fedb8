using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>
/// Reads a table with one figure in each row (period, place, sector, measure, number, unit), as this program and databases export them.
/// </summary>
sealed class FiguresReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    static readonly Dictionary<string, Qualifier> Qualifiers = QualifierRules.All
        .SelectMany(qualifier =>
            DisplayLanguage.All.Select(language => language.DisplayNames.ForQualifier(qualifier)).Prepend(qualifier.ToCode())
                .Select(name => (Name: TextFolding.Fold(name), Qualifier: qualifier)))
        .DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, entry => entry.Qualifier);

    protected override void ReadRows()
    {
        var value = Header.FindColumn(ColumnType.Value)!;
        foreach (var row in RowsToRead())
        {
            if (RowClassifier.IsColumnNumbering(row) || Header.IsRepeatedBy(row) || row.FindCell(value.Index) is null)
                continue;
            // A value of another source that is not adopted is no figure; nor is a calculated total in the table of a scene.
            var isAside = Header.HasColumn(ColumnType.IsAdopted)
                && GetText(ColumnType.IsAdopted, row).ToLowerInvariant() is not ("x" or "true" or "yes" or "1" or "có");
            if (isAside && !Header.HasColumn(ColumnType.SceneRemark))
                continue;
            var number = GetNumber(value, row);
            if (number.IsBlank)
                continue;
            var (key, problem) = ReadKey(row, value);
            var (quantity, wrong) = key is null ? (null, null) : GetQuantity(number, key.Value.Measure, value, row, GetRowUnit(row));
            if ((problem ?? wrong) is { } refusal)
                AddRefusal(refusal, key?.Province);
            else if (quantity is { } known)
                Values.Add(new(Table.FileName, key!.Value, known, ReadQualifier(row) ?? number.Qualifier,
                    Table.ReferenceTo(row, value.Index), row.FindCell(value.Index)!.Value.Text, 0, [])
                { IsCalculated = isAside });
        }
    }

    (FigureKey? Key, ReportFinding? Problem) ReadKey(SheetRow row, TypedColumn value)
    {
        if (GetPeriod(row, null, out var unknown) is not { } period)
            return (null, unknown);
        var text = GetText(ColumnType.Measure, row);
        if (RowLabel.FindMeasureByName(text) is not { } measure)
            return (null, CreateFinding(ReportFindingKind.MeasureUnknown, row, Header.FindColumn(ColumnType.Measure)!.Index, text));
        ProvinceCode? province = null;
        if (GetText(ColumnType.ProvinceCode, row) is { Length: > 0 } code)
        {
            if (!ProvinceCode.TryParse(code, out var written) || Reference.FindProvince(written) is null)
                return (
                    null,
                    CreateFinding(ReportFindingKind.CodeWithoutBasis, row, Header.FindColumn(ColumnType.ProvinceCode)!.Index, code));
            province = written;
        }
        else if (!Header.HasColumn(ColumnType.Province) && !Header.HasColumn(ColumnType.ProvinceCode))
        {
            var (found, problem) = ResolveOwner(period, row);
            if (problem is not null)
                return (null, problem);
            province = found;
        }
        else if (GetText(ColumnType.Province, row) is { Length: > 0 } place && !NameLookup.IsNationName(place))
        {
            var (found, problem) = ResolveProvince(place, period, row, Header.FindColumn(ColumnType.Province)!.Index);
            if (problem is not null)
                return (null, problem);
            province = found;
        }

        string? sector = null;
        if (GetText(ColumnType.Sector, row) is { Length: > 0 } field)
        {
            var (found, problem) = ResolveSector(field, row, Header.FindColumn(ColumnType.Sector)!.Index);
            if (problem is not null)
                return (null, problem);
            sector = found;
        }

        var (campaign, unheard) = ResolveCampaign(GetText(ColumnType.Campaign, row), row);
        return unheard is null ? (new(period, province, sector, campaign, measure), null) : (null, unheard);
    }

    Qualifier? ReadQualifier(SheetRow row) =>
        GetText(ColumnType.Qualifier, row) is { Length: > 0 } text && Qualifiers.TryGetValue(TextFolding.Fold(text), out var qualifier)
            ? qualifier : null;
}
