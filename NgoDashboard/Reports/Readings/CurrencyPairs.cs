using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readings;

/// <summary>One amount that a row states in two currencies.</summary>
static class CurrencyPairs
{
    /// <summary>
    /// Adds a value of a row. If the row has stated it in the other currency already and both agree, they are one figure, in dollars;
    /// otherwise both stay, and the desk is asked which is right.
    /// </summary>
    public static void AddValue(List<ReportedValue> ofRow, ReportedValue value, TableScope scope)
    {
        var at = ofRow.FindIndex(existing => existing.Key == value.Key && existing.Value.Unit != value.Value.Unit);
        if (at < 0 || !value.Value.Unit.IsMoney)
        {
            ofRow.Add(value);
            return;
        }

        var (dollars, dong) = value.Value.Unit == Unit.Usd ? (value, ofRow[at]) : (ofRow[at], value);
        if (!ExchangeRateCheck.AreSameAmount(dollars.Value, dong.Value, GetVndPerUsdForChecks(scope, value.Key.Period)))
        {
            ofRow.Add(value);
            return;
        }

        var note = new ReportFinding(
            ReportFindingKind.AlsoStatedInVnd, dong.File, dong.Location, dong.Value, dong.Value.WholeUnits / dollars.Value.WholeUnits);
        ofRow[at] = dollars with { Findings = [.. dollars.Findings, note] };
    }

    /// <summary>
    /// The rate for checking whether amounts in two currencies may be equal. Nothing is converted with it, so the nearest year's rate will
    /// do where the year's own is not known yet.
    /// </summary>
    public static decimal? GetVndPerUsdForChecks(TableScope scope, Period period) =>
        scope.Table.DeclaredVndPerUsd ?? scope.Reference.NearestVndPerUsd(period.To.Year);
}
