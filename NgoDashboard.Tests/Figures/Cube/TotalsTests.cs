using CsCheck;
using NgoDashboard.Figures.Cube;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Cube;

public sealed class TotalsTests
{
    static readonly FigureKey Whole = National();
    static readonly FigureKey[] BySector = [.. Sectors.Select(sector => InSector(sector))];
    static readonly FigureKey[] ByProvince = [.. CurrentProvinces.Select(province => InProvince(province))];

    [Fact]
    public void Total_AllPartsStated_IsTheirSum() => Gen.OneOf(FigureGenerators.AllWithValues(BySector), FigureGenerators.AllWithValues(ByProvince)).Sample(stated =>
    {
        var total = CreateSnapshot(stated).GetTotal(Whole);

        Assert.Equal(TotalKind.Summed, total.Kind);
        Assert.Equal(new Quantity(stated.Sum(pair => pair.Value.MinorUnits), Unit.Usd), total.Value);
        Assert.Equal((3, 3), (total.KnownPartCount, total.PartCount));
    });

    [Fact]
    public void Total_StatedWhole_IsNeverReplacedByItsParts() => Gen.Select(FigureGenerators.Snapshot, FigureGenerators.Money).Sample((snapshot, value) =>
    {
        var total = snapshot.WithFigures([new(Whole, [CreateStatement(1_000, value)])]).GetTotal(Whole);

        Assert.Equal((TotalKind.Stated, value), (total.Kind, total.Value));
    });

    [Fact]
    public void Total_SomePartsOfAConsistentWhole_NeverExceedsIt() => FigureGenerators.SomeWithValues([.. BySector, .. ByProvince]).Sample(stated =>
    {
        // Consistent: a whole stated later is at least the sum in either direction.
        var whole = Math.Max(
            stated.Where(pair => pair.Key.Sector is not null).Sum(pair => pair.Value.MinorUnits),
            stated.Where(pair => pair.Key.Province is not null).Sum(pair => pair.Value.MinorUnits));
        var total = CreateSnapshot(stated).GetTotal(Whole);

        Assert.True((total.Value?.MinorUnits ?? 0) <= whole);
        Assert.Equal(stated.Count == 0, total.Kind == TotalKind.Unpublished);
    });

    [Fact]
    public void Total_PartsKnownInBothDirections_AreNotAddedToEachOther() =>
        Assert.Equal(Usd(7), CreateSnapshot([(InSector("health"), Usd(7)), (InProvince(LangSon), Usd(5))]).GetTotal(Whole).Value);

    [Fact]
    public void Total_BothBasesStated_AreNotAddedToEachOther()
    {
        var total = CreateSnapshot([(InProvince(HaiPhong), Usd(10)), (InProvince(OldHaiPhong), Usd(6)), (InProvince(OldLangSon), Usd(5))]).GetTotal(Whole);

        // Hải Phòng as stated on the 34 basis plus Lạng Sơn carried over; the old Hải Phòng is part of the new one.
        Assert.Equal(Usd(15), total.Value);
        Assert.Equal((TotalKind.Partial, 2, 3), (total.Kind, total.KnownPartCount, total.PartCount));
    }

    [Fact]
    public void Total_WithOldUnitsStatedAlone_IsOverThem()
    {
        var old = CreateSnapshot([(InProvince(OldHaiPhong), Usd(6)), (InProvince(OldLangSon), Usd(5))]).GetTotal(Whole);
        var both = CreateSnapshot([(InProvince(OldHaiPhong), Usd(6)), (InProvince(LangSon), Usd(5))]).GetTotal(Whole);

        Assert.Equal((Usd(11), 2, OldProvinces.Count), (old.Value!.Value, old.KnownPartCount, old.PartCount));
        // One unit of the 34 is enough; Hải Phòng is then carried over from its part.
        Assert.Equal((Usd(11), CurrentProvinces.Count), (both.Value!.Value, both.PartCount));
    }

    [Fact]
    public void Total_StatementAddedElsewhere_DoesNotChange() => Gen.Select(FigureGenerators.Snapshot, FigureGenerators.KeyWithValue, FigureGenerators.KeyWithValue).Sample((snapshot, added, watched) =>
    {
        if (AreRelated(added.Key, watched.Key))
            return;

        var before = snapshot.GetTotal(watched.Key);
        var after = snapshot.WithFigures([new(added.Key, [CreateStatement(1_000, added.Value)])]).GetTotal(watched.Key);

        Assert.Equal((before.Kind, before.Value, before.Qualifier), (after.Kind, after.Value, after.Qualifier));
    });

