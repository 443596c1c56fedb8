using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Lists;

/// <summary>An amount of one grant.</summary>
readonly record struct GrantAmount(Period Period, Measure Measure, Quantity Value, TypedColumn Column, bool IsEstimate)
{
    /// <summary>Whether both are the same amount, maybe in two currencies: neither of two sectors, nor cash beside aid in kind.</summary>
    public bool IsSameAs(GrantAmount other) => Period == other.Period && Measure == other.Measure
        && Column.Sector == other.Column.Sector && (Column.Part == other.Column.Part || Column.Part is null || other.Column.Part is null);
}

/// <summary>
/// The amounts of one row of a list, by period and measure. One amount that is written in two currencies is one: the dollars are taken, and
/// the đồng must agree with them.
/// </summary>
sealed class GrantAmounts(TableResolution steps)
{
    readonly List<GrantAmount> all = [];

    public IReadOnlyList<GrantAmount> All => all;

    /// <summary>Adds the amount, and that which the cell adds in another currency.</summary>
    /// <returns>False if the row states two different amounts, of which none can be chosen.</returns>
    public bool Add(
        Period period, Measure measure, TypedColumn column, SheetRow row, Quantity value, CellNumber number, bool isEstimate) =>
        Add(new(period, measure, value, column, isEstimate), row)
        && (number.AlsoStated is not { } also || Amounts.ToQuantity(also) is not { } other
            || Add(new(period, measure, other, column, isEstimate), row));

    bool Add(GrantAmount amount, SheetRow row)
    {
        var at = all.FindIndex(amount.IsSameAs);
        if (at < 0)
        {
            all.Add(amount);
            return true;
        }

        var (other, value) = (all[at].Value, amount.Value);
        var isEstimate = all[at].IsEstimate || amount.IsEstimate;
        // An amount in one currency has a zero in the column of the other.
        if (other.MinorUnits == 0 || value.MinorUnits == 0)
        {
            all[at] = (other.MinorUnits == 0 ? amount : all[at]) with { IsEstimate = isEstimate };
            return true;
        }

        var (dollars, dong) = value.Unit == Unit.Usd ? (value, other) : (other, value);
        var agree = other.Unit != value.Unit && ExchangeRateCheck.AreSameAmount(
            dollars, dong, CurrencyPairs.GetVndPerUsdForChecks(steps.Scope, amount.Period));
        if (!agree)
            steps.Scope.AddFinding(ReportFindingKind.CurrenciesDisagree, row, amount.Column.Index, other, value);
        if (other.Unit != value.Unit)
            all[at] = all[at] with { Value = dollars, IsEstimate = isEstimate };
        return agree;
    }
}
