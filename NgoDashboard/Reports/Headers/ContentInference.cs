using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>Types a column by the cells below it, where its caption alone may mean two things.</summary>
static class ContentInference
{
    const int SampledRowCount = 30;

    /// <summary>Types whose caption means a name in one table and a count in another.</summary>
    static readonly Dictionary<ColumnType, ColumnType> AmbiguousTypes = new()
    {
        [ColumnType.Donor] = ColumnType.Organisations,
        [ColumnType.Organisations] = ColumnType.Donor,
        [ColumnType.Country] = ColumnType.Countries,
        [ColumnType.Countries] = ColumnType.Country,
        [ColumnType.Projects] = ColumnType.Grant,
        [ColumnType.NonProjects] = ColumnType.Grant,
    };

    static bool IsOfficeOrUnit(TypedColumn column) =>
        column.Type == ColumnType.Unit && HeaderCellParser.NormalizeCaption(column.Title) == "don vi";

    /// <summary>
    /// Resolves an ambiguous caption by the cells below it: "Tổ chức" and "Dự án" head names or counts, "Đơn vị" a unit or an office.
    /// </summary>
    public static TypedColumn Resolve(TypedColumn column, IReadOnlyList<SheetRow> rows, int from)
    {
        if (column.Type is not { } field
            || !(field is ColumnType.Value or ColumnType.District or ColumnType.Recipient
                || AmbiguousTypes.ContainsKey(field) || field == ColumnType.Campaign || IsOfficeOrUnit(column)))
            return column;
        Cell[] cells = [.. rows.Skip(from).Take(SampledRowCount).Select(row => row.FindCell(column.Index)).OfType<Cell>()];
        var numbers = cells.Count(CellNumber.LooksLikeNumber);
        var holdsNumbers = numbers * 2 > cells.Length;
        if (field == ColumnType.Value)
            return cells.Length > 0 && Array.TrueForAll(cells, IsWords)
                ? column with { Type = null, Part = null } : column;
        if (field is ColumnType.District or ColumnType.Recipient)
            return cells.Length > 0 && holdsNumbers ? column with { Type = null } : column;
        if (field == ColumnType.Unit)
            return cells.Length == 0
                || Array.Exists(cells, cell => MoneyUnit.ParseWhole(cell.Text) is not null || CellNumber.IsCountedNoun(cell.Text)) ? column
                : column with { Type = null };
        // A number of programmes is counted with the projects, which the desk must confirm.
        if (field == ColumnType.Campaign)
            return holdsNumbers ? column with { Type = null, GuessedMeasure = Measure.Projects } : column;
        var other = AmbiguousTypes[field];
        return holdsNumbers == (ColumnTypes.MeasureForType(field) is not null) || cells.Length == 0 ? column
            : column with { Type = other, Measure = ColumnTypes.MeasureForType(other) };
    }

    static bool IsWords(Cell cell) => cell.IsText && cell.Text.Any(char.IsLetter) && !CellNumber.LooksLikeNumber(cell);
}