    [Fact]
    public void Total_AfterAnyChanges_IsWhatACubeSaysThatHasKnownNothingElse() =>
        Gen.Select(FigureGenerators.Snapshot, FigureGenerators.KeyWithValue.List[1, 4], FigureGenerators.KeyWithValue.List[1, 12]).Sample((snapshot, changes, watched) =>
        {
            foreach (var change in changes)
            {
                ReadTotals();
                snapshot = snapshot.WithFigures([new(change.Key, [CreateStatement(1_000, change.Value)])]);
            }

            var recreated = Snapshot.Create(snapshot.Reference, snapshot.Figures);
            foreach (var (key, _) in watched)
            {
                var (cached, fresh) = (snapshot.GetTotal(key), recreated.GetTotal(key));
                Assert.Equal(
                    (fresh.Kind, fresh.Value, fresh.Qualifier, fresh.KnownPartCount, fresh.PartCount, fresh.IsConverted),
                    (cached.Kind, cached.Value, cached.Qualifier, cached.KnownPartCount, cached.PartCount, cached.IsConverted));
                Assert.Equal(fresh.Statements.OrderBy(statement => statement.Id), cached.Statements.OrderBy(statement => statement.Id));
                Assert.Equal(ProvinceRanking.FindRank(recreated, key), ProvinceRanking.FindRank(snapshot, key));
            }

            void ReadTotals()
            {
                foreach (var (key, _) in watched)
                    _ = (snapshot.GetTotal(key), ProvinceRanking.FindRank(snapshot, key));
            }
        });

    [Fact]
    public void Total_ChangeOfTheCountry_AddsUpNoProvinceAnew()
    {
        var snapshot = CreateSnapshot([(InProvince(OldHaiPhong), Usd(6)), (InProvince(OldHaiDuong), Usd(5)), (Whole, Usd(20))]);
        var (own, whole) = (snapshot.GetTotal(InProvince(HaiPhong)), snapshot.GetTotal(National(Measure.Committed)));

        var next = snapshot.WithFigures([new(Whole, [CreateStatement(1_000, Usd(21))])]);

        Assert.Same(own, next.GetTotal(InProvince(HaiPhong)));
        Assert.NotSame(whole, next.WithFigures([new(InProvince(OldHaiPhong, Measure.Committed), [CreateStatement(1_001, Usd(3))])]).GetTotal(National(Measure.Committed)));
    }

    [Fact]
    public void Total_NothingStated_IsUnpublishedAndNeverZero() => FigureGenerators.KeyWithValue.Sample(pair =>
    {
        var total = CreateSnapshot([]).GetTotal(pair.Key);

        Assert.Equal(TotalKind.Unpublished, total.Kind);
        Assert.Null(total.Value);
    });

    [Fact]
    public void Total_AnyCube_HasNoValueExactlyWhereUnpublished() => Gen.Select(FigureGenerators.Snapshot, FigureGenerators.KeyWithValue).Sample((snapshot, pair) =>
    {
        var total = snapshot.GetTotal(pair.Key);

        Assert.Equal(total.Kind == TotalKind.Unpublished, total.Value is null);
        Assert.Equal(total.Value is null, total.Statements.IsEmpty);
    });

    [Theory]
    [InlineData(Measure.Organisations)]
    [InlineData(Measure.Countries)]
    public void Total_MeasureThatIsNotAdditive_IsNeverSummed(Measure measure)
    {
        var parts = CurrentProvinces.Concat(OldProvinces).Select(province => (InProvince(province, measure), Count(5))).Concat(Sectors.Select(sector => (InSector(sector, measure), Count(5))));

        Assert.Equal(TotalKind.Unpublished, CreateSnapshot(parts).GetTotal(National(measure)).Kind);
        Assert.Equal(TotalKind.Unpublished, CreateSnapshot([(InProvince(OldHaiPhong, measure), Count(5)), (InProvince(OldHaiDuong, measure), Count(5))]).GetTotal(InProvince(HaiPhong, measure)).Kind);
    }

