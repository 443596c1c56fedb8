using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Rehearsal;

/// <summary>
/// Complete figures for a rehearsal, generated from the published ones: every province, sector and year, adding up exactly, the
/// same on every machine. What was published nationwide for a year stays; all else is made up, and its source says so.
/// </summary>
public static class RehearsalFigures
{
    public const int FirstYear = 2015;
    public const int LastYear = 2025;

    static readonly Source Source = new("Diễn tập", "Số liệu minh họa cho diễn tập", null, null);

    public static (ReferenceData Reference, IReadOnlyList<Figure> Figures) Generate((ReferenceData Reference, IReadOnlyList<Figure> Figures) published)
    {
        var known = Snapshot.Create(published.Reference, published.Figures);
        var sheet = new FigureCollector(known);
        var national = new RehearsalNationalFigures(known);
        foreach (var year in Enumerable.Range(FirstYear, LastYear - FirstYear + 1))
        {
            AddMoney(sheet, national, year, published.Reference);
            AddCounts(sheet, national, year, published.Reference);
        }

        return (published.Reference, sheet.Figures);
    }

    /// <summary>Cells first; provinces, sectors and the nation are their sums, so no level can contradict another.</summary>
    static void AddMoney(FigureCollector sheet, RehearsalNationalFigures national, int year, ReferenceData reference)
    {
        var provinces = RehearsalWeights.ProvinceWeights(reference);
        var cells = provinces.SelectMany(_ => reference.Sectors, (province, sector) => (province.Province, Sector: sector)).ToArray();
        var disbursed = new long[cells.Length];
        var sectors = national.DisbursedBySector(year);
        for (var s = 0; s < sectors.Length; s++)
        {
            var sector = reference.Sectors[s];
            var parts = LargestRemainder.SplitExactly(
                sectors[s],
                [
                    .. provinces.Select(one => one.Weight * RehearsalWeights.SectorBias(one.Province, sector)
                        * DeterministicRandom.NumberBetween($"{one.Province.Code} {sector.Id} {year}", 92, 108)),
                ]);
            for (var p = 0; p < provinces.Count; p++)
                disbursed[(p * sectors.Length) + s] = parts[p];
        }

        var committed = Raised(disbursed, national.Committed(year), "committed");
        var committedTotal = Raised(committed, national.CommittedTotal(year), "committed_total");
        AddLevels(Measure.Disbursed, disbursed);
        AddLevels(Measure.Committed, committed);
        AddLevels(Measure.CommittedTotal, committedTotal);

        // The surplus is spread over the cells and not the whole: then no cell pays out more than it was promised.
        long[] Raised(long[] lower, long whole, string name)
        {
            var surplus = LargestRemainder.SplitExactly(
                whole - lower.Sum(),
                [.. lower.Select((value, i) => value * DeterministicRandom.NumberBetween($"{name} {cells[i].Province.Code} {cells[i].Sector.Id} {year}", 60, 140))]);
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

    static void AddCounts(FigureCollector sheet, RehearsalNationalFigures national, int year, ReferenceData reference)
    {
        var provinces = RehearsalWeights.ProvinceWeights(reference);
        sheet.Add(FigureKey.National(year, Measure.Countries), national.Count(Measure.Countries, year), Unit.Count);

        // Organisations are not additive: each province has its share of all that there are, and the shares overlap.
        var organisations = national.Count(Measure.Organisations, year);
        sheet.Add(FigureKey.National(year, Measure.Organisations), organisations, Unit.Count);
        foreach (var (province, weight) in provinces)
        {
            var percent = Math.Min(100, weight * DeterministicRandom.NumberBetween($"organisations {province.Code} {year}", 54, 58) / 100);
            sheet.Add(FigureKey.National(year, Measure.Organisations) with { Province = province.Code }, organisations * percent / 100, Unit.Count);
        }

        foreach (var measure in (Measure[])[Measure.Projects, Measure.NonProjects])
        {
            var whole = national.Count(measure, year);
            var parts = LargestRemainder.SplitExactly(
                whole, [.. provinces.Select(one => one.Weight * DeterministicRandom.NumberBetween($"{measure.ToCode()} {one.Province.Code} {year}", 85, 115))]);
            sheet.Add(FigureKey.National(year, measure), whole, Unit.Count);
            foreach (var (one, part) in provinces.Zip(parts))
                sheet.Add(FigureKey.National(year, measure) with { Province = one.Province.Code }, part, Unit.Count);
        }
    }

    /// <summary>Collects the statements in order, each with the qualifier of the published one that it repeats.</summary>
    sealed class FigureCollector(Snapshot known)
    {
        readonly List<Figure> figures = [];

        public IReadOnlyList<Figure> Figures => figures;

        public void Add(FigureKey key, long minor, Unit unit)
        {
            var value = new Quantity(minor, unit);
            var qualifier = known.FindAdopted(key) is { } stated && stated.Value == value ? stated.Qualifier : Qualifier.Exact;
            figures.Add(new(
                key,
                [new(figures.Count + 1, value, qualifier, Status.Confirmed, key.Period.To, Source, null, IsAdopted: true, IsFromDesk: false, Version: 1)]));
        }
    }
}
