using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Rehearsal;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Figures.Rehearsal;

public sealed class RehearsalFiguresTests
{
    static readonly (ReferenceData Reference, IReadOnlyList<Figure> Figures) Generated = RehearsalFigures.Generate(PublishedData.ReferenceAndFigures);
    static readonly Snapshot Snapshot = Snapshot.Create(Generated.Reference, Generated.Figures);

    public static TheoryData<int, Measure> YearsAndMoney => [.. from year in Years from measure in Money select (year, measure)];

    public static TheoryData<int> EveryYear => [.. Years];

    static IEnumerable<int> Years => Enumerable.Range(2015, 11);

    static Measure[] Money => [Measure.Disbursed, Measure.Committed, Measure.CommittedTotal];

    [Theory]
    [MemberData(nameof(YearsAndMoney))]
    public void Money_OfAYear_IsStatedAtEveryLevelAndAddsUpExactly(int year, Measure measure)
    {
        var nation = FigureKey.National(year, measure);
        var provinces = Generated.Reference.ProvincesOnBasis(34).Select(province => (ProvinceCode?)province.Code).ToArray();
        var sectors = Generated.Reference.Sectors.Select(sector => sector.Id).ToArray();

        Assert.Equal((34, 9), (provinces.Length, sectors.Length));
        Assert.Equal(Minor(nation), provinces.Sum(province => Minor(nation with { Province = province })));
        Assert.Equal(Minor(nation), sectors.Sum(sector => Minor(nation with { Sector = sector })));
        Assert.All(provinces, province =>
            Assert.Equal(Minor(nation with { Province = province }), sectors.Sum(sector => Minor(nation with { Province = province, Sector = sector }))));
        Assert.All(sectors, sector =>
            Assert.Equal(Minor(nation with { Sector = sector }), provinces.Sum(province => Minor(nation with { Province = province, Sector = sector }))));
    }

    [Theory]
    [MemberData(nameof(EveryYear))]
    public void Cells_OfAYear_NeverPayOutMoreThanWasPromised(int year) => Assert.All(
        Generated.Figures.Where(figure => figure.Key.Measure == Measure.Disbursed && figure.Key.Period == Period.ForYear(year)),
        figure =>
        {
            Assert.True(Minor(figure.Key) > 0);
            Assert.True(Minor(figure.Key) <= Minor(figure.Key with { Measure = Measure.Committed }));
            Assert.True(Minor(figure.Key with { Measure = Measure.Committed }) <= Minor(figure.Key with { Measure = Measure.CommittedTotal }));
        });

    [Theory]
    [InlineData(2015, Measure.Disbursed)]
    [InlineData(2019, Measure.Disbursed)]
    [InlineData(2020, Measure.Disbursed)]
    [InlineData(2021, Measure.Disbursed)]
    [InlineData(2022, Measure.Disbursed)]
    [InlineData(2023, Measure.Disbursed)]
    [InlineData(2023, Measure.Committed)]
    [InlineData(2020, Measure.Disbursed, "health")]
    [InlineData(2020, Measure.Disbursed, "socio-economic-development")]
    [InlineData(2020, Measure.Disbursed, "education-training")]
    [InlineData(2019, Measure.Organisations)]
    [InlineData(2023, Measure.Organisations)]
    [InlineData(2020, Measure.Countries)]
    [InlineData(2021, Measure.Projects)]
    public void Nation_WhatWasPublished_StaysWithItsQualifier(int year, Measure measure, string? sector = null)
    {
        var key = FigureKey.National(year, measure) with { Sector = sector };
        var (published, rehearsed) = (PublishedData.Snapshot.FindAdopted(key)!, Snapshot.FindAdopted(key)!);

        Assert.Equal((published.Value, published.Qualifier), (rehearsed.Value, rehearsed.Qualifier));
    }

    [Theory]
    [InlineData(2020, 71)]
    [InlineData(2021, 73)]
    [InlineData(2022, 77.1)]
    [InlineData(2023, 68.5)]
    public void Rate_WhereItWasPublished_ComesOutOfTheGeneratedCommitment(int year, double percent) =>
        Assert.Equal((decimal)percent, Snapshot.GetTotal(FigureKey.National(year, Measure.DisbursementRate)).Value!.Value.WholeUnits);

