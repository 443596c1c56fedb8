using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.ReferenceEdits;

public sealed class SnapshotReferenceEditsTests
{
    static readonly RateSource Source = new("Ngân hàng Nhà nước");
    static readonly Sector Water = new("", "Nước sạch", "Clean water", "Nước", "Water", ["WASH", "wash", "Nước sạch", " "]);

    [Fact]
    public void Rate_OfAYearWithTwoCurrencies_MakesItsSumsWhole()
    {
        var before = CreateSnapshot(Stated(YearWithoutRate));
        Assert.Equal((TotalKind.Partial, 1), (before.GetTotal(National(year: YearWithoutRate)).Kind, before.GetTotal(National(year: YearWithoutRate)).KnownPartCount));

        var after = Apply(before, new RateSetting(YearWithoutRate, 25_000, Source));

        var total = after.GetTotal(National(year: YearWithoutRate));
        Assert.Equal((TotalKind.Summed, Usd(12), 3), (total.Kind, total.Value, total.KnownPartCount));
        Assert.True(total.IsConverted);
        var removed = Apply(after, new RateRemoval(YearWithoutRate)).GetTotal(National(year: YearWithoutRate));
        Assert.Equal((TotalKind.Partial, before.GetTotal(National(year: YearWithoutRate)).Value), (removed.Kind, removed.Value));
    }

    [Fact]
    public void Rate_ThatIsMissing_TellsHowManyTotalsWaitForIt()
    {
        var snapshot = CreateSnapshot(Stated(YearWithoutRate));
        var missing = Assert.Single(MissingRate.Find(snapshot));
        // The sum of the country, and that of the only place.
        Assert.Equal((YearWithoutRate, 1), (missing.Year, missing.TotalCount));
        Assert.Empty(MissingRate.Find(Apply(snapshot, new RateSetting(YearWithoutRate, 25_000, Source))));
    }

    [Fact]
    public void Effects_OfARate_AreThoseOfItsYearAlone()
    {
        var before = CreateSnapshot([.. Stated(YearWithoutRate), .. Stated(Year)]);
        var effects = ReferenceEffects.Calculate(before, Apply(before, new RateSetting(YearWithoutRate, 25_000, Source)));
        Assert.All(effects, effect => Assert.Equal(YearWithoutRate, effect.Key.Period.To.Year));
        Assert.Contains(effects, effect => effect.Key == National(year: YearWithoutRate));
    }

    [Fact]
    public void Sector_Added_HasAnIdOfItsNameAndItsPlace()
    {
        var added = Apply(CreateSnapshot(), new ItemAddition(Water, Before: "other")).Reference;
        Assert.Equal(["health", "education", "clean-water", "other"], added.Sectors.Select(sector => sector.Id));
        Assert.Equal(["WASH"], added.FindSector("clean-water")!.Aliases);
    }

    [Fact]
    public void Id_OfASectorWhoseAdditionWasUndone_IsNotGivenAgain()
    {
        var first = CreateSnapshot();
        var undone = first.WithReference(Apply(first, new ItemAddition(Water)).Reference.RevertTo(first.Reference, 3));
        Assert.Null(undone.Reference.FindSector("clean-water"));
        Assert.Equal("Clean water", undone.Reference.FindSectorOfAnyTime("clean-water")!.NameEn);

        Assert.Equal("clean-water-2", Apply(undone, new ItemAddition(Water)).Reference.Sectors[^1].Id);
    }

    [Theory]
    [InlineData("Water & sanitation (rural)", "water-sanitation-rural")]
    [InlineData("Đường sắt", "duong-sat")]
    [InlineData("水", "nuoc-sach")]
    public void Id_OfAName_IsAscii(string nameEn, string id) =>
        Assert.Equal(id, Apply(CreateSnapshot(), new ItemAddition(Water with { NameEn = nameEn })).Reference.Sectors[^1].Id);

