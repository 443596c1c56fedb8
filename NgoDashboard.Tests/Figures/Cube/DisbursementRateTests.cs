using NgoDashboard.Figures.Cube;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Cube;

/// <summary>The rate as stated, or derived from the amounts disbursed and committed.</summary>
public sealed class DisbursementRateTests
{
    static readonly FigureKey Disbursed = National(), Committed = National(Measure.Committed), Rate = National(Measure.DisbursementRate);

    [Fact]
    public void Rate_BothFiguresWhole_IsDerivedToATenthOfAPercent()
    {
        var total = CreateSnapshot([(Disbursed, Usd(2)), (Committed, Usd(3))]).GetTotal(Rate);

        Assert.Equal((TotalKind.Derived, Percent(66.7m)), (total.Kind, total.Value));
    }

    [Theory]
    [InlineData(Qualifier.Exact, Qualifier.Exact, Qualifier.Exact)]
    [InlineData(Qualifier.About, Qualifier.Exact, Qualifier.About)]
    [InlineData(Qualifier.Exact, Qualifier.Over, Qualifier.About)]
    [InlineData(Qualifier.Nearly, Qualifier.Nearly, Qualifier.About)]
    public void Rate_Derived_IsExactOnlyIfBothFiguresAre(Qualifier disbursed, Qualifier committed, Qualifier expected)
    {
        var snapshot = Snapshot.Create(
            CountryReference,
            [
                new(Disbursed, [CreateStatement(1, Usd(2), qualifier: disbursed)]),
                new(Committed, [CreateStatement(2, Usd(3), qualifier: committed)]),
            ]);

        Assert.Equal(expected, snapshot.GetTotal(Rate).Qualifier);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rate_OneFigureUnknownOrPartial_IsUnpublished(bool isPartial)
    {
        var snapshot = isPartial
            ? CreateSnapshot([(InSector("health"), Usd(2)), (Committed, Usd(3))])
            : CreateSnapshot([(Disbursed, Usd(2))]);

        Assert.Equal(TotalKind.Unpublished, snapshot.GetTotal(Rate).Kind);
    }

    [Fact]
    public void Rate_NothingCommitted_IsUnpublished() =>
        Assert.Equal(TotalKind.Unpublished, CreateSnapshot([(Disbursed, Usd(2)), (Committed, Usd(0))]).GetTotal(Rate).Kind);

    [Fact]
    public void Rate_Stated_StandsBeforeTheDerivedOne()
    {
        var total = CreateSnapshot([(Disbursed, Usd(2)), (Committed, Usd(3)), (Rate, Percent(71))]).GetTotal(Rate);

        Assert.Equal((TotalKind.Stated, Percent(71)), (total.Kind, total.Value));
    }
}
