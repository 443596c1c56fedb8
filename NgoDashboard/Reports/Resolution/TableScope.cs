using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Resolution;

/// <summary>
/// One table with all that its reading depends on, as every step is given it. It looks texts and names up and decides nothing. What it
/// looks up is kept, because the same names stand in every row. For one reading of one table; not thread-safe.
/// </summary>
sealed class TableScope
{
    readonly Dictionary<string, IReadOnlyList<ProvinceCode>> provinces = [];
    readonly Dictionary<string, string?> sectors = [];
    readonly Lazy<TitleOwner?> owner;
    readonly Lazy<bool> areRegionsBelow;
    readonly FilledDownColumns groups;

    public TableScope(ReportTable table, ReadingContext context)
    {
        (Table, Context) = (table, context);
        owner = new(() => table.FindOwner(Names) ?? TableTitles.FindOwnerIn(table.SheetName, Names));
        areRegionsBelow = new(FindRegionsBelow);
        groups = new(table, IsTotal, (column, row) => AddFinding(ReportFindingKind.FilledDown, row, column.Index, column.Title));
    }

    public ReportTable Table { get; }

    public ReadingContext Context { get; }

    public TableHeader Header => Table.Header;

    public NameLookup Names => Context.Names;

    public ReferenceData Reference => Context.Reference;

    public QuestionLog Questions => Context.Questions;

    /// <summary>Tells the tables of all files apart, in the ids of questions.</summary>
    public string Id => $"{Table.FileName}|{Table.SheetName}|{Header.FirstRowIndex}|{Header.Columns[0].Index}";

    /// <summary>How questions name the table: by its sheet, or by its file if the sheet has no name.</summary>
    public string Name => Table.SheetName.Length > 0 ? Table.SheetName : Table.FileName;

    /// <summary>The owner by the lines above the table, the nearest first, then by the sheet's name; null if none is named.</summary>
    public TitleOwner? Owner => owner.Value;

    /// <summary>The provinces that the owner's name may mean; empty if none is named, or the whole country.</summary>
    public IReadOnlyList<ProvinceCode> OwnerCodes => Owner?.Codes ?? [];

    /// <summary>The rows, until the operation is cancelled.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IEnumerable<SheetRow> RowsToRead()
    {
        foreach (var row in Table.Rows)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public string GetText(ColumnType type, SheetRow row) =>
        Header.FindColumn(type) is { } column && row.FindCell(column.Index) is { } cell ? cell.Text.Trim() : "";

    /// <summary>The text of a row in a column of names, or else that of its group.</summary>
    public string GetTextOrGroup(ColumnType type, SheetRow row) =>
        GetText(type, row) is { Length: > 0 } own ? own : Header.HasColumn(type) ? groups.FindGroupName(type, row) : "";

    public IReadOnlyList<ProvinceCode> FindProvinces(string text)
    {
        if (provinces.TryGetValue(text, out var codes))
            return codes;
        codes = Names.FindProvinces(text);
        if (codes.Count == 0)
            codes = Names.FindProvinces(RowLabels.RemoveNumbering(text));
        provinces.Add(text, codes);
        return codes;
    }

    public bool IsProvince(string text) => FindProvinces(text).Count > 0;

    public string? FindSector(string text)
    {
        if (!sectors.TryGetValue(text, out var sector))
            sectors.Add(text, sector = Names.FindSector(text) ?? Names.FindSector(RowLabels.RemoveNumbering(text)));
        return sector;
    }

    /// <summary>Whether a text in a column of that type labels a total.</summary>
    public bool IsTotal(ColumnType type, string text) =>
        type == ColumnType.Measure ? RowLabels.IsBareTotalLabel(text)
        : (RowLabels.IsTotalLabel(text) && FindSector(text) is null) || (areRegionsBelow.Value && RowLabels.IsRegionLabel(text));

    public void AddFinding(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) =>
        Questions.AddFinding(kind, Table.FileName, Table.ReferenceTo(row, column), args);

    public ReportFinding CreateFinding(ReportFindingKind kind, SheetRow row, int? column, params ReadOnlySpan<object> args) =>
        new(kind, Table.FileName, Table.ReferenceTo(row, column), [.. args]);

    /// <summary>The same with the text of the cell as its argument.</summary>
    public ReportFinding CreateCellFinding(ReportFindingKind kind, SheetRow row, TypedColumn column) =>
        CreateFinding(kind, row, column.Index, row.FindCell(column.Index)?.Text ?? "");

    /// <summary>
    /// Whether "Miền Bắc" stands below its provinces as their total. Above them it is a total too, but of rows that are not read yet.
    /// </summary>
    bool FindRegionsBelow() => Header.Kind == TableKind.Totals && Header.FindColumn(ColumnType.Province) is { } column
        && Table.Rows.Select(row => row.FindCell(column.Index)).OfType<Cell>().Select(cell => cell.Text)
            .FirstOrDefault(text => RowLabels.IsRegionLabel(text) || IsProvince(text)) is { } first
        && !RowLabels.IsRegionLabel(first);
}
