using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.ReferenceEdits;

public sealed class ReferenceEditRulesTests
{
    static readonly Sector Water = new("", "Nước sạch", "Clean water", "Nước", "Water", ["WASH"]);
    static readonly RateSource Source = new("Ngân hàng Nhà nước", "Tỷ giá trung tâm", "https://example.org/ty-gia", "2024-12-31");

    readonly Snapshot snapshot = CreateSnapshot(
        (InSector("health"), Usd(40)), (InSector("education"), Usd(30)), (InSector("education", Measure.Committed), Usd(50)));

    public static TheoryData<string, RateSource, FindingKind?> Sources => new()
    {
        { "whole", Source, null },
        { "publisher alone", new("Ngân hàng Nhà nước"), null },
        { "no publisher", Source with { Publisher = " " }, FindingKind.SourceMissing },
        { "no address", Source with { Url = "ty-gia" }, FindingKind.InvalidAddress },
        { "a script", Source with { Url = "javascript:alert(1)" }, FindingKind.InvalidAddress },
        { "a month", Source with { Date = "2024-12" }, null },
        { "a Vietnamese date", Source with { Date = "31/12/2024" }, FindingKind.InvalidSourceDate },
        { "long", Source with { Title = new('a', 301) }, FindingKind.TextTooLong },
        { "control characters", Source with { Title = "a\u202eb" }, FindingKind.ControlCharacter },
    };

    public static TheoryData<string, Sector, FindingKind?> Names => new()
    {
        { "new", Water, null },
        { "a name of another", Water with { Name = "Y TẾ" }, FindingKind.NameTaken },
        { "an alias of another", Water with { NameEn = "cung la y te" }, FindingKind.NameTaken },
        { "an alias that is a name of another", Water with { Aliases = ["Giáo-dục"] }, FindingKind.NameTaken },
        { "an id of another", Water with { ShortNameEn = "Health" }, FindingKind.NameTaken },
        { "without a name", Water with { Name = "" }, FindingKind.NameMissing },
        { "a name of signs", Water with { NameEn = "—" }, FindingKind.NameMissing },
        { "long", Water with { ShortName = new('a', 23) }, FindingKind.ShortNameTooLong },
        { "many aliases", Water with { Aliases = [.. Enumerable.Range(0, 201).Select(i => $"tên {i} x")] }, FindingKind.TooManyAliases },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_OfARate_IsChecked(string what, RateSource source, FindingKind? expected)
    {
        _ = what;
        Assert.Equal(expected, FindError(new RateSetting(2024, 24_164, source)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_OfASector_AreUniqueAcrossAliases(string what, Sector sector, FindingKind? expected)
    {
        _ = what;
        Assert.Equal(expected, FindError(new ItemAddition(sector)));
    }

    [Fact]
    public void Renaming_ToItsOwnNames_IsNoConflict() =>
        Assert.Null(FindError(new ItemRenaming(CountryReference.FindSector("health")! with { Name = "Cũng là Y tế", Aliases = ["Y tế"] })));

    [Fact]
    public void Edit_OfWhatIsNotThere_IsRefused()
    {
        Assert.Equal(FindingKind.NoRateOfYear, FindError(new RateRemoval(YearWithoutRate)));
        Assert.Equal(FindingKind.UnknownSector, FindError(new ItemRenaming(Water with { Id = "water" })));
        Assert.Equal(FindingKind.UnknownCampaign, FindError(Merge(ItemKind.Campaign, "storm", "relief")));
        Assert.Equal(FindingKind.MergeIntoItself, FindError(Merge(ItemKind.Sector, "health", "health")));
    }

    [Fact]
    public void Merger_OfCampaignsOfTwoKinds_IsRefused()
    {
        var (two, _) = snapshot.ApplyReferenceEdit(new ItemAddition(new Campaign("", CampaignKind.Origin, "Châu Âu", "Europe")), 2, "");
        Assert.Equal(FindingKind.MergeOfKinds, ReferenceEditRules.FindErrors(two, Merge(ItemKind.Campaign, "europe", "relief")).Single().Kind);
    }

    [Fact]
    public void Merger_WhereBothStateAValue_AsksWhichIsShown()
    {
        var merger = Merge(ItemKind.Sector, "education", "health");
        var conflict = Assert.Single(ReferenceEditRules.FindConflicts(snapshot, merger));
        Assert.Equal((InSector("health"), Usd(40), Usd(30)), (conflict.Key, conflict.Remaining.Value, conflict.Merged.Value));
        Assert.Equal(FindingKind.MergeConflict, FindError(merger));
        Assert.Null(FindError(merger with { Adopted = merger.Adopted.Add(conflict.Key, conflict.Merged.Id) }));
        Assert.Equal(FindingKind.UnknownStatement, FindError(merger with { Adopted = merger.Adopted.Add(conflict.Key, 99) }));
    }

    [Fact]
    public void Merger_WhereBothStateTheSame_AsksNothing()
    {
        var same = CreateSnapshot((InSector("health"), Usd(30)), (InSector("education"), Usd(30)));
        Assert.Empty(ReferenceEditRules.FindErrors(same, Merge(ItemKind.Sector, "education", "health")));
    }

    [Fact]
    public void Edit_OfAnOlderVersion_IsStale()
    {
        var (next, _) = snapshot.ApplyReferenceEdit(new RateSetting(2024, 24_164, Source), 7, "");
        Assert.Equal(FindingKind.ReferenceStale, ReferenceEditRules.FindErrors(next, new RateSetting(2025, 25_000, Source, 6)).Single().Kind);
        Assert.Empty(ReferenceEditRules.FindErrors(next, new RateSetting(2025, 25_000, Source, 7)));
    }

    [Fact]
    public void Merger_AfterItsFiguresChanged_IsStale()
    {
        var (next, _) = snapshot.ApplyEdits([Restate(InSector("education"), Usd(31))], 5, new(2024, 4, 12), "x");
        Assert.Equal(FindingKind.ReferenceStale, ReferenceEditRules.FindErrors(next, Merge(ItemKind.Sector, "education", "other") with { ExpectedVersion = 4 }).Single().Kind);
    }

    [Fact]
    public void Figure_OfAMergedSector_IsRefusedWithTheNameOfTheOther()
    {
        var (next, _) = snapshot.ApplyReferenceEdit(Merge(ItemKind.Sector, "education", "other"), 2, "");
        Assert.Equal(FindingKind.ItemMerged, EditRules.CheckEdits(next, [Restate(InSector("education"), Usd(1))])[0].Single().Kind);
        Assert.Equal(FindingKind.UnknownSector, EditRules.CheckEdits(next, [Restate(InSector("water"), Usd(1))])[0].Single().Kind);
    }

    FindingKind? FindError(ReferenceEdit edit) => ReferenceEditRules.FindErrors(snapshot, edit) is [var first, ..] ? first.Kind : null;

    static ItemMerger Merge(ItemKind kind, string merged, string into) =>
        new(kind, merged, into, System.Collections.Immutable.ImmutableDictionary<FigureKey, long>.Empty);
}
