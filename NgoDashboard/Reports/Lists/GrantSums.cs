using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Lists;

/// <summary>The sums of a list by figure, with how many rows each lacks because they could not be read.</summary>
sealed class GrantSums(TableScope scope)
{
    readonly Dictionary<FigureKey, GrantSum> sums = [];

    public void Add(FigureKey key, Quantity value, SheetRow row, int column, bool isEstimate)
    {
        var sum = GetOrAdd(key, row, column);
        sum.Add(value, GetVndPerUsd(key.Period));
        sum.IsEstimate |= isEstimate;
    }

    /// <summary>A row belongs to that figure, and its amount or place is not certain.</summary>
    public void AddMissing(FigureKey key, SheetRow row, int column) => GetOrAdd(key, row, column).MissingRowCount++;

    /// <param name="isOutside">Whether a key is that of the country in a list by province, of whose total it is only a part.</param>
    public IEnumerable<ReportedValue> ToValues(Func<FigureKey, bool> isOutside)
    {
        foreach (var (key, sum) in sums.Where(entry => !isOutside(entry.Key)))
        {
            var place = new CellReference(scope.Table.SheetName, sum.FirstRowNumber, sum.ColumnIndex);
            if (sum.NeedsRate)
                scope.Questions.AddFinding(ReportFindingKind.ExchangeRateMissing, scope.Table.FileName, place, key);
            else if (sum.Value is { } value)
                yield return new(scope.Table.FileName, key, value, sum.IsEstimate ? Qualifier.About : Qualifier.Exact, place, "",
                    sum.RowCount, [.. FindFindings(key, sum, place)]);
        }
    }

    IEnumerable<ReportFinding> FindFindings(FigureKey key, GrantSum sum, CellReference place)
    {
        if (sum.MissingRowCount > 0)
            yield return new(ReportFindingKind.SumIncomplete, scope.Table.FileName, place, sum.MissingRowCount);
        if (sum.IsConverted)
            yield return new(ReportFindingKind.Converted, scope.Table.FileName, place, GetVndPerUsd(key.Period)!.Value);
    }

    decimal? GetVndPerUsd(Period period) => scope.Table.DeclaredVndPerUsd ?? scope.Reference.VndPerUsd(period.To.Year);

    GrantSum GetOrAdd(FigureKey key, SheetRow row, int column)
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new(row.RowNumber, column));
        return sum;
    }
}
