using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Resolution;

/// <summary>
/// The separator style of each column of a table. Numbers that can be read in one way only decide for those that can be read in two: first
/// those of the column itself, then its printed total, then the decimals that its unit can have, then the columns beside it. What none of
/// them decides is asked.
/// </summary>
sealed class ColumnStyles(TableScope scope)
{
    readonly Dictionary<int, SeparatorStyle?> styles = [];
    (SeparatorStyle? Style, bool IsKnown) ofNeighbours;

    /// <summary>Null if nothing in the table decides and the desk has not answered.</summary>
    public SeparatorStyle? FindStyle(TypedColumn column)
    {
        if (styles.TryGetValue(column.Index, out var style))
            return style;
        var digits = ReadDigits(column.Index).ToArray();
        style = SeparatorStyles.DetectStyle(digits, out var isOpen);
        // Two styles in one column are those of two offices: no neighbour decides between them.
        if (style is null && isOpen)
            style = (HasTwoStyles(digits) ? null : FindByTotal(column) ?? FindByUnit(column, digits) ?? FindByNeighbours())
                ?? ParseAnswer(scope.Questions.FindAnswer(QuestionId(column)));
        styles.Add(column.Index, style);
        return style;
    }

    /// <summary>The answer of the desk; otherwise one more row waits for it.</summary>
    public SeparatorStyle? Ask(TypedColumn column, SheetRow row) => ParseAnswer(scope.Questions.Ask(
        QuestionKind.Style, QuestionId(column), scope.Table.FileName, scope.Table.ReferenceTo(row, column.Index),
        row.FindCell(column.Index)?.Text ?? "", () => [SeparatorStyle.Vietnamese.ToCode(), SeparatorStyle.English.ToCode()]));

    string QuestionId(TypedColumn column) => $"style|{scope.Id}|{column.Index}";

    IEnumerable<string> ReadDigits(int column) =>
        scope.Table.Rows.Select(row => row.FindCell(column)).Where(cell => cell is { IsText: true })
            .Select(cell => CellNumber.ParseCell(cell).Digits).OfType<string>();

    static bool HasTwoStyles(string[] numbers) =>
        numbers.Select(number => SeparatorStyles.DetectStyle(number, out _)).OfType<SeparatorStyle>().Distinct().Count() > 1;

    /// <summary>The style in which the numbers above a printed total add up to it, if they do in one style only.</summary>
    SeparatorStyle? FindByTotal(TypedColumn column)
    {
        SeparatorStyle[] fitting = [.. ((SeparatorStyle[])[SeparatorStyle.Vietnamese, SeparatorStyle.English])
            .Where(style => AddsUpToTotal(column, style))];
        return fitting is [var only] ? only : null;
    }

    bool AddsUpToTotal(TypedColumn column, SeparatorStyle style)
    {
        var (sum, count) = (0m, 0);
        foreach (var row in scope.Table.Rows)
        {
            if (CellNumber.ParseCell(row.FindCell(column.Index), style).Value is not { } value)
                continue;
            if (Array.Exists(row.Cells, cell => cell.IsText && RowLabels.IsTotalLabel(cell.Text)))
                return count > 1 && sum == value;
            (sum, count) = (sum + value, count + 1);
        }

        return false;
    }

    /// <summary>"45.525" dollars have no thousandths, and neither have đồng or organisations: its separator groups.</summary>
    SeparatorStyle? FindByUnit(TypedColumn column, string[] digits)
    {
        var unit = column.Unit.WithDefaults(scope.Table.TitleUnit);
        var isWhole = column.Measure is { IsMoney: false } and not Measure.DisbursementRate
            || (unit is { Currency: not null, Scale: 1 } && column.MayBeMoney && !scope.Header.HasColumn(ColumnType.Unit));
        if (!isWhole)
            return null;
        var open = digits.Where(IsOpen).ToArray();
        return Array.TrueForAll(open, number => number.Contains('.', StringComparison.Ordinal)) ? SeparatorStyle.Vietnamese
            : Array.TrueForAll(open, number => number.Contains(',', StringComparison.Ordinal)) ? SeparatorStyle.English : null;
    }

    static bool IsOpen(string number)
    {
        SeparatorStyles.DetectStyle(number, out var isOpen);
        return isOpen;
    }

    /// <summary>One office writes all columns of a table: "310,5" in one of them tells how the others are written.</summary>
    SeparatorStyle? FindByNeighbours()
    {
        if (!ofNeighbours.IsKnown)
        {
            SeparatorStyle[] all =
            [
                .. scope.Header.Columns.Where(column => column.HoldsFigures || column.IsSum)
                    .SelectMany(column => ReadDigits(column.Index))
                    .Select(number => SeparatorStyles.DetectStyle(number, out _)).OfType<SeparatorStyle>().Distinct(),
            ];
            ofNeighbours = (all is [var only] ? only : null, true);
        }

        return ofNeighbours.Style;
    }

    static SeparatorStyle? ParseAnswer(string? style) => EnumCodes.TryParse(style, out SeparatorStyle known) ? known : null;
}
