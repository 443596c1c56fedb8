using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Rehearsal;

/// <summary>
/// Complete figures for a rehearsal, generated from the published ones: every province, sector and year, adding up exactly and the
/// same on every machine. Published national figures of a year are kept; all others are made up, and their source says so.
/// </summary>
public static class RehearsalFigures
{
    public const int FirstYear = 2015;
    public const int LastYear = 2025;

    static readonly Source Source = new("Diễn tập", "Số liệu minh họa cho diễn tập", null, null);

    public static (ReferenceData Reference, IReadOnlyList<Figure> Figures) Generate(
        (ReferenceData Reference, IReadOnlyList<Figure> Figures) published)
    {
        var known = Snapshot.Create(published.Reference, published.Figures);
        var collector = new FigureCollector(known);
        var national = new RehearsalNationalFigures(known);
        foreach (var year in Enumerable.Range(FirstYear, LastYear - FirstYear + 1))
        {
            AddMoney(collector, national, year, published.Reference);
            AddCounts(collector, national, year, published.Reference);
        }

        return (published.Reference, collector.Figures);
    }

    /// <summary>Generates the cells; provinces, sectors and the nation are their sums, so that no level contradicts another.</summary>
    static void AddMoney(FigureCollector sheet, RehearsalNationalFigures national, int year, ReferenceData reference)
    {
        var provinces = RehearsalWeights.ProvinceWeights(reference);
        var cells = provinces.SelectMany(_ => reference.Sectors, (province, sector) => (province.Province, Sector: sector)).ToArray();
        var disbursed = SplitOverProvinces(national.DisbursedBySector(year), provinces, reference.Sectors, year);
        var committed = AddSurplus(disbursed, national.Committed(year), "committed");
        var committedTotal = AddSurplus(committed, national.CommittedTotal(year), "committed_total");
        AddLevels(Measure.Disbursed, disbursed);
        AddLevels(Measure.Committed, committed);
        AddLevels(Measure.CommittedTotal, committedTotal);

        // The surplus is spread over the cells, not the whole, so that no cell disburses more than was committed.
        long[] AddSurplus(long[] lower, long whole, string name)
        {
            var weights = lower.Select((value, i) =>
                value * DeterministicRandom.NumberBetween($"{name} {cells[i].Province.Code} {cells[i].Sector.Id} {year}", 60, 140));
            var surplus = LargestRemainder.SplitExactly(whole - lower.Sum(), [.. weights]);
            return [.. lower.Zip(surplus, (value, more) => value + more)];
        }

        void AddLevels(Measure measure, long[] values)
        {
            var nation = FigureKey.National(year, measure);
            var filled = cells.Zip(values, (cell, value) => (cell.Province, cell.Sector, Value: value)).ToArray();
            sheet.Add(nation, values.Sum(), Unit.Usd);
            foreach (var sector in filled.GroupBy(cell => cell.Sector.Id))
                sheet.Add(nation with { Sector = sector.Key }, sector.Sum(cell => cell.Value), Unit.Usd);
            foreach (var province in filled.GroupBy(cell => cell.Province.Code))
                sheet.Add(nation with { Province = province.Key }, province.Sum(cell => cell.Value), Unit.Usd);
            foreach (var (province, sector, value) in filled)
                sheet.Add(nation with { Province = province.Code, Sector = sector.Id }, value, Unit.Usd);
        }
    }

    /// <returns>Cents of each cell, province by province, the sectors of each in the order of the reference data.</returns>
    static long[] SplitOverProvinces(
        long[] bySector, IReadOnlyList<(Province Province, long Weight)> provinces, IReadOnlyList<Sector> sectors, int year)
    {
        var cells = new long[provinces.Count * bySector.Length];
        for (var s = 0; s < bySector.Length; s++)
        {
            var sector = sectors[s];
            var weights = provinces.Select(row => row.Weight * RehearsalWeights.SectorBias(row.Province, sector)
                * DeterministicRandom.NumberBetween($"{row.Province.Code} {sector.Id} {year}", 92, 108));
            var parts = LargestRemainder.SplitExactly(bySector[s], [.. weights]);
            for (var p = 0; p < provinces.Count; p++)
                cells[(p * bySector.Length) + s] = parts[p];
        }

        return cells;
    }

    static void AddCounts(FigureCollector sheet, RehearsalNationalFigures national, int year, ReferenceData reference)
    {
        var provinces = RehearsalWeights.ProvinceWeights(reference);
        sheet.Add(FigureKey.National(year, Measure.Countries), national.Count(Measure.Countries, year), Unit.Count);

        // Organisations are not additive: each province gets a share of all organisations, and the shares overlap.
        var organisations = national.Count(Measure.Organisations, year);
        sheet.Add(FigureKey.National(year, Measure.Organisations), organisations, Unit.Count);
        foreach (var (province, weight) in provinces)
        {
            var percent = Math.Min(100, weight * DeterministicRandom.NumberBetween($"organisations {province.Code} {year}", 54, 58) / 100);
            var key = FigureKey.National(year, Measure.Organisations) with { Province = province.Code };
            sheet.Add(key, organisations * percent / 100, Unit.Count);
        }

        foreach (var measure in (Measure[])[Measure.Projects, Measure.NonProjects])
        {
            var whole = national.Count(measure, year);
            var weights = provinces.Select(row =>
                row.Weight * DeterministicRandom.NumberBetween($"{measure.ToCode()} {row.Province.Code} {year}", 85, 115));
            var parts = LargestRemainder.SplitExactly(whole, [.. weights]);
            sheet.Add(FigureKey.National(year, measure), whole, Unit.Count);
            foreach (var (row, part) in provinces.Zip(parts))
                sheet.Add(FigureKey.National(year, measure) with { Province = row.Province.Code }, part, Unit.Count);
        }
    }

    /// <summary>Numbers the statements in order; one that repeats a published value keeps its qualifier.</summary>
    sealed class FigureCollector(Snapshot known)
    {
        readonly List<Figure> figures = [];

        public IReadOnlyList<Figure> Figures => figures;

        public void Add(FigureKey key, long minor, Unit unit)
        {
            var value = new Quantity(minor, unit);
            var qualifier = known.FindAdopted(key) is { } stated && stated.Value == value ? stated.Qualifier : Qualifier.Exact;
            var statement = new Statement(
                figures.Count + 1,
                value,
                qualifier,
                Status.Confirmed,
                key.Period.To,
                Source,
                null,
                IsAdopted: true,
                IsFromDesk: false,
                Version: 1);
            figures.Add(new(key, [statement]));
        }
    }
}
