using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>The running sums of a table's columns, by measure: over the whole table, and over the group that is being read.</summary>
sealed class ColumnSums
{
    readonly Dictionary<(int Column, Measure? Measure), RunningSum> all = [];
    readonly Dictionary<(int Column, Measure? Measure), RunningSum> group = [];

    /// <param name="value">Null for a number that could not be read; then the sum cannot be compared.</param>
    /// <param name="isPart">Whether it counts towards the whole table and not only its group.</param>
    public void Add(int column, Measure? measure, Quantity? value, CellNumber number, bool isPart = true)
    {
        foreach (var sums in isPart ? (Dictionary<(int, Measure?), RunningSum>[])[all, group] : [group])
        {
            if (!sums.TryGetValue((column, measure), out var sum))
                sums.Add((column, measure), sum = new());
            sum.Add(value, number);
        }
    }

    public void EndGroup() => group.Clear();

    public bool IsEmpty => all.Count == 0;

    /// <summary>The sum so far; null if nothing comparable was added.</summary>
    public RunningSum? TableSum(int column, Measure? measure) => FindSum(all, column, measure);

    /// <summary>The same for the group that is being read.</summary>
    public RunningSum? GroupSum(int column, Measure? measure) => FindSum(group, column, measure);

    /// <summary>Whether a total equals neither the sum of the table nor that of the group above it.</summary>
    public bool DiffersFromBoth(int column, Measure? measure, Quantity total) =>
        TableSum(column, measure) is { } sum && sum.DiffersFrom(total)
        && (!group.TryGetValue((column, measure), out var part) || part.DiffersFrom(total));

    static RunningSum? FindSum(Dictionary<(int Column, Measure? Measure), RunningSum> sums, int column, Measure? measure) =>
        sums.TryGetValue((column, measure), out var sum) && sum.Sum is not null ? sum : null;
}
