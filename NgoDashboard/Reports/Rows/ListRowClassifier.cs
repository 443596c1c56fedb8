using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Rows;

/// <summary>
/// Classifies the rows of a list, in which each row is a grant, from top to bottom: what each is, and what the headings above state for it.
/// </summary>
sealed class ListRowClassifier(TableResolution steps)
{
    static readonly ColumnType[] NameTypes = [ColumnType.Grant, ColumnType.Donor, ColumnType.Recipient, ColumnType.Country];

    /// <summary>Attributes that a grant has and a heading has not.</summary>
    static readonly ColumnType[] AttributeTypes =
        [ColumnType.GrantForm, ColumnType.Country, ColumnType.Province, ColumnType.Sector, ColumnType.Decision, ColumnType.Duration];

    readonly TableScope scope = steps.Scope;
    readonly TypedColumn[] numberColumns = [.. steps.Scope.Header.Columns.Where(column => column.HoldsFigures)];

    public RunningNumbers Numbers { get; } = new(steps.Scope.Table);

    TableHeader Header => scope.Header;

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IEnumerable<ListRow> Classify()
    {
        var (group, isBelowGrant) = (new ListGroup(), false);
        foreach (var row in scope.RowsToRead())
        {
            var label = GetLabel(row);
            var role = FindRole(row, label, isBelowGrant);
            if (role is RowRole.Part or RowRole.Data && HasNumber(row))
                isBelowGrant = role == RowRole.Part;
            var above = group;
            if (role is RowRole.Heading or RowRole.HeadingWithSum)
                group = StartGroup(label!, row, group);
            else if (role == RowRole.Total)
                group = group with { Number = group.Number + 1 };
            yield return new(row, role, GetTitle(row), above);
        }
    }

    /// <summary>The first of the row's names.</summary>
    public string GetName(SheetRow row) =>
        Header.Columns.Where(column => column.Type is { } type && NameTypes.Contains(type))
            .Select(column => row.FindCell(column.Index)).OfType<Cell>()
            .FirstOrDefault(cell => cell.IsText && cell.Text.Any(char.IsLetter)).Text?.Trim() ?? "";

    /// <summary>Whether the row has a name or an attribute of its own, without which it is a total or lost its name.</summary>
    public bool IsNamed(SheetRow row) =>
        GetName(row).Length > 0 || AttributeTypes.Any(type => scope.GetTextOrGroup(type, row).Length > 0);

    /// <summary>Names of signatories stand in number columns too, so a text counts only if it looks like a number.</summary>
    public bool HasNumber(SheetRow row) => Array.Exists(numberColumns, column =>
        steps.Numbers.IsMergedOverSeveral(column, row)
        || (row.FindCell(column.Index) is { } cell && (!cell.IsText || CellNumber.LooksLikeNumber(cell))
            && !CellNumber.ParseCell(cell).IsBlank));

    RowRole FindRole(SheetRow row, string? label, bool isBelowGrant) =>
        RowLabels.IsColumnNumbering(row) || Header.IsRepeatedBy(row) ? RowRole.Header
        : RowLabels.IsNote(label ?? "") && !Numbers.IsNumbered(row) ? RowRole.Note
        : IsTotal(row, label) ? RowRole.Total
        : label is { Length: > 0 } && IsGroup(row, label) ? (HasNumber(row) ? RowRole.HeadingWithSum : RowRole.Heading)
        : HasNumber(row) && IsBelowGrant(row, isBelowGrant) ? RowRole.Part
        : RowRole.Data;

    /// <summary>The name of the grant, else the first text of the row.</summary>
    public string GetTitle(SheetRow row) =>
        scope.GetText(ColumnType.Grant, row) is { Length: > 0 } grant ? grant : RowLabels.FindFirstText(row);

    /// <summary>
    /// The only name of a row, in whichever column, because totals and headings have one; null if there are several, and then it is a
    /// grant.
    /// </summary>
    string? GetLabel(SheetRow row)
    {
        string[] names =
        [
            .. NameTypes.Select(Header.FindColumn).OfType<TypedColumn>().Select(column => row.FindCell(column.Index)).OfType<Cell>()
                .Where(cell => cell.IsText && !CellNumber.LooksLikeNumber(cell)).Select(cell => cell.Text.Trim()),
        ];
        return names.Length switch { 0 => GetTitle(row), 1 => names[0], _ => null };
    }

