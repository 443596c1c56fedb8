using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Readings;

/// <summary>Whether a table is that of the whole country, so that its total over provinces is a figure.</summary>
static class WholeCountry
{
    public static bool IsTableOf(TableScope scope) => scope.Owner is { Codes.Count: 0 } || ListsAllProvinces(scope);

    static bool ListsAllProvinces(TableScope scope)
    {
        if (scope.Header.FindColumn(ColumnType.Province) is not { } column)
            return false;
        var listed = scope.Table.Rows.Select(row => row.FindCell(column.Index)).OfType<Cell>().Select(cell => cell.Text).Distinct()
            .SelectMany(scope.FindProvinces).ToHashSet();
        return ((int[])[ProvinceCode.OldBasis, ProvinceCode.CurrentBasis])
            .Any(basis => scope.Reference.ProvincesOnBasis(basis).All(province => listed.Contains(province.Code)));
    }
}
