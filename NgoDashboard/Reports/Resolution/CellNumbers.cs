using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Resolution;

/// <summary>The numbers of a table's cells as they are written, before a unit is applied, and why there is none.</summary>
sealed class CellNumbers(TableScope scope)
{
    /// <summary>Columns that distinguish one row from another.</summary>
    public static readonly ColumnType[] KeyTypes =
        [ColumnType.Province, ColumnType.ProvinceCode, ColumnType.Sector, ColumnType.Campaign, ColumnType.Period, ColumnType.Measure];

    readonly Dictionary<MergedRange, bool> shared = [];
    readonly Dictionary<string, int> keyNumbers = new(StringComparer.Ordinal);
    readonly ColumnStyles styles = new(scope);
    int[]? keyNumbersOfRows;

    public CellNumber GetNumber(TypedColumn column, SheetRow row) =>
        IsMergedOverSeveral(column, row) ? new(null, null, Problem: NumberProblem.MergedOverSeveral)
        : CellNumber.ParseCell(row.FindCell(column.Index), styles.FindStyle(column));

    /// <summary>Whether one number is merged over several figures.</summary>
    public bool IsMergedOverSeveral(TypedColumn column, SheetRow row)
    {
        if (scope.Table.MergedCells.FindRange(row.RowNumber, column.Index) is not { } merge)
            return false;
        if (!shared.TryGetValue(merge, out var isShared))
        {
            var (from, until) = (scope.Table.RowIndexFrom(merge.Top),
                scope.Table.RowIndexFrom(merge.Bottom == int.MaxValue ? merge.Bottom : merge.Bottom + 1));
            isShared = until > from && scope.Table.Rows[from].RowNumber == merge.Top
                && scope.Table.Rows[from].FindCell(merge.Left) is { } first
                && (!first.IsText || CellNumber.LooksLikeNumber(first))
                && (CountFigureColumns(merge) > 1 || HaveDifferentKeys(from, until));
            shared.Add(merge, isShared);
        }

        return isShared;
    }

    /// <summary>Why a number cannot be taken; null if it can.</summary>
    public ReportFinding? FindProblem(CellNumber number, TypedColumn column, SheetRow row) => number.Problem switch
    {
        null => null,
        NumberProblem.Ambiguous => styles.Ask(column, row) is null
            ? scope.CreateCellFinding(ReportFindingKind.Unanswered, row, column) : null,
        NumberProblem.MergedOverSeveral => scope.CreateFinding(ReportFindingKind.SharedAmount, row, column.Index, column.Title),
        { } problem => scope.CreateCellFinding(ToFindingKind(problem), row, column),
    };

    /// <summary>The qualifier of a number: its own, or "about" where the lines above or the caption say that it is an estimate.</summary>
    public Qualifier GetQualifier(CellNumber number, TypedColumn column) =>
        number.Qualifier == Qualifier.Exact && (scope.Table.IsEstimated || column.IsEstimate) ? Qualifier.About : number.Qualifier;

    /// <summary>"#,##0," under "đồng" shows thousands: the sheet says one amount and stores another. Null where both agree.</summary>
    public ReportFinding? FindScaledDisplay(CellNumber number, Quantity? value, TypedColumn column, SheetRow row) =>
        number.DisplayDivisor > 1 && number.Value is { } shown && value?.WholeUnits == shown
            ? scope.CreateFinding(ReportFindingKind.ScaledDisplay, row, column.Index, shown, number.DisplayDivisor,
                row.FindCell(column.Index)!.Value.Text)
            : null;

    static ReportFindingKind ToFindingKind(NumberProblem problem) => problem switch
    {
        NumberProblem.Negative => ReportFindingKind.Negative,
        NumberProblem.TooLarge => ReportFindingKind.NumberTooLarge,
        NumberProblem.Error => ReportFindingKind.ErrorCell,
        NumberProblem.Date => ReportFindingKind.DateCell,
        NumberProblem.Hidden => ReportFindingKind.HiddenNumber,
        _ => ReportFindingKind.NotANumber,
    };

    int CountFigureColumns(MergedRange merge) =>
        scope.Header.Columns.Count(column => column.HoldsFigures && column.Index >= merge.Left && column.Index <= merge.Right);

    /// <summary>Whether rows that share a number differ in place or measure.</summary>
    bool HaveDifferentKeys(int from, int until)
    {
        var first = KeyNumberOfRow(from);
        for (var i = from + 1; i < until; i++)
        {
            if (KeyNumberOfRow(i) != first)
                return true;
        }

        return false;
    }

    /// <summary>
    /// A number that is equal for rows with equal keys. Computed once for each row, because every column may be merged over all rows.
    /// </summary>
    int KeyNumberOfRow(int at)
    {
        keyNumbersOfRows ??= new int[scope.Table.Rows.Count];
        if (keyNumbersOfRows[at] > 0)
            return keyNumbersOfRows[at];
        var key = string.Join('|', KeyTypes.Select(type => scope.GetTextOrGroup(type, scope.Table.Rows[at])));
        if (!keyNumbers.TryGetValue(key, out var number))
            keyNumbers.Add(key, number = keyNumbers.Count + 1);
        return keyNumbersOfRows[at] = number;
    }
}