    /// <summary>Whatever else stands in the row: "Tổng cộng | 02 tổ chức".</summary>
    bool IsTotal(SheetRow row, string? label) =>
        RowLabels.IsTotalLabel(label ?? (Numbers.IsNumbered(row) ? "" : GetName(row)));

    /// <summary>
    /// "Trong đó: Oxfam", and the rows after it without a number or a name: parts of the grant above, which states the whole amount.
    /// </summary>
    bool IsBelowGrant(SheetRow row, bool isRowAbove) => RowLabels.IsPartOfRowAbove(GetName(row))
        || (isRowAbove && !Numbers.IsNumbered(row) && (Header.HasColumn(ColumnType.RunningNumber) || Header.HasColumn(ColumnType.Grant))
            && scope.GetText(ColumnType.Grant, row).Length == 0);

    /// <summary>
    /// A heading is numbered as one, or has the name of a group even if it states a sum, or has no number and so is no grant.
    /// </summary>
    bool IsGroup(SheetRow row, string label) =>
        Numbers.IsGroup(row) || Numbers.IsParent(row)
        || (IsGroupName(RowLabels.RemoveNumbering(label)) && !IsPlace(row, label) && !HasAttributes(row, label))
        || (Header.HasColumn(ColumnType.Grant) && !HasNumber(row));

    bool IsGroupName(string name) =>
        GrantForms.Parse(name) is not null || scope.FindSector(name) is not null || scope.IsProvince(name);

    /// <summary>"2 | Cứu trợ khẩn cấp | PDA | Huyện Lộc Bình" is a grant that has the name of a sector.</summary>
    bool HasAttributes(SheetRow row, string label) =>
        Numbers.IsNumbered(row) && AttributeTypes.Any(type => scope.GetText(type, row) is { Length: > 0 } text && text != label);

    /// <summary>
    /// Another place of the grant above, whose name is written once: the row has money, and the rows below it have places of their own.
    /// </summary>
    bool IsPlace(SheetRow row, string label) =>
        HasNumber(row) && ((ColumnType[])[ColumnType.Province, ColumnType.Sector, ColumnType.GrantForm])
            .FirstOrDefault(type => scope.GetText(type, row) == label, ColumnType.RunningNumber) is var place
        && place != ColumnType.RunningNumber
        && (FindNextWithNumber(row) is not { } next || scope.GetText(place, next).Length > 0);

    SheetRow? FindNextWithNumber(SheetRow row)
    {
        for (var next = Numbers.FindNextRow(row); next is not null; next = Numbers.FindNextRow(next))
        {
            if (HasNumber(next))
                return next;
        }

        return null;
    }

    ListGroup StartGroup(string label, SheetRow row, ListGroup above)
    {
        var plain = RowLabels.RemoveNumbering(label);
        var group = above with { Number = above.Number + 1 };
        if (PeriodParser.ParseWhole(plain) is { IsSingleDay: false } period)
            return group with { Period = period };
        if (GrantForms.Parse(plain) is { } form)
            return group with { Form = form };
        if (scope.Names.FindSector(plain) is not null)
            return group with { Sector = new(plain, row, null), AreSectors = true };
        if (scope.IsProvince(plain))
            return group with { Province = new(plain, row, null), AreProvinces = true };
        // A text between the rows, or below them.
        if (!Numbers.IsGroup(row) && !Numbers.IsParent(row))
            return group;
        // An unknown heading ends the group before; in lists grouped by province or sector it is one too, and asked about.
        return group with
        {
            Form = null,
            Name = plain,
            Province = group.AreProvinces ? new(plain, row, null) : null,
            Sector = group.AreSectors && !group.AreProvinces && !Header.HasColumn(ColumnType.Sector) ? new(plain, row, null) : null,
        };
    }
}
