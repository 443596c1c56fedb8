using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

enum PointColumn
{
    Name,
    Kind,
    Province,
    Place,

    /// <summary>A running number, which says nothing.</summary>
    Number,
}

/// <summary>The line of a list that names its columns: in both languages, with or without diacritics, in any order.</summary>
sealed class PointColumns
{
    /// <summary>Titles may stand above it, but no further.</summary>
    public const int LinesToHead = 10;

    static readonly Dictionary<string, PointColumn> Known = new()
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

    readonly Dictionary<PointColumn, TableCell> found = [];
    readonly Dictionary<int, string> titles;

    /// <param name="head">The line that <see cref="IsHead"/> found.</param>
    public PointColumns(TableRow head)
    {
        var faults = new List<PointFault>();
        foreach (var cell in head.Cells)
        {
            if (!Known.TryGetValue(Folding.Fold(cell.Text), out var column))
                faults.Add(new(PointFaultKind.ColumnUnknown, head.Line, Point.Tidy(cell.Text)));
            else if (column != PointColumn.Number && !found.TryAdd(column, cell))
                faults.Add(new(PointFaultKind.ColumnTwice, head.Line, Point.Tidy(cell.Text), Point.Tidy(found[column].Text)));
        }

        Width = Math.Max(head.Width ?? 0, head.Cells.Max(cell => cell.Column) + 1);
        titles = head.Cells.ToDictionary(cell => cell.Column, cell => Point.Tidy(cell.Text));
        Faults = [.. faults, .. Required.Where(column => !found.ContainsKey(column)).Select(column => new PointFault(PointFaultKind.ColumnMissing, head.Line, Title(column)))];
    }

    public IReadOnlyList<PointFault> Faults { get; }

    public int Width { get; }

    /// <summary>Whether rows can be told apart at all.</summary>
    public bool CanRead => Required.All(found.ContainsKey);

    public static bool IsHead(TableRow row) => row.Cells.Any(cell => Known.TryGetValue(Folding.Fold(cell.Text), out var column) && column != PointColumn.Number);

    public bool Has(PointColumn column) => found.ContainsKey(column);

    /// <summary>The cell of that column; an empty one where nothing is written.</summary>
    public TableCell Of(PointColumn column, TableRow row) =>
        found.TryGetValue(column, out var head) ? row.At(head.Column) ?? new(head.Column, "") : new(-1, "");

    /// <summary>As the file calls it; the usual name where it does not.</summary>
    public string Title(PointColumn column) => found.TryGetValue(column, out var head) ? Point.Tidy(head.Text) : Words.Points[$"column-{column}"];

    /// <summary>Null where the column has no name.</summary>
    public string? TitleAt(int column) => titles.GetValueOrDefault(column);
}