    [Fact]
    public void Total_Campaigns_AddUpToNothing()
    {
        var relief = Whole with { Campaign = "relief" };
        var snapshot = CreateSnapshot([(relief, Usd(9)), (InProvince(LangSon) with { Campaign = "relief" }, Usd(5))]);

        Assert.Equal(TotalKind.Unpublished, snapshot.GetTotal(Whole).Kind);
        Assert.Equal(TotalKind.Unpublished, CreateSnapshot([(InProvince(LangSon) with { Campaign = "relief" }, Usd(5))]).GetTotal(relief).Kind);
    }

    [Fact]
    public void Remainder_AnyParts_MakesUpTheWholeWithThem() => Gen.Select(FigureGenerators.SomeWithValues(BySector), FigureGenerators.Dollars).Sample((stated, whole) =>
    {
        var remainder = CreateSnapshot(stated.Append((Whole, whole))).RemainderBySector(Whole);

        if (stated.Count == 0)
            Assert.Null(remainder);
        else
            Assert.Equal(whole.MinorUnits, remainder!.Value.MinorUnits + stated.Sum(pair => pair.Value.MinorUnits));
    });

    [Fact]
    public void Remainder_PartsOverTheWhole_IsNegativeAndNotHidden() =>
        Assert.Equal(new Quantity(-100, Unit.Usd), CreateSnapshot([(Whole, Usd(10)), (InSector("health"), Usd(11))]).RemainderBySector(Whole));

    [Fact]
    public void Total_PartsInTwoCurrencies_IsConvertedAtTheRateOfTheYear()
    {
        var total = CreateSnapshot([(InSector("health"), Usd(10)), (InSector("education"), Vnd(48_000)), (InSector("other"), Usd(1))]).GetTotal(Whole);

        Assert.Equal((TotalKind.Summed, Usd(13), true), (total.Kind, total.Value, total.IsConverted));
    }

    [Fact]
    public void Total_PartsInOneCurrency_StaysInItUnconverted() => Gen.Select(FigureGenerators.Dong, FigureGenerators.Dong, FigureGenerators.Dong).Sample((a, b, c) =>
    {
        var total = CreateSnapshot([(InSector("health"), a), (InSector("education"), b), (InSector("other"), c)]).GetTotal(Whole);

        Assert.Equal((new Quantity(a.MinorUnits + b.MinorUnits + c.MinorUnits, Unit.Vnd), false), (total.Value, total.IsConverted));
    });

    [Fact]
    public void Total_TwoCurrenciesInAYearWithoutRate_LeavesOutWhatCannotJoinAndStaysPartial()
    {
        var whole = National(year: YearWithoutRate);
        var total = CreateSnapshot([(whole with { Sector = "health" }, Usd(10)), (whole with { Sector = "education" }, Vnd(48_000)), (whole with { Sector = "other" }, Usd(1))])
            .GetTotal(whole);

        Assert.Equal((TotalKind.Partial, Usd(11), 2, 3), (total.Kind, total.Value, total.KnownPartCount, total.PartCount));
    }

    [Theory]
    [InlineData(Qualifier.Exact, Qualifier.Exact, Qualifier.Exact)]
    [InlineData(Qualifier.Nearly, Qualifier.Exact, Qualifier.Nearly)]
    [InlineData(Qualifier.Over, Qualifier.Over, Qualifier.Over)]
    [InlineData(Qualifier.Nearly, Qualifier.Over, Qualifier.About)]
    [InlineData(Qualifier.About, Qualifier.Exact, Qualifier.About)]
    public void Combine_Qualifiers_SaysNoMoreThanTheyDo(Qualifier one, Qualifier other, Qualifier together)
    {
        Assert.Equal(together, Total.CombineQualifiers([one, other]));
        Assert.Equal(together, Total.CombineQualifiers([other, one]));
    }

    /// <summary>Whether one figure can affect the total shown for the other: as itself, as a part, or as an operand of a rate.</summary>
    static bool AreRelated(FigureKey part, FigureKey whole) =>
        part.Period == whole.Period
        && part.Campaign == whole.Campaign
        && (part.Measure == whole.Measure || (whole.Measure == Measure.DisbursementRate && part.Measure is Measure.Disbursed or Measure.Committed))
        && (whole.Sector is null || part.Sector == whole.Sector)
        && (whole.Province is null || part.Province == whole.Province || (part.Province is { } old && CountryReference.FindProvince(old)!.Successor == whole.Province));
}
