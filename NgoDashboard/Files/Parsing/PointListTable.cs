using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Parsing;

/// <summary>The first sheet of a received list of bridge points, or the fault because of which there is none.</summary>
sealed record PointListTable(Sheet Sheet, PointFaultKind? Fault = null)
{
    /// <summary>
    /// All rows that a list of bridge points may have, and one more, which shows that there are too many. Blank rows are left out.
    /// </summary>
    const int MaxRows = PointListHeader.MaxLinesAboveHeader + PointListReader.MaxRows + 1;

    /// <summary>Arguments of the fault's sentence.</summary>
    public IReadOnlyList<int> FaultArgs { get; init; } = [];

    /// <summary>Whether the workbook has further sheets, which are not read.</summary>
    public bool HasOtherSheets { get; init; }

    public static PointListTable Failed(PointFaultKind fault, params IReadOnlyList<int> args) =>
        new(new Sheet("", []), fault) { FaultArgs = args };

    public static PointListTable Create(string sheetName, IEnumerable<SheetRow> rows, bool hasOtherSheets = false) =>
        new(new Sheet(sheetName, [.. rows.Where(row => !IsBlank(row)).Take(MaxRows)])) { HasOtherSheets = hasOtherSheets };

    static bool IsBlank(SheetRow row) => Array.TrueForAll(
        row.Cells, cell => cell.QuoteFault == QuoteFault.None && string.IsNullOrWhiteSpace(cell.Text));
}