    [Fact]
    public void Merger_MovesFiguresWithTheirSources_AndNamesBecomeAliases()
    {
        var before = Snapshot.Create(CountryReference,
        [
            new(InSector("education"), [CreateStatement(1, Usd(30)), CreateStatement(2, Usd(29), adopted: false)]),
            new(InSector("education", Measure.Committed), [CreateStatement(3, Usd(50))]),
            new(InSector("health"), [CreateStatement(4, Usd(40))]),
        ]);

        var (after, changes) = before.ApplyReferenceEdit(Merge("education", "health", (InSector("health"), 1)), 2, "gộp");

        Assert.Equal([(4, false), (1, true), (2, false)], after.FindFigure(InSector("health"))!.Statements.Select(statement => ((int)statement.Id, statement.IsAdopted)));
        Assert.Equal(Usd(50), after.FindAdopted(InSector("health", Measure.Committed))!.Value);
        Assert.Equal((true, 2), (after.FindFigure(InSector("education"))!.Statements.IsEmpty, (int)after.FindFigure(InSector("education"))!.Version));
        Assert.Equal(["health", "other"], after.Reference.Sectors.Select(sector => sector.Id));
        Assert.Equal(["cũng là Y tế", "education", "Giáo dục", "cũng là Giáo dục"], after.Reference.FindSector("health")!.Aliases);
        Assert.Equal("health", after.Reference.ResolveSector("education"));
        Assert.All(changes, change => Assert.Equal("gộp", change.Reason));
        Assert.Equal([(Usd(50), null), (null, Usd(50)), (Usd(30), null), (Usd(40), Usd(30))], changes.Select(change => (change.Before?.Value, change.After?.Value)));
    }

    [Fact]
    public void Merger_OfTwoValuesOfTheDesk_KeepsBothWhenOneIsRestated()
    {
        var (desk, _) = CreateSnapshot().ApplyEdits([Restate(InSector("health"), Usd(1)), Restate(InSector("education"), Usd(2))], 2, new(2024, 4, 12), "x");
        var merged = Apply(desk, Merge("education", "health", (InSector("health"), 1)));

        var (restated, _) = merged.ApplyEdits([Restate(InSector("health"), Usd(3))], 4, new(2024, 4, 12), "x");

        Assert.Equal([(Usd(1), false), (Usd(3), true)], restated.FindFigure(InSector("health"))!.Statements.Select(statement => (statement.Value, statement.IsAdopted)));
    }

    [Fact]
    public void Merger_OverSeveral_ResolvesToTheLast()
    {
        var once = Apply(CreateSnapshot(), Merge("education", "health"));
        var twice = Apply(once, Merge("health", "other")).Reference;
        Assert.Equal("other", twice.ResolveSector("education"));
        Assert.Equal("unknown", twice.ResolveSector("unknown"));
        Assert.Equal("Giáo dục", twice.FindSectorOfAnyTime("education")!.Name);
    }

    [Fact]
    public void Changes_BetweenTwoVersions_AreThoseOfTheEditAndOfPlaces()
    {
        var changes = ReferenceChanges.Between(CountryReference, Apply(CreateSnapshot(), Merge("health", "other")).Reference);
        Assert.Equal([("education", true), ("health", false), ("other", false)], changes.Sectors.Select(change => (change.After.Item.Id, change.IsOnlyMoved)));
        Assert.Empty(changes.Rates);
        Assert.True(ReferenceChanges.Between(CountryReference, CountryReference).IsEmpty);
    }

    static Snapshot Apply(Snapshot snapshot, ReferenceEdit edit) => snapshot.ApplyReferenceEdit(edit, 3, "").Next;

    /// <summary>Three sectors, one of them in đồng.</summary>
    static IEnumerable<(FigureKey, Quantity)> Stated(int year) =>
    [
        (National(year: year) with { Sector = "health" }, Usd(5)), (National(year: year) with { Sector = "education" }, Vnd(50_000)),
        (National(year: year) with { Sector = "other" }, Vnd(125_000)),
    ];

    static ItemMerger Merge(string merged, string into, params (FigureKey Key, long Statement)[] adopted) =>
        new(ItemKind.Sector, merged, into, adopted.ToImmutableDictionary(one => one.Key, one => one.Statement));
}
