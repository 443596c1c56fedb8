using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Resolution;

/// <summary>
/// The quantities of a table: each number with its unit, which may stand in the cell, the row, the caption or the lines above, or is asked.
/// </summary>
sealed class Amounts(TableScope scope, CellNumbers numbers)
{
    static readonly string[] Units = ["VND:1", "VND:1000", "VND:1000000", "VND:1000000000", "USD:1", "USD:1000", "USD:1000000"];

    readonly Dictionary<string, MoneyUnit> units = [];

    /// <summary>The unit in the row's unit column. "Loại tiền: VND" leaves the scale to the header.</summary>
    public MoneyUnit GetRowUnit(SheetRow row)
    {
        var text = scope.GetText(ColumnType.Unit, row);
        if (!units.TryGetValue(text, out var unit))
            units.Add(text, unit = MoneyUnit.ParseCurrency(text));
        return unit;
    }

    /// <summary>The number as a quantity of that measure, or why there is none; neither for a blank cell.</summary>
    /// <param name="ofRow">The unit that the row states, in a column of its own or with its measure.</param>
    /// <param name="about">The measure as the row writes it: then the unit is asked for this measure, otherwise for the column.</param>
    public Resolved<Quantity?> Resolve(
        CellNumber number, Measure measure, TypedColumn column, SheetRow row, MoneyUnit ofRow = default, string? about = null)
    {
        if (numbers.FindProblem(number, column, row) is { } wrong)
            return wrong;
        if (number.Value is not { } value)
            return default;
        if (measure.IsMoney ? number.IsPercent : DoesNotFitCount(number, measure, ofRow))
            return scope.CreateCellFinding(ReportFindingKind.UnitDoesNotFit, row, column);
        if (!measure.IsMoney)
            return ToQuantity(value, measure == Measure.DisbursementRate ? Unit.Percent : Unit.Count, column, row);
        if (FindUnitProblem(number, column, row, ofRow) is { } problem)
            return problem;
        if (ResolveUnit(number, column, row, ofRow, about) is not { } unit)
            return scope.CreateFinding(ReportFindingKind.Unanswered, row, column.Index, about ?? column.Title);
        var scale = unit.Scale ?? 1;
        if (scale == 1 && IsTooFine(number))
            return scope.CreateCellFinding(ReportFindingKind.TooFine, row, column);
        // Compared before multiplying, which would overflow.
        return ToQuantity(
            value > Quantity.MaxMinorUnits / scale ? Quantity.MaxMinorUnits + 1m : value * scale, unit.Currency!.Value, column, row);
    }

    /// <summary>
    /// The amount that a cell adds in another currency, in whole units because it repeats the first; null if it is larger than any.
    /// </summary>
    public static Quantity? ToQuantity((decimal Value, MoneyUnit Unit) also)
    {
        var scale = also.Unit.Scale ?? 1;
        return also.Value <= Quantity.MaxMinorUnits / scale
            ? Quantity.FromWholeUnits(decimal.Round(also.Value * scale), also.Unit.Currency!.Value) : null;
    }

    // A unit in a column of its own is that of the row's measure; beside several measures it is that of the money.
    bool DoesNotFitCount(CellNumber number, Measure measure, MoneyUnit ofRow) =>
        !number.Unit.IsNone || (scope.Header.HasColumn(ColumnType.Measure) && !ofRow.IsNone)
        || (number.IsPercent && measure != Measure.DisbursementRate);

    ReportFinding? FindUnitProblem(CellNumber number, TypedColumn column, SheetRow row, MoneyUnit ofRow)
    {
        if (number.Unit.IsNone && scope.GetText(ColumnType.Unit, row) is { Length: > 0 } unknown && MoneyUnit.ParseWhole(unknown) is null)
            return scope.CreateFinding(ReportFindingKind.UnitUnknown, row, scope.Header.FindColumn(ColumnType.Unit)!.Index, unknown);
        return (number.Unit.Currency ?? ofRow.Currency) is { } one && column.Unit.Currency is { } other && one != other
            && (number.Unit.IsNone || number.Unit.Scale is null)
                ? scope.CreateFinding(ReportFindingKind.UnitsDisagree, row, column.Index, column.Title, one.ToCode()) : null;
    }

    /// <summary>Null as long as the desk is asked.</summary>
    MoneyUnit? ResolveUnit(CellNumber number, TypedColumn column, SheetRow row, MoneyUnit ofRow, string? about)
    {
        var title = scope.Table.TitleUnit;
        var stated = number.Unit.WithDefaults(ofRow).WithDefaults(column.Unit).WithDefaults(title);
        // "VND" in a row under "nghìn USD" has a currency and no stated scale.
        if (number.Unit.IsNone && ofRow is { Currency: { } own, Scale: null } && column.Unit.IsNone
            && title is { Currency: { } around, Scale: > 1 } && around != own)
            return Ask(column, row, $"{column.Title} ({own.ToCode()})");
        // "USD" in the header and "nghìn USD" above the table: one of them is the unit.
        if (number.Unit.IsNone && ofRow.WithDefaults(column.Unit) is { Currency: { } currency, Scale: 1 } && title is { Scale: > 1 }
            && title.Currency == currency)
            return Ask(column, row, about);
        if (stated.Currency is null)
            return Ask(column, row, about) is { } answered ? stated.WithDefaults(answered) : null;
        return stated.Scale is null && ParseAnswer(scope.Questions.FindAnswer(QuestionId(column, about))) is { } known
            ? stated.WithDefaults(known) : stated;
    }

    /// <summary>
    /// Whether a number has more decimals than money can have. "196.137" is read with three decimals if "956.5" stands in the same column,
    /// which was then written by two offices. A stored number was calculated, and is rounded.
    /// </summary>
    static bool IsTooFine(CellNumber number)
    {
        if (number is not { Digits: { } digits, Value: { } value })
            return false;
        SeparatorStyles.DetectStyle(digits, out var isAmbiguous);
        return isAmbiguous ? value < 1_000 : decimal.Round(value, 2) != value;
    }

    Resolved<Quantity?> ToQuantity(decimal value, Unit unit, TypedColumn column, SheetRow row)
    {
        if (Math.Abs(value) > Quantity.MaxMinorUnits / unit.MinorUnitsPerWhole)
            return scope.CreateCellFinding(ReportFindingKind.NumberTooLarge, row, column);
        // Calculated money is rounded to what can be paid: a cent or a đồng.
        var whole = unit == Unit.Count ? value
            : decimal.Round(value, unit.MinorUnitsPerWhole == 100 ? 2 : 0, MidpointRounding.AwayFromZero);
        return Quantity.FromWholeUnits(whole, unit) is { } quantity ? quantity
            : scope.CreateCellFinding(ReportFindingKind.TooFine, row, column);
    }

    MoneyUnit? Ask(TypedColumn column, SheetRow row, string? about) => ParseAnswer(scope.Questions.Ask(
        QuestionKind.Unit, QuestionId(column, about), scope.Table.FileName, scope.Table.ReferenceTo(row, column.Index),
        about ?? column.Title, () => Units));

    string QuestionId(TypedColumn column, string? about) =>
        about is null ? $"unit|{scope.Id}|{column.Index}" : $"unit|{scope.Id}|{TextFolding.Fold(about)}";

    static MoneyUnit? ParseAnswer(string? answer) =>
        Units.Contains(answer) && answer!.Split(':') is [var word, var scale] && EnumCodes.TryParse(word, out Unit unit)
        && decimal.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            ? new(unit, factor)
            : null;
}
