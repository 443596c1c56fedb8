using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>What a list of bridge points would change. With a fault in it, it changes nothing.</summary>
/// <param name="Faults">The first ones.</param>
/// <param name="Untold">How many there are besides.</param>
/// <param name="Same">How many stand there already, just so.</param>
/// <param name="Renamed">How many were given with a province of before July 2025, and lead to today's.</param>
/// <param name="Note">What was not read; null where everything was.</param>
public sealed record PointsImport(
    IReadOnlyList<PointFault> Faults, int Untold, IReadOnlyList<Point> Added, IReadOnlyList<Point> Changed, int Same, int Renamed, string? Note)
{
    public bool IsGood => Faults.Count == 0;

    public IReadOnlyList<Point> Points => [.. Added, .. Changed];
}

/// <summary>A table as bridge points. Everything that is wrong in it is found in one go.</summary>
sealed class PointsReader(Reference reference, Points register)
{
    public const int MostRows = 20_000;
    public const int MostFaults = 200;

    readonly PointProvinces provinces = new(reference);
    readonly List<PointFault> faults = [];
    readonly List<Point> points = [];
    readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    int untold;
    int renamed;
    PointColumns columns = null!;

    public PointsImport Read(Table table)
    {
        if (table.Fault is { } broken)
            Tell(new(broken, null, null, [.. table.FaultArgs.Cast<object>()]));
        else
            ReadRows(table.Rows.Where(row => !row.IsEmpty));
        var isGood = faults.Count == 0;
        return new(
            faults,
            untold,
            isGood ? [.. points.Where(point => point.Id == 0)] : [],
            isGood ? [.. points.Where(point => point.Id != 0 && register.Find(point.Id) != point)] : [],
            isGood ? points.Count(point => point.Id != 0 && register.Find(point.Id) == point) : 0,
            renamed,
            table.OnlySheet is { } sheet ? Words.Points["note-sheet", sheet] : null);
    }

    void ReadRows(IEnumerable<TableRow> rows)
    {
        using var row = rows.GetEnumerator();
        TableRow? head = null;
        for (var i = 0; head is null && i < PointColumns.LinesToHead && row.MoveNext(); i++)
        {
            if (PointColumns.IsHead(row.Current))
                head = row.Current;
        }

        if (head is null)
        {
            Tell(new(PointFaultKind.NoHeader));
            return;
        }

        columns = new(head);
        foreach (var fault in columns.Faults)
            Tell(fault);
        if (!columns.CanRead)
            return;
        var count = 0;
        while (row.MoveNext())
        {
            if (++count > MostRows)
            {
                Tell(new(PointFaultKind.TooManyRows, row.Current.Line, null, MostRows));
                return;
            }

            ReadRow(row.Current);
        }

        if (count == 0)
            Tell(new(PointFaultKind.NoRows, head.Line));
    }

    void ReadRow(TableRow row)
    {
        var before = faults.Count + untold;
        if (!IsWhole(row))
            return;
        TellAstray(row);
        var name = Text(PointColumn.Name, row, PointRules.Name);
        var place = Text(PointColumn.Place, row, PointRules.Place);
        var province = Province(row, out var hasProvince);
        var kind = Kind(row, hasProvince);
        // Two lines of one name are told even where something else is wrong with them.
        if (name is { Length: > 0 } && (province is not null || hasProvince == false))
        {
            var key = Point.KeyOf(name, province);
            if (!lines.TryAdd(key, row.Line))
                Tell(PointFaultKind.SameName, PointColumn.Name, row, lines[key]);
        }

        if (faults.Count + untold > before || name is null || place is null)
            return;
        // What the list has no column for stays as it is.
        var known = register.Find(name, province);
        points.Add(new(
            known?.Id ?? 0,
            kind ?? known?.Kind ?? (province is null ? PointKind.Ministry : PointKind.Province),
            province,
            name,
            columns.Has(PointColumn.Place) ? place : known?.Place ?? ""));
    }

    /// <returns>False where cells may have slipped under other heads: then nothing more can be said of them.</returns>
    bool IsWhole(TableRow row)
    {
        var width = row.Width ?? row.Cells.Max(cell => cell.Column) + 1;
        if (row.Cells.FirstOrDefault(cell => cell.Fault is PointFaultKind.UnclosedQuote) is { } open)
            Tell(new(PointFaultKind.UnclosedQuote, row.Line, columns.TitleAt(open.Column)));
        else if (row.Cells.Any(cell => cell.Column >= columns.Width))
            Tell(new(PointFaultKind.TooManyCells, row.Line, null, width, columns.Width));
        else if (row.Width < columns.Width)
            Tell(new(PointFaultKind.TooFewCells, row.Line, null, width, columns.Width));
        else
            return true;
        return false;
    }

    /// <summary>What stands in a column without a name would be lost silently.</summary>
    void TellAstray(TableRow row)
    {
        if (row.Cells.FirstOrDefault(cell => columns.TitleAt(cell.Column) is null) is { } astray)
            Tell(new(PointFaultKind.CellWithoutColumn, row.Line, null, astray.Column + 1));
    }

    /// <summary>The first fault of a cell is told: what follows from it is not a second one.</summary>
    /// <returns>Null where there is one.</returns>
    string? Text(PointColumn column, TableRow row, Func<string, PointFault?> rule)
    {
        var cell = columns.Of(column, row);
        if (cell.Fault is { } broken)
        {
            Tell(broken, column, row, Point.Tidy(cell.Text));
            return null;
        }

        if ((PointRules.Text(cell.Text) ?? rule(cell.Text)) is { } fault)
        {
            Tell(fault.Kind, column, row, [.. fault.Args]);
            return null;
        }

        return Point.Tidy(cell.Text);
    }

    /// <param name="hasProvince">Whether one is meant; null where a fault hides it.</param>
    ProvinceCode? Province(TableRow row, out bool? hasProvince)
    {
        hasProvince = null;
        if (Text(PointColumn.Province, row, _ => null) is not { } text)
            return null;
        hasProvince = text.Length > 0;
        if (text.Length == 0)
            return null;
        var (code, fault, isOld) = provinces.Find(text);
        if (fault is { } wrong)
            Tell(wrong, PointColumn.Province, row, text);
        else if (isOld)
            renamed++;
        return code;
    }

    PointKind? Kind(TableRow row, bool? hasProvince)
    {
        if (!columns.Has(PointColumn.Kind) || Text(PointColumn.Kind, row, _ => null) is not { } text)
            return null;
        if (text.Length == 0)
        {
            Tell(PointFaultKind.KindMissing, PointColumn.Kind, row);
            return null;
        }

        if (PointKinds.Find(text) is not { } kind)
        {
            Tell(PointFaultKind.KindUnknown, PointColumn.Kind, row, text);
            return null;
        }

        if (hasProvince is { } has && PointRules.Province(kind, has) is { } fault)
            Tell(fault.Kind, PointColumn.Province, row);
        return kind;
    }

    void Tell(PointFaultKind kind, PointColumn column, TableRow row, params IReadOnlyList<object> args) =>
        Tell(new(kind, row.Line, columns.Title(column), args));

    void Tell(PointFault fault)
    {
        if (faults.Count < MostFaults)
            faults.Add(fault);
        else
            untold++;
    }
}