    [Fact]
    public void Nation_2020To2024_IsNearly1140Million() =>
        Assert.InRange(Enumerable.Range(2020, 5).Sum(year => Minor(FigureKey.National(year, Measure.Disbursed))), 113_500_000_000, 114_000_000_000);

    [Theory]
    [MemberData(nameof(EveryYear))]
    public void Counts_OfAYear_FitTheNation(int year)
    {
        var provinces = Generated.Reference.ProvincesOnBasis(34).Select(province => province.Code).ToArray();
        foreach (var measure in (Measure[])[Measure.Projects, Measure.NonProjects])
            Assert.Equal(Minor(FigureKey.National(year, measure)), provinces.Sum(province => Minor(FigureKey.National(year, measure) with { Province = province })));
        Assert.All(provinces, province => Assert.InRange(
            Minor(FigureKey.National(year, Measure.Organisations) with { Province = province }), 1, Minor(FigureKey.National(year, Measure.Organisations))));
        Assert.InRange(Minor(FigureKey.National(year, Measure.Countries)), 28, 36);
    }

    [Fact]
    public void Provinces_Largest_AreFiveThatStandOut()
    {
        var ranked = ProvinceRanking.RankProvinces(Snapshot, FigureKey.National(2023, Measure.Disbursed));

        Assert.Equal(["01", "44", "46", "48", "79"], ranked.Take(5).Select(row => row.Province.Code.Code).Order());
        Assert.True(ranked[4].ComparableValue!.Value.MinorUnits > 1.5 * ranked[5].ComparableValue!.Value.MinorUnits);
        Assert.Equal(34, ranked.Select(row => row.ComparableValue!.Value.MinorUnits).Distinct().Count());
    }

    [Fact]
    public void Statements_All_SayThatTheyAreARehearsal()
    {
        var statements = Generated.Figures.Select(figure => (figure.Key, Statement: Assert.Single(figure.Statements))).ToArray();

        Assert.All(statements, row =>
        {
            Assert.Equal(("Diễn tập", "Số liệu minh họa cho diễn tập"), (row.Statement.Source.Publisher, row.Statement.Source.Title));
            Assert.Equal(
                (Status.Confirmed, row.Key.Period.To, true, 1L),
                (row.Statement.Status, row.Statement.AsOf, row.Statement.IsAdopted, row.Statement.Version));
        });
        Assert.Equal(Enumerable.Range(1, statements.Length).Select(id => (long)id), statements.Select(row => row.Statement.Id));
    }

    [Fact]
    public void Reconciliation_OfARehearsal_HasNothingToWarnOf() => Assert.Empty(Reconciliation.FindExcesses(Snapshot));

    [Fact]
    public void Figures_GeneratedAgain_AreTheSame() =>
        Assert.Equal(StateDump.Dump(Snapshot), StateDump.Dump(Snapshot.Create(Generated.Reference, RehearsalFigures.Generate(PublishedData.ReferenceAndFigures).Figures)));

    [Fact]
    public void Dice_OnEveryMachine_FallAlike() =>
        Assert.Equal([628041L, 459101L, 409008L], new[] { "34:01 health 2023", "rate 2016", "" }.Select(name => DeterministicRandom.NumberBetween(name, 0, 999_999)));

    [Fact]
    public void Figures_OfASmallCountryWithNothingPublished_StillAddUp()
    {
        var (reference, figures) = RehearsalFigures.Generate((SampleData.CountryReference, []));

        Assert.Empty(Reconciliation.FindExcesses(Snapshot.Create(reference, figures)));
        Assert.Equal(11 * ((3 * ((3 * 3) + 3 + 3 + 1)) + 1 + (3 * 4)), figures.Count);
    }

    static long Minor(FigureKey key) => Snapshot.FindAdopted(key)!.Value.MinorUnits;
}
