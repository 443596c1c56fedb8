using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Parsing;

/// <summary>What a list of bridge points would change. With any fault it changes nothing.</summary>
/// <param name="Faults">The first <see cref="PointListReader.MaxFaults"/> faults.</param>
/// <param name="UnlistedFaults">How many further faults there are.</param>
/// <param name="UnchangedCount">How many points are in the register already, with equal properties.</param>
/// <param name="RenamedProvinceCount">How many were given with a province of before July 2025, which leads to today's.</param>
/// <param name="Note">What was not read; null if everything was.</param>
public sealed record PointListImport(
    IReadOnlyList<PointFault> Faults, int UnlistedFaults, IReadOnlyList<Point> Added, IReadOnlyList<Point> Changed, int UnchangedCount,
    int RenamedProvinceCount, string? Note)
{
    public bool IsValid => Faults.Count == 0;

    public IReadOnlyList<Point> Points => [.. Added, .. Changed];
}

/// <summary>Reads a table as bridge points. All faults are collected in one pass.</summary>
sealed class PointListReader(ReferenceData reference, PointIndex register, DisplayLanguage language)
{
    public const int MaxRows = 20_000;
    public const int MaxFaults = 200;

    readonly PointProvinceResolver provinces = new(reference);
    readonly List<PointFault> faults = [];
    readonly List<Point> points = [];
    readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    int unlistedFaults;
    int renamed;
    PointListHeader columns = null!;

    public PointListImport ReadImport(PointListTable table)
    {
        if (table.Fault is { } broken)
            AddFault(new(broken, null, null, [.. table.FaultArgs.Cast<object>()]));
        else
            ReadRows(table.Sheet.Rows);
        var isGood = faults.Count == 0;
        return new(
            faults,
            unlistedFaults,
            isGood ? [.. points.Where(point => point.Id == 0)] : [],
            isGood ? [.. points.Where(point => point.Id != 0 && register.FindById(point.Id) != point)] : [],
            isGood ? points.Count(point => point.Id != 0 && register.FindById(point.Id) == point) : 0,
            renamed,
            table.HasOtherSheets ? language.Words.Points["note-sheet", table.Sheet.Name] : null);
    }

    void ReadRows(IEnumerable<SheetRow> rows)
    {
        using var row = rows.GetEnumerator();
        SheetRow? header = null;
        for (var i = 0; header is null && i < PointListHeader.MaxLinesAboveHeader && row.MoveNext(); i++)
        {
            if (PointListHeader.IsHeader(row.Current))
                header = row.Current;
        }

        if (header is null)
        {
            AddFault(new(PointFaultKind.NoHeader));
            return;
        }

        columns = new(header, language);
        foreach (var fault in columns.Faults)
            AddFault(fault);
        if (!columns.HasRequiredColumns)
            return;
        var count = 0;
        while (row.MoveNext())
        {
            if (++count > MaxRows)
            {
                AddFault(new(PointFaultKind.TooManyRows, row.Current.RowNumber, null, MaxRows));
                return;
            }

            ReadRow(row.Current);
        }

        if (count == 0)
            AddFault(new(PointFaultKind.NoRows, header.RowNumber));
    }

    void ReadRow(SheetRow row)
    {
        var before = faults.Count + unlistedFaults;
        if (!HasExpectedWidth(row))
            return;
        AddStrayCellFault(row);
        var name = ReadText(PointColumn.Name, row, PointRules.CheckName);
        var place = ReadText(PointColumn.Place, row, PointRules.CheckPlace);
        var province = ReadProvince(row, out var hasProvince);
        var kind = ReadKind(row, hasProvince);
        // A repeated name is reported even if something else is wrong with the row.
        if (name is { Length: > 0 } && (province is not null || hasProvince == false))
        {
            var key = Point.UniqueNameKey(name, province);
            if (!lines.TryAdd(key, row.RowNumber))
                AddFault(PointFaultKind.DuplicateName, PointColumn.Name, row, lines[key]);
        }

        if (faults.Count + unlistedFaults > before || name is null || place is null)
            return;
        // A property without a column in the list stays as it is.
        var known = register.FindByName(name, province);
        points.Add(new(
            known?.Id ?? 0,
            kind ?? known?.Kind ?? (province is null ? PointKind.Ministry : PointKind.Province),
            province,
            name,
            columns.HasColumn(PointColumn.Place) ? place : known?.Place ?? ""));
    }

