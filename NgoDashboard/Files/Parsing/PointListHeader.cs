using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Parsing;

enum PointColumn
{
    [Code("Name")] Name,
    [Code("Kind")] Kind,
    [Code("Province")] Province,
    [Code("Place")] Place,

    /// <summary>A running number, which is ignored.</summary>
    [Code("Number")] Number,
}

/// <summary>The header of a list of bridge points: in both languages, with or without diacritics, columns in any order.</summary>
sealed class PointListHeader
{
    /// <summary>At most so many lines stand above the header.</summary>
    public const int MaxLinesAboveHeader = 10;

    static readonly Dictionary<string, PointColumn> KnownTitles = new()
    {
        ["ten diem cau"] = PointColumn.Name,
        ["diem cau"] = PointColumn.Name,
        ["ten"] = PointColumn.Name,
        ["name"] = PointColumn.Name,
        ["point"] = PointColumn.Name,
        ["bridge point"] = PointColumn.Name,
        ["loai"] = PointColumn.Kind,
        ["loai diem cau"] = PointColumn.Kind,
        ["kind"] = PointColumn.Kind,
        ["type"] = PointColumn.Kind,
        ["tinh thanh pho"] = PointColumn.Province,
        ["tinh thanh"] = PointColumn.Province,
        ["tinh tp"] = PointColumn.Province,
        ["tinh"] = PointColumn.Province,
        ["province"] = PointColumn.Province,
        ["province city"] = PointColumn.Province,
        ["province or city"] = PointColumn.Province,
        ["dia diem"] = PointColumn.Place,
        ["noi dat"] = PointColumn.Place,
        ["place"] = PointColumn.Place,
        ["location"] = PointColumn.Place,
        ["stt"] = PointColumn.Number,
        ["tt"] = PointColumn.Number,
        ["so tt"] = PointColumn.Number,
        ["so thu tu"] = PointColumn.Number,
        ["no"] = PointColumn.Number,
    };

    static readonly PointColumn[] Required = [PointColumn.Name, PointColumn.Province];

    readonly Dictionary<PointColumn, Cell> found = [];
    readonly Dictionary<int, string> titles;
    readonly DisplayLanguage language;

    /// <param name="header">The line that <see cref="IsHeader"/> found.</param>
    /// <param name="language">Of the names of columns that the file does not have.</param>
    public PointListHeader(SheetRow header, DisplayLanguage language)
    {
        this.language = language;
        var faults = new List<PointFault>();
        foreach (var cell in header.Cells)
        {
            if (!KnownTitles.TryGetValue(TextFolding.Fold(cell.Text), out var column))
                faults.Add(new(PointFaultKind.ColumnUnknown, header.RowNumber, Point.NormalizeName(cell.Text)));
            else if (column != PointColumn.Number && !found.TryAdd(column, cell))
                faults.Add(new(PointFaultKind.DuplicateColumn, header.RowNumber, Point.NormalizeName(cell.Text),
                    Point.NormalizeName(found[column].Text)));
        }

        Width = Math.Max(header.FieldCount ?? 0, header.Cells.Max(cell => cell.ColumnIndex) + 1);
        titles = header.Cells.ToDictionary(cell => cell.ColumnIndex, cell => Point.NormalizeName(cell.Text));
        Faults = [.. faults,
            .. Required.Where(column => !found.ContainsKey(column))
                .Select(column => new PointFault(PointFaultKind.ColumnMissing, header.RowNumber, TitleOf(column)))];
    }

    public IReadOnlyList<PointFault> Faults { get; }

    public int Width { get; }

    /// <summary>Whether rows can be identified at all.</summary>
    public bool HasRequiredColumns => Required.All(found.ContainsKey);

    public static bool IsHeader(SheetRow row) =>
        row.Cells.Any(cell => KnownTitles.TryGetValue(TextFolding.Fold(cell.Text), out var column) && column != PointColumn.Number);

    public bool HasColumn(PointColumn column) => found.ContainsKey(column);

    /// <summary>The cell of that column; an empty one if nothing is written.</summary>
    public Cell CellOf(PointColumn column, SheetRow row) =>
        found.TryGetValue(column, out var header) ? row.FindCell(header.ColumnIndex) ?? new(header.ColumnIndex, CellKind.Text, "")
        : new(-1, CellKind.Text, "");

    /// <summary>The column's title in the file, or its usual name if the file has no such column.</summary>
    public string TitleOf(PointColumn column) =>
        found.TryGetValue(column, out var header) ? Point.NormalizeName(header.Text) : language.Words.Points[$"column-{column.ToCode()}"];

    /// <summary>Null if the column has no title.</summary>
    public string? TitleAt(int column) => titles.GetValueOrDefault(column);
}
