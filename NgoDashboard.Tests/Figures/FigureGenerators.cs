using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Figures;

/// <summary>Generators of keys, quantities and snapshots of the sample data.</summary>
static class FigureGenerators
{
    public static readonly Gen<Qualifier> Qualifier = Gen.Enum<Qualifier>();

    public static readonly Gen<Measure> Measure = Gen.Enum<Measure>();

    /// <summary>Up to a hundred billion dollars, in cents.</summary>
    public static readonly Gen<Quantity> Dollars = Gen.Long[0, 10_000_000_000_000].Select(cents => new Quantity(cents, Unit.Usd));

    public static readonly Gen<Quantity> Dong = Gen.Long[0, 2_400_000_000_000_000].Select(dong => new Quantity(dong, Unit.Vnd));

    public static readonly Gen<Quantity> Money = Gen.OneOf(Dollars, Dong);

    public static Gen<Quantity> QuantityFor(Measure measure) => measure.IsMoney ? Money
        : measure == NgoDashboard.Figures.Cube.Measure.DisbursementRate ? Gen.Long[0, 10_000].Select(hundredths => new Quantity(hundredths, Unit.Percent))
        : Gen.Long[0, 10_000].Select(SampleData.Count);

    /// <summary>Any key of the sample data, with a quantity in a fitting unit.</summary>
    public static readonly Gen<(FigureKey Key, Quantity Value)> KeyWithValue =
        from measure in Measure
        from province in Gen.OneOf<ProvinceCode?>([null, .. SampleData.CurrentProvinces.Concat(SampleData.OldProvinces).Select(code => (ProvinceCode?)code)])
        from sector in Gen.OneOf<string?>([null, .. SampleData.Sectors])
        from campaign in Gen.OneOf<string?>(null, null, null, "relief")
        from year in Gen.Int[2022, 2024]
        from value in QuantityFor(measure)
        select (new FigureKey(Period.ForYear(year), province, sector, campaign, measure), value);

    /// <summary>A sparse snapshot with at most one statement per figure.</summary>
    public static readonly Gen<Snapshot> Snapshot = KeyWithValue.List[0, 60].Select(list => SampleData.CreateSnapshot(list.DistinctBy(pair => pair.Key)));

    /// <summary>A subset of these keys, each with an amount in dollars.</summary>
    public static Gen<List<(FigureKey Key, Quantity Value)>> SomeWithValues(IReadOnlyList<FigureKey> keys) =>
        Gen.Select(Gen.Bool.Array[keys.Count], Dollars.Array[keys.Count])
            .Select((chosen, values) => keys.Select((key, i) => (Key: key, Value: values[i], Chosen: chosen[i]))
                .Where(row => row.Chosen).Select(row => (row.Key, row.Value)).ToList());

    public static Gen<List<(FigureKey Key, Quantity Value)>> AllWithValues(IReadOnlyList<FigureKey> keys) =>
        Dollars.Array[keys.Count].Select(values => keys.Select((key, i) => (key, values[i])).ToList());
}