    /// <returns>False if cells may have shifted under other titles: then nothing more can be checked.</returns>
    bool HasExpectedWidth(SheetRow row)
    {
        var width = row.FieldCount ?? row.Cells[^1].ColumnIndex + 1;
        if (Array.FindIndex(row.Cells, cell => cell.QuoteFault == QuoteFault.Unclosed) is >= 0 and var open)
            AddFault(new(PointFaultKind.UnclosedQuote, row.RowNumber, columns.TitleAt(row.Cells[open].ColumnIndex)));
        else if (row.Cells[^1].ColumnIndex >= columns.Width)
            AddFault(new(PointFaultKind.TooManyCells, row.RowNumber, null, width, columns.Width));
        else if (row.FieldCount < columns.Width)
            AddFault(new(PointFaultKind.TooFewCells, row.RowNumber, null, width, columns.Width));
        else
            return true;
        return false;
    }

    /// <summary>A cell in a column without a title would be lost silently.</summary>
    void AddStrayCellFault(SheetRow row)
    {
        if (Array.FindIndex(row.Cells, cell => columns.TitleAt(cell.ColumnIndex) is null) is >= 0 and var astray)
            AddFault(new(PointFaultKind.CellWithoutColumn, row.RowNumber, null, row.Cells[astray].ColumnIndex + 1));
    }

    /// <summary>Reports only the first fault of a cell, because others may follow from it.</summary>
    /// <returns>Null if there is a fault.</returns>
    string? ReadText(PointColumn column, SheetRow row, Func<string, PointFault?> rule)
    {
        var cell = columns.CellOf(column, row);
        if (FindFault(cell) is { } broken)
        {
            AddFault(broken, column, row, Point.NormalizeName(cell.Text));
            return null;
        }

        if ((PointRules.CheckText(cell.Text) ?? rule(cell.Text)) is { } fault)
        {
            AddFault(fault.Kind, column, row, [.. fault.Args]);
            return null;
        }

        return Point.NormalizeName(cell.Text);
    }

    /// <summary>Why the text of a cell is not what was meant.</summary>
    static PointFaultKind? FindFault(Cell cell) => cell switch
    {
        { QuoteFault: QuoteFault.Unclosed } => PointFaultKind.UnclosedQuote,
        { QuoteFault: QuoteFault.Misplaced } => PointFaultKind.StrayQuote,
        { IsFormula: true } => PointFaultKind.FormulaCell,
        { Kind: CellKind.Error } => PointFaultKind.ErrorCell,
        _ => null,
    };

    /// <param name="hasProvince">Whether a province is given; null if a fault hides it.</param>
    ProvinceCode? ReadProvince(SheetRow row, out bool? hasProvince)
    {
        hasProvince = null;
        if (ReadText(PointColumn.Province, row, _ => null) is not { } text)
            return null;
        hasProvince = text.Length > 0;
        if (text.Length == 0)
            return null;
        var (code, fault, isOld) = provinces.ResolveProvince(text);
        if (fault is { } wrong)
            AddFault(wrong, PointColumn.Province, row, text);
        else if (isOld)
            renamed++;
        return code;
    }

    PointKind? ReadKind(SheetRow row, bool? hasProvince)
    {
        if (!columns.HasColumn(PointColumn.Kind) || ReadText(PointColumn.Kind, row, _ => null) is not { } text)
            return null;
        if (text.Length == 0)
        {
            AddFault(PointFaultKind.KindMissing, PointColumn.Kind, row);
            return null;
        }

        if (PointKindNames.FindKind(text) is not { } kind)
        {
            AddFault(PointFaultKind.KindUnknown, PointColumn.Kind, row, text);
            return null;
        }

        if (hasProvince is { } has && PointRules.CheckProvince(kind, has) is { } fault)
            AddFault(fault.Kind, PointColumn.Province, row);
        return kind;
    }

    void AddFault(PointFaultKind kind, PointColumn column, SheetRow row, params IReadOnlyList<object> args) =>
        AddFault(new(kind, row.RowNumber, columns.TitleOf(column), args));

    void AddFault(PointFault fault)
    {
        if (faults.Count < MaxFaults)
            faults.Add(fault);
        else
            unlistedFaults++;
    }
}
