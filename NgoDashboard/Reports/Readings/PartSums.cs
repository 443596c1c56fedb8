using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readings;

/// <summary>The sum of some rows of a column, with what their keys have in common.</summary>
sealed class PartSum
{
    public RunningSum Sum { get; } = new();

    public SharedKey Key { get; private set; }

    /// <summary>The provinces of its parts.</summary>
    public HashSet<ProvinceCode> Provinces { get; } = [];

    public void Add(Quantity? value, CellNumber number, PartKey? key)
    {
        Sum.Add(value, number);
        if (key is not { } known)
            return;
        Key = Key.With(known);
        if (known.Key.Province is { } province)
            Provinces.Add(province);
    }

    public bool DiffersFrom(Quantity total) => Sum.DiffersFrom(total);
}

/// <summary>
/// The running sums of a table's columns by measure: over the whole table, over each sector, and over the group that is being read.
/// </summary>
sealed class PartSums
{
    readonly Dictionary<(int Column, Measure? Measure), PartSum> all = [];
    readonly Dictionary<(int Column, Measure? Measure, string Sector), PartSum> sectors = [];
    readonly Dictionary<(int Column, Measure? Measure), PartSum> group = [];
    int groupNumber;

    public bool IsEmpty => all.Count == 0;

    /// <param name="value">Null for a number that could not be read; then the sum cannot be compared.</param>
    /// <param name="isPart">Whether it counts towards the whole table and not only its group.</param>
    public void Add(TypedColumn column, Measure? measure, int ofGroup, Quantity? value, CellNumber number, PartKey? key, bool isPart)
    {
        StartGroup(ofGroup);
        GetOrAdd(group, (column.Index, measure)).Add(value, number, key);
        if (!isPart)
            return;
        GetOrAdd(all, (column.Index, measure)).Add(value, number, key);
        if (key is { Key.Sector: { } sector })
            GetOrAdd(sectors, (column.Index, measure, sector)).Add(value, number, key);
    }

    /// <summary>The sum of the whole table so far; null if nothing comparable was added.</summary>
    public PartSum? FindInTable(int column, Measure? measure) => Comparable(all.GetValueOrDefault((column, measure)));

    /// <summary>The same for one sector of a table in which each row has a province and a sector.</summary>
    public PartSum? FindForSector(int column, Measure? measure, string sector) =>
        Comparable(sectors.GetValueOrDefault((column, measure, sector)));

    /// <summary>The same for a group.</summary>
    public PartSum? FindInGroup(int column, Measure? measure, int ofGroup) =>
        ofGroup == groupNumber ? Comparable(group.GetValueOrDefault((column, measure))) : null;

    void StartGroup(int number)
    {
        if (number == groupNumber)
            return;
        group.Clear();
        groupNumber = number;
    }

    static PartSum? Comparable(PartSum? sum) => sum?.Sum.Sum is null ? null : sum;

    static PartSum GetOrAdd<TKey>(Dictionary<TKey, PartSum> sums, TKey key)
        where TKey : notnull
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new());
        return sum;
    }
}
